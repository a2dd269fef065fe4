"""The lines of 収支決算書: cost items, under their 款, 項, 目 and 節 with the sums of each where these are entered."""

from collections.abc import Callable, Iterator, Sequence

from core.calc.charges.assess import item_yen
from core.documents.charts.waterfall import signed
from core.documents.paper.document import Column, Emphasis, Kind, Row, Table
from core.model.charges.charging import YearItem
from core.model.values.charge_premises import Item
from core.model.values.money import show_yen

UNKNOWN = "未確定"
_LEVELS: tuple[tuple[str, Callable[[YearItem], str]], ...] = (
    ("款", lambda one: one.chapter),
    ("項", lambda one: one.article),
    ("目", lambda one: one.paragraph),
    ("節", lambda one: one.section),
)
_INDENT = "　"


def table_of(before: Sequence[Row], items: Sequence[YearItem], budget: int | None, spent: int) -> Table:
    """Return items with their total; the rows `before` come to `budget` and `spent` yen."""
    headed = any(level(one) for one in items for _, level in _LEVELS)
    name = "款・項・目・節と費目" if headed else "費目"
    columns = (
        Column(name, width=14, weight=1),
        Column("種別", width=9),
        Column("予算額(円)", Kind.FIGURE),
        Column("決算額(円)", Kind.FIGURE),
        Column("差(円)", Kind.FIGURE),
    )
    known, results = _sums(items)
    total = line("計", "", _more(budget, known), _more(spent, results), Emphasis.TOTAL)
    return Table(columns, (*before, *_lines(items)), (total,))


def line(name: str, kind: str, budget: int | None, spent: int | None, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    """Return one row: yen as budgeted and as they came out, None where not known, and the difference."""
    difference = "" if budget is None or spent is None else signed(spent - budget)
    return Row((name, kind, _known(budget), _known(spent), difference), emphasis)


def budget_of(one: YearItem) -> int | None:
    """Return an item's budget in yen; None where it is not known."""
    if one.amount is None:
        return None
    rate = one.exchange_rate or ""
    return item_yen(Item(one.name, one.flow, one.amount, one.cents, one.currency, rate))


def _lines(items: Sequence[YearItem], at: int = 0, depth: int = 0) -> Iterator[Row]:
    """Yield the items under the headings from level `at` down; what has no heading at a level stands before those."""
    if at == len(_LEVELS):
        for one in items:
            yield line(_INDENT * depth + one.name, one.flow.label, budget_of(one), one.result_yen)
        return
    called, level = _LEVELS[at]
    for heading in sorted({level(one) for one in items}, key=_in_order):
        chosen = [one for one in items if level(one) == heading]
        if not heading:
            yield from _lines(chosen, at + 1, depth)
            continue
        known, results = _sums(chosen)
        emphasis = Emphasis.STRONG if at == 0 else Emphasis.PLAIN
        yield line(f"{_INDENT * depth}{called} {heading}", "", known, results, emphasis)
        yield from _lines(chosen, at + 1, depth + 1)


def _in_order(heading: str) -> tuple[bool, int, str]:
    """12委託料 before 13使用料: by the number in front, then by the text; nothing first."""
    digits = heading[: len(heading) - len(heading.lstrip("0123456789"))]
    return bool(heading), int(digits) if digits else 0, heading


def _sums(items: Sequence[YearItem]) -> tuple[int | None, int | None]:
    """Return what items come to as budgeted and in the end; None where one of them is not known."""
    sums: list[int | None] = []
    for column in ([budget_of(one) for one in items], [one.result_yen for one in items]):
        sums.append(None if None in column else sum(yen or 0 for yen in column))
    return sums[0], sums[1]


def _more(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _known(yen: int | None) -> str:
    return UNKNOWN if yen is None else show_yen(yen)

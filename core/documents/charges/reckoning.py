"""負担金の計算: how the charge of one member comes about, each amount with its formula, to the yen."""

from collections import Counter
from collections.abc import Iterable, Iterator

from core.calc.charges.assess import Assessed, SplitPart, item_yen, span_words
from core.calc.splitting.rounding import Rounding, rest_taker
from core.calc.splitting.steps import exact_share, rounding_words
from core.documents.paper.document import Column, Emphasis, Kind, Notes, Row, Table
from core.model.values.charge_premises import Item, ItemFlow
from core.model.values.money import show_yen
from core.model.values.rules import Remainder

_ALONE = {
    ItemFlow.COST: "この団体だけの負担",
    ItemFlow.SETTLED: "前年度の精算による追加",
    ItemFlow.RETURNED: "按分の前に差し引いた額を、この団体に戻し入れ",
    ItemFlow.INCOME: "この団体への財源",
    ItemFlow.CARRIED: "この団体への充当",
}
"""What an item that is one member's alone is to it."""


def reckoned(made: Iterable[tuple[str, Assessed]], code: str, total: str, whole: int) -> tuple[Table, Notes]:
    """Return every amount that makes up the charge of a member, by project, and how fractions are dealt with; the sum
    is `whole` yen and stands under the name `total`."""
    rows, notes, sum_ = list[Row](), list[str](), 0
    for project, one in made:
        for told, formula, yen in _parts(one, code):
            rows.append(Row((f"{project}{told}", formula, show_yen(yen))))
            sum_ += yen
        notes += [_rounding(one, part) for part in one.parts if code in part.split.shares]
    if sum_ != whole:  # the arithmetic of a later program gives another yen than the one that was told
        rows.append(Row(("この版を作成したときの計算との差", "", show_yen(whole - sum_))))
    columns = (
        Column("事業と費目", width=15, weight=1),
        Column("計算", width=20, weight=3),
        Column("額(円)", Kind.FIGURE),
    )
    table = Table(columns, tuple(rows), (Row((total, "", show_yen(whole)), Emphasis.TOTAL),))
    return table, Notes(tuple(dict.fromkeys(notes)))


def _parts(made: Assessed, code: str) -> Iterator[tuple[str, str, int]]:
    own = [part for part in made.parts if code in part.split.shares]
    told = Counter(_told(part) for part in own)
    for part in own:
        of = "、".join((*_told(part), *([part.rule.label] if told[_told(part)] > 1 else ())))
        yield f"({of})" if of else "", _formula(part, code), part.split.shares[code]
    for item in made.premises.items:
        if item.bearer == code:
            yield f"({item.name})", _ALONE[item.flow], _signed(item)


def _told(part: SplitPart) -> tuple[str, ...]:
    """Return whose amount the part is: its system and its months; parts alike in both are told apart by their rule."""
    return tuple(filter(None, (part.system, span_words(part.span))))


def _formula(part: SplitPart, code: str) -> str:
    """Return 1,000,000円 × (3/10 × 1 ÷ 6 + …); of a rule with fixed amounts or limits its name."""
    if not part.rule.is_plain:
        return f"{part.total:,}円を{part.rule.label}で按分"
    member = next(one for one in part.payers if one.code == code)
    return exact_share(part.rule, part.payers, member, part.total)[0]


def _signed(item: Item) -> int:
    return -item_yen(item) if item.flow in {ItemFlow.INCOME, ItemFlow.CARRIED} else item_yen(item)


def _rounding(made: Assessed, part: SplitPart) -> str:
    premises = made.premises
    ways = Rounding(premises.unit, premises.remainder, premises.representative or None)
    taker = None if premises.remainder is Remainder.LARGEST else rest_taker(part.payers, ways)
    return f"端数は、{rounding_words(premises.unit, premises.remainder, taker.name if taker else None)}。"

"""団体別総額: what each municipality pays in all over the term, against what it pays today."""

from collections.abc import Iterator, Mapping, Sequence

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.item import View
from core.calc.comparison.charges import UnreadableLine, Ways, lines_of
from core.calc.comparison.compare import Comparison
from core.calc.comparison.customization_costs import one_off_borne, yearly_borne
from core.calc.comparison.gathering import out_of_scope_cost, ways_of
from core.calc.comparison.premises import Impossible
from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import Flow
from core.model.council import Municipality
from core.model.scenarios import Scenario, UndecidedAs


@dataclass(frozen=True, slots=True)
class TotalCost:
    """One municipality over the term in yen; `code` is empty in the row of totals. `current` is None if unknown."""

    code: str
    current: int | None
    cloud: int
    one_off: int
    running: int
    penalty: int
    out_of_scope: int
    fee_missing: bool = False

    @property
    def paid(self) -> int | None:
        """The total, or None where no fee is entered: it is not known then."""
        return None if self.fee_missing else self.total

    @property
    def fee(self) -> int | None:
        """The share of the fee, or None where no fee is entered."""
        return None if self.fee_missing else self.cloud

    @property
    def total(self) -> int:
        """Everything that it pays: the figure that a mayor asks for."""
        return self.cloud + self.one_off + self.running + self.penalty + self.out_of_scope

    @property
    def saving(self) -> int | None:
        """What it saves against today; below zero where it pays more."""
        return None if self.current is None or self.paid is None else self.current - self.paid


@dataclass(frozen=True, slots=True)
class UnborneCost:
    """負担者なし: a cost that falls to nobody who is there; `column` is where it stands in the totals."""

    label: str
    column: str
    yen: int


@dataclass(frozen=True, slots=True)
class TotalCosts:
    """Rows by code in the members' order, what nobody bears, and their sum; what rounding leaves with the secretariat
    is in none of them.

    `incomplete`: customizations without an amount that are not in these totals (一部未算定).
    """

    rows: Mapping[str, TotalCost]
    total: TotalCost
    secretariat: int
    incomplete: tuple[int, ...]
    unborne: tuple[UnborneCost, ...] = ()

    @property
    def unborne_row(self) -> TotalCost | None:
        """The line 負担者なし; None where everything has somebody who bears it."""
        return _unborne_row(self.unborne) if self.unborne else None


def total_costs(
    book: Book, scenario: Scenario, comparison: Comparison, one_off: Allocation, yearly: Allocation
) -> TotalCosts | Impossible:
    """Return the totals of a scenario: its fee, and the customizations' allocations over its term.

    The undecided are counted as the scenario says; amounts are in its tax mode. Impossible: a line out of scope cannot
    be read.
    """
    ways = ways_of(book, scenario)
    view = View.ALL if scenario.undecided_as is UndecidedAs.YES else View.MAX
    premises = comparison.premises
    once = one_off_borne(book, scenario, premises, one_off, ways)
    running = yearly_borne(book, scenario, premises, yearly, ways)
    try:
        outside = _out_of_scope(book, comparison, ways)
        lines = list(_unborne_lines(book, comparison, ways))
    except UnreadableLine as unreadable:
        return Impossible(unreadable.fault)
    rows = {
        code: TotalCost(
            code,
            row.current,
            row.cloud,
            once.shares.get(code, 0),
            running.shares.get(code, 0),
            row.penalty,
            outside[code],
            row.fee_missing,
        )
        for code, row in comparison.rows.items()
    }
    incomplete = dict.fromkeys((*one_off.incomplete(view), *yearly.incomplete(view)))
    unborne = [
        UnborneCost("カスタマイズ(初期)", "one_off", once.unborne),
        UnborneCost("カスタマイズ(運用)", "running", running.unborne),
        *lines,
    ]
    named = tuple(one for one in unborne if one.yen)
    kept = once.secretariat + running.secretariat
    return TotalCosts(rows, _sum(rows, named), comparison.secretariat + kept, tuple(incomplete), named)


def _out_of_scope(book: Book, comparison: Comparison, ways: Ways) -> dict[str, int]:
    payers = comparison.premises.payers
    presences = comparison.premises.presences
    found = {payer.code: out_of_scope_cost(book, payer.id, ways, presences[payer.code]) for payer in payers}
    for line in lines_of(book, ways, in_scope=False):
        bearer = line.line.borne_by_id
        if bearer is not None and line.line.flow is Flow.COST:
            code = book.all(Municipality)[bearer].code
            if code in found:
                found[code] += line.total
    return found


def _unborne_lines(book: Book, comparison: Comparison, ways: Ways) -> Iterator[UnborneCost]:
    """Yield the lines of a bearer who is not in the scenario, money in as △, and those out of scope that have none."""
    payers = {payer.id for payer in comparison.premises.payers}
    for line in comparison.premises.fee.lines:
        if line.line.borne_by_id is not None and line.line.borne_by_id not in payers:
            if line.line.flow is Flow.COST:
                yield UnborneCost(f"経費「{line.line.name}」", "cloud", line.total)
            elif line.line.flow is Flow.INCOME:
                yield UnborneCost(f"財源「{line.line.name}」", "cloud", -line.total)
    for line in lines_of(book, ways, in_scope=False):
        if line.line.flow is Flow.COST and line.line.borne_by_id not in payers:
            yield UnborneCost(f"調達外の経費「{line.line.name}」", "out_of_scope", line.total)


def _sum(rows: Mapping[str, TotalCost], unborne: tuple[UnborneCost, ...]) -> TotalCost:
    return sum_of_rows(list(rows.values()), (_unborne_row(unborne),) if unborne else ())


def sum_of_rows(rows: Sequence[TotalCost], besides: Sequence[TotalCost] = ()) -> TotalCost:
    """Return rows together; what they pay today is unknown where one of them is, whatever stands `besides`."""
    currents = [row.current for row in rows if row.current is not None]
    all_rows = (*rows, *besides)
    return TotalCost(
        "",
        sum(currents) if len(currents) == len(rows) else None,
        **{name: sum(getattr(row, name) for row in all_rows) for name in _SUMMED},
        fee_missing=any(row.fee_missing for row in all_rows),
    )


def _unborne_row(unborne: tuple[UnborneCost, ...]) -> TotalCost:
    sums = {name: sum(one.yen for one in unborne if one.column == name) for name in _SUMMED}
    return TotalCost("", None, **sums, fee_missing=False)


_SUMMED = ("cloud", "one_off", "running", "penalty", "out_of_scope")

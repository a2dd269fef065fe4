"""団体別総額: what each municipality pays in all over the term, against what it pays today."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.item import View
from core.calc.comparison.charges import UnreadableLine, Ways, lines_of
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import out_of_scope_cost, ways_of
from core.calc.comparison.premises import Impossible
from core.calc.comparison.taxes import taxed
from core.calc.splitting.apportion import apportion
from core.model.book import Book
from core.model.costs import Taxation
from core.model.council import Municipality, TaxMode
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
class TotalCosts:
    """Rows by code in the members' order, and their sum; what rounding leaves with the secretariat is in neither.

    `incomplete`: customizations without an amount that are not in these totals (一部未算定).
    """

    rows: Mapping[str, TotalCost]
    total: TotalCost
    secretariat: int
    incomplete: tuple[int, ...]


def total_costs(
    book: Book, scenario: Scenario, comparison: Comparison, one_off: Allocation, yearly: Allocation
) -> TotalCosts | Impossible:
    """Return the totals of a scenario: its fee, and the customizations' allocations over its term.

    The undecided are counted as the scenario says; amounts are in its tax mode. Impossible: a line out of scope cannot
    be read.
    """
    ways = ways_of(book, scenario)
    view = View.ALL if scenario.undecided_as is UndecidedAs.YES else View.MAX
    presences = comparison.premises.presences
    once = {code: yen for code, yen in one_off.by_code(view).items() if code in comparison.rows}
    per_year = yearly.by_code(view)
    running = {
        code: per_year.get(code, 0) * presence.months // 12 for code, presence in presences.items() if code in per_year
    }
    stated = Taxation(book.consortium.tax_mode.value)
    first, rates = ways.taxes.of_year(ways.term.first), ways.taxes.of_term(ways.term.first, ways.term.years)
    once = _taxed_once(once, first, stated, ways.tax_mode)
    running = _taxed_once(running, rates, stated, ways.tax_mode)
    try:
        outside = _out_of_scope(book, comparison, ways)
    except UnreadableLine as unreadable:
        return Impossible(unreadable.fault)
    rows = {
        code: TotalCost(
            code,
            row.current,
            row.cloud,
            once.get(code, 0),
            running.get(code, 0),
            row.penalty,
            outside[code],
            row.fee_missing,
        )
        for code, row in comparison.rows.items()
    }
    incomplete = dict.fromkeys((*one_off.incomplete(view), *yearly.incomplete(view)))
    kept = one_off.totals[view].secretariat + yearly.totals[view].secretariat * ways.term.years
    return TotalCosts(rows, _sum(rows), comparison.secretariat + kept, tuple(incomplete))


def _taxed_once(shares: dict[str, int], rate: Fraction, stated: Taxation, wanted: TaxMode) -> dict[str, int]:
    """Return the shares in the tax mode that is wanted: the tax is cut once on their sum, then split."""
    total = sum(shares.values())
    whole = taxed(((Fraction(total), rate),), stated, wanted)
    return apportion(whole, shares) if whole != total else shares


def _out_of_scope(book: Book, comparison: Comparison, ways: Ways) -> dict[str, int]:
    payers = comparison.premises.payers
    presences = comparison.premises.presences
    found = {payer.code: out_of_scope_cost(book, payer.id, ways, presences[payer.code]) for payer in payers}
    for line in lines_of(book, ways, in_scope=False):
        bearer = line.line.borne_by_id
        if bearer is not None:
            code = book.all(Municipality)[bearer].code
            if code in found:
                found[code] += line.total
    return found


def _sum(rows: Mapping[str, TotalCost]) -> TotalCost:
    all_rows = tuple(rows.values())
    currents = [row.current for row in all_rows if row.current is not None]
    return TotalCost(
        "",
        sum(currents) if len(currents) == len(all_rows) else None,
        **{name: sum(getattr(row, name) for row in all_rows) for name in _SUMMED},
        fee_missing=any(row.fee_missing for row in all_rows),
    )


_SUMMED = ("cloud", "one_off", "running", "penalty", "out_of_scope")

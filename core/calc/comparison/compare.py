"""五年間経費比較: the fee by rule, nobody above the guarantee's cap, what the caps cut off borne by the others."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.calc.comparison.capped_years import CappedYears, cap_years
from core.calc.comparison.capping import CappedShares, cap_shares
from core.calc.comparison.contract_term import Presence
from core.calc.comparison.controlled_rounding import SCALE
from core.calc.comparison.exact_shares import (
    ExactShares,
    ExactYears,
    exact_years,
)
from core.calc.comparison.guarantee import caps_of, why_impossible
from core.calc.comparison.margins import Margins, margins_of
from core.calc.comparison.portions import LevelledYears, Portion, all_levels, portions
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.steps import Working, derivation_of
from core.calc.comparison.year_table import WholeYears, YearTable
from core.calc.derivation import Derivation
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import MissingBasis, combined_weights
from core.calc.splitting.limits import NobodyPays
from core.calc.splitting.rounding import round_shares
from core.dataclass import dataclass
from core.model.scenarios import RedistributionKey
from core.model.values.dates import show_fiscal_year


@dataclass(frozen=True, slots=True)
class Row:
    """One member over the term, in yen; `code` is empty in the row of totals.

    `base` is the share by rule alone, `cap` the most that the guarantee allows (None: no guarantee), `cloud` what is
    paid, in the end and by year. The penalty is apart from it. `current` is None where it is not known.
    """

    code: str
    current: int | None
    base: int
    cap: int | None
    cloud: int
    penalty: int
    fee_missing: bool
    table: YearTable | WholeYears = dataclasses.field(compare=False, repr=False)

    @property
    def years(self) -> tuple[int, ...]:
        """What is paid in each year."""
        return self.table.of(self.code)

    @property
    def paid(self) -> int | None:
        """What is paid; None where no fee is entered: it is unknown then, not a saving of everything."""
        return None if self.fee_missing else self.cloud

    @property
    def ruled(self) -> int | None:
        """The share by rule alone; None where no fee is entered."""
        return None if self.fee_missing else self.base

    @property
    def at_cap(self) -> bool:
        """Whether the member pays as much as the guarantee allows."""
        return self.cap is not None and self.cloud == self.cap

    @property
    def saving(self) -> int | None:
        """What the member saves; below zero where it pays more than today."""
        return None if self.current is None or self.paid is None else self.current - self.paid

    @property
    def shifted(self) -> int:
        """What the guarantee adds to the share by rule, or below zero takes from it."""
        return self.cloud - self.base


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows by code in the members' order, their totals, and what rounding leaves with the secretariat.

    `total.cloud` is the fee: the rows and the secretariat's part add up to it, for the term and in each year.
    """

    premises: Premises
    rows: Mapping[str, Row]
    total: Row
    secretariat: int
    explain: Callable[[str], Derivation] = dataclasses.field(compare=False, repr=False)
    working: Working = dataclasses.field(compare=False, repr=False)

    @property
    def at_cap(self) -> tuple[str, ...]:
        """The codes of those who pay as much as the guarantee allows."""
        return tuple(code for code, row in self.rows.items() if row.at_cap)


def compare(premises: Premises) -> Comparison | Impossible:
    """Return who pays what, or why there is no table: the guarantee cannot be kept, or the rule cannot be applied.

    The shares add up to the fee, nobody is above its cap, and the order of members never matters.
    """
    try:
        return _compared(premises)
    except SplitRefused as refused:
        return Impossible(refused.fault)


def _compared(premises: Premises) -> Comparison | Impossible:
    payers = premises.payers
    if not payers:
        raise NobodyPays
    parts = portions(premises.fee.charges, payers, premises.presences, premises.term)
    levelled = all_levels(parts)
    premises, shared = _shared(premises, parts, levelled)
    years = shared.with_own(premises.fee.own)
    _check_credits(premises, years)
    base = years.term
    margins = margins_of(parts, payers, premises.own, levelled)
    ruled, rest = _rounded(premises, base, margins)
    impossible = why_impossible(premises)
    if impossible:
        return impossible
    caps = caps_of(premises)
    keys: Mapping[str, int] = {}
    capped, cloud, by_year = CappedShares(base), ruled, CappedYears({})
    if caps is not None:
        keys = _keys(premises, base, caps)
        if premises.moves:
            by_year = cap_years(years, caps, keys, premises.months, premises.key)
            cloud, rest = (
                _of_the_term(premises, by_year, caps) if by_year.rounds else _rounded(premises, base, margins, caps)
            )
        else:
            capped = cap_shares(base, caps, keys, premises.key)
            cloud, rest = _rounded(premises, capped.exact, margins, caps)
    table = YearTable(premises, years, caps, keys, cloud, rest, by_year if by_year.shares else None)
    if premises.moves:
        cloud, rest = table.rows()
        ruled = ruled if by_year.rounds else cloud
    rows = _rows(premises, ruled, caps, cloud, table)
    working = Working(premises, tuple(parts), base, ruled, caps, keys, capped, by_year, cloud, table)
    return Comparison(
        premises,
        rows,
        _total(premises, rows, rest),
        rest,
        lambda code: derivation_of(working, code, rows[code].years),
        working,
    )


def _shared(premises: Premises, parts: Sequence[Portion], levelled: LevelledYears) -> tuple[Premises, ExactYears]:
    """Return what the members bear by the rules, with what payers that are no members bear taken out of the fee: of
    the equal split one share each, in every year below one yen cut off."""
    years, guests = premises.term.years, premises.fee.guests
    if not guests:
        return premises, exact_years(parts, premises.payers, premises.presences, years, levelled)
    presences = {**premises.presences, **{one.code: Presence(0, premises.term.months) for one in guests}}
    exact = exact_years(parts, (*premises.payers, *guests), presences, years, levelled)
    rows = dict(exact.numerators)
    borne = {one.code: tuple(yen // exact.denominator for yen in rows.pop(one.code)) for one in guests}
    deductions = tuple(
        replace(one, years=borne[one.guest.code]) if one.guest is not None else one for one in premises.fee.deductions
    )
    premises = replace(premises, fee=replace(premises.fee, deductions=deductions))
    return premises, ExactYears(rows, exact.denominator)


def _check_credits(premises: Premises, years: ExactYears) -> None:
    """Raise SplitRefused for a member that is credited with more in a year than its share."""
    for payer in premises.payers:
        row = years.numerators[payer.code]
        if min(row) < 0:
            at = next(at for at, yen in enumerate(row) if yen < 0)
            above = f"{-(row[at] // years.denominator):,}"
            year = show_fiscal_year(premises.term.first + at)
            raise SplitRefused("credit_exceeds_share", name=payer.name, year=year, yen=above)


def _rounded(
    premises: Premises, exact: ExactShares, margins: Margins, caps: Mapping[str, int] | None = None
) -> tuple[dict[str, int], int]:
    """Return exact shares of the term in yen, within the rules' limits or, with the guarantee, within its caps."""
    floors, most = (margins.least, margins.most) if caps is None else (None, caps)
    own = margins.fixed if caps is None else premises.unrounded
    numerators, denominator = exact.numerators, exact.denominator
    return round_shares(
        numerators, denominator, premises.payers, premises.rounding, own, most, premises.total, floors=floors
    )


def _of_the_term(premises: Premises, shares: CappedYears, caps: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Return the shares of the term in yen after the guarantee, and what stays with the secretariat."""
    sums = {code: min(sum(years), caps[code] * SCALE) for code, years in shares.shares.items()}
    sums |= {code: caps[code] * SCALE for code in shares.capped}
    return round_shares(sums, SCALE, premises.payers, premises.rounding, premises.unrounded, caps, total=premises.total)


def _keys(premises: Premises, base: ExactShares, caps: Mapping[str, int]) -> Mapping[str, int]:
    """Return by what the members take over: whole numbers by code, the same in every round.

    規則の割合 are the weights of the scenario's rule. Who is there for part of a year takes over so many months.
    """
    rooms = {code: caps[code] * base.denominator - share for code, share in base.numerators.items()}
    if all(room >= 0 for room in rooms.values()):
        return dict.fromkeys(rooms, 0)
    match premises.key:
        case RedistributionKey.RULE:
            weights = zip(premises.payers, combined_weights(premises.rule, premises.payers), strict=True)
            months = 1 if premises.moves else premises.term.months
            return {payer.code: weight * months for payer, weight in weights}
        case RedistributionKey.CURRENT:
            return {payer.code: premises.current[payer.code] or 0 for payer in premises.payers}
        case RedistributionKey.HEADROOM:
            return {code: max(0, room) for code, room in rooms.items()}
    for payer in premises.payers:
        if payer.population is None:
            raise MissingBasis(premises.key.label, payer, "人口")
    return {payer.code: payer.population or 0 for payer in premises.payers}


def _rows(
    premises: Premises,
    base: Mapping[str, int],
    caps: Mapping[str, int] | None,
    cloud: Mapping[str, int],
    table: YearTable,
) -> dict[str, Row]:
    return {
        payer.code: Row(
            payer.code,
            premises.current[payer.code],
            base[payer.code],
            None if caps is None else caps[payer.code],
            cloud[payer.code],
            premises.penalties.get(payer.code, 0),
            premises.fee.missing,
            table,
        )
        for payer in premises.payers
    }


def _total(premises: Premises, rows: Mapping[str, Row], secretariat: int) -> Row:
    all_rows = tuple(rows.values())
    currents = [row.current for row in all_rows if row.current is not None]
    caps = [row.cap for row in all_rows if row.cap is not None]
    return Row(
        "",
        sum(currents) if len(currents) == len(all_rows) else None,
        premises.total,
        sum(caps) if caps else None,
        sum(row.cloud for row in all_rows) + secretariat,
        sum(row.penalty for row in all_rows),
        premises.fee.missing,
        WholeYears(premises.years),
    )

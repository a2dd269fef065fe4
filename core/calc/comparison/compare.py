"""五年間経費比較: the fee by rule, nobody above the guarantee's cap, what the caps cut off borne by the others."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.calc.comparison.capping import CappedShares, cap_shares
from core.calc.comparison.contract_term import spread
from core.calc.comparison.exact_shares import ExactShares, exact_shares, portions
from core.calc.comparison.guarantee import caps_of, why_impossible
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.steps import Working, derivation_of
from core.calc.derivation import Derivation
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import MissingBasis, combined_weights
from core.calc.splitting.rounding import round_shares
from core.calc.splitting.split import NobodyPays
from core.model.scenarios import RedistributionKey


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
    years: tuple[int, ...]
    fee_missing: bool = False

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
    payers, rounding, own = premises.payers, premises.rounding, premises.own
    if not payers:
        raise NobodyPays
    parts = portions(premises.fee.charges, payers, premises.presences, premises.term)
    shared = exact_shares(parts, payers)
    base = _with_own(shared, own)
    base_yen, rest = round_shares(base.numerators, base.denominator, payers, rounding, own)
    impossible = why_impossible(premises)
    if impossible:
        return impossible
    caps = caps_of(premises)
    keys: Mapping[str, int] = {}
    capped, cloud = CappedShares(base), base_yen
    if caps is not None:
        keys = _keys(premises, base, caps)
        capped = cap_shares(base, caps, keys, premises.key)
        cloud, rest = round_shares(capped.exact.numerators, capped.exact.denominator, payers, rounding, own, caps)
    rows = _rows(premises, base_yen, caps, cloud)
    working = Working(premises, tuple(parts), base, base_yen, caps, keys, capped, cloud)
    return Comparison(
        premises,
        rows,
        _total(premises, rows, rest),
        rest,
        lambda code: derivation_of(working, code, rows[code].years),
    )


def _with_own(shared: ExactShares, own: Mapping[str, int]) -> ExactShares:
    numerators = {code: share + own.get(code, 0) * shared.denominator for code, share in shared.numerators.items()}
    return ExactShares(numerators, shared.denominator)


def _keys(premises: Premises, base: ExactShares, caps: Mapping[str, int]) -> Mapping[str, int]:
    """Return by what the members take over: whole numbers by code, the same in every round.

    規則の割合 are the weights of the scenario's own rule, times the months that a member is there.
    """
    rooms = {code: caps[code] * base.denominator - share for code, share in base.numerators.items()}
    if all(room >= 0 for room in rooms.values()):
        return dict.fromkeys(rooms, 0)
    match premises.key:
        case RedistributionKey.RULE:
            weights = zip(premises.payers, combined_weights(premises.rule, premises.payers), strict=True)
            return {payer.code: weight * premises.presences[payer.code].months for payer, weight in weights}
        case RedistributionKey.CURRENT:
            return {payer.code: premises.current[payer.code] or 0 for payer in premises.payers}
        case RedistributionKey.HEADROOM:
            return {code: max(0, room) for code, room in rooms.items()}
    for payer in premises.payers:
        if payer.population is None:
            raise MissingBasis(premises.key.label, payer, "人口")
    return {payer.code: payer.population or 0 for payer in premises.payers}


def _rows(
    premises: Premises, base: Mapping[str, int], caps: Mapping[str, int] | None, cloud: Mapping[str, int]
) -> dict[str, Row]:
    years, unit = premises.years, premises.rounding.unit
    rows = {}
    for payer in premises.payers:
        code = payer.code
        presence = premises.presences[code]
        weights = [yen * presence.in_year(at) for at, yen in enumerate(years)]
        rows[code] = Row(
            code,
            premises.current[code],
            base[code],
            None if caps is None else caps[code],
            cloud[code],
            premises.penalties.get(code, 0),
            spread(cloud[code], weights, premises.instalment, unit),
            premises.fee.missing,
        )
    return rows


def _total(premises: Premises, rows: Mapping[str, Row], secretariat: int) -> Row:
    all_rows = tuple(rows.values())
    currents = [row.current for row in all_rows if row.current is not None]
    caps = [row.cap for row in all_rows if row.cap is not None]
    kept = spread(secretariat, premises.years, premises.instalment)
    return Row(
        "",
        sum(currents) if len(currents) == len(all_rows) else None,
        premises.total,
        sum(caps) if caps else None,
        sum(row.cloud for row in all_rows) + secretariat,
        sum(row.penalty for row in all_rows),
        tuple(map(sum, zip(*(row.years for row in all_rows), kept, strict=True))),
        premises.fee.missing,
    )

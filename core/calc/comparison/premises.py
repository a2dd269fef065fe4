"""What one comparison is calculated from, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.calc.comparison.charges import Fee
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.members import Member
from core.calc.splitting.rounding import Rounding
from core.model.machine.faults import Fault
from core.model.scenarios import Instalment, PenaltyMode, RedistributionKey
from core.model.values.rules import Rule


@dataclass(frozen=True, slots=True)
class Premises:
    """Amounts are yen of one tax mode, by code. `current` is None where no present cost is known.

    `guarantee_tenths` is in tenths of a percent (300: at least 30 % less for everybody), None without a guarantee.
    """

    payers: tuple[Member, ...]
    presences: Mapping[str, Presence]
    term: ContractTerm
    rule: Rule
    fee: Fee
    current: Mapping[str, int | None]
    penalties: Mapping[str, int]
    guarantee_tenths: int | None = None
    key: RedistributionKey = RedistributionKey.POPULATION
    penalty_mode: PenaltyMode = PenaltyMode.OUTSIDE
    rounding: Rounding = Rounding()
    instalment: Instalment = Instalment.FIRST

    @property
    def own(self) -> dict[str, int]:
        """What each member bears alone over the term, of those who bear anything."""
        return {code: sum(years) for code, years in self.fee.own.items()}

    @property
    def years(self) -> tuple[int, ...]:
        """The whole fee of each year."""
        rows = [*(charge.years for charge in self.fee.charges), *self.fee.own.values()]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * self.term.years

    @property
    def months(self) -> dict[str, tuple[int, ...]]:
        """By code, how many months each member is there in each year."""
        years = range(self.term.years)
        known = {one: tuple(one.in_year(at) for at in years) for one in set(self.presences.values())}
        return {payer.code: known[self.presences[payer.code]] for payer in self.payers}

    @property
    def there(self) -> dict[str, tuple[bool, ...]]:
        """By code, in which years each member may have something to pay: when it is there, or bears a line alone."""
        months, own = self.months, self.fee.own
        found = {count: tuple(map(bool, count)) for count in set(months.values())}
        return {
            code: tuple(is_there or bool(yen) for is_there, yen in zip(found[count], own[code], strict=True))
            if code in own
            else found[count]
            for code, count in months.items()
        }

    @property
    def moves(self) -> bool:
        """Whether somebody joins or leaves within the term."""
        return any(self.presences[payer.code].months != self.term.months for payer in self.payers)

    @property
    def total(self) -> int:
        """The whole fee of the term."""
        return sum(self.years)


@dataclass(frozen=True, slots=True)
class Impossible:
    """There is no table, and `fault` says why.

    Where the guarantee cannot be kept, `short` is by how many yen and `possible_tenths` the highest guarantee that
    could be, in tenths of a percent; None where not even 0 % could.
    """

    fault: Fault
    short: int | None = None
    possible_tenths: int | None = None


def without(premises: Premises, code: str) -> Premises:
    """Return the premises when one member leaves: the split fee stays, the lines that it bears alone go with it."""
    fee = premises.fee
    return replace(
        premises,
        payers=tuple(payer for payer in premises.payers if payer.code != code),
        fee=replace(fee, own={payer: years for payer, years in fee.own.items() if payer != code}),
    )

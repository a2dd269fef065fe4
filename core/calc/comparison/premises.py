"""What one comparison is calculated from, as plain values."""

from collections.abc import Mapping
from dataclasses import replace

from core.calc.comparison.charges import Charge, Fee
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.members import Member
from core.calc.splitting.rounding import Rounding
from core.dataclass import dataclass
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
        """What each member bears alone over the term, of those who bear anything, less what it is credited with."""
        return {code: sum(years) for code, years in self.fee.own.items()}

    @property
    def unrounded(self) -> dict[str, int]:
        """The same as far as it is added to the share when that has been rounded: what is a cost on the whole."""
        return {code: max(0, yen) for code, yen in self.own.items()}

    @property
    def years(self) -> tuple[int, ...]:
        """The whole fee of each year that the members bear: net of all that is deducted."""
        rows = [*(charge.years for charge in self.fee.charges), *self.fee.own.values()]
        rows += [tuple(-yen for yen in one.years) for one in self.fee.deductions if one.guest is not None]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * self.term.years

    @property
    def gross_years(self) -> tuple[int, ...]:
        """What the cost lines come to in each year, before money in and what others than members pay."""
        gone = [one.years for one in self.fee.deductions if one.is_gone]
        return tuple(map(sum, zip(self.years, *gone, strict=True)))

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
    """Return the premises when one member leaves: the split fee stays, the lines that it bears alone go with it, and
    so do its own money in and what was deducted to be added back to it."""
    fee = premises.fee
    charges = [_without(charge, code) for charge in fee.charges]
    for one in fee.deductions:
        if one.code == code and one.by_charge:
            lost = (*one.by_charge, *[(0,) * premises.term.years] * (len(charges) - len(one.by_charge)))
            charges = [
                replace(charge, years=tuple(map(sum, zip(charge.years, years, strict=True))))
                for charge, years in zip(charges, lost, strict=True)
            ]
    return replace(
        premises,
        payers=tuple(payer for payer in premises.payers if payer.code != code),
        fee=replace(
            fee,
            charges=tuple(charges),
            own={payer: years for payer, years in fee.own.items() if payer != code},
            deductions=tuple(one for one in fee.deductions if one.code != code),
        ),
    )


def _without(charge: Charge, code: str) -> Charge:
    if charge.among is None:
        return charge
    members = tuple(member for member in charge.among.members if member.code != code)
    return replace(charge, among=replace(charge.among, members=members))

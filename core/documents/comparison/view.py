"""What the sheets of the comparison share: the scenario, its figures under the names on the sheet, and how to write."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.gathering import first_shown, premises_of, ways_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.reduction import percent_in_unit, reduction_percent, show_percent
from core.calc.comparison.values import Values, premises_values
from core.calc.members import Member, member_of, members_of
from core.dataclass import dataclass
from core.documents.charts.scale import Figures
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.scenarios import MoneyUnit, RateFrom, Scenario
from core.words.sentences import sentence

_DIGITS = {MoneyUnit.OKU: 1}
"""The decimals of a unit for which nobody has said how many."""


@dataclass(frozen=True, slots=True)
class Look:
    """How amounts and rates are written. Rates from 億円 with few decimals are whole percents, as those allow."""

    figures: Figures
    rate_from: RateFrom

    @property
    def rounds(self) -> bool:
        """Whether amounts are shown in less than yen."""
        return self.figures.unit is not MoneyUnit.YEN

    @property
    def from_unit(self) -> bool:
        """Whether rates come from the figures as they are shown."""
        return self.rounds and self.rate_from is RateFrom.UNIT

    @property
    def unit_words(self) -> str:
        """Return 億円(小数点以下1桁)."""
        digits = self.figures.digits
        return f"{self.figures.unit.label}(小数点以下{digits}桁)" if digits else self.figures.unit.label

    def show(self, yen: int | None) -> str:
        """Return the amount in the unit of the sheet, 0.0 where it is less than that; a dash for exactly nothing and
        where there is none."""
        return self.figures.show(yen or None)

    def rate(self, current: int | None, paid: int | None) -> str:
        """Return the reduction rate as the sheet prints it."""
        return show_percent(self.percent(current, paid))

    def percent(self, current: int | None, paid: int | None) -> Decimal | None:
        """Return the reduction rate in percent, None without a present cost."""
        if not self.from_unit:
            return reduction_percent(current, paid)
        unit, digits = self.figures.unit, self.figures.digits
        whole = unit is MoneyUnit.OKU and digits <= 1
        return percent_in_unit(current, paid, unit, digits, 0 if whole else 1)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison that was made; `names` are those on the sheet, by code."""

    book: Book
    settings: PrintSettings
    scenario: Scenario
    comparison: Comparison
    names: Mapping[str, str]
    look: Look

    @property
    def premises(self) -> Premises:
        return self.comparison.premises

    @property
    def kept_line(self) -> str:
        """What the line of that is called which rounding leaves with no member."""
        return self.premises.rounding.remainder.line_of_rest


@dataclass(frozen=True, slots=True)
class NotCompared:
    """There is no table: the sentence says why; `premises` are what it was tried with, where they can be read."""

    sentence: str
    premises: Values | None = None


def compared(book: Book, settings: PrintSettings, scenario: Scenario | None = None) -> Compared | NotCompared:
    """Return the comparison of the scenario that the settings name, or of `scenario` instead."""
    chosen = scenario_of(book, settings) if scenario is None else scenario
    if chosen is None:
        return NotCompared(sentence(Fault("scenario", "scenario_gone")))
    names = names_of(book, settings)
    premises = premises_of(book, chosen)
    if isinstance(premises, Impossible):
        return NotCompared(sentence(premises.fault))
    premises = under_names(premises, names)
    result = compare(premises)
    if isinstance(result, Impossible):
        return NotCompared(sentence(result.fault), tried(book, chosen, premises))
    return Compared(book, settings, chosen, result, names, look_of(book, settings, chosen))


def scenario_of(book: Book, settings: PrintSettings) -> Scenario | None:
    """Return the scenario that the settings name; None if it is gone. Without a name it is the one that is
    shown first: the one adopted last, else the present one."""
    if settings.scenario is None:
        return first_shown(book)
    return book.all(Scenario).get(settings.scenario)


def names_of(book: Book, settings: PrintSettings) -> dict[str, str]:
    """Return what every municipality of the file is called on the sheet, by code; members are numbered first."""
    members = members_of(book)
    known = {member.id for member in members}
    others = [one for one in book.all(Municipality).values() if one.id not in known]
    everybody = (*members, *(member_of(book, one) for one in sorted(others, key=lambda one: (one.position, one.code))))
    return dict(zip((one.code for one in everybody), shown_names(book, settings, everybody), strict=True))


def under_names(premises: Premises, names: Mapping[str, str]) -> Premises:
    """Return the premises whose payers are called as on the sheet, in sentences and derivations too."""

    def shown(members: Sequence[Member]) -> tuple[Member, ...]:
        return tuple(replace(one, name=names.get(one.code, one.name)) for one in members)

    charges = tuple(
        replace(one, among=replace(one.among, members=shown(one.among.members))) if one.among else one
        for one in premises.fee.charges
    )
    return replace(premises, payers=shown(premises.payers), fee=replace(premises.fee, charges=charges))


def look_of(book: Book, settings: PrintSettings, scenario: Scenario) -> Look:
    """Return how the sheet writes amounts: as chosen, else as the scenario says."""
    unit = settings.unit or scenario.display_unit
    usual = scenario.display_digits if unit is scenario.display_unit else _DIGITS.get(unit, 0)
    digits = usual if settings.digits is None else settings.digits
    about = ways_of(book, scenario).tax_mode.label
    return Look(Figures(unit, digits, about), settings.rate_from or scenario.rate_from)


def tried(book: Book, scenario: Scenario, premises: Premises) -> Values | None:
    """Return the premises of a comparison whose guarantee cannot be kept; None where the rule cannot be applied."""
    unbound = compare(replace(premises, guarantee_tenths=None))
    if isinstance(unbound, Impossible):
        return None
    return premises_values(book, scenario, replace(unbound, premises=premises))


def in_yen_unless_chosen(settings: PrintSettings) -> PrintSettings:
    """Return the settings of a sheet whose amounts are small beside the fee: in yen, where no unit is chosen."""
    return settings if settings.unit else replace(settings, unit=MoneyUnit.YEN)

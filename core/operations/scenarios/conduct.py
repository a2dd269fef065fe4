"""What scenarios must keep, and that one which was adopted stays as it was, with the sheet that it was adopted with."""

from collections.abc import Iterator
from dataclasses import replace

from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.scenarios import MOST_DIGITS, MOST_YEARS, Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _term(_: Ledger, scenario: Scenario) -> Iterator[Fault]:
    if not 1 <= scenario.years <= MOST_YEARS:
        yield Fault("years", "years_range", {"years": scenario.years, "most": MOST_YEARS})


def _digits(_: Ledger, scenario: Scenario) -> Iterator[Fault]:
    if scenario.display_digits > MOST_DIGITS:
        yield Fault("display_digits", "digits_range", {"most": MOST_DIGITS})


def _source(_: Ledger, scenario: Scenario) -> Iterator[Fault]:
    if scenario.basis_source and scenario.basis_day is None:
        yield Fault("basis_source", "source_without_day")


def _former_weights(ledger: Ledger, scenario: Scenario) -> Iterator[Fault]:
    yield from weights_exist(ledger, replace(scenario, rule=scenario.former_rule))


def why_adopted(_: Ledger, scenario: Scenario, name: str = "") -> Fault | None:
    """Return that the scenario was adopted, which forbids every edit of it; None while it is not."""
    return Fault(name, "scenario_adopted", {"name": scenario.name}) if scenario.adopted else None


def _why_member_locked(ledger: Ledger, member: ScenarioMember, name: str) -> Fault | None:
    scenario = ledger.all(Scenario).get(member.scenario_id)
    return why_adopted(ledger, scenario, name) if scenario else None


def _why_sheet_kept(ledger: Ledger, sheet: FixedSheet, _: str) -> Fault | None:
    for scenario in ledger.all(Scenario).values():
        if scenario.adopted and scenario.fixed_sheet_id == sheet.id:
            return Fault("", "sheet_of_adopted", {"sheet": sheet.name, "name": scenario.name})
    return None


CONDUCT: dict[type[Record], Conduct] = {
    Scenario: Conduct(
        rules=(
            (frozenset({"rule"}), weights_exist),
            (frozenset({"former_rule"}), _former_weights),
            (frozenset({"basis_day", "basis_source"}), _source),
            (frozenset({"years"}), _term),
            (frozenset({"display_digits"}), _digits),
        ),
        why_locked=why_adopted,
        why_kept=why_adopted,
    ),
    ScenarioMember: Conduct(why_locked=_why_member_locked, why_kept=_why_member_locked),
    FixedSheet: Conduct(why_kept=_why_sheet_kept),
}

"""What may not be changed or removed any more: a scenario that was adopted, and the sheet that it was adopted with."""

from typing import Any

from core.model.faults import Fault
from core.model.scenarios import Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.operations.editing.draft import Ledger


def why_locked(ledger: Ledger, record: Any, name: str = "") -> Fault | None:
    """Return why the row may not be edited; None when it may."""
    scenario = ledger.all(Scenario).get(record.scenario_id) if isinstance(record, ScenarioMember) else record
    if isinstance(scenario, Scenario) and scenario.adopted:
        return Fault(name, "scenario_adopted", {"name": scenario.name})
    return None


def why_kept(ledger: Ledger, record: Any) -> Fault | None:
    """Return why the row may not be removed; None when it may."""
    if isinstance(record, FixedSheet):
        for scenario in ledger.all(Scenario).values():
            if scenario.adopted and scenario.fixed_sheet_id == record.id:
                return Fault("", "sheet_of_adopted", {"sheet": record.name, "name": scenario.name})
    return why_locked(ledger, record)

"""Adopted scenarios: what was kept of them, whatever has been edited since."""

from collections.abc import Iterable

from core.calc.comparison.values import Values
from core.documents.comparison.premises_block import premises_pairs
from core.documents.comparison.view import scenario_of
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.machine.stored_json import read_json
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet


def adopted_values(book: Book, scenario: Scenario) -> Values | Fault | None:
    """Return rows, total and premises as they were adopted; None for a scenario that is not, or was adopted without
    keeping anything. The fault says that what was kept cannot be read, or that there was nothing to compute then: what
    the ledger says now never stands for it."""
    sheet = kept_sheet(book, scenario)
    if sheet is None:
        return None
    try:
        stored: Values = read_json(sheet.result)
        if isinstance(stored.get("refused"), str):
            return Fault("", "adopted_refused", {"reason": stored["refused"]})
        if _amounts(stored["rows"].values()) and _amounts([stored["total"]]) and premises_pairs(stored["premises"]):
            return stored
    except (ValueError, KeyError, TypeError, AttributeError, LookupError):
        pass
    return Fault("", "adopted_not_read", {"sheet": sheet.name})


def _amounts(rows: Iterable[Values]) -> bool:
    return all(type(one["cloud"]) is int and type(one["current"]) in {int, type(None)} for one in rows)


def kept_sheet(book: Book, scenario: Scenario) -> FixedSheet | None:
    """Return the sheet that was fixed when the scenario was adopted."""
    return book.all(FixedSheet).get(scenario.fixed_sheet_id or 0) if scenario.adopted else None


def sheet_to_reprint(book: Book, report: str, settings: PrintSettings) -> FixedSheet | None:
    """Return the fixed sheet whose stored bytes are the printout: the comparison of an adopted scenario is never
    drawn again. None for every other printout."""
    scenario = scenario_of(book, settings) if report == "comparison" else None
    return kept_sheet(book, scenario) if scenario else None

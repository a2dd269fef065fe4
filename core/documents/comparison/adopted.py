"""Adopted scenarios: what was kept of them, whatever has been edited since."""

import json

from core.calc.comparison.values import Values
from core.documents.comparison.view import scenario_of
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet


def adopted_values(book: Book, scenario: Scenario) -> Values | None:
    """Return rows, total and premises as they were adopted; None for a scenario of which nothing was kept."""
    sheet = kept_sheet(book, scenario)
    stored: Values = json.loads(sheet.result) if sheet else {}
    return stored if {"rows", "total", "premises"} <= stored.keys() else None


def kept_sheet(book: Book, scenario: Scenario) -> FixedSheet | None:
    """Return the sheet that was fixed when the scenario was adopted."""
    return book.all(FixedSheet).get(scenario.fixed_sheet_id or 0) if scenario.adopted else None


def sheet_to_reprint(book: Book, report: str, settings: PrintSettings) -> FixedSheet | None:
    """Return the fixed sheet whose stored bytes are the printout: the comparison of an adopted scenario is never
    drawn again. None for every other printout."""
    scenario = scenario_of(book, settings) if report == "comparison" else None
    return kept_sheet(book, scenario) if scenario else None

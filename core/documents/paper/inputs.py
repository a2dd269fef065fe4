"""What the figures of a sheet were computed from, as text that is kept with a fixed sheet."""

from collections.abc import Mapping
from typing import Any

from core.documents.paper.settings import canonical
from core.model.answers import Answer
from core.model.book import Book
from core.model.charges.charging import Assessment, Project, YearItem
from core.model.costs import CostAmount, CostLine, CurrentCost, OutOfScopeCost, Penalty, TaxRate
from core.model.council import Consortium, Municipality, Participation, Population, System, Weight, WeightYear
from core.model.evaluation import Act, Bidder, Criterion, Procurement, Reviewer, ReviewRound, Score
from core.model.fixed_amounts import FixedAmount
from core.model.law_changes.records import LawChange, LawChangeMember, LawChangeSystem
from core.model.machine.changes import Value
from core.model.machine.records import Record, column_names, to_row
from core.model.machine.sealing import is_sealed
from core.model.operating.applications import Application, ApplicationSystem
from core.model.operating.surveys import Survey, SurveyQuestion, SurveyTally
from core.model.registry import TABLES, table_of
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario, ScenarioMember
from core.model.schedule import CalendarDay
from core.model.sla.records import (
    Outage,
    OutageMember,
    OutageSystem,
    SlaContract,
    SlaItem,
    SlaReport,
    SlaResult,
)

_KINDS = frozenset(
    {
        *(Consortium, Municipality, Population, Weight, WeightYear, FixedAmount, System, Participation),
        *(Customization, Option, Quote, Answer),
        *(Procurement, ReviewRound, Criterion, Bidder, Reviewer, Score, Act),
        *(SlaContract, SlaItem, Outage, OutageSystem, OutageMember, SlaResult, SlaReport, CalendarDay),
        *(LawChange, LawChangeSystem, LawChangeMember),
        *(Survey, SurveyQuestion, SurveyTally, Application, ApplicationSystem),
        *(Project, YearItem, Assessment),
        *(CostLine, CostAmount, CurrentCost, OutOfScopeCost, Penalty, TaxRate, Scenario, ScenarioMember),
    }
)

INPUTS = frozenset(name for name, table in TABLES.items() if table.record in _KINDS)
"""The tables of these rows."""


def inputs_text(book: Book) -> str:
    """Return every row that the amounts depend on as JSON: per table its columns and its rows in the order of ids.

    What is sealed is left blank: nothing was computed from it. Equal ledgers give equal texts;
    core.model.machine.records.from_values reads the rows back.
    """
    return canonical(
        {
            name: {
                "columns": column_names(table.record),
                "rows": [_values(book, rows[id]) for id in sorted(rows)],
            }
            for name, table, rows in ((name, table, _rows(book, table.record)) for name, table in TABLES.items())
            if table.record in _KINDS
        }
    )


def _values(book: Book, record: Record) -> tuple[Value, ...]:
    secret = table_of(type(record)).secret
    row = to_row(record)
    return tuple(None if name in secret and is_sealed(book, record, name) else value for name, value in row.items())


def _rows(book: Book, cls: type) -> Mapping[int, Any]:
    return book.all(cls)

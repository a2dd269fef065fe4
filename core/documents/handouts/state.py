"""What a handout tells, row by row, as it is kept with its 確定版, so that the next one can say what has changed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.model.book import Book
from core.model.machine.kinds import AnyRow, Reference
from core.model.machine.naming import called_at, describe, in_order, reference_name, told_columns
from core.model.machine.places import place_of
from core.model.machine.records import Record, abouts
from core.model.machine.sealing import is_sealed, may_be_sealed
from core.model.registry import TABLES

_COSTS = ("current_costs", "penalties", "cost_lines", "cost_amounts", "scenarios")
_REQUESTS = ("customizations", "options", "quotes", "answers")
_SELECTION = ("procurements", "criteria", "bidders", "reviewers", "review_rounds", "scores")
_TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("allocation notice questionnaire quotes derivation reminder origins", _REQUESTS),
    ("comparison breakdown fee-derivation totals scenarios", _COSTS),
    ("out-of-scope", ("out_of_scope_costs",)),
    ("organisation roster roster-by-member vacancies", ("bodies", "seats", "tenures")),
    ("agenda attendance minutes", ("meetings", "agenda_items", "attendances", "decisions")),
    ("sessions", ("meetings",)),
    ("votes decisions", ("decisions",)),
    ("chronicle", ("chronicle",)),
    ("schedule schedule-detail dues", ("tasks", "task_members", "precedences")),
    ("merits risks", ("risks",)),
    ("safety requirements", ("sites", "requirements", "site_checks")),
    ("network", ("lines",)),
    ("services neighbours", ("services", "service_statuses", "service_fees", "service_counts")),
    ("local-rules local-rules-by-member policies", ("local_rules", "local_rule_uses")),
    ("issues", ("issues", "issue_notes")),
    ("gaps gap-inquiry", ("gaps", "gap_needs")),
    ("inquiries", ("inquiries", "inquiry_replies", "inquiry_estimates")),
    ("charge-explanation charge-notice charge-basis charge-budget-request", ("year_items", "assessments")),
    ("law-changes", ("law_changes", "law_change_systems", "law_change_members")),
    ("improvements improvement-inquiry", ("improvements", "improvement_supports")),
    ("agreement", ("agreements", "articles", "amendments")),
    (
        "evaluation evaluation-rules evaluation-prices evaluation-reviewers evaluation-hands-on evaluation-notice"
        " evaluation-course evaluation-interests score-sheets",
        _SELECTION,
    ),
)
TABLES_OF: dict[str, tuple[str, ...]] = {name: tables for names, tables in _TOLD for name in names.split()}
"""By printout the tables whose rows it tells, every one of them. Of the other tables that a printout reads the rows are
told where it shows something else."""

UNTOLD = frozenset(
    {
        *("handouts", "handout_chapters", "handout_pictures", "fixed_sheets", "sheet_files", "picture_files"),
        *("survey_tallies", "survey_comments", "letters", "distributions", "acts"),
    }
)
"""Tables of which no row is told: the handout's own, which are told as chapters, and those of which a printout shows
less than stands there (answers of few people)."""

MEMBERS = ("consortium", "municipalities", "populations", "participations")
"""What every handout rests on: told in a chapter of its own where no chapter prints it."""

Cell = Any
"""What stands in the ledger; of a reference its id and how it was told."""
Row = tuple[str, Mapping[str, Cell], int | None]
"""What the row is called, its cells by column, and its place among its siblings: None where rows have none. What an
older program has kept ends before the place."""
Rows = Mapping[str, Row]
"""By id."""
State = Mapping[str, Rows]
"""By table."""


def state_of(book: Book, tables: Iterable[str]) -> State:
    """Return the rows of the tables, as JSON keeps them. What is sealed is not told."""
    return {name: _rows(book, name) for name in dict.fromkeys(tables) if name in TABLES}


def _rows(book: Book, name: str) -> Rows:
    record: type[Record] = TABLES[name].record
    place = place_of(record)
    readers = {column: _reader(book, record, column) for column in told_columns(record)}
    secret = [column for column in readers if may_be_sealed(record, column)]
    rows: dict[str, Row] = {}
    for row in in_order(book, book.all(record).values()):
        cells = {column: read(getattr(row, column)) for column, read in readers.items()}
        for column in secret:
            if is_sealed(book, row, column):
                del cells[column]
        rows[str(row.id)] = describe(book, row), cells, getattr(row, place) if place else None
    return rows


def _reader(book: Book, record: type[Record], column: str) -> Callable[[Any], Cell]:
    """Return what makes the cell of a value in one column; of rows that name the same one it is asked for its name
    once."""
    kind = abouts(record)[column].kind
    if isinstance(kind, Reference):
        targets, known = book.all(TABLES[kind.target].record), dict[Any, Cell]()

        def read(value: Any) -> Cell:
            if value is not None and value not in known:
                target = targets.get(value)
                known[value] = [value, reference_name(book, record, target) if target is not None else ""]
            return None if value is None else known[value]

        return read
    if isinstance(kind, AnyRow):
        return lambda value: None if value is None else [value, called_at(book, value)]
    return lambda value: value

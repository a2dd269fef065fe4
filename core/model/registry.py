"""THE ONE LIST: the tables of a file in an order in which rows may be inserted (referred tables first). What a table
refers to, to whom its rows belong and how they are grouped follows from what the records declare."""

from core.model import (
    answers,
    chronicle,
    costs,
    council,
    evaluation,
    fixed_amounts,
    gaps,
    issues,
    links,
    local_rules,
    meetings,
    organisation,
    requests,
    scenarios,
    schedule,
    sheets,
)
from core.model.charges import charging, claims, cloud_bills, commitments, fundings
from core.model.foundation import continuity, lines, requirements, risks, services
from core.model.law_changes import records as law_changes
from core.model.machine.kinds import AnyRow, Reference
from core.model.machine.records import Record, abouts
from core.model.machine.table import Table
from core.model.operating import agreements, applications, improvements, surveys
from core.model.papers import handouts, letters
from core.model.selection import inquiries, present_systems, score_sheets
from core.model.sla import records as sla

TABLES: dict[str, Table] = {}

REFERENCES: dict[tuple[str, str], str] = {}
"""(table, column) → the table whose ids stand there."""

OWNERS: dict[str, dict[str, str]] = {}
"""By table the columns that say to a row of which table its rows belong: an answer to a request and a municipality."""

PARENTS: dict[str, str] = {}
"""By table the column by which its rows are grouped: the first owner. Rows that are not kept in memory are not."""

ABOVE: dict[str, str] = {}
"""By table whose rows are a tree the column that names the row above."""

ANYWHERE: dict[str, tuple[str, ...]] = {}
"""By table the columns that name a row of any table: the row goes when one of those goes. These tables come last."""

_BY_RECORD: dict[type, Table] = {}


def register(table: Table) -> None:
    """Take a table in, with all that follows from its record."""
    found = references_of(table.record)
    TABLES[table.name] = table
    REFERENCES.update({(table.name, column): reference.target for column, reference in found.items()})
    OWNERS[table.name] = {column: reference.target for column, reference in found.items() if reference.is_owner}
    for column in [column for column, reference in found.items() if reference.is_above]:
        ABOVE[table.name] = column
    for pointing in ANYWHERE:
        TABLES[pointing] = TABLES.pop(pointing)
    anywhere = tuple(name for name, about in abouts(table.record).items() if isinstance(about.kind, AnyRow))
    if anywhere:
        ANYWHERE[table.name] = anywhere
    if OWNERS[table.name] and not table.lazy:
        PARENTS[table.name] = next(iter(OWNERS[table.name]))
    _BY_RECORD[table.record] = table


def table_of(record: type) -> Table:
    """Return the table that keeps records of a kind."""
    return _BY_RECORD[record]


def references_of(record: type[Record]) -> dict[str, Reference]:
    """Return by column what a record refers to."""
    return {name: about.kind for name, about in abouts(record).items() if isinstance(about.kind, Reference)}


def comes_later(name: str, column: str) -> bool:
    """Whether a reference leads to rows of the same table or of one further down: they may not be there yet."""
    order = list(TABLES)
    return order.index(REFERENCES[name, column]) >= order.index(name)


_SUBJECTS = (
    council,
    fixed_amounts,
    requests,
    answers,
    sheets,
    costs,
    scenarios,
    present_systems,
    charging,
    fundings,
    claims,
    cloud_bills,
    commitments,
    evaluation,
    score_sheets,
    inquiries,
    organisation,
    meetings,
    gaps,
    chronicle,
    local_rules,
    issues,
    schedule,
    requirements,
    risks,
    lines,
    continuity,
    services,
    sla,
    law_changes,
    improvements,
    surveys,
    applications,
    agreements,
    handouts,
    letters,
    links,
)

for _subject in _SUBJECTS:
    for _table in _subject.TABLES:
        register(_table)

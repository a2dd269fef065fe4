"""Rows and values of the ledger told to people who compare: in the change log, in a merge, in a backup."""

from collections.abc import Mapping

from core.model.machine.history import Bytes
from core.model.machine.kinds import AnyRow, Content, Reference, place_of_any
from core.model.machine.naming import describe
from core.model.machine.records import Record, abouts, column_names, from_row
from core.model.machine.sealing import SEALED, was_sealed
from core.model.machine.spreadsheet import ID_HEADING
from core.model.machine.table import Look
from core.model.registry import TABLES

LONGEST = 200
"""Letters of a value that are shown where many stand together."""


def row_name(look: Look, name: str, id: int, values: Mapping[str, object] | None = None) -> str:
    """Return what people call a row that is, or was, in the ledger; `values` are those that are known of it."""
    table = TABLES[name]
    try:
        is_whole = values is not None and set(column_names(table.record)) <= set(values)
        record: Record | None = None
        if not table.lazy:
            records = look.all(table.record)
            # What is known of the row itself spares looking for it among all that ever went.
            record = records.get(id) if id in records or not is_whole else None
        if record is None and is_whole and values is not None:
            record = from_row(table.record, values)
        return describe(look, record) if record is not None else f"{table.label}({ID_HEADING}{id})"
    except (KeyError, ValueError, TypeError, AttributeError):
        return f"{table.label}({ID_HEADING}{id})"


def column_name(name: str, column: str) -> str:
    """Return what people call a column."""
    about = abouts(TABLES[name].record).get(column)
    return about.label if about else ID_HEADING if column == "id" else column


def value_text(
    look: Look, name: str, id: int, column: str, value: object, values: Mapping[str, object] | None = None
) -> str:
    """Return a value that a row has or had as people read it: the name of the row it refers to, shortened where it is
    long, 封印 where it is not to be told. `values` are those that are known of the row."""
    if value is None or value == "":
        return "(空欄)"
    if was_sealed(look, name, id, column, values) or (value == SEALED and column in TABLES[name].secret):
        return SEALED
    about = abouts(TABLES[name].record).get(column)
    if about is None:
        return str(value)
    if isinstance(value, Bytes) and not isinstance(about.kind, Content):
        return f"(データ {value.length:,}バイト)"
    if isinstance(about.kind, Reference):
        return row_name(look, about.kind.target, value) if isinstance(value, int) else str(value)
    if isinstance(about.kind, AnyRow):
        place = place_of_any(str(value))
        return row_name(look, *place) if place and place[0] in TABLES else str(value)
    text = about.kind.show(about.kind.stored(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…({len(text):,}文字)"

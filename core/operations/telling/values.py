"""Rows and values of the ledger told to people who compare: in the change log, in a merge, in a backup."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from core.model.records import Word, abouts, column_names, column_types, from_row
from core.model.registry import REFERENCES, TABLES
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.editing.draft import Ledger
from core.operations.editing.reading import is_date
from core.operations.telling.names import describe

LONGEST = 200
"""Letters of a value that are shown where many stand together."""


def row_name(ledger: Ledger, name: str, id: int, values: Mapping[str, Any] | None = None) -> str:
    """Return what people call a row that is, or was, in the ledger; `values` are those that are known of it."""
    table = TABLES[name]
    try:
        record: Any = None if table.lazy else ledger.all(table.record).get(id)
        if record is None and values is not None and set(column_names(table.record)) <= set(values):
            record = from_row(table.record, values)
        return describe(ledger, record) if record is not None else f"{table.label}(番号{id})"
    except (KeyError, ValueError, TypeError, AttributeError):
        return f"{table.label}(番号{id})"


def column_name(name: str, column: str) -> str:
    """Return what people call a column."""
    about = abouts(TABLES[name].record).get(column)
    return about.label if about else "番号" if column == "id" else column


def value_text(ledger: Ledger, name: str, column: str, value: object) -> str:
    """Return a stored value as people read it: the name of the row it refers to, and shortened where it is long."""
    target = REFERENCES.get((name, column))
    if target is not None and isinstance(value, int):
        return row_name(ledger, target, value)
    kind, _ = column_types(TABLES[name].record).get(column, (str, True))
    if value is None or value == "":
        return "(空欄)"
    if kind is bool:
        return "はい" if value else "いいえ"
    if issubclass(kind, Word):
        return kind(str(value)).label if str(value) in set(kind) else str(value)
    if isinstance(value, int):
        about = abouts(TABLES[name].record).get(column)
        is_yen = about is not None and about.unit.startswith("円")
        return show_yen(value) if is_yen else str(value)
    if not isinstance(value, str):
        return "(データ)"
    if is_date(column):
        with suppress(ValueError):
            return show_date(value)
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…({len(value):,}文字)"

"""Typed, pasted or written text becomes a field's value, as the field's kind says."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from functools import cache

from core.model.machine.anywhere import row_at, value_of
from core.model.machine.faults import Refused
from core.model.machine.kinds import AnyRow, FieldValue, Reference, clean
from core.model.machine.naming import table_named
from core.model.machine.records import Record, abouts, column_types
from core.model.machine.sealing import SEALED, may_be_sealed
from core.model.machine.spreadsheet import SEPARATOR, owner_of
from core.model.machine.table import Look
from core.model.registry import TABLES
from core.operations.editing.find import find, found


def read(look: Look, cls: type[Record], name: str, text: str, record: Record | None = None) -> FieldValue:
    """Return the value that `text` means in one column; None for blank where the column may be empty.

    `record` is the row when there is one already: an option is looked up among those of its own request. 封印, which
    stands for a value that was not told, leaves what is there.
    Raises Refused with the rule that the text breaks.
    """
    about = abouts(cls)[name]
    text = clean(text)
    if not text:
        return None if column_types(cls)[name][1] else _default(cls, name)
    if text == SEALED and may_be_sealed(cls, name):
        if record is None:
            raise Refused("sealed_value", label=about.label)
        there: FieldValue = getattr(record, name)
        return there
    if isinstance(about.kind, Reference):
        return _reference(look, about.kind, text, record)
    if isinstance(about.kind, AnyRow):
        return _any_row(look, text)
    try:
        return about.kind.read(text)
    except Refused as refused:
        raise Refused(refused.rule, **{"label": about.label, **refused.facts}) from None


def candidates(look: Look, target: str, record: Record | None) -> Collection[Record]:
    """Return the rows of a table that a row may refer to: all, but of those that are told apart within their owner only
    those of `record` where that is the owner."""
    cls = TABLES[target].record
    if record is not None and owner_of(cls) is type(record):
        return look.children(cls, record.id).values()
    return look.all(cls).values()


def _reference(look: Look, reference: Reference, text: str, record: Record | None) -> int:
    among = candidates(look, reference.target, record)
    return found(find(look, TABLES[reference.target].record, text, among=among)).id


def _any_row(look: Look, text: str) -> str:
    """Return the value that names a row of any table, typed as 団体:射水市, 団体:番号3 or as it is stored."""
    if row_at(look, text) is not None:
        return text
    name, row = table_and_row(text)
    return value_of(found(find(look, table_named(name).record, row)))


def table_and_row(text: str) -> tuple[str, str]:
    """Return the two parts of 団体:射水市; raises Refused "any_row_form" where it has not both."""
    name, separator, row = text.replace("\uff1a", SEPARATOR).partition(SEPARATOR)
    if not separator or not name.strip() or not row.strip():
        raise Refused("any_row_form", text=text)
    return name.strip(), row.strip()


@cache
def _default(cls: type[Record], name: str) -> FieldValue:
    """Return what a blank means: the default. Refused where there is none, or where it would be no date and no rule."""
    field = next(field for field in fields(cls) if field.name == name)
    about = abouts(cls)[name]
    if field.default is MISSING or about.kind.needs_text:
        raise Refused("blank", label=about.label)
    default: FieldValue = field.default
    return default


def read_text(look: Look, cls: type[Record], name: str, text: str) -> str:
    """Return the text that a column which is text and never empty (None) would hold; raises as `read` does."""
    value = read(look, cls, name, text)
    assert isinstance(value, str)
    return value

"""Cells of the matrices requirements × sites and services × municipalities, and the fields beside them."""

from collections.abc import Sequence
from typing import TypeVar

from core.model.book import Book
from core.model.council import Municipality
from core.model.foundation.requirements import NOT_CHECKED, Requirement, Site, SiteCheck
from core.model.foundation.services import NOT_HEARD, Service, ServiceStatus
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.registry import table_of
from core.model.values.codes import search_key
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

R = TypeVar("R", bound=Record)
Line = TypeVar("Line", Requirement, Service)
Head = TypeVar("Head", Site, Municipality)

_EMPTY = {search_key(NOT_CHECKED), search_key(NOT_HEARD), "0", ""}


def check_cells(book: Book, cells: Sequence[tuple[Requirement, Site, str]], name: str = "result") -> ChangeSet | Faults:
    """Record what was typed of requirements and sites, all or none; a fault's fact `cell` is the cell's place.

    未確認, 0 or a blank take the word away, and the row with it where it says nothing else.
    """
    return _written(book, SiteCheck, cells, name, ("requirement_id", "site_id"))


def status_cells(
    book: Book, cells: Sequence[tuple[Service, Municipality, str]], name: str = "state"
) -> ChangeSet | Faults:
    """Record what was typed of services and municipalities, likewise; 未回答 takes the word away."""
    return _written(book, ServiceStatus, cells, name, ("service_id", "municipality_id"))


def _written(
    book: Book, cls: type[R], cells: Sequence[tuple[Line, Head, str]], name: str, owners: tuple[str, str]
) -> ChangeSet | Faults:
    def write(draft: Draft, line: Line, head: Head, text: str) -> R | None:
        rows = draft.children(cls, line.id).values()
        row = next((one for one in rows if getattr(one, owners[1]) == head.id), None)
        values = {name: _read(draft, cls, name, text)}
        says = conduct_of(cls).says(values, row)
        place = {owners[0]: line.id, owners[1]: head.id}
        return write_cell(draft, cls, line.id, place, values if says else None)

    return write_all(book, cells, write, name, table_of(cls).label)


def _read(draft: Draft, cls: type[R], name: str, text: str) -> FieldValue:
    if name == table_of(cls).whole and search_key(text).strip() in _EMPTY:
        return None
    return read(draft, cls, name, text)

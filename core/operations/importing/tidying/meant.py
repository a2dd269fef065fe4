"""What the cells of a line mean together, where a subject asks it of sheets too: 4時間以内 is a number and its unit."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import Broken, GridCell, csv_text, is_blank
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

Meant = tuple[Sequence[GridCell], dict[str, FieldValue], list[tuple[Fault, int]]]
"""The cells as they are meant, values of columns in which nothing stands, and what is wrong with which cell."""


def asks_sheets(cls: type[Record]) -> bool:
    """Whether the subject asks what the cells of a sheet mean."""
    return conduct_of(cls).meant_in_sheets


def as_meant(
    draft: Draft, cls: type[Record], places: Mapping[str, int], cells: Sequence[GridCell], record: Record | None
) -> Meant:
    """Return what is meant by the cells, whose columns stand in `places`, of a new row (None) or one that is there."""
    texts = {
        name: csv_text(cells[at]).strip()
        for name, at in places.items()
        if not is_blank(cells[at]) and not isinstance(cells[at], Broken | date)
    }
    meant = conduct_of(cls).meant(draft, texts, record)
    if isinstance(meant, Faults):
        return cells, {}, [(fault, places[fault.field]) for fault in meant]
    made, more = list(cells), dict[str, FieldValue]()
    for name, text in meant.items():
        if name not in texts:
            more[name] = read(draft, cls, name, text, record)
        elif text != texts[name]:
            made[places[name]] = text
    return made, more, []

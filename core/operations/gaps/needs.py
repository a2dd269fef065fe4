"""団体別要否: what the members say of the items, cell by cell of a matrix."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality
from core.model.gaps import Gap, GapNeed
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import Values, write_all, write_cell
from core.operations.editing.reading import read

NeedCell = tuple[Gap, tuple[Municipality, str], str]
"""An item, who says it and in which column of the record (need, reason), and the text typed there."""


def set_needs(book: Book, cells: Sequence[NeedCell]) -> ChangeSet | Faults:
    """Write what municipalities need: 要, 不要 or their signs; blank is 未回答. A reason needs an answer beside it."""

    def write(draft: Draft, gap: Gap, column: tuple[Municipality, str], text: str) -> GapNeed | None:
        municipality, name = column
        place: Values = {"gap_id": gap.id, "municipality_id": municipality.id}
        values = {name: read(draft, GapNeed, name, text)} if text.strip() or name != "need" else None
        if name != "need" and not _said(draft, gap, municipality):
            if not text.strip():
                return None
            # Refused beside the reason: the row would have no answer.
            values = {name: text, "need": read(draft, GapNeed, "need", "")}
        return write_cell(draft, GapNeed, gap.id, place, values)

    return write_all(book, cells, write, "need", "団体別要否")


def _said(draft: Draft, gap: Gap, municipality: Municipality) -> bool:
    return any(row.municipality_id == municipality.id for row in draft.children(GapNeed, gap.id).values())

"""改善要望への賛否: what the members say of the improvements, cell by cell of a matrix."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.operating.improvements import Improvement, ImprovementSupport
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import Values, write_all, write_cell
from core.operations.editing.reading import read

StanceCell = tuple[Improvement, tuple[Municipality, str], str]
"""An improvement, who says it and in which column of the record (stance, reason), and the text typed there."""


def set_stances(book: Book, cells: Sequence[StanceCell]) -> ChangeSet | Faults:
    """Write what municipalities say: 賛同, どちらでもよい, 賛同しない or their signs; blank is 未回答. An opinion
    needs a stance beside it."""

    def write(
        draft: Draft, improvement: Improvement, column: tuple[Municipality, str], text: str
    ) -> ImprovementSupport | None:
        municipality, name = column
        place: Values = {"improvement_id": improvement.id, "municipality_id": municipality.id}
        rows = draft.children(ImprovementSupport, improvement.id).values()
        is_said = any(row.municipality_id == municipality.id for row in rows)
        values = {name: read(draft, ImprovementSupport, name, text)} if text.strip() or name != "stance" else None
        if name != "stance" and not is_said:
            if not text.strip():
                return None
            # Refused beside the opinion: the row would have no stance.
            values = {name: text, "stance": read(draft, ImprovementSupport, "stance", "")}
        return write_cell(draft, ImprovementSupport, improvement.id, place, values)

    return write_all(book, cells, write, "stance", "改善要望への賛否")

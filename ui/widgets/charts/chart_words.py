"""What the words of a drawing say, line by line: the figures of a bar for whoever points at it, and as a table."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.dataclass import dataclass
from core.documents.paper.drawing import Drawing, Text

_NAME, _VALUES = ": ", "、"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a chart: its name, and each of its figures with what it is called."""

    name: str
    figures: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The row for a bubble: the name, and a line for each figure."""
        return "\n".join((self.name, *(f"{label} {figure}".strip() for label, figure in self.figures)))


def told_rows(drawing: Drawing) -> list[Told]:
    """Return the rows that the words of a chart name, in their order; none of a drawing that is no chart."""
    return list(_rows(drawing.words))


def _rows(words: str) -> Iterator[Told]:
    for line in words.split("\n"):
        name, found, values = line.rpartition(_NAME)
        if found:
            pairs = (value.rpartition(" ") for value in values.split(_VALUES))
            yield Told(name, tuple((label, figure) for label, _, figure in pairs))


def has_names(drawing: Drawing, rows: Sequence[Told]) -> bool:
    """Whether the names of rows are written in the drawing, so that each can be pointed at."""
    names = {one.name for one in rows}
    return any(isinstance(shape, Text) and shape.text in names for shape in drawing.shapes)


def row_at(drawing: Drawing, y: float) -> Told | None:
    """Return the row whose name stands nearest to a height in points; None above the first and below the last."""
    rows = {one.name: one for one in told_rows(drawing)}
    names = [shape for shape in drawing.shapes if isinstance(shape, Text) and shape.text in rows]
    if not names:
        return None
    nearest = min(names, key=lambda shape: abs(shape.y - shape.size / 3 - y))
    heights = sorted({shape.y for shape in names})
    pitch = min((below - above for above, below in pairwise(heights)), default=3 * nearest.size)
    return rows[nearest.text] if abs(nearest.y - nearest.size / 3 - y) <= pitch / 2 else None


def table_of(drawing: Drawing) -> str:
    """Return the rows as tab separated text for a spreadsheet, under the names of the figures."""
    rows = told_rows(drawing)
    labels = list(dict.fromkeys(label for row in rows for label, _ in row.figures))
    lines = [["", *labels]]
    for row in rows:
        figures = dict(row.figures)
        lines.append([row.name, *(figures.get(label, "") for label in labels)])
    return "".join("\t".join(cell.replace("\t", " ") for cell in line) + "\r\n" for line in lines)

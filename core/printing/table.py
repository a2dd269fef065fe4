"""A table before it is drawn: lines broken into cells, rows packed, heading laid."""

from collections.abc import Sequence

from core.dataclass import dataclass
from core.documents.paper.document import Emphasis, Kind, Row, Table
from core.printing.columns import FLOOR, PAD, Cell, Grid, grids, has_digit
from core.printing.fonts import Face
from core.printing.packing import Piece, RowHeight, opening, pack
from core.printing.text import LEADING, Line, Measure

_VERTICAL_PAD = 2.6
_TALL = 27.0
"""The least height of a row to be written on by hand."""
_SMALLER = 0.86
"""How much smaller a text may be set to save a line."""

Lines = tuple[Line, ...]

FACES = {
    (Kind.TEXT, False): Face.TEXT,
    (Kind.TEXT, True): Face.TEXT_BOLD,
    (Kind.FIGURE, False): Face.FIGURE,
    (Kind.FIGURE, True): Face.FIGURE_BOLD,
}
BOLD = {Emphasis.TOTAL, Emphasis.STRONG, Emphasis.SECTION}


@dataclass(frozen=True, slots=True)
class Span:
    """One cell of the heading, which may stretch over columns and levels."""

    x: float
    width: float
    level: int
    levels: int
    columns: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one sheet with the lines of every cell, row by row."""

    grid: Grid
    heading: tuple[Span, ...]
    levels: tuple[float, ...]
    rows: list[list[Lines]]
    again: dict[int, Lines]
    """The headings of rows as they stand again on a further page."""

    @property
    def heading_height(self) -> float:
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table ready to be put on pages: `parts` stand side by side, each on a page of its own."""

    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    heights: tuple[RowHeight, ...]
    totals: int

    @property
    def heading_height(self) -> float:
        return max(part.heading_height for part in self.parts)

    def pages(self, first: float, room: float, after: float = 0) -> list[list[Piece]]:
        """Return the pieces of rows on each page, `first` and `room` points being free, headings included; `after`
        points behind the last row belong to it."""
        return pack(self.heights, first - self.heading_height, room - self.heading_height, self.totals, after)

    def opening(self, room: float, after: float) -> float:
        """Return the height of the heading and the rows that do not leave the first one on a page of `room` points.

        A table parted over sheets is not begun for a few rows: it is wanted whole, or as much of it as fills a page.
        """
        if len(self.parts) > 1:
            return min(room, self.heading_height + sum(row.whole for row in self.heights) + after)
        return self.heading_height + opening(self.heights, room - self.heading_height, self.totals, after)


def lay_table(table: Table, left: float, room: float, measure: Measure, scale: float = 1, air: float = 1) -> LaidTable:
    """Break every text of `table` into lines that fit its cell.

    It is set `scale` times the usual size, with `air` times the usual room above and below the texts.
    """
    rows = (*table.rows, *table.totals)
    parts = tuple(_part(grid, rows, measure) for grid in grids(table, left, room, measure, scale))
    leading, pad = parts[0].grid.size * LEADING, _VERTICAL_PAD * air
    heights: list[RowHeight] = []
    for index in range(len(rows)):
        lines = max(max(map(len, part.rows[index]), default=1) for part in parts)
        least, keep = _TALL if table.tall else 0, rows[index].emphasis is Emphasis.SECTION
        heights.append(RowHeight(max(1, lines), leading, pad, least, keep, rows[index].joined))
    return LaidTable(parts, rows, tuple(heights), len(table.totals))


def _part(grid: Grid, rows: Sequence[Row], measure: Measure) -> Part:
    heading, levels = _heading(grid, measure)
    return Part(grid, heading, levels, _body(grid, rows, measure), _again(grid, rows, measure))


def _again(grid: Grid, rows: Sequence[Row], measure: Measure) -> dict[int, Lines]:
    """Return 項7(続き) for each heading of rows: its first words on one line."""
    room = grid.right - grid.left - 2 * PAD
    return {
        index: measure.fit(f"{row.cells[0].partition('　')[0]}(続き)", Face.TEXT_BOLD, grid.size, room, FLOOR)[:1]
        for index, row in enumerate(rows)
        if row.emphasis is Emphasis.SECTION
    }


def _body(grid: Grid, rows: Sequence[Row], measure: Measure) -> list[list[Lines]]:
    """Return the lines of each cell; equal texts in cells of equal width are broken once."""
    known: dict[tuple[Face, float, float], dict[str, Lines]] = {}
    plans: dict[Emphasis, list[tuple[int, Face, float, dict[str, Lines]]]] = {}
    for emphasis in Emphasis:
        size = _size(grid, emphasis)
        plans[emphasis] = [
            (cell.index, face, cell.room, known.setdefault((face, size, round(cell.room, 3)), {}))
            for cell in grid.cells
            for face in (FACES[cell.kind, emphasis in BOLD],)
        ]
    body: list[list[Lines]] = []
    for row in rows:
        size = _size(grid, row.emphasis)
        if row.emphasis is Emphasis.SECTION:
            room = grid.right - grid.left - 2 * PAD
            body.append([measure.fit(row.cells[0], Face.TEXT_BOLD, size, room, FLOOR)])
            continue
        cells: list[Lines] = []
        for index, face, room, lines_of in plans[row.emphasis]:
            text = row.cells[index]
            lines = lines_of.get(text)
            if lines is None:
                figure = face in {Face.FIGURE, Face.FIGURE_BOLD} and has_digit(text)
                floor = FLOOR if figure else max(FLOOR, size * _SMALLER)
                lines_of[text] = lines = measure.fit(text, face, size, room, floor)
            cells.append(lines)
        body.append(cells)
    return body


def _size(grid: Grid, emphasis: Emphasis) -> float:
    return max(FLOOR, grid.size - 1) if emphasis is Emphasis.QUIET else grid.size


def _heading(grid: Grid, measure: Measure) -> tuple[tuple[Span, ...], tuple[float, ...]]:
    depth = max(len(cell.column.groups) for cell in grid.cells)
    spans: list[Span] = []
    for level in range(depth):
        for run in _runs(grid.cells, level):
            spans.append(_span(run, run[0].column.groups[level], level, 1, grid.size, measure))
    for cell in grid.cells:
        level = len(cell.column.groups)
        spans.append(_span([cell], cell.column.heading, level, depth + 1 - level, grid.size, measure))
    leading = grid.size * LEADING
    levels = [leading + 2 * _VERTICAL_PAD] * (depth + 1)
    for span in sorted(spans, key=lambda span: span.levels):
        have = sum(levels[span.level : span.level + span.levels])
        levels[span.level + span.levels - 1] += max(0.0, len(span.lines) * leading + 2 * _VERTICAL_PAD - have)
    return tuple(spans), tuple(levels)


def _runs(cells: Sequence[Cell], level: int) -> list[list[Cell]]:
    """Return the neighbours that share their common headings down to `level`."""
    runs: list[list[Cell]] = []
    for cell in cells:
        if len(cell.column.groups) <= level:
            continue
        previous = runs[-1][-1] if runs else None
        groups = cell.column.groups[: level + 1]
        if (
            previous
            and previous.column.groups[: level + 1] == groups
            and abs(previous.x + previous.width - cell.x) < 0.1
        ):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _span(run: Sequence[Cell], text: str, level: int, levels: int, size: float, measure: Measure) -> Span:
    width = sum(cell.width for cell in run)
    return Span(run[0].x, width, level, levels, len(run), _evenly(text, size, width - 2 * PAD, measure))


def _evenly(text: str, size: float, room: float, measure: Measure) -> Lines:
    """Return the lines of a heading, none with a character alone where as many lines share them better: 条例 over 改正
    and not 条例改 over 正."""
    floor = max(FLOOR, size * _SMALLER)
    lines = measure.fit(text, Face.TEXT, size, room, floor)
    if len(lines) < 2 or "\n" in text:
        return lines
    for at in range(1, int(room / size)):
        closer = measure.fit(text, Face.TEXT, size, room - at * size, floor)
        if len(closer) > len(lines) or closer[0].size != lines[0].size or len(closer[0].text) < len(closer[-1].text):
            break
        lines = closer
    return lines

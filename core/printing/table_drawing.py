"""A table put on a page: heading, rows and grid, with the elements of a tagged PDF to which its cells belong."""

from collections.abc import Sequence

from core.documents.paper.document import Align, Emphasis, Row
from core.printing.columns import PAD, Grid, align_of
from core.printing.fonts import Face
from core.printing.packing import Piece, RowHeight
from core.printing.page import HEAVY, THIN, Page
from core.printing.structure import (
    BODY,
    CAPTION,
    CELL,
    HEAD,
    PAGE_HEAD,
    ROW,
    ROW_HEADING,
    TABLE,
    Structure,
    column_heading,
)
from core.printing.table import BOLD, FACES, LaidTable, Part
from core.printing.text import LEADING

_ASCENT = 0.86
"""From the top of a line to its baseline, in sizes."""


class TableElements:
    """The elements of a table, or of those of its columns that stand on one sheet: its heading and caption are read
    once, however many pages repeat them."""

    def __init__(self, structure: Structure, part: Part) -> None:
        self._structure, self._part = structure, part
        self._table, self._body = structure.add(TABLE), -1
        self._captioned = False
        cells = part.grid.cells
        self._kinds = tuple(ROW_HEADING if cell.column.repeat else CELL for cell in cells)
        self._section = (column_heading(len(cells)),)
        self._last = (-1, 0)

    def caption(self) -> int:
        """Return the element of the line above the table on this page."""
        if self._captioned:
            return PAGE_HEAD
        self._captioned = True
        return self._structure.add(CAPTION, self._table)

    def heading(self) -> list[int]:
        """Return the element of each cell of the heading on this page."""
        spans = self._part.heading
        if self._body >= 0:
            return [PAGE_HEAD] * len(spans)
        add, owners = self._structure.add, [0] * len(spans)
        head = add(HEAD, self._table)
        for level in range(len(self._part.levels)):
            row = add(ROW, head)
            here = sorted((at for at, span in enumerate(spans) if span.level == level), key=lambda at: spans[at].x)
            for at in here:
                owners[at] = add(column_heading(spans[at].columns, spans[at].levels), row)
        self._body = add(BODY, self._table) if self._part.rows else 0
        return owners

    def row(self, index: int, is_section: bool) -> int:
        """Return the element of the first cell of a row, the others following; a row may go on on a further page."""
        if self._last[0] != index:
            kinds = self._section if is_section else self._kinds
            self._last = (index, self._structure.add_all(kinds, self._structure.add(ROW, self._body)))
        return self._last[1]


def draw_table(
    page: Page, top: float, laid: LaidTable, part: Part, pieces: Sequence[Piece], elements: TableElements
) -> float:
    """Draw the heading and the pieces of rows from `top` down; return where the table ends."""
    grid = part.grid
    y = _draw_heading(page, top, part, laid.heading_height, elements.heading())
    segments = _Verticals(page, grid, y)
    for piece in pieces:
        row, height = laid.rows[piece.row], laid.heights[piece.row]
        if row.emphasis is Emphasis.SECTION:
            segments.interrupt(y, y + piece.height)
            page.shades.append((grid.left, y, grid.right - grid.left, piece.height))
        if row.emphasis is Emphasis.TOTAL and piece.start == 0:
            page.rule(grid.left, y, grid.right, y, HEAVY)
        first = PAGE_HEAD if piece.again else elements.row(piece.row, row.emphasis is Emphasis.SECTION)
        _draw_row(page, y, part, row, piece, height, first)
        y += piece.height
        page.rule(grid.left, y, grid.right, y)
    segments.end(y)
    for x in (grid.left, grid.right):
        page.rule(x, top, x, y)
    return y


class _Verticals:
    """The lines between columns, drawn once per page and not once per cell."""

    def __init__(self, page: Page, grid: Grid, top: float) -> None:
        self._page, self._top = page, top
        self._xs = [cell.x for cell in grid.cells[1:]]

    def interrupt(self, y: float, below: float) -> None:
        self.end(y)
        self._top = below

    def end(self, y: float) -> None:
        if y > self._top:
            for x in self._xs:
                self._page.rule(x, self._top, x, y)


def _draw_heading(page: Page, top: float, part: Part, height: float, owners: Sequence[int]) -> float:
    grid, levels = part.grid, list(part.levels)
    levels[-1] += height - part.heading_height
    page.shades.append((grid.left, top, grid.right - grid.left, height))
    page.rule(grid.left, top, grid.right, top, 2 * THIN)
    for span, page.texts.owner in zip(part.heading, owners, strict=True):
        y = top + sum(levels[: span.level])
        tall = sum(levels[span.level : span.level + span.levels])
        leading = grid.size * LEADING
        first = y + (tall - len(span.lines) * leading) / 2 + (leading - grid.size) / 2 + grid.size * _ASCENT
        for at, line in enumerate(span.lines):
            page.write(Face.TEXT, span.x + (span.width - line.width) / 2, first + at * leading, line)
        page.rule(span.x, y, span.x, y + tall)
        if span.level:
            page.rule(span.x, y, span.x + span.width, y)
    page.rule(grid.left, top + height, grid.right, top + height, 2 * THIN)
    return top + height


def _draw_row(page: Page, y: float, part: Part, row: Row, piece: Piece, height: RowHeight, first: int) -> None:
    grid, bold = part.grid, row.emphasis in BOLD
    cells = part.rows[piece.row]
    base = y + (height.leading - grid.size) / 2 + grid.size * _ASCENT
    whole = piece.count == height.lines
    if row.emphasis is Emphasis.SECTION:
        page.texts.owner = first
        shown = part.again[piece.row] if piece.again else cells[0][piece.start : piece.start + piece.count]
        for at, line in enumerate(shown):
            page.write(Face.TEXT_BOLD, grid.left + PAD, base + height.pad + at * height.leading, line)
        return
    texts, add = page.texts, page.texts.add
    for texts.owner, (cell, lines) in enumerate(zip(grid.cells, cells, strict=True), first):
        if not lines:
            continue
        shown = lines if whole else lines[piece.start : piece.start + piece.count]
        used = len(shown) * height.leading if whole else piece.height - 2 * height.pad
        baseline = base + (piece.height - used) / 2
        face = FACES[cell.kind, bold]
        align = align_of(cell.column)
        for line in shown:
            if align is Align.LEFT:
                x = cell.x + PAD
            elif align is Align.RIGHT:
                x = cell.x + cell.width - PAD - line.width
            else:
                x = cell.x + (cell.width - line.width) / 2
            add(face, x, baseline, line)
            baseline += height.leading

"""How wide the columns of a table become, in what size it is set, and where a table too wide for a page is parted."""

from collections.abc import Iterable, Sequence

from core.dataclass import dataclass
from core.documents.paper.document import Align, Column, Kind, Row, Table
from core.pattern import pattern
from core.printing.fonts import Face
from core.printing.text import Measure

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""The sizes in which a table may be set: the largest in which all columns stand side by side."""
PARTED_SIZE = 8.0
"""The size of a table that is parted over several sheets anyway."""
FLOOR = 6.0
"""No text becomes smaller than this."""
PAD = 3.0
"""Left and right of the text in a cell, in points."""

_AIR = 0.15
"""By how much a figure column grows before and after the texts, where there is room."""

_HALVINGS = 12
"""How often the room of parted columns is halved to find the narrowest that needs no further sheet."""

_WORD = 4000.0
"""What a figure column grants to words such as 見積なし, in 1/1000 em; longer words wrap."""


_MARKS = 3
"""A column so narrow holds marks; a figure that stands in it is not torn."""

_FIGURE = pattern(r"\(?[0-9][0-9,./]*[%)]*")
_DATE = pattern(r"(明治|大正|昭和|平成|令和)(元|[0-9]{1,2})年([0-9]{1,2}月([0-9]{1,2}日)?|度)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a column stands on its sheet; `index` is its place in the table, `kind` says in which face it is set."""

    index: int
    column: Column
    x: float
    width: float
    kind: Kind

    @property
    def room(self) -> float:
        """Return the length that a line of text may have."""
        return self.width - 2 * PAD


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns that stand side by side on one sheet."""

    cells: tuple[Cell, ...]
    size: float

    @property
    def left(self) -> float:
        return self.cells[0].x

    @property
    def right(self) -> float:
        return self.cells[-1].x + self.cells[-1].width


def align_of(column: Column) -> Align:
    """Return how the texts of the column stand."""
    return column.align or (Align.RIGHT if column.kind is Kind.FIGURE else Align.LEFT)


def grids(table: Table, left: float, room: float, measure: Measure, scale: float = 1) -> tuple[Grid, ...]:
    """Return the columns of `table` on one sheet, or on as few sheets as they need, `room` points wide each.

    `scale` is how many times the usual sizes are tried.
    """
    kinds = _kinds(table)
    natural = _natural(table, kinds, measure)
    needs = _needs(table, natural, _unbroken(table, natural, measure))
    for size in scaled(scale):
        widths = [need * size / 1000 + 2 * PAD for need in needs]
        if sum(widths) <= room:
            return (_grid(table.columns, kinds, range(len(needs)), widths, natural, left, room, size),)
    size = max(FLOOR, PARTED_SIZE * scale)
    widths = [min(need * size / 1000 + 2 * PAD, room / 2) for need in needs]
    return tuple(
        _grid(table.columns, kinds, part, widths, natural, left, room, size)
        for part in _parts(table.columns, widths, room)
    )


def scaled(scale: float) -> tuple[float, ...]:
    """Return the sizes to try from the largest: those of a larger scale go down to the usual ones."""
    sizes = tuple(max(FLOOR, round(size * scale * 20) / 20) for size in SIZES)
    return sizes if scale <= 1 else (*sizes, *(size for size in SIZES if size < sizes[-1]))


def _kinds(table: Table) -> tuple[Kind, ...]:
    """Return how each column is set: one of nothing but dates like figures, so that equal digits stand below each
    other."""
    rows = _spread(table)
    return tuple(
        Kind.FIGURE if _all_dates(row.cells[at] for row in rows) else column.kind
        for at, column in enumerate(table.columns)
    )


def _all_dates(cells: Iterable[str]) -> bool:
    some = False
    for cell in cells:
        if cell:
            if not _DATE.fullmatch(cell):
                return False
            some = True
    return some


def _natural(table: Table, kinds: Sequence[Kind], measure: Measure) -> list[float]:
    """Return the length of the longest text of each column on one line, in 1/1000 em."""
    longest: list[float] = []
    rows = _spread(table)
    for index, column in enumerate(table.columns):
        face = Face.FIGURE if kinds[index] is Kind.FIGURE else Face.TEXT
        cells = {row.cells[index] for row in rows}
        pieces = {piece for cell in cells for piece in cell.split("\n")}
        longest.append(max((_length(piece, column, face, measure) for piece in pieces), default=0))
    return longest


def _spread(table: Table) -> tuple[Row, ...]:
    return tuple(row for row in (*table.rows, *table.totals) if len(row.cells) == len(table.columns))


def _length(text: str, column: Column, face: Face, measure: Measure) -> float:
    length = measure.width(text, face, 1000)
    return min(length, _WORD) if column.kind is Kind.FIGURE and not has_digit(text) else length


def has_digit(text: str) -> bool:
    """Return whether `text` is a figure rather than a word standing in for one."""
    return any("0" <= char <= "9" for char in text)


def _unbroken(table: Table, natural: list[float], measure: Measure) -> list[float]:
    """Return the longest figure in each narrow column of marks: 100% or (3/16) is not torn over lines."""
    longest: list[float] = []
    rows = _spread(table)
    for at, column in enumerate(table.columns):
        if column.kind is Kind.FIGURE or column.width > _MARKS or natural[at] <= column.width * 1000:
            longest.append(0)
            continue
        figures = {piece for row in rows for piece in _FIGURE.findall(row.cells[at])}
        longest.append(min(max((measure.width(one, Face.TEXT, 1000) for one in figures), default=0), _WORD))
    return longest


def _needs(table: Table, natural: list[float], unbroken: list[float]) -> list[float]:
    """Return the least width of each column in 1/1000 em; columns under one common heading are equally wide.

    A text column whose texts are shorter needs less than its width, unless there is to be room for handwriting.
    """
    columns = table.columns
    needs: list[float] = []
    for column, length, figure in zip(columns, natural, unbroken, strict=True):
        heading = min(len(column.heading), 3) * 1000.0
        width = column.width * 1000 if table.tall else min(length, column.width * 1000)
        needs.append(max(width, heading, figure, length if column.kind is Kind.FIGURE else 0))
    widest: dict[tuple[str, ...], float] = {}
    for column, need in zip(columns, needs, strict=True):
        if column.groups:
            widest[column.groups] = max(widest.get(column.groups, 0), need)
    return [widest.get(column.groups, need) for column, need in zip(columns, needs, strict=True)]


def _parts(columns: tuple[Column, ...], widths: list[float], room: float) -> list[list[int]]:
    """Part the columns over as few sheets as possible, equally full; repeated ones stand on each."""
    repeated = [index for index, column in enumerate(columns) if column.repeat]
    if sum(widths[index] for index in repeated) > room / 2:
        repeated = repeated[:1]
    rest = [index for index in range(len(columns)) if index not in set(repeated)]
    free = room - sum(widths[index] for index in repeated)
    sheets = len(_filled(rest, widths, free))
    low, high = max((widths[index] for index in rest), default=0.0), free
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if len(_filled(rest, widths, middle)) <= sheets:
            high = middle
        else:
            low = middle
    return [repeated + part for part in _filled(rest, widths, high)]


def _filled(indexes: list[int], widths: list[float], room: float) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    used = 0.0
    for index in indexes:
        if parts[-1] and used + widths[index] > room:
            parts.append([])
            used = 0.0
        parts[-1].append(index)
        used += widths[index]
    return parts


def _grid(
    columns: tuple[Column, ...],
    kinds: tuple[Kind, ...],
    part: list[int] | range,
    widths: list[float],
    natural: list[float],
    left: float,
    room: float,
    size: float,
) -> Grid:
    final = _spread_out(columns, list(part), widths, natural, room, size)
    cells: list[Cell] = []
    for index, width in zip(part, final, strict=True):
        cells.append(Cell(index, columns[index], left, width, kinds[index]))
        left += width
    return Grid(tuple(cells), size)


def _spread_out(
    columns: tuple[Column, ...], part: list[int], widths: list[float], natural: list[float], room: float, size: float
) -> list[float]:
    """Give what is left over to figures for air, to texts that would wrap, and the rest to the weighted columns."""
    final = [widths[index] for index in part]
    wish = [natural[index] * size / 1000 + 2 * PAD + 1 for index in part]
    weights = [columns[index].weight for index in part]
    figures = [int(columns[index].kind is Kind.FIGURE) for index in part]
    _share(final, [have * _AIR for have in final], figures, room)
    for _ in range(3):
        _share(final, [max(0.0, want - have) for want, have in zip(wish, final, strict=True)], weights, room)
    _share(final, [have * _AIR for have in final], figures, room)
    _share(final, [room] * len(final), weights if any(weights) else [1] * len(final), room)
    return final


def _share(final: list[float], limits: list[float], weights: list[int], room: float) -> None:
    left, total = room - sum(final), sum(weight for weight, limit in zip(weights, limits, strict=True) if limit > 0)
    if left <= 0 or not total:
        return
    for at, (weight, limit) in enumerate(zip(weights, limits, strict=True)):
        if limit > 0:
            final[at] += min(limit, left * weight / total)

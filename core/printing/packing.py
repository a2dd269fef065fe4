"""Which rows stand on which page, in one pass over the rows."""

from collections.abc import Iterator, Sequence

from core.dataclass import dataclass

_BEFORE_TOTALS = 2
"""So many rows at least go with the totals (or the last row of a table) to a new page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines `start` … `start + count` of the row; a row on one page is a single piece.

    With `again` it is the heading of rows that began on an earlier page, repeated in one line.
    """

    row: int
    start: int
    count: int
    height: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class RowHeight:
    """A row of `lines` lines, `least` points high at least; `keep`: it does not end a page (a heading of rows);
    `joined`: it stands on the page of the row before it."""

    lines: int
    leading: float
    pad: float
    least: float = 0
    keep: bool = False
    joined: bool = False

    def of(self, lines: int) -> float:
        """Return the height of a piece with that many lines."""
        return max(self.least, lines * self.leading + 2 * self.pad)

    @property
    def whole(self) -> float:
        """Return the height of the row in one piece."""
        return self.of(self.lines)


def opening(rows: Sequence[RowHeight], room: float, together: int = 0, after: float = 0) -> float:
    """Return how high the rows are that do not leave the first one, `after` included where they are all there are."""
    for begin, end, height in _groups(rows, together, room):
        return height + (after if end == len(rows) else 0) if begin == 0 else height
    return 0


def pack(
    rows: Sequence[RowHeight], first: float, room: float, together: int = 0, after: float = 0
) -> list[list[Piece]]:
    """Return the pieces of each page: `first` points are left on the first page, `room` on each further one.

    A row is kept whole unless it is higher than `room`. Rows that are joined, a heading of rows and its first row, and
    the last `together` rows with the two before them stand on one page if they can, and so do the last rows and
    `after` points that follow the table. Where rows go on under a heading of an earlier page it comes again. The first
    page may stay empty. Pages are filled from the first row to the last without looking back.
    """
    pages: list[list[Piece]] = [[]]
    left, section = first, -1
    body = len(rows) - together

    def turn(index: int, needed: float) -> float:
        """Begin a page with the row at `index` and return what is left of it."""
        pages.append([])
        if 0 <= section < index < body and not rows[index].keep:
            height = rows[section].of(1)
            if height + needed <= room:
                pages[-1].append(Piece(section, 0, 1, height, again=True))
                return room - height
        return room

    for begin, end, height in _groups(rows, together, room):
        last = height + after if end == len(rows) else height
        needed = last if last <= room else height
        if left < needed <= room:
            left = turn(begin, needed)
        for index in range(begin, end):
            row = rows[index]
            for piece in _pieces(index, row, left, room):
                if piece.height > left + 0.01:
                    left = turn(index, piece.height) if piece.start == 0 else turn(-1, 0)
                pages[-1].append(piece)
                left -= piece.height
            if row.keep:
                section = index
    return pages


def _groups(rows: Sequence[RowHeight], together: int, room: float) -> Iterator[tuple[int, int, float]]:
    """Yield begin, end and height of the rows that stand on one page if they can."""
    tail = _tail(rows, together, room)
    begin, height, kept = 0, 0.0, False
    for index, row in enumerate(rows):
        if index > begin and not (kept or row.joined or index > tail):
            yield begin, index, height
            begin, height = index, 0.0
        height += row.whole
        kept = row.keep
    if rows:
        yield begin, len(rows), height


def _tail(rows: Sequence[RowHeight], together: int, room: float) -> int:
    """Return the first of the rows that end the table together: the totals and the rows before them that fit."""
    first = len(rows) - max(together, 1)
    height = sum(row.whole for row in rows[max(first, 0) :])
    for _ in range(_BEFORE_TOTALS if together else _BEFORE_TOTALS - 1):
        if first <= 0 or height + rows[first - 1].whole > room:
            break
        first -= 1
        height += rows[first].whole
    return max(first, 0)


def _pieces(index: int, row: RowHeight, left: float, room: float) -> list[Piece]:
    height = row.whole
    if height <= room:
        return [Piece(index, 0, row.lines, height)]
    pieces: list[Piece] = []
    start = 0
    while start < row.lines:
        fits = int((left - 2 * row.pad) / row.leading)
        if fits < 1:
            left = room
            fits = max(1, int((room - 2 * row.pad) / row.leading))
        count = min(fits, row.lines - start)
        pieces.append(Piece(index, start, count, row.of(count)))
        start += count
        left = room
    return pieces

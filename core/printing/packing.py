"""Which rows stand on which page, in one pass over the rows."""

from collections.abc import Sequence

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines `start` … `start + count` of the row; a row on one page is a single piece."""

    row: int
    start: int
    count: int
    height: float


@dataclass(frozen=True, slots=True)
class RowHeight:
    """A row of `lines` lines, `least` points high at least; `keep`: it does not end a page (a heading of rows)."""

    lines: int
    leading: float
    pad: float
    least: float = 0
    keep: bool = False

    def of(self, lines: int) -> float:
        """Return the height of a piece with that many lines."""
        return max(self.least, lines * self.leading + 2 * self.pad)


def pack(rows: Sequence[RowHeight], first: float, room: float, together: int = 0) -> list[list[Piece]]:
    """Return the pieces of each page: `first` points are left on the first page, `room` on each further one.

    A row is kept whole unless it is higher than `room`; the last `together` rows stand on one page if they can. The
    first page may stay empty. Pages are filled from the first row to the last without looking back.
    """
    pages: list[list[Piece]] = [[]]
    left = first
    tail = len(rows) - together if together else -1
    for index, row in enumerate(rows):
        if index == tail:
            needed = sum(r.of(r.lines) for r in rows[index:])
            if left < needed <= room:
                pages.append([])
                left = room
        if row.keep and index + 1 < len(rows):
            following = rows[index + 1]
            if left < row.of(row.lines) + following.of(following.lines) <= room:
                pages.append([])
                left = room
        for piece in _pieces(index, row, left, room):
            if piece.height > left + 0.01:
                pages.append([])
                left = room
            pages[-1].append(piece)
            left -= piece.height
    return pages


def _pieces(index: int, row: RowHeight, left: float, room: float) -> list[Piece]:
    height = row.of(row.lines)
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

from hypothesis import given, settings
from hypothesis import strategies as st

from core.printing.packing import RowHeight, pack


def rows(*lines: int) -> list[RowHeight]:
    return [RowHeight(count, 10, 2) for count in lines]


def test_rows_follow_one_another_until_a_page_is_full() -> None:
    pages = pack(rows(1, 1, 1, 1, 1), first=30, room=45)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3, 4]]


def test_nothing_is_put_on_a_first_page_without_room() -> None:
    assert [[piece.row for piece in page] for page in pack(rows(1, 1), first=5, room=45)] == [[], [0, 1]]


def test_totals_stay_together() -> None:
    pages = pack(rows(1, 1, 1, 1), first=45, room=60, together=2)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3]]


def test_a_row_higher_than_a_page_is_split_into_its_lines() -> None:
    pages = pack(rows(1, 12, 1), first=60, room=60)
    pieces = [(piece.row, piece.start, piece.count) for page in pages for piece in page]
    assert pieces == [(0, 0, 1), (1, 0, 4), (1, 4, 5), (1, 9, 3), (2, 0, 1)]


@settings(max_examples=150)
@given(st.lists(st.integers(1, 40), max_size=40), st.integers(0, 100), st.integers(30, 200), st.integers(0, 4))
def test_every_line_of_every_row_stands_on_exactly_one_page_in_order(
    lines: list[int], first: int, room: int, together: int
) -> None:
    pages = pack(rows(*lines), min(first, room), room, together)
    seen = [
        (piece.row, line) for page in pages for piece in page for line in range(piece.start, piece.start + piece.count)
    ]
    assert seen == [(row, line) for row, count in enumerate(lines) for line in range(count)]
    for number, page in enumerate(pages):
        assert sum(piece.height for piece in page) <= (room if number else min(first, room)) + 0.01


def test_packing_looks_at_each_row_a_fixed_number_of_times() -> None:
    looked = 0

    class Watched(list[RowHeight]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal looked
            for row in super().__iter__():
                looked += 1
                yield row

    pack(Watched(rows(*[1] * 5000)), first=100, room=500)
    assert looked == 5000


def test_a_heading_of_rows_never_ends_a_page() -> None:
    heading = RowHeight(1, 10, 2, keep=True)
    pages = pack([*rows(1, 1), heading, *rows(1)], first=45, room=45)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3]]

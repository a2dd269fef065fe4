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


def test_totals_stay_together_with_the_two_rows_before_them() -> None:
    pages = pack(rows(1, 1, 1, 1, 1), first=59, room=60, together=2)
    assert [[piece.row for piece in page] for page in pages] == [[0], [1, 2, 3, 4]]


def test_the_last_row_of_a_table_never_stands_alone() -> None:
    pages = pack(rows(1, 1, 1, 1), first=45, room=45)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3]]


def test_what_follows_a_table_takes_the_last_rows_along() -> None:
    pages = pack(rows(1, 1, 1, 1), first=60, room=60, after=10)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3]]


def test_a_total_goes_with_as_many_rows_as_a_page_holds() -> None:
    pages = pack(rows(1, 4, 1, 1), first=60, room=60, together=1)
    assert [[piece.row for piece in page] for page in pages] == [[0, 1], [2, 3]]


def test_a_group_of_rows_is_not_cut() -> None:
    joined = RowHeight(1, 10, 2, joined=True)
    pages = pack([*rows(1, 1), joined, joined, *rows(1, 1)], first=45, room=45)
    assert [[piece.row for piece in page] for page in pages] == [[0], [1, 2, 3], [4, 5]]


def test_rows_that_go_on_stand_under_their_heading_again() -> None:
    heading = RowHeight(2, 10, 2, keep=True)
    (first, second) = pack([heading, *rows(1, 1, 1)], first=60, room=60)
    assert [(piece.row, piece.again) for piece in first] == [(0, False), (1, False)]
    assert [(piece.row, piece.again, piece.count) for piece in second] == [(0, True, 1), (2, False, 1), (3, False, 1)]


def test_a_row_higher_than_a_page_is_split_into_its_lines() -> None:
    pages = pack(rows(1, 12, 1), first=60, room=60)
    pieces = [(piece.row, piece.start, piece.count) for page in pages for piece in page]
    assert pieces == [(0, 0, 1), (1, 0, 4), (1, 4, 5), (1, 9, 3), (2, 0, 1)]


HEIGHTS = st.builds(RowHeight, st.integers(1, 40), st.just(10), st.just(2), st.just(0), st.booleans(), st.booleans())


@settings(max_examples=150)
@given(st.lists(HEIGHTS, max_size=40), st.integers(0, 100), st.integers(30, 200), st.integers(0, 4), st.integers(0, 90))
def test_every_line_of_every_row_stands_on_exactly_one_page_in_order(
    heights: list[RowHeight], first: int, room: int, together: int, after: int
) -> None:
    pages = pack(heights, min(first, room), room, min(together, len(heights)), after)
    seen = [
        (piece.row, line)
        for page in pages
        for piece in page
        if not piece.again
        for line in range(piece.start, piece.start + piece.count)
    ]
    assert seen == [(row, line) for row, height in enumerate(heights) for line in range(height.lines)]
    assert all(page and not page[-1].again for page in pages[1:])
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

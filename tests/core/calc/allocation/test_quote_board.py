"""The matrix of quotes says of every gap what the calculation makes of it."""

from dataclasses import replace

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money, PriceStatus
from core.calc.allocation.quote_board import QuoteBoard, QuoteLine, quote_board
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.sample import sample


@pytest.fixture
def book() -> Book:
    made = Book({})
    made.apply(sample())
    return made


def line(board: QuoteBoard, item: str, option: str = "") -> QuoteLine:
    (found,) = (
        one
        for one in board.lines
        if one.customization.item == item and (not option or (one.option is not None and one.option.name == option))
    )
    return found


def prices(board: QuoteBoard, one: QuoteLine) -> list[tuple[int | None, PriceStatus]]:
    return [one.price(count, board.most)[:2] for count in board.counts]


def test_item_20_is_quoted_for_one_to_six(book: Book) -> None:
    board = quote_board(book, Money.ONE_OFF)
    assert board.counts == (1, 2, 3, 4, 5, 6)
    assert [yen for yen, _ in prices(board, line(board, "20"))] == [
        1_100_000, 1_160_000, 1_220_000, 1_280_000, 1_340_000, 1_400_000
    ]  # fmt: skip


def test_a_gap_is_missing_or_an_estimate_as_the_consortium_has_it(book: Book) -> None:
    found = line(quote_board(book, Money.ONE_OFF), "11")
    assert found.price(3, 6).status is PriceStatus.MISSING
    book.apply(ChangeSet("概算", (Update("consortium", 1, {"estimate": 1}),)))
    quote = next(one for one in found.prices.quotes if one.implementers == 2)
    book.apply(ChangeSet("間", (Update("quotes", quote.id, {"implementers": 4}),)))
    board = quote_board(book, Money.ONE_OFF)
    assert prices(board, line(board, "11"))[:5] == [
        (2_400_000, PriceStatus.QUOTED),
        (2_533_333, PriceStatus.ESTIMATED),
        (2_666_667, PriceStatus.ESTIMATED),
        (2_800_000, PriceStatus.QUOTED),
        (None, PriceStatus.MISSING),
    ]


def test_what_enters_nothing_has_no_gaps(book: Book) -> None:
    board = quote_board(book, Money.ONE_OFF)
    assert {status for _, status in prices(board, line(board, "4"))} == {PriceStatus.QUOTED, PriceStatus.NOT_COUNTED}
    other = line(board, "16", "資格情報表示")
    assert (other.is_adopted, other.counts) == (False, False)
    assert {status for _, status in prices(board, other)} == {PriceStatus.QUOTED, PriceStatus.NOT_COUNTED}
    assert line(board, "16", "資格情報表示および帳票出力").is_adopted


def test_more_than_there_are_members_is_no_gap_but_a_quote_is_shown(book: Book) -> None:
    found = line(quote_board(book, Money.ONE_OFF), "25")
    quote = found.prices.quotes[-1]
    book.apply(ChangeSet("九", (Update("quotes", quote.id, {"implementers": 9}),)))
    board = quote_board(book, Money.ONE_OFF)
    assert board.counts == (1, 2, 3, 4, 5, 6, 9)
    statuses = [status for _, status in prices(board, line(board, "25"))]
    assert statuses[-2:] == [PriceStatus.MISSING, PriceStatus.QUOTED]
    assert line(board, "3").price(9, board.most).status is PriceStatus.NOT_COUNTED


def test_every_total_of_the_allocation_is_a_price_of_the_matrix(book: Book) -> None:
    board, allocation = quote_board(book, Money.ONE_OFF), allocate(book)
    for one in board.lines:
        if one.counts and (one.is_adopted or one.place == 0):
            result = allocation.item(one.customization.id).all
            if result.status in {PriceStatus.QUOTED, PriceStatus.MISSING}:
                assert one.price(result.implementers, board.most)[:2] == (result.total, result.status)


def test_a_request_without_an_option_has_a_line(book: Book) -> None:
    first = quote_board(book, Money.ONE_OFF).lines[0]
    assert replace(first, option=None).key == first.key

"""New rows stand where they were asked for; undone and done again they do so too."""

from hypothesis import given
from hypothesis import strategies as st

from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.naming import in_order
from core.operations.editing.appending import append
from core.operations.editing.placing import placed_before
from core.sample import sample

SAMPLE = sample()


def book_of_sample() -> Book:
    book = Book({})
    book.apply(SAMPLE)
    return book


NEW = (("020206", "平川市"), ("022012", "青森市"))


@given(at=st.integers(0, 5), count=st.integers(1, 2))
def test_rows_are_added_before_the_one_that_was_named_in_their_order(at: int, count: int) -> None:
    book = book_of_sample()
    before = in_order(book, book.all(Municipality).values())
    rows = [[("name", name)] for _, name in NEW[:count]]
    wish = append(book, [], Municipality, rows)
    assert isinstance(wish, ChangeSet)
    book.apply(placed_before(book, wish, before[at]))
    after = in_order(book, book.all(Municipality).values())
    names = [one.name for one in before]
    assert [one.name for one in after] == [*names[:at], *(name for _, name in NEW[:count]), *names[at:]]


def test_what_has_no_order_is_added_as_it_was() -> None:
    book = book_of_sample()
    one = next(iter(book.all(Municipality).values()))
    wish = ChangeSet("何もしない", ())
    assert placed_before(book, wish, one) is wish

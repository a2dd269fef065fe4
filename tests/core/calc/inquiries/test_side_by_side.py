"""Requests for information side by side: 13 → 6 and 5 → 3 in the source, and what vendors declare, added up."""

from hypothesis import given
from hypothesis import strategies as st

from core.calc.inquiries.side_by_side import (
    Counts,
    Declared,
    areas_of,
    counts_of,
    inquiries_of,
    replies_of,
    systems_of,
    whole_of,
)
from core.model.book import Book
from core.model.council import Consortium, System
from core.model.selection.inquiries import Estimate, Inquiry, Reply, ReplyState
from core.sample import sample

REPLIED = ReplyState.REPLIED


def book_of(replies: list[Reply], estimates: list[Estimate]) -> Book:
    return Book(
        {
            "consortium": [Consortium(1, "試し")],
            "systems": [System(1, "住基", position=1), System(2, "税", position=2)],
            "inquiries": [Inquiry(1, "第1回", asked=99, replied=98)],
            "inquiry_replies": replies,
            "inquiry_estimates": estimates,
        }
    )


def test_the_source_says_how_many_were_asked_and_answered() -> None:
    book = Book({})
    book.apply(sample())
    found = [(one.name, counts_of(book, one)) for one in inquiries_of(book)]
    assert found == [("第1回情報提供依頼", Counts(13, 6)), ("第2回情報提供依頼", Counts(5, 3))]
    assert [counts.rate for _, counts in found] == [46, 60]


def test_vendors_that_are_entered_are_counted() -> None:
    replies = [Reply(1, 1, "甲", REPLIED), Reply(2, 1, "乙", ReplyState.DECLINED), Reply(3, 1, "丙")]
    book = book_of(replies, [])
    assert counts_of(book, book.all(Inquiry)[1]) == Counts(3, 1)
    assert Counts(None, None).rate is None
    assert Counts(0, 0).rate is None


def test_areas_stand_in_their_order_with_what_each_vendor_declares() -> None:
    replies = [Reply(1, 1, "甲", REPLIED), Reply(2, 1, "乙", REPLIED, initial_yen=9)]
    estimates = [Estimate(1, 1, 2, 10, None, 80), Estimate(2, 1, 1, 5, 7, 90), Estimate(3, 2, None, 1, 2)]
    book = book_of(replies, estimates)
    areas = areas_of(book, replies_of(book, book.all(Inquiry)[1]))
    assert [one.system.name if one.system else None for one in areas] == ["住基", "税", None]
    assert areas[0].declared == {1: Declared(5, 7, 90)}
    first, second = replies
    assert whole_of(first, areas) == Declared(15, None, None), "a yearly amount that is missing makes the sum unknown"
    assert whole_of(second, areas) == Declared(9, 2, None), "what is declared for all comes before the sum"
    assert (systems_of(first, areas), systems_of(second, areas)) == (2, None)


@given(st.permutations([Estimate(1, 1, 1, 3, 1), Estimate(2, 1, 1, 4, 2), Estimate(3, 1, 2, 5, 3)]))
def test_the_order_of_the_lines_never_matters(lines: list[Estimate]) -> None:
    reply = Reply(1, 1, "甲", REPLIED)
    book = book_of(
        [reply],
        [Estimate(at, one.reply_id, one.system_id, one.initial_yen, one.yearly_yen) for at, one in enumerate(lines, 1)],
    )
    assert whole_of(reply, areas_of(book, [reply])) == Declared(12, 6, None)

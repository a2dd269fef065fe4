"""Due dates of all subjects in one list; what is added to the sample is made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.dues.due import Due, month_of, next_month_of
from core.calc.dues.sources import Dues, dues_on
from core.model.answers import Answer
from core.model.book import Book
from core.model.issues import Issue, IssueState
from core.model.local_rules import Ordinance, RuleUse
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.meetings import Meeting, Series
from core.model.organisation import Seat, Tenure
from core.sample import sample


@pytest.fixture
def book() -> Book:
    ledger = Book({})
    ledger.apply(sample())
    return ledger


def change(book: Book, *changes: Any) -> None:
    book.apply(ChangeSet("試し", tuple(changes)))


def titles(found: Dues) -> list[list[str]]:
    return [[f"{one.kind}: {one.title}" for one in part] for part in (found.late, found.this_month, found.next_month)]


@given(st.dates())
def test_the_next_month_begins_where_this_one_ends(day: Any) -> None:
    if day.isoformat() >= "9999-12":
        return
    first, last = month_of(day.isoformat())
    assert first <= day.isoformat() <= last
    assert next_month_of(day.isoformat())[0] > last
    assert next_month_of(day.isoformat())[0][8:] == "01"


def test_what_is_known_to_the_month_may_fall_on_any_of_its_days() -> None:
    one = Due("2015-03", "議会", "条例改正", "", "bodies#1", is_open=True)
    assert one.is_between("2015-03-31", "2015-04-30")
    assert not one.is_between("2015-04-01", "2015-04-30")
    assert not one.is_late("2015-03-31")
    assert one.is_late("2015-04-01")


def test_answers_wait_for_those_who_have_said_nothing(book: Book) -> None:
    found = dues_on(book, "2014-07-20")
    assert titles(found)[1] == ["意向の回答期限: 要望19件への回答(すべて回答済み)"]
    gone = next(one for one in book.all(Answer).values() if (one.customization_id, one.municipality_id) == (3, 2))
    change(book, Delete("answers", gone.id))
    (due,) = dues_on(book, "2014-08-06").late
    assert (due.on, due.title, due.who) == ("2014-07-31", "要望19件への回答", "滑川市")


def test_every_subject_is_asked_and_what_is_settled_is_left_out(book: Book) -> None:
    seat = next(iter(book.all(Seat)))
    use = next(iter(book.all(RuleUse)))
    series = book.last_id(Series)
    change(
        book,
        Insert("issues", to_row(Issue(90, "90", "照会", due_on="2014-09-10", in_charge="事業者"))),
        Insert("issues", to_row(Issue(91, "91", "済み", due_on="2014-09-10", state=IssueState.DONE))),
        Insert("issues", to_row(Issue(92, "92", "遅れ", due_on="2014-08-10"))),
        Insert("meetings", to_row(Meeting(90, series, 9, "2014-10-02"))),
        Insert("tenures", to_row(Tenure(90, seat, "甲", None, "2014-09-30"))),
        Update("local_rule_uses", use, {"ordinance": Ordinance.NEEDED.value, "session_on": "2014-09"}),
    )
    found = dues_on(book, "2014-09-05")
    late, this, following = titles(found)
    assert [one for one in late if one.startswith("課題")] == ["課題の期限: 課題92 遅れ"]
    assert [one.split(":")[0] for one in this] == ["条例改正の議会", "課題の期限", "任期の満了"]
    assert [one.split(":")[0] for one in following] == ["会議", "作業の終わり"]
    assert found.this_month[1].who == "事業者"


def test_the_next_session_is_told_until_it_is_listed(book: Book) -> None:
    series = book.last_id(Series)
    change(book, Insert("meetings", to_row(Meeting(90, series, 9, "2014-09-02", next_on="2014-10-02", next_at="県庁"))))
    assert [one for one in titles(dues_on(book, "2014-09-05"))[2] if one.startswith("会議")] == [
        "会議: 第9回選考審査会の次回 県庁"
    ]
    change(book, Insert("meetings", to_row(Meeting(91, series, 10, "2014-10-03"))))
    assert [one for one in titles(dues_on(book, "2014-09-05"))[2] if one.startswith("会議")] == [
        "会議: 第10回選考審査会"
    ]


def test_an_item_of_fit_and_gap_is_waited_for_until_it_is_decided(book: Book) -> None:
    change(book, Update("gaps", 1, {"due_on": "2014-09-01", "person": "事務局"}))
    (due,) = [one for one in dues_on(book, "2014-09-05").late if one.kind == "F&G項目の期限"]
    assert (due.title, due.who, due.value) == ("F&G1 障害者 申請書類システム化要望", "事務局", "gaps#1")
    change(book, Update("gaps", 1, {"conclusion": "decided"}))
    assert not [one for one in dues_on(book, "2014-09-05").late if one.kind == "F&G項目の期限"]


def test_a_term_that_somebody_follows_on_is_no_matter(book: Book) -> None:
    seat = next(iter(book.all(Seat)))
    change(
        book,
        Insert("tenures", to_row(Tenure(90, seat, "甲", None, "2014-09-30"))),
        Insert("tenures", to_row(Tenure(91, seat, "乙", "2014-10-01", None))),
    )
    assert titles(dues_on(book, "2014-09-05"))[1] == []

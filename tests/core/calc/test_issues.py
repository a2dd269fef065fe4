"""Issues as of a day: counts, ages and the curve; the issues are made up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.calc.issues import (
    MOST_POINTS,
    age_days,
    age_group,
    curve_until,
    is_open,
    issues_on,
    overdue_days,
    summary_on,
)
from core.model.book import Book
from core.model.issues import Issue, IssueState
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row

FIRST = date(2014, 4, 1)


def iso(after: int) -> str:
    return (FIRST + timedelta(days=after)).isoformat()


def book_of(*issues: Issue) -> Book:
    book = Book({})
    book.apply(ChangeSet("課題", tuple(Insert("issues", to_row(one)) for one in issues)))
    return book


spans = st.lists(st.tuples(st.integers(0, 900), st.one_of(st.none(), st.integers(0, 400))), max_size=25)


def made(spans: list[tuple[int, int | None]]) -> Book:
    return book_of(
        *(
            Issue(
                at,
                str(at),
                "課題",
                raised_on=iso(raised),
                state=IssueState.DONE if length is not None else IssueState.UNDER_WAY,
                closed_on=iso(raised + length) if length is not None else None,
            )
            for at, (raised, length) in enumerate(spans, start=1)
        )
    )


@given(spans, st.integers(-10, 1500))
def test_the_curve_ends_with_what_is_open_on_the_day(spans: list[tuple[int, int | None]], after: int) -> None:
    book, day = made(spans), iso(after)
    curve = curve_until(book, day)
    left = [one for one in issues_on(book, day) if is_open(one, day)]
    assert (curve.points[-1].left if curve.points else 0) == len(left) == summary_on(book, day).open
    assert len(curve.points) <= MOST_POINTS + 1
    days = [one.day for one in curve.points]
    assert days == sorted(set(days))
    if curve.points:
        assert (curve.points[0].raised, curve.points[-1].day) == (0, day)
        for before, following in zip(curve.points, curve.points[1:], strict=False):
            assert before.raised <= following.raised
            assert before.closed <= following.closed <= following.raised


@given(spans, st.integers(0, 1500))
def test_every_open_issue_has_one_age_and_ages_add_up(spans: list[tuple[int, int | None]], after: int) -> None:
    book, day = made(spans), iso(after)
    found = summary_on(book, day)
    assert sum(count for _, count in found.ages) == found.open
    for one in issues_on(book, day):
        age = age_days(one, day)
        assert (age is not None) == is_open(one, day)
        assert age is None or age >= 0


def test_the_day_it_is_due_is_not_late() -> None:
    one = Issue(1, "1", "照会", raised_on="2014-07-01", due_on="2014-07-31")
    assert [overdue_days(one, day) for day in ("2014-07-30", "2014-07-31", "2014-08-01", "2014-08-10")] == [0, 0, 1, 10]


def test_what_was_closed_later_was_open_and_late_then() -> None:
    one = Issue(
        1, "1", "照会", raised_on="2014-07-01", due_on="2014-07-10", state=IssueState.DONE, closed_on="2014-07-20"
    )
    assert is_open(one, "2014-07-19")
    assert overdue_days(one, "2014-07-19") == 9
    assert not is_open(one, "2014-07-20")
    assert overdue_days(one, "2014-08-01") == 0


def test_groups_of_age_begin_and_end_where_their_names_say() -> None:
    one = Issue(1, "1", "照会", raised_on=iso(0))
    found = {days: age_group(one, iso(days)) for days in (0, 30, 31, 60, 61, 90, 91)}
    assert found == {
        0: "30日以内",
        30: "30日以内",
        31: "31〜60日",
        60: "31〜60日",
        61: "61〜90日",
        90: "61〜90日",
        91: "91日以上",
    }


def test_what_cannot_be_counted_by_days_is_said_and_not_guessed() -> None:
    book = book_of(
        Issue(1, "1", "起票日なし"),
        Issue(2, "2", "完了日なし", raised_on="2014-04-01", state=IssueState.DONE),
        Issue(3, "3", "ふつう", raised_on="2014-04-01"),
    )
    curve = curve_until(book, "2014-05-01")
    assert (curve.left_out, curve.points[-1].raised) == (2, 1)
    found = summary_on(book, "2014-05-01")
    assert (found.raised, found.open, found.mean_age) == (3, 2, 30)
    assert dict(found.ages)["起票日なし"] == 1

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.book import Book
from core.model.machine.faults import Faults
from core.model.schedule import Task, TaskKind
from core.operations.editing.adding import add_row
from core.operations.schedule.replanning import record_done, replan
from core.words.sentences import sentence


def add(ledger: Any, **typed: str) -> Task:
    ledger.do(add_row(ledger.book, Task, {"number": "9", "name": "試行", **typed}))
    task = ledger.find(Task, number="9")
    assert isinstance(task, Task)
    return task


def planned(ledger: Any) -> tuple[str | None, str | None]:
    task = ledger.find(Task, number="9")
    return task.planned_start, task.planned_end


def test_a_task_is_planned_for_other_days_in_one_action_that_names_it(ledger: Any) -> None:
    task = add(ledger, planned_start="2014-08-04", planned_end="2014-08-15")
    wish = replan(ledger.book, task, date(2014, 8, 11), date(2014, 8, 22))
    ledger.do(wish)
    assert planned(ledger) == ("2014-08-11", "2014-08-22")
    assert not isinstance(wish, Faults)
    assert wish.label == "作業9「試行」の予定を変更"


@pytest.mark.parametrize("name", ["planned_start", "planned_end"])
def test_a_task_with_one_date_keeps_one_until_it_lasts_longer(ledger: Any, name: str) -> None:
    task = add(ledger, **{name: "2014-08-04"})
    ledger.do(replan(ledger.book, task, date(2014, 8, 6), date(2014, 8, 6)))
    task = ledger.find(Task, number="9")
    assert {one: getattr(task, one) for one in ("planned_start", "planned_end")} == {
        "planned_start": None,
        "planned_end": None,
        name: "2014-08-06",
    }
    ledger.do(replan(ledger.book, task, date(2014, 8, 6), date(2014, 8, 8)))
    assert planned(ledger) == ("2014-08-06", "2014-08-08")


def test_a_milestone_that_may_be_any_day_of_a_month_keeps_the_length_of_the_month(ledger: Any) -> None:
    task = add(ledger, kind=TaskKind.MILESTONE.label, planned_start="2014-08-01", planned_end="2014-08-31")
    ledger.do(replan(ledger.book, task, date(2014, 9, 2), date(2014, 9, 2)))
    assert planned(ledger) == ("2014-08-03", "2014-09-02")


def test_an_end_before_the_beginning_is_refused_as_when_it_is_typed(ledger: Any) -> None:
    task = add(ledger, planned_start="2014-08-04", planned_end="2014-08-15")
    wish = replan(ledger.book, task, date(2014, 8, 20), date(2014, 8, 15))
    assert isinstance(wish, Faults)
    assert all("予定" in sentence(fault) for fault in wish)


def test_the_same_days_are_no_action(ledger: Any) -> None:
    task = add(ledger, planned_start="2014-08-04", planned_end="2014-08-15")
    assert not replan(ledger.book, task, date(2014, 8, 4), date(2014, 8, 15))


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_what_was_planned_anew_stands_on_those_days(first: date, days: int) -> None:
    book = Book({"tasks": [Task(1, "1", "試行", planned_start="2014-08-04", planned_end="2014-08-15")]})
    last = date.fromordinal(first.toordinal() + days)
    wish = replan(book, book.all(Task)[1], first, last)
    assert not isinstance(wish, Faults)
    book.apply(wish)
    task = book.all(Task)[1]
    assert (task.planned_start, task.planned_end) == (first.isoformat(), last.isoformat())


def test_what_is_not_done_keeps_its_end_open(ledger: Any) -> None:
    task = add(ledger, actual_start="2014-08-04")
    ledger.do(record_done(ledger.book, task, date(2014, 8, 6), date(2014, 8, 20)))
    task = ledger.find(Task, number="9")
    assert (task.actual_start, task.actual_end) == ("2014-08-06", None)


def test_one_day_of_what_is_done_stays_one_until_it_lasts_longer(ledger: Any) -> None:
    task = add(ledger, actual_end="2014-08-04")
    ledger.do(record_done(ledger.book, task, date(2014, 8, 6), date(2014, 8, 6)))
    task = ledger.find(Task, number="9")
    assert (task.actual_start, task.actual_end) == (None, "2014-08-06")
    ledger.do(record_done(ledger.book, task, date(2014, 8, 5), date(2014, 8, 6)))
    task = ledger.find(Task, number="9")
    assert (task.actual_start, task.actual_end) == ("2014-08-05", "2014-08-06")


def test_an_end_before_the_beginning_of_what_was_done_is_refused(ledger: Any) -> None:
    task = add(ledger, actual_start="2014-08-04", actual_end="2014-08-15")
    assert isinstance(record_done(ledger.book, task, date(2014, 8, 20), date(2014, 8, 15)), Faults)

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.calc.schedule.chart import chart_of, folded_rows
from core.calc.schedule.comparison import Change, shifts
from core.calc.schedule.standing import Span, State, outline, standings
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.registry import table_of
from core.model.schedule import Baseline, BaselineTask, Precedence, Task, TaskKind
from core.sample import empty

DAY = "2026-06-15"
PHASE = Task(1, "1", "段階", position=1)
FIRST = Task(2, "1.1", "調査", 1, planned_start="2026-06-01", planned_end="2026-06-10", position=1)
SECOND = Task(3, "1.2", "移行", 1, planned_start="2026-06-11", planned_end="2026-06-30", position=2)


def book_of(*rows: object) -> Book:
    book = Book({})
    book.apply(empty("協議会", "2026-04-01"))
    book.apply(ChangeSet("日程", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))
    return book


def test_a_phase_lasts_as_long_as_its_parts_unless_it_has_dates_of_its_own() -> None:
    assert standings(book_of(PHASE, FIRST, SECOND), DAY)[1].planned == Span("2026-06-01", "2026-06-30")
    own = replace(PHASE, planned_start="2026-05-01", planned_end="2026-07-31")
    assert standings(book_of(own, FIRST, SECOND), DAY)[1].planned == Span("2026-05-01", "2026-07-31")


def test_what_should_have_ended_is_late_by_the_days_since_and_what_should_have_begun_has_not() -> None:
    found = standings(book_of(PHASE, FIRST, SECOND), DAY)
    assert (found[2].state, found[2].late_days) == (State.LATE, 5)
    assert (found[3].state, found[3].late_days) == (State.NOT_BEGUN, 0)
    assert standings(book_of(PHASE, FIRST, SECOND), "")[2].state is State.AHEAD


def test_what_was_done_too_late_is_done_and_says_by_how_many_days() -> None:
    done = replace(FIRST, actual_start="2026-06-02", actual_end="2026-06-13")
    found = standings(book_of(PHASE, done, SECOND), DAY)[2]
    assert (found.state, found.slip_days, found.progress) == (State.DONE, 3, 100)
    before = standings(book_of(PHASE, done, SECOND), "2026-06-12")[2]
    assert (before.state, before.actual) == (State.LATE, Span("2026-06-02", "2026-06-12"))


def test_progress_of_a_phase_is_the_mean_by_days_or_by_weights() -> None:
    half = replace(SECOND, progress=60, actual_start="2026-06-11")
    done = replace(FIRST, progress=100)
    assert standings(book_of(PHASE, done, half), DAY)[1].progress == (10 * 100 + 20 * 60) // 30
    weighed = [replace(done, weight=3), replace(half, weight=1)]
    assert standings(book_of(PHASE, *weighed), DAY)[1].progress == (3 * 100 + 60) // 4


def test_the_jagged_line_passes_where_the_progress_stands_and_straight_where_nothing_is_to_be_said() -> None:
    half = replace(SECOND, progress=10, actual_start="2026-06-11")
    later = Task(4, "2", "その後", planned_start="2026-07-01", planned_end="2026-07-10", position=2)
    early = Task(5, "3", "先取り", progress=50, planned_start="2026-07-01", planned_end="2026-07-10", position=3)
    chart = chart_of(book_of(PHASE, replace(FIRST, progress=100), half, later, early), DAY)
    assert chart.reference_at == 15
    assert [row.progress_at for row in chart.rows] == [None, None, 12.0, None, 35.0]


def test_a_link_is_broken_where_the_earlier_task_ends_after_the_later_one_begins() -> None:
    link = Precedence(1, 3, 2)
    assert [one.is_broken for one in chart_of(book_of(PHASE, FIRST, SECOND, link), DAY).links] == [False]
    longer = replace(FIRST, planned_end="2026-06-11")
    assert [one.is_broken for one in chart_of(book_of(PHASE, longer, SECOND, link), DAY).links] == [True]
    point = replace(SECOND, kind=TaskKind.MILESTONE, planned_start=None, planned_end="2026-06-11")
    assert [one.is_broken for one in chart_of(book_of(PHASE, longer, point, link), DAY).links] == [False]


def test_folded_rows_hide_all_that_stands_below_them() -> None:
    chart = chart_of(book_of(PHASE, FIRST, SECOND), DAY)
    assert folded_rows(chart, {1}) == [0]
    assert folded_rows(chart, {2}) == [0, 1, 2]
    only = chart_of(book_of(PHASE, FIRST, SECOND), DAY, only=[3])
    assert [row.task.id for row in only.rows] == [1, 3]


def test_a_ledger_without_tasks_has_an_empty_chart_with_the_day_alone() -> None:
    chart = chart_of(book_of(), "")
    assert chart.is_empty
    assert (chart.rows, chart.reference_at) == ((), None)


def test_a_baseline_says_what_moved_came_and_went() -> None:
    frozen = [
        BaselineTask(1, 1, "1.1", "調査", 2, "2026-06-01", "2026-06-05"),
        BaselineTask(2, 1, "1.9", "なくなった作業", None, "2026-06-01", "2026-06-05"),
    ]
    found = {one.number: one for one in shifts(book_of(PHASE, FIRST, SECOND, Baseline(1, "当初", DAY), *frozen), 1)}
    assert (found["1.1"].change, found["1.1"].start_days, found["1.1"].end_days) == (Change.MOVED, 0, 5)
    assert (found["1.2"].change, found["1.9"].change) == (Change.ADDED, Change.REMOVED)


@st.composite
def forests(draw: st.DrawFn) -> list[Task]:
    tasks: list[Task] = []
    for id in range(1, draw(st.integers(1, 12)) + 1):
        parent = draw(st.none() | st.integers(1, id - 1)) if id > 1 else None
        begins = date(2026, 4, 1) + timedelta(days=draw(st.integers(0, 200)))
        ends = begins + timedelta(days=draw(st.integers(0, 60)))
        dated = draw(st.booleans())
        tasks.append(
            Task(
                id,
                str(id),
                f"作業{id}",
                parent,
                planned_start=begins.isoformat() if dated else None,
                planned_end=ends.isoformat() if dated else None,
                progress=draw(st.integers(0, 100)),
                position=draw(st.integers(0, 3)),
            )
        )
    return tasks


@given(forests(), st.dates(date(2026, 3, 1), date(2027, 3, 31)))
def test_every_task_stands_once_below_the_one_above_it_and_within_the_chart(tasks: list[Task], day: date) -> None:
    book = book_of(*tasks)
    chart = chart_of(book, day.isoformat())
    assert sorted(row.task.id for row in chart.rows) == [one.id for one in tasks]
    assert [task.id for task, _ in outline(book)] == [row.task.id for row in chart.rows]
    for at, row in enumerate(chart.rows):
        above = row.above
        assert (above is None) == (row.task.parent_id is None)
        if above is not None:
            assert above < at
            assert chart.rows[above].level == row.level - 1
        assert 0 <= row.progress <= 100
        for span in (row.planned, row.actual):
            if span is not None:
                assert chart.first <= span.first <= span.last <= chart.last
        if row.is_summary:
            parts = [one for one in chart.rows if one.above == at]
            assert min(one.progress for one in parts) <= row.progress <= max(one.progress for one in parts)

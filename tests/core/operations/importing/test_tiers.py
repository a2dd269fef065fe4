"""Lists of tasks whose levels have columns of their own, and cells that list other tasks; the lists are made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.book import Book
from core.model.machine.grids import Grid
from core.model.schedule import Precedence, Task, TaskMember, number_under
from core.operations.importing.planning import plan_understood
from core.operations.importing.understanding import understand
from core.operations.importing.understood import Understood
from core.sample import empty
from core.words.sentences import sentence
from tests.core.operations.conftest import ledger  # noqa: F401

HEAD = ("No", "大項目", "中項目", "小項目", "開始日", "終了日", "先行", "対象団体")
LIST = (
    HEAD,
    ("1", "移行", None, None, "R8.4.1", "R9.3.31", None, None),
    ("2", None, "データ", "抽出", "R8.4.1", "R8.6.30", "－", "射水市、滑川市"),
    ("3", None, None, "変換", "R8.7.1", "R8.9.30", "抽出", None),
    ("4", None, "研修", None, "R8.10.1", "R8.12.31", "変換", None),
    ("5", "本番", "切替", None, "R9.1.1", "R9.1.31", "研修、変換", None),
)


def block(book: Any, rows: Any, **more: Any) -> Understood:
    return understand(book, Grid("工程", tuple(map(tuple, rows)), **more))


def take(ledger: Any, rows: Any, **more: Any) -> None:  # noqa: F811
    ledger.do(plan_understood(ledger.book, block(ledger.book, rows, **more)).change_set)


def tree(ledger: Any) -> dict[str, tuple[str, str | None]]:  # noqa: F811
    """Return by number the name and the number above of what was taken in."""
    tasks = ledger.book.all(Task)
    taken = [one for one in tasks.values() if one.number.split(".")[0] in {"6", "7", "8", "9"}]
    return {one.number: (one.name, tasks[one.parent_id].number if one.parent_id else None) for one in taken}


def test_levels_in_columns_become_a_tree(ledger: Any) -> None:  # noqa: F811
    take(ledger, LIST)
    assert tree(ledger) == {
        "6": ("移行", None),
        "6.1": ("データ", "6"),
        "6.1.1": ("抽出", "6.1"),
        "6.1.2": ("変換", "6.1"),
        "6.2": ("研修", "6"),
        "7": ("本番", None),
        "7.1": ("切替", "7"),
    }
    phase, group = ledger.find(Task, number="6"), ledger.find(Task, number="6.1")
    assert (phase.planned_start, phase.planned_end) == ("2026-04-01", "2027-03-31")
    assert (group.planned_start, group.planned_end) == (None, None)


def test_cells_that_list_tasks_and_members_are_read_by_name(ledger: Any) -> None:  # noqa: F811
    take(ledger, LIST)
    book = ledger.book
    tasks = book.all(Task)
    before = {
        (tasks[one.task_id].number, tasks[one.before_id].number)
        for one in book.all(Precedence).values()
        if tasks[one.task_id].number.startswith(("6", "7"))
    }
    assert before == {("6.1.2", "6.1.1"), ("6.2", "6.1.2"), ("7.1", "6.2"), ("7.1", "6.1.2")}
    task = ledger.find(Task, number="6.1.1")
    assert len(book.children(TaskMember, task.id)) == 2


def test_the_same_list_changes_nothing_the_second_time_and_its_rows_are_known_by_their_way(
    ledger: Any,  # noqa: F811
) -> None:
    take(ledger, LIST)
    assert not plan_understood(ledger.book, block(ledger.book, LIST)).change_set.changes
    later = [list(row) for row in LIST]
    later[3][5] = "R8.10.31"
    plan = plan_understood(ledger.book, block(ledger.book, later))
    assert [(line.row, line.subject) for line in plan.lines] == [(4, "作業6.1.2「変換」")]


def test_a_level_that_is_joined_over_rows_and_columns_is_read_once(ledger: Any) -> None:  # noqa: F811
    rows = [
        ("大項目", "中項目", "作業名", "開始", "終了"),
        ("移行", None, None, "R8.4.1", "R9.3.31"),
        (None, "データ", "抽出", "R8.4.1", "R8.6.30"),
        (None, None, "変換", "R8.7.1", "R8.9.30"),
    ]
    take(ledger, rows, merged=((1, 0, 1, 2), (2, 1, 3, 1)))
    assert tree(ledger) == {
        "6": ("移行", None),
        "6.1": ("データ", "6"),
        "6.1.1": ("抽出", "6.1"),
        "6.1.2": ("変換", "6.1"),
    }


def test_numbers_with_parts_are_kept_and_levels_without_a_row_get_the_number_above(ledger: Any) -> None:  # noqa: F811
    rows = [
        ("WBS", "大項目", "中項目", "作業名", "開始", "終了"),
        ("9.1.1", "移行", "データ", "抽出", "R8.4.1", "R8.4.2"),
        ("9.1.2", "移行", "データ", "変換", "R8.4.1", "R8.4.2"),
        ("9.2", "移行", "研修", None, "R8.4.1", "R8.4.2"),
    ]
    take(ledger, rows)
    assert tree(ledger) == {
        "9": ("移行", None),
        "9.1": ("データ", "9"),
        "9.1.1": ("抽出", "9.1"),
        "9.1.2": ("変換", "9.1"),
        "9.2": ("研修", "9"),
    }


def test_two_tasks_of_one_name_stay_two(ledger: Any) -> None:  # noqa: F811
    rows = [("大項目", "作業名", "開始", "終了"), *[("移行", "会議", f"R8.{at}.1", f"R8.{at}.2") for at in (4, 5)]]
    take(ledger, rows)
    assert list(tree(ledger)) == ["6", "6.1", "6.2"]
    assert not plan_understood(ledger.book, block(ledger.book, rows)).change_set.changes


def test_a_list_without_numbers_and_levels_is_numbered_too(ledger: Any) -> None:  # noqa: F811
    take(
        ledger,
        [("作業名", "開始日", "終了日", "先行"), ("𠮷案", "R8.4.1", "R8.4.2", ""), ("乙", "8/1", "8/2", "𠮷案")][:2],
    )
    assert tree(ledger) == {"6": ("𠮷案", None)}


def test_a_list_of_functions_is_no_schedule(ledger: Any) -> None:  # noqa: F811
    found = block(ledger.book, [("大項目", "中項目", "小項目", "現行"), ("税", "課税", "通知", "あり")])
    assert not found.is_ready


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("9", "甲", "R8.5.1", "R8.4.1", ""), "予定終了(令和8年4月1日)が予定開始(令和8年5月1日)より前です"),
        (("9", "甲", "R8.4.1", "R8.4.2", "9"), "「甲」"),
        (("9", "甲", "R8.4.1", "R8.4.2", "8888"), "「8888」という作業はありません"),
        (("9", "甲", "大化8年4月1日", "R8.4.2", ""), "日付として読めません"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(ledger: Any, row: Any, told: str) -> None:  # noqa: F811
    plan = plan_understood(
        ledger.book, block(ledger.book, [("WBS番号", "作業名", "予定開始", "予定終了", "先行"), row])
    )
    said = [sentence(fault) for line in plan.lines for fault in line.reasons]
    assert any(told in one for one in said), said


def test_a_circle_of_a_list_is_refused_where_it_is_written(ledger: Any) -> None:  # noqa: F811
    rows = [
        ("WBS番号", "作業名", "予定開始", "予定終了", "先行"),
        ("90", "甲", "R8.4.1", "R8.4.2", "91"),
        ("91", "乙", "R8.4.1", "R8.4.2", "90"),
    ]
    plan = plan_understood(ledger.book, block(ledger.book, rows))
    refused = [(line.row, fault.rule) for line in plan.lines for fault in line.reasons]
    assert refused == [(2, "precedence_circle"), (3, "precedence_circle")]


NAMES = st.sampled_from(["甲", "乙", "髙", "𠮷", "<b>丙</b>"])


@given(st.lists(st.tuples(NAMES, NAMES, st.one_of(st.none(), NAMES)), min_size=1, max_size=8))
def test_every_row_becomes_a_task_under_the_names_before_it_and_nothing_twice(rows: Any) -> None:
    book = Book({})
    book.apply(empty("試しの協議会", "2026-04-01"))
    lines = [("大項目", "中項目", "小項目", "開始日"), *((*names, "R8.4.1") for names in rows)]
    book.apply(plan_understood(book, block(book, lines)).change_set)
    tasks = book.all(Task)
    assert len({one.number for one in tasks.values()}) == len(tasks)
    dated = [one for one in tasks.values() if one.planned_start]
    assert len(dated) == len(rows)
    assert not plan_understood(book, block(book, lines)).change_set.changes


@given(st.lists(st.integers(1, 30)), st.sampled_from(["", "3", "3.1"]))
def test_the_next_number_is_free(tails: list[int], stem: str) -> None:
    taken = [f"{stem}.{tail}" if stem else str(tail) for tail in tails]
    assert number_under(stem, taken) not in taken

"""日程, 基準計画 and 休日 in the window."""

from datetime import date
from pathlib import Path

from core.calc.schedule.workdays import calendar_of
from core.model.schedule import Baseline, Precedence, Task
from core.operations.editing.edit import edit
from tests.ui.desk import cell, errors, fill, paste, press_button, refusals
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.schedule.baselines_page import BaselinesPage
from ui.pages.schedule.tasks_page import TasksPage


def task(page: TasksPage, number: str) -> Task:
    return next(one for one in page.session.book.all(Task).values() if one.number == number)


def tasks_page(open_page: OpenPage, *content: object) -> TasksPage:
    page = open_page("tasks", *content)
    assert isinstance(page, TasksPage)
    return page


def test_tasks_stand_in_their_tree_and_phases_show_the_dates_of_their_parts(open_page: OpenPage) -> None:
    page = tasks_page(open_page)
    assert cell(page.sheet, task(page, "3.1").id, "作業名") == "　参加6市町村による協定書締結"
    assert cell(page.sheet, task(page, "3").id, "予定開始") == "(平成25年12月11日)"
    assert cell(page.sheet, task(page, "4.1").id, "状態") == "実施中"
    assert cell(page.sheet, task(page, "4.1").id, "営業日") == "118"
    assert page.count.text().startswith("平成26年8月6日現在: 実施中 2件")


def test_a_task_is_typed_in_with_a_month_for_its_dates(open_page: OpenPage) -> None:
    page = tasks_page(open_page)
    fill(page, 作業名="文字の同定", 上位の作業="5", 予定開始="H26.11下旬", 予定終了="H27.2")
    press_button(page, "作業を追加")
    added = task(page, "5.8")
    assert (added.planned_start, added.planned_end) == ("2014-11-21", "2015-02-28")
    fill(page, 作業名="逆", 予定開始="H27.2", 予定終了="H26.2")
    press_button(page, "作業を追加")
    assert errors(page) == [
        "予定終了(平成26年2月28日)が予定開始(平成27年2月1日)より前です。予定開始からの日付を入力してください。"
    ]


def test_another_day_says_anew_what_is_late(open_page: OpenPage) -> None:
    page = tasks_page(open_page)
    page.day.input.line.setText("H26.11.1")
    page.day.input.done.emit()
    assert cell(page.sheet, task(page, "4.1").id, "状態") == "遅れ22日"
    assert "遅れ 1件" in page.count.text()


def test_predecessors_are_typed_as_numbers_and_a_circle_is_refused_beside_its_cell(open_page: OpenPage) -> None:
    page = tasks_page(open_page)
    paste(page.sheet, task(page, "5.2").id, "before", "4.1、4.3")
    assert cell(page.sheet, task(page, "5.2").id, "先行") == "4.1、4.3"
    before = dict(page.session.book.all(Precedence))
    paste(page.sheet, task(page, "3.5").id, "before", "4.1")
    ((_, said),) = refusals(page.sheet)
    assert "先行の関係が輪になります(4.1→3.5→3.6→4.1)" in said
    assert dict(page.session.book.all(Precedence)) == before


def test_a_template_is_chosen_and_taken_back(open_page: OpenPage) -> None:
    page = tasks_page(open_page, EMPTY)
    page.view.tools[0].open(page)
    page.templates.choice.setCurrentIndex(1)
    page.templates.day.set_day("2026-04-01")
    press_button(page, "この作業を追加")
    tasks = page.session.book.all(Task)
    assert len(tasks) == 21
    assert next(one for one in tasks.values() if one.name.startswith("①")).planned_start == "2026-04-01"
    page.session.undo()
    assert not page.session.book.all(Task)


def test_numbers_follow_the_places_at_the_press_of_a_button(open_page: OpenPage) -> None:
    page = tasks_page(open_page)
    page.sheet.select(task(page, "3.3").id)
    press_button(page, "削除")
    press_button(page, "番号を振り直す")
    assert task(page, "3.3").name == "第2次選考会"


def test_the_calendar_is_written_and_the_page_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    page = tasks_page(open_page)
    page.write_calendar(tmp_path / "日程.ics")
    assert page.message.text == "日程.ics に予定を22件書き出しました。"
    assert (tmp_path / "日程.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    bare = tasks_page(open_page, EMPTY)
    bare.write_calendar(tmp_path / "空.ics")
    assert "書き出すものがありません" in bare.message.text
    assert not (tmp_path / "空.ics").exists()


def test_a_plan_is_fixed_and_what_moved_since_is_shown(open_page: OpenPage) -> None:
    page = open_page("baselines")
    assert isinstance(page, BaselinesPage)
    fill(page, **{"基準計画名(当初計画など)": "当初計画"})
    press_button(page, "今の計画を固定")
    assert [one.name for one in page.session.book.all(Baseline).values()] == ["当初計画"]
    assert page.count.text().endswith("変更なし 27件")
    moved = next(one for one in page.session.book.all(Task).values() if one.number == "5.4")
    page.session.run(edit(page.session.book, moved, "planned_end", "H27.6.10"))
    assert cell(page.shifts, moved.id, "終了の差") == "+10日"
    assert "変更 1件" in page.count.text()


def test_a_day_of_the_ledgers_own_is_no_working_day(open_page: OpenPage) -> None:
    page = open_page("calendar_days")
    fill(page, 日付="H26.8.7", 名称="創立記念日")
    press_button(page, "休日を追加")
    told = calendar_of(page.session.book)
    assert told.why_off(date(2014, 8, 7)) == "創立記念日"
    assert told.working_days("2014-08-06", "2014-08-08") == 2

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolTip

from core.calc.schedule.scale import Unit
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import Record, to_row
from core.model.registry import table_of
from core.model.schedule import Baseline, BaselineTask, CalendarDay, DayKind, Precedence, Task, TaskKind
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from tests.bench.big_organisation import big_organisation
from tests.ui.desk import fill, named, press_button, type_into
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.look.colours import DARK, LIGHT, painted_in
from ui.pages.schedule.gantt_page import GanttPage
from ui.widgets.gantt.axis import DAY_PX
from ui.widgets.gantt.bars import Shape

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
TASKS = (
    Task(1, "1", "移行", position=1),
    Task(2, "1.1", "設計", 1, planned_start="2026-11-02", planned_end="2026-11-20", progress=50, position=1),
    Task(3, "1.2", "試行", 1, planned_start="2026-11-23", planned_end="2026-12-11", position=2),
    Task(4, "1.3", "稼働判定", 1, kind=TaskKind.MILESTONE, planned_end="2026-12-14", position=3),
)
REST: tuple[Record, ...] = (
    Precedence(1, 3, 2),
    Baseline(1, "当初計画", "2026-10-01"),
    BaselineTask(1, 1, "1.1", "設計", 2, "2026-10-26", "2026-11-13"),
    CalendarDay(1, "2026-11-25", DayKind.OFF, "庁舎の停電"),
)


def schedule(*more: Record) -> ChangeSet:
    rows = (Insert(table_of(type(one)).name, to_row(one)) for one in (*TASKS, *REST, *more))
    return ChangeSet("日程", (*EMPTY.changes, *rows))


@pytest.fixture
def page(open_page: OpenPage) -> GanttPage:
    made = open_page("gantt", schedule())
    assert isinstance(made, GanttPage)
    fill(made, 基準日="2026-11-23")
    press(Qt.Key.Key_Return)
    press_button(made, "日")
    press_button(made, "基準日を見る")
    return made


def planned(page: GanttPage, id: int) -> tuple[str | None, str | None]:
    task = page.session.book.all(Task)[id]
    return task.planned_start, task.planned_end


def done(page: GanttPage, id: int) -> tuple[str | None, str | None]:
    task = page.session.book.all(Task)[id]
    return task.actual_start, task.actual_end


def drag(
    page: GanttPage, id: int, days: int, at: str = "middle", *, let_go: bool = True, is_done: bool = False
) -> None:
    """Draw the bar of a task by days with the mouse, held in the middle, at its start or at its end; what is planned,
    or what was done."""
    bar = page.chart.chart.bars[id]
    span = bar.actual if is_done else bar.plan
    assert span is not None
    page.chart.show_day({"middle": sum(span) / 2, "start": span[0], "end": span[1]}[at])
    view, rect, axis = page.chart.viewport(), page.chart.rect_of(id), page.chart.axis
    left, right = (round(axis.at(day)) - page.chart.horizontalScrollBar().value() for day in (span[0], span[1] + 1))
    x = {"middle": (left + right) // 2, "start": left + 2, "end": right - 2}[at]
    begin = QPoint(x, rect.top() + (22 if is_done else 10))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    for step in range(1, 5):
        QTest.mouseMove(view, begin + QPoint(round(days * DAY_PX[page.chart.axis.unit] * step / 4), 3))
    if let_go:
        end = begin + QPoint(round(days * DAY_PX[page.chart.axis.unit]), 3)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_a_bar_is_drawn_to_other_days_in_one_step_that_one_undo_takes_back(page: GanttPage) -> None:
    steps = page.session.undo_stack.count()
    drag(page, 2, 4)
    assert planned(page, 2) == ("2026-11-06", "2026-11-24")
    assert page.session.undo_stack.count() == steps + 1
    page.session.undo()
    assert planned(page, 2) == ("2026-11-02", "2026-11-20")
    assert page.chart.chart.bars[2].plan == (date(2026, 11, 2).toordinal(), date(2026, 11, 20).toordinal())


@pytest.mark.parametrize(
    ("at", "days", "expected"),
    [
        ("start", 3, ("2026-11-05", "2026-11-20")),
        ("start", -2, ("2026-10-31", "2026-11-20")),
        ("end", 5, ("2026-11-02", "2026-11-25")),
        ("end", -60, ("2026-11-02", "2026-11-02")),
    ],
)
def test_a_bar_is_stretched_at_either_end(page: GanttPage, at: str, days: int, expected: tuple[str, str]) -> None:
    drag(page, 2, days, at)
    assert planned(page, 2) == expected


@pytest.mark.parametrize(
    ("at", "days", "expected"),
    [
        ("middle", 2, ("2026-11-04", "2026-11-14")),
        ("start", 3, ("2026-11-05", "2026-11-12")),
        ("end", -4, ("2026-11-02", "2026-11-08")),
    ],
)
def test_what_was_done_is_drawn_to_other_days_and_the_plan_stays(
    open_page: OpenPage, at: str, days: int, expected: tuple[str, str]
) -> None:
    ended = replace(TASKS[2], id=9, number="1.9", actual_start="2026-11-02", actual_end="2026-11-12", position=9)
    page = open_page("gantt", schedule(ended))
    assert isinstance(page, GanttPage)
    press_button(page, "日")
    steps = page.session.undo_stack.count()
    drag(page, 9, days, at, is_done=True)
    assert done(page, 9) == expected
    assert planned(page, 9) == ("2026-11-23", "2026-12-11")
    assert page.session.undo_stack.undoText() == "作業1.9「試行」の実績を変更"
    assert page.session.undo_stack.count() == steps + 1
    page.session.undo()
    assert done(page, 9) == ("2026-11-02", "2026-11-12")


@pytest.mark.parametrize("at", ["middle", "start", "end"])
def test_of_what_goes_on_only_the_beginning_is_drawn(page: GanttPage, at: str) -> None:
    page.session.run(edit(page.session.book, page.session.book.all(Task)[2], "actual_start", "R8.11.5"))
    drag(page, 2, 3, at, is_done=True)
    assert done(page, 2) == ("2026-11-08", None)


def test_what_was_done_over_others_follows_from_them_and_says_so(page: GanttPage) -> None:
    page.session.run(edit(page.session.book, page.session.book.all(Task)[2], "actual_start", "R8.11.5"))
    drag(page, 1, 3, is_done=True)
    assert done(page, 1) == (None, None)
    assert page.message.text == "「移行」の実績は下の作業で決まります。下の作業の実績の棒を動かしてください。"


def test_nothing_else_moves_and_the_way_that_is_not_kept_any_more_says_so(page: GanttPage) -> None:
    assert not [tie.warning for tie in page.chart.chart.ties if tie.warning]
    drag(page, 2, 4)
    assert planned(page, 3) == ("2026-11-23", "2026-12-11")
    assert [tie.warning for tie in page.chart.chart.ties] == [
        "先行の1.1「設計」が令和8年11月24日に終わる前に始まります。"
    ]
    assert "注意: 先行の1.1「設計」" in page.chart.picture.words_of(3)


def test_a_milestone_is_moved_and_keeps_its_one_date(page: GanttPage) -> None:
    page.chart.show_day(date(2026, 12, 14).toordinal())
    drag(page, 4, -3)
    assert planned(page, 4) == (None, "2026-12-11")


def test_escape_lets_the_bar_go_where_it_was(page: GanttPage) -> None:
    page.chart.setFocus()
    drag(page, 2, 4, let_go=False)
    press(Qt.Key.Key_Escape)
    view = page.chart.viewport()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert planned(page, 2) == ("2026-11-02", "2026-11-20")


def test_a_click_chooses_the_row_and_moves_nothing(page: GanttPage) -> None:
    steps = page.session.undo_stack.count()
    drag(page, 3, 0)
    assert page.sheet.current is not None
    assert page.sheet.current[0].id == 3
    assert page.chart.current == 3
    assert page.session.undo_stack.count() == steps


def test_a_bar_that_is_drawn_beyond_what_is_seen_takes_the_days_along(page: GanttPage) -> None:
    drag(page, 2, 40)
    assert page.chart.axis.day(page.chart.horizontalScrollBar().value()) > date(2026, 11, 20).toordinal()
    first, _ = planned(page, 2)
    assert first is not None
    assert first > "2026-12-11"


def test_an_edit_elsewhere_leaves_the_days_where_they_are_looked_at(page: GanttPage) -> None:
    page.sheet.select(2)
    page.chart.show_day(date(2027, 3, 1).toordinal())
    page.session.run(edit(page.session.book, page.session.book.all(Task)[2], "progress", "70"))
    assert round(page.chart.middle) == date(2027, 3, 1).toordinal()


def test_the_bar_over_others_follows_from_them_and_says_so(page: GanttPage) -> None:
    drag(page, 1, 0)
    assert not page.message.isVisible()
    drag(page, 1, 4)
    assert planned(page, 1) == (None, None)
    assert page.message.text == (
        "「移行」の期間は下の作業で決まります。下の作業を動かすか、予定開始と予定終了を入力してください。"
    )


@pytest.mark.parametrize(
    ("held", "key", "expected"),
    [
        (ALT, Qt.Key.Key_Right, ("2026-11-03", "2026-11-21")),
        (ALT, Qt.Key.Key_Left, ("2026-11-01", "2026-11-19")),
        (CTRL, Qt.Key.Key_Right, ("2026-11-03", "2026-11-20")),
        (CTRL | SHIFT, Qt.Key.Key_Left, ("2026-11-02", "2026-11-19")),
    ],
)
def test_the_arrows_move_and_stretch_the_chosen_bar_by_a_day(
    page: GanttPage, held: Any, key: Qt.Key, expected: tuple[str, str]
) -> None:
    page.sheet.select(2)
    page.chart.setFocus()
    press(key, held)
    assert planned(page, 2) == expected
    page.session.undo()
    assert planned(page, 2) == ("2026-11-02", "2026-11-20")


def test_the_arrows_choose_rows_and_the_words_of_the_row_are_told(page: GanttPage) -> None:
    page.sheet.select(2)
    page.chart.setFocus()
    press(Qt.Key.Key_Down)
    assert page.sheet.current is not None
    assert page.sheet.current[0].id == 3
    told = page.chart.accessibleDescription().splitlines()
    assert told[:2] == [
        "1.2「試行」",
        "予定 令和8年11月23日～令和8年12月11日(19日間、うち開庁日13日)",
    ]
    assert page.chart.accessibleName() == "日程の図"


def test_a_file_that_is_only_read_refuses_with_a_sentence(page: GanttPage, home: Home, tmp_path: Path) -> None:
    path = tmp_path / "台帳.anbun"
    page.session.file.save_as(path)
    page.session.file.close()
    page.session.load(LedgerFile.open(home, path, Access.READ))
    assert page.session.file.is_read_only
    page.chart.show_day(date(2026, 11, 10).toordinal())
    drag(page, 2, 4)
    assert planned(page, 2) == ("2026-11-02", "2026-11-20")
    assert page.message.isVisible()
    assert "読むだけで開いているため変更できません" in page.message.text


@pytest.mark.parametrize("unit", list(Unit))
def test_another_scale_keeps_the_day_in_the_middle(page: GanttPage, unit: Unit) -> None:
    day = date(2026, 11, 23).toordinal()
    page.chart.show_day(day)
    press_button(page, unit.label)
    assert page.chart.axis.unit is unit
    press_button(page, "日")
    seen = page.chart.horizontalScrollBar().value() + page.chart.viewport().width() / 2
    assert abs(page.chart.axis.day(seen) - day) < 1


def test_the_chart_scrolls_with_the_table_and_shows_its_rows_in_its_order(open_page: OpenPage) -> None:
    page = open_page("gantt", big_organisation())
    down = page.sheet.panes.main.verticalScrollBar()
    assert (page.chart.verticalScrollBar().maximum(), len(page.chart.rows)) == (down.maximum(), 400)
    down.setValue(500)
    assert page.chart.verticalScrollBar().value() == 500
    page.chart.verticalScrollBar().setValue(900)
    assert down.value() == 900
    page.sheet.model.sort_by("planned_start")
    assert list(page.chart.rows) == [row.id for row in page.sheet.model.rows.shown]


def test_rows_stand_at_the_same_height_while_the_search_is_open(page: GanttPage) -> None:
    def tops() -> tuple[int, int]:
        table, chart = page.sheet.panes.main.viewport(), page.chart.viewport()
        return table.mapTo(page, QPoint(0, 0)).y(), chart.mapTo(page, QPoint(0, 0)).y()

    assert tops()[0] == tops()[1]
    page.open_search()
    QTest.qWait(20)
    assert tops()[0] == tops()[1]
    heights = page.sheet.panes.main.viewport().height(), page.chart.viewport().height()
    assert heights[0] == heights[1]


def test_what_stands_under_a_row_is_folded_and_shown_again(page: GanttPage) -> None:
    page.sheet.select(1)
    page.chart.setFocus()
    press(Qt.Key.Key_Return)
    assert list(page.chart.rows) == [1]
    press(Qt.Key.Key_Return)
    assert list(page.chart.rows) == [1, 2, 3, 4]
    QTest.mouseDClick(
        page.chart.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.chart.rect_of(1).center(),
    )
    assert list(page.chart.rows) == [1]


def test_a_date_that_is_typed_moves_the_bar(page: GanttPage) -> None:
    type_into(page.sheet, 3, "planned_start", "R8.11.30")
    assert page.chart.chart.bars[3].plan == (date(2026, 11, 30).toordinal(), date(2026, 12, 11).toordinal())


def test_the_progress_line_bends_to_what_is_done_and_the_reference_day_is_marked(page: GanttPage) -> None:
    bars = page.chart.chart.bars
    assert page.chart.chart.reference == date(2026, 11, 23).toordinal()
    assert bars[2].reached == date(2026, 11, 2).toordinal() + 9.5
    assert bars[4].reached is None


def test_days_of_the_ledgers_own_and_weekends_are_free(page: GanttPage) -> None:
    free = [day for day in range(22, 31) if page.chart.chart.is_free(date(2026, 11, day).toordinal())]
    assert free == [22, 23, 25, 28, 29]


def test_the_plan_is_compared_with_a_baseline_and_the_choice_is_kept(page: GanttPage) -> None:
    tools = page.chart_tools
    tools.baseline.setCurrentIndex(tools.baseline.findText("比較: 当初計画"))
    tools.baseline.activated.emit(1)
    assert page.chart.chart.bars[2].before == (date(2026, 10, 26).toordinal(), date(2026, 11, 13).toordinal())
    drag(page, 2, 1)
    assert page.chart.chart.bars[2].before is not None


def test_marks_and_brackets_are_told_apart_by_their_form(open_page: OpenPage) -> None:
    more = (
        Task(5, "1.4", "納期", 1, kind=TaskKind.DEADLINE, planned_end="2026-12-15", position=4),
        Task(6, "1.5", "会議", 1, kind=TaskKind.MEETING, planned_end="2026-12-15", position=5),
    )
    page = open_page("gantt", schedule(*more))
    shapes = {id: bar.shape for id, bar in page.chart.chart.bars.items()}
    assert shapes == {
        1: Shape.GROUP,
        2: Shape.TASK,
        3: Shape.TASK,
        4: Shape.UP,
        5: Shape.DOWN,
        6: Shape.DIAMOND,
    }


def test_lines_over_the_bars_are_taken_away_and_that_is_remembered(page: GanttPage) -> None:
    whole = page.chart.viewport().grab().toImage()
    for name in ("先行線", "イナズマ線"):
        box = next(box for box in page.findChildren(QCheckBox) if box.text() == name)
        box.click()
    assert page.chart.viewport().grab().toImage() != whole
    again = GanttPage(page.session, page.memory, "工程表", "")
    assert (again.chart.picture.shows_ties, again.chart.picture.shows_progress) == (False, False)


def test_markup_in_a_name_is_shown_letter_for_letter(open_page: OpenPage) -> None:
    page = open_page("gantt", schedule(Task(5, "2", "<b>太字</b>", planned_end="2026-12-15", position=2)))
    assert page.chart.picture.words_of(5).startswith("2「<b>太字</b>」")
    QToolTip.showText(QPoint(0, 0), page.chart.picture.words_of(5), page.chart.viewport())
    shown = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and isinstance(one, QLabel)]
    assert [one.textFormat() for one in shown] == [Qt.TextFormat.PlainText]
    QToolTip.hideText()


def test_without_tasks_the_table_stands_alone_until_one_is_typed(open_page: OpenPage) -> None:
    page = open_page("gantt", EMPTY)
    assert not page.chart.isVisible()
    page.session.run(add_row(page.session.book, Task, {"name": "設計", "planned_start": "R8.12.1"}))
    assert page.chart.isVisible()
    assert [bar.plan for bar in page.chart.chart.bars.values()] == [(date(2026, 12, 1).toordinal(),) * 2]


def test_every_control_has_a_name(page: GanttPage) -> None:
    assert not [one for one in page.chart_tools.findChildren(QPushButton) if not one.accessibleName()]
    assert named(page, QPushButton, "縮尺 旬").isCheckable()


def test_every_bar_of_400_tasks_over_five_years_lies_within_the_axis(open_page: OpenPage) -> None:
    page = open_page("gantt", big_organisation())
    axis, bars = page.chart.axis, page.chart.chart.bars.values()
    spans = [span for bar in bars for span in (bar.plan, bar.actual, bar.before) if span]
    assert len(bars) == 400
    assert axis.last - axis.first > 5 * 365
    assert all(axis.first <= first and last <= axis.last for first, last in spans)


def test_what_is_seen_goes_as_a_light_picture(page: GanttPage) -> None:
    with painted_in(DARK):
        page.chart.copy_picture()
    picture = QApplication.clipboard().image()
    assert picture.size() == page.chart.viewport().size()
    assert picture.pixelColor(picture.width() - 2, picture.height() - 2).name().upper() in LIGHT.values()

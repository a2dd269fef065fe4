"""What is seen at each size of the window, in units of the text: 911×512 is 1366×768 at 150 %, 683×384 at 200 %."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QStyleOptionComboBox, QTableView, QWidget

from tests.ui.desk import OpenWindow, button
from ui.pages.allocation.allocation_page import AllocationPage
from ui.pages.answers.answers_page import AnswersPage
from ui.pages.charges.explanation_page import ExplanationPage
from ui.pages.letters.letters_page import LettersPage
from ui.pages.page import Page
from ui.pages.schedule.tasks_page import TasksPage
from ui.shell.main_window import MainWindow
from ui.shell.navigation import Navigation
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.fields import LongInput, TextInput
from ui.widgets.scrolling import Scrolling
from ui.widgets.spaced_label import SpacedLabel


def resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()


def rows_seen(sheet: Sheet) -> int:
    """Return how many rows are seen whole."""
    view = sheet.panes.main
    return view.viewport().height() // view.verticalHeader().defaultSectionSize()


def columns_seen(sheet: Sheet) -> list[str]:
    """Return the names of the columns that are seen whole."""

    def is_seen(view: QTableView, at: int) -> bool:
        left = view.columnViewportPosition(at)
        return not view.isColumnHidden(at) and left >= 0 and left + view.columnWidth(at) <= view.viewport().width()

    views = (sheet.panes.frozen, sheet.panes.main)
    return [one.name for at, one in enumerate(sheet.model.columns) if any(is_seen(view, at) for view in views)]


def navigation(window: MainWindow) -> Navigation:
    (found,) = window.findChildren(Navigation)
    return found


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (911, 512), (683, 384), (1366, 768), (1920, 1080)])
def test_the_answers_and_the_amounts_are_seen_at_every_size(open_window: OpenWindow, width: int, height: int) -> None:
    window = open_window()
    resize(window, width, height)
    assert (window.width(), window.height()) == (width, height)
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    resize(window, width, height)
    codes = {str(member.code) for member in window.session.allocation().members}
    assert len(codes & set(columns_seen(page.sheet))) >= 4
    assert {"項", "要望"} <= set(columns_seen(page.sheet))
    page_2 = window.open_page("allocation")
    assert isinstance(page_2, AllocationPage)
    resize(window, width, height)
    assert rows_seen(page_2.sheet) >= (10 if height > 400 else 5)
    assert page_2.main_sheet is page_2.sheet


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1366, 768), (1920, 1080)])
def test_a_usual_screen_shows_the_navigation_and_the_answers_without_scroll_bars_around(
    open_window: OpenWindow, width: int, height: int
) -> None:
    window = open_window()
    for key in ("overview", "answers", "customizations", "gaps"):
        window.open_page(key)
        resize(window, width, height)
        (area,) = window.findChildren(Scrolling)
        assert (area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()) == (0, 0), key
    window.open_page("answers")
    resize(window, width, height)
    assert not navigation(window).isHidden()


WIDE_TOOLS = (
    "populations", "fixed_amounts", "total_costs", "explanations", "fundings", "present_systems", "tasks",
    "service_fees", "service_counts", "sla_reports", "handout_chapters",
)  # fmt: skip
"""Pages whose fields and buttons once made them wider than 1366×768 at 150 %."""


def test_no_page_is_moved_sideways_at_150_per_cent_and_its_tools_are_all_seen(open_window: OpenWindow) -> None:
    window = open_window()
    resize(window, 911, 512)
    (area,) = window.findChildren(Scrolling)
    for key in WIDE_TOOLS:
        page = window.open_page(key)
        for _ in range(2):
            QApplication.processEvents()
        assert area.horizontalScrollBar().maximum() == 0, key
        assert page.width() <= window.width(), key
        tools = [one for one in page.findChildren(QWidget) if one.isVisible() and is_tool(one, page)]
        assert len(tools) >= 2, key
        places = [(one, QRect(one.mapTo(page, QPoint(0, 0)), one.size())) for one in tools]
        for one, place in places:
            assert page.rect().contains(place), (key, one.accessibleName())
            assert place.width() >= one.minimumSizeHint().width(), (key, one.accessibleName())
        assert not any(a.intersects(b) for (_, a), (_, b) in itertools.combinations(places, 2)), key
        below = page.main_sheet or page
        for _, place in places if below is not page and below.isVisible() else ():
            assert place.bottom() < below.mapTo(page, QPoint(0, 0)).y(), key


def test_the_choices_of_what_is_explained_are_read_whole_beside_the_navigation(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("explanations")
    assert isinstance(page, ExplanationPage)
    resize(window, 1366, 768)
    assert not navigation(window).isHidden()
    for choice in (page.member, page.first, page.second, page.way):
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        assert option.currentText == choice.currentText()
    page.first.setMaximumWidth(90)
    page.first.showPopup()
    longest = max(page.first.fontMetrics().horizontalAdvance(page.first.itemText(at)) for at in range(3))
    assert page.first.view().width() >= longest, "what there is to choose from is read whole"
    page.first.hidePopup()


def is_tool(one: QWidget, page: Page) -> bool:
    """Whether a widget is a field, a choice or a button above the table."""
    layout = page.layout()
    first = layout.itemAt(0) if layout is not None else None
    top = first.widget() if first is not None else None
    return top is not None and top.isAncestorOf(one) and isinstance(one, QPushButton | QComboBox | TextInput)


def test_the_navigation_folds_for_want_of_room_and_comes_back_with_it(open_window: OpenWindow) -> None:
    window = open_window()
    window.open_page("allocation")
    navigation(window).setFocus()
    resize(window, 683, 384)
    assert navigation(window).isHidden()
    assert QApplication.focusWidget() is not navigation(window)
    assert button(window.head, "一覧を開く").isVisible()
    resize(window, 1366, 768)
    assert not navigation(window).isHidden()
    flips: list[bool] = []
    for width in [*range(1366, 600, -20), *range(600, 1366, 20)]:
        resize(window, width, 768)
        hidden = navigation(window).isHidden()
        if not flips or flips[-1] != hidden:
            flips.append(hidden)
    assert flips == [False, True, False]


def test_the_navigation_stays_folded_where_the_user_has_folded_it(open_window: OpenWindow) -> None:
    window = open_window()
    button(window.head, "一覧を閉じる").click()
    assert navigation(window).isHidden()
    second = open_window()
    assert navigation(second).isHidden()
    button(second.head, "一覧を開く").click()
    assert not navigation(second).isHidden()
    assert not navigation(open_window()).isHidden()


def test_totals_fold_to_one_row_by_hand_and_where_the_window_is_low(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("allocation")
    assert isinstance(page, AllocationPage)
    resize(window, 1366, 768)
    view = page.sheet.panes.main_totals
    height = view.height()
    resize(window, 911, 512)
    assert view.height() * 4 == height
    assert [view.isRowHidden(row) for row in range(4)] == [False, True, True, True]
    page.sheet.panes.frozen_totals.fold_asked.emit()
    resize(window, 911, 512)
    assert view.height() == height
    page.sheet.panes.frozen_totals.fold_asked.emit()
    resize(window, 1366, 768)
    assert view.height() * 4 == height


def test_a_low_window_says_what_the_page_is_in_the_line_of_its_tools(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    resize(window, 1366, 768)
    assert page._purpose.isVisible()
    assert window.head.parentWidget() is not window.menuBar()
    resize(window, 911, 512)
    assert not page._purpose.isVisible()
    assert page._heading.toolTip() == page._purpose.text()
    assert window.head.parentWidget() is window.menuBar()
    assert button(window.head, "保存").isVisible()
    resize(window, 1366, 768)
    assert page._purpose.isVisible()
    assert window.head.isVisible()
    bar = window.menuBar().grab().toImage()
    assert len({bar.pixel(x, y) for x in range(60) for y in range(bar.height())}) > 5, "the menus are there again"


def test_the_name_takes_the_room_that_is_left_until_the_user_draws_it(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    page.side.toggle()
    resize(window, 1366, 768)
    narrow = page.sheet.panes.frozen.columnWidth(1)
    resize(window, 1920, 1080)
    assert page.sheet.panes.frozen.columnWidth(1) > narrow + 500
    page.sheet.panes.frozen.heading.resizeSection(1, 200)
    resize(window, 1900, 1080)
    assert page.sheet.panes.frozen.columnWidth(1) == 200


def test_a_number_of_a_request_is_never_cut(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    one = page.sheet.model.rows.shown[0]
    page.sheet.set_records([replace(one, item="12345-678")])
    assert page.sheet.panes.frozen.columnWidth(0) > 80


def around_of(widget: QWidget) -> QWidget:
    found = widget.parentWidget()
    assert found is not None
    return found


def lines_of(label: QLabel) -> list[str]:
    """Return the lines in which a label's words stand."""
    laid = QTextDocument()
    laid.setDefaultFont(label.font())
    laid.setDocumentMargin(0)
    laid.setHtml(label.text())
    laid.setTextWidth(label.width())
    assert laid.size().isValid(), "it is laid out when it is asked how large it is"
    layout = laid.begin().layout()
    at = (layout.lineAt(line) for line in range(layout.lineCount()))
    return [laid.toPlainText()[line.textStart() : line.textStart() + line.textLength()] for line in at]


@pytest.mark.parametrize("key", ["settlements", "calendar_days", "commitments", "fixed_amounts"])
def test_the_sentence_of_an_empty_page_leaves_no_letter_alone_on_its_second_line(
    open_window: OpenWindow, key: str
) -> None:
    window = open_window()
    resize(window, 911, 512)
    page = window.open_page(key)
    for _ in range(3):
        QApplication.processEvents()
    (label,) = [
        one for one in page.findChildren(SpacedLabel) if one.isVisible() and isinstance(one.parent(), EmptyState)
    ]
    lines = lines_of(label)
    assert len(lines) == 2, lines
    assert min(map(len, lines)) > max(map(len, lines)) // 2, lines
    assert abs(label.geometry().center().x() - around_of(label).rect().center().x()) <= 2, "it stands in the middle"
    narrow = label.width()
    resize(window, 1366, 768)
    assert label.width() >= narrow + (100 if key == "settlements" else 0), "with more room its lines are longer"


def test_the_parts_of_a_meeting_and_the_count_of_the_tasks_are_seen_whole_at_150_per_cent(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    resize(window, 911, 512)
    window.open_page("handover")
    QApplication.processEvents()
    page = window.open_page("meetings")
    for _ in range(3):
        QApplication.processEvents()
    (area,) = window.findChildren(Scrolling)
    assert area.verticalScrollBar().maximum() == 0, "a page that is low says so before it asks for more room"
    paste = next(one for one in page.findChildren(QPushButton) if one.isVisible() and "貼り付け" in one.text())
    around = around_of(paste)
    assert paste.height() >= paste.sizeHint().height()
    assert around.rect().contains(paste.geometry()), "it was cut by seven pixels"
    tasks = window.open_page("tasks")
    assert isinstance(tasks, TasksPage)
    for _ in range(3):
        QApplication.processEvents()
    assert around_of(tasks.count).rect().contains(tasks.count.geometry()), "it stood below its line, unseen"


def test_what_a_field_is_for_is_read_whole_where_there_is_room(open_window: OpenWindow) -> None:
    window = open_window()
    resize(window, 1366, 768)
    for key in ("labour_rates", "sla_results"):
        page = window.open_page(key)
        QApplication.processEvents()
        fields = [one for one in page.findChildren(TextInput) if one.isVisible() and one.placeholderText()]
        assert fields
        for one in fields:
            assert one.fontMetrics().horizontalAdvance(one.placeholderText()) < one.width() - 16, one.placeholderText()


def test_the_words_of_a_letter_are_seen_without_moving_them(open_window: OpenWindow) -> None:
    window = open_window()
    resize(window, 1366, 768)
    page = window.open_page("letters")
    for _ in range(3):
        QApplication.processEvents()
    assert isinstance(page, LettersPage)
    for at, name in itertools.product(range(page.letters.count()), ("body", "particulars")):
        page.letters.setCurrentRow(at)
        QApplication.processEvents()
        long = page.form.boxes[name].input
        assert isinstance(long, LongInput)
        assert long.verticalScrollBar().maximum() == 0, (at, name)

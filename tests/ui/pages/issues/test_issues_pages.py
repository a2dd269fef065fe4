"""Issues and due dates in the window; the issues are made up."""

from PySide6.QtWidgets import QCheckBox

from core.model.issues import Issue, IssueNote, IssueState
from core.operations.editing.adding import add_row
from tests.ui.desk import cell, column_of, errors, fill, paste, press_button, show
from tests.ui.pages.paper import OpenPage
from ui.pages.issues.dues_page import DuesPage
from ui.pages.issues.issues_page import IssuesPage
from ui.shell.page_list import entry_of


def issues(open_page: OpenPage, count: int = 0) -> IssuesPage:
    page = open_page("issues")
    assert isinstance(page, IssuesPage)
    for at in range(count):
        typed = {"title": f"試し{at}", "raised_on": "H26.7.1", "due_on": "H26.7.31"}
        assert page.session.run(add_row(page.session.book, Issue, typed)) is None
    return page


def test_an_issue_is_added_on_the_day_of_the_page_and_late_after_its_due_date(open_page: OpenPage) -> None:
    page = issues(open_page)
    fill(page.adding, 件名="照会", 担当団体="射水市", 期限="H26.8.10")
    press_button(page, "課題を追加")
    new = page.session.book.last_id(Issue)
    assert page.session.book.all(Issue)[new].raised_on == "2014-08-06"
    assert (cell(page.sheet, new, "overdue"), cell(page.sheet, new, "age")) == ("", "0")
    page.day.set_day("2014-08-12")
    page.day.changed.emit()
    assert (cell(page.sheet, new, "overdue"), cell(page.sheet, new, "age")) == ("2", "6")
    mark = column_of(page.sheet, "due_on").mark_of(page.session.book.all(Issue)[new])
    assert mark is not None
    assert page.summary.plain == "残り 3件　期限超過 1件　期限なし 2件　上申中 0件"


def test_a_due_date_before_it_was_raised_is_refused_beside_the_field(open_page: OpenPage) -> None:
    page = issues(open_page)
    before = dict(page.session.book.all(Issue))
    fill(page.adding, 件名="照会", 期限="H26.8.5")
    press_button(page, "課題を追加")
    assert errors(page.adding)[0].startswith("期限(平成26年8月5日)が起票日(平成26年8月6日)より前です。")
    assert dict(page.session.book.all(Issue)) == before


def test_closing_in_the_list_closes_on_the_day_and_the_filter_leaves_it_out(open_page: OpenPage) -> None:
    page = issues(open_page, 3)
    paste(page.sheet, 3, "state", "完了\n完了")
    closed = [page.session.book.all(Issue)[id] for id in (3, 4)]
    assert [(one.state, one.closed_on) for one in closed] == [(IssueState.DONE, "2014-08-06")] * 2
    page.only_open.setChecked(True)
    assert [one.id for one in page.sheet.model.rows.shown] == [1, 2, 5]
    page.session.undo()
    assert len(page.sheet.model.rows.shown) == 5
    assert isinstance(page.only_open, QCheckBox)


def test_progress_is_noted_beside_and_an_issue_is_brought_before_a_body(open_page: OpenPage) -> None:
    page = issues(open_page, 1)
    page.sheet.select(3)
    fill(page.form, 経過="事業者に照会した", 記入者="甲")
    press_button(page.form, "追加")
    (noted,) = page.session.book.children(IssueNote, 3).values()
    assert (noted.noted_on, noted.content, noted.who) == ("2014-08-06", "事業者に照会した", "甲")
    paste(page.sheet, 3, "escalated_to_id", "推進協議会")
    assert page.session.book.all(Issue)[3].escalated_on == "2014-08-06"
    assert "上申中 1件" in page.summary.plain
    press_button(page, "削除")
    assert page.message.text == "課題3を削除(課題の経過1件も削除)しました。"


def test_the_curve_stands_in_place_of_the_list_and_says_what_it_leaves_out(open_page: OpenPage) -> None:
    page = issues(open_page)
    press_button(page, "推移の図を見る")
    assert page.chart.isHidden()
    assert "図はありません" in page.terms.plain
    press_button(page, "一覧を見る")
    assert page.session.run(add_row(page.session.book, Issue, {"title": "照会", "raised_on": "H26.7.1"})) is None
    press_button(page, "推移の図を見る")
    assert page.chart.isVisible()
    assert "図に入らない課題は2件です。" in page.terms.plain
    assert "残りは、その日までに起票した課題の数" in page.terms.plain


def test_both_halves_of_the_table_stand_at_one_place_when_a_row_is_asked_for_at_once(open_page: OpenPage) -> None:
    first = issues(open_page, 40)
    entry = entry_of("issues")
    page = entry.load()(first.session, first.memory, entry.title, entry.about)
    assert isinstance(page, IssuesPage)
    page.show_part("3")
    page.resize(1100, 700)
    show(page)
    panes = page.sheet._panes
    assert panes.frozen.verticalScrollBar().maximum() > 0
    assert panes.frozen.verticalScrollBar().value() == panes.main.verticalScrollBar().value()


def test_due_dates_lead_to_the_page_from_which_they_come(open_page: OpenPage) -> None:
    page = open_page("dues")
    assert isinstance(page, DuesPage)
    assert page.session.run(add_row(page.session.book, Issue, {"title": "照会", "due_on": "H26.8.1"})) is None
    assert page.session.run(add_row(page.session.book, Issue, {"title": "回答", "due_on": "H26.9.1"})) is None
    assert [(line[1], line[2].title) for line in page.sheet.model.rows.shown] == [
        ("過ぎている", "課題3 照会"),
        ("来月", "課題4 回答"),
    ]
    asked: list[str] = []
    page.open_page.connect(asked.append)
    page.sheet.select(1)
    press_button(page, "元の記録を開く")
    assert asked == ["issues/4"]

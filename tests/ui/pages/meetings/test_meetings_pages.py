"""Sessions, decisions and what they concern, in the window; the sessions are made up."""

from PySide6.QtWidgets import QLineEdit

from core.model.links import Link
from core.model.meetings import Attendance, Decision, Meeting, Series
from core.model.registry import TABLES
from core.model.requests import Customization
from core.operations.editing.adding import add_row
from tests.ui.desk import button, cell, choose, errors, fill, item, paste, press_button, show
from tests.ui.pages.paper import OpenPage
from ui.pages.meetings.decision_side import DecisionSide
from ui.pages.meetings.meetings_page import MeetingsPage
from ui.pages.table_page import TablePage
from ui.shell.page_list import entry_of
from ui.widgets.fields import LongInput


def meetings(open_page: OpenPage) -> MeetingsPage:
    """The page with a series of the council."""
    page = open_page("meetings")
    assert isinstance(page, MeetingsPage)
    typed = {"name": "推進協議会の会議", "short": "協議会", "body_id": "推進協議会"}
    assert page.session.run(add_row(page.session.book, Series, typed)) is None
    fill(page, 系列="協議会", 開催日="H26.5.1", 場所="県庁")
    press_button(page, "会議を追加")
    return page


def test_a_session_is_typed_in_with_its_agenda_attendance_and_decision(open_page: OpenPage) -> None:
    page = meetings(open_page)
    assert page.meeting is not None
    assert cell(page.sheet, page.meeting.id, "会議") == "第1回協議会"
    fill(page.parts["agenda"], 議題="役員の選任", 扱い="議決", 資料="資料1")
    press_button(page.parts["agenda"], "議題を追加")
    press_button(page, "出欠(0)")
    press_button(page.parts["attendance"], "名簿から出欠を作る")
    assert button(page, "出欠(6)").isChecked()
    (first, *_) = page.session.book.children(Attendance, page.meeting.id)
    paste(page.parts["attendance"].sheet, first, "presence", "代理")
    press_button(page, "決定(0)")
    fill(page.parts["decisions"], 件名="役員を承認", 結果="承認")
    press_button(page.parts["decisions"], "決定を追加")
    assert cell(page.sheet, page.meeting.id, "出席") == "1"
    assert cell(page.sheet, page.meeting.id, "決定") == "1"


def test_the_minutes_and_the_next_day_are_written_beside_the_session(open_page: OpenPage) -> None:
    page = meetings(open_page)
    assert page.meeting is not None
    press_button(page, "議事録・次回")
    boxes = page.minutes.open().boxes
    typed = {"record": "標準に合わせる方向で一致した。\n次回までに件数を調べる。", "next_at": "13:30 髙岡市役所"}
    for name, text in {**typed, "next_on": "H26.6.2"}.items():
        box = boxes[name].input
        if isinstance(box, LongInput):
            box.setPlainText(text)
        else:
            line = getattr(box, "line", box)
            assert isinstance(line, QLineEdit)
            line.setText(text)
        box.done.emit()
    (one,) = [row for row in page.session.book.all(Meeting).values() if row.id == page.meeting.id]
    assert one.record.splitlines() == ["標準に合わせる方向で一致した。", "次回までに件数を調べる。"]
    assert (one.next_on, one.next_at) == ("2014-06-02", "13:30 髙岡市役所")
    assert button(page, "議事録・次回 ✓").isChecked()
    assert cell(page.sheet, one.id, "次回の予定日") == "平成26年6月2日"
    page.session.undo()
    assert cell(page.sheet, one.id, "次回の予定日") == ""


def test_a_session_in_no_series_is_refused_beside_the_field(open_page: OpenPage) -> None:
    page = meetings(open_page)
    before = dict(page.session.book.all(Meeting))
    fill(page, 系列="町内会", 開催日="H26.5.1")
    press_button(page, "会議を追加")
    assert errors(page)[0].startswith("「町内会」という会議の系列はありません。")
    assert dict(page.session.book.all(Meeting)) == before


def test_removing_a_session_tells_what_went_along_and_can_be_taken_back(open_page: OpenPage) -> None:
    page = meetings(open_page)
    assert page.meeting is not None
    press_button(page, "出欠(0)")
    press_button(page.parts["attendance"], "名簿から出欠を作る")
    press_button(page, "削除")
    assert page.message.text == "第1回協議会を削除(出欠6件も削除)しました。"
    press_button(page.message, "元に戻す")
    assert len(page.session.book.all(Attendance)) == 6


def test_a_decision_is_tied_to_a_request_and_the_request_says_so(open_page: OpenPage) -> None:
    page = meetings(open_page)
    session = page.session
    assert session.run(add_row(session.book, Decision, {"meeting_id": "第1回協議会", "title": "標準とする"})) is None
    decisions = open_one("decisions", page)
    side = decisions.form
    assert isinstance(side, DecisionSide)
    decisions.sheet.select(1)
    choose(side.links.tables, TABLES["customizations"].label)
    side.links.rows.setCurrentText("項23")
    press_button(side.links, "結び付ける")
    assert cell(decisions.sheet, 1, "関係する記録") == "項23"
    requests = open_one("customizations", page)
    requests.sheet.select(item(session, "23").id)
    assert "決定: 第1回協議会" in requests.links.accessibleDescription()
    requests.grab()
    assert requests.links.height() <= 3 * requests.links.fontMetrics().lineSpacing()
    asked: list[str] = []
    requests.open_page.connect(asked.append)
    requests.links.linkActivated.emit("decisions/1")
    assert asked == ["decisions/1"]
    requests.sheet.select(item(session, "24").id)
    assert "決定" not in requests.links.accessibleDescription()
    side.links.list.setCurrentRow(0)
    press_button(side.links, "外す")
    assert not [one for one in session.book.all(Link).values() if one.source == "decisions#1"]
    assert requests.links.isHidden() or "決定" not in requests.links.accessibleDescription()
    assert 23 in {int(one.item) for one in session.book.all(Customization).values()}


def open_one(key: str, other: MeetingsPage) -> TablePage:
    """Open a table page on the ledger of another page."""
    entry = entry_of(key)
    page = entry.load()(other.session, other.memory, entry.title, entry.about)
    assert isinstance(page, TablePage)
    show(page)
    return page

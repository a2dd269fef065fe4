"""Rows pasted from a spreadsheet at the ends of the tables of 推進; all that is pasted is made up."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.model.machine.records import Record
from core.model.meetings import AgendaItem, Attendance, Decision, Meeting, Series
from core.model.organisation import Seat, Tenure
from core.model.registry import TABLES
from core.operations.editing.adding import add_row
from tests.ui.desk import headline, notice, refusals
from tests.ui.pages.paper import OpenPage
from tests.ui.tables.sheet.ledger import press, put_on_clipboard
from ui.pages.meetings.meetings_page import MeetingsPage
from ui.pages.organisation.seat_side import SeatSide
from ui.pages.table_page import TablePage
from ui.session import Session
from ui.tables.sheet.sheet import Sheet

BLOCKS: dict[str, tuple[str, list[dict[str, object]]]] = {
    "bodies": (
        "会議体名\t種別\t上位の会議体\t設置\n"
        "推進部会\t部会\t推進協議会\tH26.4\n"
        "推進部会の作業班\tワーキンググループ\t推進部会\t平成26年5月7日\n",
        [
            {"name": "推進部会", "set_up_on": "2014-04"},
            {"name": "推進部会の作業班", "set_up_on": "2014-05-07"},
        ],
    ),
    "meeting_series": (
        "系列名\t略称\t会議体\t最初の開催\n幹事の打合せ\t幹事\t推進協議会\t平成26年\n",
        [{"name": "幹事の打合せ", "short": "幹事", "first_on": "2014"}],
    ),
    "meetings": (
        "系列\t開催日\t場所\n協議会\tH26.5.1\t県庁\n協議会\t2014/6/2\t市役所\n",
        [{"held_on": "2014-05-01", "venue": "県庁"}, {"held_on": "2014-06-02", "venue": "市役所"}],
    ),
    "decisions": (
        "会議\t件名\t結果\n第1回協議会\t規約を改める\t可決\n",
        [{"title": "規約を改める", "result": "passed"}],
    ),
    "chronicle": (
        "年月日\t終わり\tできごと\nH26.4\t\t準備を始めた\n平成26年\t平成27年3月\t調べた\n2014/4/22\t\t会った\n",
        [
            {"began_on": "2014-04", "title": "準備を始めた"},
            {"began_on": "2014", "ended_on": "2015-03"},
            {"began_on": "2014-04-22", "title": "会った"},
        ],
    ),
}


def at_the_end(sheet: Sheet) -> None:
    """Go to the line where new rows are typed."""
    sheet.focus_cells()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Home)


def paste_at_the_end(sheet: Sheet, block: str) -> None:
    at_the_end(sheet)
    put_on_clipboard(block.replace("\n", "\r\n"))
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def new_rows(session: Session, cls: type[Record], before: int) -> list[Any]:
    return [one for id, one in sorted(session.book.all(cls).items()) if id > before]


def with_a_session(session: Session) -> None:
    typed = {"name": "推進協議会の会議", "short": "協議会", "body_id": "推進協議会"}
    assert session.run(add_row(session.book, Series, typed)) is None
    assert session.run(add_row(session.book, Meeting, {"series_id": "協議会", "held_on": "H26.4.1"})) is None


@pytest.mark.parametrize("key", BLOCKS)
def test_a_block_with_headings_becomes_rows_and_is_taken_back_in_one_step(open_page: OpenPage, key: str) -> None:
    page = open_page(key)
    assert isinstance(page, TablePage | MeetingsPage)
    session, cls = page.session, TABLES[key].record
    with_a_session(session)
    before, (block, expected) = session.book.last_id(cls), BLOCKS[key]
    everything = dict(session.book.all(cls))
    paste_at_the_end(page.sheet, block)
    assert (headline(page.sheet), refusals(page.sheet)) == ("", [])
    assert notice(page.sheet).replace("行", "件") == f"{len(expected)}件を追加しました。"
    rows = new_rows(session, cls, before)
    assert [{name: getattr(row, name) for name in one} for row, one in zip(rows, expected, strict=True)] == expected
    session.undo()
    assert dict(session.book.all(cls)) == everything


def test_seats_with_their_holders_are_pasted_at_the_end_of_the_roster(open_page: OpenPage) -> None:
    page = open_page("seats")
    assert isinstance(page, TablePage)
    session = page.session
    seat, tenure = session.book.last_id(Seat), session.book.last_id(Tenure)
    lines = ("会議体\t団体\t組織\t氏名\t職名", "推進協議会\tA\t\t甲野一郎\t副市長", "推進協議会\t\t事業者\t\t部長")
    paste_at_the_end(page.sheet, "\n".join(lines))
    assert (headline(page.sheet), refusals(page.sheet)) == ("", [])
    added = new_rows(session, Seat, seat)
    assert [(one.post, one.organisation) for one in added] == [("副市長", ""), ("部長", "事業者")]
    assert [(one.name, one.seat_id) for one in new_rows(session, Tenure, tenure)] == [("甲野一郎", seat + 1)]


def test_who_held_a_seat_is_pasted_beside_it(open_page: OpenPage) -> None:
    page = open_page("seats")
    assert isinstance(page, TablePage)
    page.sheet.select(1)
    side = page.form
    assert isinstance(side, SeatSide)
    paste_at_the_end(side.tenures, "甲野一郎\tH25.4.1\tH26.3.31\n乙野花子\tH26.4.1\t\n")
    assert [(one.name, one.from_on) for one in page.session.book.children(Tenure, 1).values()] == [
        ("甲野一郎", "2013-04-01"),
        ("乙野花子", "2014-04-01"),
    ]


PARTS: dict[str, tuple[type[Record], str, str]] = {
    "agenda": (AgendaItem, "title", "議題\t扱い\n規約の改正\t議決\n報告事項\t報告\n"),
    "attendance": (Attendance, "organisation", "組織\t出欠\t人数\n事業者\t出席\t2\n県\t欠席\t0\n"),
    "decisions": (Decision, "title", "件名\t結果\t備考\n規約を改める\t可決\t\n継続とする\t継続\t次回\n"),
}


@pytest.mark.parametrize("name", PARTS)
def test_rows_pasted_below_a_session_belong_to_it(open_page: OpenPage, name: str) -> None:
    page = open_page("meetings")
    assert isinstance(page, MeetingsPage)
    with_a_session(page.session)
    last = page.session.book.last_id(Meeting)
    page.sheet.select(last)
    page.show_lower(name)
    cls, column, block = PARTS[name]
    sheet = page.parts[name].sheet
    paste_at_the_end(sheet, block)
    assert (headline(sheet), refusals(sheet)) == ("", [])
    rows = page.session.book.children(cls, last).values()
    assert [getattr(row, column) for row in rows] == [line.split("\t")[0] for line in block.splitlines()[1:]]

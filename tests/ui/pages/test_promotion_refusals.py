"""What cannot be is refused in the cells of the pages, with a sentence, and nothing is changed; what is added to the
sample is made up."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.model.chronicle import Event
from core.model.machine.records import Record
from core.model.meetings import Decision, Meeting
from core.model.organisation import Body, Seat
from core.model.registry import TABLES
from core.model.schedule import Task
from core.operations.editing.adding import add_row
from tests.ui.desk import errors, fill, go, headline, paste, refusal, refusals
from tests.ui.pages.paper import OpenPage
from tests.ui.tables.sheet.ledger import press


def _row(book: Any, cls: type[Record], **values: Any) -> Any:
    return next(one for one in book.all(cls).values() if all(getattr(one, k) == v for k, v in values.items()))


def _end(book: Any) -> tuple[int, str, str]:
    return _row(book, Task, number="1.2").id, "planned_end", "H22.1.1"


def _under_itself(book: Any) -> tuple[int, str, str]:
    council = _row(book, Body, short="推進協議会")
    return council.id, "parent_id", council.name


def _under_its_part(book: Any) -> tuple[int, str, str]:
    council = _row(book, Body, short="推進協議会")
    return council.id, "parent_id", next(one.name for one in book.all(Body).values() if one.parent_id == council.id)


def _twice(book: Any) -> tuple[int, str, str]:
    seats = [one for one in book.all(Seat).values() if one.body_id == _row(book, Body, short="推進協議会").id]
    return seats[1].id, "municipality_id", "射水市"


def _circle(book: Any) -> tuple[int, str, str]:
    return _row(book, Task, number="4.3").id, "before", "5.2"


def _before_itself(book: Any) -> tuple[int, str, str]:
    return _row(book, Task, number="4.3").id, "before", "4.3"


def _no_meeting(_: Any) -> tuple[int, str, str]:
    return 1, "meeting_id", ""


def _unknown_meeting(_: Any) -> tuple[int, str, str]:
    return 1, "meeting_id", "第99回協議会"


def _no_era(book: Any) -> tuple[int, str, str]:
    return _row(book, Event, began_on="2014-02-03").id, "began_on", "大化3年5月1日"


def _ends_earlier(book: Any) -> tuple[int, str, str]:
    return _row(book, Event, began_on="2014-02-03").id, "ended_on", "H26.2.2"


@pytest.mark.parametrize(
    ("page", "wish", "told"),
    [
        ("tasks", _end, "より前です"),
        ("bodies", _under_itself, "それ自身やその下にある"),
        ("bodies", _under_its_part, "それ自身やその下にある"),
        ("seats", _twice, "同じ期間にすでにあります"),
        ("tasks", _circle, "先行の関係が輪になります"),
        ("tasks", _before_itself, "先行"),
        ("decisions", _no_meeting, "会議は行を追加するときにだけ入力できます"),
        ("decisions", _unknown_meeting, "会議は行を追加するときにだけ入力できます"),
        ("chronicle", _no_era, "日付として読めません"),
        ("chronicle", _ends_earlier, "より前です"),
    ],
)
def test_a_cell_refuses_what_cannot_be(open_page: OpenPage, page: str, wish: Any, told: str) -> None:
    shown = open_page(page)
    session = shown.session
    meeting = next(iter(session.book.all(Meeting)))
    assert session.run(add_row(session.book, Decision, {"title": "標準とする"}, {"meeting_id": meeting})) is None
    before, steps = everything(session.book), session.undo_stack.count()
    id, column, text = wish(session.book)
    if text:
        paste(shown.sheet, id, column, text)
    else:
        go(shown.sheet, id, column)
        press(Qt.Key.Key_Delete)
    said = [sentence for _, sentence in refusals(shown.sheet)] or [headline(shown.sheet), refusal(shown.sheet)]
    assert any(told in one for one in said), said
    assert (everything(session.book), session.undo_stack.count()) == (before, steps)


def everything(book: Any) -> dict[str, dict[int, Record]]:
    return {name: dict(book.all(table.record)) for name, table in TABLES.items() if not table.lazy}


@pytest.mark.parametrize(
    ("page", "typed", "add", "told"),
    [
        ("decisions", {"件名": "標準とする", "結果": "承認"}, "を追加", "会議を入力してください"),
        ("decisions", {"会議": "第99回協議会", "件名": "標準とする"}, "を追加", "第99回協議会"),
        ("chronicle", {"日付": "大化3年5月1日", "できごと": "甲"}, "を追加", "日付として読めません"),
    ],
)
def test_a_new_row_refuses_what_cannot_be(
    open_page: OpenPage, page: str, typed: dict[str, str], add: str, told: str
) -> None:
    shown = open_page(page)
    before = everything(shown.session.book)
    fill(shown.adding, **typed)
    (adds,) = [one for one in shown.adding.findChildren(QPushButton) if one.text().endswith(add)]
    adds.click()
    assert any(told in one for one in errors(shown)), errors(shown)
    assert everything(shown.session.book) == before

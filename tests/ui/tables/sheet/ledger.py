"""A page in small for the tests of the table, and the user's hands: keys, clipboard, focus."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.model.answers import AnswerState
from core.model.machine.faults import Refused
from core.model.values.money import parse_yen
from core.words.sentences import sentence
from ui.tables.columns import CENTER, CellEdit, Column, Rejected, Totals, yen_column
from ui.tables.sheet.sheet import Sheet

W = TypeVar("W", bound=QWidget)
STATES = {"1": "実施", "2": "実施しない", "3": "未定", "0": "未回答"}


@dataclass(frozen=True)
class Item:
    id: int
    item: str
    title: str
    total: int | None
    note: str
    answer: AnswerState = AnswerState.UNANSWERED


def items(count: int = 6) -> list[Item]:
    return [Item(at, str(at), f"要望{at}", at * 1_000, "") for at in range(1, count + 1)]


def columns() -> list[Column]:
    return [
        Column("項", lambda item: item.item, width=56, tells_rows=True),
        Column("要望", lambda item: item.title, width=240, edit="title"),
        yen_column("総額", lambda item: item.total, edit="total"),
        Column("備考", lambda item: item.note, edit="note", multiline=True),
        Column(
            "意向",
            lambda item: item.answer,
            show=lambda state: state.mark,
            plain=lambda state: state.label,
            spoken=lambda item: item.answer.label,
            align=CENTER,
            edit="answer",
            choices=[state.label for state in AnswerState],
            key_values=lambda item, typed: next_state(item.answer) if typed == " " else STATES.get(typed),
        ),
    ]


def next_state(state: AnswerState) -> str:
    words = [*STATES.values()]
    return words[(words.index(state.label) + 1) % len(words)]


class Ledger:
    """A page in small: it owns the records, decides on edits and shows what became of them."""

    def __init__(
        self,
        count: int = 6,
        *,
        appendable: bool = False,
        read_only: bool = False,
        rereading: bool = False,
        needed: str = "",
    ) -> None:
        self.records: dict[int, Item] = {item.id: item for item in items(count)}
        self.rereading = rereading
        self.needed = needed
        self.calls: list[list[tuple[int | None, str, str]]] = []
        self.sheet = Sheet(
            columns(),
            name="試験の表",
            frozen=2,
            on_edit=None if read_only else self.edit,
            on_append=self.append if appendable else None,
        )
        self.sheet.set_records(self.records.values())
        self.sheet.set_totals([Totals("合計", {"総額": sum(item.total or 0 for item in self.records.values())})])

    def edit(self, edits: list[CellEdit]) -> list[Rejected]:
        return self.append(edits, [])

    def append(self, edits: list[CellEdit], rows: list[list[CellEdit]]) -> list[Rejected]:
        self.calls.append([(edit.record and edit.record.id, edit.column.name, edit.text) for edit in edits])
        changed, rejected = dict(self.records), []
        for edit in edits:
            try:
                values = {edit.column.edit: read(edit)}
            except Refused as refused:
                rejected.append(Rejected(edit, sentence(refused)))
                continue
            changed[edit.record.id] = replace(changed[edit.record.id], **values)
        for row in rows:
            if self.needed and self.needed not in {edit.column.edit for edit in row}:
                missing = next(one.name for one in self.sheet.model.columns if one.edit == self.needed)
                rejected.append(Rejected(row[0], f"{missing}を入力してください。", missing))
            id = len(changed) + 1
            changed[id] = Item(id, str(id), "", None, "")
            for edit in row:
                try:
                    changed[id] = replace(changed[id], **{edit.column.edit: read(edit)})
                except Refused as refused:
                    rejected.append(Rejected(edit, sentence(refused)))
        if rejected:
            return rejected
        self.records = changed
        if rows or self.rereading:
            self.sheet.set_records(changed.values())
        else:
            self.sheet.refresh([changed[id] for id in {edit.record.id for edit in edits}])
        return []

    def column(self, name: str) -> list[Any]:
        return [getattr(item, name) for item in self.records.values()]


def read(edit: CellEdit) -> Any:
    if edit.column.edit == "total":
        return parse_yen(edit.text) if edit.text else None
    if edit.column.edit == "answer":
        return next(state for state in AnswerState if state.label == (edit.text or "未回答"))
    return edit.text


def show(widget: QWidget) -> None:
    widget.resize(1000, 500)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget, 2_000)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    together = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        together |= modifier
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, together)


def write(text: str) -> None:
    """Type, each letter to whatever has the focus by then."""
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        if letter.isascii():
            QTest.keyClicks(focused, letter)
        else:
            key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused, key)


def the(kind: type[W], within: QWidget) -> W:
    """Return the part of this kind."""
    found = within.findChild(kind)
    assert found is not None
    return found


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def at(ledger: Ledger, id: int, column: str) -> None:
    assert ledger.sheet.select(id, column)
    ledger.sheet.focus_cells()

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.model.machine.faults import Fault, Faults
from tests.ui.desk import errors, press_button
from tests.ui.tables.sheet.ledger import press, show, write
from ui.widgets.add_bar import AddBar


class Desk:
    """Takes what is added, and refuses what it was told to."""

    def __init__(self) -> None:
        self.added: list[dict[str, str]] = []
        self.faults: Faults | None = None
        fields = (("code", "団体コード", 150), ("name", "団体名", 150))
        self.bar = AddBar(fields, "追加", self._add)
        show(self.bar)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        if self.faults is None:
            self.added.append(texts)
        return self.faults


@pytest.fixture
def desk(app: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.bar.deleteLater()


def test_enter_in_any_field_adds_and_the_next_row_begins_at_the_first(desk: Desk) -> None:
    desk.bar._fields["code"].setFocus()
    write("162116")
    press(Qt.Key.Key_Tab)
    write("射水市")
    press(Qt.Key.Key_Return)
    assert desk.added == [{"code": "162116", "name": "射水市"}]
    assert [field.text() for field in desk.bar._fields.values()] == ["", ""]
    assert desk.bar._fields["code"].hasFocus()


def test_what_was_refused_stays_and_the_first_wrong_field_has_the_keyboard(desk: Desk) -> None:
    desk.faults = Faults((Fault("name", "blank", {"label": "団体名"}), Fault("code", "code_form", {"text": "16000"})))
    desk.bar.set_texts(code="16000")
    press_button(desk.bar, "追加")
    assert errors(desk.bar) == [
        "「16000」は団体コードの形ではありません。6桁の数字で入力してください。",
        "団体名を入力してください。",
    ]
    assert desk.bar._fields["code"].text() == "16000"
    assert desk.bar._fields["name"].hasFocus()
    assert desk.bar._fields["name"].property("wrong") is True
    assert desk.bar._fields["code"].accessibleDescription().startswith("「16000」は団体コード")


def test_the_sentences_go_when_it_is_put_right(desk: Desk) -> None:
    desk.faults = Faults.of("code", "blank", label="団体コード")
    press_button(desk.bar, "追加")
    desk.faults = None
    press_button(desk.bar, "追加")
    assert errors(desk.bar) == []
    assert desk.bar._fields["code"].property("wrong") is False
    assert desk.bar._fields["code"].accessibleDescription() == ""


def test_a_fault_of_no_field_stands_under_the_first(desk: Desk) -> None:
    desk.faults = Faults.of("position", "no_order", row="意向")
    press_button(desk.bar, "追加")
    assert errors(desk.bar) == ["意向の並び順は変えられません。番号の順に並びます。"]


def test_the_fields_tell_a_screen_reader_what_they_are(desk: Desk) -> None:
    assert [field.accessibleName() for field in desk.bar._fields.values()] == ["団体コード", "団体名"]

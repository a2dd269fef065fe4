"""The dialog of the columns: ticks, order, back to how it was."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import OpenWindow, press_button
from ui.going.column_dialog import ColumnDialog
from ui.pages.answers.answers_page import AnswersPage
from ui.shell.memory import Memory
from ui.tables.chosen_columns import ColumnChoice
from ui.tables.columns import Column


def test_what_is_ticked_and_moved_is_what_is_shown(app: QApplication, tmp_path: Path) -> None:
    changes: list[int] = []
    choice = ColumnChoice(Memory(tmp_path / "settings.ini"), "表", 1, lambda: changes.append(1))
    choice.of((Column("項", str, fixed=True), Column("要望", str), Column("備考", str, optional=True)))
    parent = QWidget()
    dialog = ColumnDialog(choice, parent)
    items = [dialog.list.item(row) for row in range(3)]
    assert [(one.text(), one.checkState() == Qt.CheckState.Checked) for one in items] == [
        ("項", True),
        ("要望", True),
        ("備考", False),
    ]
    assert not items[0].flags() & Qt.ItemFlag.ItemIsUserCheckable
    items[2].setCheckState(Qt.CheckState.Checked)
    dialog.list.setCurrentRow(2)
    dialog.up.click()
    dialog.up.click()
    dialog.up.click()
    press_button(dialog, "設定する")
    assert [one.name for one in choice.shown] == ["備考", "項", "要望"]
    assert changes == [1]
    again = ColumnDialog(choice, parent)
    again.reset.click()
    assert [one.name for one in choice.shown] == ["項", "要望"]


def test_the_matrix_offers_the_contents_of_requests_and_stays_whole(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    names = [one.name for one in page.sheet.choice.columns]
    assert {"description", "rule", "system_id"} <= set(names)
    assert "description" not in [one.name for one in page.sheet.model.columns]
    page.sheet.choice.choose({name: name != "disposition" for name in names})
    shown = [one.name for one in page.sheet.model.columns]
    assert "description" in shown
    assert "disposition" not in shown
    first = page.sheet.model.rows.shown[0]
    text = next(one for one in page.sheet.model.columns if one.name == "description")
    assert text.text(first) == first.description
    assert not text.can_edit(first)

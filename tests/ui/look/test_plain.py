"""Text is text: labels, message boxes and tooltips show markup letter for letter, and & as it is."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QToolTip,
    QWidget,
)

from ui.look.plain import in_title, literal
from ui.look.theme import dress
from ui.widgets.spaced_label import SpacedLabel

MARKUP = "<b>太字</b> <img src='file:///どこか.png'> A&amp;B"


def labels_of(widget: QWidget) -> list[QLabel]:
    dress(widget)
    widget.show()
    QApplication.processEvents()
    shown = [label for label in widget.findChildren(QLabel) if label.text()]
    widget.close()
    return shown


def label() -> QWidget:
    widget = QWidget()
    QLabel(MARKUP, widget)
    return widget


def label_filled_later() -> QWidget:
    widget = QWidget()
    made = QLabel(widget)
    dress(widget)
    widget.show()
    made.setText(MARKUP)
    return widget


def message_box() -> QWidget:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "題", MARKUP)
    box.setInformativeText(MARKUP)
    box.setDetailedText(MARKUP)
    return box


def question() -> QWidget:
    dialog = QInputDialog()
    dialog.setLabelText(MARKUP)
    return dialog


def progress() -> QWidget:
    return QProgressDialog(MARKUP, "中止", 0, 3)


@pytest.mark.parametrize("make", [label, label_filled_later, message_box, question, progress])
def test_a_label_never_guesses_that_its_text_is_html(make: Callable[[], QWidget], app: QApplication) -> None:
    widget = make()
    shown = labels_of(widget)
    assert [one.textFormat() for one in shown] == [Qt.TextFormat.PlainText] * len(shown)
    assert MARKUP in [one.text() for one in shown]


def test_html_of_the_programs_own_stays_and_escapes_what_it_takes(app: QApplication) -> None:
    shown = SpacedLabel(MARKUP)
    shown.show()
    QApplication.processEvents()
    assert shown.textFormat() is Qt.TextFormat.RichText
    assert "<img" not in shown.text()
    assert shown.plain == MARKUP
    shown.close()


def tip() -> QLabel:
    """Return the one label that Qt shows tooltips with."""
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
    assert len(tips) == 1
    assert isinstance(tips[0], QLabel)
    return tips[0]


@pytest.mark.parametrize("text", [MARKUP, f"元に戻す: {MARKUP}", "一行目\n二行目", "A&B"])
def test_a_tooltip_shows_its_text_letter_for_letter(text: str, app: QApplication) -> None:
    parent = QWidget()
    dress(parent)
    parent.show()
    QToolTip.showText(QPoint(20, 20), text, parent)
    assert (tip().text(), tip().textFormat()) == (text, Qt.TextFormat.PlainText)
    QToolTip.hideText()
    QTest.qWait(350)
    parent.close()


def test_a_tooltip_of_a_list_and_of_a_widget_with_a_style_of_its_own_is_plain_too(app: QApplication) -> None:
    window = QWidget()
    dress(window)
    listed = QListWidget(window)
    listed.setStyleSheet("QListWidget { border: 0 }")
    item = QListWidgetItem("行", listed)
    item.setToolTip(MARKUP)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    place = listed.visualItemRect(item).center()
    QTest.mouseMove(listed.viewport(), place)
    QToolTip.showText(listed.viewport().mapToGlobal(place), item.toolTip(), listed.viewport())
    assert (tip().text(), tip().textFormat()) == (MARKUP, Qt.TextFormat.PlainText)
    QToolTip.hideText()
    window.close()


def test_every_tooltip_is_shown_for_a_widget() -> None:
    """One that Qt is told to show for none would be shown without the stylesheet, and so as HTML."""
    calls = [
        call
        for path in sorted((Path(__file__).parents[3] / "ui").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "QToolTip.showText"
    ]
    assert calls
    assert all(len(call.args) >= 3 for call in calls)


def test_an_ampersand_in_a_menu_underlines_nothing(app: QApplication) -> None:
    action = QAction(literal("A&B & C"))
    assert action.toolTip() == "A&B & C", "Qt takes the marks of keys out of it"
    assert QPushButton(literal("A&B")).shortcut().isEmpty()
    assert not QPushButton("A&B").shortcut().isEmpty()


def test_a_star_in_brackets_is_no_mark_of_unsaved_changes(app: QApplication) -> None:
    widget = QWidget()
    widget.setWindowTitle(in_title("台帳[*].anbun — 按分帳"))
    widget.show()
    QApplication.processEvents()
    handle = widget.windowHandle()
    assert handle is not None
    assert handle.title() == "台帳[*].anbun — 按分帳"
    widget.close()

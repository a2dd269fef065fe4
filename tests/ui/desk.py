"""A clerk's desk: the program on the sample, and hands that look, press and answer what is asked."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QTreeWidgetItem,
    QWidget,
)

from core.model.council import Municipality
from core.model.requests import Customization
from core.operations.editing.find import find
from tests.ui.tables.sheet.ledger import press, put_on_clipboard
from ui.look import theme
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.navigation import Navigation
from ui.tables.columns import Column
from ui.tables.sheet.refusals import Bubble
from ui.tables.sheet.rejected_panel import RejectedPanel
from ui.tables.sheet.sheet import Sheet
from ui.widgets.progress import Busy

PATIENCE_MS = 5_000
W = TypeVar("W", bound=QWidget)
OpenSession = Callable[..., Session]
"""(content of a new ledger, by default the sample; or path=) → its session."""
OpenWindow = Callable[..., MainWindow]
"""The same → its window, shown and active."""


class Answers(QObject):
    """Answers the questions that come up, in the order planned; one that was not planned is escaped and remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.planned: deque[str] = deque()
        self.asked: list[str] = []
        self.surprises: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def plan(self, *choices: str) -> None:
        """Press these buttons (or type these names) when questions come."""
        self.planned.extend(choices)

    def stop(self) -> None:
        """Look no more; every question must have been expected and every answer used."""
        self._timer.stop()
        assert (self.surprises, list(self.planned)) == ([], [])

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        is_given_up = bool(self.planned) and self.planned[0] == "中止"
        if isinstance(dialog, Busy) or (isinstance(dialog, QProgressDialog) and not is_given_up):
            return  # long work goes on by itself
        if not theme.is_dressed(dialog):
            self.surprises.append(f"{type(dialog).__name__} without the stylesheet")
        text = plain(dialog.text()) if isinstance(dialog, QMessageBox) else dialog.windowTitle()
        self.asked.append(text)
        if not self.planned:
            self.surprises.append(text)
            dialog.reject()
            return
        choice = self.planned.popleft()
        if isinstance(dialog, QInputDialog):
            dialog.setTextValue(choice)
            dialog.accept()
        else:
            press_button(dialog, choice)


def in_dialog(do: Callable[[QDialog], object]) -> None:
    """Do something in the dialog that comes up next; it is closed where that fails, for nobody else would."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            QTimer.singleShot(10, act)
            return
        try:
            dialog.activateWindow()
            wait_until(lambda: QApplication.activeWindow() is dialog, "the dialog to have the keyboard")
            do(dialog)
        except BaseException:
            dialog.reject()
            raise

    QTimer.singleShot(10, act)


def plain(text: str) -> str:
    """Return the letters that a label shows, rich text or not."""
    return QTextDocumentFragment.fromHtml(text).toPlainText()


def wait_until(holds: Callable[[], object], what: str = "it") -> None:
    """Let the program run until `holds`, at most a few seconds."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not deadline.hasExpired(), f"waited in vain for {what}"
        QTest.qWait(5)


def put_away(widget: QWidget) -> None:
    """Delete a window and all in it, now."""
    widget.hide()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def show(widget: QWidget) -> None:
    """Show a window as large as a small screen and give it the keyboard."""
    theme.dress(widget)
    widget.resize(1366, 768)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget, PATIENCE_MS)


def button(within: QWidget, text: str) -> QPushButton:
    """Return the button that says `text`, among those that are shown if several do."""
    found = [one for one in within.findChildren(QPushButton) if one.text() == text]
    shown = [one for one in found if one.isVisible()] or found
    assert len(shown) == 1, f"{len(shown)} buttons say {text}"
    return shown[0]


def press_button(within: QWidget, text: str) -> None:
    """Press the button that says `text`."""
    pressed = button(within, text)
    assert pressed.isEnabled(), text
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)


def menu(window: MainWindow, text: str) -> QAction:
    """Return the menu entry whose text begins with `text`."""
    for top in window.menuBar().actions():
        for action in top.menu().actions():  # type: ignore[attr-defined]
            if action.text().startswith(text):
                assert isinstance(action, QAction)
                return action
    raise AssertionError(f"no menu entry {text}")


def named(within: QWidget, kind: type[W], name: str) -> W:
    """Return the control with this accessible name."""
    found = [one for one in within.findChildren(kind) if one.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} controls are called {name}"
    return found[0]


def current_line(navigation: Navigation) -> QTreeWidgetItem:
    """Return the page or group of the list at the left that has the keyboard."""
    item = navigation.currentItem()
    assert item is not None
    return item


def is_in_sight(navigation: Navigation) -> bool:
    """Whether the page that is open is seen in the list at the left, and its whole group unless it is a long one; a
    list that has folded for want of room need not show it."""
    item, seen = current_line(navigation), navigation.viewport().rect()
    group = item.parent()
    pages = [group.child(at) for at in range(group.childCount())] if group is not None else []
    lines = [line for line in (group, *pages) if line is not None] or [item]
    there = [seen.contains(navigation.visualItemRect(line)) for line in lines]
    return navigation.isHidden() or all(there) or (len(lines) > 15 and there[lines.index(item)])


def fill(within: QWidget, **texts: str) -> None:
    """Type texts into the lines with these names."""
    for name, text in texts.items():
        line = named(within, QLineEdit, name)
        line.setFocus()
        line.selectAll()
        line.insert(text)


def choose(box: QComboBox, text: str) -> None:
    """Choose a word of a list as a user does."""
    at = box.findText(text)
    assert at >= 0, f"{text} is not offered, but {[box.itemText(row) for row in range(box.count())]}"
    box.setCurrentIndex(at)
    box.activated.emit(at)


def errors(within: QWidget) -> list[str]:
    """Return the sentences of refusal that are shown beside fields."""
    labels = (label for label in within.findChildren(QLabel) if label.property("role") == "error")
    return [label.text().removeprefix("エラー: ") for label in labels if label.isVisible() and label.text()]


def refusal(sheet: Sheet) -> str:
    """Return what stands beside the cell that is edited."""
    bubble = sheet.findChild(Bubble)
    assert bubble is not None
    assert bubble.isVisible()
    return bubble.text.removeprefix("エラー: ")


def refusals(sheet: Sheet) -> list[tuple[str, str]]:
    """Return (typed text, sentence) of the cells of a refused paste."""
    panel = sheet.findChild(RejectedPanel)
    assert panel is not None
    if not panel.isVisible():
        return []
    return [(one.rejected.edit.text, one.rejected.sentence) for one in panel.model.rows.shown]


def headline(sheet: Sheet) -> str:
    """Return what is said of a paste that was refused as a whole."""
    panel = sheet.findChild(RejectedPanel)
    assert panel is not None
    return panel.headline.text().removeprefix("エラー: ") if panel.isVisible() else ""


def notice(sheet: Sheet) -> str:
    """Return what is said of a paste that was done."""
    said = sheet._refusals.notice
    return said.text if said.isVisible() else ""


def go(sheet: Sheet, key: object, column: str) -> None:
    """Make a cell current and give it the keyboard."""
    assert sheet.select(key, column), f"{key} {column} is not shown"
    sheet.focus_cells()


def type_into(sheet: Sheet, key: object, column: str, text: str) -> None:
    """Type into a cell as with F2: all of it anew, then Enter."""
    go(sheet, key, column)
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(text)
    press(Qt.Key.Key_Return)


def paste(sheet: Sheet, key: object, column: str, text: str) -> None:
    """Paste a range with Ctrl+V, its upper left cell here."""
    put_on_clipboard(text)
    go(sheet, key, column)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def cell(sheet: Sheet, key: object, column: str) -> str:
    """Return what a cell shows."""
    row = sheet.model.rows.row_of(key)
    assert row is not None
    return column_of(sheet, column).text(sheet.model.rows.shown[row])


def column_of(sheet: Sheet, name: str) -> Column:
    return next(column for column in sheet.model.columns if name in (column.name, column.label))


def totals(sheet: Sheet, row: int) -> dict[str, str]:
    """Return what a row of totals shows, by column name; under "" its label."""
    model = sheet._totals
    shown = {column.name: model.text(row, at) for at, column in enumerate(sheet.model.columns)}
    return shown | {"": model.totals[row].label}


def item(session: Session, number: str) -> Customization:
    """Return the request with this 項."""
    found = find(session.book, Customization, number, "item")
    assert isinstance(found, Customization)
    return found


def member(session: Session, label: str) -> Municipality:
    """Return the municipality with this label, name or code."""
    found = find(session.book, Municipality, label, "municipality")
    assert isinstance(found, Municipality)
    return found

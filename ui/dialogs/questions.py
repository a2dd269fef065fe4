"""The few questions that Undo cannot spare the user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from ui.look import theme
from ui.look.plain import literal
from ui.widgets.spaced_label import spaced

D = TypeVar("D", bound=QDialog)


@contextmanager
def let_go(dialog: D) -> Iterator[D]:
    """Use a dialog and let it go with all that it shows: its parent would keep it as long as the window is open."""
    try:
        yield dialog
    finally:
        dialog.deleteLater()


def ask(parent: QWidget | None, title: str, text: str, choices: tuple[str, ...]) -> str:
    """Ask and return the chosen answer; the first is the default, the last is what Escape means."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, spaced(text), QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.RichText)
    theme.dress(box)
    buttons = {choice: box.addButton(choice, QMessageBox.ButtonRole.ActionRole) for choice in choices}
    box.setDefaultButton(buttons[choices[0]])
    box.setEscapeButton(buttons[choices[-1]])
    with let_go(box):
        box.exec()
        return next((choice for choice, button in buttons.items() if box.clickedButton() is button), choices[-1])


def may_replace(parent: QWidget, path: Path) -> bool:
    """Ask about a file whose ending was added: the file dialog has asked about the name as typed only."""
    text = f"{path.name} は既にあります。置き換えますか。"
    return ask(parent, "名前を付けて保存", text, ("置き換える", "保存しない")) == "置き換える"


def ask_where_to_save(parent: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """Return where a file is to be written, with the ending of `proposed`; None when it is not. `kind` says what it is
    ("PDF"). A file that is there already is asked about once."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"{kind} (*{proposed.suffix})")
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() == proposed.suffix:
        return path
    path = path.with_name(f"{path.name}{proposed.suffix}")
    return path if not path.exists() or may_replace(parent, path) else None


def ask_for_text(parent: QWidget, title: str, text: str, proposed: str) -> str:
    """Return what was typed, trimmed, or nothing when the user thought better of it."""
    typed, accepted = QInputDialog.getText(parent, title, literal(text), QLineEdit.EchoMode.Normal, proposed)
    return typed.strip() if accepted else ""

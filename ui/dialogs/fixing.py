"""Asks under which name a sheet is to be fixed."""

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget


def ask_for_name(parent: QWidget, proposed: str) -> str:
    """Return the name typed, or nothing when the clerk thought better of it."""
    text = "確定版の名称を入力してください。あとで何を変えても、この版は同じPDFのまま残ります。"
    name, accepted = QInputDialog.getText(parent, "確定版にする", text, QLineEdit.EchoMode.Normal, proposed)
    return name.strip() if accepted else ""

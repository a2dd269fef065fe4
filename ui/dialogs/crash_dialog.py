"""Tells of an unexpected error: what happened, what is safe, what can be done."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from ui.look import theme
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel

TEXT = (
    "予期しないエラーが起きました。直前の操作は行われていないことがあります。\n"
    "これまでに入力した内容は、このPCの作業用の控えに残っています。作業を続けられます。\n"
    "同じことが続くときは「状況を保存」で作ったファイルを、プログラムの担当者に渡してください。"
)


class CrashDialog(QDialog):
    """`details` are technical; they hold nothing of the ledger."""

    def __init__(self, details: str, save_situation: Callable[[], object]) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("予期しないエラー")
        self.resize(640, 400)
        text = SpacedLabel(TEXT)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("エラーの詳細")
        buttons = QHBoxLayout()
        buttons.addWidget(button("詳細をコピー", lambda: QGuiApplication.clipboard().setText(details)))
        buttons.addWidget(button("状況を保存…", save_situation))
        buttons.addStretch(1)
        buttons.addWidget(button("作業を続ける", self.accept, "primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(text)
        layout.addWidget(self.details, 1)
        layout.addLayout(buttons)
        theme.dress(self)


def show_crash(details: str, save_situation: Callable[[], object]) -> None:
    """Show the dialog until the user goes on."""
    CrashDialog(details, save_situation).exec()

"""設定: what this user on this PC prefers. Nothing of it is in the ledger."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.model.values.paper import Paper
from core.storage.disk.places import Home
from ui.look.colours import Theme
from ui.shell.preferences import TEXT_SIZES, Names, Preferences
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox

_PAPERS = tuple(Paper)
_NAMES = tuple(Names)
_THEMES = (Theme.LIGHT, Theme.DARK, Theme.SYSTEM)


class SettingsDialog(QDialog):
    """Shows `preferences` and, once accepted, what was made of them in `chosen`."""

    def __init__(self, preferences: Preferences, login: str, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("設定")
        self.autosave = QCheckBox("編集するたびに、少し待って自動で保存する")
        self.autosave.setChecked(preferences.autosave)
        self.backups_beside = QCheckBox("控えを、台帳と同じ場所の「按分帳の控え」フォルダーにも置く")
        self.backups_beside.setChecked(preferences.backups_beside)
        self.who = QLineEdit(preferences.who)
        self.who.setPlaceholderText(login)
        self.who.setMaxLength(40)
        self.text_size = _choice([f"{size} %" for size in TEXT_SIZES], TEXT_SIZES.index(preferences.text_size))
        self.theme = _choice([theme.label for theme in _THEMES], _THEMES.index(preferences.theme))
        self.paper = _choice([paper.label for paper in _PAPERS], _PAPERS.index(preferences.paper))
        self.names = _choice([names.label for names in _NAMES], _NAMES.index(preferences.names))
        form = QWidget()
        self._column = QVBoxLayout(form)
        self._column.setSpacing(4)
        self._add(
            "自動保存", self.autosave, "切っても、入力は作業用の控えにそのつど残ります。Ctrl+Sで保存してください。"
        )
        self._add("控え(バックアップ)", self.backups_beside, f"控えは、いつも {home.backups} にあります。")
        folder = button("控えのフォルダーを開く", lambda: _show_folder(home.backups))
        self._column.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        self._add("変更履歴に残す名前", self.who, "空のときは、このPCの利用者名を残します。")
        self._add("文字の大きさ", self.text_size, "画面全体の大きさです。Ctrl+ホイールでも変わります。")
        self._add(
            "画面の色", self.theme, "すぐに変わります。印刷は変わりません。ハイコントラストはシステムに合わせます。"
        )
        self._add("帳票の用紙", self.paper, "帳票のページを開いたときの最初の選択です。")
        self._add("団体の表し方", self.names, "帳票のページを開いたときの最初の選択です。")
        self._column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("form")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        where = QLabel(f"設定の保存場所: {home.settings}")
        where.setProperty("role", "help")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        accept = button("設定する", self.accept, "primary")
        accept.setDefault(True)
        buttons.addWidget(button("キャンセル", self.reject))
        buttons.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(where)
        layout.addLayout(buttons)
        self.resize(620, 700)

    @property
    def chosen(self) -> Preferences:
        """What the window shows now."""
        return Preferences(
            autosave=self.autosave.isChecked(),
            backups_beside=self.backups_beside.isChecked(),
            who=self.who.text().strip(),
            text_size=TEXT_SIZES[self.text_size.currentIndex()],
            theme=_THEMES[self.theme.currentIndex()],
            paper=_PAPERS[self.paper.currentIndex()],
            names=_NAMES[self.names.currentIndex()],
        )

    def _add(self, label: str, field: QWidget, help: str) -> None:
        title = QLabel(label)
        title.setProperty("role", "label")
        title.setBuddy(field)
        hint = QLabel(help)
        hint.setProperty("role", "help")
        hint.setWordWrap(True)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help)
        self._column.addSpacing(8)
        for widget in (title, field, hint):
            self._column.addWidget(widget)


def _choice(labels: list[str], chosen: int) -> QComboBox:
    box = ChoiceBox()
    box.addItems(labels)
    box.setCurrentIndex(chosen)
    return box


def _show_folder(folder: Path) -> None:
    """Show the folder in the desktop's own window; it is made if nothing was backed up so far."""
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

"""控えから復元: the backups of a document, what each holds, and how it differs from the present state."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import Row
from core.model.registry import TABLES
from core.model.values.dates import show_moment
from core.operations.telling.history import moment_text
from core.operations.telling.values import row_name
from core.storage.disk.errors import StoreError
from core.storage.document.backups import Backup
from core.storage.rescue.examining import Contents, contents_of
from core.words.sentences import sentence
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel

_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 12
"""Rows that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Present:
    """The document as it is: its id, its rows by table, its revision, and the book by which rows are named."""

    document_id: str
    rows: Mapping[str, Mapping[int, Row]]
    revision: int
    book: Book


class RestoreDialog(QDialog):
    """`chosen` is the backup, once the user has accepted. `others` finds the backups of other documents: of a ledger
    that is gone, or that never had a name."""

    def __init__(
        self, backups: list[Backup], present: Present, others: Callable[[], list[Backup]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("控えから復元")
        self.resize(860, 520)
        self._present = present
        self._backups, self._others = backups, others
        self.chosen: Path | None = None
        about = SpacedLabel(
            "控えを選ぶと、その内容が右に出ます。復元は新しいファイルに作り、今のファイルは変えません。"
        )
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("控えの一覧")
        self.all = QCheckBox("ほかの台帳や、名前を付けなかった台帳の控えも出す")
        self.all.toggled.connect(self._fill)
        self.details = SpacedLabel()
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMargin(12)
        self._restore = button("新しいファイルに復元…", self._accept, "primary")
        self._restore.setEnabled(False)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.all)
        middle.addLayout(left, 1)
        scroll = QScrollArea()
        scroll.setObjectName("paper")
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.details)
        middle.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("やめる", self.reject))
        buttons.addWidget(self._restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self._fill()

    def _fill(self) -> None:
        """List the document's own backups, or all there are, the newest first."""
        shown = self._backups + (self._others() if self.all.isChecked() else [])
        self.list.clear()
        for backup in sorted(shown, key=lambda backup: backup.at, reverse=True):
            mark = f"({backup.mark})" if backup.mark else ""
            item = QListWidgetItem(f"{show_moment(backup.at.isoformat())} {backup.title}{mark}")
            item.setData(_ROLE, str(backup.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not shown:
            self._show(None)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self.details.setText("まだ控えがありません。控えは、その日の最初の保存の前などに自動で作られます。")
            self._restore.setEnabled(False)
            return
        try:
            text, good = _told(contents_of(Path(item.data(_ROLE))), self._present), True
        except StoreError as error:
            text, good = sentence(error.fault), False
        except OSError:
            text, good = "この控えを読めませんでした。", False
        self.details.setText(text)
        self._restore.setEnabled(good)

    def _accept(self) -> None:
        self.chosen = Path(self.list.currentItem().data(_ROLE))
        self.accept()


def _told(contents: Contents, present: Present) -> str:
    """Say what the backup holds and what differs from the present state."""
    lines = []
    if contents.last is not None:
        who = contents.last.who or "名前なし"
        day = moment_text(contents.last)
        lines.append(f"最後の変更: {day} {who}「{contents.last.label}」")
    counts = [text for name in TABLES if (text := _row_line(contents, present, name))]
    if contents.document_id != present.document_id:
        rows = [f"{TABLES[name].label}: {count:,}行" for name, count in contents.counts.items() if count]
        return "\n".join(
            (
                "今開いているものとは別の台帳の控えです。",
                f"協議会: {contents.council or '(名称なし)'}",
                *lines,
                "",
                *rows,
            )
        )
    behind = present.revision - contents.revision
    since = "今の台帳と同じ回数の変更を経た状態です。"
    if behind:
        since = f"今の台帳より変更{abs(behind):,}回ぶん{'前' if behind > 0 else '後'}の状態です。"
    lines += [since, "", *counts]
    if contents.rows is None:
        lines += ["", "古い形式の控えなので、今と違う行は示せません。復元したファイルを開いて確かめてください。"]
    names = list(_different_rows(contents, present))
    if names:
        more = f" ほか{len(names) - _SHOWN:,}行" if len(names) > _SHOWN else ""
        lines += ["", f"今と違う行: {'、'.join(names[:_SHOWN])}{more}"]
    return "\n".join(lines)


def _row_line(contents: Contents, present: Present, name: str) -> str:
    then, now = contents.counts.get(name, 0), len(present.rows.get(name, {}))
    if not then and not now:
        return ""
    return f"{TABLES[name].label}: {then:,}行" + ("" if then == now else f" → 今は{now:,}行({now - then:+,})")


def _different_rows(contents: Contents, present: Present) -> Iterator[str]:
    """Yield the name of each row that is not now as it was then."""
    for name, table in TABLES.items():
        then, now = (contents.rows or {}).get(name, {}), present.rows.get(name, {})
        if contents.rows is None or table.lazy:
            continue
        for id in sorted({*then, *now}):
            if then.get(id) != now.get(id):
                word = "" if id in then and id in now else "(今はない)" if id in then else "(今だけにある)"
                yield row_name(present.book, name, id, now.get(id) or then.get(id)) + word

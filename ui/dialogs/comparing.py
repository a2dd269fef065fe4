"""見比べる: how two states of the ledger differ, as a list: now, another file, a backup, a 確定版."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.documents.ledger.comparing import TITLE
from core.jobs.comparing import (
    compared,
    left_out_lines,
    nothing_text,
    paper_of,
    papers_between,
    state_of_file,
    state_of_sheet,
    state_of_store,
    titles_of,
)
from core.model.machine.faults import Fault
from core.model.sheets import FixedSheet
from core.model.values.dates import show_moment
from core.operations.telling.comparing import State, Told
from core.storage.disk.errors import StoreError
from core.storage.disk.places import default_home
from core.storage.document.backups import backups_in
from core.words.sentences import sentence
from ui.files.printer import print_pdf
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.spaced_label import SpacedLabel

NOW = "今の台帳"
CHOOSE = "ほかのファイルを選ぶ…"
_BACKUPS = 30
"""Newest backups that are offered; an older one is chosen as a file."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the states that are offered; `sheet` is the name of the 確定版 that it is."""

    title: str
    read: Callable[[], State]
    sheet: str = ""


class CompareDialog(QDialog):
    """The two states are chosen above; what differs stands below, and may be filtered, searched and copied."""

    def __init__(self, session: Session, memory: Memory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("見比べる")
        self.setSizeGripEnabled(True)
        self.resize(min(1200, parent.width()), min(680, parent.height()))
        self._session, self._memory = session, memory
        self._sides = self._offered()
        self._told: list[Told] = []
        self._states: tuple[State, State] | None = None
        self._faults: list[Fault] = []
        self.before, self.after = ChoiceBox(), ChoiceBox()
        line = QHBoxLayout()
        for name, box in (("前", self.before), ("後", self.after)):
            box.setAccessibleName(f"{name}の内容")
            box.setMinimumContentsLength(24)
            box.addItems([*(side.title for side in self._sides), CHOOSE])
            label = QLabel(name)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1)
        self.before.setCurrentIndex(1)
        self.said = SpacedLabel()
        self.left_out = SpacedLabel()
        self.left_out.setProperty("role", "help")
        self.sheet = Sheet(
            _columns(),
            name="違いの一覧",
            key=id,
            store=memory,
            empty=EmptyState("前と後を選ぶと、違うところがここに並びます。"),
        )
        self._print_it = button("印刷", self._print)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self._print_it)
        ends.addWidget(button("閉じる", self.reject, "primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.left_out)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(ends)
        for box in (self.before, self.after):
            box.activated.connect(lambda _at, box=box: self._chosen(box))
        self.compare()

    def compare(self) -> None:
        """Show how the chosen states differ; what cannot be read is said, and nothing is shown."""
        self._told, self._states, self._faults = [], None, []
        chosen = [self._sides[box.currentIndex()] for box in (self.before, self.after) if box.currentText() != CHOOSE]
        if len(chosen) < 2:
            self.said.setText("見比べる台帳を選んでください。")
        else:
            try:
                self._states = (chosen[0].read(), chosen[1].read())
                self._told = compared(self._session.file.store, *self._states)
                if all(side.sheet or side.title == NOW for side in chosen):
                    names = (chosen[0].sheet or None, chosen[1].sheet or None)
                    papers, self._faults = papers_between(self._session.book, *names)
                    self._told += papers
                count = len(self._told)
                said = f"{count:,}か所が違います。" if count else nothing_text(self._faults)
                self.said.setText("\n".join((said, *map(sentence, self._faults))))
            except StoreError as error:
                self._states = None
                self.said.setText(sentence(error.fault))
        left_out = left_out_lines(*self._states, ()) if self._states is not None else []
        self.left_out.setText("\n".join(left_out))
        self.left_out.setVisible(bool(self.left_out.plain))
        self._print_it.setEnabled(self._states is not None)
        self.sheet.set_records(self._told)

    def paper(self) -> bytes:
        """Return the list as it is printed; empty where nothing is compared."""
        if self._states is None:
            return b""
        name = self._session.path.name if self._session.path else ""
        return paper_of(self._session.book, *self._states, self._told, date.today().isoformat(), name, self._faults)

    def add_file(self, box: QComboBox, path: Path) -> None:
        """Offer a file and choose it in one of the two."""
        is_offered = any(side.title == path.name for side in self._sides)
        title = titles_of(path, path)[0] if is_offered else path.name
        self._sides.append(Side(title, lambda: state_of_file(default_home(), path, title)))
        for one in (self.before, self.after):
            one.insertItem(len(self._sides) - 1, title)
        box.setCurrentIndex(len(self._sides) - 1)
        self.compare()

    def _chosen(self, box: QComboBox) -> None:
        if box.currentText() != CHOOSE:
            self.compare()
            return
        folder = self._memory.text("folder") or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self, "見比べる台帳", folder, "按分帳の台帳 (*.anbun);;すべてのファイル (*)"
        )
        if name:
            self.add_file(box, Path(name))
        else:
            self.compare()

    def _print(self) -> None:
        if pdf := self.paper():
            print_pdf(self, pdf, TITLE)

    def _offered(self) -> list[Side]:
        """Return what can be chosen: now, the backups from the newest, the 確定版 from the newest."""
        file, book = self._session.file, self._session.book
        places = file.backups
        backups = backups_in(places.own) + (backups_in(places.beside) if places.beside else [])
        newest = sorted(backups, key=lambda backup: backup.at, reverse=True)[:_BACKUPS]
        sides = [Side(NOW, lambda: state_of_store(file.store, NOW))]
        for backup in newest:
            mark = f"({backup.mark})" if backup.mark else ""
            title = f"控え {show_moment(backup.at.isoformat())}{mark}"
            sides.append(Side(title, _reading(backup.path, title)))
        sheets = sorted(book.all(FixedSheet).values(), key=lambda one: (one.fixed_on, one.id), reverse=True)
        for name in (one.name for one in sheets):
            sides.append(Side(f"確定版「{name}」", self._sheet(name), name))
        return sides

    def _sheet(self, name: str) -> Callable[[], State]:
        return lambda: state_of_sheet(self._session.book, name, self._session.file.store.document_id)


def _reading(path: Path, title: str) -> Callable[[], State]:
    return lambda: state_of_file(default_home(), path, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column("表", lambda one: one.table, width=130),
        Column("対象", lambda one: one.what, width=230),
        Column("違い", lambda one: one.kind, width=70),
        Column("項目", lambda one: one.column, width=130),
        Column("前", lambda one: one.before, width=260, wide=True),
        Column("後", lambda one: one.after, width=260),
    )

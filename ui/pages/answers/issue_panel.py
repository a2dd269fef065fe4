"""回答ファイルを発行: to whom, in which form, and where the files are put."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.calc.answer_board import BoardState, Standing
from core.jobs.issue import Wish
from core.model.answers import Medium
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.words.sentences import sentence
from ui.files.answer_files import issue_files
from ui.pages.page import panel, small_title
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.progress import Progress

_CODE = Qt.ItemDataRole.UserRole
_FORMS = (
    ("回答ファイル(按分帳で回答)", Medium.ANSWER_FILE),
    ("Excelブック(按分帳を入れられない団体)", Medium.EXCEL),
)


class IssuePanel(QWidget):
    """Stands beside the board; `done` gets the paths of the files once they are there, nothing when given up."""

    def __init__(self, session: Session, memory: Memory, done: Callable[[list[Path]], object]) -> None:
        super().__init__()
        self._session = session
        self._memory = memory
        self._done = done
        self.members = QListWidget()
        self.members.setObjectName("list")
        self.members.setAccessibleName("発行する団体")
        self.members.itemChanged.connect(lambda _item: self._tell_number())
        self.medium = ChoiceBox()
        self.medium.setAccessibleName("形式")
        self.medium.addItems([label for label, _ in _FORMS])
        self.with_others = QCheckBox("ほかの団体の回答も見せる")
        self.contact = QLineEdit()
        self.contact.setAccessibleName("連絡先")
        self.folder = QLineEdit()
        self.folder.setAccessibleName("保存先のフォルダー")
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.go = button("発行する", self._issue, "primary")
        self._lay_out()

    def show_members(self, standings: Iterable[Standing]) -> None:
        """Offer these members; whoever was ticked stays so, and at first those who have not answered everything."""
        known = {self.members.item(at).data(_CODE) for at in range(self.members.count())}
        ticked = set(self._codes())
        self.members.blockSignals(True)
        self.members.clear()
        for one in standings:
            item = QListWidgetItem(f"{one.name}({one.state.label} {one.answered}/{one.asked})")
            item.setData(_CODE, one.code)
            waits = one.state not in {BoardState.DONE, BoardState.NOT_ASKED}
            wanted = one.code in ticked if one.code in known else waits
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self.members.addItem(item)
        self.members.blockSignals(False)
        self._tell_number()

    def begin(self) -> None:
        """Fill in what was typed last time and take the keyboard."""
        secretariat = self._session.book.consortium.secretariat
        self.contact.setText(self._memory.text(self._contact_key) or secretariat)
        self.folder.setText(self._memory.text("answer_folder") or str(Path.home() / "回答ファイル"))
        self.show_error(None)
        self.show()
        self.members.setFocus()

    @property
    def _contact_key(self) -> str:
        """Where the contact of this ledger is remembered."""
        return f"answer_contact/{self._session.file.store.document_id}"

    def show_error(self, text: str | None) -> None:
        """Say what is wrong beside the fields, or take it away."""
        self.error.setText(f"エラー: {text}" if text else "")
        self.error.setVisible(bool(text))

    def tick(self, codes: Iterable[str] | None) -> None:
        """Tick these members, all for None."""
        wanted = None if codes is None else set(codes)
        for at in range(self.members.count()):
            item = self.members.item(at)
            on = wanted is None or item.data(_CODE) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _codes(self) -> list[str]:
        items = (self.members.item(at) for at in range(self.members.count()))
        return [item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tell_number(self) -> None:
        number = len(self._codes())
        self.go.setText(f"{number}団体に発行する" if number else "発行する")
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(number))

    def _issue(self) -> None:
        self.show_error(None)
        folder = Path(self.folder.text().strip())
        wrong = not self.folder.text().strip() or not folder.is_absolute()
        mark_wrong(self.folder, wrong)
        if wrong:
            self.show_error("保存先のフォルダーを、「選ぶ」から選んでください。")
            return
        codes = set(self._codes())
        chosen = tuple(one for one in self._session.book.all(Municipality).values() if one.code in codes)
        medium = _FORMS[self.medium.currentIndex()][1]
        wish = Wish(chosen, medium, folder, self.with_others.isChecked(), self.contact.text())
        with Progress("回答ファイルを作成しています…", self) as progress:
            made = issue_files(self._session, wish, progress.stop)
        if isinstance(made, Faults):
            self.show_error(" ".join(map(sentence, made)))
            return
        self._memory.set_text(self._contact_key, self.contact.text().strip())
        self._memory.set_text("answer_folder", str(folder))
        self._done(made)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "回答ファイルの保存先", self.folder.text())
        if name:
            self.folder.setText(name)
            mark_wrong(self.folder, False)

    def _lay_out(self) -> None:
        frame = panel()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        all_line = QHBoxLayout()
        all_line.addWidget(_label("発行する団体"))
        all_line.addStretch(1)
        all_line.addWidget(button("すべて選ぶ", lambda: self.tick(None), "text"))
        all_line.addWidget(button("すべて外す", lambda: self.tick(()), "text"))
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        choose = button("選ぶ", self._choose_folder)
        choose.setAccessibleName("保存先のフォルダーを選ぶ")
        place.addWidget(choose)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(button("やめる", lambda: self._done([])))
        ends.addWidget(self.go)
        column.addWidget(small_title("回答ファイルを発行"))
        column.addLayout(all_line)
        column.addWidget(self.members, 1)
        column.addWidget(_label("形式"))
        column.addWidget(self.medium)
        column.addWidget(self.with_others)
        column.addWidget(_label("問い合わせ先"))
        column.addWidget(self.contact)
        column.addWidget(_label("保存先のフォルダー"))
        column.addLayout(place)
        column.addWidget(self.error)
        column.addLayout(ends)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self.setFixedWidth(400)
        self.members.setMinimumHeight(80)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "label")
    return label

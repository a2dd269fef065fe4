"""文面: what each letter says, with fields that are filled for each municipality."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from core.documents.letters.texts import DEFAULTS, text_of
from core.model.papers.letters import Letter, LetterKind, fields_of
from core.operations.letters.wording import own_letter, unwrite_letter, write_letter
from core.words.sentences import sentence
from ui.pages.page import Page, scrolled, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.widgets.fields import LongInput
from ui.widgets.form import RecordForm, field_of
from ui.widgets.spaced_label import SpacedLabel

_FORM = ("subject", "sort", "body", "particulars")


class LettersPage(Page):
    """The letters at the left; the words of the chosen one in the middle, each written when it is left; the fields that
    may stand in them at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.letters = QListWidget()
        self.letters.setObjectName("list")
        self.letters.setAccessibleName("文書の一覧")
        self.letters.addItems([kind.label for kind in LetterKind])
        self.letters.setFixedWidth(170)
        self.state = QLabel()
        self.state.setProperty("role", "help")
        self.state.setWordWrap(True)
        self.fields = SpacedLabel("")
        self.form = RecordForm([field_of(Letter, name) for name in _FORM], self._commit)
        for name, height in (("body", 184), ("particulars", 152)):
            long = self.form.boxes[name].input
            assert isinstance(long, LongInput)
            long.set_height(height)
        self.usual = self.add_tool("はじめの文面に戻す", self._forget, help="この文書の文面を、変える前に戻します。")
        self.add_tool("この文書を見る", self._look, help="帳票のページで、この文書を表示します。")
        self.tools.addStretch(1)
        self._lay_out()
        self.letters.currentRowChanged.connect(lambda _: self._show())
        self.letters.setCurrentRow(0)

    @property
    def kind(self) -> LetterKind:
        """The letter that is chosen."""
        return list(LetterKind)[max(self.letters.currentRow(), 0)]

    def reload(self, changed: Changed | None) -> None:
        if changed is None or "letters" in changed.tables:
            self._show()

    def show_part(self, name: str) -> None:
        self.letters.setCurrentRow([kind.value for kind in LetterKind].index(name))

    def _show(self) -> None:
        own = own_letter(self.session.book, self.kind)
        self.form.show_record(text_of(self.session.book, self.kind))
        self.fields.setText("\n".join(f"{{{name}}}　{about}" for name, about in fields_of(self.kind).items()))
        self.usual.setEnabled(own is not None)
        usual = "はじめの文面です。変えると、この台帳に残ります。"
        self.state.setText(usual if own is None else "この台帳の文面です。")

    def _commit(self, name: str, text: str) -> str | None:
        faults = self.session.run(write_letter(self.session.book, DEFAULTS[self.kind], name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def _forget(self) -> None:
        self.run(unwrite_letter(self.session.book, self.kind))

    def _look(self) -> None:
        self.open_page.emit(f"reports/{self.kind.value}")

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self.state)
        column.addWidget(self.form)
        column.addStretch(1)
        fields = QWidget()
        told = QVBoxLayout(fields)
        told.setContentsMargins(12, 0, 12, 0)
        told.setSpacing(8)
        told.addWidget(small_title("文面に入れられる欄"))
        told.addWidget(self.fields)
        told.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.letters)
        row.addWidget(scrolled(middle), 3)
        row.addWidget(scrolled(fields), 2)
        self.body.addLayout(row, 1)

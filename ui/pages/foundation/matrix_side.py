"""What stands beside a matrix: what one column says of the current line, what is computed of it, and the line's own
fields."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.links import LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.records import Record
from core.model.registry import table_of
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form import RecordForm, field_of


class Headed(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CellWords:
    """`cell` are the rows of the cells, tied by `owners` to line and column; `head` is the word for a column. `first`
    is the sentence that says what to register where there is no column."""

    line: type[Record]
    cell: type[Record]
    owners: tuple[str, str]
    head: str
    cell_title: str
    cell_fields: tuple[str, ...]
    line_fields: tuple[str, ...]
    first: str = ""


Describe = Callable[[Any, int, str, str], ChangeSet | Faults]
Told = Callable[[Any, int], str]


class MatrixSide(Side):
    """The column is that of the cell in which the user stands, or the one that is chosen here."""

    def __init__(self, session: Session, words: CellWords, describe_cell: Describe, told: Told) -> None:
        super().__init__()
        self._session, self._words, self._describe, self._told = session, words, describe_cell, told
        self._line: Any = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.heads = ChoiceBox()
        self.heads.setAccessibleName(words.head)
        self.heads.currentIndexChanged.connect(lambda _: self._show_cell())
        self.first = QLabel(words.first)
        self.first.setProperty("role", "help")
        self.first.setWordWrap(True)
        look = session.look
        self.cell = RecordForm([field_of(words.cell, name, look) for name in words.cell_fields], self._commit_cell)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.fields = RecordForm([field_of(words.line, name, look) for name in words.line_fields], self._commit_line)
        self.links = LinksPanel(session, LinkKind.RELATED)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        for part in (
            self._title,
            small_title(words.cell_title),
            self.first,
            self.heads,
            self.cell,
            self.told,
            small_title(table_of(words.line).label),
            self.fields,
            self.links,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._content)

    def show_cell(self, heads: Sequence[Headed], line: Any, head_id: int | None) -> None:
        """Show a line with what a column says of it, the one shown before where None is named; nothing for no line."""
        self._line = line
        self._content.setVisible(line is not None)
        self._offer(heads, head_id)
        for part in (self.heads, self.cell):
            part.setVisible(bool(heads))
        self.first.setVisible(not heads)
        if line is None:
            return
        self._title.setText(describe(self._session.look, line))
        self._show_cell()
        self.fields.show_record(line)
        self.links.show_record(line)

    def _offer(self, heads: Sequence[Headed], head_id: int | None) -> None:
        """Offer the columns; choosing one by program shows nothing by itself."""
        chosen = head_id if head_id is not None else self.heads.currentData()
        self.heads.blockSignals(True)
        known = [(self.heads.itemData(at), self.heads.itemText(at)) for at in range(self.heads.count())]
        if known != [(one.id, one.name) for one in heads]:
            self.heads.clear()
            for one in heads:
                self.heads.addItem(one.name, one.id)
        self.heads.setCurrentIndex(max(0, self.heads.findData(chosen)))
        self.heads.blockSignals(False)

    def _show_cell(self) -> None:
        id = self.heads.currentData()
        if self._line is None or id is None:
            self.cell.show_record(None)
            self.told.hide()
            return
        words = self._words
        rows = self._session.book.children(words.cell, self._line.id).values()
        row = next((one for one in rows if getattr(one, words.owners[1]) == id), None)
        new: Any = words.cell
        self.cell.show_record(row or new(-self._line.id * 100_000 - id, self._line.id, id))
        text = self._told(self._line, id)
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _commit_cell(self, name: str, text: str) -> str | None:
        return self._run(self._describe(self._line, self.heads.currentData(), name, text))

    def _commit_line(self, name: str, text: str) -> str | None:
        return self._run(edit(self._session.book, self._line, name, text))

    def _run(self, wish: ChangeSet | Faults) -> str | None:
        faults = self._session.run(wish)
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def show_record(self, record: Any) -> None:
        raise AssertionError("a line is shown with its columns: show_cell")

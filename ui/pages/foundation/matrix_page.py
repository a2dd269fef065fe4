"""A page with a matrix of words: its lines are rows of one table, its columns the rows of another, and beside it stands
what the chosen column says of the chosen line."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.dataclass import dataclass
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.records import Record
from core.model.values.words import Word
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit_cells
from ui.look import theme
from ui.pages.beside import beside
from ui.pages.editing import edits_through, row_appends, together, undo_point
from ui.pages.foundation.matrix_side import CellWords, MatrixSide
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

_WIDE_COLUMNS = 10
_PANEL = 460
_LEAST_COLUMNS = 4
FIRM = Mark(foreground=theme.PRIMARY, bold=True)
FAINT = Mark(foreground=theme.SECONDARY)
WRONG = Mark(foreground=theme.ERROR, bold=True)


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the matrix: a site, a municipality."""

    id: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """`line` are the rows, `noun` is the word for one; `words` may stand in a cell, `nothing` is said of an empty one;
    `keys` are what single keys write. `asked` are the fields of the line above, `frame` the tables with which the
    columns change, `tables` those with which anything does. `reports` are the buttons that print; `width` is that of
    a column, where there are not many of them."""

    line: type[Record]
    noun: str
    words: type[Word]
    nothing: str
    asked: tuple[tuple[str, str, int], ...]
    empty: str
    frame: frozenset[str]
    tables: frozenset[str]
    reports: tuple[tuple[str, str], ...]
    side: CellWords
    width: int = 80

    @property
    def keys(self) -> Mapping[str, str]:
        """Return by key the text that it writes: 1, 2, … the words in their order, 0 nothing."""
        return {**{str(at): word.label for at, word in enumerate(self.words, 1)}, "0": self.nothing}


class MatrixPage(Page):
    """A subject says what its matrix is, gives heads, words and further columns, and writes cells."""

    matrix: Matrix

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        matrix = self.matrix
        self.sheet = Sheet(
            (),
            name=matrix.noun,
            frozen=2,
            on_edit=edits_through(session, self._decide),
            on_append=row_appends(session, matrix.line),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(matrix.empty),
        )
        self.adding = AddBar(matrix.asked, f"{matrix.noun}を追加", self._add)
        self.form = MatrixSide(session, matrix.side, self.describe_cell, self.told)
        self.side = beside(self.sheet, self.form, _PANEL, type(self).__name__, memory, columns=_LEAST_COLUMNS)
        help = f"選んだ{matrix.noun}を、その下の記入とともに削除します。元に戻せます。"
        prints = [button(word, self._opens(place)) for word, place in matrix.reports]
        buttons = [button("削除", lambda: self.remove_selected(self.sheet), help=help), self.side.button, *prints]
        self.tools.addWidget(ToolLine(self.adding, buttons))
        self.body.addWidget(self.side, 1)
        self.show_links_below(self.sheet)
        self.sheet.current_changed.connect(self._show_current)

    def heads(self) -> Sequence[Head]:
        """Return the columns of the matrix as they are now."""
        raise AssertionError(f"{type(self).__name__} has no columns")

    def read(self) -> Sequence[Record]:
        """Read the ledger again; return the lines in their order."""
        raise AssertionError(f"{type(self).__name__} has no lines")

    def word(self, line: Any, head_id: int) -> Word | None:
        """Return what stands in a cell, None for nothing."""
        raise AssertionError(f"{type(self).__name__} has no words")

    def cell_text(self, line: Any, head_id: int) -> str:
        """Return what a cell shows."""
        word = self.word(line, head_id)
        return str(getattr(word, "mark", "")) if word is not None else ""

    def cell_mark(self, line: Any, head_id: int) -> Mark | None:
        """Return how a cell stands out."""
        raise AssertionError(f"{type(self).__name__} has no marks")

    def said(self, line: Any, head_id: int) -> str:
        """Return what a cell says in words."""
        word = self.word(line, head_id)
        return word.label if word is not None else self.matrix.nothing

    def lead(self) -> Sequence[Column]:
        """Return the columns left of the matrix."""
        raise AssertionError(f"{type(self).__name__} has no names")

    def rest(self) -> Sequence[Column]:
        """Return the columns right of the matrix."""
        return ()

    def totals(self, lines: Sequence[Any]) -> Sequence[Totals]:
        """Return what stands below the matrix."""
        raise AssertionError(f"{type(self).__name__} has no totals")

    def told(self, line: Any, head_id: int) -> str:
        """Return what is computed of a cell, for the panel beside it; nothing for most."""
        return ""

    def write_cells(self, cells: list[tuple[Any, int, str]]) -> ChangeSet | Faults:
        """Decide what was typed into cells."""
        raise AssertionError(f"{type(self).__name__} writes nothing")

    def describe_cell(self, line: Any, head_id: int, name: str, text: str) -> ChangeSet | Faults:
        """Decide what was typed into a field of a cell."""
        raise AssertionError(f"{type(self).__name__} writes nothing")

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & self.matrix.tables:
            lines = self.read()
            if changed is None or changed.tables & self.matrix.frame:
                heads = self.heads()
                width = 64 if len(heads) > _WIDE_COLUMNS else self.matrix.width
                columns = (*self.lead(), *(self._column(head, width) for head in heads), *self.rest())
                self.sheet.set_columns(columns, lines)
            else:
                self.sheet.set_records(lines)
            self.sheet.set_totals(tuple(self.totals(lines)) if lines else ())
            self.go_where_wanted(self.sheet)
        self._show_current()

    def show_part(self, name: str) -> None:
        """Go to the line with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _column(self, head: Head, width: int) -> Column:
        order: tuple[Word | None, ...] = (None, *self.matrix.words)
        keys, nothing = self.matrix.keys, self.matrix.nothing

        def key(line: Any, typed: str) -> str | None:
            if typed == " ":
                following = order[(order.index(self.word(line, head.id)) + 1) % len(order)]
                return following.label if following is not None else nothing
            return keys.get(typed)

        shown = " ".join(f"{key}={text}" for key, text in keys.items())
        return Column(
            head.name,
            lambda line: line,
            show=lambda line: self.cell_text(line, head.id),
            plain=lambda line: self._word_text(line, head.id),
            sort=lambda line: order.index(self.word(line, head.id)),
            width=width,
            align=CENTER,
            edit=head.id,
            key=head.key,
            key_values=key,
            choices=tuple(keys.values()),
            mark=lambda line: self.cell_mark(line, head.id),
            tooltip=lambda line: self.said(line, head.id),
            spoken=lambda line: self.said(line, head.id),
            help=f"{head.name}の欄。{shown}。",
        )

    def _word_text(self, line: Any, head_id: int) -> str:
        """Return what the editor and the clipboard have of a cell."""
        word = self.word(line, head_id)
        return word.label if word is not None else self.matrix.nothing

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        def cells(some: list[CellEdit]) -> ChangeSet | Faults:
            return self.write_cells([(edit.record, edit.column.edit, edit.text) for edit in some])

        def fields(some: list[CellEdit]) -> ChangeSet | Faults:
            return edit_cells(self.session.book, [(edit.record, edit.column.edit, edit.text) for edit in some])

        return together(edits, lambda edit: isinstance(edit.column.edit, int), cells, fields)

    def _show_current(self) -> None:
        current = self.sheet.current
        line = self.session.book.all(self.matrix.line).get(current[0].id) if current else None
        chosen = current[1].edit if current is not None and isinstance(current[1].edit, int) else None
        self.form.show_cell(self.heads(), line, chosen)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        cls = self.matrix.line
        before = self.session.book.last_id(cls)
        typed = {name: text for name, text in texts.items() if text.strip()}
        faults = self.session.run(add_row(self.session.book, cls, typed))
        if faults is None and self.session.book.last_id(cls) > before:
            self.sheet.select(self.session.book.last_id(cls))
        return faults

    def _opens(self, place: str) -> Callable[[], None]:
        return lambda: self.open_page.emit(place)

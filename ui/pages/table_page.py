"""A page from a description: a table to type into, and all that goes with it."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import Text
from core.model.machine.naming import in_order, told_columns
from core.model.machine.places import place_of
from core.model.machine.records import Record, abouts
from core.model.machine.table import Table
from core.operations.editing.adding import add_row
from core.operations.editing.placing import placed_before
from ui.pages.beside import beside
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.pages.row_changes import why_kept_words
from ui.pages.side import FormSide, Side
from ui.pages.table_view import (
    Shown,
    TableView,
    asked_fields,
    empty_sentence,
    frozen_columns,
    missing_owner,
    noun_of,
    removal_help,
    shown_columns,
    tables_shown,
)
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, OnAppend, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.side_panel import SidePanel
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import ToolLine


class TablePage(Page):
    """The rows of one table in their order. A line above adds one, a paste beyond the last adds more; what stands
    beside the table shows the current one."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str, view: TableView) -> None:
        super().__init__(session, memory, title, about)
        self.view = view
        self._changes_with = tables_shown(view)
        self._missing: Table | None = None
        self._fields, name = asked_fields(view), view.table.name
        self._empty = EmptyState("", "先に登録する", self._begin)
        self.sheet = Sheet(
            self._columns(),
            name=view.table.label,
            frozen=frozen_columns(view),
            on_edit=(view.edits or field_edits)(session),
            on_append=self._appends() if self._fields else None,
            blocks=blocks_of(session, name, self, first=view.appends is None) if view.table.handed_out else None,
            undo_point=undo_point(session),
            store=memory,
            empty=self._empty,
        )
        self._removing = button("削除", lambda: self.remove_selected(self.sheet), help=removal_help(view))
        self.sheet.current_changed.connect(self._offer_removal)
        self._before: Record | None = None
        self.sheet.current_changed.connect(self._forget_place)
        self.offer_rows(self.sheet, is_ordered=place_of(view.record) is not None)
        if self._fields:
            self.sheet.row_ways = replace(self.sheet.row_ways, insert=self._insert)
        self.adding = self._make_line() if self._fields else None
        self.form = self._make_form()
        self.side: SidePanel | None = None
        self.said = SpacedLabel()
        self.said.hide()
        if view.said is not None:
            self.body.addWidget(self.said)
        if self.form is None:
            self.body.addWidget(self.sheet)
        else:
            self._put_beside(self.form)
        self.links = self.show_links_below(self.sheet)
        self.tools.addWidget(self._tool_line())

    def _appends(self) -> OnAppend:
        make = self.view.appends
        if make is not None:
            return make(self.session)
        return row_appends(self.session, self.view.record, placed=self._placed)

    def _insert(self) -> None:
        """Go to 新しい行; what is typed there will stand before the row that is the current one now."""
        current = self.sheet.current
        self.sheet.go_below()
        self._before = current[0] if current else None

    def _forget_place(self, record: object, _column: object) -> None:
        if record is not None:
            self._before = None

    def _placed(self, wish: ChangeSet) -> ChangeSet:
        before, self._before = self._before, None
        known = self.session.book.all(self.view.record)
        return placed_before(self.session.book, wish, before) if before is not None and before.id in known else wish

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.sheet.forget()
        if changed is None or changed.tables & self._changes_with:
            self.sheet.set_records(self._records())
            self.sheet.set_totals(self._totals())
            said = self.view.said(self.session.book) if self.view.said is not None else ""
            self.said.setText(said)
            self.said.setVisible(bool(said))
            self._say_what_is_first()
            self.go_where_wanted(self.sheet)
        self._offer_removal()
        self._show_current()

    def _offer_removal(self) -> None:
        """Grey what would be refused, and say why; the keys still ask and are told."""
        kept = why_kept_words(self.session.book, self.sheet.current[0] if self.sheet.current else None)
        self._removing.setEnabled(not kept)
        self._removing.setToolTip(kept or removal_help(self.view))

    def show_part(self, name: str) -> None:
        """Go to the row with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _records(self) -> list[Record]:
        """Return the rows that the table shows, in their order."""
        book = self.session.book
        return in_order(book, book.all(self.view.record).values())

    def _buttons(self) -> list[QPushButton]:
        noun, (word, place) = noun_of(self.view), self.view.printing
        place = place or f"reports/list/{self.view.table.name}"
        made = [
            self._removing,
            *((self.side.button,) if self.side is not None else ()),
            button(word, lambda: self.open_page.emit(place)),
        ]
        tools = [button(tool.label, partial(tool.open, self), help=tool.help) for tool in self.view.tools]
        if place_of(self.view.record) is None:
            return [*tools, *made]
        up = button("上へ", lambda: self.move_current(self.sheet, -1), help=f"選んだ{noun}を1つ上に移します。")
        down = button("下へ", lambda: self.move_current(self.sheet, 1), help=f"選んだ{noun}を1つ下に移します。")
        return [*tools, up, down, *made]

    def _tool_line(self) -> QWidget:
        """Return what stands above the table: the line that adds a row, and the buttons."""
        return ToolLine(self.adding or QWidget(), self._buttons())

    def _make_line(self) -> AddBar | None:
        view = self.view
        return AddBar(self._fields, f"{noun_of(view)}を追加", self._add, view.offers, view.remark)

    def _columns(self) -> list[Column]:
        """Return the columns that the view chooses, and those of fields that stand neither there nor in its form: a new
        field is seen although no view speaks of it yet."""
        view = self.view
        columns = [self._column(shown) for shown in shown_columns(view)]
        if callable(view.form):
            return columns
        known = {column.key for column in columns} | set(view.form)
        new = [self._column(name) for name in told_columns(view.record) if name not in known]
        last = abouts(view.record).get(columns[-1].key)
        remark = last is not None and isinstance(last.kind, Text) and last.kind.is_long
        end = len(columns) - remark
        return [*columns[:end], *new, *columns[end:]]

    def _column(self, shown: Shown) -> Column:
        if callable(shown):
            return shown(self.session)
        name, width = (shown, 0) if isinstance(shown, str) else shown
        return field_column(self.view.record, name, width, self.session.look, wide=name == self.view.table.titled)

    def _make_form(self) -> Side | None:
        form = self.view.form
        if callable(form):
            return form(self.session, self.memory)
        return FormSide(self.session, self.view.record, form) if form else None

    def _put_beside(self, form: Side) -> None:
        name, width = self.view.table.name, self.view.form_width
        self.side = beside(self.sheet, form, width, name, self.memory)
        self.body.addWidget(self.side)
        form.open_page.connect(self.open_page)
        self.sheet.current_changed.connect(self._show_current)

    def _show_current(self) -> None:
        if self.form is not None:
            current = self.sheet.current
            known = self.session.book.all(self.view.record)
            self.form.show_record(known.get(current[0].id) if current else None)

    def _totals(self) -> tuple[Totals, ...]:
        rows = self.sheet.model.rows.all
        if not rows or not self.view.totals:
            return ()
        sums = {name: sum(getattr(row, name) or 0 for row in rows) for name in self.view.totals}
        return (Totals("合計", sums),)

    def _say_what_is_first(self) -> None:
        self._missing = missing_owner(self.view, self.session.look)
        self.sheet.model.set_appendable(bool(self._fields) and self._missing is None)
        if self._missing is None:
            self._empty.say(empty_sentence(self.view), self.view.tools[0].label if self.view.tools else "")
        else:
            label = self._missing.label
            self._empty.say(f"先に{label}を登録してください。", f"{label}のページを開く")

    def _begin(self) -> None:
        """Do what the empty table offers: go to the rows that must be there first, else open the first tool."""
        if self._missing is not None:
            self.open_page.emit(self._missing.name)
        else:
            self.view.tools[0].open(self)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        """Add a row and go to it; what was left blank the program gives."""
        cls: type[Record] = self.view.record
        before = self.session.book.last_id(cls)
        typed = {name: text for name, text in texts.items() if text.strip()}
        faults = self.session.run(add_row(self.session.book, cls, typed))
        new = self.session.book.last_id(cls)
        if faults is None and new > before:
            self.sheet.select(new)
        return faults

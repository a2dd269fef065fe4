"""カスタマイズ: the requests, and beside the table the form of the one that is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from core.calc.allocation.allocate import in_order
from core.model.council import System
from core.model.faults import Faults
from core.model.requests import Customization, Option
from core.operations.editing.adding import add_row
from ui.pages.editing import field_column, field_edits, row_appends
from ui.pages.page import Page
from ui.pages.requests.customization_form import CustomizationForm
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_LISTS = {"customizations", "systems", "consortium"}


class CustomizationsPage(Page):
    """Both sides edit the same record; a line above adds a request."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.adding = AddBar((("title", "新しい要望の名称", 420),), "要望を追加", self._add)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.add_tool(
            "削除",
            lambda: self.remove_selected(self.sheet),
            help="選んだ要望を、その案・見積・回答とともに削除します。元に戻せます。",
        )
        self.sheet = Sheet(
            self._columns(),
            name="カスタマイズ",
            frozen=2,
            on_edit=field_edits(session),
            on_append=row_appends(session, Customization),
            store=memory,
            empty=EmptyState("まだ要望がありません。上の欄に要望の名称を入れて「要望を追加」を押してください。"),
        )
        self.form = CustomizationForm(session, memory)
        self.sheet.current_changed.connect(self._show_current)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.sheet)
        splitter.addWidget(self.form)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([560, 560])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter)

    def reload(self, changed: Changed | None) -> None:
        customizations = self.session.book.all(Customization)
        if changed is None or changed.tables & _LISTS:
            self.sheet.set_records(in_order(customizations.values()))
        else:
            self.sheet.refresh(customizations[id] for id in changed.customizations if id in customizations)
        self._show_current()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        return (
            field_column(Customization, "item", 60, align=CENTER),
            field_column(Customization, "title", 260, tooltip=lambda one: one.title),
            field_column(Customization, "disposition", 130),
            field_column(Customization, "system_id", 140, show=self._system, choices=self._systems),
            Column("案", lambda one: len(self.session.book.children(Option, one.id)), figure=True, width=56),
            field_column(Customization, "doubtful", 84, show=lambda value: "要確認" if value else "", align=CENTER),
            field_column(Customization, "deadline", 150),
            field_column(Customization, "note", 240, tooltip=lambda one: one.note),
        )

    def _system(self, id: int | None) -> str:
        return self.session.book.all(System)[id].name if id else ""

    def _systems(self, _: object) -> tuple[str, ...]:
        found = sorted(self.session.book.all(System).values(), key=lambda one: (one.position, one.id))
        return ("", *(system.name for system in found))

    def _show_current(self) -> None:
        current = self.sheet.current
        record = current[0] if current else None
        known = self.session.book.all(Customization)
        self.form.show_item(known.get(record.id) if isinstance(record, Customization) else None)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        before = self.session.book.last_id(Customization)
        faults = self.session.run(add_row(self.session.book, Customization, {"title": texts["title"]}))
        if faults is None and self.session.book.last_id(Customization) > before:
            self.sheet.select(self.session.book.last_id(Customization))
        return faults

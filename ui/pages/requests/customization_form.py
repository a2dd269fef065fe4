"""The form of one request: its quotes by option and number of implementers, its disposition, and its text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.calc.allocation.allocate import in_order
from core.calc.allocation.pricing import option_in_force
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Option, Quote, option_name
from core.operations.editing.appending import NewRow
from core.operations.editing.edit import Cell, edit
from core.operations.editing.rows import remove
from core.operations.requests.adding import (
    add_first_quote,
    add_option,
    add_quote,
    append_options,
    append_quotes,
)
from core.operations.requests.deciding import adopt
from core.words.sentences import sentence
from ui.pages.council.consortium_page import RULE_HELP
from ui.pages.editing import appends_through, field_column, field_edits, undo_point
from ui.pages.page import small_title
from ui.pages.ruling import composer
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, yen_column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.form import Field, RecordForm, field_of


class CustomizationForm(Side):
    """Shows one request; options and quotes are tables of their own, the rest are fields."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._item: Customization | None = None
        self._content = QWidget()
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.message = Banner()
        self.fields = RecordForm(self._fields(), self._commit, columns=2)
        self.options = Sheet(
            self._option_columns(),
            name="案",
            on_edit=field_edits(session),
            on_append=appends_through(session, self._append_options),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("まだ案がありません。見積を追加すると、案も1つできます。"),
        )
        self.quotes = Sheet(
            self._quote_columns(),
            name="見積",
            on_edit=field_edits(session),
            on_append=appends_through(session, self._append_quotes),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("実施する団体数ごとの見積額を追加してください。"),
        )
        self.adding_option = AddBar((("name", "案の内容", 240),), "案を追加", self._add_option)
        self.adding_quote = AddBar(
            (("implementers", "団体数", 80), ("one_off_yen", "初期費用(円)", 130), ("yearly_yen", "年額(円)", 110)),
            "見積を追加",
            self._add_quote,
        )
        self._lay_out()
        self.show_record(None)

    def show_record(self, item: Customization | None) -> None:
        if item is None or self._item is None or item.id != self._item.id:
            self.message.hide()
            self.options.forget()
            self.quotes.forget()
        self._item = item
        self._content.setVisible(item is not None)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if item is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        if item is None:
            return
        self._title.setText(f"項{item.item}　{item.title}")
        self.fields.show_record(item)
        options = self._options(item)
        self.options.set_records(options)
        quotes = [
            quote
            for option in options
            for quote in sorted(
                self._session.book.children(Quote, option.id).values(), key=lambda quote: -quote.implementers
            )
        ]
        self.quotes.set_records(quotes)

    def _options(self, item: Customization) -> list[Option]:
        found = self._session.book.children(Option, item.id).values()
        return sorted(found, key=lambda option: (option.position, option.id))

    def _fields(self) -> tuple[Field, ...]:
        return (
            field_of(Customization, "disposition"),
            field_of(Customization, "merged_into_id", choices=self._other_items, show=self._item_number),
            field_of(Customization, "system_id", self._session.look),
            field_of(Customization, "deadline"),
            field_of(
                Customization,
                "rule",
                help=f"空欄は協議会の「要望の既定の按分規則」。{RULE_HELP}",
                assist=composer(self._session, "協議会の「要望の既定の按分規則」によります"),
            ),
            field_of(Customization, "avoided_yen"),
            field_of(Customization, "description"),
            field_of(Customization, "note"),
            field_of(Customization, "doubtful"),
            field_of(Customization, "original_text"),
            field_of(Customization, "likely_reading"),
        )

    def _option_columns(self) -> tuple[Column, ...]:
        return (
            field_column(Option, "name", 220, blank="(名称なし)"),
            Column("採用", self._adopted, width=70, align=CENTER, help="「採用する」で1つの案を選びます。"),
            field_column(Option, "note", 200),
        )

    def _quote_columns(self) -> tuple[Column, ...]:
        return (
            Column("案", self._option_of, width=110),
            field_column(Quote, "branch", 64, align=CENTER),
            field_column(Quote, "implementers", 72, figure=True),
            field_column(Quote, "one_off_yen", 116),
            yen_column("1団体あたり", lambda quote: quote.one_off_yen // quote.implementers, width=104),
            field_column(Quote, "yearly_yen", 104),
            field_column(Quote, "doubtful", 72, show=lambda value: "要確認" if value else "", align=CENTER),
            field_column(Quote, "original_text", 200),
            field_column(Quote, "likely_reading", 200),
            field_column(Quote, "note", 200),
        )

    def _adopted(self, option: Option) -> str:
        item = self._session.book.all(Customization).get(option.customization_id)
        if item is None:
            return ""
        in_force = option_in_force(self._session.book, item)
        return "採用" if in_force is not None and in_force.id == option.id else ""

    def _option_of(self, quote: Quote) -> str:
        option = self._session.book.all(Option).get(quote.option_id)
        return option_name(self._session.book, option) if option else ""

    def _other_items(self, record: Customization | None) -> list[str]:
        items = in_order(self._session.book.all(Customization).values())
        return ["", *(one.item for one in items if record is None or one.id != record.id)]

    def _item_number(self, id: int) -> str:
        return self._session.book.all(Customization)[id].item

    def _commit(self, name: str, text: str) -> str | None:
        assert self._item is not None
        return _told(self._session.run(edit(self._session.book, self._item, name, text)))

    def _adopt(self) -> None:
        current = self.options.current
        if self._item is not None and current is not None:
            self._tell(self._session.run(adopt(self._session.book, self._item, current[0])))

    def _remove(self, sheet: Sheet) -> None:
        if sheet.selected_records:
            self._tell(self._session.run(remove(self._session.book, sheet.selected_records)))

    def _add_option(self, texts: dict[str, str]) -> Faults | None:
        assert self._item is not None
        return self._session.run(add_option(self._session.book, self._item, texts["name"]))

    def _add_quote(self, texts: dict[str, str]) -> Faults | None:
        """Add to the option selected in the table of options, else to the first; without any, one is made."""
        assert self._item is not None
        book, options = self._session.book, self._options(self._item)
        values = {**texts, "yearly_yen": texts["yearly_yen"] or "0"}
        if not options:
            return self._session.run(add_first_quote(book, self._item, **values))
        current = self.options.current
        return self._session.run(add_quote(book, current[0] if current else options[0], **values))

    def _append_options(self, cells: Sequence[Cell], rows: Sequence[NewRow]) -> ChangeSet | Faults:
        assert self._item is not None
        return append_options(self._session.book, self._item, cells, rows)

    def _append_quotes(self, cells: Sequence[Cell], rows: Sequence[NewRow]) -> ChangeSet | Faults:
        """New quotes go to the option selected in the table of options, else to the first; without any, one is made."""
        assert self._item is not None
        options, current = self._options(self._item), self.options.current
        chosen = current[0] if current else next(iter(options), None)
        return append_quotes(self._session.book, self._item, chosen, cells, rows)

    def _tell(self, faults: Faults | None) -> None:
        told = _told(faults)
        if told:
            self.message.show_message("error", told)
        else:
            self.message.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(8)
        self.options.setMinimumHeight(150)
        self.quotes.setMinimumHeight(280)
        option_line = QHBoxLayout()
        option_line.addWidget(small_title("案"))
        option_line.addStretch(1)
        option_line.addWidget(button("採用する", self._adopt, help="選んだ案を採用します。"))
        option_line.addWidget(button("案を削除", lambda: self._remove(self.options)))
        quote_line = QHBoxLayout()
        quote_line.addWidget(small_title("見積(総額)"))
        quote_line.addStretch(1)
        quote_line.addWidget(button("見積を削除", lambda: self._remove(self.quotes)))
        column.addWidget(self._title)
        column.addWidget(self.message)
        column.addLayout(quote_line)
        column.addWidget(self.quotes)
        column.addWidget(self.adding_quote)
        column.addLayout(option_line)
        column.addWidget(self.options)
        column.addWidget(self.adding_option)
        column.addWidget(small_title("方針と内容"))
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(self._content)


def _told(faults: Faults | None) -> str | None:
    return None if faults is None else " ".join(sentence(fault) for fault in faults)

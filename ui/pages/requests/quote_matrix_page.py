"""団体数別の見積: every request (and option) against the number of implementers, to be typed or pasted as one block."""

from PySide6.QtWidgets import QLabel

from core.calc.allocation.pricing import Money, Price, PriceStatus
from core.calc.allocation.quote_board import QuoteBoard, QuoteLine, quote_board
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import MOST_IMPLEMENTERS, Customization, Option
from core.model.values.money import show_yen
from core.operations.requests.quote_matrix import set_quotes
from ui.look import theme
from ui.pages.editing import edits_through, undo_point, words_of
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tools.tool_line import ToolLine, row_of

_TABLES = {"customizations", "options", "quotes", "municipalities", "consortium"}
_QUIET = Mark(foreground=theme.SECONDARY)
_MARKS = {
    PriceStatus.ESTIMATED: Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING),
    PriceStatus.MISSING: _QUIET,
    PriceStatus.NO_OPTION: _QUIET,
}
_GAPS = "概算は前後の見積の間を補った額、見積なしは計算で使えないところです。"


class QuoteMatrixPage(Page):
    """A matrix; the choice above says whether it shows one-off or yearly amounts."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._board: QuoteBoard = quote_board(session.book, Money.ONE_OFF)
        self._more: set[int] = set()
        self.money = ChoiceBox()
        self.money.setAccessibleName("金額")
        self.money.addItems([f"{money.label}(総額・円)" for money in Money])
        self.money.activated.connect(lambda _at: self._show())
        more = "構成団体より多い団体数の見積を入れるときに使います。"
        buttons = (
            button("団体数の列を増やす", self._add_column, help=more),
            button("要望のページを開く", lambda: self.open_page.emit("customizations")),
            button("この表を印刷", lambda: self.open_page.emit("reports/quotes")),
        )
        self.tools.addWidget(ToolLine(row_of([QLabel("金額"), self.money]), buttons))
        self.sheet = Sheet(
            (),
            name="団体数別の見積",
            frozen=3,
            on_edit=edits_through(session, self._decide),
            blocks=blocks_of(session, "quotes", self, first=False),
            undo_point=undo_point(session),
            key=lambda line: line.key,
            store=memory,
            empty=EmptyState(
                "先にカスタマイズ要望を登録してください。",
                "カスタマイズのページを開く",
                lambda: self.open_page.emit("customizations"),
            ),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self._more.clear()
            self.sheet.forget()
        if changed is None or changed.tables & _TABLES:
            self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    @property
    def _chosen(self) -> Money:
        return list(Money)[max(self.money.currentIndex(), 0)]

    def _show(self) -> None:
        self._board = quote_board(self.session.book, self._chosen)
        self.sheet.set_columns(self._columns(), self._board.lines)

    def _columns(self) -> tuple[Column, ...]:
        title = words_of(Customization, "title")
        return (
            Column(
                "項",
                lambda line: line.customization.item,
                width=46,
                align=CENTER,
                tells_rows=True,
                also=words_of(Customization, "item"),
            ),
            Column(
                "要望",
                lambda line: line.customization.title,
                width=210,
                tooltip=lambda line: line.customization.title,
                tells_rows=True,
                also=title,
            ),
            Column("案", _option_text, width=110, tells_rows=True, also=words_of(Option, "name")),
            *(self._count_column(count) for count in sorted({*self._board.counts, *self._more})),
            Column("採用", _adopted, width=70, align=CENTER),
            Column("方針", lambda line: line.customization.disposition, width=130, key="disposition"),
        )

    def _count_column(self, count: int) -> Column:
        most = self._board.most

        def price(line: QuoteLine) -> Price | None:
            found = line.price(count, most)
            return None if found.status is PriceStatus.NOT_COUNTED else found

        def mark(line: QuoteLine) -> Mark | None:
            found = price(line)
            return _MARKS.get(found.status) if found is not None else None

        return Column(
            f"{count}団体",
            price,
            show=_shown,
            plain=_plain,
            figure=True,
            width=116,
            edit=count,
            key=f"n{count}",
            also=(str(count), *(f"{count}{word}" for word in _WORDS)),
            mark=mark,
            sort=lambda one: (one.yen is None, one.yen or 0),
            help=f"{count}団体で実施したときの総額です。{_GAPS}",
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        cells = [(edit.record, edit.column.edit, edit.text) for edit in edits]
        return set_quotes(self.session.book, cells, self._chosen)

    def _add_column(self) -> None:
        last = max({*self._board.counts, *self._more})
        if last < MOST_IMPLEMENTERS:
            self._more.add(last + 1)
            self.sheet.set_columns(self._columns())


_WORDS = ("団体の場合", "団体実施", "団体分", "市町村", "自治体", "団体のとき", "団体で実施")
"""What else people write behind the number of implementers in a heading."""


def _option_text(line: QuoteLine) -> str:
    return line.option.name if line.option else ""


def _adopted(line: QuoteLine) -> str:
    return "採用" if line.is_adopted else ""


def _shown(price: Price | None) -> str:
    if price is None:
        return ""
    if price.yen is None:
        return price.status.label
    return f"概算 {show_yen(price.yen)}" if price.status is PriceStatus.ESTIMATED else show_yen(price.yen)


def _plain(price: Price | None) -> str:
    """Only what is quoted is copied and edited: a gap is filled by what is typed, never by a 概算."""
    return str(price.yen) if price is not None and price.status is PriceStatus.QUOTED else ""

"""適合率: the counts and rates of the business areas, with what the rates mean."""

from fractions import Fraction

from core.calc.gaps.fits import DEFINITION, FitCount, count_of, counts_by_system, show_rate
from core.calc.gaps.origins import requests_by_gap
from core.model.gaps import Fit, Gap, system_name
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {"gaps", "systems", "links", "customizations"}


def _number(count: int) -> str:
    return f"{count:,}"


def _number_or_blank(count: int) -> str:
    return f"{count:,}" if count else ""


def _rate_order(rate: Fraction | None) -> tuple[bool, Fraction]:
    return (rate is None, rate or Fraction(0))


class RatesPage(Page):
    """One row for each business area that has items, the whole below."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.tools.addStretch(1)
        self.add_tool("F&&G結果表を印刷", lambda: self.open_page.emit("reports/gaps"))
        self.sheet = Sheet(
            self._columns(),
            name="適合率",
            frozen=1,
            key=lambda one: one.system_id,
            store=memory,
            empty=EmptyState(
                "フィット&ギャップの項目がまだありません。",
                "フィット&ギャップのページを開く",
                lambda: self.open_page.emit("gaps"),
            ),
        )
        self.meaning = SpacedLabel("\n".join(DEFINITION))
        self.meaning.setProperty("role", "help")
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.meaning)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        book = self.session.book
        self.sheet.set_records(counts_by_system(book))
        self.sheet.set_totals(self._totals() if book.all(Gap) else ())

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look
        return (
            Column("業務", lambda one: system_name(look, one.system_id), width=180, key="system"),
            Column("総数", lambda one: one.total, show=_number, figure=True, width=80, key="total"),
            *(self._fit_column(fit) for fit in Fit),
            Column("適合率", lambda one: one.rate, show=show_rate, figure=True, width=90, key="rate", sort=_rate_order),
            Column(
                "一部を半分とした率",
                lambda one: one.rate_with_halves,
                show=show_rate,
                figure=True,
                width=176,
                key="halves",
                sort=_rate_order,
            ),
            Column(
                "要望にした", lambda one: one.requests, show=_number_or_blank, figure=True, width=118, key="requests"
            ),
            Column("会議(回)", lambda one: one.sessions, show=_number_or_blank, figure=True, width=90, key="sessions"),
        )

    def _fit_column(self, fit: Fit) -> Column:
        def count(one: FitCount) -> int:
            return one.by_fit[fit]

        return Column(fit.label, count, show=_number_or_blank, figure=True, width=84, key=fit.value)

    def _totals(self) -> tuple[Totals, ...]:
        book = self.session.book
        whole = count_of(book.all(Gap).values(), requests_by_gap(book))
        shown: dict[str, object] = {fit.value: whole.by_fit[fit] for fit in Fit}
        shown |= {"total": whole.total, "rate": whole.rate, "halves": whole.rate_with_halves}
        return (Totals("合計", {**shown, "requests": whole.requests, "sessions": whole.sessions}),)

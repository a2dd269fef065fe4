"""SLA: the promises of a fiscal year month by month, of all or of one member, with the reasons of each result, what is
given back, and where the vendor says something else."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calc.members import members_of
from core.calc.participation import absences, takes_part
from core.calc.sla.explain import explain
from core.calc.sla.known_months import known_months, years_of
from core.calc.sla.periods import Period, fiscal_place, periods_of
from core.calc.sla.refunds import evaluate
from core.calc.sla.reports import Compared, compared
from core.calc.sla.results import (
    Board,
    Result,
    Verdict,
    board_of,
    items_of,
    months_shown,
    show_result,
    target_text,
)
from core.documents.sla.monthly import shown_in
from core.documents.sla.wording import cell_of, minutes_text
from core.documents.sla.yearly import achievement_text, refund_text
from core.model.machine.naming import in_order
from core.model.sla.records import Measure, SlaContract, SlaItem
from core.model.values.dates import show_fiscal_year
from core.model.values.partial_dates import show_partial_date
from ui.look import theme
from ui.pages.evaluation.choices import Choice
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.days.day_field import DayField
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import flow_of, named, row_of

_LEGEND = 480
"""So much width the signs are told in, else in a line of their own."""
_TABLES = {
    *("sla_contracts", "sla_items", "outages", "outage_systems", "outage_members", "sla_results", "sla_reports"),
    *("municipalities", "consortium", "participations", "systems", "calendar_days"),
}
_MISSED = Mark(foreground=theme.ERROR, bold=True)
_RUNNING = Mark(foreground=theme.SECONDARY)
_MONTH_WIDTHS = 116, 152  # of a month that is over, and with room for 100.00% ×(途中): the sign is never cut off
_COMPARED_ROWS = 5
_COMPARED_ROWS_LOW = 2
LEGEND = (
    "○ 達成　× 未達　(途中) 期間が終わっていない　空欄 未算定または期間外。四半期・年の項目は、期間の最後の月の欄です。"
)


class SlaPage(Page):
    """The months above, the vendor's sheet below them, the reasons at the right; nothing is typed here."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.board: Board | None = None
        self.day = DayField("現在の日付")
        self.day.changed.connect(self._show)
        self.year = Choice("年度", self._show)
        self.member = Choice("団体", self._show)
        for label, widget in (("年度", self.year), ("団体", self.member)):
            self.tools.addWidget(named(label, widget))
        self.tools.addStretch(1)
        self.add_tool("SLA月報を印刷", lambda: self.open_page.emit("reports/sla"))
        self.add_tool("年度評価を印刷", lambda: self.open_page.emit("reports/sla-year"))
        self.sheet = Sheet(
            (),
            name="SLAの月別の結果",
            frozen=2,
            key=lambda one: one.id,
            store=memory,
            empty=EmptyState(
                "まだSLA項目がありません。契約と項目を登録すると、障害・停止の記録から月ごとの結果が出ます。",
                "SLA項目のページを開く",
                lambda: self.open_page.emit("sla_items"),
            ),
        )
        self.sheet.current_changed.connect(self._explain)
        self.vendor = Sheet(
            _vendor_columns(), name="事業者の月報との比較", frozen=2, key=lambda one: one.report.id, store=memory
        )
        self.vendor_title = small_title("事業者の月報との比較")
        self.refunds, self.legend = SpacedLabel(), SpacedLabel()
        self.why = DerivationPanel()
        self.legend.setMinimumWidth(_LEGEND)
        line = flow_of((row_of((self.day, button("今日", self._today, help="今日の日付にします。"))),))
        line.addWidget(self.legend, 1)
        self.body.addLayout(line)
        self.side = self.show_beside(self._left(), self.why, "sla", 320, table=self.sheet)
        self.tools.addWidget(self.side.button)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.sheet.forget()
            self.vendor.forget()
            self.day.set_day(date.today().isoformat())
        known = years_of(known_months(self.session.book))
        this_year = fiscal_place(self.day.day[:7])[0]
        years = sorted({*known, *([this_year] if not known or this_year == known[-1] + 1 else ())}, reverse=True)
        self.year.offer(
            [(show_fiscal_year(year), year) for year in years], None if self.year.key else known[-1] if known else None
        )
        members = [(one.name, one.id) for one in members_of(self.session.book)]
        self.member.offer([("全体", 0), *members])
        self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def show_part(self, name: str) -> None:
        """Go to the item with this id."""
        self.want_row(self.sheet, name)

    @property
    def fiscal_year(self) -> int:
        """The year that is shown."""
        return self.year.key if isinstance(self.year.key, int) else fiscal_place(self.day.day[:7])[0]

    @property
    def member_id(self) -> int | None:
        """The member whose results are shown, None for all."""
        return self.member.key if isinstance(self.member.key, int) and self.member.key else None

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.sheet, self.refunds, self.vendor_title, self.vendor):
            column.addWidget(part, int(part is self.sheet))
        return left

    def _stand_low(self) -> None:
        super()._stand_low()
        self._fit_vendor()

    def _fit_vendor(self) -> None:
        """What is compared gives way where the window is low: the months are what people come for."""
        self.vendor.fit_rows(_COMPARED_ROWS_LOW if self._is_low else _COMPARED_ROWS)

    def _today(self) -> None:
        self.day.set_day(date.today().isoformat())
        self._show()

    def _show(self) -> None:
        book = self.session.book
        board = self.board = board_of(book, self.day.day)
        items = items_of(book)
        if self.member_id is not None:
            absent = absences(book)
            items = [one for one in items if takes_part(absent, one, self.member_id)]
        self.sheet.set_columns(self._columns(board), items)
        lines = compared(board, self.fiscal_year)
        self.vendor.set_records(lines)
        self._fit_vendor()
        for part in (self.vendor_title, self.vendor):
            part.setVisible(bool(lines))
        differing = sum(bool(one.differences) for one in lines)
        self.vendor_title.setText(f"事業者の月報との比較(違い {differing:,}件、{len(lines):,}件のうち)")
        self.legend.setText(LEGEND if items else "")
        self.refunds.setText(self._refunds(board))
        self.go_where_wanted(self.sheet)
        self._explain()

    def _refunds(self, board: Board) -> str:
        """Return a line for each contract: what was reached and what is given back."""
        found = []
        for contract in in_order(board.look, board.look.all(SlaContract).values()):
            if not items_of(board.look, contract):
                continue
            made = evaluate(board, contract, self.fiscal_year)
            reached = achievement_text(made)
            parts = [f"達成度 {reached}"] if reached else []
            parts.append(f"返金 {refund_text(made)}")
            if made.open:
                parts.append(f"達否の決まらない期間 {len(made.open):,}(計算に入れていません)")
            found.append(f"{contract.name}: {'　'.join(parts)}")
        return "\n".join(found)

    def _columns(self, board: Board) -> tuple[Column, ...]:
        return (
            Column("番号", lambda one: one.number, width=56, align=CENTER, key="number"),
            Column("SLA項目", lambda one: one.name, width=190, tooltip=lambda one: one.name, key="name"),
            Column("目標", target_text, width=108, key="target"),
            self._left_column(board),
            *(self._month_column(board, month) for month in months_shown(self.fiscal_year)),
            Column("測定間隔", lambda one: one.interval.label, width=84, align=CENTER, key="interval"),
        )

    def _left_column(self, board: Board) -> Column:
        """The minutes that are left in the period in which the day lies, or in the last one of the year."""

        def left(item: SlaItem) -> int | None:
            return self._present(board, item).left

        def told(item: SlaItem) -> str:
            one = self._present(board, item)
            if one.left is None:
                return ""
            state = f"あと{one.left:,}分" if one.left >= 0 else f"{-one.left:,}分の超過"
            return f"{one.period.label}の目標が破れるまで: {state}(許容される停止 {one.allowed:,}分)"

        return Column(
            "残り(分)",
            left,
            show=minutes_text,
            sort=lambda value: (value is None, value or 0),
            figure=True,
            width=80,
            mark=lambda item: _MISSED if (left(item) or 0) < 0 else None,
            tooltip=told,
            spoken=told,
            key="left",
            help="現在の日付の期間(過ぎた年度では最後の期間)に、あと何分止まると目標が破れるかです。△は超過です。",
        )

    def _present(self, board: Board, item: SlaItem) -> Result:
        periods = periods_of(self.fiscal_year, item.interval)
        begun = [one for one in periods if one.first.isoformat() <= self.day.day]
        return board.result(item, begun[-1] if begun else periods[0], self.member_id)

    def _month_column(self, board: Board, month: Period) -> Column:
        def result(item: SlaItem) -> Result | None:
            period = shown_in(item, month)
            member = self.member_id if item.measure is Measure.AVAILABILITY or item.measure.is_from_outages else None
            return board.result(item, period, member) if period is not None else None

        def shown(item: SlaItem) -> str:
            one = result(item)
            return cell_of(one).replace("\n", " ") if one is not None else ""

        def mark(item: SlaItem) -> Mark | None:
            one = result(item)
            if one is None or one.value is None:
                return None
            return _MISSED if one.so_far is Verdict.MISSED else _RUNNING if one.verdict is Verdict.RUNNING else None

        def told(item: SlaItem) -> str:
            one = result(item)
            if one is None:
                return f"{item.interval.label}ごとの項目です。期間の最後の月に結果が出ます。"
            return (
                f"{one.period.label} {show_result(one)} {one.verdict.label}{f'({one.missing})' if one.missing else ''}"
            )

        return Column(
            f"{int(month.months[0][5:])}月",
            shown,
            width=_MONTH_WIDTHS[month.last_on > board.clock.as_of],
            align=CENTER,
            mark=mark,
            tooltip=told,
            spoken=told,
            key=month.months[0],
        )

    def _explain(self) -> None:
        current, board = self.sheet.current, self.board
        if board is None or current is None:
            self.why.clear_derivation()
            return
        item, key = current[0], current[1].key
        result = self._present(board, item)
        if len(key) == 7 and key[:4].isdecimal():
            period = shown_in(item, Period((key,))) or Period((key,))
            result = board.result(item, period, self.member_id)
        self.why.show_derivation(explain(board, result, self.member_id))


def _vendor_columns() -> tuple[Column, ...]:
    def ours(one: Compared) -> str:
        return show_result(one.result)

    return (
        Column("番号", lambda one: one.item.number, width=56, align=CENTER),
        Column("月", lambda one: one.report.month, show=show_partial_date, width=120),
        Column("SLA項目", lambda one: one.item.name, width=190),
        Column("事業者", lambda one: one.report.reported or "", figure=True, width=90),
        Column("台帳", ours, figure=True, width=100),
        Column(
            "比較",
            lambda one: one.told,
            width=420,
            mark=lambda one: _MISSED if one.differences else None,
            tooltip=lambda one: one.told,
        ),
    )

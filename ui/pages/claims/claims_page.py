"""請求と納付: what was asked of the members, what came in, what is open and what is late, and what went back."""

from collections.abc import Iterable
from datetime import date

from core.calc.claims.refunds import left_to_return, refunds_beside, settlement_of, to_return
from core.calc.claims.standing import Standing, standing_of
from core.model.charges.claims import Claim, Payment, PaymentKind, version_of
from core.model.machine.faults import Faults, Refused
from core.model.machine.naming import in_order
from core.model.values.dates import parse_fiscal_year, show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.claims.requesting import request
from core.operations.editing.adding import add_row
from ui.look import theme
from ui.pages.editing import field_column, field_edits
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {"claims", "payments", "assessments", "payment_terms", "projects", "settlements"}
_EMPTY = "まだ請求がありません。納期を登録し、負担金を通知してから、上の欄で請求を作ってください。"


class ClaimsPage(Page):
    """The claims; a line above makes those of a year, those below record a payment for the current one, and what is
    paid back to its payer once the year is settled."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._standings: dict[int, Standing] = {}
        fields = (
            ("fiscal_year", "年度(令和8年度)", 150),
            ("requested_on", "請求日", 150),
            ("numbers", "請求番号(令8負第#号)", 220),
            ("due_on", "納期限(空欄は納期)", 170),
        )
        self.adding = AddBar(fields, "請求を作る", self._request)
        buttons = [
            button("削除", lambda: self.remove_selected(self.sheet), help="選んだ請求を、その納付とともに削除します。"),
            button("請求書を印刷", lambda: self.open_page.emit("reports/charge-claims")),
            button("納付状況を印刷", lambda: self.open_page.emit("reports/charge-payments")),
        ]
        self.tools.addWidget(ToolLine(self.adding, buttons))
        self.sheet = Sheet(
            self._columns(),
            name="請求と納付",
            frozen=2,
            on_edit=field_edits(session),
            store=memory,
            empty=EmptyState(_EMPTY, "納期を開く", lambda: self.open_page.emit("payment_terms")),
        )
        self.sheet.current_changed.connect(self._tell)
        self.told = SpacedLabel()
        self.paying = AddBar((("paid_on", "納付日", 150), ("yen", "納付額(円)", 150)), "納付を記録", self._pay)
        self.body.addWidget(self.sheet, 1)
        refund = (("paid_on", "還付日", 150), ("yen", "還付額(円)", 150))
        self.returning = AddBar(refund, "還付を記録", self._pay_back)
        self.body.addWidget(self.told)
        self._recording = ToolLine(self.paying, [self.returning], at_left=True)
        self.body.addWidget(self._recording)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.sheet.forget()
        for bar in (self.adding, self.paying, self.returning):
            bar.forget_refusal()
        book = self.session.book
        rows = in_order(book, book.all(Claim).values())
        rows.sort(key=lambda one: (-version_of(book, one).fiscal_year, one.term, one.id))
        self._standings = {one.id: standing_of(book, one) for one in rows}
        self.sheet.set_records(rows)
        self._recording.setVisible(bool(rows))
        sums = {
            "yen": sum(one.yen for one in rows),
            "paid": sum(one.paid for one in self._standings.values()),
            "open": sum(one.open for one in self._standings.values()),
        }
        self.sheet.set_totals((Totals("合計", sums),) if rows else ())
        self.go_where_wanted(self.sheet)
        self._tell()

    def open_search(self) -> None:
        self.sheet.open_search()

    def show_part(self, name: str) -> None:
        self.want_row(self.sheet, name)

    def _columns(self) -> list[Column]:
        session = self.session

        def of(one: Claim) -> Standing:
            return self._standings.get(one.id) or standing_of(session.book, one)

        def state(one: Claim) -> str:
            return of(one).word(date.today().isoformat())

        def mark(one: Claim) -> Mark | None:
            return Mark(foreground=theme.ERROR, bold=True) if "期限超過" in state(one) else None

        return [
            field_column(Claim, "number", 130),
            Column("団体", lambda one: one.payer, width=110),
            Column("年度", lambda one: version_of(session.book, one).fiscal_year, show=show_fiscal_year, width=104),
            Column("事業", lambda one: version_of(session.book, one).project_name, width=130),
            Column("期", lambda one: one.term, figure=True, width=48),
            Column("請求額", lambda one: one.yen, show=show_yen, figure=True, width=110, key="yen"),
            Column("納付計", lambda one: of(one).paid, show=show_yen, figure=True, width=110, key="paid"),
            Column("未納", lambda one: of(one).open, show=show_yen, figure=True, width=110, key="open"),
            Column("状態", state, width=150, align=CENTER, mark=mark),
            field_column(Claim, "due_on", 140),
            field_column(Claim, "requested_on", 140),
            field_column(Claim, "note", 200),
        ]

    def _request(self, texts: dict[str, str]) -> Faults | None:
        try:
            year = parse_fiscal_year(texts["fiscal_year"])
        except Refused as refused:
            return Faults((refused.at("fiscal_year"),))
        day = texts["requested_on"].strip() or date.today().isoformat()
        numbers = texts["numbers"].strip() or f"{show_fiscal_year(year)}-#"
        first = 1 + sum(version_of(self.session.book, one).fiscal_year == year for one in self._claims())
        return self.session.run(request(self.session.book, year, day, numbers, first, texts["due_on"]))

    def _claims(self) -> list[Claim]:
        return list(self.session.book.all(Claim).values())

    def _pay(self, texts: dict[str, str]) -> Faults | None:
        current = self.sheet.current
        if current is None:
            return Faults.of("yen", "no_claim_chosen")
        claim: Claim = current[0]
        day = texts["paid_on"].strip() or date.today().isoformat()
        amount = texts["yen"].strip() or str(standing_of(self.session.book, claim).open)
        return self._record(claim, {"paid_on": day, "yen": amount})

    def _pay_back(self, texts: dict[str, str]) -> Faults | None:
        current = self.sheet.current
        if current is None:
            return Faults.of("yen", "no_claim_chosen")
        claim: Claim = current[0]
        day = texts["paid_on"].strip() or date.today().isoformat()
        amount = texts["yen"].strip() or str(left_to_return(self.session.book, claim))
        return self._record(claim, {"paid_on": day, "yen": amount, "kind": PaymentKind.REFUNDED.label})

    def _record(self, claim: Claim, typed: dict[str, str]) -> Faults | None:
        faults = self.session.run(add_row(self.session.book, Payment, {"claim_id": claim.number, **typed}))
        if faults is None:
            self.sheet.select(claim.id)
        return faults

    def _tell(self) -> None:
        """Tell what came in for the current claim, payment by payment, and what goes back to its payer."""
        current = self.sheet.current
        known = self.session.book.all(Claim)
        claim = known.get(current[0].id) if current else None
        self.paying.setEnabled(claim is not None)
        self.returning.setEnabled(claim is not None)
        if claim is None:
            self.told.setText("")
            return
        book = self.session.book
        rows = in_order(book, book.children(Payment, claim.id).values())
        paid = _listed(one for one in rows if one.kind is PaymentKind.PAID)
        told = f"「{claim.number}」{claim.payer}への納付: {paid}　空欄で記録すると、今日、未納の全額です。"
        settlement, back = settlement_of(book, claim), refunds_beside(book, claim)
        if back or (settlement is not None and to_return(settlement.difference, settlement.handling)):
            year, left = version_of(book, claim).fiscal_year, left_to_return(book, claim)
            told += f"\n{show_fiscal_year(year)}の還付: {_listed(in_order(book, back))}　まだ返していない額 {left:,}円"
        self.told.setText(told)


def _listed(payments: Iterable[Payment]) -> str:
    return "、".join(f"{show_date(one.paid_on)} {one.yen:,}円" for one in payments) or "なし"

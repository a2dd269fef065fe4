"""クラウド利用料: every month's bill shared out among the members, in cents and to the yen."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from core.calc.cloud_bills.board import Share, change_of, money, ratio, shares_of
from core.model.charges.cloud_bills import CloudBill, CloudPart, show_month
from core.model.machine.faults import Faults, Refused
from core.model.values.money import parse_yen, show_yen
from core.model.values.ratios import parse_exchange_rate
from core.operations.cloud_bills.reading import read_bill
from core.operations.cloud_bills.taking import take_bill
from ui.files.spreadsheets import read_spreadsheet
from ui.pages.editing import field_column, field_edits
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {"cloud_bills", "cloud_shares"}
_FILTER = "請求の明細 (*.csv *.txt *.tsv *.xlsx *.xlsm)"
_EMPTY = (
    "まだ請求がありません。利用料の対応を登録してから、上の欄に請求月を入れて、明細のファイルを取り込んでください。"
)
MOST_ROWS = 6


class CloudBillsPage(Page):
    """The bills, the newest first; below what each member bears of the current one."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        fields = (
            ("month", "請求月(2026-10)", 180),
            ("provider", "事業者", 130),
            ("rate", "換算レート(円)", 140),
            ("yen", "円の請求額", 140),
        )
        self.adding = AddBar(fields, "明細を取り込む", self._ask)
        buttons = [
            button("削除", lambda: self.remove_selected(self.bills), help="選んだ月の請求を削除します。元に戻せます。"),
            button("月次按分表を印刷", lambda: self.open_page.emit("reports/cloud-bills")),
        ]
        self.tools.addWidget(ToolLine(self.adding, buttons))
        self.bills = Sheet(
            self._columns(),
            name="クラウド利用料の請求",
            frozen=1,
            on_edit=field_edits(session),
            store=memory,
            empty=EmptyState(_EMPTY, "利用料の対応を開く", lambda: self.open_page.emit("cloud_keys")),
        )
        self.bills.current_changed.connect(self._show_shares)
        self.shares = Sheet(_share_columns(), name="団体別の利用料", frozen=1, key=lambda one: one.code, store=memory)
        self.body.addWidget(self.bills)
        self._below = small_title("団体別の利用料(円)")
        self.body.addWidget(self._below)
        self.body.addWidget(self.shares, 1)
        self.body.addStretch(0)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.bills.forget()
        rows = sorted(self.session.book.all(CloudBill).values(), key=lambda one: (one.month, one.id), reverse=True)
        self.bills.set_records(rows)
        self.bills.fit_rows(MOST_ROWS)
        self.go_where_wanted(self.bills)
        self._show_shares()

    def open_search(self) -> None:
        self.bills.open_search()

    def show_part(self, name: str) -> None:
        self.want_row(self.bills, name)

    def take(self, path: Path, asked: dict[str, str]) -> Faults | None:
        """Take a bill in from a file; what the file does not say may be typed."""
        try:
            rate = parse_exchange_rate(asked["rate"]) if asked["rate"].strip() else ""
        except Refused as refused:
            return Faults((refused.at("rate"),))
        try:
            yen = parse_yen(asked["yen"]) if asked["yen"].strip() else None
        except Refused as refused:
            return Faults((refused.at("yen"),))
        source = read_spreadsheet(path, None)
        if isinstance(source, Faults):
            return source
        bill = read_bill(source.grids[0])
        if isinstance(bill, Faults):
            return bill
        month, provider = asked["month"].strip(), asked["provider"].strip()
        taken = take_bill(self.session.book, month, bill, provider, rate=rate, yen=yen)
        if isinstance(taken, Faults):
            return taken
        faults = self.session.run(taken.change_set)
        if faults is None:
            self.bills.select(taken.bill.id)
        return faults

    def _ask(self, texts: dict[str, str]) -> Faults | None:
        if not texts["month"].strip():
            return Faults.of("month", "bill_month", text="")
        name, _ = QFileDialog.getOpenFileName(self, "請求の明細を選ぶ", self.memory.text("folder"), _FILTER)
        return self.take(Path(name), texts) if name else Faults.of("month", "no_file_chosen")

    def _columns(self) -> list[Column]:
        look = self.session.look

        def untagged(one: CloudBill) -> str:
            return ratio(one.untagged_cents, one.cents)

        def tests(one: CloudBill) -> str:
            return ratio(one.test_cents, one.cents)

        return [
            Column("請求月", lambda one: one.month, show=show_month, width=124),
            Column("事業者", lambda one: one.provider, width=100),
            Column("通貨", lambda one: one.currency, width=70),
            Column("請求額", lambda one: one.cents, show=money, figure=True, width=130),
            Column("換算レート", lambda one: one.exchange_rate or "", width=100),
            Column("円の請求額", lambda one: one.yen, show=show_yen, figure=True, width=120),
            Column("未タグ", untagged, figure=True, width=80),
            Column("前の請求から", lambda one: change_of(look, one), figure=True, width=120),
            Column("検証環境", tests, figure=True, width=90),
            Column("行数", lambda one: one.lines, show=show_yen, figure=True, width=80),
            field_column(CloudBill, "note", 100),
        ]

    def _show_shares(self) -> None:
        current = self.bills.current
        known = self.session.book.all(CloudBill)
        bill = known.get(current[0].id) if current else None
        rows = shares_of(self.session.book, bill) if bill is not None else []
        for widget in (self._below, self.shares):
            widget.setVisible(bool(known))
        self.shares.set_records(rows)
        sums = {part.value: sum(one.yen.get(part, 0) for one in rows) for part in CloudPart}
        whole = {**sums, "whole": sum(one.whole for one in rows), "cents": sum(one.cents for one in rows)}
        self.shares.set_totals((Totals("合計", whole),) if rows else ())


def _share_columns() -> list[Column]:
    def part(which: CloudPart) -> Column:
        def yen(one: Share) -> int:
            return one.yen.get(which, 0)

        return Column(which.label, yen, show=show_yen, figure=True, width=130, key=which.value)

    return [
        Column("団体", lambda one: one.payer, width=140),
        *(part(which) for which in CloudPart),
        Column("計", lambda one: one.whole, show=show_yen, figure=True, width=140, key="whole"),
        Column("外貨の計", lambda one: one.cents, show=money, figure=True, width=140, key="cents"),
    ]

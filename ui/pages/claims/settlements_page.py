"""精算: what each member owes for a year in the end against what it has paid, before and after it is written down."""

from collections.abc import Sequence
from datetime import date

from core.calc.claims.refunds import returned_by_settlement, to_return
from core.calc.claims.settle import Settled, open_words, settled
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.documents.charts.waterfall import signed
from core.model.charges.charging import Assessment
from core.model.charges.claims import Settlement
from core.model.machine.faults import Faults, Refused
from core.model.values.dates import parse_fiscal_year, show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.claims.settling import settle
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {"settlements", "claims", "payments", "assessments", "year_items", "projects", "municipalities"}
_MOST_REASONS = 2
_EMPTY = "精算できる年度がありません。負担金の版を作り、予算と決算のページで決算額を入力してください。"


@dataclass(frozen=True, slots=True)
class _Line:
    """A settlement as it was written down, or (`id` below zero) as it would be now."""

    id: int
    fiscal_year: int
    project: str
    payer: str
    paid: int
    due: int
    settling: str
    handling: str
    settled_on: str
    back: int
    left: int


class SettlementsPage(Page):
    """The lines of all years, the newest first; those that are not written down yet say so."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        fields = (("fiscal_year", "年度(令和8年度)", 150), ("settled_on", "精算日", 150))
        self.adding = AddBar(fields, "精算を記録", self._settle)
        buttons = [
            button("年度の記録を削除", self._remove, help="選んだ行の年度の精算の記録を、すべて削除します。"),
            button("精算書を印刷", lambda: self.open_page.emit("reports/charge-settlement")),
        ]
        self.tools.addWidget(ToolLine(self.adding, buttons))
        self.sheet = Sheet(
            _columns(),
            name="精算",
            frozen=3,
            key=lambda one: one.id,
            store=memory,
            empty=EmptyState(_EMPTY, "予算と決算を開く", lambda: self.open_page.emit("year_items")),
        )
        self.told = SpacedLabel()
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.told)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.sheet.forget()
        self.adding.forget_refusal()
        book = self.session.book
        rows = list(book.all(Settlement).values())
        done = {one.fiscal_year for one in rows}
        back = returned_by_settlement(book)
        lines = [
            _Line(
                one.id,
                one.fiscal_year,
                one.project_name,
                one.payer,
                one.paid_yen,
                one.due_yen,
                one.settling.label,
                one.handling.label,
                one.settled_on,
                yen := back.get(one.id, 0),
                max(0, to_return(one.difference, one.handling) - yen),
            )
            for one in rows
        ]
        open_ = {one.fiscal_year for one in book.all(Assessment).values()} - done
        reasons, left = list[str](), list[str]()
        for year in sorted(open_, reverse=True):
            found = self._now(year)
            if isinstance(found, str):
                reasons.append(found)
                continue
            lines += _lines(found)
            if told := open_words(found):
                left.append(f"{show_fiscal_year(year)}: {told}")
        lines.sort(key=lambda one: (-one.fiscal_year, one.project, abs(one.id)))
        self.sheet.set_records(lines)
        told = (
            "差引は、精算後の負担金から納付計を引いた額です。△は返す額です。"
            "翌年度に充当、団体別に繰越とした事業では、記録すると翌年度の費目に団体ごとの額が入ります。"
        )
        to_pay = [one for one in lines if one.settled_on and one.left]
        if to_pay:
            yen = sum(one.left for one in to_pay)
            told += f"\nまだ返していない還付: {len(to_pay):,}件 {yen:,}円。返したら「請求と納付」で、還付を記録します。"
        self.told.setText("\n".join([told, *left, *_reasons(reasons)]))

    def open_search(self) -> None:
        self.sheet.open_search()

    def _now(self, year: int) -> list[Settled] | str:
        """Return the settlement of a year as it would be now, or why there is none."""
        try:
            return settled(self.session.book, year)
        except SplitRefused as refused:
            return f"{show_fiscal_year(year)}はまだ精算できません。{sentence(refused.fault)}"

    def _settle(self, texts: dict[str, str]) -> Faults | None:
        try:
            year = parse_fiscal_year(texts["fiscal_year"])
        except Refused as refused:
            return Faults((refused.at("fiscal_year"),))
        day = texts["settled_on"].strip() or date.today().isoformat()
        return self.session.run(settle(self.session.book, year, day))

    def _remove(self) -> None:
        current = self.sheet.current
        if current is None:
            return
        rows = [one for one in self.session.book.all(Settlement).values() if one.fiscal_year == current[0].fiscal_year]
        returned = returned_by_settlement(self.session.book)
        back = sum(returned.get(one.id, 0) for one in rows)
        if rows and self.run(remove(self.session.book, rows)):
            told = "精算の記録を削除しました。翌年度の費目に入れた充当・追加は、次に記録するまで残ります。"
            if back:
                told += f"還付の記録({back:,}円)も残ります。"
            self.message.show_message("info", told, "元に戻す", self.session.undo)


def _lines(rows: Sequence[Settled]) -> list[_Line]:
    """Return the lines of a settlement that is not written down yet."""
    found: list[_Line] = []
    for one in rows:
        for code, name in one.names.items():
            id = -(one.fiscal_year * 10_000 + len(found) + 1)
            ways = one.settling.label, one.handled(code).label
            yen, left = one.back(code).yen, one.left_to_return(code)
            found.append(
                _Line(id, one.fiscal_year, one.project, name, one.paid[code], one.due[code], *ways, "", yen, left)
            )
    return found


def _reasons(found: list[str]) -> list[str]:
    """Return why years cannot be settled, the newest first; many are counted."""
    more = len(found) - _MOST_REASONS
    return found[:_MOST_REASONS] + ([f"ほか{more:,}年度も、まだ精算できません。"] if more > 0 else [])


def _columns() -> list[Column]:
    def state(one: _Line) -> str:
        return f"{show_date(one.settled_on)}に記録" if one.settled_on else "未記録(試算)"

    def mark(one: _Line) -> Mark | None:
        return Mark(bold=True) if one.settled_on else None

    return [
        Column("年度", lambda one: one.fiscal_year, show=show_fiscal_year, width=104),
        Column("事業", lambda one: one.project, width=130),
        Column("団体", lambda one: one.payer, width=104),
        Column("納付計", lambda one: one.paid, show=show_yen, figure=True, width=112),
        Column("精算後の負担金", lambda one: one.due, show=show_yen, figure=True, width=136),
        Column("差引", lambda one: one.due - one.paid, show=signed, figure=True, width=112),
        Column("処理", lambda one: one.handling, width=112, align=CENTER),
        Column("精算の方法", lambda one: one.settling, width=150),
        Column("状態", state, width=176, mark=mark),
        Column("還付済", lambda one: one.back or None, show=show_yen, figure=True, width=112),
    ]

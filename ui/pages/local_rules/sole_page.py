"""1団体のルール: the rules that only one member keeps, with what it would cost to give them up or to go on."""

from core.calc.local_rules.board import Board, Sole, board_of, sole_rules
from core.calc.local_rules.payback import (
    TERMS,
    Payback,
    Quoted,
    payback_of,
    quoted,
    rate_on,
    whole_yen,
    work_cost,
)
from core.documents.local_rules.by_member import effect_text, ordinance_text
from core.documents.local_rules.wording import system_of
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {
    *("municipalities", "consortium", "participations", "systems", "local_rules", "local_rule_uses", "labour_rates"),
    *("links", "customizations", "options", "quotes"),
}
STOP_TERMS = (
    "やめる場合の年額は、その団体の(見直し後の年間作業時間−今の年間作業時間)×人件費の単価です。"
    "続ける場合の費用は、カスタマイズの初期費用と年額です。"
)


class SolePage(Page):
    """Nothing is typed here; the button leads to the rule."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._board: Board = board_of(session.book)
        self._costs: dict[int, Quoted] = {}
        self._years: dict[int, Payback] = {}
        self.sheet = Sheet(
            self._columns(),
            name="1団体のルール",
            frozen=2,
            key=lambda one: one.rule.id,
            store=memory,
            empty=EmptyState(
                "1団体だけが続けている独自ルールはありません。独自ルールのページで、団体の扱いを入力してください。",
                "独自ルールを開く",
                lambda: self.open_page.emit("local_rules"),
            ),
        )
        self.terms = SpacedLabel()
        self.tools.addStretch(1)
        help = "選んだルールを独自ルールのページで開きます。"
        self.tools.addWidget(button("このルールを開く", self._open, help=help))
        self.tools.addWidget(button("対照表を印刷", lambda: self.open_page.emit("reports/local-rules")))
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.terms)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        book = self.session.book
        self._board = board_of(book)
        found = sole_rules(self._board)
        self._costs = {one.rule.id: quoted(self._board, one.rule) for one in found}
        self._years = {one.rule.id: payback_of(self._board, one.rule) for one in found}
        self.sheet.set_records(found)
        rate = rate_on(book)
        taken = "人件費の単価が登録されていないため、年額と回収年数は未算定です。"
        if rate is not None:
            taken = f"人件費の単価は{show_yen(rate.hour_yen)}円/時間({show_date(rate.from_on)}から)です。"
        self.terms.setText(f"{STOP_TERMS}{TERMS}{taken}" if found else "")

    def show_part(self, name: str) -> None:
        """Go to the rule with this id."""
        if name.isdecimal():
            self.sheet.select(int(name))

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("番号", lambda one: one.rule.number, width=56, align=CENTER),
            Column("独自ルール", lambda one: one.rule.name, width=240, tooltip=lambda one: one.rule.name),
            Column("続けている団体", lambda one: one.member.name, width=110),
            Column(
                "未調査の団体",
                lambda one: one.unasked,
                show=lambda count: f"{count:,}" if count else "",
                figure=True,
                width=100,
                help="まだ調べていない団体の数です。調べると、1団体だけではなくなることがあります。",
            ),
            Column("やめる場合(円/年)", self._stop_text, figure=True, width=130, help=STOP_TERMS),
            Column(
                "続ける場合の初期(円)",
                lambda one: show_yen(self._costs[one.rule.id].one_off_yen),
                tooltip=lambda one: self._costs[one.rule.id].source,
                figure=True,
                width=150,
            ),
            Column(
                "続ける場合(円/年)",
                lambda one: show_yen(self._costs[one.rule.id].yearly_yen),
                tooltip=lambda one: self._costs[one.rule.id].source,
                figure=True,
                width=130,
            ),
            Column("回収年数", lambda one: self._years[one.rule.id].text, width=110, align=CENTER, help=TERMS),
            Column("対応", lambda one: one.rule.cover.label, width=120),
            Column("根拠", lambda one: one.row.basis, width=150),
            Column("件数(件/年)", lambda one: one.row.yearly_count, show=show_yen, figure=True, width=100),
            Column("今の時間(分/年)", lambda one: one.row.minutes_now, show=show_yen, figure=True, width=120),
            Column("見直し後(分/年)", lambda one: one.row.minutes_after, show=show_yen, figure=True, width=120),
            Column("住民への影響", lambda one: effect_text(one.row), width=160),
            Column("条例改正・議会", lambda one: ordinance_text(one.row), width=130),
            Column("やめられない理由", lambda one: one.row.reason, width=220),
            Column("業務", lambda one: system_of(self.session.book, one.rule), width=130),
        )

    def _stop_text(self, one: Sole) -> str:
        rate, now, after = rate_on(self.session.book), one.row.minutes_now, one.row.minutes_after
        if rate is None or now is None or after is None:
            return ""
        return show_yen(whole_yen(work_cost(after - now, rate.hour_yen)))

    def _open(self) -> None:
        current = self.sheet.current
        if current:
            self.open_page.emit(f"local_rules/{current[0].rule.id}")

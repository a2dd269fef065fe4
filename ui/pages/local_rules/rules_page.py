"""独自ルール: what every municipality makes of every local rule, how the rule is met, and whether a customization
pays."""

from core.calc.local_rules.board import RATE_TERMS, Board, board_of, covered, reviewed_by, rules_of
from core.calc.local_rules.payback import TERMS, WORK_TERMS, Payback, Work, added_work, payback_of
from core.calc.members import Member
from core.documents.local_rules.wording import avoided_text, decided
from core.model.council import Municipality
from core.model.local_rules import NOT_ASKED, LocalRule, Use
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.money import show_yen
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit_cells
from core.operations.local_rules.using import use_cells
from ui.look import theme
from ui.pages.beside import beside
from ui.pages.editing import edits_through, field_column, row_appends, together, undo_point
from ui.pages.local_rules.rule_side import RuleSide
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

KEYS = {"1": Use.KEPT.label, "2": Use.STANDARD.label, "3": Use.STOPPED.label, "4": Use.ABSENT.label, "0": NOT_ASKED}
_ORDER: tuple[Use | None, ...] = (None, *Use)
_MARKS = {
    Use.KEPT: Mark(foreground=theme.PRIMARY, bold=True),
    Use.STANDARD: None,
    Use.STOPPED: Mark(foreground=theme.SECONDARY),
    Use.ABSENT: Mark(foreground=theme.SECONDARY),
}
_APART = Mark(foreground=theme.SECONDARY, background=theme.LIGHT_LINE)
"""Whoever does not take part in the system of a rule is not asked: the cell is grey."""
_FRAME = {"municipalities", "consortium", "participations", "systems"}
_TABLES = {
    *_FRAME,
    *("local_rules", "local_rule_uses", "labour_rates", "links", "customizations", "options", "quotes", "decisions"),
}
_FIELDS = (("name", "独自ルール", 260), ("system_id", "業務", 130), ("kind", "種類", 110))
_WIDE_COLUMNS = 10
_PANEL = 460
_LEAST_COLUMNS = 4


class RulesPage(Page):
    """The matrix at the left; beside it what the chosen municipality says of the chosen rule, and the rule's years."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._board: Board = board_of(session.book)
        self._uses: dict[int, dict[int, Use | None]] = {}
        self._years: dict[int, Payback] = {}
        self._work: dict[int, Work] = {}
        self._wanted = 0
        empty = "まだ独自ルールがありません。上の欄に独自ルールの名称を入れて「独自ルールを追加」を押してください。"
        self.sheet = Sheet(
            (),
            name="独自ルール",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            on_append=row_appends(session, LocalRule),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(empty),
        )
        self.adding = AddBar(_FIELDS, "独自ルールを追加", self._add)
        self.form = RuleSide(session, memory)
        self.side = beside(self.sheet, self.form, _PANEL, "local_rules", memory, columns=_LEAST_COLUMNS)
        help = "選んだ独自ルールを、その団体別の状況とともに削除します。元に戻せます。"
        self.tools.addWidget(
            ToolLine(
                self.adding,
                [
                    button("削除", lambda: self.remove_selected(self.sheet), help=help),
                    self.side.button,
                    button("対照表を印刷", lambda: self.open_page.emit("reports/local-rules")),
                    button("団体別に印刷", lambda: self.open_page.emit("reports/local-rules-by-member")),
                ],
            )
        )
        self.body.addWidget(self.side, 1)
        self.show_links_below(self.sheet)
        self.sheet.current_changed.connect(self._show_current)
        self.offer_rows(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & _TABLES:
            book = self.session.book
            self._board = board_of(book)
            rules = rules_of(book)
            self._uses = {rule.id: self._board.uses(rule) for rule in rules}
            self._work = {rule.id: added_work(self._board, rule) for rule in rules}
            self._years = {rule.id: payback_of(self._board, rule) for rule in rules}
            if changed is None or changed.tables & _FRAME:
                self.sheet.set_columns(self._columns(), rules)
            else:
                self.sheet.set_records(rules)
            self.sheet.set_totals(self._totals(rules))
            if self._wanted:
                self.sheet.select(self._wanted)
                self._wanted = 0
        self._show_current()

    def show_part(self, name: str) -> None:
        """Go to the rule with this id."""
        self._wanted = int(name) if name.isdecimal() else 0
        self.sheet.select(self._wanted)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        members, look = self._board.members, self.session.look
        width = 64 if len(members) > _WIDE_COLUMNS else 80
        return (
            field_column(LocalRule, "number", 76, align=CENTER),
            field_column(LocalRule, "name", 240, tooltip=lambda one: one.name),
            *(self._member_column(member, width) for member in members),
            field_column(LocalRule, "cover", 130),
            Column(
                "回収年数",
                lambda one: self._years[one.id],
                show=lambda years: years.text,
                width=120,
                align=CENTER,
                sort=_years_order,
                help=TERMS,
                key="payback",
            ),
            Column(
                "増える時間(分/年)",
                lambda one: self._work[one.id],
                show=lambda work: show_yen(work.minutes) + ("※" if work.is_partial else ""),
                sort=lambda work: (work.minutes is None, work.minutes or 0),
                figure=True,
                width=130,
                help=f"{WORK_TERMS}※は一部未算定です。",
                key="work",
            ),
            Column(
                "避けた費用(円)",
                lambda one: avoided_text(self._board, one),
                figure=True,
                width=120,
                help="カスタマイズせずに対応すると決めたルールの、カスタマイズの初期費用です。",
                key="avoided",
            ),
            Column("決定", lambda one: decided(self.session.book, one), width=150, key="decided"),
            field_column(LocalRule, "system_id", 130, look),
            field_column(LocalRule, "kind", 100),
            field_column(LocalRule, "standard", 120),
            field_column(LocalRule, "stage", 110),
            field_column(LocalRule, "note", 220, tooltip=lambda one: one.note),
        )

    def _member_column(self, member: Member, width: int) -> Column:
        def use(rule: LocalRule) -> Use | None:
            return self._uses.get(rule.id, {}).get(member.id)

        def apart(rule: LocalRule) -> bool:
            return member.id not in self._uses.get(rule.id, {})

        def key(rule: LocalRule, typed: str) -> str | None:
            if typed == " ":
                following = _ORDER[(_ORDER.index(use(rule)) + 1) % len(_ORDER)]
                return following.label if following is not None else NOT_ASKED
            return KEYS.get(typed)

        def said(rule: LocalRule) -> str:
            if apart(rule):
                return "この業務に参加していません"
            now = use(rule)
            return now.label if now is not None else NOT_ASKED

        def mark(rule: LocalRule) -> Mark | None:
            now = use(rule)
            return _APART if apart(rule) else _MARKS[now] if now is not None else None

        return Column(
            member.name,
            use,
            show=lambda one: one.mark if one is not None else "",
            plain=lambda one: one.label if one is not None else NOT_ASKED,
            sort=_ORDER.index,
            width=width,
            align=CENTER,
            edit=member.id,
            key=member.code,
            key_values=key,
            choices=tuple(KEYS.values()),
            mark=mark,
            tooltip=said,
            spoken=said,
            help=f"{member.name}の扱い。1=続ける 2=標準で足りる 3=やめる 4=該当なし 0=未調査。{RATE_TERMS}",
        )

    def _totals(self, rules: list[LocalRule]) -> tuple[Totals, ...]:
        if not rules:
            return ()
        rates = {
            member.code: reviewed_by([self._uses[rule.id].get(member.id) for rule in rules])
            for member in self._board.members
        }
        short = {code: rate.text.partition("(")[0] for code, rate in rates.items()}
        full = {code: f"見直し率 {rate.text}。{RATE_TERMS}" for code, rate in rates.items()}
        return (Totals("見直し率", {**short, "cover": covered(rules).text}, full),)

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        return together(edits, lambda edit: isinstance(edit.column.edit, int), self._decide_uses, self._decide_fields)

    def _decide_uses(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        known = self.session.book.all(Municipality)
        return use_cells(self.session.book, [(edit.record, known[edit.column.edit], edit.text) for edit in edits])

    def _decide_fields(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        return edit_cells(self.session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    def _show_current(self) -> None:
        current = self.sheet.current
        rule = self.session.book.all(LocalRule).get(current[0].id) if current else None
        chosen = current[1].edit if current is not None and isinstance(current[1].edit, int) else None
        self.form.show_rule(self._board, rule, chosen)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        before = self.session.book.last_id(LocalRule)
        typed = {name: text for name, text in texts.items() if text.strip()}
        faults = self.session.run(add_row(self.session.book, LocalRule, typed))
        if faults is None and self.session.book.last_id(LocalRule) > before:
            self.sheet.select(self.session.book.last_id(LocalRule))
        return faults


def _years_order(years: Payback) -> tuple[int, float]:
    if years.missing:
        return (2, 0.0)
    return (1, 0.0) if years.years is None else (0, float(years.years))

"""結果: what every bidder has and why, who would be first by every rule in public use, and what would turn it."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.evaluation.comparing import (
    Gap,
    Ruled,
    Turn,
    gap,
    is_open,
    judged_to_the_end,
    numbers_of,
    place_of,
    turning,
)
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.explain import explain
from core.calc.evaluation.frame import frame_of
from core.calc.evaluation.price import evenly, show_points
from core.calc.evaluation.results import BidderResult, Evaluation, Verdict
from core.calc.evaluation.values import ruled
from core.model.evaluation import Procurement
from core.model.papers.printouts import report_title
from core.model.values.evaluation_rules import Part
from core.operations.evaluation.acting import record_draw
from core.words.sentences import sentence
from ui.dialogs.questions import ask_for_text
from ui.look import theme
from ui.pages.evaluation.choices import ProcurementChoice
from ui.pages.page import Page, only_with, scrolled, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.background import while_writing
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {"procurements", "criteria", "bidders", "reviewers", "scores", "acts"}
Points = Callable[[BidderResult], Fraction | None]
Shown = Callable[[BidderResult], str]
MOST_ROWS = 6
"""So many bidders are seen before the rules below get too little room."""
_OPEN = "結果がまだ決まっていないため、1位が変わる条件は言えません。"
LEAST_RULES = 170
"""In so many px the heading and three rules are seen; a lower page scrolls."""
_FIRST = Mark(foreground=theme.PRIMARY, bold=True)
_OUT = Mark(foreground=theme.SECONDARY)


class EvaluationPage(Page):
    """The bidders above, the rules below, the reasons at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.evaluation: Evaluation | None = None
        self.choice = ProcurementChoice(session, memory, self._show)
        self.tools.addWidget(QLabel("案件"))
        self.tools.addWidget(self.choice)
        self.tools.addStretch(1)
        self.drawing = self.add_tool(
            "同点を決める", self._draw, help="くじや協議の結果を、立ち会った人とともに記録します。"
        )
        self.add_tool("評価結果一覧を印刷", lambda: self.open_page.emit("reports/evaluation"))
        self.add_tool("規則別順位表を印刷", lambda: self.open_page.emit("reports/evaluation-rules"))
        self.results = Sheet(
            (),
            name="評価結果",
            frozen=2,
            key=lambda one: one.bidder.id,
            store=memory,
            empty=EmptyState(
                "まだ提案者がありません。提案者のページで登録するか、公表された結果の表を取り込んでください。",
                "提案者のページを開く",
                lambda: self.open_page.emit("bidders"),
            ),
        )
        self.results.current_changed.connect(self._explain)
        self.rules = Sheet((), name=report_title("evaluation-rules"), frozen=1, key=lambda one: one.name, store=memory)
        self.rules.setMinimumHeight(LEAST_RULES)
        self.why = DerivationPanel()
        self.notes, self.turning = SpacedLabel(), SpacedLabel()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.results)
        column.addWidget(self.notes)
        headings = small_title(report_title("evaluation-rules")), small_title("1位が変わる条件")
        column.addWidget(headings[0])
        column.addWidget(self.rules, 1)
        column.addWidget(headings[1])
        column.addWidget(self.turning)
        only_with(self.results, *headings, self.rules, self.turning)
        self.side = self.show_beside(scrolled(left), self.why, "evaluation", 330, table=self.results)
        self.tools.addWidget(self.side.button)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.results.forget()
            self.rules.forget()
        self.choice.reload()
        self._show()

    def open_search(self) -> None:
        self.results.open_search()

    def _show(self) -> None:
        chosen = self.choice.procurement
        made, rules, turns = self._computed(chosen) if chosen is not None else (None, [], "")
        self.evaluation = made
        rows = made.ranked if made is not None else []
        self.results.set_columns(self._columns(made), rows)
        self.results.fit_rows(MOST_ROWS)
        self.drawing.setVisible(made is not None and any(one.verdict is Verdict.TIED for one in made.results))
        narrowed = numbers_of(made) if made is not None else ""
        notes = [f"{narrowed}。"] if narrowed else []
        notes += [sentence(one) for one in made.notes] if made is not None else []
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self.rules.set_columns(_rule_columns(made), rules)
        self.turning.setText(turns)
        if rows:
            self.results.select(rows[0].bidder.id)
        self._explain()

    def _computed(self, chosen: Procurement) -> tuple[Evaluation, list[Ruled], str]:
        """Return the result, what it would be by every rule and what would turn it; many bidders and seats take long,
        and so it is computed beside the window."""

        def work() -> tuple[Evaluation, list[Ruled], str]:
            made = evaluate(frame_of(self.session.book, chosen))
            return made, ruled(made), _what_turns(made) if made.results else ""

        return while_writing("結果を計算しています…", self, work)

    def _columns(self, made: Evaluation | None) -> tuple[Column, ...]:
        parts = list(made.technical.full) if made is not None else []
        full = {part: show_points(made.technical.full[part]) for part in parts} if made is not None else {}
        rows = made.results if made is not None else ()
        early = made.early if made is not None else None

        def even(points: Points) -> Shown:
            shown = {one.bidder.id: text for one, text in zip(rows, evenly(points(one) for one in rows), strict=True)}
            return lambda one: shown[one.bidder.id]

        return (
            Column("順位", lambda one: one.rank, width=56, align=CENTER),
            Column("提案者", lambda one: one.bidder.name, width=140),
            Column("判定", lambda one: one.verdict.label, width=90 if early is None else 160, mark=_mark),
            Column("合計", even(lambda one: one.total), figure=True, width=100, mark=_mark),
            *([_early_column(early.full, even(lambda one: one.first))] if early is not None else []),
            *([_price_column(made.price_full, even(_price))] if made is not None and made.price_full else []),
            *(_part_column(part, full[part], even(partial(_part, part))) for part in parts),
            Column("注", _remark, width=240, tooltip=_remark),
        )

    def _explain(self) -> None:
        current = self.results.current
        if self.evaluation is None or current is None:
            self.why.clear_derivation()
        else:
            self.why.show_derivation(explain(self.evaluation, current[0]))

    def _draw(self) -> None:
        """Ask how equals were told apart, who was there, and who came first."""
        made, chosen = self.evaluation, self.choice.procurement
        if made is None or chosen is None:
            return
        tied = {one.bidder.name: one.bidder for one in made.results if one.verdict is Verdict.TIED}
        names = "、".join(tied)
        how = ask_for_text(self, "同点を決める", "決め方を入力してください(くじ、協議、委員長の決定など)。", "くじ")
        who = ask_for_text(self, "同点を決める", "立ち会った人を入力してください。", "") if how else ""
        order = (
            ask_for_text(self, "同点を決める", "決まった順に、提案者を「、」で区切って入力してください。", names)
            if who
            else ""
        )
        if not order:
            return
        wanted = [name.strip() for name in order.split("、") if name.strip()]
        bidders = [tied[name] for name in wanted if name in tied]
        if len(bidders) < len(wanted):
            bidders = []
        self.run(record_draw(self.session.book, chosen, bidders, how, who, self.session.now()))


def _mark(one: BidderResult) -> Mark | None:
    return _FIRST if one.verdict is Verdict.FIRST else _OUT if one.verdict in {Verdict.OUT, Verdict.DROPPED} else None


def _remark(one: BidderResult) -> str:
    return " ".join((*map(sentence, one.remarks), *(f"下限: {text}" for text in one.short)))


def _part(part: Part, one: BidderResult) -> Fraction | None:
    return one.parts.get(part)


def _price(one: BidderResult) -> Fraction | None:
    return one.price.points if one.price else None


def _price_column(full: int, shown: Shown) -> Column:
    return Column(f"価格点\n({show_points(full)}点)", shown, figure=True, width=124, key="price")


def _early_column(full: Fraction, shown: Shown) -> Column:
    return Column(f"一次審査\n({show_points(full)}点)", shown, figure=True, width=110, key="early")


def _part_column(part: Part, full: str, shown: Shown) -> Column:
    return Column(
        f"{part.label}\n({full}点)",
        shown,
        figure=True,
        width=124,
        key=part.value,
    )


def _rule_columns(made: Evaluation | None) -> tuple[Column, ...]:
    bidders = judged_to_the_end(made) if made is not None else ()
    names = {one.id: one.name for one in bidders}

    def rank(id: int) -> Column:
        return Column(names[id], lambda one: place_of(one, id), width=150, key=f"b{id}")

    return (
        Column("規則", lambda one: f"{one.name}(この案件)" if one.is_ours else one.name, width=200, key="rule"),
        Column("1位", lambda one: one.first, width=140, key="first"),
        *(rank(one.id) for one in bidders),
    )


def _what_turns(made: Evaluation) -> str:
    return _OPEN if is_open(made) else _turning_words(gap(made), turning(made))


def _turning_words(between: Gap | None, turns: list[Turn]) -> str:
    lines = []
    if between is not None:
        lines.append(f"2位の{between.second}は、1位の{between.first}と{show_points(between.points, 2)}点差です。")
        if between.cheaper_yen is not None:
            lines.append(f"ほかが同じなら、{between.second}の提案額が{between.cheaper_yen:,}円以下で1位になります。")
    by_first: dict[tuple[str, str], list[str]] = {}
    for one in turns:
        by_first.setdefault((one.first, one.kind), []).append(one.name)
    lines += [
        f"{kind}「{'」「'.join(names)}」{'のどれか1つ' if len(names) > 1 else ''}を除くと、1位は{first}になります。"
        for (first, kind), names in by_first.items()
    ]
    if not turns:
        lines.append("どの審査員、どの評価項目を除いても、1位は変わりません。")
    return "\n".join(lines)

"""増減の要因: why a member is charged another amount than before, factor by factor, as a chart and as a table."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.calc.charges.explain import Explanation, FactorStep
from core.calc.charges.identity import known_in, today_of
from core.calc.charges.scenario_years import scenario_years
from core.calc.charges.versions import (
    Charged,
    Version,
    beside,
    charged,
    explanation,
    names_of,
    newest_first,
    steps_after,
)
from core.calc.derivation import Derivation, step, yen
from core.calc.splitting.apportion import SplitRefused
from core.documents.charges.explanation import told_words, waterfall
from core.documents.charts.waterfall import signed, waterfall_chart
from core.documents.paper.drawing import Drawing
from core.model.charges.charging import Assessment, YearItem
from core.words.sentences import sentence
from ui.pages.evaluation.choices import Choice
from ui.pages.page import Page, only_with, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.drawing_view import DrawingView
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import named

_TABLES = {
    *("projects", "year_items", "assessments", "municipalities", "populations", "weights", "weight_years"),
    *("consortium", "participations", "systems", "fixed_amounts", "scenarios", "scenario_members", "cost_lines"),
    *("cost_amounts", "tax_rates", "current_costs", "penalties"),
}
_EMPTY = "負担金や試算が2つ以上あると、団体ごとに増減の要因を示せます。負担金のページで年度の版を作ってください。"
_MEAN = "要因を置き換えるすべての順序の平均です。1円未満は最大剰余の順に1円ずつ足しています。"
_SEQUENCE = "上から順に1つずつ置き換え、そのつど按分し直した差です。"
_CHOICE_CHARACTERS = 14
"""As wide as so many Latin letters a choice shows 「令和元年度(最新)」 and 「順に置き換える」 whole."""
_MOST_CHOICE = 280
"""So many px at the most, so that the four choices are one line at 1366×768 beside the navigation."""
_TOOLS = 1_000
"""Where the page has so many px, its buttons have a line of their own rather than the navigation gives way."""
LEAST_STEPS = 150
"""In so many px the heading, a factor and the sum are seen; a lower page scrolls."""


class ExplanationPage(Page):
    """What is compared is chosen above; the chart, the table of factors, and at the right what changed."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.made: Explanation | None = None
        self._sides: tuple[list[Charged], list[Charged]] = [], []
        self.member = Choice("団体", self._show)
        self.first = Choice("前の負担金", self._show)
        self.second = Choice("後の負担金", self._show)
        self.way = Choice("分け方", self._show)
        self.way.offer([("順に置き換える", False), ("すべての順序の平均", True)])
        for label, choice in (("団体", self.member), ("前", self.first), ("後", self.second), ("分け方", self.way)):
            self.tools.addWidget(named(label, choice))
        for choice in (self.first, self.second, self.way):
            choice.setMinimumContentsLength(_CHOICE_CHARACTERS)
            choice.setMaximumWidth(_MOST_CHOICE)
        self.tools.addStretch(1)
        self.add_tool("負担金の説明を印刷", lambda: self.open_page.emit("reports/charge-explanation"))
        self.chart = DrawingView()
        self.told = SpacedLabel()
        self.steps = Sheet(
            _columns(),
            name="増減の要因",
            frozen=1,
            key=lambda one: (one.factor.value, one.label),
            store=memory,
            empty=EmptyState(_EMPTY, "負担金を開く", lambda: self.open_page.emit("charges")),
        )
        self.steps.setMinimumHeight(LEAST_STEPS)
        self.steps.current_changed.connect(self._explain)
        self.why = DerivationPanel()
        seen = QWidget()
        inner = QVBoxLayout(seen)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.chart)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(seen)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(scroll, 1)
        heading = small_title("要因")
        column.addWidget(heading)
        column.addWidget(self.steps, 1)
        only_with(self.steps, scroll, heading)
        self.side = self.show_beside(left, self.why, "explanations", 340, table=self.steps)
        self.tools.addWidget(self.side.button)

    @property
    def least_width(self) -> int:
        return min(super().least_width, _TOOLS)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.steps.forget()
        self._offer()
        self._show()

    def open_search(self) -> None:
        self.steps.open_search()

    def _offer(self) -> None:
        """Offer the years with their versions, the newest first, then the scenarios, and the members of all of them."""
        book = self.session.book
        rows = newest_first(book.all(Assessment).values())
        versions: list[Version] = []
        for year in sorted({one.fiscal_year for one in rows}, reverse=True):
            versions.append(Version(year))
            stages = dict.fromkeys(one.stage for one in rows if one.fiscal_year == year)
            versions += [Version(year, stage) for stage in stages]
        with_items = sorted({one.fiscal_year for one in book.all(YearItem).values()}, reverse=True)
        live = [Version(year, live=True) for year in with_items]
        compared = [Version(year, scenario=one.name) for one, year in scenario_years(book)]
        offered = [(_called(one), one) for one in (*versions, *live, *compared)]
        newest = [one for one in versions if one.stage is None]
        likely = [*newest, *compared]
        self.second.offer(offered, None if self.second.key else likely[0] if likely else None)
        self.first.offer(offered, None if self.first.key else likely[1] if len(likely) > 1 else None)
        names, today = dict[str, str](), today_of(book)
        for one in (*newest, *compared[:1]):
            for code, name in names_of(_charged(self.session, one)).items():
                names.setdefault(today(code), name)
        self.member.offer([(name, code) for code, name in names.items()])

    def _show(self) -> None:
        first, second, code = self.first.key, self.second.key, self.member.key
        self.made, told = None, ""
        if isinstance(first, Version) and isinstance(second, Version) and isinstance(code, str):
            try:
                book = self.session.book
                after = charged(book, second)
                self._sides = beside(book, charged(book, first), after), after
                code = known_in(book, names_of([*after, *self._sides[0]]))(code)
                self.made = explanation(*self._sides, code, mean=bool(self.way.key))
            except SplitRefused as refused:
                told = sentence(refused.fault)
        made = self.made
        if made is not None and isinstance(first, Version) and isinstance(second, Version):
            way = _MEAN if made.is_mean else _SEQUENCE
            names = first.label, second.label
            told = f"{names[0]} {made.first:,}円 → {names[1]} {made.second:,}円　差 {signed(made.difference)}円　{way}"
            self.chart.show_chart(_draw(made, *names))
            self.steps.set_records(list(made.steps))
            self.steps.set_totals((Totals("差の合計", {"yen": made.difference}),))
        else:
            self.chart.show_drawing(Drawing(400, 1, ()))
            self.steps.set_records([])
            self.steps.set_totals(())
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._explain()

    def _explain(self) -> None:
        current = self.steps.current
        if self.made is None or current is None:
            self.why.clear_derivation()
            return
        one: FactorStep = current[0]
        steps = []
        if one.told:
            inputs = [(what, f"{before} → {after}" if before or after else "") for what, before, after in one.told]
            steps.append(step("変わったもの", "", inputs))
        if one.before is not None and one.after is not None:
            words = "この要因を後の負担金のものに置き換えて、按分し直す"
            inputs = [("置き換える前の負担金", yen(one.before)), ("置き換えた後の負担金", yen(one.after))]
            steps.append(step("負担金", words, inputs, f"{signed(one.yen)}円"))
            steps += steps_after(*self._sides, self.made.code, one.factor)
        else:
            steps.append(step("平均", _MEAN, (), f"{signed(one.yen)}円"))
        self.why.show_derivation(Derivation(one.label, tuple(steps)))


def _charged(session: Session, version: Version) -> list[Charged]:
    try:
        return charged(session.book, version)
    except SplitRefused:
        return []


def _called(version: Version) -> str:
    told = version.stage or version.live or version.scenario
    return version.label if told else f"{version.label}(最新)"


def _draw(made: Explanation, first: str, second: str) -> Callable[[float], Drawing]:
    return lambda width: waterfall_chart(waterfall(made, first, second), width)


def _columns() -> list[Column]:
    return [
        Column("要因", lambda one: one.label, width=250, wide=True, tooltip=lambda one: one.label),
        Column("増減(円)", lambda one: one.yen, show=signed, figure=True, width=130, key="yen"),
        Column("変わったもの", told_words, width=380, tooltip=told_words),
    ]

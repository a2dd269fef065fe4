"""五年間経費比較: who pays what of the fee, who saves how much, and who pays for the guarantee."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.calc.comparison.compare import Comparison, Row
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.subtotals import compared_groups
from core.documents.charts.bars import Bars, Group, bar_chart
from core.documents.charts.scale import Figures
from core.model.values.dates import show_fiscal_year
from ui.look import theme
from ui.pages.comparison.nothing import NothingCompared
from ui.pages.comparison.scenario_choice import ScenarioChoice
from ui.pages.page import Page, only_with
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals
from ui.tables.sheet.sheet import Sheet
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.drawing_view import DrawingView

TABLES = {
    "consortium",
    "municipalities",
    "populations",
    "weights",
    "weight_years",
    "fixed_amounts",
    "systems",
    "participations",
    "cost_lines",
    "cost_amounts",
    "current_costs",
    "penalties",
    "tax_rates",
    "scenarios",
    "scenario_members",
}
"""What a comparison is calculated from."""


NO_FEE = "利用料がまだないため、利用料と削減率は「－」です。経費明細を入力するか、試算に利用料の総額を入れてください。"
_OF_THE_FEE = {"ruled": "base", "paid": "cloud"}
"""The columns that show a dash where no fee is entered, and the names under which their widths are remembered."""


class ComparisonPage(Page):
    """The table and its chart at the left, the derivation of the selected member's share at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.comparison: Comparison | None = None
        self.choice = ScenarioChoice(session)
        self.choice.changed.connect(self._show)
        self.tools.addWidget(self.choice)
        self.tools.addStretch(1)
        self.add_tool("前提を変える", lambda: self.open_page.emit("scenarios"))
        self.add_tool("この表を印刷", lambda: self.open_page.emit("reports/comparison"))
        self.nothing = NothingCompared(self)
        self.sheet = Sheet(
            (),
            name="五年間経費比較",
            frozen=1,
            key=lambda row: row.code,
            store=memory,
            empty=self.nothing,
        )
        self.sheet.current_changed.connect(self._explain)
        self.chart = DrawingView()
        area = QScrollArea()
        area.setObjectName("chart")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.chart)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sheet, 3)
        column.addWidget(area, 2)
        only_with(self.sheet, area)
        self.derivation = DerivationPanel()
        self.side = self.show_beside(left, self.derivation, "comparison", 320, table=self.sheet)
        self.tools.addWidget(self.side.button)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.choice.forget()
        if changed is None or changed.tables & TABLES:
            self.choice.reload()
            self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _show(self) -> None:
        self.name_in_heading(self.choice.heading)
        result = compare_scenario(self.session.book, self.choice.scenario)
        if isinstance(result, Impossible):
            self.comparison = None
            self.nothing.say_why(result)
            self.sheet.set_records(())
            self.chart.hide()
            self.derivation.clear_derivation()
            return
        if result.rows and result.total.paid is None:
            self.message.show_message("info", NO_FEE, "経費明細を開く", lambda: self.open_page.emit("cost_lines"))
        else:
            self.message.hide()
        self.comparison = result
        self._names = {payer.code: payer.name for payer in result.premises.payers}
        self.sheet.set_columns(self._columns(result), result.rows.values())
        self.sheet.set_totals(self._totals(result) if result.rows else ())
        self._draw(result)
        self._explain()

    def _columns(self, result: Comparison) -> tuple[Column, ...]:
        display = self.choice.display

        def amount(label: str, get: str, width: int = 104, help: str = "") -> Column:
            show = display.known if get in _OF_THE_FEE else display.amount
            key = _OF_THE_FEE.get(get, get)
            return Column(label, lambda row: getattr(row, get), show=show, figure=True, width=width, key=key, help=help)

        first = result.premises.term.first
        return (
            Column("団体", lambda row: self._names[row.code], width=150 if result.premises.fee.deductions else 96),
            amount("現行経費", "current"),
            amount("規則による負担", "ruled", 112, "上限を考えない、按分規則だけによる負担額です。"),
            *(
                (amount("上限", "cap", help="最低削減保障による負担の上限です。"),)
                if result.total.cap is not None
                else ()
            ),
            amount("クラウド利用料", "paid", 116),
            Column("削減率", lambda row: display.rate(row.current, row.paid), figure=True, width=76, key="rate"),
            Column(
                "保障",
                lambda row: "上限" if row.at_cap else "",
                width=60,
                align=CENTER,
                key="at_cap",
                mark=lambda row: Mark(foreground=theme.PRIMARY, bold=True) if row.at_cap else None,
                help="上限に達している団体です。",
            ),
            amount("保障による増減", "shifted", 116, "上限で減った額(△)、または他の団体から引き受けた額です。"),
            amount("違約金", "penalty"),
            *(self._year_column(first + at, at) for at in range(result.premises.term.years)),
        )

    def _year_column(self, year: int, at: int) -> Column:
        return Column(
            show_fiscal_year(year),
            lambda row: row.years[at],
            show=self.choice.display.amount,
            figure=True,
            width=104,
            key=str(year),
        )

    def _totals(self, result: Comparison) -> tuple[Totals, ...]:
        rows = [self._total(name, row, result) for name, row in compared_groups(result)]
        if result.secretariat:
            kept = {"cloud": self.choice.display.amount(result.secretariat)}
            rows.append(Totals(result.premises.rounding.remainder.line_of_rest, kept))
        return (*rows, *self._deducted(result), self._total("合計", result.total, result))

    def _total(self, label: str, row: Row, result: Comparison) -> Totals:
        show, first = self.choice.display.amount, result.premises.term.first
        values = {
            _OF_THE_FEE.get(name, name): show(getattr(row, name))
            for name in ("current", "ruled", "cap", "paid", "shifted", "penalty")
        }
        values["rate"] = self.choice.display.rate(row.current, row.paid)
        values |= {str(first + at): show(yen) for at, yen in enumerate(row.years)}
        return Totals(label, values)

    def _deducted(self, result: Comparison) -> Iterator[Totals]:
        """Yield what the lines cost, and what is taken off before the members bear the rest."""
        gone = [one for one in result.premises.fee.deductions if one.is_gone]
        if gone:
            gross = result.premises.gross_years
            yield Totals("経費の総額", self._by_year(result, gross))
            for one in gone:
                yield Totals(one.line.name, self._by_year(result, [-yen for yen in one.years]))

    def _by_year(self, result: Comparison, years: Sequence[int]) -> dict[str, str]:
        show, first = self.choice.display.amount, result.premises.term.first
        return {"cloud": show(sum(years)), **{str(first + at): show(yen) for at, yen in enumerate(years)}}

    def _draw(self, result: Comparison) -> None:
        display = self.choice.display
        tax = self.session.book.consortium.tax_mode.label
        groups = [Group(self._names[row.code], _bars(row)) for row in result.rows.values()]
        bars = Bars(
            "現行経費とクラウド利用料",
            ("現行経費", "クラウド利用料"),
            (*groups, Group("合計", _bars(result.total), strong=True)),
            Figures(display.unit, display.digits, tax),
        )
        self.chart.show_chart(lambda width: bar_chart(bars, width))
        self.chart.setVisible(bool(groups))

    def _explain(self) -> None:
        current = self.sheet.current
        if current is None or self.comparison is None or not isinstance(current[0], Row):
            self.derivation.clear_derivation()
            return
        self.derivation.show_derivation(self.comparison.explain(current[0].code))


def _bars(row: Row) -> tuple[int | None, int | None]:
    return row.current, row.paid

"""団体別総額: everything that one municipality pays over the term, the figure that a mayor asks for."""

from collections.abc import Iterator

from core.calc.allocation.pricing import Money
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import TotalCost, TotalCosts, total_costs
from core.calc.subtotals import total_groups
from ui.pages.comparison.nothing import NothingCompared
from ui.pages.comparison.scenario_choice import ScenarioChoice
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.sheet import Sheet

_AMOUNTS = (
    ("current", "現行経費", ""),
    ("fee", "クラウド利用料", "五年間経費比較によります。"),
    ("one_off", "カスタマイズ\n(初期)", "費用按分の初期費用です。"),
    ("running", "カスタマイズ\n(運用)", "費用按分の年額を期間分合計した額です。"),
    ("penalty", "違約金", ""),
    ("out_of_scope", "調達外経費", ""),
    ("paid", "総額", "利用料、カスタマイズ、違約金、調達外経費の合計です。"),
    ("saving", "現行との差", "現行経費から総額を引いた額です。△は負担増です。"),
)


_OF_THE_FEE = {"fee": "cloud", "paid": "total"}
"""The columns that show a dash where no fee is entered, and the names under which their widths are remembered."""


class TotalCostsPage(Page):
    """One table for the chosen scenario."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.totals: TotalCosts | None = None
        self.choice = ScenarioChoice(session)
        self.choice.changed.connect(self._show)
        self.tools.addWidget(self.choice)
        self.tools.addStretch(1)
        self.add_tool("この表を印刷", lambda: self.open_page.emit("reports/totals"))
        self.nothing = NothingCompared(self)
        self.sheet = Sheet(
            (),
            name="団体別総額",
            frozen=1,
            key=lambda row: row.code,
            store=memory,
            empty=self.nothing,
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.choice.forget()
        self.choice.reload()
        self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _show(self) -> None:
        self.name_in_heading(self.choice.heading)
        book, scenario = self.session.book, self.choice.scenario
        result = compare_scenario(book, scenario)
        if isinstance(result, Impossible):
            self._show_nothing(result)
            return
        one_off, yearly = self.session.allocation(Money.ONE_OFF), self.session.allocation(Money.YEARLY)
        totals = total_costs(book, scenario, result, one_off, yearly)
        if isinstance(totals, Impossible):
            self._show_nothing(totals)
            return
        self.totals = totals
        self._payers = result.premises.payers
        self._names = {payer.code: payer.name for payer in self._payers}
        said = list(_warnings(totals))
        if said:
            self.message.show_message("warning", " ".join(said))
        else:
            self.message.hide()
        self.sheet.set_columns(self._columns(), totals.rows.values())
        self.sheet.set_totals(tuple(self._total_rows(totals)) if totals.rows else ())

    def _show_nothing(self, why: Impossible) -> None:
        self.totals = None
        self.nothing.say_why(why)
        self.sheet.set_records(())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("団体", lambda row: self._names[row.code], width=110),
            *(self._amount(name, label, help) for name, label, help in _AMOUNTS),
            Column("削減率", self._rate, figure=True, width=84, key="rate"),
        )

    def _amount(self, name: str, label: str, help: str) -> Column:
        return Column(
            label,
            lambda row: getattr(row, name),
            show=self.choice.display.known if name in _OF_THE_FEE else self.choice.display.amount,
            figure=True,
            width=118,
            key=_OF_THE_FEE.get(name, name),
            help=help,
        )

    def _rate(self, row: TotalCost) -> str:
        return self.choice.display.rate(row.current, row.paid)

    def _total_rows(self, totals: TotalCosts) -> Iterator[Totals]:
        for name, row in total_groups(totals, self._payers):
            yield self._total_row(name, row)
        if totals.unborne_row is not None:
            yield self._total_row("負担者なし", totals.unborne_row)
        yield self._total_row("合計", totals.total)

    def _total_row(self, name: str, row: TotalCost) -> Totals:
        show = self.choice.display.amount
        values = {_OF_THE_FEE.get(get, get): show(getattr(row, get)) for get, _, _ in _AMOUNTS}
        return Totals(name, {**values, "rate": self._rate(row)})


def _warnings(totals: TotalCosts) -> Iterator[str]:
    if totals.incomplete:
        yield f"見積のないカスタマイズが{len(totals.incomplete)}件あり、合計に入っていません(一部未算定)。"
    if totals.unborne:
        listed = "、".join(f"{one.label} {one.yen:,}円" for one in totals.unborne)
        yield f"負担する団体のない費用があります: {listed}。"

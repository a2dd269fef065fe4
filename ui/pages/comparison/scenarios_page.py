"""試算: premises side by side, one of them adopted, and what each member pays as a premise moves."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, scenarios_of
from core.calc.comparison.premises import Impossible
from core.calc.comparison.reduction import show_percent
from core.calc.comparison.what_if import differences, leaving
from core.calc.members import members_of
from core.calc.subtotals import groups_in, subtotal_name
from core.documents.comparison.sheet import adoption
from core.documents.paper.settings import PrintSettings
from core.jobs.printing import to_draw
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import Scenario, ScenarioMember
from core.model.values.money import show_yen
from core.operations.scenarios.deciding import add_scenario, adopt, copy_scenario, release, set_members
from core.words.sentences import sentence
from ui.pages.comparison.comparison_page import TABLES
from ui.pages.comparison.sensitivity_panel import SensitivityPanel
from ui.pages.editing import edits_through, field_column, field_edits, row_appends, undo_point
from ui.pages.page import Page, only_with, small_title
from ui.pages.pasting import blocks_of
from ui.pages.ruling import compose_selected
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.choice_box import ChoiceBox


class ScenariosPage(Page):
    """The scenarios above; below, their amounts side by side, and the chart of the selected one."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._results: dict[int, Comparison | Impossible] = {}
        self.add_tool("試算を追加", self._add, "primary", "選んだ試算の写しを作ります。前提を変えて比べられます。")
        self.add_tool(
            "按分規則",
            lambda: compose_selected(self, self.scenarios, Scenario, "協議会の規則です"),
            help="選んだ試算の按分規則を組み立てます。",
        )
        self.add_tool("採用", self._adopt, help="選んだ試算を採用し、比較表のPDFとともに確定します。")
        self.add_tool("採用を取り消す", self._release)
        self.add_tool("削除", lambda: self.remove_selected(self.scenarios))
        self.tools.addStretch(1)
        self.add_tool("試算比較表を印刷", lambda: self.open_page.emit("reports/scenarios"))
        self.scenarios = Sheet(
            self._columns(),
            name="試算",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Scenario),
            blocks=blocks_of(session, "scenarios", self),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("まだ試算がありません。", "試算を追加する", self._add),
        )
        self.scenarios.current_changed.connect(self._show_selected)
        self.amounts = Sheet(
            (),
            name="試算の比較",
            frozen=1,
            on_edit=edits_through(session, self._decide_members),
            key=lambda code: code,
            store=memory,
        )
        self.leaver = ChoiceBox()
        self.leaver.setAccessibleName("離脱する団体")
        self.leaver.currentIndexChanged.connect(lambda _: self._show_amounts(scenarios_of(self.session.book)))
        self.sensitivity = SensitivityPanel(session)
        self._lay_out()
        self.offer_rows(self.scenarios)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & TABLES:
            return
        if changed is None:
            self.scenarios.forget()
            self.amounts.forget()
        book = self.session.book
        scenarios = scenarios_of(book)
        self._results = {one.id: compare_scenario(book, one) for one in scenarios}
        self.scenarios.set_records(scenarios)
        self._show_amounts(scenarios)
        self.sensitivity.show_scenario(self._selected())

    def open_search(self) -> None:
        self.scenarios.open_search()

    def _columns(self) -> tuple[Column, ...]:
        return (
            field_column(Scenario, "name", 170),
            Column("採用", lambda one: "採用" if one.adopted else "", width=56, align=CENTER),
            Column("結果", self._outcome, width=120),
            field_column(Scenario, "rule", 170, blank="(協議会の規則)"),
            field_column(Scenario, "former_rule", 150),
            field_column(Scenario, "phase_in", 230),
            field_column(
                Scenario, "guarantee_percent", 90, figure=True, show=lambda text: f"{text}%" if text else "なし"
            ),
            field_column(Scenario, "redistribution", 120),
            field_column(Scenario, "fee_yen", 140),
            field_column(Scenario, "fee_tax_mode", 110, blank="(比較と同じ)"),
            field_column(Scenario, "penalties", 100),
            field_column(Scenario, "population_date", 150, blank="(協議会の設定)"),
            field_column(Scenario, "basis_day", 120, blank="(期間を通じて同じ)"),
            field_column(Scenario, "basis_source", 110),
            field_column(Scenario, "index_year", 130),
            field_column(Scenario, "tax_mode", 90),
            field_column(Scenario, "first_fiscal_year", 110),
            field_column(Scenario, "years", 90, figure=True),
            field_column(Scenario, "instalment", 110),
            field_column(Scenario, "partial_term", 130),
            field_column(Scenario, "undecided_as", 120),
            field_column(Scenario, "unborne", 170),
            field_column(Scenario, "display_unit", 90),
            field_column(Scenario, "display_digits", 90, figure=True),
            field_column(Scenario, "rate_from", 130),
            field_column(Scenario, "note", 240),
        )

    def _outcome(self, scenario: Scenario) -> str:
        result = self._results.get(scenario.id)
        if result is None or isinstance(result, Impossible):
            return "計算できません" if result else ""
        return f"上限 {len(result.at_cap)}団体"

    def _show_amounts(self, scenarios: list[Scenario]) -> None:
        done = [(one, self._results[one.id]) for one in scenarios]
        tables = [(one, result) for one, result in done if isinstance(result, Comparison)]
        failed = [f"「{one.name}」: {sentence(result.fault)}" for one, result in done if isinstance(result, Impossible)]
        if failed and members_of(self.session.look):
            self.message.show_message("warning", " ".join(failed))
        else:
            self.message.hide()
        everybody = sorted(self.session.book.all(Municipality).values(), key=lambda one: (one.position, one.code))
        names = {one.code: one.name for one in everybody}
        self._offer_leavers(names)
        columns = [Column("団体", lambda code: names[code], width=96, tells_rows=True), self._member_column()]
        for place, (one, result) in enumerate(tables):
            columns += _result_columns(one.name, str(one.id), result, tables[0][1] if place else None)
        sums = {str(one.id): show_yen(result.total.cloud) for one, result in tables}
        code = list(names)[self.leaver.currentIndex() - 1] if self.leaver.currentIndex() > 0 else None
        selected = self._selected()
        base = self._results.get(selected.id) if selected else None
        if code is not None and isinstance(base, Comparison):
            without = leaving(base.premises, code)
            if isinstance(without, Comparison):
                columns += _result_columns(f"{names[code]}が離脱", "leaving", without, base)
                sums["leaving"] = show_yen(without.total.cloud)
            else:
                self.message.show_message("warning", f"{names[code]}が離脱した場合: {sentence(without.fault)}")
        self.amounts.set_columns(columns, names)
        self.amounts.set_totals((*self._subtotals(tables), Totals("合計", sums)) if names else ())

    def _subtotals(self, tables: list[tuple[Scenario, Comparison]]) -> Iterator[Totals]:
        """Yield what the members of each group pay together in each scenario, as far as they are in it."""
        for name, codes in groups_in(self.session.book).items():
            there = {
                str(one.id): show_yen(sum(row.cloud for code, row in result.rows.items() if code in codes))
                for one, result in tables
            }
            yield Totals(subtotal_name(name), there)

    def _member_column(self) -> Column:
        """Return the column that says who is in the selected scenario, whatever the dates of membership say."""
        scenario = self._selected()
        chosen = self.session.book.children(ScenarioMember, scenario.id).values() if scenario else ()
        places = {one.id: one.code for one in self.session.book.all(Municipality).values()}
        marks = {places[one.municipality_id]: "○" if one.included else "×" for one in chosen}
        return Column(
            "参加",
            lambda code: marks.get(code, ""),
            width=56,
            align=CENTER,
            edit="included",
            key="included",
            choices=("", "○", "×"),
            filter=False,
            help="選んだ試算に加える(○)か除く(×)か。空欄は加入日・離脱日によります。",
        )

    def _decide_members(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        scenario = self._selected()
        if scenario is None:
            return ChangeSet("", ())
        known = {one.code: one for one in self.session.book.all(Municipality).values()}
        return set_members(self.session.book, scenario, [(known[edit.record], edit.text) for edit in edits])

    def _offer_leavers(self, names: dict[str, str]) -> None:
        offered = ["(なし)", *names.values()]
        if [self.leaver.itemText(at) for at in range(self.leaver.count())] != offered:
            self.leaver.blockSignals(True)
            self.leaver.clear()
            self.leaver.addItems(offered)
            self.leaver.blockSignals(False)

    def _selected(self) -> Scenario | None:
        current = self.scenarios.current
        return current[0] if current and isinstance(current[0], Scenario) else None

    def _show_selected(self) -> None:
        self._show_amounts(scenarios_of(self.session.book))
        self.sensitivity.show_scenario(self._selected())

    def _add(self) -> None:
        book, scenario = self.session.book, self._selected()
        if scenario is None:
            self.run(add_scenario(book, "現在の前提"))
            return
        taken = {one.name for one in scenarios_of(book)}
        name = next(name for at in range(2, len(taken) + 3) if (name := f"{scenario.name} 案{at}") not in taken)
        if self.run(copy_scenario(book, scenario, name)):
            self.scenarios.select(book.last_id(Scenario))

    def _adopt(self) -> None:
        scenario = self._selected()
        if scenario is None:
            return
        book, day, who = self.session.book, self.session.now()[:10], self.session.who
        name = self.session.path.name if self.session.path else ""
        made = adoption(book, scenario, day, who, PrintSettings(file_name=name))
        papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
        self.run(adopt(book, scenario, day, who, to_draw(made.document).pdf_to_keep(), papers))

    def _release(self) -> None:
        scenario = self._selected()
        if scenario is not None:
            self.run(release(self.session.book, scenario))

    def _lay_out(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(small_title("負担額の比較(円)"))
        row.addStretch(1)
        row.addWidget(QLabel("離脱する団体"))
        row.addWidget(self.leaver)
        left = _stacked(line, self.amounts)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(left)
        lower.addWidget(self.sensitivity)
        lower.setSizes([560, 580])
        lower.setChildrenCollapsible(False)
        self.scenarios.setMinimumHeight(130)
        self.body.addWidget(self.scenarios, 2)
        self.show_links_below(self.scenarios)
        self.body.addWidget(lower, 4)
        only_with(self.amounts, lower)


def _stacked(*parts: QWidget) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, Sheet) else 0)
    column.addStretch()
    return widget


def _result_columns(name: str, key: str, result: Comparison, first: Comparison | None) -> list[Column]:
    """Return the column of a result, and of its difference from the first where there is one."""
    amount = Column(
        name,
        lambda code: result.rows[code].cloud if code in result.rows else None,
        show=show_yen,
        figure=True,
        width=120,
        key=key,
    )
    if first is None:
        return [amount]
    changes = differences(first, result)

    def change(code: str) -> str:
        found = changes.get(code)
        if found is None:
            return ""
        sign = "+" if found.yen > 0 else ""
        percent = "" if found.percent is None else f"({sign}{show_percent(found.percent)})"
        return f"{sign}{show_yen(found.yen)}{percent}"

    return [amount, Column("差", change, figure=True, width=150, key=f"{key}:difference", filter=False)]

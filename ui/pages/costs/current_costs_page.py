"""現行経費と違約金: what every municipality pays today, and what ending its present contracts early costs."""

from PySide6.QtWidgets import QHBoxLayout

from core.calc.comparison.gathering import present_scenario, ways_of
from core.model.costs import CurrentCost, Penalty
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.operations.costs.entering import set_current_costs
from core.operations.editing.adding import add_row
from ui.pages.editing import edits_through, field_column, field_edits, row_appends, undo_point, words_of
from ui.pages.page import Page, small_title
from ui.pages.pasting import blocks_of
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column, Totals, yen_column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tools.tool_line import named

_TABLES = {"current_costs", "penalties", "scenarios", "consortium", "municipalities"}
WHOLE_TERM = "whole"


class CurrentCostsPage(Page):
    """A matrix of present costs above, the penalties below."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._years: tuple[int, ...] = ()
        self._costs: dict[tuple[int, int | None], int] = {}
        self._other: dict[int, int] = {}
        self.category = ChoiceBox()
        self.category.setEditable(True)
        self.category.setAccessibleName("費目")
        self.category.setMinimumWidth(240)
        self.category.setToolTip("費目ごとに入力できます。新しい費目はここに書きます。")
        self.category.currentTextChanged.connect(lambda _: self._show_costs())
        self.costs = Sheet(
            (),
            name="現行経費",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            blocks=blocks_of(session, "current_costs", self, first=False, constants=self._category),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "先に団体を登録してください。", "団体のページを開く", lambda: self.open_page.emit("municipalities")
            ),
        )
        self.penalties = Sheet(
            self._penalty_columns(),
            name="違約金",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Penalty),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("現行契約の解約に違約金がかかる団体があれば、上の欄から追加してください。"),
        )
        fields = (("municipality_id", "団体", 150), ("name", "契約名", 220), ("yen", "違約金(円)", 150))
        self.adding = AddBar(fields, "違約金を追加", self._add)
        line = QHBoxLayout()
        line.addWidget(small_title("現行経費(円)"))
        line.addSpacing(16)
        line.addWidget(named("費目", self.category))
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.costs, 3)
        self.body.addWidget(small_title("違約金"))
        self.body.addWidget(self.penalties, 2)
        self.show_links_below(self.penalties)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.tools.addWidget(button("違約金を削除", lambda: self.remove_selected(self.penalties)))
        self.offer_rows(self.penalties)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.costs.forget()
            self.penalties.forget()
        book = self.session.book
        self._years = tuple(ways_of(book, present_scenario(book)).term.fiscal_years)
        self._list_categories()
        self._show_costs()
        self.penalties.set_records(in_order(book, book.all(Penalty).values()))

    def _list_categories(self) -> None:
        """Offer the categories of the ledger; keep what was typed, else show the first."""
        known = sorted({one.category for one in self.session.book.all(CurrentCost).values()})
        typed = self.category.currentText()
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItems(known)
        self.category.setCurrentText(typed or next(iter(known), ""))
        self.category.blockSignals(False)

    def _show_costs(self) -> None:
        book, category = self.session.book, self.category.currentText().strip()
        self._costs, self._other = {}, {}
        for cost in book.all(CurrentCost).values():
            if cost.category == category:
                self._costs[cost.municipality_id, cost.fiscal_year] = cost.yen
            else:
                self._other[cost.municipality_id] = self._other.get(cost.municipality_id, 0) + cost.yen
        municipalities = sorted(book.all(Municipality).values(), key=lambda one: (one.position, one.code))
        self.costs.set_columns(self._cost_columns(), municipalities)
        self.costs.set_totals(self._totals(municipalities))

    def open_search(self) -> None:
        self.costs.open_search()

    def _cost_columns(self) -> tuple[Column, ...]:
        categories = (
            (yen_column("ほかの費目", lambda one: self._other.get(one.id), key="other", width=130),)
            if self._other
            else ()
        )
        return (
            Column("団体", lambda one: one.name, width=130, tells_rows=True, also=words_of(Municipality, "name")),
            self._cost_column(None, "全期間", "比較する期間全体の額です。年度ごとの額とは別に足されます。"),
            *(self._cost_column(year, show_fiscal_year(year), "年度の額です。") for year in self._years),
            *categories,
            yen_column("合計", self._total, key="total", width=130),
        )

    def _cost_column(self, year: int | None, label: str, help: str) -> Column:
        return yen_column(
            label,
            lambda one: self._costs.get((one.id, year)),
            width=124,
            edit=(year,),
            key=str(year or WHOLE_TERM),
            help=help,
        )

    def _penalty_columns(self) -> tuple[Column, ...]:
        return (
            field_column(Penalty, "municipality_id", 130, self.session.look),
            field_column(Penalty, "name", 220),
            field_column(Penalty, "contract_ends_on", 160),
            field_column(Penalty, "yen", 130),
            field_column(Penalty, "tax_mode", 90),
            field_column(Penalty, "note", 260),
        )

    def _total(self, one: Municipality) -> int:
        return sum(self._costs.get((one.id, year), 0) for year in (None, *self._years)) + self._other.get(one.id, 0)

    def _totals(self, municipalities: list[Municipality]) -> tuple[Totals, ...]:
        if not municipalities:
            return ()
        sums = {
            str(year or WHOLE_TERM): sum(self._costs.get((one.id, year), 0) for one in municipalities)
            for year in (None, *self._years)
        }
        whole = sum(self._total(one) for one in municipalities)
        return (Totals("合計", {**sums, "total": whole, "other": show_yen(sum(self._other.values()))}),)

    def _category(self) -> dict[str, str]:
        return {"category": self.category.currentText().strip()}

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        cells = [(edit.record, edit.column.edit[0], edit.text) for edit in edits]
        return set_current_costs(self.session.book, cells, self.category.currentText().strip())

    def _add(self, texts: dict[str, str]) -> Faults | None:
        return self.session.run(add_row(self.session.book, Penalty, texts))

"""調達外経費: what stays outside the common procurement, borne one by one, with the reason."""

from core.model.costs import OutOfScopeCost
from core.model.council import Municipality, Scope
from core.model.faults import Faults
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.operations.editing.adding import add_row
from core.operations.editing.find import find
from ui.pages.editing import field_column, field_edits
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_REASONS = tuple(scope.label for scope in Scope if scope is not Scope.IN_SCOPE)


class OutOfScopePage(Page):
    """One table; a line above it adds a cost."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        fields = (("municipality", "団体", 150), ("name", "経費名", 240), ("yen", "金額(円)", 150))
        self.adding = AddBar(fields, "調達外経費を追加", self._add)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.add_tool("削除", lambda: self.remove_selected(self.sheet))
        self.add_tool("一覧を印刷", lambda: self.open_page.emit("reports/out-of-scope"))
        self.sheet = Sheet(
            self._columns(),
            name="調達外経費",
            frozen=2,
            on_edit=field_edits(session),
            store=memory,
            empty=EmptyState(
                "まだ調達外経費がありません。外部システム連携や大量帳票の出力など、"
                "団体が個別に負担する経費があれば上の欄から追加してください。"
            ),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & {"out_of_scope_costs", "municipalities"}:
            return
        known = self.session.book.all(Municipality)
        costs = sorted(
            self.session.book.all(OutOfScopeCost).values(),
            key=lambda one: (known[one.municipality_id].position, one.municipality_id, one.id),
        )
        self.sheet.set_records(costs)
        self.sheet.set_totals((Totals("合計", {"yen": show_yen(sum(one.yen for one in costs))}),) if costs else ())

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("団体", lambda one: self.session.book.all(Municipality)[one.municipality_id].name, width=120),
            field_column(OutOfScopeCost, "name", 230),
            field_column(OutOfScopeCost, "scope", 230, choices=_REASONS),
            field_column(OutOfScopeCost, "kind", 70),
            field_column(
                OutOfScopeCost, "fiscal_year", 110, show=lambda year: show_fiscal_year(year) if year else "全期間"
            ),
            field_column(OutOfScopeCost, "yen", 130),
            field_column(OutOfScopeCost, "tax_mode", 84),
            field_column(OutOfScopeCost, "note", 240),
        )

    def _add(self, texts: dict[str, str]) -> Faults | None:
        found = find(self.session.book, Municipality, texts["municipality"], "municipality")
        if isinstance(found, Faults):
            return found
        return self.session.run(
            add_row(
                self.session.book,
                OutOfScopeCost,
                {"name": texts["name"], "yen": texts["yen"] or "0"},
                {"municipality_id": found.id},
            )
        )

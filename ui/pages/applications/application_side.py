"""What stands beside the applications: what they would change for every member, the systems that are wished for, the
conditions, and what decided them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.applications import Effect, EffectRow, effect_of
from core.documents.applications.sheet import shown_years
from core.model.council import System
from core.model.links import LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import in_order
from core.model.operating.applications import Application, ApplicationSystem
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.applications.settling import set_systems
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from ui.pages.editing import edits_through
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.form import RecordForm, field_of

FIELDS = (
    "state",
    "effective_on",
    "approved_on",
    "population",
    "population_date",
    "current_yen",
    "equal_percent",
    "contract_ends_on",
    "penalty_yen",
    "buy_in_yen",
    "own_cost_yen",
    "conditions",
    "agreement_changed_on",
    "notified_on",
    "note",
)
_MOST_ROWS = 8


class ApplicationSide(Side):
    """The effect is that of the present scenario; where it cannot be told the reason stands in its place."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._application: Application | None = None
        self._wanted: frozenset[int] = frozenset()
        self._title, self.said = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        for label in (self._title, self.said):
            label.setWordWrap(True)
        self.effect = Sheet(
            (),
            name="影響",
            frozen=1,
            key=lambda row: row.code,
            store=memory,
            empty=EmptyState("影響を試算できません。"),
        )
        self.systems = Sheet(
            self._system_columns(),
            name="希望業務",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            store=memory,
            empty=EmptyState("業務がまだありません。"),
        )
        self.fields = RecordForm([field_of(Application, name, session.look) for name in FIELDS], self._commit)
        self.links = LinksPanel(session, LinkKind.DECIDES)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(small_title("各団体の負担への影響"))
        column.addWidget(self.said)
        column.addWidget(self.effect)
        column.addWidget(self.fields)
        column.addWidget(small_title("希望業務(空欄だけのときはすべての業務)"))
        column.addWidget(self.systems)
        column.addWidget(self.links)
        column.addStretch(1)
        self.setWidget(content)

    def show_record(self, record: Any) -> None:
        self._application = record
        self.setEnabled(record is not None)
        self._title.setText(f"申請{record.number}　{record.name}の{record.kind.label}" if record is not None else "")
        self._show_effect()
        book = self._session.book
        rows = book.children(ApplicationSystem, record.id).values() if record is not None else ()
        self._wanted = frozenset(row.system_id for row in rows)
        self.systems.set_records(in_order(book, book.all(System).values()) if record is not None else [])
        self.systems.fit_rows(_MOST_ROWS)
        self.fields.show_record(record)
        self.links.show_record(record)

    def _show_effect(self) -> None:
        effect = effect_of(self._session.book, self._application) if self._application is not None else None
        self.effect.setVisible(isinstance(effect, Effect))
        if not isinstance(effect, Effect):
            self.said.setText(sentence(effect) if isinstance(effect, Fault) else "")
            self.effect.set_records([])
            return
        day = show_date(effect.day)
        self.said.setText(
            f"試算「{effect.scenario.name}」で、{day}からの期間全体の負担です(円)。利用料の総額は変わらないものとします。"
        )
        self.effect.set_columns(_columns(effect))
        self.effect.set_records(effect.rows)
        total = effect.total
        sums: dict[str, object] = {"before": total.before, "after": total.after, "change": total.change}
        for at in shown_years(effect):
            before, after = total.year(at)
            sums[f"year{at}"] = (after or 0) - (before or 0)
        self.effect.set_totals((Totals("合計", sums),))
        self.effect.fit_rows(_MOST_ROWS)

    def _system_columns(self) -> Sequence[Column]:
        def wanted(system: System) -> str:
            return "○" if system.id in self._wanted else ""

        return (
            Column("業務", lambda one: one.name, width=180),
            Column("希望", wanted, width=84, align=CENTER, edit="wanted", key="wanted", choices=("", "○")),
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        one = self._application
        assert one is not None
        return set_systems(self._session.book, [(one, edit.record, edit.text) for edit in edits])

    def _commit(self, name: str, text: str) -> str | None:
        assert self._application is not None
        faults = self._session.run(edit(self._session.book, self._application, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)


def _columns(effect: Effect) -> tuple[Column, ...]:
    def year(at: int) -> Column:
        def change(row: EffectRow) -> int:
            before, after = row.year(at)
            return (after or 0) - (before or 0)

        name = f"{show_fiscal_year(effect.first_year + at)}の差"
        return Column(name, change, show=show_yen, figure=True, width=120, key=f"year{at}")

    return (
        Column("団体", lambda row: row.name, width=90, key="name"),
        Column("申請前", lambda row: row.before, show=show_yen, figure=True, width=118, key="before"),
        Column("申請後", lambda row: row.after, show=show_yen, figure=True, width=118, key="after"),
        Column("差", lambda row: row.change, show=show_yen, figure=True, width=118, key="change"),
        *(year(at) for at in shown_years(effect)),
    )

"""人口と指標: by municipality, a column for each reference date and each named weight."""

from collections.abc import Sequence
from typing import Any

from core.calc.members import population_in_force
from core.model.council import Municipality, Population, Weight, WeightKind, WeightYear
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.values.dates import parse_date, parse_fiscal_year, show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.council.matrices import (
    remove_column,
    remove_weight_year,
    rename_weight,
    set_populations,
    set_weight_years,
    set_weights,
)
from ui.dialogs.questions import ask_for_text
from ui.pages.editing import edits_through, together, undo_point, words_of
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_TABLES = {"municipalities", "populations", "weights", "weight_years", "consortium"}


class PopulationsPage(Page):
    """A matrix; new columns are named above it and exist once a figure stands in them."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._new_columns: list[tuple[type, Any]] = []
        self._typed_sources: dict[str, str] = {}
        self.adding_date = AddBar(
            (("date", "人口の基準日", 130), ("source", "出典(国勢調査など)", 170)), "人口の列を追加", self._add_date
        )
        self.adding_weight = AddBar(
            (("name", "指標名", 90), ("year", "年度(省略可)", 120)), "指標の列を追加", self._add_weight
        )
        self.tools.addWidget(self.adding_date)
        self.tools.addWidget(self.adding_weight)
        self.tools.addStretch(1)
        self.add_tool(
            "指標名を変更",
            self._rename_weight,
            help="選んだ指標の名前を、値と按分規則の中で一度に変更します。元に戻せます。",
        )
        self.add_tool(
            "列を削除", self._remove_column, help="選んだ列の人口または指標をすべて削除します。元に戻せます。"
        )
        self.sheet = Sheet(
            (),
            name="人口と指標",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            blocks=blocks_of(session, "populations", self, first=False),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "先に団体を登録してください。", "団体のページを開く", lambda: self.open_page.emit("municipalities")
            ),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self._new_columns.clear()
            self._typed_sources.clear()
            self.sheet.forget()
        if changed is None or changed.tables & _TABLES:
            self._index()
            found = self.session.book.all(Municipality).values()
            self.sheet.set_columns(self._columns(), sorted(found, key=lambda one: (one.position, one.code)))

    def open_search(self) -> None:
        self.sheet.open_search()

    def _index(self) -> None:
        book = self.session.book
        self._populations = {(one.municipality_id, one.reference_date): one for one in book.all(Population).values()}
        self._weights = {(one.municipality_id, one.name): one for one in book.all(Weight).values()}
        dated = book.all(WeightYear).values()
        self._dated = {(one.municipality_id, (one.name, one.fiscal_year)): one for one in dated}

    def _columns(self) -> tuple[Column, ...]:
        dates = {date for _, date in self._populations} | {name for cls, name in self._new_columns if cls is Population}
        names = {name: None for _, name in self._weights}
        names.update((name, None) for cls, name in self._new_columns if cls is Weight)
        dated = {key for _, key in self._dated} | {key for cls, key in self._new_columns if cls is WeightYear}
        for name, _ in sorted(dated):
            names.setdefault(name, None)
        used = {name for _, name in self._weights} | {name for cls, name in self._new_columns if cls is Weight}
        return (
            Column("団体コード", lambda one: one.code, width=100, tells_rows=True, also=words_of(Municipality, "code")),
            Column("団体名", lambda one: one.name, width=150, tells_rows=True, also=words_of(Municipality, "name")),
            Column(
                "計算に使う人口",
                self._in_force,
                show=show_yen,
                figure=True,
                width=130,
                help="協議会のページの「人口の基準日」によります。",
            ),
            *(self._date_column(date) for date in sorted(dates)),
            *(
                column
                for name in names
                for column in (
                    *((self._weight_column(name),) if name in used else ()),
                    *(self._dated_column(key) for key in sorted(dated) if key[0] == name),
                )
            ),
        )

    def _in_force(self, one: Municipality) -> int | None:
        found = population_in_force(self.session.book, one.id)
        return found.population if found else None

    def _date_column(self, date: str) -> Column:
        def population(one: Municipality) -> int | None:
            found = self._populations.get((one.id, date))
            return found.population if found else None

        sources = self._sources(date)
        help = f"出典: {'、'.join(sorted(sources))}" if sources else ""
        label = f"人口 {show_date(date)}"
        return Column(
            label, population, show=show_yen, figure=True, width=190, edit=(Population, date), key=date, help=help
        )

    def _sources(self, date: str) -> set[str]:
        return {one.source for (_, day), one in self._populations.items() if day == date and one.source}

    def _source(self, date: str) -> str:
        """Return where a new figure of this date comes from: as typed with the column, else as the others' say."""
        known = self._sources(date)
        return self._typed_sources.get(date) or (known.pop() if len(known) == 1 else "")

    def _weight_column(self, name: str) -> Column:
        def value(one: Municipality) -> int | None:
            found = self._weights.get((one.id, name))
            return found.value if found else None

        return Column(name, value, show=show_yen, figure=True, width=120, edit=(Weight, name), key=f"weight:{name}")

    def _dated_column(self, key: tuple[str, int]) -> Column:
        def value(one: Municipality) -> int | None:
            found = self._dated.get((one.id, key))
            return found.value if found else None

        label = f"{key[0]} {show_fiscal_year(key[1])}"
        return Column(
            label, value, show=show_yen, figure=True, width=170, edit=(WeightYear, key), key=f"weight:{key[0]}:{key[1]}"
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        book = self.session.book
        return together(
            edits,
            lambda edit: edit.column.edit[0] is Population,
            lambda part: set_populations(book, _cells(part), {day: self._source(day) for _, day, _ in _cells(part)}),
            lambda part: together(
                part,
                lambda edit: edit.column.edit[0] is WeightYear,
                lambda some: set_weight_years(book, _cells(some)),
                lambda some: set_weights(book, _cells(some), WeightKind.USAGE),
            ),
        )

    def _add_date(self, texts: dict[str, str]) -> Faults | None:
        try:
            date = parse_date(texts["date"])
        except Refused as refused:
            return Faults((refused.at("date"),))
        self._typed_sources[date] = texts["source"].strip()
        self._add_column(Population, date)
        return None

    def _add_weight(self, texts: dict[str, str]) -> Faults | None:
        name = texts["name"].strip()
        if not name:
            return Faults.of("name", "blank", label="指標名")
        if not texts["year"].strip():
            self._add_column(Weight, name)
            return None
        try:
            year = parse_fiscal_year(texts["year"])
        except Refused as refused:
            return Faults((refused.at("year"),))
        self._add_column(WeightYear, (name, year))
        return None

    def _add_column(self, cls: type, name: Any) -> None:
        if (cls, name) not in self._new_columns:
            self._new_columns.append((cls, name))
        self.sheet.set_columns(self._columns())

    def _rename_weight(self) -> None:
        current = self.sheet.current
        cls, old = current[1].edit if current and current[1].edit else (None, "")
        if cls is WeightYear:
            cls, old = Weight, old[0]
        if cls is not Weight:
            self.message.show_message("warning", "名前を変える指標の列を選んでください。")
            return
        new = ask_for_text(self, "指標名を変更", f"指標「{old}」の新しい名前を入力してください。", old)
        if not new or new == old:
            return
        if (cls, old) in self._new_columns and not any(name == old for _, name in self._weights):
            self._new_columns = [(cls, new) if column == (cls, old) else column for column in self._new_columns]
            self.sheet.set_columns(self._columns())
            return
        before, self._new_columns = self._new_columns, [one for one in self._new_columns if one != (cls, old)]
        if not self.run(rename_weight(self.session.book, old, new)):
            self._new_columns = before

    def _remove_column(self) -> None:
        current = self.sheet.current
        if current is None or current[1].edit is None:
            self.message.show_message("warning", "削除する人口または指標の列を選んでください。")
            return
        cls, name = current[1].edit
        self._new_columns = [column for column in self._new_columns if column != (cls, name)]
        book = self.session.book
        if self.run(remove_weight_year(book, *name) if cls is WeightYear else remove_column(book, cls, name)):
            self.sheet.set_columns(self._columns())


def _cells(edits: Sequence[CellEdit]) -> list[tuple[Municipality, Any, str]]:
    return [(edit.record, edit.column.edit[1], edit.text) for edit in edits]

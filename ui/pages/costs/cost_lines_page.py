"""経費明細: the vendor's lines with their amounts by fiscal year."""

from collections.abc import Iterable, Iterator, Sequence

from core.calc.comparison.gathering import present_scenario, ways_of
from core.model.costs import CostAmount, CostLine, Flow
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import YEN
from core.operations.costs.entering import add_cost_line, add_cost_lines, set_cost_cells
from ui.pages.editing import edits_through, field_column, rejected, undo_point
from ui.pages.page import Page
from ui.pages.ruling import compose_selected
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Rejected, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_TABLES = {"cost_lines", "cost_amounts", "scenarios", "consortium", "systems", "municipalities"}


class CostLinesPage(Page):
    """A table with a column for each fiscal year of the term; a range pasted below the last row adds lines."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._amounts: dict[tuple[int, int], int] = {}
        self._years: tuple[int, ...] = ()
        fields = (("name", "経費名", 130), ("category", "費目", 84))
        self.adding = AddBar(fields, "経費を追加", self._add)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.add_tool(
            "按分規則",
            lambda: compose_selected(self, self.sheet, CostLine, "試算の按分規則です"),
            help="選んだ経費の按分規則を組み立てます。",
        )
        self.add_tool("上へ", lambda: self.move_current(self.sheet, -1))
        self.add_tool("下へ", lambda: self.move_current(self.sheet, 1))
        self.add_tool(
            "削除",
            lambda: self.remove_selected(self.sheet),
            help="選んだ経費を、年度ごとの金額とともに削除します。元に戻せます。",
        )
        self.sheet = Sheet(
            (),
            name="経費明細",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            on_append=self._append,
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "まだ経費明細がありません。上の欄に経費名を入れて「経費を追加」を押してください。"
                "総額だけを比べるときは、試算のページで利用料の総額を入れれば足ります。"
            ),
        )
        self.body.addWidget(self.sheet)
        self.show_links_below(self.sheet)
        self.offer_rows(self.sheet, is_ordered=True)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.sheet.forget()
        book = self.session.book
        self._years = tuple(ways_of(book, present_scenario(book)).term.fiscal_years)
        self._amounts = {(one.cost_line_id, one.fiscal_year): _hundredths(one) for one in book.all(CostAmount).values()}
        lines = sorted(book.all(CostLine).values(), key=lambda line: (line.position, line.id))
        self.sheet.set_columns(self._columns(), lines)
        self.sheet.set_totals(tuple(self._totals(lines)))

    def _totals(self, lines: Sequence[CostLine]) -> Iterator[Totals]:
        """Yield the sums of the costs and of what is taken off them, each if there is any."""
        abroad = "(外貨を除く)" if any(line.currency != YEN for line in lines) else ""
        for label, flows in _TOTALS:
            chosen = [line for line in lines if line.flow in flows]
            if chosen:
                ours = [line for line in chosen if line.currency == YEN]
                cells = {str(year): _sum(self._amount_of(line, year) for line in ours) for year in self._years}
                if _sum(cells.values()) is None:
                    continue
                yield Totals(label + abroad, {**cells, "total": _sum(cells.values())})

    def _amount_of(self, line: CostLine, year: int) -> int | None:
        """Return hundredths of the line's currency, below zero for what is taken off."""
        amount = self._amounts.get((line.id, year))
        return -amount if amount is not None and line.flow in {Flow.INCOME, Flow.OUTSIDE} else amount

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look
        return (
            field_column(CostLine, "name", 200),
            *(self._year_column(year) for year in self._years),
            Column("合計", self._total, show=_amount, figure=True, width=116, key="total"),
            field_column(CostLine, "flow", 150),
            field_column(CostLine, "portion", 76, figure=True),
            field_column(CostLine, "category", 110),
            field_column(CostLine, "kind", 70),
            field_column(CostLine, "tax_mode", 84),
            field_column(CostLine, "scope", 200),
            field_column(CostLine, "rule", 160),
            field_column(CostLine, "borne_by_id", 110, look),
            field_column(CostLine, "system_id", 130, look),
            field_column(CostLine, "sharing", 170),
            field_column(CostLine, "currency", 70, align=CENTER),
            field_column(CostLine, "exchange_rate", 100, figure=True),
            field_column(CostLine, "note", 200),
        )

    def _year_column(self, year: int) -> Column:
        return Column(
            show_fiscal_year(year),
            lambda line: self._amount_of(line, year),
            show=_amount,
            plain=_plain,
            figure=True,
            width=118,
            edit=year,
            key=str(year),
            help="その経費の通貨で、年度の金額を入力します。差し引く額は△を付けずに入力します。",
        )

    def _total(self, line: CostLine) -> int | None:
        return _sum(self._amount_of(line, year) for year in self._years)

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        return set_cost_cells(self.session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    def _append(self, edits: list[CellEdit], rows: list[list[CellEdit]]) -> list[Rejected]:
        """New lines may leave cells blank: each row is given a cell for every column of the range."""
        rows = [row for row in rows if row]
        columns = list(dict.fromkeys(edit.column.edit for row in rows for edit in row))
        by_column = [{edit.column.edit: edit for edit in row} for row in rows]
        texts = [[row[column].text if column in row else "" for column in columns] for row in by_column]
        cells = [(edit.record, edit.column.edit, edit.text) for edit in edits]
        faults = self.session.run(add_cost_lines(self.session.book, columns, texts, cells))
        new = [row.get(column) or next(iter(row.values())) for row in by_column for column in columns]
        return rejected([*edits, *new], faults)

    def _add(self, texts: dict[str, str]) -> Faults | None:
        return self.session.run(add_cost_line(self.session.book, texts["name"], category=texts["category"]))


_TOTALS = (
    ("経費の合計", (Flow.COST,)),
    ("財源の合計", (Flow.INCOME,)),
    ("構成団体以外の合計", (Flow.OUTSIDE,)),
)
"""The rows of sums; what a share or a remainder comes to stands in the comparison."""


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None where nothing is: a share of what is left has no amount of its own."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _hundredths(one: CostAmount) -> int:
    return one.amount * 100 + one.cents


def _amount(value: int | None) -> str:
    """Return hundredths as 1,234, △1,234 or 1,234.56."""
    if value is None:
        return ""
    whole, cents = divmod(abs(value), 100)
    return f"{'△' if value < 0 else ''}{whole:,}" + (f".{cents:02d}" if cents else "")


def _plain(value: int | None) -> str:
    """Return the amount as it is typed: what is taken off has no sign."""
    return "" if value is None else _amount(abs(value)).replace(",", "")

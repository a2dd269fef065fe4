"""A sheet that is to be imported: what its columns mean, and its cells as they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from core.dataclass import dataclass
from core.model.machine.grids import Grid, GridCell, csv_text, place_name
from core.model.registry import TABLES
from core.operations.importing.columns import choices
from ui.pages.exchange.import_reading import Reading
from ui.shell.memory import Memory
from ui.tables.columns import Column, Mark, OnEdit
from ui.tables.sheet.sheet import Sheet

NOT_READ = "(取り込まない)"

_ROWS_SHOWN = 200
_COLUMNS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the sheet: its letter, its heading, an example, and what it means in the ledger; `offered` are
    the columns of the ledger."""

    id: int
    letter: str
    heading: str
    example: str
    meaning: str
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellLine:
    """One row of the sheet as it is."""

    id: int
    cells: tuple[GridCell, ...]


class ImportPreview(QSplitter):
    """At the left what the columns mean, where that can be chosen; at the right the first rows."""

    def __init__(self, on_edit: OnEdit, memory: Memory) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.matching = Sheet(_matching_columns(), name="列の対応", frozen=1, on_edit=on_edit, store=memory)
        self.cells = Sheet((), name="シートの中身")
        self.addWidget(self.matching)
        self.addWidget(self.cells)
        self.setStretchFactor(1, 1)
        self.setSizes([470, 640])
        self.setChildrenCollapsible(False)

    def show_grid(self, grid: Grid, reading: Reading | None) -> None:
        """Show a sheet, and how it is read if that is known."""
        matched = reading is not None and reading.matching is not None
        self.matching.setVisible(matched)
        self.matching.set_records(_column_lines(reading) if reading else [])
        self._show_cells(grid, reading.heading_row if reading else 0)

    def _show_cells(self, grid: Grid, heading_row: int | None) -> None:
        rows = grid.rows[:_ROWS_SHOWN]
        bold = Mark(bold=True)

        def column(at: int) -> Column:
            return Column(
                _letter(at),
                lambda line: csv_text(line.cells[at]) if at < len(line.cells) else "",
                width=110,
                filter=False,
                mark=lambda line: bold if line.id == heading_row else None,
            )

        number = Column("行", lambda line: line.id + 1, width=48, figure=True, filter=False)
        self.cells.set_columns((number, *(column(at) for at in range(min(_width(rows), _COLUMNS_SHOWN)))))
        self.cells.set_records(CellLine(at, row) for at, row in enumerate(rows))


def _matching_columns() -> tuple[Column, ...]:
    return (
        Column("列", lambda line: line.letter, width=44, filter=False),
        Column("見出し", lambda line: line.heading, width=130, filter=False),
        Column(
            "台帳の項目",
            lambda line: line.meaning or NOT_READ,
            width=140,
            edit="meaning",
            choices=lambda line: (NOT_READ, *line.offered),
            filter=False,
            mark=lambda line: Mark(bold=True) if line.meaning else None,
        ),
        Column("例", lambda line: line.example, width=140, filter=False),
    )


def _column_lines(reading: Reading) -> list[ColumnLine]:
    matching = reading.matching
    if matching is None:
        return []
    rows = reading.shown.rows[matching.heading_row :][:_ROWS_SHOWN]
    meanings = [column.heading if column else "" for column in matching.columns]
    meanings += [""] * (_width(rows) - len(meanings))
    offered = tuple(column.heading for column in choices(TABLES[matching.table]))

    def text(row: int, at: int) -> str:
        return csv_text(rows[row][at]) if row < len(rows) and at < len(rows[row]) else ""

    return [ColumnLine(at, _letter(at), text(0, at), text(1, at), meanings[at], offered) for at in range(len(meanings))]


def _width(rows: Sequence[tuple[GridCell, ...]]) -> int:
    return max((len(row) for row in rows), default=0)


def _letter(column: int) -> str:
    return place_name(0, column).removesuffix("1")

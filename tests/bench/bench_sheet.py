"""How fast the table is, as ratios to a plain QTableView measured in the same run: python tests/bench/bench_sheet.py"""

import os
import random
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication, QTableView

from core.model.values.money import show_yen
from ui.look import theme
from ui.tables.columns import Column, Totals, yen_column
from ui.tables.record_list import Filter
from ui.tables.sheet.sheet import Sheet
from ui.tables.table_model import DISPLAY, NOWHERE, TableModel

COLUMNS, ROWS = 179, 2_000
REPAINT_LIMIT = 1.8
"""The visible table refreshed, as a multiple of a bare dataChanged repaint."""
ARRANGE_LIMIT_MS = 250.0
REPEAT = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A customization with every member's share."""

    id: int
    title: str
    shares: tuple[int, ...]


class Plain(QAbstractTableModel):
    """The least model that shows the same texts."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self.texts = texts

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return len(self.texts)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return len(self.texts[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = DISPLAY) -> Any:
        return self.texts[index.row()][index.column()] if role == DISPLAY else None


def make_lines(rows: int, columns: int) -> list[Line]:
    """Return the lines, drawn with a fixed seed."""
    draw = random.Random(1)
    shares = [tuple(draw.randrange(0, 9_000_000, 1_000) for _ in range(columns)) for _ in range(rows)]
    return [Line(id, f"様式の変更 {draw.randrange(rows)}", amounts) for id, amounts in enumerate(shares, 1)]


def columns(count: int) -> list[Column]:
    """Return the columns of the allocation table: item, title, one per member."""
    members = [yen_column(f"第{at}市", _share(at), key=str(at), width=100) for at in range(count)]
    return [Column("項", lambda line: line.id, width=60), Column("要望", lambda line: line.title, width=240), *members]


def _share(at: int) -> Callable[[Line], int]:
    return lambda line: line.shares[at]


def milliseconds(run: Callable[[], object], times: int = REPEAT) -> float:
    """Return the median duration of a run."""
    taken = []
    for _ in range(times):
        begin = perf_counter()
        run()
        taken.append(perf_counter() - begin)
    return 1_000 * median(taken)


def plain_table(app: QApplication, lines: list[Line]) -> tuple[QTableView, Plain]:
    """Return a shown plain table with the same texts."""
    texts = [[str(line.id), line.title, *map(show_yen, line.shares)] for line in lines]
    view, model = QTableView(), Plain(texts)
    view.setModel(model)
    view.verticalHeader().setDefaultSectionSize(theme.row_height())
    view.resize(1366, 768)
    view.show()
    app.processEvents()
    return view, model


def full_sheet(app: QApplication, lines: list[Line]) -> Sheet:
    """Return a shown sheet with frozen columns and a totals row."""
    sheet = Sheet(columns(COLUMNS), name="按分表", frozen=2)
    sheet.resize(1366, 768)
    sheet.set_records(lines)
    sheet.set_totals([totals(lines[0])])
    sheet.show()
    app.processEvents()
    return sheet


def totals(line: Line) -> Totals:
    """Return a totals row."""
    return Totals("合計(最大)", {str(at): share for at, share in enumerate(line.shares)})


def repaints(app: QApplication, lines: list[Line]) -> bool:
    """Print how long one changed record takes to show, and a repaint of all visible cells; return whether in limits."""
    view, plain = plain_table(app, lines)
    sheet = full_sheet(app, lines)
    changed = [replace(lines[3], shares=tuple(share + 1 for share in lines[3].shares)), lines[3]]
    last = plain.columnCount() - 1

    def bare_row() -> None:
        plain.dataChanged.emit(plain.index(3, 0), plain.index(3, last))
        app.processEvents()

    def bare_all() -> None:
        plain.dataChanged.emit(plain.index(0, 0), plain.index(ROWS - 1, last))
        app.processEvents()

    def our_row() -> None:
        changed.reverse()
        sheet.refresh([changed[0]])
        sheet.set_totals([totals(changed[0])])
        app.processEvents()

    def our_all() -> None:
        model = sheet.model
        model.dataChanged.emit(model.index(0, 0), model.index(ROWS - 1, last))
        app.processEvents()

    for run in (bare_row, bare_all, our_row, our_all):
        milliseconds(run, 5)
    one, whole = milliseconds(bare_row), milliseconds(bare_all)
    our_one, our_whole = milliseconds(our_row), milliseconds(our_all)
    print(f"one row and the totals changed  {our_one:7.2f} ms   bare row {one:7.2f} ms")
    print(f"  as a part of the bare repaint of the visible table: {our_one / whole:.2f} (limit {REPAINT_LIMIT})")
    print(f"all visible cells               {our_whole:7.2f} ms   bare     {whole:7.2f} ms   {our_whole / whole:.2f}")
    view.close()
    sheet.close()
    return our_one <= REPAINT_LIMIT * whole and our_whole <= REPAINT_LIMIT * whole


def arranging() -> bool:
    """Print how long sorting, filtering and searching 10,000 × 30 take; return whether they keep their limit."""
    model = TableModel(columns(28))
    model.set_records(make_lines(10_000, 28))
    good = True
    for name, run in (
        ("sort by a figure", lambda: model.sort_by("7")),
        ("sort by text", lambda: model.sort_by("要望", descending=True)),
        ("filter by text", lambda: model.filter_by("要望", Filter(text="12"))),
        ("filter off", model.clear_filters),
        ("values with counts", lambda: model.rows.counts("要望")),
        ("search again", lambda: model.rows.find("7777")),
    ):
        taken = milliseconds(run, 5)
        good &= taken <= ARRANGE_LIMIT_MS
        print(f"10,000 × 30: {name:20} {taken:7.1f} ms")
    return good


def memory(app: QApplication, lines: list[Line]) -> None:
    """Print what the sheet itself takes beside the records."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    sheet = full_sheet(app, lines)
    taken = tracemalloc.get_traced_memory()[0] - before
    print(f"sheet over 179 × 2,000 records: {taken / 1e6:.1f} MB of Python objects")
    tracemalloc.stop()
    sheet.close()


def main() -> int:
    """Measure; 1 when a limit is broken."""
    app = QApplication([])
    theme.apply(app)
    lines = make_lines(ROWS, COLUMNS)
    good = repaints(app, lines) & arranging()
    memory(app, lines)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

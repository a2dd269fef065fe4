"""How fast tables go out and come back, against the bare libraries: python tests/bench/bench_exchange.py

Out and back unchanged: 10,000 requests with their options and quotes, 300,000 cells. In: a foreign sheet of 10,000 rows
and 30 columns, of which half are ours and every row is a new request.
"""

import gc
import io
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import python_calamine
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.exchange.sources import read_source
from core.exchange.workbook import workbook
from core.model.book import Book
from core.model.council import Consortium
from core.model.machine.grids import Grid
from core.model.machine.spreadsheet import sheet_of, sheet_tables
from core.model.registry import TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file

ROWS = 10_000
EXPORT_LIMIT = 2.0
IMPORT_LIMIT = 4.0


def wide_book(rows: int = ROWS) -> Book:
    """Return a ledger whose sheets have about 30 cells per request."""
    numbers = range(1, rows + 1)
    return Book(
        {
            "consortium": [Consortium(1, "大規模協議会", base_date="2014-08-06")],
            "customizations": [
                Customization(
                    n, str(n), f"帳票{n}の様式変更", description=f"内容{n}", avoided_yen=n * 1_000, note=f"注{n}"
                )
                for n in numbers
            ],
            "options": [Option(n, n, f"案{n}", n, f"備考{n}") for n in numbers],
            "quotes": [Quote(n, n, 1 + n % 60, n * 1_200, n * 100, f"{n}-1", f"備考{n}") for n in numbers],
        }
    )


def bare_write(grids: list[Grid]) -> bytes:
    """Write the same cells with xlsxwriter and nothing else."""
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for at, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    book.close()
    return output.getvalue()


def bare_read(content: bytes) -> int:
    """Read every cell with calamine and nothing else."""
    book: Any = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def best_of(times: int, run: Callable[[], object]) -> float:
    """Return the shortest of so many runs, in seconds of the processor: others may use the machine at the same time."""
    shortest = float("inf")
    for _ in range(times):
        gc.collect()
        begin = process_time()
        run()
        shortest = min(shortest, process_time() - begin)
    return shortest


def foreign_sheet(rows: int = ROWS) -> Grid:
    """Return a sheet as somebody else keeps it: our columns and as many that we do not know."""
    ours, *requests = sheet_of(wide_book(rows), TABLES["customizations"]).rows
    theirs = tuple(f"独自の列{n}" for n in range(30 - len(ours)))
    return Grid("要望一覧", ((*ours, *theirs), *((*row, *(f"値{n}" for n in range(len(theirs)))) for row in requests)))


def measure(times: int = 3) -> tuple[float, float, float]:
    """Return export, import of unchanged rows and import of new rows as multiples of the bare libraries."""
    book = wide_book()
    grids = [sheet_of(book, table) for table in sheet_tables()]
    content, foreign = workbook(book, "bench", 1), bare_write([foreign_sheet()])
    empty = Book({"consortium": [book.consortium]})

    def dry_run(into: Book, source: bytes) -> None:
        plan = plan_file(into, "bench", read_source(source, "台帳.xlsx"))
        assert isinstance(plan, ImportPlan)
        assert (len(plan.added), plan.refused) == (0 if into is book else ROWS, ())

    written, ours = best_of(times, lambda: bare_write(grids)), best_of(times, lambda: workbook(book, "bench", 1))
    read, same = best_of(times, lambda: bare_read(content)), best_of(times, lambda: dry_run(book, content))
    read_new, new = best_of(times, lambda: bare_read(foreign)), best_of(times, lambda: dry_run(empty, foreign))
    print(f"{sum(len(g.rows) * len(g.rows[0]) for g in grids):,} cells")
    return _told("export", ours, written), _told("import, unchanged", same, read), _told("import, new", new, read_new)


def _told(title: str, taken: float, bare: float) -> float:
    print(f"  {title:18} {taken:5.2f} s, bare {bare:5.2f} s: {taken / bare:5.2f} times")
    return taken / bare


def main() -> int:
    export, same, new = measure()
    print(f"limits: export {EXPORT_LIMIT}, import {IMPORT_LIMIT}")
    return 0 if export <= EXPORT_LIMIT and same <= IMPORT_LIMIT and new <= IMPORT_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

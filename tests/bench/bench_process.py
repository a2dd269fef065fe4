"""How soon a whole process prints a ledger, against LibreOffice: python tests/bench/bench_process.py

Ours: the ledger opened and checked, the allocation computed, laid out and written as PDF. LibreOffice's: a workbook in
which the same values already stand, converted by `soffice --headless --convert-to pdf`. Each figure is the shortest
of several processes in turn, with LibreOffice's profile made beforehand. Without LibreOffice nothing is measured.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.documents.paper.document import Document, Kind, Table
from core.documents.registry import REPORTS, PrintSettings
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from tests.bench.big_book import big_book, big_change_set

MAIN = Path(__file__).resolve().parents[2] / "main.py"
LIMIT = 0.5
"""Our process, as a part of LibreOffice's."""
SIZES = ((6, 50), (60, 450))
"""Of the smaller one nearly all is the start of both programs."""
TIMES = 3


def seconds(arguments: Sequence[str | Path]) -> float:
    """Return how long a whole process takes."""
    begin = perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return perf_counter() - begin


def write_workbook(document: Document, path: Path) -> None:
    """Write the tables of a document as sheets, figures as numbers in yen's format, set to print in A4 across."""
    book: Any = xlsxwriter.Workbook(path)
    yen, bold = book.add_format({"num_format": "#,##0"}), book.add_format({"bold": True})
    for table in (block for sheet in document.sheets for block in sheet.blocks if isinstance(block, Table)):
        sheet = book.add_worksheet()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        for at, column in enumerate(table.columns):
            sheet.write(0, at, column.heading, bold)
            sheet.set_column(at, at, 12 if column.kind is Kind.FIGURE else 20)
        for down, row in enumerate((*table.rows, *table.totals), 1):
            for at, cell in enumerate(row.cells):
                figure = cell.replace(",", "")
                if table.columns[at].kind is Kind.FIGURE and figure.isdigit():
                    sheet.write_number(down, at, int(figure), yen)
                elif cell:
                    sheet.write_string(down, at, cell)
    book.close()


def main() -> int:
    """Print the ratio for each size; return 1 when one is above the limit."""
    office = shutil.which("soffice")
    if office is None:
        print("no LibreOffice here: nothing is measured")
        return 0
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANBUNCHO_HOME"] = str(folder / "home")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for members, rows in SIZES:
            ledger, sheet = folder / f"{members}x{rows}.anbun", folder / f"{members}x{rows}.xlsx"
            with closing(LedgerFile.new(Home(folder / "home"), big_change_set(members, rows))) as file:
                file.save_as(ledger)
            write_workbook(REPORTS["allocation"].build(big_book(members, rows), PrintSettings()), sheet)
            printing = (sys.executable, MAIN, "print", ledger, "allocation", "-o", folder / "ours.pdf")
            converting = (office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, sheet)
            seconds(printing), seconds(converting)
            pairs = [(seconds(printing), seconds(converting)) for _ in range(TIMES)]
            ours, theirs = (min(pair[at] for pair in pairs) for at in (0, 1))
            good &= ours / theirs <= LIMIT
            ratio = f"{ours:.2f} s, LibreOffice {theirs:.2f} s = {ours / theirs:.2f} (limit {LIMIT})"
            print(f"{rows:,} × {members}: {ratio}", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

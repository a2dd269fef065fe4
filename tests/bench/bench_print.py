"""How fast the allocation table prints, as ratios measured in one run: python tests/bench/bench_print.py"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.printing.fonts import fonts
from core.printing.layout import lay_out
from core.printing.page import Page
from core.printing.render import render
from tests.bench.big_book import big_book

MUNICIPALITIES = 60
ROWS = (500, 2_000)
PRINT_LIMIT, WHOLE_LIMIT = 0.6, 0.8
"""Printing the table, tagged or not, and calculating and building it too, as multiples of drawing its strings one by
one."""
TAGGED_LIMIT = 1.5
"""Tagged, as a multiple of untagged: each cell has an element, empty ones too. Half of what is more is what a tagged
file has to say: its elements made into text, packed and compressed."""
GROWTH_LIMIT = 4.4
"""Four times the rows, as a multiple of the time."""


def bare_canvas(pages: list[Page]) -> bytes:
    """Draw the strings of the pages with the same fonts and nothing else, at ReportLab's own settings."""
    ours, rl_config.useA85 = rl_config.useA85, 1
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for face, x, baseline, line in page.texts:
            canvas.setFont(face.value, line.size)
            canvas.drawString(x, page.height - baseline, line.text)
        canvas.showPage()
    canvas.save()
    rl_config.useA85 = ours
    return buffer.getvalue()


def best_of(times: int, run: Callable[[], object]) -> float:
    """Return the shortest of so many runs, in seconds of the processor: other programs on the machine do not count."""
    shortest = float("inf")
    for _ in range(times):
        begin = process_time()
        run()
        shortest = min(shortest, process_time() - begin)
    return shortest


def allocation_pdf(book: Book) -> bytes:
    """Calculate, build and print the allocation table."""
    return render(REPORTS["allocation"].build(book, PrintSettings()))


def main() -> int:
    """Print the ratios; return 1 when one is above its limit."""
    fonts()
    good, times = True, []
    for rows in ROWS:
        book = big_book(MUNICIPALITIES, rows)
        document = REPORTS["allocation"].build(book, PrintSettings())
        pages = list(lay_out(document, fonts()))
        bare = best_of(3, partial(bare_canvas, pages))
        printed = best_of(3, partial(render, document))
        tagged = best_of(3, partial(render, replace(document, tagged=True)))
        whole = best_of(3, partial(allocation_pdf, book))
        times.append(whole)
        good &= max(printed, tagged) / bare <= PRINT_LIMIT and whole / bare <= WHOLE_LIMIT
        good &= tagged / printed <= TAGGED_LIMIT
        print(
            f"{rows:,} rows × {MUNICIPALITIES}: {len(pages)} pages, {bare:.2f} s bare, "
            f"printing {printed:.2f} s = {printed / bare:.2f} (limit {PRINT_LIMIT}), "
            f"tagged {tagged:.2f} s = {tagged / bare:.2f}, {tagged / printed:.2f} of untagged (limit {TAGGED_LIMIT}), "
            f"with calculation {whole:.2f} s = {whole / bare:.2f} (limit {WHOLE_LIMIT})"
        )
    growth = times[1] / times[0]
    good &= growth <= GROWTH_LIMIT
    print(f"{ROWS[1] // ROWS[0]} times the rows: {growth:.2f} times the time (limit {GROWTH_LIMIT})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

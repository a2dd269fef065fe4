"""How fast a whole handout prints, as a ratio to its reports printed one by one: python tests/bench/bench_handout.py"""

import json
import random
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.documents.handouts.chapters import is_nothing, settings_of
from core.documents.handouts.sheet import NAME
from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost
from core.model.machine.naming import in_order
from core.model.papers.handouts import Handout, HandoutChapter
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet
from core.printing.fonts import fonts
from core.printing.render import render
from core.sample import sample
from tests.bench.big_book import big_tables
from tests.bench.big_rules import rules_and_issues

MEMBERS, CHAPTERS, REQUESTS, YEARS = 40, 60, 30, 5
LIMIT = 1.3
"""The whole handout, as a multiple of the sum of its reports, each built and printed by itself."""
TEXT = "■ 概要\n・五年間の経費は{五年間.現行経費:億円}、{協議会.団体数:団体}が参加する。\n> {五年間.見出し}"


def ledger() -> Book:
    """Return the sample's organisation, schedule and services with so many members, their requests, costs and rules."""
    draw, whole = random.Random(1), Book({})
    whole.apply(sample())
    kept = ("bodies", "chronicle", "tasks", "precedences", "sites", "requirements", "site_checks", "risks", "systems")
    tables = {name: list(whole._records[name].values()) for name in kept}
    tables |= big_tables(MEMBERS, REQUESTS)
    tables |= rules_and_issues(draw, MEMBERS)
    tables["scenarios"] = [Scenario(1, "試算", 1, first_fiscal_year=2017, years=YEARS)]
    tables["cost_lines"] = [CostLine(line, f"経費{line}") for line in range(1, 21)]
    tables["cost_amounts"] = [
        CostAmount(YEARS * line + year, line, 2017 + year, draw.randrange(10**7, 10**8))
        for line in range(1, 21)
        for year in range(YEARS)
    ]
    tables["current_costs"] = [CurrentCost(one, one, yen=draw.randrange(10**8, 10**9)) for one in range(1, MEMBERS)]
    return Book(tables)


def with_handout(book: Book) -> Book:
    """Return the ledger with a handout of so many chapters, each with a text and a printout that says something."""
    plain = PrintSettings()
    said = [name for name, one in REPORTS.items() if name != NAME and not is_nothing(one.build(book, plain))]
    chapters = [
        HandoutChapter(at, 1, f"章{at}", body_text=TEXT, report=REPORTS[name].title, position=at)
        for at, name in enumerate(islice(cycle(said), CHAPTERS), 1)
    ]
    return with_rows(book, handouts=[Handout(1, "資料", "題")], handout_chapters=chapters)


def with_rows(book: Book, **rows: list[Any]) -> Book:
    """Return the ledger with these rows in place of those of their tables."""
    return Book({**{name: list(kept.values()) for name, kept in book._records.items()}, **rows})


def whole(book: Book, settings: PrintSettings) -> bytes:
    """Build and print the handout."""
    return render(REPORTS[NAME].build(book, settings))


def one_by_one(book: Book, settings: PrintSettings) -> list[bytes]:
    """Build and print each of its reports by itself."""
    named = {one.title: one for one in REPORTS.values()}
    chapters = in_order(book, book.children(HandoutChapter, 1).values())
    return [render(named[one.report].build(book, settings_of(book, settings, one))) for one in chapters]


def best_of(times: int, run: Callable[[], object]) -> float:
    """Return the shortest of so many runs, in seconds of this process alone."""
    shortest = float("inf")
    for _ in range(times):
        begin = process_time()
        run()
        shortest = min(shortest, process_time() - begin)
    return shortest


def main() -> int:
    """Print the ratios, without and with a page of changes; return 1 when one is above its limit."""
    fonts()
    book, settings = with_handout(ledger()), PrintSettings(handout=1)
    parts = best_of(1, partial(one_by_one, book, settings))
    good = True
    for word in ("", " with the page of changes"):
        seconds = best_of(1, partial(whole, book, settings))
        good &= seconds / parts <= LIMIT
        print(
            f"{CHAPTERS} chapters × {MEMBERS} members{word}: {seconds:.2f} s, one by one {parts:.2f} s "
            f"= {seconds / parts:.2f} (limit {LIMIT})"
        )
        result = REPORTS[NAME].result(book, settings)
        print(f"  the result that is kept: {len(result):,} letters, {len(json.loads(result)['state'])} tables")
        book = with_rows(book, fixed_sheets=[FixedSheet(1, NAME, "前回", "2014-11-18", result=result)])
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())

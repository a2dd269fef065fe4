"""Whether a ledger that opens is sound: every split added up again to the yen, every reference, every rule of the
tables. What merely needs attention is in core/operations/health/findings.py."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from core.calc.allocation.allocate import Allocation, allocate
from core.calc.allocation.item import SHARES, View
from core.calc.allocation.pricing import Money
from core.calc.comparison.compare import compare
from core.calc.comparison.gathering import premises_of
from core.calc.comparison.premises import Impossible
from core.calc.handouts.kept import is_readable
from core.model.book import Book
from core.model.council import Consortium
from core.model.machine.naming import describe
from core.model.papers.handouts import HandoutPicture
from core.model.papers.printouts import HANDOUT
from core.model.registry import TABLES, table_of
from core.model.requests import Customization
from core.model.scenarios import Scenario
from core.model.sheets import LETTERS, FixedSheet, KeptPaper, SheetFile, letters_in
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.health.finding import Finding, Severity
from core.words.sentences import sentence


def unsound(book: Book, content_of: Callable[[int], SheetFile], picture_of: Callable[[int], bytes]) -> list[Finding]:
    """Return everything that is wrong with the ledger, in which nothing is impossible; `content_of` reads the PDF of a
    fixed sheet, `picture_of` a picture of a handout.

    Where the consortium is missing nothing else is asked: nothing can be computed from such a book.
    """
    if not book.all(Consortium):
        return [Finding(Severity.WARNING, "consortium", 1, "no_consortium", {})]
    return [
        *_broken_rules(book),
        *_splits(book),
        *_comparisons(book),
        *_fixed_sheets(book, content_of),
        *_pictures(book, picture_of),
    ]


def _broken_rules(book: Book) -> Iterator[Finding]:
    """Ask every rule of every row, as if all had been written just now."""
    draft = Draft(Book({}))
    for table in TABLES.values():
        rows: Any = () if table.lazy else book.all(table.record).values()
        for row in rows:
            draft.add(row)
    for record, fault in check(draft):
        facts = {"row": describe(book, record), "reason": sentence(fault)}
        yield Finding(Severity.WARNING, table_of(type(record)).name, record.id, "row_against_rule", facts)


def _splits(book: Book) -> Iterator[Finding]:
    for money in Money:
        allocation = allocate(book, money)
        yield from _items(book, allocation)
        yield from _totals(allocation)


def _items(book: Book, allocation: Allocation) -> Iterator[Finding]:
    for item in allocation.items:
        for outcome in (item.max, item.all):
            if outcome.total is None:
                continue
            parts = sum(share or 0 for share in outcome.shares) + outcome.secretariat
            if parts != outcome.total:
                name = f"項{book.all(Customization)[item.customization_id].item}"
                facts = {"what": name, "parts": f"{parts:,}", "total": f"{outcome.total:,}"}
                yield Finding(Severity.WARNING, "customizations", item.customization_id, "parts_differ", facts)


def _totals(allocation: Allocation) -> Iterator[Finding]:
    for view in (View.MAX, View.ALL):
        totals = allocation.totals[view]
        columns = [SHARES[view](item) for item in allocation.items if item.counted]
        added = [sum(cells[place] or 0 for cells in columns) for place in range(len(allocation.members))]
        parts = sum(totals.shares) + totals.secretariat
        if parts != totals.total or added != list(totals.shares):
            facts = {"what": "合計", "parts": f"{parts:,}", "total": f"{totals.total:,}"}
            yield Finding(Severity.WARNING, "consortium", 1, "parts_differ", facts)


def _comparisons(book: Book) -> Iterator[Finding]:
    for scenario in book.all(Scenario).values():
        premises = premises_of(book, scenario)
        result = premises if isinstance(premises, Impossible) else compare(premises)
        if isinstance(result, Impossible):
            continue
        parts = sum(row.cloud for row in result.rows.values()) + result.secretariat
        years = sum(result.total.years)
        if parts != result.premises.total or years != result.premises.total:
            facts = {"what": f"試算「{scenario.name}」", "parts": f"{parts:,}", "total": f"{result.premises.total:,}"}
            yield Finding(Severity.WARNING, "scenarios", scenario.id, "parts_differ", facts)


def _fixed_sheets(book: Book, content_of: Callable[[int], SheetFile]) -> Iterator[Finding]:
    for sheet in book.all(FixedSheet).values():
        if hashlib.sha256(content_of(sheet.id).content).hexdigest() != sheet.sha256:
            yield Finding(Severity.WARNING, "fixed_sheets", sheet.id, "sheet_differs", {"name": sheet.name})
        if not _is_readable(sheet):
            yield Finding(Severity.WARNING, "fixed_sheets", sheet.id, "sheet_not_read", {"name": sheet.name})


def _is_readable(sheet: FixedSheet) -> bool:
    """Whether what is asked of it later can be read: of a handout its chapters and rows, of letters to whom they went.
    What nothing was kept of is asked nothing."""
    if sheet.result == KeptPaper.nothing:
        return True
    if sheet.report == HANDOUT:
        return is_readable(sheet)
    return sheet.report not in LETTERS or letters_in(sheet) is not None


def _pictures(book: Book, content_of: Callable[[int], bytes]) -> Iterator[Finding]:
    for picture in book.all(HandoutPicture).values():
        if hashlib.sha256(content_of(picture.id)).hexdigest() != picture.sha256:
            facts = {"name": describe(book, picture)}
            yield Finding(Severity.WARNING, "handout_pictures", picture.id, "picture_differs", facts)

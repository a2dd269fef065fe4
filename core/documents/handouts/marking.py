"""変更の印: rows of printouts that stood otherwise in the handout that was fixed last, or not at all, are marked.

What is compared is what people read: the cells of a row as they are printed. So it holds for every printout, without a
word of theirs. What went cannot be marked where it is not; it is told on the page of changes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.documents.handouts.chapters import Part
from core.documents.paper.document import Document, Emphasis, Row, Sheet, Table

MARK = "◆"
LEGEND = f"{MARK}=前回の資料から変わった行、新しい行"
_SAME = ("report", "settings", "signs")
"""What has to be as it was, or every row would read otherwise without having changed."""


def rows_told(document: Document | None) -> list[str]:
    """Return what tells the rows of a printout from others, each once."""
    sheets = document.sheets if document is not None else ()
    tables = (block for sheet in sheets for block in sheet.blocks if isinstance(block, Table))
    return sorted({_known_by(row) for table in tables for row in (*table.rows, *table.totals)})


def marked(
    parts: Iterable[Part], pairs: Iterable[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]
) -> Iterator[Part]:
    """Yield the chapters with their marks; `pairs` are what each said before (None: it was not there) and says now."""
    for part, (before, now) in zip(parts, pairs, strict=True):
        if (
            part.paper is None
            or before is None
            or "rows" not in before
            or any(before.get(name) != now[name] for name in _SAME)
        ):
            yield part
            continue
        known = frozenset(before["rows"])
        sheets = tuple(_marked_sheet(sheet, known) for sheet in part.paper.sheets)
        yield replace(part, paper=replace(part.paper, sheets=sheets))


def _marked_sheet(sheet: Sheet, known: frozenset[str]) -> Sheet:
    if sheet.addressee:
        return sheet  # a letter says nothing of letters before it
    blocks = tuple(_marked_table(block, known) if isinstance(block, Table) else block for block in sheet.blocks)
    return replace(sheet, blocks=blocks)


def _marked_table(table: Table, known: frozenset[str]) -> Table:
    rows, totals = (tuple(_marked_row(row, known) for row in some) for some in (table.rows, table.totals))
    if (rows, totals) == (table.rows, table.totals):
        return table
    legend = "　".join(text for text in (table.legend, LEGEND) if text)
    return replace(table, rows=rows, totals=totals, legend=legend)


def _marked_row(row: Row, known: frozenset[str]) -> Row:
    if row.emphasis is Emphasis.SECTION or _known_by(row) in known:
        return row
    return replace(row, cells=(f"{MARK}{row.cells[0]}", *row.cells[1:]))


def _known_by(row: Row) -> str:
    return hashlib.sha256("\x1f".join(row.cells).encode("utf-8", "surrogatepass")).hexdigest()[:12]

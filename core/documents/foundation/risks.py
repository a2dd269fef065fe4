"""リスク台帳: demerits and problems, the gravest first, with the 5×5 picture, measures, owners and days of review."""

from core.calc.foundation.risks import SCORE_TERMS, grid_of, is_late, risks_of
from core.documents.foundation.grid import risk_grid
from core.documents.foundation.wording import NO_RISKS, day_shown, paper
from core.documents.paper.document import (
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.foundation.risks import Risk, risk_owner
from core.model.papers.printouts import PRINTOUTS
from core.model.values.money import show_yen
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["risks"].title
_GRID_WIDTH = 400.0
_COLUMNS = (
    Column("番号", width=2, repeat=True),
    Column("区分", width=4),
    Column("対象", width=5),
    Column("リスク", width=12, weight=4, repeat=True),
    Column("影響", Kind.FIGURE),
    Column("可能性", Kind.FIGURE),
    Column("大きさ", Kind.FIGURE),
    Column("対策", width=8, weight=3),
    Column("残り", width=5, weight=2),
    Column("状態", width=4),
    Column("担当", width=4, weight=1, stays=True),
    Column("見直し", width=6),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the picture and the table."""
    risks, day = risks_of(book), day_shown(book, settings)
    blocks: tuple[Block, ...] = (Paragraph(NO_RISKS),)
    if risks:
        grid = grid_of(risks)
        picture = (Chart(risk_grid(grid, _GRID_WIDTH)),) if grid else ()
        late = "見直し日の過ぎたものは太字にしています。" if any(is_late(one, day) for one in risks) else ""
        notes = Notes(tuple(line for line in (SCORE_TERMS, late) if line))
        blocks = (*picture, Table(_COLUMNS, tuple(_row(book, one, day) for one in risks), sparing=True), notes)
    return paper(TITLE, blocks, book, settings)


def _row(book: Book, one: Risk, day: str) -> Row:
    cells = (
        one.number,
        one.kind.label,
        one.subject.label,
        f"{one.heading}\n{one.content}" if one.heading else one.content,
        show_yen(one.impact),
        show_yen(one.likelihood),
        "未評価" if one.score is None else str(one.score),
        one.measure,
        one.remaining,
        one.state.label,
        risk_owner(book, one),
        short_partial_date(one.review_on),
    )
    return Row(cells, Emphasis.STRONG if is_late(one, day) else Emphasis.PLAIN)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    rows = [list(_row(book, one, "").cells) for one in risks_of(book)]
    return canonical({"report": "risks", "as_of": day_shown(book, settings), "rows": rows})

"""団体数別見積一覧: what every request costs by the number of implementers, and where nothing is quoted."""

from collections import Counter
from collections.abc import Iterator

from core.calc.allocation.pricing import Price, PriceStatus
from core.calc.allocation.quote_board import QuoteBoard, QuoteLine, quote_board
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.turned import MANY, headed
from core.documents.paper.wording import footer, sheet_date, title_of, unit_text
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.money import show_yen

TITLE = PRINTOUTS["quotes"].title
_NOTES = (
    "額は、その団体数で実施したときの総額です。",
    "見積なしは、構成団体の数までで見積のないところです。ほかの案を採用した行と、費用のかからない要望には示しません。",
)
_COUNTS = "実施する団体数ごとの総額"
_ESTIMATED = "概算は、前後の見積の間を直線で補った額です。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with every option of every request, or the sentence that there is none."""
    board = _board(book, settings)
    rows = tuple(_row(board, line, item) for line, item in zip(board.lines, _items(board), strict=True))
    estimated = any(price.status is PriceStatus.ESTIMATED for line in board.lines for price in _prices(board, line))
    blocks: tuple[Block, ...] = (Paragraph("要望が登録されていません。"),)
    if rows:
        notes = Notes((*_NOTES, *((_ESTIMATED,) if estimated else ())))
        table = Table(_columns(board), rows, unit=unit_text(book, settings.money))
        blocks = (*headed(table, _COUNTS, "団体数", "項"), notes)
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(TITLE, (sheet,), author=book.consortium.name, footer=footer(settings), paper=settings.paper)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON: for each option by the number of implementers the yen and where they come from."""
    board = _board(book, settings)
    return canonical(
        {
            "report": "quotes",
            "rows": [
                {
                    "item": line.customization.item,
                    "option": line.option.name if line.option else None,
                    "adopted": line.is_adopted,
                    "prices": {
                        str(count): [price.yen, price.status]
                        for count, price in zip(board.counts, _prices(board, line), strict=True)
                        if price.status is not PriceStatus.NOT_COUNTED
                    },
                }
                for line in board.lines
            ],
        }
    )


def _board(book: Book, settings: PrintSettings) -> QuoteBoard:
    board = quote_board(book, settings.money)
    lines = tuple(line for line in board.lines if _is_asked(line.customization, settings))
    return QuoteBoard(lines, board.counts, board.most, board.money)


def _is_asked(request: Customization, settings: PrintSettings) -> bool:
    return settings.disposition in {None, request.disposition}


def _prices(board: QuoteBoard, line: QuoteLine) -> list[Price]:
    return [line.price(count, board.most) for count in board.counts]


def _columns(board: QuoteBoard) -> tuple[Column, ...]:
    return (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=13, weight=3, repeat=True),
        *(Column(f"{count}団体", Kind.FIGURE, groups=(_COUNTS,)) for count in board.counts),
        Column("採用", align=Align.CENTER, width=3),
        Column("方針", width=6),
    )


def _items(board: QuoteBoard) -> Iterator[str]:
    """Yield by what each line is known: its item, and of very many members, whose table is turned, its option too."""
    many = Counter(line.customization.item for line in board.lines)
    seen: Counter[str] = Counter()
    for line in board.lines:
        item = line.customization.item
        seen[item] += 1
        yield f"{item}(案{seen[item]})" if many[item] > 1 and len(board.counts) > MANY else item


def _row(board: QuoteBoard, line: QuoteLine, item: str) -> Row:
    request = line.customization
    cells = (
        item,
        title_of(request, line.option),
        *map(_shown, _prices(board, line)),
        "採用" if line.is_adopted else "",
        request.disposition.label,
    )
    return Row(cells, Emphasis.PLAIN if line.counts else Emphasis.QUIET)


def _shown(price: Price) -> str:
    if price.status is PriceStatus.NOT_COUNTED:
        return ""
    if price.yen is None:
        return price.status.label
    return f"概算\n{show_yen(price.yen)}" if price.status is PriceStatus.ESTIMATED else show_yen(price.yen)

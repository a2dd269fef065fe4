"""要望の来歴: one line for each request, from the session at which it was born to the decision."""

from core.calc.allocation.allocate import allocate
from core.calc.gaps.origins import Origin, origins
from core.documents.gaps.wording import (
    answers_text,
    decision_text,
    gaps_text,
    option_text,
    quote_text,
    session_text,
    traced_text,
)
from core.documents.meetings.wording import document
from core.documents.paper.document import Align, Block, Column, Document, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import unit_text
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["origins"].title
NOBODY = "要望はまだ登録されていません。"

_COLUMNS = (
    Column("項", align=Align.CENTER, width=2, repeat=True),
    Column("要望", width=11, weight=3, repeat=True),
    Column("会議", width=9, weight=2),
    Column("差", width=6, weight=2),
    Column("案", width=5, weight=1),
    Column("見積(実施団体)", Kind.FIGURE, width=7),
    Column("意向", width=6),
    Column("決定", width=8, weight=2),
    Column("方針", width=6),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the requests in the order of 項, with what was known on the day that is asked for; the quote is that of
    those who implement it at present."""
    found = origins(book, allocate(book), settings.as_of)
    if not found:
        return document(book, settings, TITLE, (Paragraph(NOBODY),))
    notes = (
        traced_text(found),
        "会議は要望のもとになった差が挙がった会議、見積は今の回答で実施する団体数のときの総額(初期費用)です。",
        "決定は、要望か差に結び付けた会議の決定です。それがないときは差の結論を示します。",
    )
    blocks: tuple[Block, ...] = (
        Table(_COLUMNS, tuple(_row(book, one) for one in found), unit=unit_text(book, settings.money)),
        Notes(notes),
    )
    return document(book, settings, TITLE, blocks, Orientation.LANDSCAPE)


def _row(book: Book, one: Origin) -> Row:
    return Row(
        (
            one.request.item,
            one.request.title,
            "\n".join(session_text(book, session) for session in one.sessions),
            gaps_text(one),
            option_text(book, one),
            quote_text(book, one).replace("(", "\n("),
            answers_text(one).replace(" ", "\n"),
            decision_text(book, one),
            one.request.disposition.label,
        )
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return canonical(
        {"report": "origins", "rows": [_told(book, one) for one in origins(book, allocate(book), settings.as_of)]}
    )


def _told(book: Book, one: Origin) -> list[object]:
    return [
        one.request.item,
        [session_text(book, session) for session in one.sessions],
        [gap.number for gap in one.gaps],
        option_text(book, one),
        one.outcome.total if one.outcome is not None else None,
        {state.value: number for state, number in one.answers.items() if number},
        [decision.id for decision in one.decisions],
        one.request.disposition,
    ]

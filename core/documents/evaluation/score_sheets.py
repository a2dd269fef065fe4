"""採点票: blank, one for each reviewer and bidder, to be filled in by hand, behind a letter to the reviewer; the price
is not on it."""

from dataclasses import replace

from core.calc.evaluation.asked import asked_criteria, asked_of_seats
from core.calc.evaluation.evaluate import Evaluation
from core.calc.evaluation.frame import Frame
from core.documents.evaluation.wording import NOBODY, Names, made_of
from core.documents.letters.address import Recipient, counted_on
from core.documents.letters.letter import ANNEX, letter_to, outgoing
from core.documents.paper.document import (
    Align,
    Column,
    Document,
    FillIn,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.printouts import PRINTOUTS
from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Reviewer
from core.model.papers.letters import LetterKind
from core.model.values.evaluation_reading import READERS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["score-sheets"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter to each reviewer and as its 別紙 a sheet for each bidder; without reviewers one sheet for each
    bidder that names nobody."""
    found = made_of(book, settings)
    sheets: list[Sheet] = []
    if found is not None:
        made, names = found
        for place, (seat, criteria) in enumerate(_seats(made.frame)):
            number = counted_on(settings.number, place)
            forms = [_sheet(made, names, seat, one, criteria) for one in made.frame.bidders]
            dated = [replace(one, date=sheet_date(book, settings), number=number) for one in forms]
            if seat is not None and forms:
                sheets.append(_letter(book, settings, made, names.seat(seat.id), len(forms), number))
                dated = [replace(one, material=ANNEX) for one in dated]
            sheets += dated
    is_sent = any(one.is_letter for one in sheets)
    if not sheets:
        words = NOBODY if found is None else "採点票を作るには、評価項目と提案者を登録してください。"
        sheets = [Sheet(TITLE, (Paragraph(words),), sheet_date(book, settings), settings.number)]
    document = Document(
        TITLE,
        tuple(sheets),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.PORTRAIT,
    )
    return outgoing(book, settings, LetterKind.SCORING, document, _DEADLINE) if is_sent else document


_DEADLINE = (None,)
"""The ledger knows of no day until which points are to come: it is chosen for the letter, or left blank."""


def _letter(book: Book, settings: PrintSettings, made: Evaluation, who: str, count: int, number: str) -> Sheet:
    values = {"案件": made.frame.procurement.name, "件数": f"別紙のとおり({count}枚)"}
    to = Recipient(who, f"{who} 様")
    return letter_to(book, settings, LetterKind.SCORING, to, _DEADLINE, values, number)


def _seats(frame: Frame) -> list[tuple[Reviewer | None, tuple[Criterion, ...]]]:
    found: list[tuple[Reviewer | None, tuple[Criterion, ...]]] = list(asked_of_seats(frame).items())
    asked = asked_criteria(frame)
    return found or ([(None, tuple(asked))] if asked else [])


def _sheet(
    made: Evaluation,
    names: Names,
    seat: Reviewer | None,
    bidder: Bidder,
    criteria: tuple[Criterion, ...],
) -> Sheet:
    columns = (
        Column("区分", width=6),
        Column("評価項目", width=12, weight=2),
        Column("配点", Kind.FIGURE),
        Column("付けられる点", width=8, weight=1),
        Column("採点", width=6, align=Align.CENTER),
        Column("所見", width=8, weight=1),
    )
    rows = tuple(Row((_part(one), one.name, str(one.points), _scale(one), "", "")) for one in criteria)
    total = Row(("", "合計", str(sum(one.points for one in criteria)), "", "", ""))
    who = names.seat(seat.id) if seat is not None else ""
    pairs = (
        ("案件", made.frame.procurement.name),
        ("提案者", names.bidder(bidder)),
        *((("審査員", who),) if who else ()),
    )
    return Sheet(
        TITLE,
        (
            KeyValues(pairs),
            Table(columns, rows, (total,), tall=True),
            Notes(("空欄は未採点で、0点とは扱いません。0点のときは0と記入してください。",)),
            FillIn((("審査員", 2), ("採点日", 1))),
        ),
    )


def _part(criterion: Criterion) -> str:
    return "\n".join((criterion.part.label, *criterion.levels))


def _scale(criterion: Criterion) -> str:
    grades = READERS["scale"](criterion.scale).grades
    return " ".join(name for name, _ in grades) if grades else f"0〜{criterion.points}"


def result(book: Book, settings: PrintSettings) -> str:
    """Return how many sheets there are, letters not counted."""
    sheets = build(book, settings).sheets
    return canonical({"report": "score-sheets", "sheets": sum(not one.is_letter for one in sheets)})

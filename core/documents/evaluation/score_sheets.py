"""採点票: blank, one for each reviewer and bidder or for all bidders, to be filled in by hand, behind a letter to the
reviewer; the price is not on it."""

from collections.abc import Sequence
from dataclasses import replace

from core.calc.evaluation.asked import Asked, asked_now, asked_of_seats
from core.calc.evaluation.frame import Frame
from core.calc.evaluation.results import Evaluation
from core.documents.evaluation.wording import Names, made_of, paper, without
from core.documents.letters.address import Recipient, counted_on
from core.documents.letters.deadlines import dated
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
from core.documents.paper.wording import sheet_date
from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Reviewer
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.selection.evaluation_reading import READERS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["score-sheets"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter to each reviewer and as its 別紙 a sheet for each bidder, or one for all of them; without
    reviewers sheets that name nobody. Nothing is printed for a reviewer who is asked for nothing."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    procurement, sheets = made.frame.procurement, list[Sheet]()
    how = dated(book, settings, (), [procurement.notice_on, procurement.deadline])
    asked = asked_now(made.frame)
    everybody = asked.bidders if made.frame.is_staged else made.frame.bidders
    bidders = [one for one in everybody if how.bidder in {None, one.id}]
    for place, (seat, criteria) in enumerate(_seats(made.frame, asked, how.reviewer)):
        number = counted_on(how.number, place)
        forms = [_form(made, names, seat, some, criteria) for some in _on_sheets(bidders, how.together)]
        forms = [replace(one, date=sheet_date(book, how), number=number) for one in forms]
        if seat is not None and forms and not how.without_letter:
            sheets.append(_letter(book, how, made, names.seat(seat.id), len(forms), number))
            forms = [replace(one, material=ANNEX) for one in forms]
        sheets += forms
    if not sheets and how.reviewer is how.bidder is None:
        is_over = made.is_narrowed and not asked.bidders
        words = _NOBODY_LEFT if is_over else "採点票を作るには、評価項目と提案者を登録してください。"
        return paper(book, settings, TITLE, (Paragraph(words),))
    document = Document(
        TITLE, tuple(sheets), author=book.consortium.name, paper=settings.paper, orientation=Orientation.PORTRAIT
    )
    is_sent = any(one.is_letter for one in sheets)
    return outgoing(book, how, LetterKind.SCORING, document, _DEADLINE) if is_sent else document


_NOBODY_LEFT = "二次審査に進んだ提案者がいないため、採点票はありません。"
_DEADLINE = (None,)
"""The ledger knows of no day until which points are to come: it is chosen for the letter, or left blank."""
_BESIDE = 6
"""So many bidders have room for their points on one sheet."""


def _letter(book: Book, settings: PrintSettings, made: Evaluation, who: str, count: int, number: str) -> Sheet:
    values = {"案件": made.frame.procurement.name, "件数": f"別紙のとおり({count}枚)"}
    to = Recipient(who, f"{who} 様")
    return letter_to(book, settings, LetterKind.SCORING, to, _DEADLINE, values, number)


def _seats(frame: Frame, now: Asked, chosen: int | None) -> list[tuple[Reviewer | None, tuple[Criterion, ...]]]:
    """Return who is asked for what; one seat where it was chosen, nobody by name where there are no reviewers."""
    asked = asked_of_seats(frame, now)
    if chosen is not None or asked:
        return [(seat, criteria) for seat, criteria in asked.items() if chosen in {None, seat.id}]
    return [(None, now.criteria)] if now.criteria else []


def _on_sheets(bidders: Sequence[Bidder], together: bool) -> list[Sequence[Bidder]]:
    """Return the bidders by sheet: one on each, or side by side, as evenly as they need several sheets."""
    if not together:
        return [[one] for one in bidders]
    count = -(-len(bidders) // _BESIDE)
    return [bidders[len(bidders) * at // count : len(bidders) * (at + 1) // count] for at in range(count)]


def _form(
    made: Evaluation, names: Names, seat: Reviewer | None, bidders: Sequence[Bidder], criteria: tuple[Criterion, ...]
) -> Sheet:
    """Return a sheet with a blank for each criterion: of one bidder with a remark, of several beside each other."""
    is_one = len(bidders) == 1
    blanks = (
        [Column("採点", width=6, align=Align.CENTER), Column("所見", width=8, weight=1)]
        if is_one
        else [Column(names.bidder(one), width=6, weight=1, align=Align.CENTER, groups=("採点",)) for one in bidders]
    )
    columns = (
        Column("区分", width=6),
        Column("評価項目", width=12, weight=2),
        Column("配点", Kind.FIGURE),
        Column("付けられる点", width=8, weight=1),
        *blanks,
    )
    empty = [""] * len(blanks)
    rows = tuple(Row((_part(one), one.name, f"{one.points:,}", _scale(one), *empty)) for one in criteria)
    total = Row(("", "合計", f"{sum(one.points for one in criteria):,}", "", *empty))
    who = names.seat(seat.id) if seat is not None else ""
    pairs = (
        ("案件", made.frame.procurement.name),
        *((("提案者", names.bidder(bidders[0])),) if is_one else ()),
        *((("審査員", who),) if who else ()),
    )
    blocks = (
        KeyValues(pairs),
        Table(columns, rows, (total,), tall=True),
        Notes(("空欄は未採点で、0点とは扱いません。0点のときは0と記入してください。",)),
        FillIn((("審査員", 2), ("採点日", 1))),
    )
    return Sheet(TITLE, blocks, orientation=Orientation.LANDSCAPE if len(bidders) > _UPRIGHT else None)


_UPRIGHT = 3
"""So many bidders stand beside each other on an upright sheet."""


def _part(criterion: Criterion) -> str:
    return "\n".join((criterion.part.label, *criterion.levels))


def _scale(criterion: Criterion) -> str:
    grades = READERS["scale"](criterion.scale).grades
    return " ".join(name for name, _ in grades) if grades else f"0〜{criterion.points}"


def result(book: Book, settings: PrintSettings) -> str:
    """Return how many sheets there are, letters not counted."""
    sheets = build(book, settings).sheets
    return canonical({"report": "score-sheets", "sheets": sum(not one.is_letter for one in sheets)})

"""督促状: a letter to each municipality whose answers are missing, with the requests that wait for them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.calc.answer_board import Standing, answer_board
from core.calc.members import members_of
from core.documents.answers.own_items import state_of
from core.documents.letters.address import counted_on
from core.documents.letters.letter import ANNEX, answer_lines, letter_sheet, outgoing
from core.documents.letters.numbering import head_of
from core.documents.paper.document import (
    Align,
    Column,
    Document,
    FillIn,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Size,
    Table,
    boxes_text,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import deadline_of, sheet_date
from core.model.answers import AnswerState, Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.sheets import FixedSheet, letters_in
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["reminder"].title
NOT_READ = "確定版「{name}」に残っている内容を読めないため、督促する前の文書には挙げていません。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one letter per municipality with open requests (未回答 or 未定) and a 別紙 to answer on; with none, a
    sheet that says so.

    Whether a deadline has passed is judged by the date of the letter.
    """
    standings = _standings(book, settings)
    sheets = tuple(sheet for place, one in enumerate(standings) for sheet in _sheets(book, settings, one, place))
    document = Document(
        title=TITLE,
        sheets=sheets or (_nobody(book, settings),),
        author=book.consortium.name,
        paper=settings.paper,
        orientation=Orientation.PORTRAIT,
    )
    deadlines = [own for one in standings for own in _asked(book, one)]
    sent = outgoing(book, settings, LetterKind.REMINDER, document, deadlines)
    unread = () if settings.chased or not sheets else tuple(_not_read(book))
    return replace(sent, lacking=(*sent.lacking, *unread))


def _not_read(book: Book) -> Iterator[str]:
    """Yield what is told of each 意向確認票 that was fixed and does not say to whom it went with which number."""
    for sheet in book.all(FixedSheet).values():
        if sheet.report == LetterKind.QUESTIONNAIRE.value and (letters_in(sheet) is None or head_of(sheet) is None):
            yield NOT_READ.format(name=sheet.name)


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the letters ask for as JSON."""
    items = book.all(Customization)
    sheets: list[dict[str, Any]] = [
        {"code": one.code, "late": one.is_late, "items": [items[id].item for id in one.open_items]}
        for one in _standings(book, settings)
    ]
    return canonical({"report": "reminder", "sheets": sheets})


def _standings(book: Book, settings: PrintSettings) -> list[Standing]:
    board = answer_board(book, sheet_date(book, settings) or "")
    return [one for one in board if one.open_items and settings.municipality in {None, one.code}]


def _asked(book: Book, standing: Standing) -> list[str | None]:
    return [deadline_of(book, book.all(Customization)[id]) for id in standing.open_items]


def _sheets(book: Book, settings: PrintSettings, standing: Standing, place: int) -> list[Sheet]:
    member = next(one for one in members_of(book) if one.code == standing.code)
    one, deadlines = book.all(Municipality)[member.id], _asked(book, standing)
    items = [book.all(Customization)[id] for id in standing.open_items]
    values = {
        "件数": f"{len(items)}件",
        "未定の件数": f"{len(items)}件",
        "前の文書": chased_words(book, settings, standing),
    }
    letter = letter_sheet(book, settings, LetterKind.REMINDER, one, deadlines, values, place)
    rows = tuple(
        Row((item.item, item.title, state_of(book, item, member).label, _until(book, item), boxes_text(BOXES, "\n")))
        for item in items
    )
    annex = Sheet(
        title="カスタマイズ意向の回答",
        blocks=(
            Paragraph("\n".join(answer_lines(book, settings, one, deadlines))),
            Table(_COLUMNS, rows, tall=True),
            Notes(("意向の☐の一つに印を付けて、ご返送ください。",)),
            FillIn((("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))),
        ),
        date=letter.date,
        number=letter.number,
        material=ANNEX,
    )
    return [letter, annex]


BOXES = tuple((state.label, False) for state in AnswerState if state is not AnswerState.UNANSWERED)


def chased_words(book: Book, settings: PrintSettings, standing: Standing) -> str:
    """Return which letter is chased: the one that was named, the last 意向確認票 that was fixed with its date and the
    number it had for this municipality, the last answer file that was issued to it, or 先の照会."""
    if settings.chased:
        return settings.chased
    fixed = [one for one in book.all(FixedSheet).values() if one.report == LetterKind.QUESTIONNAIRE.value]
    for sheet in sorted(fixed, key=lambda one: (one.fixed_on, one.id), reverse=True):
        codes, head = letters_in(sheet) or [], head_of(sheet)
        if standing.code in codes and head is not None:
            number = counted_on(head.number, codes.index(standing.code))
            return f"{show_date(head.day or sheet.fixed_on)}付け{number}の照会"
    if standing.last is not None:
        return f"{show_date(standing.last.issued_at[:10])}にお送りした回答{_MEDIA[standing.last.medium]}"
    return "先の照会"


_MEDIA = {Medium.ANSWER_FILE: "ファイル", Medium.EXCEL: "用のExcelブック"}


def _nobody(book: Book, settings: PrintSettings) -> Sheet:
    text = "回答をお待ちしている団体はありません。"
    return Sheet(TITLE, (Paragraph(text, Size.BODY),), sheet_date(book, settings), settings.number)


def _until(book: Book, customization: Customization) -> str:
    return show_date(deadline_of(book, customization))


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=14, weight=3),
    Column("今の回答", align=Align.CENTER, width=5),
    Column("元の回答期限", align=Align.CENTER, width=9),
    Column("貴団体の意向", width=7),
)

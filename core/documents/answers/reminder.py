"""督促状: a letter to each municipality whose answers are missing, with the requests that wait for them."""

from typing import Any

from core.calc.answer_board import Standing, answer_board
from core.calc.members import members_of
from core.documents.answers.own_items import state_of
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    FillIn,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Size,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import deadline_of, footer, sender, sheet_date
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = "カスタマイズ意向の回答について(督促)"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one letter per municipality with open requests (未回答 or 未定); with none, a sheet that says so.

    Whether a deadline has passed is judged by the date of the letter.
    """
    standings = _standings(book, settings)
    sheets = tuple(_sheet(book, settings, one) for one in standings)
    return Document(
        title=TITLE,
        sheets=sheets or (_nobody(book, settings),),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.PORTRAIT,
    )


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


def _sheet(book: Book, settings: PrintSettings, standing: Standing) -> Sheet:
    member = next(one for one in members_of(book) if one.code == standing.code)
    items = book.all(Customization)
    rows = tuple(
        Row((items[id].item, items[id].title, state_of(book, items[id], member).label, _until(book, items[id])))
        for id in standing.open_items
    )
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(standing)),
        Table(_COLUMNS, rows),
        Notes(("行き違いですでにご回答いただいている場合は、ご容赦ください。",)),
        FillIn((("ご担当 職・氏名", 2), ("電話", 1))),
    )
    return Sheet(
        title=TITLE,
        blocks=blocks,
        date=sheet_date(book, settings),
        number=settings.number,
        addressee=f"{standing.name} 御中",
        sender=sender(book),
    )


def _nobody(book: Book, settings: PrintSettings) -> Sheet:
    text = "回答をお待ちしている団体はありません。"
    return Sheet(TITLE, (Paragraph(text, Size.BODY),), sheet_date(book, settings), settings.number)


def _opening(standing: Standing) -> str:
    until = show_date(standing.deadline)
    if standing.is_late:
        begin = f"{until}を期限としてお願いしている" if until else "お願いしている"
        return f"{begin}次のカスタマイズの意向について、まだご回答をいただいていません。至急ご回答をお願いします。"
    asked = f"{until}までに" if until else "お早めに"
    return f"次のカスタマイズの意向が決まっていません。{asked}ご回答をお願いします。"


def _until(book: Book, customization: Customization) -> str:
    return show_date(deadline_of(book, customization))


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=14, weight=3),
    Column("現在の回答", align=Align.CENTER, width=5),
    Column("回答期限", align=Align.CENTER, width=9),
)

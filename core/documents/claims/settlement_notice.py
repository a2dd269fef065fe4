"""精算通知書: a letter to each member with what it owes for a year in the end, what it has paid, and how the rest is
dealt with, by project in its 別紙."""

from collections.abc import Sequence
from dataclasses import replace

from core.calc.claims.settle import Settled, settled
from core.documents.charges.plain import of_year, said
from core.documents.charts.waterfall import signed
from core.documents.claims.papers import SIGNS, handled
from core.documents.letters.address import counted_on, recipient
from core.documents.letters.letter import ANNEX, letter_to, outgoing
from core.documents.paper.document import Column, Document, Emphasis, Kind, Notes, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings
from core.documents.printouts import PRINTOUTS
from core.model.book import Book
from core.model.papers.letters import LetterKind
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

NAME = "settlement-notice"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter with its 別紙 to each member, or to the one that is chosen."""

    def make(year: int) -> list[Sheet]:
        made = settled(book, year)
        names = {code: name for one in made for code, name in one.names.items()}
        codes = [code for code in names if settings.municipality in {None, code}]
        return [
            sheet
            for place, code in enumerate(codes)
            for sheet in _sheets(book, settings, year, [one for one in made if code in one.names], code, place)
        ]

    made = of_year(book, settings, TITLE, make, Orientation.PORTRAIT)
    is_sent = any(sheet.is_letter for sheet in made.sheets)
    return outgoing(book, settings, LetterKind.SETTLEMENT, made, []) if is_sent else replace(made, footer="")


def _sheets(
    book: Book, settings: PrintSettings, year: int, made: Sequence[Settled], code: str, place: int
) -> list[Sheet]:
    due, paid = sum(one.due[code] for one in made), sum(one.paid[code] for one in made)
    ways = dict.fromkeys(handled(one.difference(code), one.handled(code).label) for one in made)
    values = {
        "年度": show_fiscal_year(year),
        "精算後の負担金": f"{due:,}円",
        "納付計": f"{paid:,}円",
        "差引": f"{signed(due - paid)}円",
        "処理": "、".join(ways),
    }
    to = recipient(book, settings, code, made[0].names[code])
    letter = letter_to(book, settings, LetterKind.SETTLEMENT, to, [], values, counted_on(settings.number, place))
    columns = (
        Column("事業", width=9, weight=1),
        Column("精算後の負担金(円)", Kind.FIGURE),
        Column("納付計(円)", Kind.FIGURE),
        Column("差引(円)", Kind.FIGURE),
        Column("処理", width=8),
        Column("精算の方法", width=8, weight=1),
    )
    rows = [
        Row(
            (
                one.project,
                show_yen(one.due[code]),
                show_yen(one.paid[code]),
                signed(one.difference(code)),
                handled(one.difference(code), one.handled(code).label),
                one.settling.label,
            )
        )
        for one in made
    ]
    total = Row(("合計", show_yen(due), show_yen(paid), signed(due - paid), "", ""), Emphasis.TOTAL)
    table = Table(columns, tuple(rows), (total,), "単位:円")
    title = f"{show_fiscal_year(year)} 負担金の精算"
    annex = Sheet(title, (table, Notes((SIGNS,))), letter.date, letter.number, to.addressee, material=ANNEX)
    return [letter, annex]


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))

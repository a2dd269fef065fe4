"""精算通知書: a letter to each member with what it owes for a year in the end, what it has paid, and how the rest is
dealt with, by project in its 別紙."""

from collections.abc import Sequence
from dataclasses import replace

from core.calc.claims.settle import Settled, open_words, settled
from core.documents.charges.plain import of_year, said
from core.documents.charges.reckoning import reckoned
from core.documents.charts.waterfall import signed
from core.documents.claims.papers import SIGNS, handled
from core.documents.letters.address import counted_on, recipient
from core.documents.letters.deadlines import dated
from core.documents.letters.letter import ANNEX, letter_to, outgoing
from core.documents.paper.document import Block, Column, Document, Emphasis, Heading, Kind, Notes, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.charging import Assessment, Settling
from core.model.charges.claims import Settlement
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

NAME = "settlement-notice"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter with its 別紙 to each member, or to the one that is chosen; it bears the day of the settlement,
    and no day before the charges."""
    how = settings

    def make(year: int) -> list[Sheet]:
        nonlocal how
        made = settled(book, year)
        closed = [one.settled_on for one in book.all(Settlement).values() if one.fiscal_year == year]
        told = [one.issued_on for one in book.all(Assessment).values() if one.fiscal_year == year]
        how = dated(book, settings, closed, told)
        names = {code: name for one in made for code, name in one.names.items()}
        codes = [code for code in names if settings.municipality in {None, code}]
        return [
            sheet
            for place, code in enumerate(codes)
            for sheet in _sheets(book, how, year, [one for one in made if code in one.names], code, place)
        ]

    made = of_year(book, settings, TITLE, make, Orientation.PORTRAIT)
    is_sent = any(sheet.is_letter for sheet in made.sheets)
    return outgoing(book, how, LetterKind.SETTLEMENT, made, []) if is_sent else replace(made, footer="")


def _sheets(
    book: Book, settings: PrintSettings, year: int, made: Sequence[Settled], code: str, place: int
) -> list[Sheet]:
    due, paid = sum(one.due[code] for one in made), sum(one.paid[code] for one in made)
    ways: dict[str, int] = {}
    for one in made:
        way = handled(one.difference(code), one.handled(code).label)
        ways[way] = ways.get(way, 0) + one.difference(code)
    values = {
        "年度": show_fiscal_year(year),
        "精算後の負担金": f"{due:,}円",
        "納付計": f"{paid:,}円",
        "差引": f"{signed(due - paid)}円",
        "処理": "、".join(f"{way} {abs(yen):,}円" for way, yen in ways.items() if yen) or "なし",
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
    blocks: list[Block] = [table, Notes(tuple(filter(None, (SIGNS, open_words_of(made, code)))))]
    anew = [one for one in made if one.made and one.settling is Settling.RESPLIT]
    if anew:
        split = [(one.project, one.made) for one in anew if one.made]
        whole = sum(one.due[code] for one in anew)
        blocks += [Heading("精算後の負担金の計算"), *reckoned(split, code, "計", whole)]
    returned = [one for one in made if one.settling is Settling.RETURN]
    if returned:
        blocks += [Heading("残額を納付額の比で返す計算"), _returned(returned, code)]
    annex = Sheet(title, tuple(blocks), letter.date, letter.number, to.addressee, material=ANNEX)
    return [letter, annex]


def _returned(made: Sequence[Settled], code: str) -> Table:
    """Return how what is left of a project goes back to a member, below zero what it has to add."""
    columns = (
        Column("事業", width=9, weight=1),
        Column("残額(円)", Kind.FIGURE),
        Column("計算", width=16, weight=2),
        Column("額(円)", Kind.FIGURE),
    )
    rows = []
    for one in made:
        whole = sum(one.paid.values())
        rest = whole - one.result
        formula = f"{show_yen(rest)}円 × 納付計 {one.paid[code]:,}円 ÷ 全団体の納付計 {whole:,}円"
        rows.append(Row((one.project, show_yen(rest), formula, show_yen(-one.difference(code)))))
    return Table(columns, tuple(rows))


def open_words_of(made: Sequence[Settled], code: str) -> str:
    """Return that the member itself has claims open; "" where it has none."""
    return open_words([replace(one, open={code: one.open[code]} if code in one.open else {}) for one in made])


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))

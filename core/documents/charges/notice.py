"""負担金通知書: a letter to each member with what it is charged for a year, and as its 別紙 how that came about."""

from collections.abc import Iterator
from dataclasses import replace

from core.calc.charges.outlook import YearsBeside, year_beside
from core.calc.charges.versions import shares_of
from core.documents.charges.plain import of_year, said
from core.documents.charges.wording import figures_words, item_words, payers_of, rule_of, unit_of
from core.documents.charts.waterfall import signed
from core.documents.letters.address import counted_on, recipient
from core.documents.letters.letter import ANNEX, letter_to, outgoing
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings
from core.documents.printouts import PRINTOUTS
from core.model.book import Book
from core.model.papers.letters import LetterKind
from core.model.values.charge_premises import Payer
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.paper import Orientation

NAME = "charge-notice"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter to each member, or to the one that is chosen, and as its 別紙 how its charge came about."""

    def make(year: int) -> list[Sheet]:
        years = year_beside(book, year)
        payers = payers_of(years.charges).items()
        asked = [payer for code, payer in payers if settings.municipality in {None, code}]
        return [one for place, payer in enumerate(asked) for one in _sheets(book, settings, years, payer, place)]

    made = of_year(book, settings, TITLE, make, Orientation.PORTRAIT)
    is_sent = any(sheet.is_letter for sheet in made.sheets)
    return outgoing(book, settings, LetterKind.CHARGE_NOTICE, made, []) if is_sent else replace(made, footer="")


def _sheets(book: Book, settings: PrintSettings, years: YearsBeside, payer: Payer, place: int) -> list[Sheet]:
    year = show_fiscal_year(years.version.fiscal_year)
    charge, before = shares_of(years.charges)[payer.code], _before(years, payer)
    values = {
        "年度": year,
        "負担金": f"{charge:,}円",
        "前年度の負担金": None if before is None else f"{before:,}円",
        "増減": None if before is None else f"{signed(charge - before)}円",
    }
    to = recipient(book, settings, payer.code, payer.name)
    letter = letter_to(book, settings, LetterKind.CHARGE_NOTICE, to, [], values, counted_on(settings.number, place))
    annex = Sheet(
        f"{year} 負担金の算定",
        tuple(_blocks(years, payer)),
        letter.date,
        letter.number,
        to.addressee,
        material=ANNEX,
    )
    return [letter, annex]


def _before(years: YearsBeside, payer: Payer) -> int | None:
    """Return what the member was charged the year before; None where there was no charge."""
    return None if years.before_version is None else shares_of(years.before).get(payer.code, 0)


def _blocks(years: YearsBeside, payer: Payer) -> Iterator[Block]:
    charge, before = shares_of(years.charges)[payer.code], _before(years, payer)
    pairs = [("負担金", f"{charge:,}円")]
    if before is not None:
        pairs += [("前の年度", f"{before:,}円"), ("増減", f"{signed(charge - before)}円")]
    yield KeyValues(tuple(pairs), columns=3)
    columns = (
        Column("事業", width=9),
        Column("版", width=7),
        Column("按分する額(円)", Kind.FIGURE),
        Column("負担金(円)", Kind.FIGURE),
        Column("規則", width=12, weight=1),
    )
    rows = []
    for one in years.charges:
        on = f"\n{show_date(one.version.issued_on)}" if one.version else ""
        share = one.result.shares.get(payer.code, 0)
        cells = (one.project, f"{one.called}{on}", f"{one.result.total:,}", f"{share:,}", rule_of(one.premises))
        rows.append(Row(cells))
    total = Row(("合計", "", f"{sum(one.result.total for one in years.charges):,}", f"{charge:,}", ""), Emphasis.TOTAL)
    yield Table(columns, tuple(rows), (total,), unit_of(years.charges))
    yield Heading("算定の基礎")
    pairs = []
    for one in years.charges:
        own = next((found for found in one.premises.payers if found.code == payer.code), None)
        pairs.append((f"{one.project}の費目", "、".join(map(item_words, one.premises.items))))
        pairs.append((f"{one.project}の基礎数値", figures_words(own, one.premises) if own else "参加していません"))
    yield KeyValues(tuple(pairs))
    notes = [one.version.note for one in years.charges if one.version and one.version.note]
    if notes:
        yield Notes(tuple(dict.fromkeys(notes)))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))

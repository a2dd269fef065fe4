"""負担金通知書: a letter to each member with what it is charged for a year, and as its 別紙 how that came about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.calc.charges.assess import Assessed, assess
from core.calc.charges.explain import Explanation
from core.calc.charges.outlook import YearsBeside, year_beside
from core.calc.charges.versions import shares_of
from core.documents.charges.basis import percent
from core.documents.charges.explanation import (
    comparing_notes,
    explanations_of,
    factors_table,
    in_short,
    items_words,
)
from core.documents.charges.plain import of_year, said
from core.documents.charges.reckoning import reckoned
from core.documents.charges.wording import figures_words, payers_of, rule_of, unit_of
from core.documents.charts.waterfall import signed
from core.documents.letters.address import counted_on, recipient
from core.documents.letters.deadlines import dated
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
from core.model.book import Book
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.charge_premises import Payer
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.paper import Orientation

NAME = "charge-notice"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter to each member, or to the one that is chosen, and as its 別紙 how its charge came about; it bears
    the day on which the charge was told."""
    how = settings

    def make(year: int) -> list[Sheet]:
        nonlocal how
        years = year_beside(book, year)
        how = dated(book, settings, [one.version.issued_on for one in years.charges if one.version])
        payers = payers_of(years.charges).items()
        asked = [payer for code, payer in payers if settings.municipality in {None, code}]
        why = explanations_of(years, settings)
        made = [(one.project, assess(one.premises)) for one in years.charges]
        return [
            one
            for place, payer in enumerate(asked)
            for one in _sheets(book, how, years, payer, place, tuple(_blocks(years, payer, made, why.get(payer.code))))
        ]

    made = of_year(book, settings, TITLE, make, Orientation.PORTRAIT)
    is_sent = any(sheet.is_letter for sheet in made.sheets)
    return outgoing(book, how, LetterKind.CHARGE_NOTICE, made, []) if is_sent else replace(made, footer="")


def _sheets(
    book: Book, settings: PrintSettings, years: YearsBeside, payer: Payer, place: int, told: tuple[Block, ...]
) -> list[Sheet]:
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
        told,
        letter.date,
        letter.number,
        to.addressee,
        material=ANNEX,
    )
    return [letter, annex]


def _before(years: YearsBeside, payer: Payer) -> int | None:
    """Return what the member was charged the year before; None where there was no charge."""
    return None if years.before_version is None else shares_of(years.before).get(payer.code, 0)


def _blocks(
    years: YearsBeside, payer: Payer, made: Sequence[tuple[str, Assessed]], why: Explanation | None
) -> Iterator[Block]:
    charge, before = shares_of(years.charges)[payer.code], _before(years, payer)
    pairs = [("負担金", f"{charge:,}円")]
    if before is not None:
        known = "・".join(dict.fromkeys(one.called for one in years.before))
        pairs += [(f"前の年度({known})", f"{before:,}円"), ("増減", f"{signed(charge - before)}円")]
    yield KeyValues(tuple(pairs), columns=3)
    columns = (
        Column("事業", width=9),
        Column("版", width=7),
        Column("按分する額(円)", Kind.FIGURE),
        Column("割合(%)", Kind.FIGURE),
        Column("負担金(円)", Kind.FIGURE),
        Column("規則", width=12, weight=1),
    )
    rows = []
    for one in years.charges:
        on = f"\n{show_date(one.version.issued_on)}" if one.version else ""
        share = one.result.shares.get(payer.code, 0)
        part, rule = percent(share, one.result.total), rule_of(one.premises)
        rows.append(Row((one.project, f"{one.called}{on}", f"{one.result.total:,}", part, f"{share:,}", rule)))
    whole = sum(one.result.total for one in years.charges)
    total = Row(("合計", "", f"{whole:,}", percent(charge, whole), f"{charge:,}", ""), Emphasis.TOTAL)
    yield Table(columns, tuple(rows), (total,), unit_of(years.charges))
    yield Heading("算定の基礎")
    pairs = []
    for one in years.charges:
        own = next((found for found in one.premises.payers if found.code == payer.code), None)
        pairs.append((f"{one.project}の費目", items_words(one.premises.items, payer.code, len(one.premises.items))))
        figures = (
            figures_words(own, one.premises) or "均等割のため、人口などの数値は使いません"
            if own
            else "参加していません"
        )
        pairs.append((f"{one.project}の基礎数値", f"{figures}　団体数 {len(one.premises.payers):,}"))
    yield KeyValues(tuple(pairs))
    yield Heading("負担金の計算")
    yield from reckoned(made, payer.code, "負担金", charge)
    if why is not None:
        yield Heading("前の年度からの増減の要因")
        yield factors_table(in_short(why))
        yield Notes(tuple(comparing_notes(years)))
    notes = [one.version.note for one in years.charges if one.version and one.version.note]
    if notes:
        yield Notes(tuple(dict.fromkeys(notes)))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))

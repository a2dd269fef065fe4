"""団体別 負担金の説明: one page for each member, for its finance section and its council: how much, why more or less,
by which rule, what is to come, and what of it is the member's own money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.calc.charges.explain import Explanation, FactorStep
from core.calc.charges.mixing import Factor, concerns
from core.calc.charges.outlook import (
    Outlook,
    YearsBeside,
    fundings_of,
    has_second_rate,
    outlook_of,
    year_beside,
    years_ahead,
)
from core.calc.charges.versions import explanation, explanations, pairs_of, shares_of
from core.calc.splitting.apportion import SplitRefused
from core.documents.charges.wording import (
    NOTHING,
    figures_words,
    item_words,
    payers_of,
    rule_of,
    shown,
    unit_of,
    year_of,
)
from core.documents.charts.waterfall import Waterfall, signed, waterfall_chart
from core.documents.paper.document import (
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
    room_of,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sender, sheet_date
from core.model.book import Book
from core.model.charges.fundings import FundingKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.charge_premises import Item, Payer
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation, Paper
from core.words.sentences import sentence

TITLE = PRINTOUTS["charge-explanation"].title
UNKNOWN = "未入力"
BETWEEN_CURRENCIES = (
    "決算額(円)と外貨の額とを比べる費目があります。その為替の変動は「経費・財源の額」に含まれ、分けられません。"
)
SEQUENCE = "増減は、表の上から順に1つずつ置き換え、そのつど同じ規則で按分し直した差です。合計は差と1円まで一致します。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one A4 page for each member, or for the one that is chosen. What a page has no room for is counted."""
    year = year_of(book, settings)
    sheets: tuple[Sheet, ...]
    told, sheets = NOTHING, ()
    if year is not None:
        try:
            sheets = tuple(_sheets(book, settings, year_beside(book, year)))
        except SplitRefused as refused:
            told = sentence(refused.fault)
    sheets = sheets or (Sheet(TITLE, (Paragraph(told),), sheet_date(book, settings), settings.number),)
    author, foot = book.consortium.name, footer(settings)
    return Document(TITLE, sheets, author, foot, Paper.A4, Orientation.PORTRAIT)


def _sheets(book: Book, settings: PrintSettings, years: YearsBeside) -> Iterator[Sheet]:
    made, ahead = explanations_of(years, settings), years_ahead(book, years.version.fiscal_year)
    for code, payer in payers_of(years.charges).items():
        if settings.municipality in {None, code}:
            name = shown(book, settings, payer)
            title = f"{name} 負担金の説明({show_fiscal_year(years.version.fiscal_year)})"
            blocks = tuple(_blocks(book, years, payer, made.get(code), outlook_of(ahead, code)))
            yield Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=sender(book), in_one=True)


def explanations_of(years: YearsBeside, settings: PrintSettings) -> dict[str, Explanation]:
    """Return the explanations that are printed; none where there is no year before."""
    if years.before_version is None:
        return {}
    if settings.municipality is not None:
        code = settings.municipality
        known = code in shares_of(years.charges)
        return {code: explanation(years.before, years.charges, code)} if known else {}
    return explanations(years.before, years.charges)


def _blocks(
    book: Book, years: YearsBeside, payer: Payer, made: Explanation | None, ahead: Sequence[Outlook]
) -> Iterator[Block]:
    charge = shares_of(years.charges)[payer.code]
    made = made and in_short(made)
    yield _head(book, years, payer, charge)
    if made is None:
        yield Paragraph("前の年度の負担金がないため、増減はありません。")
    else:
        yield Heading("前の年度からの増減")
        yield Chart(waterfall_chart(waterfall(made, *_labels(years)), room_of(Paper.A4, Orientation.PORTRAIT)[0]))
        yield factors_table(made)
    yield Heading("規則と基礎数値")
    yield KeyValues(tuple(_basis(years, payer)))
    yield Heading("今後5年の見込み")
    yield _outlook(book, years, ahead)
    notes = list(comparing_notes(years)) if made is not None else []
    notes.append("見込みは今の台帳の費目による試算です。費目のない年度は未入力としています。")
    notes += [one.version.note for one in years.charges if one.version and one.version.note]
    yield Notes(tuple(dict.fromkeys(notes)))


def _labels(years: YearsBeside) -> tuple[str, str]:
    assert years.before_version is not None
    return tuple(show_fiscal_year(one.fiscal_year) for one in (years.before_version, years.version))  # type: ignore[return-value]


def waterfall(made: Explanation, first: str, second: str) -> Waterfall:
    """Return the steps of an explanation as a chart: those that change nothing are in the table only."""
    steps = tuple((one.label, one.yen) for one in made.steps if one.yen)
    return Waterfall("負担金の増減", (first, made.first), (second, made.second), steps)


def comparing_notes(years: YearsBeside) -> Iterator[str]:
    """Yield how the two years were compared, and what cannot be told apart in the difference."""
    yield SEQUENCE
    pairs = pairs_of(years.before, years.charges)
    if any(
        one is not None and other is not None and one.currency != other.currency
        for pair in pairs
        for one, other in pair.items.values()
    ):
        yield BETWEEN_CURRENCIES
    taxes = dict.fromkeys((pair.first.tax, pair.second.tax) for pair in pairs if pair.first.tax != pair.second.tax)
    for first, second in taxes:
        yield f"前の年度は{first}、この年度は{second}の額です。増減には、消費税の扱いの違いが含まれます。"


def in_short(made: Explanation) -> Explanation:
    """Return an explanation with the largest of its cost items only, the others as one step: a page has so many rows.
    What is told of the others are their names."""
    items = [one for one in made.steps if one.factor is Factor.AMOUNT]
    if len(items) <= MOST_ITEMS:
        return made
    kept = sorted(items, key=lambda one: -abs(one.yen))[: MOST_ITEMS - 1]
    rest = [one for one in items if one not in kept]
    told = tuple(what for one in rest for what in one.told)
    label = f"{Factor.AMOUNT.label}(ほか{len(rest):,}費目)"
    others = FactorStep(Factor.AMOUNT, label, sum(one.yen for one in rest), told)
    shown = [one for one in items if one in kept]
    return replace(made, steps=(*shown, others, *(one for one in made.steps if one.factor is not Factor.AMOUNT)))


def _head(book: Book, years: YearsBeside, payer: Payer, charge: int) -> KeyValues:
    stages = "・".join(dict.fromkeys(one.called for one in years.charges))
    pairs = [(f"負担金({stages})", f"{charge:,}円")]
    if years.before_version is not None:
        before = shares_of(years.before).get(payer.code, 0)
        change = f"{signed(charge - before)}円{_percent(charge, before)}"
        known = "・".join(dict.fromkeys(one.called for one in years.before))
        pairs += [(f"前の年度({known})", f"{before:,}円"), ("増減", change)]
    rows = fundings_of(book, payer.code, years.version.fiscal_year)
    for kind in FundingKind:
        if amount := sum(one.yen for one in rows if one.kind is kind):
            pairs.append((kind.label, f"{amount:,}円"))
    if rows:
        pairs.append(("一般財源(実質の負担)", f"{show_yen(charge - sum(one.yen for one in rows))}円"))
    return KeyValues(tuple(pairs), columns=3)


def _percent(now: int, before: int) -> str:
    if before <= 0:
        return ""
    tenths = (abs(now - before) * 2000 + before) // (2 * before)
    return f"({'+' if now >= before else '△'}{tenths // 10}.{tenths % 10}%)"


def factors_table(made: Explanation) -> Table:
    still = [one for one in made.steps if not (one.yen or one.told)]
    if len(made.steps) > MOST_STEPS and still:  # each is listed all the same, in one row
        rows = [Row((one.label, signed(one.yen), told_words(one))) for one in made.steps if one not in still]
        rows.append(Row(("変わらない要因", signed(0), "、".join(one.label for one in still))))
    else:
        rows = [Row((one.label, signed(one.yen), told_words(one))) for one in made.steps]
    total = Row(("差の合計", signed(made.difference), ""), Emphasis.TOTAL)
    columns = (Column("要因", width=13), Column("増減(円)", Kind.FIGURE), Column("変わったもの", width=16, weight=1))
    return Table(columns, tuple(rows), (total,))


MOST_TOLD = 3
MOST_ITEMS, MOST_STEPS = 7, 11
"""So many cost items and factors have a row of their own on the page of one member."""
MOST_PROJECTS = 4
"""Of so many projects the items are told."""
MOST_NAMED, LEAST_NAMED = 8, 2
"""So many items are named on it, of all projects and of each."""


def told_words(one: FactorStep) -> str:
    """Return what changed in a few words: 93,588人→92,308人; what is more than a council reads is counted."""
    told = [f"{what} {before}→{after}" if before or after else what for what, before, after in one.told]
    rest = f" ほか{len(told) - MOST_TOLD}件" if len(told) > MOST_TOLD else ""
    return "、".join(told[:MOST_TOLD]) + rest if told else "変わりません"


def _basis(years: YearsBeside, payer: Payer) -> Iterator[tuple[str, str]]:
    if len(years.charges) > MOST_PROJECTS:
        yield from _basis_in_short(years, payer)
        return
    for one in years.charges:
        on = f"({one.called}、{show_date(one.version.issued_on)})" if one.version else f"({one.called})"
        tax = f"({one.premises.tax})" if one.premises.tax else ""
        yield "事業", f"{one.project}{on}　按分する額 {one.result.total:,}円{tax}"
        yield "費目", items_words(one.premises.items, payer.code, max(LEAST_NAMED, MOST_NAMED // len(years.charges)))
        own = next((found for found in one.premises.payers if found.code == payer.code), None)
        figures = figures_words(own, one.premises) if own else "この事業には参加していません"
        figures = "　".join(filter(None, (figures, f"団体数 {len(one.premises.payers):,}")))
        if len(years.charges) > 1:
            yield "規則など", f"{rule_of(one.premises)}　{figures}"
            continue
        yield "規則", rule_of(one.premises)
        yield "基礎数値", figures


def _basis_in_short(years: YearsBeside, payer: Payer) -> Iterator[tuple[str, str]]:
    """Yield one line for each of many projects, and the figures of all of them once."""
    figures = []
    for one in years.charges:
        share = one.result.shares.get(payer.code, 0)
        told = f"{one.project}({one.called})　{share:,}円　按分する額 {one.result.total:,}円"
        yield "事業", f"{told}　{rule_of(one.premises)}"
        own = next((found for found in one.premises.payers if found.code == payer.code), None)
        figures += [figures_words(own, one.premises)] if own else []
    yield "基礎数値", "、".join(dict.fromkeys(filter(None, figures))) or "なし"
    yield "費目", "負担金通知書のとおりです。"


def items_words(items: Sequence[Item], code: str, most: int) -> str:
    """Return the items of a project in words: not those that are another member's alone, and of many the largest."""
    own = [one for one in items if concerns((None, one), code)]
    named = set(sorted(range(len(own)), key=lambda at: -own[at].yen)[:most])
    words = [item_words(one) for at, one in enumerate(own) if at in named]
    if len(own) > len(named):
        rest = sum(one.yen for at, one in enumerate(own) if at not in named)
        words.append(f"ほか{len(own) - len(named):,}費目 {rest:,}円")
    if len(items) > len(own):
        words.append(f"他の団体だけの費目 {len(items) - len(own):,}件")
    return "、".join(words)


def _outlook(book: Book, years: YearsBeside, found: Sequence[Outlook]) -> Table:
    columns = [Column("", width=9)]
    columns += [Column(show_fiscal_year(one.fiscal_year), Kind.FIGURE) for one in found]
    rows = [Row(("負担金", *(_known(one.yen) for one in found)))]
    if has_second_rate(book):
        rows.append(Row(("第2レートのとき", *(_known(one.second_yen) for one in found))))
    return Table(tuple(columns), tuple(rows), unit=unit_of(years.charges))


def _known(yen: int | None) -> str:
    return UNKNOWN if yen is None else show_yen(yen)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    year = year_of(book, settings)
    members: dict[str, object] = {}
    if year is not None:
        try:
            years = year_beside(book, year)
        except SplitRefused as refused:
            return canonical({"report": "charge-explanation", "refused": sentence(refused.fault)})
        all_made, ahead = explanations_of(years, settings), years_ahead(book, year)
        for code in payers_of(years.charges):
            if settings.municipality in {None, code}:
                made = all_made.get(code)
                members[code] = {
                    "charge": shares_of(years.charges)[code],
                    "steps": [[one.factor, one.label, one.yen] for one in made.steps] if made else None,
                    "outlook": [[one.fiscal_year, one.yen, one.second_yen] for one in outlook_of(ahead, code)],
                }
    return canonical({"report": "charge-explanation", "year": year, "members": members})

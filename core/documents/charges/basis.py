"""算定基礎一覧 and 予算要求用の資料: the members of a year side by side, with their figures and their charges."""

from collections.abc import Sequence

from core.calc.charges.outlook import year_beside
from core.calc.charges.versions import Charged, Version, charged, charged_now, shares_of
from core.calc.splitting.apportion import SplitRefused
from core.documents.charges.plain import of_year, said, sheet
from core.documents.charges.wording import figures_words, payers_of, rule_of, shown, unit_of
from core.documents.charts.waterfall import signed
from core.documents.paper.document import Column, Document, Emphasis, KeyValues, Kind, Notes, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.charging import YearItem
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year

NAME = "charge-basis"
TITLE = PRINTOUTS[NAME].title
BUDGET_NAME = "charge-budget-request"
BUDGET_TITLE = PRINTOUTS[BUDGET_NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each project of the year: rule, items, every member's figures and share."""

    def make(year: int) -> list[Sheet]:
        return [_of_project(book, settings, one, year) for one in year_beside(book, year).charges]

    return of_year(book, settings, TITLE, make)


def _of_project(book: Book, settings: PrintSettings, one: Charged, year: int) -> Sheet:
    premises = one.premises
    facts = KeyValues(
        (
            ("年度・版", f"{show_fiscal_year(year)} {one.called}"),
            ("按分する額", f"{one.result.total:,}円"),
            ("差し引いた額", f"{one.result.deducted:,}円"),
            ("規則", rule_of(premises)),
        ),
        columns=2,
    )
    columns = (
        Column("団体", width=7),
        Column("基礎数値", width=20, weight=1),
        Column("割合(%)", Kind.FIGURE),
        Column("負担金(円)", Kind.FIGURE),
    )
    total = one.result.total
    rows = [
        Row(
            (
                shown(book, settings, payer),
                figures_words(payer, premises),
                percent(one.result.shares[payer.code], total),
                f"{one.result.shares[payer.code]:,}",
            )
        )
        for payer in premises.payers
    ]
    if one.result.remainder:
        rows.append(Row((premises.remainder.line_of_rest, "", "", f"{one.result.remainder:,}")))
    whole = Row(("合計", "", "100.00" if total else "", f"{total:,}"), Emphasis.TOTAL)
    table = Table(columns, tuple(rows), (whole,), unit_of([one]))
    return sheet(book, settings, f"{TITLE}({one.project})", (facts, table, Notes(("割合は表示のための数値です。",))))


def percent(part: int, whole: int) -> str:
    """Return a share in percent with two decimals, for display only; "" of nothing."""
    if whole <= 0:
        return ""
    hundredths = (abs(part) * 20_000 + whole) // (2 * whole)
    return f"{'△' if part < 0 else ''}{hundredths // 100}.{hundredths % 100:02}"


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))


def build_request(book: Book, settings: PrintSettings) -> Document:
    """Return what each member has to ask for in the budget of the year after the chosen one: by project, with the
    difference to this year. 予定 where it was told, else as the ledger stands. Where no year is chosen, the one that is
    asked for is the last of which anything is known."""

    def make(year: int) -> list[Sheet]:
        is_last = settings.fiscal_year is None and not any(
            one.fiscal_year == year + 1 for one in book.all(YearItem).values()
        )
        return [_requested(book, settings, year - 1 if is_last else year)]

    return of_year(book, settings, BUDGET_TITLE, make)


def _requested(book: Book, settings: PrintSettings, year: int) -> Sheet:
    now = _charged(book, year)
    following, what = _following(book, year + 1)
    names = payers_of([*following, *now])

    def beside(new: int, old: int) -> tuple[str, str, str]:
        return (f"{new:,}", f"{old:,}", signed(new - old)) if now else (f"{new:,}", "", "")

    before, after = shares_of(now), shares_of(following)
    columns = (
        Column("団体", width=7),
        *(Column(one.project, Kind.FIGURE, groups=(f"{show_fiscal_year(year + 1)}({what})",)) for one in following),
        Column("計", Kind.FIGURE, groups=(f"{show_fiscal_year(year + 1)}({what})",)),
        Column(show_fiscal_year(year), Kind.FIGURE),
        Column("増減", Kind.FIGURE),
    )
    rows = []
    for code, payer in names.items():
        shares = [f"{one.result.shares.get(code, 0):,}" for one in following]
        rows.append(Row((shown(book, settings, payer), *shares, *beside(after.get(code, 0), before.get(code, 0)))))
    sums = [f"{sum(one.result.shares.values()):,}" for one in following]
    whole = Row(("合計", *sums, *beside(sum(after.values()), sum(before.values()))), Emphasis.TOTAL)
    table = Table(columns, tuple(rows), (whole,), unit_of(following))
    return sheet(book, settings, BUDGET_TITLE, (table,))


def _charged(book: Book, year: int) -> Sequence[Charged]:
    """Return the charges of a year; none where there are none."""
    try:
        return charged(book, Version(year))
    except SplitRefused:
        return ()


def _following(book: Book, year: int) -> tuple[Sequence[Charged], str]:
    try:
        found = charged(book, Version(year))
    except SplitRefused:
        found = charged_now(book, year)
    return found, "・".join(dict.fromkeys(one.called for one in found))


def result_request(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(BUDGET_NAME, build_request(book, settings))

"""収支決算書 and 費目別比較: what came in and went out in a year, and the cost items over the years against 2018."""

from collections.abc import Iterator

from core.calc.charges.gathering import items_of
from core.calc.charges.versions import newest_first
from core.calc.charges.yardstick import BASE_YEAR, yardstick
from core.calc.claims.standing import standings_of
from core.calc.commitments import Balance
from core.documents.charges.account_lines import line, table_of
from core.documents.charges.plain import document, of_year, said, sheet
from core.documents.paper.document import (
    Block,
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
)
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.charging import Apart, Assessment, Handling, Project, Stage, by_project
from core.model.charges.claims import Settlement
from core.model.papers.printouts import PRINTOUTS
from core.model.values.charge_premises import ItemFlow, read_result
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen

NAME = "charge-accounts"
TITLE = PRINTOUTS[NAME].title
YARD_NAME = "charge-yardstick"
YARD_TITLE = PRINTOUTS[YARD_NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each project that has items in the year."""

    def make(year: int) -> list[Sheet]:
        projects = sorted(book.all(Project).values(), key=lambda one: (one.position, one.id))
        return [
            sheet(book, settings, f"{show_fiscal_year(year)} {TITLE}({one.name})", tuple(_blocks(book, one, year)))
            for one in projects
            if items_of(book, one, year)
        ]

    return of_year(book, settings, TITLE, make)


_TERMS = (
    "予算額は、外貨の費目では換算レートで円にした額です。負担金の予算額は、最も新しい予定、通知または変更の額です。"
)


def _blocks(book: Book, project: Project, year: int) -> Iterator[Block]:
    items = items_of(book, project, year)
    costs = [one for one in items if not one.flow.is_taken_off]
    income = [one for one in items if one.flow in {ItemFlow.INCOME, ItemFlow.CARRIED}]
    returned = [one.name for one in items if one.flow is ItemFlow.RETURNED]
    paid = sum(one.paid for one in standings_of(book, year, project.id))
    told = _told(book, project, year)
    yield Heading("収入")
    yield table_of([line("負担金(決算額は納付済)", "", told, paid)], income, told, paid)
    yield Heading("支出")
    yield table_of([], costs, 0, 0)
    told_apart = f"控除・戻入は団体の負担額の内訳で、収入ではないため、載せていません: {'、'.join(returned)}。"
    yield Notes((_TERMS, told_apart) if returned else (_TERMS,))
    unknown = [one.name for one in (*income, *costs) if one.result_yen is None]
    if unknown:
        yield Paragraph(f"決算額が未確定の費目があるため、収支は出ません: {'、'.join(unknown)}")
        return
    names = {project.name, *(one.project_name for one in _versions(book, project, year))}
    carried = -sum(
        min(0, one.difference)
        for one in book.all(Settlement).values()
        if one.fiscal_year == year and one.project_name in names and one.handling is not Handling.REFUND
    )
    found = Balance(
        paid + sum(one.result_yen or 0 for one in income), sum(one.result_yen or 0 for one in costs), carried
    )
    yield Heading("収支")
    yield KeyValues(
        (
            ("収入", f"{found.income:,}円"),
            ("支出", f"{found.spent:,}円"),
            ("形式収支", f"{show_yen(found.formal)}円"),
            ("翌年度に充当・繰越する額", f"{found.carried:,}円"),
            ("実質収支", f"{show_yen(found.real)}円"),
        ),
        columns=2,
    )


def _told(book: Book, project: Project, year: int) -> int | None:
    """Return what the members were told to pay, by the newest version before 確定; None where none was told."""
    told = newest_first(one for one in _versions(book, project, year) if one.stage is not Stage.FINAL)
    return sum(read_result(told[0].result).shares.values()) if told else None


def _versions(book: Book, project: Project, year: int) -> list[Assessment]:
    rows = (one for one in book.all(Assessment).values() if one.fiscal_year == year)
    return by_project(book, rows).get(project.id, [])


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))


def build_yardstick(book: Book, settings: PrintSettings) -> Document:
    """Return the cost items of all years side by side, what is set apart below, and the rate against 2018."""
    found = yardstick(book)
    if not found.years:
        blocks: tuple[Block, ...] = (Paragraph("年度の費目がありません。予算と決算のページで登録してください。"),)
        return document(book, settings, YARD_TITLE, [sheet(book, settings, YARD_TITLE, blocks)])
    columns = (
        Column("費目", width=12, repeat=True),
        *(Column(show_fiscal_year(year.fiscal_year), Kind.FIGURE) for year in found.years),
    )
    rows = [
        Row((name, *(_cell(year.costs.get(name)) for year in found.years)))
        for name in dict.fromkeys(name for year in found.years for name in year.costs)
    ]
    totals = [
        Row(("比べる額", *(show_yen(year.compared) for year in found.years)), Emphasis.TOTAL),
        *(
            Row((f"別に示す: {kind.label}", *(_cell(year.apart.get(kind)) for year in found.years)))
            for kind in Apart
            if any(kind in year.apart for year in found.years)
        ),
        Row(("すべての額", *(show_yen(year.whole) for year in found.years))),
        Row((f"{show_fiscal_year(BASE_YEAR)}比(%)", *(year.rate_words for year in found.years)), Emphasis.STRONG),
    ]
    notes = [
        "比べる額は、物価・賃金、為替、機能の追加として別に示す費目を除いた額です。決算額、なければ予算額です。",
        f"費目の範囲が{show_fiscal_year(BASE_YEAR)}と違う年度の率は出しません(範囲が違う、と示します)。",
    ]
    if any(year.unknown for year in found.years):
        notes.append(
            "金額の入っていない費目のある年度(未入力あり)の率は出しません。入っていない費目は0円とみなしません。"
        )
    if found.target is not None:
        notes.insert(0, f"目標線(7割): {found.target:,}円")
    table = Table(columns, tuple(rows), tuple(totals), "単位:円")
    return document(book, settings, YARD_TITLE, [sheet(book, settings, YARD_TITLE, (table, Notes(tuple(notes))))])


def _cell(yen: int | None) -> str:
    return "" if yen is None else show_yen(yen)


def result_yardstick(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(YARD_NAME, build_yardstick(book, settings))

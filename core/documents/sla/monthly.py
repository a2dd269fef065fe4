"""SLA月報: the promises of a fiscal year month by month, the month in minutes, by member, its outages, and where the
vendor says something else."""

from core.calc.members import members_of
from core.calc.participation import absences, takes_part
from core.calc.sla.periods import Period, period_with
from core.calc.sla.reports import SAME, compared
from core.calc.sla.results import JUDGED, TERMS, Result, items_of, months_shown, show_result, target_text
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date, shown_names
from core.documents.sla.wording import (
    EMPTY,
    NO_OUTAGES,
    Told,
    cell_of,
    exact_text,
    kind_text,
    members_text,
    minutes_text,
    systems_text,
    time_text,
    told_of,
)
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.sla.records import Measure, Outage, SlaContract, SlaItem
from core.model.values.dates import show_fiscal_year
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["sla"].title
LEGEND = "○ 達成　× 未達　空欄 未算定または期間外　四半期・年の項目は、その期間の最後の月の欄に示します。"


_ON_ONE_PAGE = 12
"""The table of so many members is not parted."""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each contract: the year by months, then the month in detail."""
    told = told_of(book, settings)
    contracts = in_order(book, book.all(SlaContract).values())
    sheets = tuple(
        _sheet(book, settings, told, contract) for contract in contracts if book.children(SlaItem, contract.id)
    )
    if not sheets:
        sheets = (Sheet(TITLE, (Paragraph(EMPTY),), sheet_date(book, settings), settings.number),)
    return Document(
        TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _sheet(book: Book, settings: PrintSettings, told: Told, contract: SlaContract) -> Sheet:
    items = items_of(book, contract)
    blocks: list[Block] = [
        Paragraph(" ".join(filter(None, (contract.name, contract.vendor)))),
        Heading(f"{show_fiscal_year(told.fiscal_year)}の月別の結果"),
        Table(_year_columns(), tuple(_year_row(told, item) for item in items), legend=LEGEND),
    ]
    timed = [item for item in items if item.measure is Measure.AVAILABILITY]
    if timed:
        blocks += [
            Heading(f"{told.month.label}の稼働時間"),
            Table(_MINUTE_COLUMNS, tuple(_minute_row(told, item) for item in timed), unit="単位:分"),
            *_by_member(book, settings, told, timed),
        ]
    blocks += [*_outages(book, settings, told), *_vendor(told, contract)]
    blocks.append(Notes((TERMS, JUDGED)))
    return Sheet(
        f"{TITLE} {told.month.label}",
        tuple(blocks),
        sheet_date(book, settings),
        settings.number,
        sender=book.consortium.name,
    )


def shown_in(item: SlaItem, month: Period) -> Period | None:
    """Return the period of an item whose result stands in the column of a month: its last month; None for another."""
    period = period_with(month.months[0], item.interval)
    return period if period.months[-1] == month.months[0] else None


def _year_columns() -> tuple[Column, ...]:
    months = [*range(4, 13), 1, 2, 3]
    return (
        Column("番号", width=2, align=Align.CENTER, repeat=True),
        Column("SLA項目", width=9, weight=3, repeat=True),
        Column("目標", width=5, repeat=True),
        *(Column(f"{month}月", Kind.FIGURE, Align.CENTER, width=4) for month in months),
    )


def _year_row(told: Told, item: SlaItem) -> Row:
    cells = []
    for month in months_shown(told.fiscal_year):
        period = shown_in(item, month)
        is_ahead = month.months[0] > told.month.months[0]
        cells.append("" if period is None or is_ahead else cell_of(told.board.result(item, period)))
    return Row((item.number, item.name, target_text(item), *cells))


_MINUTE_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER, repeat=True),
    Column("SLA項目", width=9, weight=3, repeat=True),
    Column("サービス時間帯", width=8, weight=2),
    Column("計画", Kind.FIGURE),
    Column("停止", Kind.FIGURE),
    Column("稼働", Kind.FIGURE),
    Column("稼働率", Kind.FIGURE),
    Column("目標", width=5),
    Column("達否", width=3, align=Align.CENTER),
    Column("許容停止", Kind.FIGURE),
    Column("残り", Kind.FIGURE),
)


def _minute_row(told: Told, item: SlaItem) -> Row:
    result = told.board.result(item, told.month)
    minutes = result.minutes
    hours = item.hours if item.month_minutes is None else f"{item.hours}(月{item.month_minutes:,}分固定)"
    return Row(
        (
            item.number,
            item.name,
            hours,
            minutes_text(minutes.planned if minutes else None),
            minutes_text(minutes.stopped if minutes else None),
            minutes_text(minutes.available if minutes else None),
            f"{show_result(result)}\n{exact_text(result)}" if result.value is not None else result.missing,
            target_text(item),
            result.so_far.value,
            minutes_text(result.allowed),
            minutes_text(result.left),
        )
    )


def _by_member(book: Book, settings: PrintSettings, told: Told, items: list[SlaItem]) -> list[Block]:
    """The availability of each member, where the outages of the month did not hit all alike."""
    hits = [hit for hit in told.board.clock.hits if hit.begin < told.month.end and hit.end > told.month.begin]
    if all(hit.members is None for hit in hits):
        return []
    members, absent = members_of(book), absences(book)
    names = shown_names(book, settings, members)
    columns = (
        Column("団体", width=6, weight=1, repeat=True),
        *(Column(f"{item.number} {item.name}", align=Align.CENTER, width=6, weight=1) for item in items),
    )
    rows: list[Row] = []
    for name, member in zip(names, members, strict=True):
        results = [
            told.board.result(item, told.month, member.id) if takes_part(absent, item, member.id) else None
            for item in items
        ]
        together = bool(rows) and len(members) <= _ON_ONE_PAGE
        rows.append(Row((name, *(_member_cell(one) for one in results)), joined=together))
    return [
        Heading(f"{told.month.label}の団体別の稼働率"),
        Table(columns, tuple(rows), legend="— 業務に参加していない"),
    ]


def _member_cell(result: Result | None) -> str:
    if result is None:
        return "—"
    return f"{show_result(result)} {result.so_far.value}".strip()


_OUTAGE_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER, repeat=True),
    Column("件名", width=8, weight=2, repeat=True),
    Column("種類", width=6),
    Column("時間", width=15),
    Column("分", Kind.FIGURE),
    Column("業務", width=6, weight=1),
    Column("団体", width=6, weight=1),
    Column("原因", width=6, weight=2),
)


def _outages(book: Book, settings: PrintSettings, told: Told) -> list[Block]:
    month = told.month
    hits = [hit for hit in told.board.clock.hits if hit.begin < month.end and hit.end >= month.begin]
    heading = Heading(f"{month.label}の障害・停止")
    if not hits:
        return [heading, Paragraph(NO_OUTAGES)]
    members = members_of(book)
    names = {one.id: name for one, name in zip(members, shown_names(book, settings, members), strict=True)}
    rows = tuple(
        Row(
            (
                hit.outage.number,
                hit.outage.title,
                kind_text(hit.outage),
                _time_lines(hit.outage),
                f"{min(hit.end, month.end) - max(hit.begin, month.begin):,}",
                systems_text(book, hit),
                members_text(book, hit, names),
                hit.outage.cause,
            )
        )
        for hit in hits
    )
    return [heading, Table(_OUTAGE_COLUMNS, rows, legend="分は、この月のうちの時間です。")]


def _time_lines(outage: Outage) -> str:
    """Return from when until when, the end of another day on a line of its own."""
    began, _, ended = time_text(outage).partition("〜")
    return f"{began}〜\n{ended}" if " " in ended else f"{began}〜{ended}"


def _vendor(told: Told, contract: SlaContract) -> list[Block]:
    """Where the vendor's sheet of the month says something else; that it says the same, where it does."""
    lines = [
        one
        for one in compared(told.board, told.fiscal_year)
        if one.report.month == told.month.months[0] and one.item.sla_contract_id == contract.id
    ]
    if not lines:
        return []
    heading = Heading("事業者の月報との比較")
    differing = [one for one in lines if one.told != SAME]
    if not differing:
        return [heading, Paragraph(f"事業者の月報の{len(lines):,}項目は、台帳と一致しています。")]
    columns = (
        Column("番号", width=2, align=Align.CENTER),
        Column("SLA項目", width=9, weight=1),
        Column("違い", width=12, weight=3),
    )
    rows = tuple(Row((one.item.number, one.item.name, one.told)) for one in differing)
    return [heading, Table(columns, rows)]


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON: by item the exact values of the months that are told."""
    told = told_of(book, settings)
    rows = []
    for item in items_of(book):
        shown = [shown_in(item, month) for month in months_shown(told.fiscal_year)]
        results = [told.board.result(item, period) for period in shown if period is not None]
        rows.append([item.number, *[[one.period.months[-1], str(one.value), one.verdict.name] for one in results]])
    return canonical({"report": "sla", "month": told.month.months[0], "rows": rows})

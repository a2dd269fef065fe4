"""障害報告書: a sheet for each outage: when, what it hit, why, what was done, and what it cost of the promises."""

from core.calc.sla.clock import Hit
from core.calc.sla.periods import Period
from core.calc.sla.results import Result, board_of, items_of, show_result, target_text
from core.calc.sla.spans import minute_of
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.sla.wording import (
    NO_OUTAGES,
    Told,
    is_agreed,
    members_text,
    minutes_text,
    systems_text,
    time_text,
    told_of,
)
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.sla.kinds import Minute
from core.model.sla.records import Measure, Outage
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["outage-report"].title
_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER),
    Column("SLA項目", width=9, weight=2),
    Column("月", width=6),
    Column("この停止の分数", Kind.FIGURE),
    Column("月の停止の分数", Kind.FIGURE),
    Column("結果", Kind.FIGURE),
    Column("目標", width=6),
    Column("達否", width=3, align=Align.CENTER),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a sheet for the outage that was chosen, or for each that falls into the month; agreed stops are left out
    unless one was chosen."""
    told = _told(book, settings)
    sheets = tuple(_sheet(book, settings, told, hit) for hit in _chosen(told, settings))
    if not sheets:
        text = f"{told.month.label}の{NO_OUTAGES}"
        sheets = (Sheet(TITLE, (Paragraph(text),), sheet_date(book, settings), settings.number),)
    return Document(
        TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )


def _told(book: Book, settings: PrintSettings) -> Told:
    """Return of what the paper is; unless a day was asked for, outages are told to their end, after the month too."""
    told = told_of(book, settings)
    if settings.as_of is not None:
        return told
    ends = [one.ended_at[:10] for one in book.all(Outage).values() if one.ended_at]
    return Told(told.month, told.fiscal_year, board_of(book, max((told.month.last_on, *ends))))


def _chosen(told: Told, settings: PrintSettings) -> list[Hit]:
    hits = told.board.clock.hits
    if settings.outage is not None:
        return [hit for hit in hits if hit.outage.id == settings.outage]
    month = told.month
    return [hit for hit in hits if hit.begin < month.end and hit.end >= month.begin and not is_agreed(hit.outage)]


def _sheet(book: Book, settings: PrintSettings, told: Told, hit: Hit) -> Sheet:
    outage = hit.outage
    shown = Minute()
    pairs = [
        ("件名", f"{outage.title}(障害{outage.number})"),
        ("種類", outage.kind.label),
        ("時間", time_text(outage)),
        ("停止の長さ", _length(hit, outage)),
        ("業務", systems_text(book, hit)),
        ("団体", members_text(book, hit)),
        ("通知", _noticed(outage, shown)),
        ("報告書の日", show_date(outage.reported_on) or "未提出"),
    ]
    if outage.exempt:
        pairs.append(("除外の理由", outage.exempt))
    blocks: list[Block] = [KeyValues(tuple(pairs))]
    for label, text in (
        ("影響", outage.effect),
        ("原因", outage.cause),
        ("対応", outage.response),
        ("再発防止", outage.prevention),
        ("備考", outage.note),
    ):
        if text or label != "備考":
            blocks += [Heading(label), Paragraph(text or "未記入")]
    rows = _effects(book, told, hit)
    if rows:
        blocks += [
            Heading("SLAへの影響"),
            Table(_COLUMNS, rows),
            Notes(("この停止の分数は、サービス時間帯の中で、計画停止や短い停止を除いて数えたものです。",)),
        ]
    return Sheet(TITLE, tuple(blocks), sheet_date(book, settings), settings.number, sender=book.consortium.name)


def _length(hit: Hit, outage: Outage) -> str:
    minutes = hit.end - hit.begin
    hours = f"({minutes // 60:,}時間{minutes % 60}分)" if minutes >= 60 else ""
    return f"{minutes:,}分{hours}{'(継続中)' if outage.ended_at is None else ''}"


def _noticed(outage: Outage, shown: Minute) -> str:
    if outage.noticed_at is None:
        return "未記入"
    after = minute_of(outage.noticed_at) - minute_of(outage.began_at)
    told = f"発生から{after:,}分後" if after >= 0 else "発生より前"
    return f"{shown.show(outage.noticed_at)}({told})"


def months_of(hit: Hit) -> list[Period]:
    """Return the months in which an outage lies."""
    last = hit.end if hit.outage.ended_at is None else minute_of(hit.outage.ended_at)
    months = [Period((hit.outage.began_at[:7],))]
    while months[-1].end < last and len(months) < 120:
        months.append(Period((months[-1].after.isoformat()[:7],)))
    return months


def _effects(book: Book, told: Told, hit: Hit) -> tuple[Row, ...]:
    """What the outage cost of each availability that it counts for, month by month."""
    rows = []
    for item in items_of(book):
        if item.measure is not Measure.AVAILABILITY or not hit.concerns(item.system_id, None):
            continue
        for month in months_of(hit):
            stops = told.board.clock.stops(item, max(hit.begin, month.begin), min(hit.end, month.end))
            counted = sum(end - begin for begin, end in stops)
            if counted:
                rows.append(_row(told.board.result(item, month), counted))
    return tuple(rows)


def _row(result: Result, counted: int) -> Row:
    item = result.item
    return Row(
        (
            item.number,
            item.name,
            result.period.label,
            f"{counted:,}",
            minutes_text(result.minutes.stopped if result.minutes else None),
            show_result(result),
            target_text(item),
            result.so_far.value,
        )
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = _told(book, settings)
    rows = [[hit.outage.number, hit.outage.title, hit.end - hit.begin] for hit in _chosen(told, settings)]
    return canonical({"report": "outage-report", "month": told.month.months[0], "rows": rows})

"""What the papers of service levels have in common: which month they are of, and how results are written."""

from collections.abc import Mapping

from core.calc.organisation import day_of
from core.calc.sla.clock import Hit
from core.calc.sla.known_months import latest_month
from core.calc.sla.periods import Period, fiscal_place
from core.calc.sla.results import Board, Result, Verdict, board_of, show_result
from core.dataclass import dataclass
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.naming import in_order
from core.model.sla.kinds import Minute
from core.model.sla.records import Outage, OutageKind

EMPTY = "SLA項目はまだ登録されていません。"
NO_OUTAGES = "障害・停止の記録はありません。"
EVERYBODY, EVERYTHING = "すべての団体", "すべての業務"
_MINUTE = Minute()


@dataclass(frozen=True, slots=True)
class Told:
    """Of what a paper is: a month with its fiscal year, and the results as of the end of the month, or of the day that
    was asked for."""

    month: Period
    fiscal_year: int
    board: Board


def told_of(book: Book, settings: PrintSettings) -> Told:
    """Return of what a paper is: the month that was chosen, else that of the day, else the last one that is known."""
    month = settings.month or (
        settings.as_of[:7] if settings.as_of else latest_month(book, day_of(book) or "2014-04-01")
    )
    period = Period((month,))
    as_of = settings.as_of or period.last_on
    return Told(period, fiscal_place(month)[0], board_of(book, as_of))


def cell_of(result: Result) -> str:
    """Return a result with its sign on two lines: 99.98% over ○; what goes on bears its word."""
    if result.value is None:
        return ""
    sign = result.verdict.value
    if result.verdict is Verdict.RUNNING:
        sign = f"{result.so_far.value}(途中)"
    return f"{show_result(result)}\n{sign}"


def minutes_text(minutes: int | None) -> str:
    """Return 1,234, with a sign for what is missing, nothing for None."""
    if minutes is None:
        return ""
    return f"{minutes:,}" if minutes >= 0 else f"△{-minutes:,}"


def exact_text(result: Result) -> str:
    """Return the exact availability as available over planned minutes: 44,415/44,640."""
    if result.minutes is None or not result.minutes.planned:
        return ""
    return f"{result.minutes.available:,}/{result.minutes.planned:,}"


def time_text(outage: Outage) -> str:
    """Return from when until when: 令和8年5月10日 0:00〜3:45, 継続中 where it goes on."""
    began = _MINUTE.show(outage.began_at)
    if outage.ended_at is None:
        return f"{began}〜継続中"
    ended = _MINUTE.show(outage.ended_at)
    return f"{began}〜{ended.partition(' ')[2] if outage.ended_at[:10] == outage.began_at[:10] else ended}"


def systems_text(book: Book, hit: Hit) -> str:
    """Return the systems that an outage hit."""
    if hit.systems is None:
        return EVERYTHING
    return "、".join(one.name for one in in_order(book, [book.all(System)[id] for id in hit.systems]))


def members_text(book: Book, hit: Hit, names: Mapping[int, str] | None = None) -> str:
    """Return the municipalities that an outage hit; `names` are the members' names or signs where a paper has its own,
    and who is no member any more is told only where there are none."""
    if hit.members is None:
        return EVERYBODY
    rows = in_order(book, [book.all(Municipality)[id] for id in hit.members])
    return "、".join(one.name if names is None else names.get(one.id, "構成団体以外") for one in rows)


def kind_text(outage: Outage) -> str:
    """Return the kind, with the reason why it is not counted."""
    return f"{outage.kind.label}\n除外: {outage.exempt}" if outage.exempt else outage.kind.label


def is_agreed(outage: Outage) -> bool:
    """Whether it is an agreed stop: no report is due for it."""
    return outage.kind is OutageKind.AGREED

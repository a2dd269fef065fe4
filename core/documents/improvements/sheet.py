"""改善要望一覧: how many wait for what, then every improvement, who supports it, what was answered and decided."""

from core.calc.improvements import Backers, is_overdue, requests_by_improvement, summary_of, summary_pairs
from core.calc.organisation import day_of
from core.documents.meetings.wording import document
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
)
from core.documents.paper.document import Document as Paper
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import System
from core.model.machine.naming import in_order
from core.model.operating.improvements import Improvement, Stance, asked_by
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["improvements"].title
EMPTY = "改善要望はまだ登録されていません。"
LEGEND = "賛否: " + "　".join(f"{one.mark} {one.label}" for one in Stance) + "　未回答の団体は載せない"

_COLUMNS = (
    Column("番号", align=Align.RIGHT, width=2, repeat=True),
    Column("件名・内容", width=11, weight=4, repeat=True),
    Column("団体", width=4),
    Column("業務", width=4),
    Column("緊急度", width=2),
    Column("受付日", width=6),
    Column("ほかの団体の賛否", width=7, weight=1),
    Column("事業者の回答", width=8, weight=3),
    Column("見積(円)", Kind.FIGURE),
    Column("協議会の判断", width=6, weight=1),
    Column("版・期限・完了", width=7),
)


def day_shown(book: Book, settings: PrintSettings) -> str:
    """Return the day as of which the improvements are told."""
    return settings.as_of or day_of(book)


def received_by(book: Book, day: str | None) -> list[Improvement]:
    """Return the improvements that had been received by an ISO day, all for None; those without a day were."""
    rows = (one for one in book.all(Improvement).values() if not day or one.raised_on is None or one.raised_on <= day)
    return in_order(book, rows)


def build(book: Book, settings: PrintSettings) -> Paper:
    """Return the counts and the list, what is settled behind what is not."""
    rows, day = received_by(book, settings.as_of), day_shown(book, settings)
    if not rows:
        return document(book, settings, TITLE, (Paragraph(EMPTY),))
    backers, requests = Backers(book), requests_by_improvement(book)
    told = (("基準とする日", show_date(day)), *summary_pairs(summary_of(rows, day)))
    blocks: list[Block] = [KeyValues(tuple(pair for pair in told if pair[1]), columns=2)]
    for name, part in (
        ("対応中の改善要望", [one for one in rows if not one.is_settled]),
        ("対応の終わった改善要望", [one for one in rows if one.is_settled]),
    ):
        if part:
            lines = tuple(_row(book, backers, requests, one, day) for one in part)
            blocks += [Heading(f"{name} {len(part):,}件"), Table(_COLUMNS, lines, sparing=True)]
    return document(book, settings, TITLE, (*blocks, Notes((LEGEND,))), Orientation.LANDSCAPE)


def _row(book: Book, backers: Backers, requests: dict[int, list[int]], one: Improvement, day: str) -> Row:
    system = book.all(System).get(one.system_id or 0)
    cells = (
        one.number,
        "\n".join(filter(None, (one.title, one.content))),
        asked_by(book, one),
        system.name if system is not None else "",
        one.urgency.label,
        short_partial_date(one.raised_on),
        backers_text(backers, one),
        answer_text(one),
        show_yen(one.estimate_yen) if one.estimate_yen is not None else "",
        verdict_text(book, requests, one),
        progress_text(one, day),
    )
    return Row(cells, Emphasis.STRONG if is_overdue(one, day) else Emphasis.PLAIN)


def backers_text(backers: Backers, one: Improvement) -> str:
    """Return ○ 滑川市、入善町 and the like by stance, and what those without a word are."""
    said, lines = backers.said(one), []
    for stance in Stance:
        names = [m.name for m in backers.asked(one) if m.id in said and said[m.id].stance is stance]
        if names:
            lines.append(f"{stance.mark} {'、'.join(names)}")
    return "\n".join(lines)


def answer_text(one: Improvement) -> str:
    """Return the vendor's word, its day and what it wrote."""
    when = f"({short_partial_date(one.answered_on)})" if one.answered_on else ""
    return "\n".join(filter(None, (f"{one.vendor.label}{when}" if one.vendor else "", one.answer)))


def verdict_text(book: Book, requests: dict[int, list[int]], one: Improvement) -> str:
    """Return what was decided, when, and the requests that were made of it."""
    known = book.all(Customization)
    items = "、".join(f"項{known[id].item}" for id in requests.get(one.id, ()) if id in known)
    when = short_partial_date(one.decided_on) if one.decided_on else ""
    return "\n".join(filter(None, (one.verdict.label, when, items)))


def progress_text(one: Improvement, day: str) -> str:
    """Return the version, the day until which it is to be done, or that on which it was."""
    if one.done_on:
        return "\n".join(filter(None, (one.release, f"完了 {short_partial_date(one.done_on)}")))
    late = "(超過)" if is_overdue(one, day) else ""
    until = f"期限 {short_partial_date(one.due_on)}{late}" if one.due_on else ""
    return "\n".join(filter(None, (one.release, until)))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    rows = [[one.number, one.title, one.vendor, one.verdict, one.done_on] for one in received_by(book, settings.as_of)]
    return canonical({"report": "improvements", "as_of": day_shown(book, settings), "rows": rows})

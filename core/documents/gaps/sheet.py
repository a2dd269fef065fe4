"""F&G結果表: the counts and rates of the business areas, then item by item what was found and concluded."""

from collections.abc import Iterator, Sequence

from core.calc.gaps.fits import DEFINITION, FitCount, Needs, count_of, counts_by_system, show_rate
from core.calc.gaps.known import gaps_on
from core.calc.gaps.origins import requests_by_gap
from core.documents.gaps.wording import conclusion_text, raised_text
from core.documents.meetings.lists import counted
from core.documents.meetings.wording import document
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.gaps import Fit, Gap, system_name
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import row_at
from core.model.machine.naming import in_order
from core.model.meetings import Meeting, Series
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["gaps"].title
NOTHING = "フィット&ギャップの項目はまだ登録されていません。"

_COUNTS = (
    Column("業務", width=10, weight=2, repeat=True),
    Column("総数", Kind.FIGURE, width=3),
    Column("適合", Kind.FIGURE, width=3),
    Column("一部適合", Kind.FIGURE, width=3),
    Column("不適合", Kind.FIGURE, width=3),
    Column("対象外", Kind.FIGURE, width=3),
    Column("未判定", Kind.FIGURE, width=3),
    Column("適合率", Kind.FIGURE, width=4),
    Column("一部を半分とした率", Kind.FIGURE, width=5),
    Column("要望にした", Kind.FIGURE, width=3),
    Column("会議(回)", Kind.FIGURE, width=3),
)
_NEEDS = ("団体の要否",)
_ITEMS = (
    Column("F&G", align=Align.RIGHT, width=3, repeat=True),
    Column("管理番号", width=4, repeat=True),
    Column("機能", width=9, weight=3, repeat=True),
    Column("現行の姿", width=7, weight=2),
    Column("パッケージ標準", width=7, weight=2),
    Column("判定", align=Align.CENTER, width=2),
    Column("差の種類 重要度", width=4),
    Column("要", Kind.FIGURE, groups=_NEEDS),
    Column("不要", Kind.FIGURE, groups=_NEEDS),
    Column("未", Kind.FIGURE, groups=_NEEDS),
    Column("対応案", width=7, weight=2),
    Column("会議", width=9, weight=1),
    Column("結論", width=7, weight=1),
    Column("要望", width=3),
    Column("備考", width=10, weight=2),
)
_OPEN = "未"
_SIGNS = "　".join(f"{fit.mark or _OPEN} {fit.label}" for fit in Fit)
LEGEND = f"判定: {_SIGNS}"


def chosen(book: Book, settings: PrintSettings) -> list[Gap]:
    """Return the items of the business area that is asked for, as known on the day."""
    found = gaps_on(book, settings.as_of)
    return [one for one in found if settings.system is None or one.system_id == settings.system]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the counts with the definition of the rates, then the items: first those with a difference, then the
    others, which need less room."""
    gaps = chosen(book, settings)
    if not gaps:
        return document(book, settings, TITLE, (Paragraph(NOTHING),))
    blocks: list[Block] = [_counts(book, gaps), Notes((*DEFINITION, *_sessions(book, gaps)))]
    needs, requests = Needs(book), requests_by_gap(book)
    for name, shown in (
        ("標準と異なる項目・未判定の項目", [gap for gap in gaps if gap.fit.is_asked]),
        ("適合・対象外の項目", [gap for gap in gaps if not gap.fit.is_asked]),
    ):
        if shown:
            blocks += [Heading(f"{name}　{len(shown):,}件"), _items(book, gaps, shown, needs, requests)]
    return document(book, settings, TITLE, tuple(blocks), Orientation.LANDSCAPE)


def _items(
    book: Book, gaps: Sequence[Gap], shown: Sequence[Gap], needs: Needs, requests: dict[int, list[int]]
) -> Table:
    """Return a line for each item, those of a business area under its name with the rate of all its items."""
    rows: list[Row] = []
    for count in counts_by_system(book, gaps):
        own = [gap for gap in shown if gap.system_id == count.system_id]
        if own:
            told = f"{len(own):,}件(全{count.total:,}件、適合率 {show_rate(count.rate)})"
            title = f"{system_name(book, count.system_id)}　{told}"
            rows.append(Row((title, *[""] * (len(_ITEMS) - 1)), Emphasis.SECTION))
            rows += [_item_row(book, needs, requests, gap) for gap in own]
    return Table(_ITEMS, tuple(rows), legend=LEGEND).compact()


def _counts(book: Book, gaps: Sequence[Gap]) -> Table:
    rows = [_count_row(system_name(book, one.system_id), one) for one in counts_by_system(book, gaps)]
    whole = count_of(gaps, requests_by_gap(book))
    totals = (_count_row("合計", whole, Emphasis.TOTAL),) if len(rows) > 1 else ()
    return Table(_COUNTS, tuple(rows), totals)


def _count_row(name: str, one: FitCount, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    numbers = (one.total, *(one.by_fit[fit] for fit in Fit))
    rates = (show_rate(one.rate), show_rate(one.rate_with_halves))
    ends = (f"{one.requests:,}", f"{one.sessions:,}" if one.sessions else "")
    return Row((name, *(f"{number:,}" for number in numbers), *rates, *ends), emphasis)


def series_of(book: Book, gaps: Sequence[Gap]) -> list[Series]:
    """Return the series of sessions at which the items came up, those included of which no session is listed."""
    meetings = book.all(Meeting)
    ids = {meetings[gap.meeting_id].series_id for gap in gaps if gap.meeting_id is not None}
    shown = {f"gaps#{gap.id}" for gap in gaps}
    for link in book.all(Link).values():
        if link.kind is LinkKind.ORIGIN and link.target in shown:
            row = row_at(book, link.source)
            ids |= {row.id} if isinstance(row, Series) else set()
    return in_order(book, (book.all(Series)[id] for id in ids))


def _sessions(book: Book, gaps: Sequence[Gap]) -> Iterator[str]:
    for series in series_of(book, gaps):
        yield f"{series.name}　{counted(book, series)}"


def _item_row(book: Book, needs: Needs, requests: dict[int, list[int]], gap: Gap) -> Row:
    kinds = (word.label for word in (gap.kind, gap.importance) if word is not None)
    proposal = (gap.proposal.label if gap.proposal is not None else "", gap.proposed)
    items = (f"項{book.all(Customization)[id].item}" for id in requests.get(gap.id, ()))
    asked = needs.count(gap)
    said = (asked.needed, asked.not_needed, asked.silent) if asked.text else ()
    return Row(
        (
            str(gap.number),
            gap.reference,
            gap.function,
            gap.present,
            gap.standard,
            gap.fit.mark or _OPEN,
            "\n".join(kinds),
            *([f"{number:,}" for number in said] or ("", "", "")),
            "\n".join(filter(None, proposal)),
            raised_text(book, gap),
            conclusion_text(book, gap),
            "、".join(items),
            gap.note,
        )
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    gaps = chosen(book, settings)
    counts = [
        [system_name(book, one.system_id), one.total, *(one.by_fit[fit] for fit in Fit), show_rate(one.rate)]
        for one in counts_by_system(book, gaps)
    ]
    rows = [[gap.number, gap.function, gap.fit, gap.conclusion] for gap in gaps]
    return canonical({"report": "gaps", "counts": counts, "rows": rows})

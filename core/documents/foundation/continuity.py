"""BCP一覧: by system how soon it has to be back and what is done meanwhile, and the drills that were held."""

from core.calc.foundation.continuity import DRILL_TERMS, Prepared, drills_until, prepared
from core.documents.foundation.wording import NO_SYSTEMS, day_shown, paper
from core.documents.paper.document import (
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
from core.model.council import System
from core.model.foundation.continuity import Drill
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["continuity"].title
NO_PLAN = "未策定"
NO_DRILL = "訓練はまだ記録されていません。"
_PLANS = (
    Column("業務", width=8, weight=1, repeat=True),
    Column("優先度", width=3),
    Column("RTO\n(時間)", Kind.FIGURE),
    Column("RPO\n(時間)", Kind.FIGURE),
    Column("代替手段", width=10, weight=4),
    Column("参集", width=6, weight=2),
    Column("策定日", width=5),
    Column("見直し", width=5),
    Column("直近の訓練", width=8, weight=1),
    Column("備考", width=4, weight=1),
)
_DRILLS = (
    Column("訓練日", width=6, repeat=True),
    Column("想定", width=8, weight=2, repeat=True),
    Column("業務", width=5, weight=1),
    Column("参加者", width=6, weight=2),
    Column("復旧まで\n(時間)", Kind.FIGURE),
    Column("結果", width=8, weight=3),
    Column("課題", width=8, weight=3),
    Column("次回予定", width=5),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return every system that is procured with its plan, then the drills by the day of the paper."""
    day = day_shown(book, settings)
    rows, drills = prepared(book, day), drills_until(book, day)
    blocks: list[Block] = [Paragraph(NO_SYSTEMS)]
    if rows:
        planned = sum(one.plan is not None for one in rows)
        head = f"業務 {len(rows):,}のうち 策定済 {planned:,}、未策定 {len(rows) - planned:,}"
        blocks = [
            Paragraph(head),
            Table(_PLANS, tuple(_plan(one) for one in rows), sparing=True),
            Notes((DRILL_TERMS,)),
        ]
    blocks.append(Heading("訓練"))
    if drills:
        blocks.append(Table(_DRILLS, tuple(_drill(book, one) for one in drills), sparing=True))
    else:
        blocks.append(Paragraph(NO_DRILL))
    return paper(TITLE, blocks, book, settings)


def _plan(one: Prepared) -> Row:
    plan = one.plan
    if plan is None:
        return Row((one.system.name, NO_PLAN, "", "", "", "", "", "", drill_text(one), ""), Emphasis.PLAIN)
    cells = (
        one.system.name,
        plan.urgency.label if plan.urgency else "",
        show_yen(plan.rto_hours),
        show_yen(plan.rpo_hours),
        plan.fallback,
        plan.gathering,
        short_partial_date(plan.plan_on),
        short_partial_date(plan.review_on),
        drill_text(one),
        plan.note,
    )
    return Row(cells, Emphasis.STRONG if one.exceeded else Emphasis.PLAIN)


def drill_text(one: Prepared) -> str:
    """Return the last drill: H27.9.1 12時間 RTO超過; nothing where there was none."""
    if one.drill is None:
        return ""
    hours = f"{one.drill.hours:,}時間" if one.drill.hours is not None else ""
    exceeded = "RTO超過" if one.exceeded else ""
    return " ".join(part for part in (short_partial_date(one.drill.held_on), hours, exceeded) if part)


def _drill(book: Book, one: Drill) -> Row:
    system = book.all(System).get(one.system_id or 0)
    cells = (
        show_date(one.held_on),
        one.scenario,
        system.name if system else "全業務",
        one.attendees,
        show_yen(one.hours),
        one.outcome,
        one.problems,
        short_partial_date(one.next_on),
    )
    return Row(cells)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = day_shown(book, settings)
    plans = [list(_plan(one).cells) for one in prepared(book, day)]
    drills = [list(_drill(book, one).cells) for one in drills_until(book, day)]
    return canonical({"report": "continuity", "as_of": day, "plans": plans, "drills": drills})

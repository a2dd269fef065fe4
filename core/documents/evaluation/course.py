"""選定経過書: what happened on which day, from the request for information to the decision, as the ledger has it."""

from core.calc.evaluation.evaluate import Evaluation, Verdict
from core.calc.evaluation.frame import acts_of
from core.calc.evaluation.price import show_points
from core.calc.inquiries.side_by_side import counts_of, inquiries_of
from core.dataclass import dataclass
from core.documents.evaluation.interests import days_of
from core.documents.evaluation.wording import Names, heading, made_of, paper, without
from core.documents.paper.document import Block, Column, Document, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.evaluation import Act, ActKind, ReviewRound
from core.model.papers.printouts import PRINTOUTS
from core.model.selection.inquiries import Inquiry
from core.model.values.dates import show_date, show_moment
from core.model.values.partial_dates import show_partial_date

TITLE = PRINTOUTS["evaluation-course"].title


@dataclass(frozen=True, slots=True)
class Step:
    """`at` is an ISO day or moment by which steps are sorted, "" where the day is not known."""

    at: str
    day: str
    what: str
    content: str
    who: str = ""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with every step in the order of the days; requests for information without a day come first."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    columns = (
        Column("日付", width=18),
        Column("事項", width=10, weight=1),
        Column("内容", width=14, weight=3),
        Column("行った人", width=6, weight=1),
    )
    steps = steps_of(book, made, names)
    rows = tuple(Row((one.day or "未定", one.what, one.content, one.who)) for one in steps)
    procurement = made.frame.procurement
    lines = [f"方式: {procurement.method.label}"]
    if procurement.limit_yen is not None:
        lines.append(f"限度額: {procurement.limit_yen:,}円({book.consortium.tax_mode.label})")
    if procurement.term:
        lines.append(f"契約期間: {procurement.term}")
    blocks: list[Block] = [heading(made)]
    blocks += [Table(columns, rows) if rows else Paragraph("経過はまだ記録されていません。"), Notes(tuple(lines))]
    return paper(book, settings, TITLE, tuple(blocks))


def steps_of(book: Book, made: Evaluation, names: Names) -> list[Step]:
    """Return what is known of the course of a procurement, the first step first."""
    procurement = made.frame.procurement
    steps = [
        *(_of_inquiry(book, one) for one in inquiries_of(book) if one.procurement_id == procurement.id),
        *(_dated(procurement.notice_on, "公告", procurement.method.label)),
        *(_dated(procurement.deadline, "提案の締切", f"提案者 {len(made.frame.bidders)}者" if made.results else "")),
        *(_of_round(one) for one in book.children(ReviewRound, procurement.id).values()),
        *(_of_act(one, names) for one in acts_of(book, procurement)),
        *(_dated(procurement.decided_on, "選定", _decision(made, names))),
    ]
    return sorted(steps, key=lambda one: (not one.at, one.at[:10], _LAST.get(one.what, 0), one.at))


_LAST = {"選定": 1}
"""What stands behind the other steps of its day."""


def _dated(day: str | None, what: str, content: str) -> list[Step]:
    return [Step(day, show_date(day), what, content)] if day else []


def _of_inquiry(book: Book, one: Inquiry) -> Step:
    """A round of which the day is not known stands before all others: it came before the notice."""
    counts = counts_of(book, one)
    told = (
        f"{counts.asked}者に依頼" if counts.asked is not None else "",
        f"{counts.replied}者が回答" if counts.replied is not None else "",
    )
    day = show_partial_date(one.asked_on) if one.asked_on else ""
    return Step(one.asked_on or "0000", day, one.name, "、".join(text for text in told if text))


def _of_round(one: ReviewRound) -> Step:
    counts = (
        f"審査員 延べ{one.seats}名" if one.seats is not None else "",
        f"提案 {one.proposals}者" if one.proposals is not None else "",
    )
    content = "、".join(text for text in counts if text)
    return Step(one.held_from or "", days_of(one), one.name, content)


def _of_act(one: Act, names: Names) -> Step:
    """The texts of an act that name bidders or whole rules are not repeated where names are hidden, or at length."""
    content = one.name
    if one.kind is ActKind.LOT:
        content = one.name if names.hidden else f"{one.name} {one.content}"
    elif one.kind is ActKind.CLOSE:
        content = one.content
    return Step(one.acted_at, show_moment(one.acted_at), one.kind.label, content, one.acted_by)


def _decision(made: Evaluation, names: Names) -> str:
    best = [one for one in made.ranked if one.verdict in {Verdict.FIRST, Verdict.TIED}]
    if len(best) == 1:
        return f"最優秀 {names.bidder(best[0].bidder)}({show_points(best[0].total)}点)"
    if best:
        return f"同点 {'・'.join(names.bidder(one.bidder) for one in best)}"
    return Verdict.NOBODY.label if any(one.verdict is Verdict.NOBODY for one in made.results) else ""


def result(book: Book, settings: PrintSettings) -> str:
    """Return the steps as JSON."""
    found = made_of(book, settings)
    steps = steps_of(book, *found) if found else []
    return canonical({"report": "evaluation-course", "steps": [[one.at, one.what, one.content] for one in steps]})

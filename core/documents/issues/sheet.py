"""課題管理表: how many issues are left and how old, how they became fewer, and every issue with its progress."""

from core.calc.issues import (
    CURVE_TERMS,
    TERMS,
    Summary,
    age_days,
    curve_until,
    is_open,
    issues_on,
    overdue_days,
    summary_on,
)
from core.calc.organisation import day_of
from core.documents.issues.chart import burn_down
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
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.issues import Issue, IssueNote, IssueState, in_charge_of
from core.model.machine.naming import in_order
from core.model.organisation import body_name
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["issues"].title
EMPTY = "課題はまだ登録されていません。"
_CHART_HEIGHT = 190.0

_COLUMNS = (
    Column("番号", width=2, repeat=True),
    Column("件名・内容", width=10, weight=4, repeat=True),
    Column("区分", width=2),
    Column("優先度", width=2),
    Column("担当", width=5, weight=1, stays=True),
    Column("起票日", width=6),
    Column("期限", width=6, stays=True),
    Column("状態", width=4),
    Column("超過(日)", Kind.FIGURE),
    Column("滞留(日)", Kind.FIGURE),
    Column("上申先", width=4, weight=1),
    Column("経過・対応結果", width=9, weight=4),
)


def day_shown(book: Book, settings: PrintSettings) -> str:
    """Return the day as of which the issues are told."""
    return settings.as_of or day_of(book)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the counts, the chart, then the open issues and the closed ones."""
    blocks = _blocks(book, settings) if book.all(Issue) else (Paragraph(EMPTY),)
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _blocks(book: Book, settings: PrintSettings) -> tuple[Block, ...]:
    day = day_shown(book, settings)
    curve = curve_until(book, day)
    blocks: list[Block] = [KeyValues(summary_pairs(summary_on(book, day), day), columns=2)]
    if curve.points:
        width = room_of(settings.paper, Orientation.LANDSCAPE)[0]
        blocks.append(Chart(burn_down(curve, width, _CHART_HEIGHT)))
    raised = issues_on(book, day)
    for name, rows in (
        ("完了していない課題", [one for one in raised if is_open(one, day)]),
        ("完了・取り下げた課題", [one for one in raised if not is_open(one, day)]),
    ):
        if rows:
            blocks += [
                Heading(f"{name} {len(rows):,}件"),
                Table(_COLUMNS, tuple(_row(book, one, day) for one in rows), sparing=True),
            ]
    later = len(book.all(Issue)) - len(raised)
    told = (TERMS, CURVE_TERMS, *((f"{show_date(day)}より後に起票した{later:,}件は載せていません。",) if later else ()))
    left_out = (f"図に入らない課題 {curve.left_out:,}件",) if curve.left_out else ()
    return (*blocks, Notes((*told, *left_out)))


def summary_pairs(summary: Summary, day: str) -> tuple[tuple[str, str], ...]:
    """Return the counts as of a day, in words."""
    mean = "" if summary.mean_age is None else f"(平均 {summary.mean_age:,}日)"
    ages = "　".join(f"{name} {count:,}件" for name, count in summary.ages)
    return (
        ("基準とする日", show_date(day)),
        ("残り", f"{summary.open:,}件(起票 {summary.raised:,}件)"),
        ("期限超過", f"{summary.overdue:,}件(期限なし {summary.undated:,}件)"),
        ("上申中", f"{summary.escalated:,}件"),
        ("完了・取下げ", f"{summary.raised - summary.open:,}件"),
        (f"滞留日数{mean}", ages),
    )


def _row(book: Book, issue: Issue, day: str) -> Row:
    over, age = overdue_days(issue, day), age_days(issue, day)
    cells = (
        issue.number,
        "\n".join(part for part in (issue.title, issue.content) if part),
        issue.kind.label if issue.kind else "",
        issue.priority.label,
        in_charge_of(book, issue),
        short_partial_date(issue.raised_on),
        short_partial_date(issue.due_on),
        state_text(issue, day),
        f"{over:,}" if over else "",
        "" if age is None else f"{age:,}",
        escalated_text(book, issue),
        _progress(book, issue, day),
    )
    return Row(cells, Emphasis.STRONG if over else Emphasis.PLAIN)


def state_text(issue: Issue, day: str) -> str:
    """Return the state; of a closed one with its day, of one that was closed after `day` that it was open then."""
    if issue.closed_on is None:
        return issue.state.label
    if issue.closed_on > day:
        return IssueState.UNDER_WAY.label
    return f"{issue.state.label}\n{short_partial_date(issue.closed_on)}"


def escalated_text(book: Book, issue: Issue) -> str:
    """Return the body before which the issue was brought, with the day."""
    name, when = body_name(book, issue.escalated_to_id), short_partial_date(issue.escalated_on)
    return f"{name}({when})" if name and when else name


def notes_of(book: Book, issue: Issue) -> list[IssueNote]:
    """Return the progress of an issue, the first note first."""
    return in_order(book, book.children(IssueNote, issue.id).values())


def _progress(book: Book, issue: Issue, day: str) -> str:
    lines = [
        f"{short_partial_date(one.noted_on)} {one.content}{f'({one.who})' if one.who else ''}"
        for one in notes_of(book, issue)
        if one.noted_on <= day
    ]
    return "\n".join([*lines, *([f"→ {issue.answer}"] if issue.answer else [])])


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = day_shown(book, settings)
    rows = [[one.number, one.title, one.state, overdue_days(one, day)] for one in issues_on(book, day)]
    return canonical({"report": "issues", "as_of": day, "rows": rows})

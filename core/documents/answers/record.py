"""回答控え: what was answered in an answer file, for the municipality's own records."""

from core.documents.paper.document import Align, Column, Document, KeyValues, Kind, Notes, Row, Sheet, Table
from core.model.answer_file import AnswerFile, Cost, Given, Request
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.paper import Orientation, Paper
from core.version import version

TITLE = "カスタマイズ意向 回答控え"


def build(file: AnswerFile, paper: Paper = Paper.A4) -> Document:
    """Return the sheet; its date is the day on which the answers were declared complete."""
    issue, given = file.issue, file.given
    answered, asked = file.progress
    pairs = (
        ("回答者", file.answered_by or "(未記入)"),
        ("回答日", show_date(file.answered_at[:10]) or "(未完了)"),
        ("回答期限", show_date(issue.deadline) or "なし"),
        ("回答数", f"{asked}件中{answered}件"),
        ("送付元", f"{issue.consortium} {issue.contact}".strip()),
        ("配布番号", issue.number),
    )
    rows = tuple(_row(request, given[request.id]) for request in file.requests)
    notes = () if file.finished else ("回答はまだ完了していません。",)
    sheet = Sheet(
        title=TITLE,
        blocks=(KeyValues(pairs, 2), Table(_COLUMNS, rows, unit=f"単位:円({issue.tax})"), Notes(notes)),
        date=file.answered_at[:10] or None,
        addressee=issue.name,
    )
    return Document(
        title=f"{TITLE}({issue.name})",
        sheets=(sheet,),
        author=issue.name,
        footer=f"按分帳 {version()}",
        paper=paper,
        orientation=Orientation.LANDSCAPE,
    )


def _row(request: Request, given: Given) -> Row:
    title = f"{request.title}({request.option})" if request.option else request.title
    return Row((request.item, title, given.state.label, _shown(request.now), _shown(request.every), given.comment))


def _shown(cost: Cost) -> str:
    if cost.one_off is None:
        return cost.status
    return f"概算\n{show_yen(cost.one_off)}" if cost.status == "概算" else show_yen(cost.one_off)


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=14, weight=3, repeat=True),
    Column("意向", align=Align.CENTER, width=6),
    Column("今の回答のまま加わると", Kind.FIGURE, groups=("実施する場合の負担額",)),
    Column("未定の団体も加わると", Kind.FIGURE, groups=("実施する場合の負担額",)),
    Column("コメント", width=12, weight=2),
)

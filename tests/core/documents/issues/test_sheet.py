"""課題管理表 with its curve; the issues are made up."""

import json

from hypothesis import given
from hypothesis import strategies as st

from core.calc.issues import Curve, Point
from core.documents.issues.chart import burn_down
from core.documents.issues.sheet import build, result
from core.documents.paper.document import Chart, Emphasis
from core.documents.paper.drawing import Polyline, Text
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.issues import Issue, IssueNote, IssueState
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.records import to_row
from tests.core.documents.sheets import column, notes, pairs, paragraphs, tables

LATE = Issue(90, "90", "照会", raised_on="2014-07-01", due_on="2014-07-31", in_charge="事業者", content="様式の確認")
DONE = Issue(
    91, "91", "済み", raised_on="2014-07-01", state=IssueState.DONE, closed_on="2014-08-01", answer="標準とした"
)


def with_issues(book: Book, *changes: Insert) -> Book:
    made = [Insert("issues", to_row(one)) for one in (LATE, DONE)]
    book.apply(ChangeSet("課題", (*made, *changes)))
    return book


def test_open_issues_stand_first_with_how_late_and_how_old_they_are(book: Book) -> None:
    noted = Insert("issue_notes", to_row(IssueNote(1, 90, "2014-07-10", "電話で照会した", "甲")))
    after = Insert("issue_notes", to_row(IssueNote(2, 90, "2014-08-07", "まだ来ない")))
    made = build(with_issues(book, noted, after), PrintSettings())
    open_, closed = tables(made)
    assert column(open_, "番号") == ["1", "2", "90"]
    assert column(open_, "件名・内容")[2] == "照会\n様式の確認"
    assert (column(open_, "超過(日)")[2], column(open_, "滞留(日)")[2]) == ("6", "36")
    assert column(open_, "経過・対応結果")[2] == "H26.7.10 電話で照会した(甲)", "the day after is not told yet"
    assert open_.rows[2].emphasis is Emphasis.STRONG
    assert (column(closed, "状態"), column(closed, "経過・対応結果")) == (["完了\nH26.8.1"], ["→ 標準とした"])
    assert pairs(made)["残り"] == "3件(起票 4件)"
    assert pairs(made)["期限超過"] == "1件(期限なし 2件)"
    assert "図に入らない課題 2件" in notes(made), "the source does not say when its issues were raised"


def test_as_of_an_earlier_day_what_was_closed_later_is_open(book: Book) -> None:
    made = build(with_issues(book), PrintSettings(as_of="2014-07-15"))
    (open_,) = tables(made)
    assert column(open_, "状態")[-1] == "対応中"
    told = json.loads(result(book, PrintSettings(as_of="2014-06-01")))
    assert [row[0] for row in told["rows"]] == ["1", "2"]


def test_the_curve_stands_on_the_paper_and_says_its_figures(book: Book) -> None:
    made = build(with_issues(book), PrintSettings())
    (chart,) = [one for sheet in made.sheets for one in sheet.blocks if isinstance(one, Chart)]
    assert chart.drawing.words == "平成26年8月6日現在: 起票2件、完了1件、残り1件"
    said = [one.text for one in chart.drawing.shapes if isinstance(one, Text)]
    assert {"起票の累計 2件", "完了の累計 1件", "残り 1件"} <= set(said)
    assert "H26.8.6" in said


def test_without_issues_the_paper_says_so(book: Book) -> None:
    book.apply(ChangeSet("空", tuple(Delete("issues", id) for id in book.all(Issue))))
    assert paragraphs(build(book, PrintSettings())) == ["課題はまだ登録されていません。"]


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=60))
def test_the_curve_stays_inside_its_drawing_whatever_the_figures(steps: list[tuple[int, int]]) -> None:
    raised = closed = 0
    points = []
    for at, (more, done) in enumerate(steps):
        raised += more
        closed = min(raised, closed + done)
        points.append(Point(f"2014-{1 + at // 28:02}-{1 + at % 28:02}", raised, closed))
    drawing = burn_down(Curve(tuple(points), 0), 700, 200)
    for shape in drawing.shapes:
        if isinstance(shape, Polyline):
            assert all(0 <= x <= 700 and -1 <= y <= 200 for x, y in shape.points)
        if isinstance(shape, Text):
            assert 0 <= shape.y <= 200

"""満足度結果 and 調査票 as papers."""

import json

from core.calc.surveys.results import results_of, surveys_of
from core.documents.paper.document import Boxes, Chart, Table
from core.documents.paper.settings import PrintSettings
from core.documents.surveys import questionnaire, sheet
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.records import to_row
from core.model.operating.surveys import MeanOf, SurveyTally
from core.model.values.dates import show_date
from core.operations.editing.edit import edit
from core.sample import empty
from tests.core.documents.sheets import paragraphs


def test_a_sheet_for_each_survey_with_bars_and_figures(book: Book) -> None:
    made = sheet.build(book, PrintSettings())
    assert [one.title for one in made.sheets] == [
        "満足度結果　(架空の例)第2回利用者満足度調査",
        "満足度結果　(架空の例)第1回利用者満足度調査",
    ]
    blocks = made.sheets[0].blocks
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert chart.drawing.words.splitlines() == [
        "問1: 大変満足 15、満足 38、普通 21、不満 9、大変不満 1、わからない・無回答 3、平均 3.68、n 87",
        "問2: 大変満足 12、満足 34、普通 27、不満 10、大変不満 1、わからない・無回答 3、平均 3.55、n 87",
    ]
    total, by_municipality, comments = [block for block in blocks if isinstance(block, Table)]
    assert total.rows[0].cells[1:] == (
        "87", "17.2%", "43.7%", "24.1%", "10.3%", "1.2%", "2.3%", "1.2%", "3.68", "+0.32", "60.9%", "11.5%",
    )  # fmt: skip
    assert by_municipality.rows[6].cells == ("舟橋村", *["x"] * 12)
    assert [row.cells[1] for row in comments.rows] == ["射水市", "x"]
    assert json.loads(sheet.result(book, PrintSettings()))["surveys"][0]["questions"][0]["change_shown"] == "+0.32"


def test_the_bars_tell_the_mean_that_stands_in_the_table(book: Book) -> None:
    survey = surveys_of(book)[0]
    wish = edit(book, survey, "mean_of", MeanOf.MUNICIPALITIES.label)
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    blocks = sheet.build(book, PrintSettings()).sheets[0].blocks
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    total = next(block for block in blocks if isinstance(block, Table))
    means = [row.cells[-4] for row in total.rows]
    assert means == ["3.72", "3.57"] != ["3.68", "3.55"]
    assert [line.split("平均 ")[1].split("、")[0] for line in chart.drawing.words.splitlines()] == means
    told = json.loads(sheet.result(book, PrintSettings()))["surveys"][0]["questions"]
    assert [one["total"]["mean_shown"] for one in told] == means


def test_systems_stand_by_municipalities_with_mean_and_number(book: Book) -> None:
    question = results_of(book, surveys_of(book)[0])[0].question
    old = tuple(Delete("survey_tallies", id) for id in book.children(SurveyTally, question.id))
    new = (SurveyTally(900, question.id, 1, 1, first=5, second=5), SurveyTally(901, question.id, 2, 1, third=6))
    book.apply(ChangeSet("回答", (*old, *(Insert("survey_tallies", to_row(one)) for one in new))))
    blocks = sheet.build(book, PrintSettings()).sheets[0].blocks
    (crossed,) = [
        one
        for one in blocks
        if isinstance(one, Table) and one.columns[0].heading == "業務" and one.columns[-1].heading == "滑川市"
    ]
    assert crossed.rows[0].cells[1:] == ("4.50(10)", "3.00(6)")
    told = json.loads(sheet.result(book, PrintSettings()))["surveys"][0]["questions"][0]["by_both"]
    assert [one["n"] for one in told] == [10, 6]


def test_the_questionnaire_has_boxes_and_no_place_for_a_name(book: Book) -> None:
    made = questionnaire.build(book, PrintSettings())
    blocks = made.sheets[0].blocks
    assert [len(block.choices) for block in blocks if isinstance(block, Boxes)] == [6, 6]
    assert "お名前は書かないでください" in str(blocks[-1])


def test_the_questionnaire_never_asks_by_a_day_that_has_passed(book: Book) -> None:
    until = surveys_of(book)[0].held_until
    assert until is not None
    asked = paragraphs(questionnaire.build(book, PrintSettings(as_of=until)))[0]
    late = paragraphs(questionnaire.build(book, PrintSettings(as_of="2099-01-01")))[0]
    anew = paragraphs(questionnaire.build(book, PrintSettings(as_of="2099-01-01", deadline="2099-02-01")))[0]
    assert f"{show_date(until)}まで" in asked
    assert "　　年　　月　　日までにお答えください。" in late
    assert f"{show_date('2099-02-01')}まで" in anew


def test_where_nothing_was_asked_the_sheets_say_so() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    assert paragraphs(sheet.build(book, PrintSettings())) == [sheet.EMPTY]
    assert paragraphs(questionnaire.build(book, PrintSettings())) == [sheet.EMPTY]

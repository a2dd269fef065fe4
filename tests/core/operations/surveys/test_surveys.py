"""Surveys: what they must keep, and forms that go out and come back as counts."""

import time
from typing import Any

import pytest

from core.calc.surveys.results import results_of, surveys_of
from core.exchange.form_book import form_book, read_form
from core.model.council import Municipality, System
from core.model.machine.faults import Faults
from core.model.operating.forms import FilledForm, FilledRow, FormKind
from core.model.operating.surveys import Survey, SurveyComment, SurveyQuestion, SurveyTally
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.surveys.forms import SHEET, survey_forms, take_survey
from core.words.sentences import sentence
from tests.filled_forms import filled

SECOND = "(架空の例)第2回利用者満足度調査"
ONE, THREE = "問1 システムの全体に満足していますか", "問3 改善してほしいことをお書きください"
TWO = "問2 問い合わせへの対応に満足していますか"


def sent(ledger: Any, label: str = "F") -> bytes:
    forms = survey_forms(
        ledger.book, "台帳1", ledger.find(Survey, name=SECOND), [ledger.find(Municipality, label=label)]
    )
    assert not isinstance(forms, Faults)
    return form_book(forms[0])


def take(ledger: Any, *contents: bytes) -> Any:
    return take_survey(ledger.book, "台帳1", [read_form(one, "戻り.xlsx") for one in contents])


def told(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def tallies(ledger: Any, label: str) -> dict[tuple[str, str], SurveyTally]:
    """Return by question and system what was counted of a municipality in the second survey."""
    who = ledger.find(Municipality, label=label).id
    survey = ledger.find(Survey, name=SECOND)
    found = {}
    for question in ledger.book.children(SurveyQuestion, survey.id).values():
        for row in ledger.book.children(SurveyTally, question.id).values():
            if row.municipality_id == who:
                system = ledger.book.all(System)[row.system_id].name if row.system_id else ""
                found[question.number, system] = row
    return found


def test_what_comes_back_is_counted_and_replaces_what_was_there(ledger: Any) -> None:
    cells = {
        (SHEET, 1, ONE): "大変満足",
        (SHEET, 1, TWO): "5",
        (SHEET, 2, ONE): "わからない",
        (SHEET, 2, THREE): "字を大きく",
        (SHEET, 3, "業務"): "住民税",
        (SHEET, 3, ONE): "不満",
    }
    wish = take(ledger, filled(sent(ledger), cells))
    assert not isinstance(wish, Faults)
    assert wish.label == "調査票1通を取り込み"
    ledger.do(wish)
    found = tallies(ledger, "F")
    assert (found["1", ""].steps, found["1", ""].unknown) == ((1, 0, 0, 0, 0), 1)
    assert (found["2", ""].steps, found["2", ""].blank) == ((1, 0, 0, 0, 0), 1)
    assert found["1", "住民税"].steps == (0, 0, 0, 1, 0)
    who = ledger.find(Municipality, label="F").id
    comments = [row.comment for row in ledger.book.all(SurveyComment).values() if row.municipality_id == who]
    assert comments == ["字を大きく"]
    assert len(tallies(ledger, "A")) == 2


def test_taken_twice_nobody_is_counted_twice(ledger: Any) -> None:
    content = filled(sent(ledger), {(SHEET, 1, ONE): "普通"})
    ledger.do(take(ledger, content))
    ledger.do(take(ledger, content))
    assert tallies(ledger, "F")["1", ""].steps == (0, 0, 1, 0, 0)


def test_two_forms_of_one_municipality_taken_together_are_added_up(ledger: Any) -> None:
    content = filled(sent(ledger), {(SHEET, 1, ONE): "普通"})
    ledger.do(take(ledger, content, content))
    assert tallies(ledger, "F")["1", ""].steps == (0, 0, 2, 0, 0)


def test_every_cell_that_cannot_be_read_is_named_and_nothing_changes(ledger: Any) -> None:
    cells = {(SHEET, 1, ONE): "まあまあ", (SHEET, 2, ONE): "6", (SHEET, 3, "業務"): "宇宙開発", (SHEET, 3, ONE): "普通"}
    sentences = told(take(ledger, filled(sent(ledger), cells)))
    assert sentences[0] == (
        "「戻り.xlsx」の回答の7行目、問1: 「まあまあ」は読めません。"
        "大変満足・満足・普通・不満・大変不満・わからないのいずれか、または5〜1の数字で入力してください。"
    )
    assert "8行目、問1: 「6」は読めません。" in sentences[1]
    assert "9行目、業務: 「宇宙開発」という業務はありません。" in sentences[2]


def test_an_empty_form_and_one_of_a_survey_that_is_gone_are_refused(ledger: Any) -> None:
    content = sent(ledger)
    assert told(take(ledger, content)) == ["「戻り.xlsx」に取り込める記入がありません。"]
    ledger.do(edit(ledger.book, ledger.find(Survey, name=SECOND), "name", "別の名"))
    (one,) = told(take(ledger, filled(content, {(SHEET, 1, ONE): "普通"})))
    assert one == f"「戻り.xlsx」の調査「{SECOND}」は台帳にありません。調査名を確かめてください。"


def test_a_survey_without_questions_has_no_form(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Survey, {"name": "空の調査"}))
    survey = ledger.find(Survey, name="空の調査")
    wish = survey_forms(ledger.book, "台帳1", survey, [ledger.find(Municipality, label="A")])
    assert told(wish) == ["調査「空の調査」に設問がありません。先に設問を登録してください。"]


def test_answers_stay_within_the_scale_of_their_question(ledger: Any) -> None:
    survey = ledger.find(Survey, name=SECOND)
    ledger.do(
        add_row(ledger.book, SurveyQuestion, {"text": "四段の問", "scale": "満足度4段"}, {"survey_id": survey.id})
    )
    question = ledger.find(SurveyQuestion, text="四段の問")
    ledger.do(add_row(ledger.book, SurveyTally, {"fourth": "3"}, {"survey_question_id": question.id}))
    tally = ledger.find(SurveyTally, survey_question_id=question.id)
    assert told(edit(ledger.book, tally, "fifth", "1")) == [
        "問4の尺度(満足度4段)は4段です。4番目までに入力してください。"
    ]
    asked = next(one for one in ledger.book.children(SurveyQuestion, survey.id).values() if one.number == "1")
    assert told(edit(ledger.book, asked, "scale", "自由記述")) == [
        "問1には、自由記述では数えられない回答があります。先に回答数を直してください。"
    ]
    free = next(one for one in ledger.book.children(SurveyQuestion, survey.id).values() if one.number == "3")
    wish = add_row(ledger.book, SurveyTally, {"first": "1"}, {"survey_question_id": free.id})
    assert told(wish) == ["問3は自由記述です。回答数ではなく、自由記述の表に入力してください。"]


def test_a_survey_ends_after_it_began(ledger: Any) -> None:
    (one,) = told(edit(ledger.book, ledger.find(Survey, name=SECOND), "held_until", "H28.8.31"))
    assert "より前です" in one


@pytest.mark.parametrize("people", [1_000])
def test_twenty_thousand_answers_are_taken_within_three_seconds(ledger: Any, people: int) -> None:
    ledger.do(add_row(ledger.book, Survey, {"name": "大きな調査"}))
    survey = ledger.find(Survey, name="大きな調査")
    for at in range(20):
        ledger.do(add_row(ledger.book, SurveyQuestion, {"text": f"設問{at}"}, {"survey_id": survey.id}))
    numbers = [str(at) for at in range(1, 21)]
    words = ("大変満足", "満足", "普通", "不満", "わからない", "")
    rows = tuple(
        FilledRow(at + 7, {"system_id": "住民税", **{n: words[(at + int(n)) % 6] for n in numbers}})
        for at in range(people)
    )
    code = ledger.find(Municipality, label="A").code
    facts = {"document_id": "台帳1", "code": code, "survey": "大きな調査"}
    form = FilledForm("大.xlsx", FormKind.SURVEY, facts, {SHEET: rows})
    began = time.process_time()
    wish = take_survey(ledger.book, "台帳1", [form])
    took = time.process_time() - began
    assert not isinstance(wish, Faults)
    assert took < 3
    ledger.do(wish)
    assert sum(one.total.tally.n for one in results_of(ledger.book, survey)) == people * 20
    assert surveys_of(ledger.book)[-1].name == "大きな調査"

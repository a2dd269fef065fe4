"""Surveys in the window; the sample's are made up."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from core.model.operating.surveys import SurveyQuestion, SurveyTally
from core.operations.editing.edit import edit
from tests.filled_forms import filled
from tests.ui.desk import cell, fill, press_button
from tests.ui.pages.paper import EMPTY, OpenPage


def test_the_result_is_seen_as_a_whole_and_by_municipality(open_page: OpenPage) -> None:
    page = open_page("survey_results")
    lines = page.sheet.model.rows.shown
    assert [(cell(page.sheet, one.id, "平均"), cell(page.sheet, one.id, "前回差")) for one in lines] == [
        ("3.68", "+0.32"),
        ("3.55", "+0.29"),
    ]
    page.way.setCurrentText("団体別")
    last = page.sheet.model.rows.shown[5]
    assert (cell(page.sheet, last.id, "区分"), cell(page.sheet, last.id, "平均")) == ("舟橋村", "x")
    page.survey.setCurrentIndex(1)
    assert cell(page.sheet, page.sheet.model.rows.shown[0].id, "前回差") == ""


def test_systems_are_seen_by_municipality(open_page: OpenPage) -> None:
    page = open_page("survey_results")
    question = page.sheet.model.rows.shown[0].result.question
    old = next(iter(page.session.book.children(SurveyTally, question.id).values()))
    page.way.setCurrentText("業務×団体")
    assert not page.sheet.model.rows.shown
    wish = edit(page.session.book, old, "system_id", "住民税")
    assert page.session.run(wish) is None, wish
    assert any(cell(page.sheet, one.id, "区分") == "住民税・射水市" for one in page.sheet.model.rows.shown)


def test_without_answers_the_page_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("survey_results", EMPTY)
    assert not page.sheet.model.rows.shown


def test_a_survey_is_made_asked_and_counted(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("surveys")
    fill(page, 調査名="第3回", 開始日="H29.9.1")
    press_button(page, "調査を追加")
    press_button(page, "調査票を作る")
    assert page.message.text == "調査「第3回」に設問がありません。先に設問を登録してください。"
    questions = open_page("survey_questions")
    assert questions.session is not page.session
    page.sheet.select(2)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press_button(page, "調査票を作る")
    assert "6団体の用紙" in page.message.text
    path = next(tmp_path.glob("*舟橋村.xlsx"))
    path.write_bytes(filled(path.read_bytes(), {("回答", 1, "問1 システムの全体に満足していますか"): "満足"}))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    press_button(page, "戻った調査票を取り込む")
    assert page.message.text == "調査票1通を取り込みました。"
    book = page.session.book
    asked = next(one for one in book.children(SurveyQuestion, 2).values() if one.number == "1")
    assert sum(row.second for row in book.children(SurveyTally, asked.id).values() if row.municipality_id == 6) == 1


def test_counts_are_typed_in(open_page: OpenPage) -> None:
    page = open_page("survey_tallies")
    fill(page, 設問="「(架空の例)第1回利用者満足度調査」の問1", 団体="上市町")
    press_button(page, "回答数を追加")
    added = page.session.book.last_id(SurveyTally)
    assert page.session.book.all(SurveyTally)[added].municipality_id == 4

"""Score sheets in the window: issued to seats, filled in by the reviewer, dropped back, decided and taken."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from core.model.evaluation import Bidder, Criterion, Reviewer, Score
from core.model.selection.score_sheets import ScoreSheet
from core.operations.evaluation.scoring import set_scores
from core.storage.disk.places import Home
from core.storage.score_file import SCORE_FILES
from tests.ui.desk import Answers, cell, fill, press_button, put_away, refusal, show, totals, type_into
from tests.ui.pages.evaluation.test_evaluation_pages import example, row
from tests.ui.pages.paper import OpenPage
from tests.ui.post import drop
from ui.answering.score_session import ScoreSession
from ui.answering.score_window import ScoreWindow
from ui.pages.evaluation.score_files_page import ScoreFilesPage
from ui.shell.late import answer_session, answer_window, looks_like_answers
from ui.shell.memory import Memory

ITEM = "基本方針と体制"


@pytest.fixture
def page(open_page: OpenPage) -> ScoreFilesPage:
    return cast(ScoreFilesPage, open_page("score_files"))


def issue(page: ScoreFilesPage, answers: Answers, folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Issue to 審査員1 and return the file."""
    seat = row(page.session, Reviewer, "審査員1")
    folder.mkdir(exist_ok=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.board.select(seat.id)
    answers.plan(form)
    press_button(page, "選んだ席に発行")
    (path,) = folder.iterdir()
    return path


def score(page: ScoreFilesPage, company: str) -> str:
    seat, item = row(page.session, Reviewer, "審査員1"), row(page.session, Criterion, ITEM)
    bidder = row(page.session, Bidder, company)
    rows = page.session.book.children(Score, item.id).values()
    return next(one.value for one in rows if (one.bidder_id, one.reviewer_id) == (bidder.id, seat.id))


def fill_in(path: Path, home: Home, page: ScoreFilesPage, text: str) -> ScoreWindow:
    """Fill in one score of 甲社 as a reviewer does."""
    assert looks_like_answers(path)
    session = answer_session(path)
    assert isinstance(session, ScoreSession)
    window = cast(ScoreWindow, answer_window(session, Memory(home.settings)))
    show(window)
    item, bidder = row(page.session, Criterion, ITEM), row(page.session, Bidder, "甲社(架空)")
    type_into(window.sheet, item.id, f"b{bidder.id}", text)
    return window


def test_the_board_says_who_has_scored_and_what_was_sent(
    page: ScoreFilesPage, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = row(page.session, Reviewer, "審査員1")
    assert cell(page.board, seat.id, "状況") == "未発行"
    assert cell(page.board, seat.id, "採点") == "21/21"
    issue(page, answers, tmp_path / "出", "Excelブック", monkeypatch)
    assert cell(page.board, seat.id, "状況") == "採点待ち"
    assert cell(page.board, seat.id, "形式") == "Excel"
    page.session.undo()
    assert not page.session.book.all(ScoreSheet)


def test_a_reviewer_scores_in_a_window_of_its_own_and_the_points_come_back(
    page: ScoreFilesPage, answers: Answers, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = issue(page, answers, tmp_path / "出", "按分帳のファイル", monkeypatch)
    window = fill_in(path, home, page, "70")
    texts = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "985,000,000" not in texts
    bidder = row(page.session, Bidder, "甲社(架空)")
    assert totals(window.sheet, 0)["points"] == "1,000"
    window.session.undo()
    assert window.session.file.given != {}
    window.session.redo()
    item = row(page.session, Criterion, ITEM)
    type_into(window.sheet, item.id, f"b{bidder.id}", "101")
    assert "配点100点を超えています" in refusal(window.sheet)
    fill(window, **{"採点者(職・氏名)": "情報課 山田"})
    press_button(window, "採点を完了")
    assert window.close()
    put_away(window)
    assert SCORE_FILES.open(path).finished
    drop(page, [path])
    assert page.taking.go.text() == "1ファイルを取り込む"
    press_button(page.taking, "1ファイルを取り込む")
    assert score(page, "甲社(架空)") == "70"
    seat = row(page.session, Reviewer, "審査員1")
    assert cell(page.board, seat.id, "状況") == "取込済み"
    assert cell(page.board, seat.id, "採点者") == "情報課 山田"
    page.session.undo()
    assert score(page, "甲社(架空)") == "65"


def test_what_both_have_changed_is_decided_first(
    page: ScoreFilesPage, answers: Answers, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = issue(page, answers, tmp_path / "出", "按分帳のファイル", monkeypatch)
    window = fill_in(path, home, page, "70")
    assert window.save()
    put_away(window)
    session = page.session
    place = (row(session, Reviewer, "審査員1"), row(session, Criterion, ITEM), "66")
    assert session.run(set_scores(session.book, row(session, Bidder, "甲社(架空)"), [place])) is None
    drop(page, [path])
    assert not page.taking.go.isEnabled()
    press_button(page.taking, "すべて戻った値")
    press_button(page.taking, page.taking.go.text())
    assert score(page, "甲社(架空)") == "70"
    assert example(session).name

"""A made-up procurement of two stages in the window, from nothing to the letters, by keys and clicks alone: five
bidders, two of them in the second stage."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog

from core.model.evaluation import Act, Bidder, Criterion, FirstStage, Procurement
from tests.ui.desk import Answers, OpenWindow, cell, choose, in_dialog, paste, press_button, refusals, wait_until
from tests.ui.pages.evaluation.test_from_nothing import at, fill_table, paste_below, pick, shot, shot_of
from tests.ui.pages.paper import EMPTY
from ui.dialogs.evaluation_rule_dialog import EvaluationRuleDialog
from ui.pages.evaluation.evaluation_page import EvaluationPage
from ui.pages.evaluation.procurements_page import ProcurementsPage
from ui.pages.evaluation.score_files_page import ScoreFilesPage
from ui.pages.evaluation.scores_page import ScoresPage
from ui.pages.reports.reports_page import ReportsPage
from ui.pages.table_page import TablePage
from ui.shell.main_window import MainWindow
from ui.tables.sheet.sheet import Sheet

CASE = "架空の例 二段審査"
FIRST = {"甲社": "45\n40", "乙社": "40\n45", "丙社": "35\n30", "丁社": "30\n35", "戊社": "20\n20"}
SECOND = {"甲社": "30\n35", "乙社": "45\n40"}


def two_stages(dialog: QDialog) -> None:
    """Choose two stages, of which the best two go on, and accept the rule."""
    assert isinstance(dialog, EvaluationRuleDialog)
    assert not dialog.stages.best.isVisible()
    choose(dialog.stages.stages, "2段(一次審査で絞る)")
    assert dialog.stages.best.isVisible()
    dialog.stages.best.setText("")
    dialog.stages.best.textEdited.emit("")
    assert not dialog.accept_button.isEnabled()
    dialog.stages.best.setText("2")
    dialog.stages.best.textEdited.emit("2")
    shot_of(dialog, "10_rule")
    assert dialog.chosen["passing"] == "上位2者"
    assert dialog.example.model.rows.shown[-1].verdict.label == "一次審査で次点以下"
    dialog.accept()


def begin(window: MainWindow, answers: Answers) -> tuple[ProcurementsPage, Procurement]:
    page = cast(ProcurementsPage, at(window, "procurements"))
    answers.plan(CASE)
    press_button(page, "案件を追加")
    paste_below(page.criteria, ["企画書\t50\t提案書", "説明\t50\tプレゼンテーション", "価格\t50\t価格"])
    assert "審査の段階" not in [column.label for column in page.criteria.model.columns]
    answers._timer.stop()  # the dialog is filled in by hand
    in_dialog(two_stages)
    press_button(page, "規則を組み立てる")
    answers._timer.start()
    assert "審査の段階" in [column.label for column in page.criteria.model.columns]
    (case,) = window.session.book.all(Procurement).values()
    stages = {one.name: one.stage.label for one in window.session.book.children(Criterion, case.id).values()}
    assert stages == {"企画書": "一次審査", "説明": "二次審査", "価格": "二次審査"}
    assert page.side.tree.plain.startswith("一次審査 50点")
    press_button(page, "規則を凍結")
    shot(window, "11_frozen")
    return page, case


def test_two_stages_go_from_nothing_to_the_letters(open_window: OpenWindow, answers: Answers, tmp_path: Path) -> None:
    window = open_window(EMPTY)
    session = window.session
    _, case = begin(window, answers)
    prices = dict(zip(FIRST, ("8000000", "9000000", "7000000", "7500000", "9900000"), strict=True))
    fill_table(window, "bidders", [f"{CASE}\t{who}\t{yen}" for who, yen in prices.items()])
    fill_table(window, "reviewers", [f"{CASE}\t{who}" for who in ("審査員一", "審査員二")])
    ids = {one.name: one.id for one in session.book.children(Bidder, case.id).values()}
    sheets = cast(ScoreFilesPage, at(window, "score_files"))
    assert [(one.system, one.asked) for one in sheets.board.model.rows.shown] == [("一次審査", 5)] * 2

    scores = cast(ScoresPage, at(window, "scores"))
    assert not scores.acts.closing.isVisible()
    for who, grid in FIRST.items():
        give(scores, who, "一次審査 提案書", grid)
    shot(window, "12_first")
    press_button(scores, "一次審査を締め切る")
    assert not scores.sheet.model.columns[1].can_edit(next(iter(scores._rows())))
    answers.plan("確定する")
    press_button(scores, "一次審査の結果を確定する")
    outcome = {one.name: one.first_stage for one in session.book.children(Bidder, case.id).values()}
    assert [who for who, one in outcome.items() if one is FirstStage.PASSED] == ["甲社", "乙社"]

    reports = cast(ReportsPage, at(window, "reports"))
    reports.show_part("evaluation-notice")
    reports.draw()
    assert reports.preview.pages == 10  # the first stage is told to all, each with its points
    sheets = cast(ScoreFilesPage, at(window, "score_files"))
    assert [(one.system, one.asked) for one in sheets.board.model.rows.shown] == [("二次審査", 2)] * 2
    scores = cast(ScoresPage, at(window, "scores"))
    pick(scores.bidder, "丁社")
    assert [scores.group.itemText(at) for at in range(scores.group.count())] == ["一次審査 提案書"]
    assert "一次審査で次点以下" in scores.state.plain
    for who, grid in SECOND.items():
        give(scores, who, "二次審査 プレゼンテーション", grid)
    shot(window, "13_second")
    press_button(scores, "技術採点を締め切る")
    answers.plan("開封する")
    press_button(scores, "価格を開封する")

    result = cast(EvaluationPage, at(window, "evaluation"))
    assert [cell(result.results, id, "判定") for id in ids.values()] == [
        *("次点以下", "最優秀", "一次審査で次点以下", "一次審査で次点以下", "一次審査で次点以下")
    ]
    assert [cell(result.results, id, "順位") for id in ids.values()] == ["2", "1", "", "", ""]
    assert cell(result.results, ids["丙社"], "early") == "32.5"
    assert result.notes.plain.startswith("提案 5者 → 二次審査 2者 → 最優秀 1者。")
    shot(window, "14_result")
    kinds = [one.kind.label for one in session.book.children(Act, case.id).values()]
    assert kinds == ["価格の封印", "規則の凍結", "一次審査の締切", "一次審査の決定", "技術採点の締切", "価格の開封"]
    bidders = cast(TablePage, at(window, "bidders"))
    shot(window, "15_bidders")
    take_keyboard(bidders.sheet)
    paste(bidders.sheet, ids["丙社"], "first_stage", "通過")
    said = f"案件「{CASE}」の一次審査の結果は確定しています。変えるには「採点を再開する」を使ってください。"
    assert refusals(bidders.sheet) == [("通過", said)]


def give(scores: ScoresPage, who: str, group: str, grid: str) -> None:
    pick(scores.bidder, who)
    pick(scores.group, group)
    take_keyboard(scores.sheet)
    paste(scores.sheet, next(iter(scores._rows())).id, scores.sheet.model.columns[1].name, grid)


def take_keyboard(sheet: Sheet) -> None:
    sheet.window().activateWindow()
    sheet.focus_cells()
    wait_until(lambda: (at := QApplication.focusWidget()) is not None and sheet.isAncestorOf(at), "the keyboard")

"""A made-up procurement in the window, from an empty ledger to the signed decision, by keys and clicks alone."""

import hashlib
import os
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from core.model.evaluation import Act, Bidder, Criterion, Procurement, Reviewer
from core.model.registry import TABLES
from core.model.sheets import FixedSheet
from tests.ui.desk import (
    Answers,
    OpenWindow,
    cell,
    choose,
    fill,
    paste,
    press_button,
    wait_until,
)
from tests.ui.pages.paper import EMPTY
from tests.ui.tables.sheet.ledger import press, put_on_clipboard
from ui.pages.evaluation.evaluation_page import EvaluationPage
from ui.pages.evaluation.procurements_page import ProcurementsPage
from ui.pages.evaluation.scores_page import ScoresPage
from ui.pages.reports.reports_page import ReportsPage
from ui.pages.table_page import TablePage
from ui.shell.main_window import MainWindow
from ui.tables.sheet.sheet import Sheet

CASE = '<b>架空</b>の"調達"&髙𠮷'
BIDDERS = ("髙𠮷<i>", "乙＆社", "丙社")
SEATS = ("髙木", "<u>𠮷田", "委員3", "委員4")


def shot_of(widget: QWidget, name: str) -> None:
    if folder := os.environ.get("CHOICE_SHOTS"):
        for _ in range(5):
            QApplication.processEvents()
        widget.grab().save(str(Path(folder) / f"{name}.png"))


def shot(window: MainWindow, name: str) -> None:
    shot_of(window, name)


def at(window: MainWindow, key: str) -> object:
    made = window.open_page(key)
    QApplication.processEvents()
    return made


def paste_below(sheet: Sheet, lines: list[str]) -> None:
    """Paste lines into 新しい行."""
    sheet.window().activateWindow()
    sheet.go_below()
    wait_until(lambda: (focus := QApplication.focusWidget()) is not None and sheet.isAncestorOf(focus), "the keyboard")
    put_on_clipboard("\n".join(lines))
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def begin(window: MainWindow, answers: Answers) -> Procurement:
    page = cast(ProcurementsPage, at(window, "procurements"))
    shot(window, "00_empty")
    answers.plan(CASE)
    press_button(page, "案件を追加")
    lines = ["提案、内容 Ａ\t１０\t提案書\t\t\t\t点", "体制\t10\t実績\t\t\t\tA B C D E", "価格\t20\t価格"]
    paste_below(page.criteria, lines)

    answers.plan("この規則にする")
    press_button(page, "規則を組み立てる")
    press_button(page, "規則を凍結")
    shot(window, "02_frozen")
    (case,) = window.session.book.all(Procurement).values()
    return case


def fill_table(window: MainWindow, key: str, lines: list[str]) -> TablePage:
    page = cast(TablePage, at(window, key))
    paste_below(page.sheet, lines)
    shot(window, f"03_{key}")
    return page


def test_a_procurement_goes_from_nothing_to_the_signed_decision_and_all_of_it_back(
    open_window: OpenWindow, answers: Answers, tmp_path: Path
) -> None:
    window = open_window(EMPTY)
    session = window.session
    before = {name: dict(session.book.all(table.record)) for name, table in TABLES.items() if not table.lazy}
    case = begin(window, answers)
    prices = ("８００００００", "9,500,000円", "8000千円")
    fill_table(window, "bidders", [f"{CASE}\t{who}\t{yen}" for who, yen in zip(BIDDERS, prices, strict=True)])
    assert [one.name for one in session.book.children(Bidder, case.id).values()] == list(BIDDERS)
    reviewers = fill_table(window, "reviewers", [f"{CASE}\t{who}" for who in SEATS])
    assert reviewers.said.plain == f"{CASE}: 延べ4名(4人)"
    scores = cast(ScoresPage, at(window, "scores"))
    assert not scores.acts.opening.isEnabled()
    for who, grid in zip(BIDDERS, ("9\n9\n８\n9", "7\n0\n10\n9", "9\n9\n9\n8"), strict=True):
        pick(scores.bidder, who)
        for part, text in (("提案書(1次審査員)", grid), ("実績(1次審査員)", "Ａ\nb\nA\nA")):
            pick(scores.group, part)
            paste(scores.sheet, next(iter(scores._rows())).id, scores.sheet.model.columns[1].name, text)
    shot(window, "04_scores")
    press_button(scores, "技術採点を締め切る")
    answers.plan("開封する")
    press_button(scores, "価格を開封する")
    result = cast(EvaluationPage, at(window, "evaluation"))
    ids = {one.name: one.id for one in session.book.children(Bidder, case.id).values()}
    assert {who: cell(result.results, id, "判定") for who, id in ids.items()} == {
        BIDDERS[0]: "同点",
        BIDDERS[1]: "次点以下",
        BIDDERS[2]: "同点",
    }
    answers.plan("くじ", "立会人<髙木>", f"{BIDDERS[2]}、{BIDDERS[0]}")
    press_button(result, "同点を決める")
    assert [cell(result.results, ids[who], "順位") for who in BIDDERS] == ["2", "3", "1"]
    shot(window, "05_result")
    page = cast(ProcurementsPage, at(window, "procurements"))
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window")
    fill(page.side.fields, 選定日="R8.12.1")
    press(Qt.Key.Key_Return)
    assert session.book.all(Procurement)[case.id].decided_on == "2026-12-01"
    assert [(one.kind.label, one.acted_by) for one in session.book.children(Act, case.id).values()] == [
        ("価格の封印", "髙木"),
        ("規則の凍結", "髙木"),
        ("技術採点の締切", "髙木"),
        ("価格の開封", "髙木"),
        ("同点の決定", "立会人<髙木>"),
    ]
    reports = cast(ReportsPage, at(window, "reports"))
    reports.show_part("evaluation-notice")
    reports.draw()
    shot(window, "06_letters")
    assert reports.preview.pages == 6
    assert reports.fix("選定の結果の通知")
    (kept,) = session.book.all(FixedSheet).values()
    assert hashlib.sha256(session.fixed_file(kept.id).content).hexdigest() == kept.sha256
    shot(window, "07_fixed")
    while session.undo_stack.canUndo():
        session.undo()
    after = {name: dict(session.book.all(table.record)) for name, table in TABLES.items() if not table.lazy}
    assert after == before
    assert list(session.book.all(Reviewer)) == list(session.book.all(Criterion)) == []


def pick(box: QComboBox, text: str) -> None:
    """Choose as a user does, who is told of by `activated`."""
    choose(box, text)
    box.activated.emit(box.currentIndex())

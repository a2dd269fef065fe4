import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core import heavy
from core.model.answers import Answer, AnswerState, Distribution, Medium
from core.model.requests import Customization
from core.operations.answers.answering import answer as answer_in_master
from core.operations.editing.edit import edit
from core.operations.returning import TakeStatus
from core.storage.answer_file import open_answer_file
from core.storage.disk.places import Home
from tests.ui.desk import OpenWindow, cell, errors, go, item, member, press_button, show, totals
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.post import answer, drop, issue
from tests.ui.tables.sheet.ledger import press, write
from ui.pages.answers.answer_files_page import AnswerFilesPage
from ui.pages.reports.reports_page import ReportsPage
from ui.shell.memory import Memory

A, B = "162116", "162060"
STATES = (AnswerState.YES, AnswerState.NO, AnswerState.UNDECIDED)


@pytest.fixture
def page(open_page: OpenPage) -> AnswerFilesPage:
    made = open_page("answer_files")
    assert isinstance(made, AnswerFilesPage)
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "配布 する"


def by_code(paths: list[Path]) -> dict[str, Path]:
    return {path.name.split("_")[0]: path for path in paths}


def statuses(page: AnswerFilesPage) -> list[TakeStatus]:
    return [line.file.status for line in page.taking.files.model.rows.all]


def told(page: AnswerFilesPage) -> list[str]:
    return [line.told for line in page.taking.files.model.rows.all]


def said(page: AnswerFilesPage, code: str, number: str) -> AnswerState:
    session = page.session
    rows = session.book.children(Answer, item(session, number).id).values()
    id = member(session, code).id
    return next((row.state for row in rows if row.municipality_id == id), AnswerState.UNANSWERED)


def everything_said(page: AnswerFilesPage) -> set[tuple[int, int, AnswerState]]:
    return {
        (one.customization_id, one.municipality_id, one.state)
        for one in page.session.book.all(Answer).values()
        if one.state is not AnswerState.UNANSWERED
    }


# --- the board ------------------------------------------------------------------------------------------------------


def test_the_board_shows_who_stands_where(page: AnswerFilesPage) -> None:
    assert cell(page.board, B, "answered") == "19/19"
    assert cell(page.board, B, "undecided") == "1"
    assert cell(page.board, B, "state") == "回答済み"
    session = page.session
    session.run(answer_in_master(session.book, item(session, "25"), member(session, "B"), AnswerState.UNANSWERED))
    assert cell(page.board, B, "answered") == "18/19"
    assert cell(page.board, B, "state") == "一部回答"
    assert cell(page.board, B, "late") == "要督促(期限切れ)"
    assert totals(page.board, 0)["late"] == "1団体"
    session.run(edit(session.book, session.book.consortium, "answer_deadline", "2099-03-31"))
    assert cell(page.board, B, "late") == ""


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("answer_files", EMPTY)
    assert page.board._empty.isVisible()
    assert not page._issuing.isEnabled()


def test_the_reminder_opens_among_the_printouts(open_window: OpenWindow) -> None:
    window = open_window()
    press_button(window.open_page("answer_files"), "督促状を印刷")
    shown = window.page("reports")
    assert isinstance(shown, ReportsPage)
    assert window._stack.currentWidget() is shown
    assert shown.report.name == "reminder"


def test_the_page_fits_a_small_screen(page: AnswerFilesPage, out: Path) -> None:
    page.begin_issuing()
    shown = [page.minimumSizeHint()]
    page.look_at(issue_again(page, out))
    shown.append(page.minimumSizeHint())
    assert [(size.width() <= 1150, size.height() <= 640) for size in shown] == [(True, True)] * 2


def issue_again(page: AnswerFilesPage, out: Path) -> list[Path]:
    press_button(page.issuing, "やめる")
    return issue(page, out)


# --- issuing --------------------------------------------------------------------------------------------------------


def test_issuing_makes_one_file_each_and_a_record_as_one_action(page: AnswerFilesPage, out: Path) -> None:
    paths = issue(page, out)
    assert [path.name for path in paths] == [
        "162060_滑川市.anbun-answer",
        "162116_射水市.anbun-answer",
        "163210_舟橋村.anbun-answer",
        "163228_上市町.anbun-answer",
        "163422_入善町.anbun-answer",
        "163431_朝日町.anbun-answer",
    ]
    file = open_answer_file(paths[0])
    assert (file.issue.name, len(file.requests)) == ("滑川市", 19)
    assert not any(request.others for request in file.requests)
    assert len(page.session.book.all(Distribution)) == 6
    assert cell(page.board, B, "medium") == "回答ファイル"
    assert "保存しないと" in page.message.text, "the sample has no file yet"
    assert not page.issuing.isVisible()
    page.session.undo()
    assert not page.session.book.all(Distribution)


def test_an_issue_once_more_overwrites_no_earlier_file(page: AnswerFilesPage, out: Path) -> None:
    first = {path: path.read_bytes() for path in issue(page, out)}
    assert len(issue(page, out)) == 12
    assert {path: path.read_bytes() for path in first} == first


def test_a_chosen_member_alone_gets_an_excel_book_with_the_others(page: AnswerFilesPage, out: Path) -> None:
    page.begin_issuing()
    assert not page.issuing.go.isEnabled(), "everybody has answered"
    page.issuing.tick([A])
    page.issuing.with_others.setChecked(True)
    page.issuing.medium.setCurrentIndex(1)
    page.issuing.contact.setText("市町村支援課 内線123")
    page.issuing.folder.setText(str(out))
    press_button(page.issuing, "1団体に発行する")
    (path,) = out.iterdir()
    file = heavy.read_questionnaire(path.read_bytes()).file
    assert path.name == "162116_射水市.xlsx"
    assert file.issue.contact == "市町村支援課 内線123"
    assert len(file.requests[0].others) == 5
    (record,) = page.session.book.all(Distribution).values()
    assert (record.medium, record.with_others) == (Medium.EXCEL, True)


def test_a_folder_that_cannot_be_written_leaves_no_record(page: AnswerFilesPage, tmp_path: Path) -> None:
    (tmp_path / "ファイル").write_text("no folder", encoding="utf-8")
    page.begin_issuing()
    page.issuing.tick(None)
    page.issuing.folder.setText("")
    press_button(page.issuing, "6団体に発行する")
    assert errors(page.issuing) == ["保存先のフォルダーを、「選ぶ」から選んでください。"]
    page.issuing.folder.setText(str(tmp_path / "ファイル" / "下"))
    press_button(page.issuing, "6団体に発行する")
    assert len(errors(page.issuing)) == 1
    assert not page.session.book.all(Distribution)


# --- out and back ---------------------------------------------------------------------------------------------------


def test_answers_from_the_windows_are_as_if_typed_in_the_master(
    page: AnswerFilesPage, open_page: OpenPage, home: Home, out: Path
) -> None:
    chance = random.Random(4)
    memory = Memory(home.settings)
    typed = open_page("answer_files").session
    paths = issue(page, out)
    stale = out.parent / "古い写し.anbun-answer"
    for path in paths:
        file = open_answer_file(path)
        numbers = chance.sample([request.item for request in file.requests], 3)
        if path is paths[0]:
            answer(path, memory, {numbers[0]: AnswerState.UNDECIDED})
            stale.write_bytes(path.read_bytes())
        states = {number: chance.choice(STATES) for number in numbers}
        answer(path, memory, states)
        for number, state in states.items():
            typed.run(answer_in_master(typed.book, item(typed, number), member(typed, file.issue.code), state))
    chance.shuffle(paths)
    drop(page, [stale, *paths[:3]])
    press_button(page.taking, page.taking.go.text())
    drop(page, [*paths[3:], *paths, stale])
    press_button(page.taking, page.taking.go.text())
    assert everything_said(page) == {
        (one.customization_id, one.municipality_id, one.state)
        for one in typed.book.all(Answer).values()
        if one.state is not AnswerState.UNANSWERED
    }


def test_the_same_files_again_change_nothing(page: AnswerFilesPage, home: Home, out: Path) -> None:
    paths = by_code(issue(page, out))
    answer(paths[A], Memory(home.settings), {"25": AnswerState.NO, "26": AnswerState.UNDECIDED})
    drop(page, [paths[A]])
    assert statuses(page) == [TakeStatus.NEW]
    press_button(page.taking, "1ファイルを取り込む")
    assert page.message.text.startswith("1ファイルを取り込み、2件の回答を変えました。")
    assert (said(page, "A", "25"), said(page, "A", "26")) == (AnswerState.NO, AnswerState.UNDECIDED)
    before = everything_said(page)
    drop(page, [paths[A]])
    assert (statuses(page), told(page)) == ([TakeStatus.SAME], ["すでに取り込んでいます。"])
    assert not page.taking.go.isEnabled()
    assert everything_said(page) == before


def test_taking_is_one_action_with_a_backup_before(page: AnswerFilesPage, home: Home, out: Path) -> None:
    paths = by_code(issue(page, out))
    for code in (A, B):
        answer(paths[code], Memory(home.settings), {"25": AnswerState.UNDECIDED, "26": AnswerState.YES})
    before = everything_said(page)
    steps = page.session.undo_stack.count()
    drop(page, [paths[A], paths[B]])
    press_button(page.taking, "2ファイルを取り込む")
    assert page.session.undo_stack.count() == steps + 1
    assert len(list(home.backups.glob("*/*_回答取り込み前_*.anbun"))) == 1
    assert everything_said(page) != before
    press_button(page.message, "元に戻す")
    assert everything_said(page) == before


def test_conflicts_are_decided_one_by_one(page: AnswerFilesPage, home: Home, out: Path) -> None:
    paths = by_code(issue(page, out))
    session = page.session
    answer(paths[A], Memory(home.settings), dict.fromkeys(("25", "26", "27"), AnswerState.NO))
    for number in ("25", "26"):
        session.run(answer_in_master(session.book, item(session, number), member(session, "A"), AnswerState.UNDECIDED))
    drop(page, [paths[A]])
    assert statuses(page) == [TakeStatus.CONFLICT]
    assert not page.taking.go.isEnabled()
    keys = {one.answer.item: one.id for one in page.taking.answers.model.rows.all}
    show(page)
    assert [cell(page.taking.answers, keys["25"], name) for name in ("送った値", "台帳の値", "戻った値", "決め方")] == [
        "実施",
        "未定",
        "実施しない",
        "選んでください",
    ]
    go(page.taking.answers, keys["25"], "決め方")
    write("1")
    go(page.taking.answers, keys["26"], "決め方")
    write("2")
    press_button(page.taking, "1ファイルを取り込む")
    assert [said(page, "A", number) for number in ("25", "26", "27")] == [
        AnswerState.UNDECIDED,
        AnswerState.NO,
        AnswerState.NO,
    ]


def test_only_conflicts_can_be_decided_and_only_for_one_side(page: AnswerFilesPage, home: Home, out: Path) -> None:
    paths = by_code(issue(page, out))
    session = page.session
    answer(paths[A], Memory(home.settings), dict.fromkeys(("25", "26"), AnswerState.NO))
    session.run(answer_in_master(session.book, item(session, "25"), member(session, "A"), AnswerState.UNDECIDED))
    drop(page, [paths[A]])
    keys = {one.answer.item: one.id for one in page.taking.answers.model.rows.all}
    show(page)
    go(page.taking.answers, keys["26"], "決め方")
    write("1")
    assert cell(page.taking.answers, keys["26"], "決め方") == "戻った値"
    go(page.taking.answers, keys["25"], "決め方")
    press(Qt.Key.Key_Delete)
    assert cell(page.taking.answers, keys["25"], "決め方") == "選んでください"


@pytest.mark.parametrize(
    ("pressed", "expected"), [("すべて台帳のまま", AnswerState.UNDECIDED), ("すべて戻った値", AnswerState.NO)]
)
def test_conflicts_are_decided_all_at_once(
    page: AnswerFilesPage, home: Home, out: Path, pressed: str, expected: AnswerState
) -> None:
    paths = by_code(issue(page, out))
    session = page.session
    for code in (A, B):
        answer(paths[code], Memory(home.settings), {"26": AnswerState.NO if code == A else AnswerState.YES})
        wish = answer_in_master(session.book, item(session, "26"), member(session, code), AnswerState.UNDECIDED)
        session.run(wish)
    drop(page, [paths[A], paths[B]])
    press_button(page.taking, pressed)
    press_button(page.taking, "2ファイルを取り込む")
    assert said(page, "A", "26") is expected


def test_what_is_refused_says_why_and_the_rest_is_taken(
    page: AnswerFilesPage, open_page: OpenPage, home: Home, out: Path, tmp_path: Path
) -> None:
    paths = by_code(issue(page, out))
    answer(paths[A], Memory(home.settings), {"25": AnswerState.NO})
    foreign, broken, huge = tmp_path / "別.anbun-answer", tmp_path / "壊れ.anbun-answer", tmp_path / "表.xlsx"
    strangers = by_code(issue(open_page("answer_files"), tmp_path / "別の台帳"))
    foreign.write_bytes(strangers[A].read_bytes())
    content = bytearray(paths[B].read_bytes())
    content[content.index("滑川市".encode()) + 1] ^= 1
    broken.write_bytes(content)
    huge.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    drop(page, [foreign, broken, huge, tmp_path / "ない.anbun-answer", paths[A]])
    assert statuses(page) == [TakeStatus.REFUSED] * 4 + [TakeStatus.NEW]
    reasons = told(page)
    assert reasons[0].startswith("別の台帳(協議会: 富山県情報システム共同利用推進協議会)から配布された回答です。")
    assert reasons[1].startswith("「壊れ.anbun-answer」は封が合いません。")
    assert "Excelブック" in reasons[2]
    assert "ない.anbun-answer" in reasons[3]
    press_button(page.taking, "1ファイルを取り込む")
    assert said(page, "A", "25") is AnswerState.NO
    assert page.message.text.endswith("残り4ファイルは取り込んでいません。")
    assert page.taking.isVisible()
    press_button(page.taking, "やめる")
    assert page.board.isVisible()


def test_files_are_chosen_in_a_dialog_too(page: AnswerFilesPage, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = issue(page, out)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths[:2]], ""))
    press_button(page, "回答を取り込む")
    assert statuses(page) == [TakeStatus.NEW] * 2
    press_button(page.taking, "ファイルを追加")
    assert len(statuses(page)) == 4


def test_a_request_that_is_gone_is_no_conflict_and_undo_looks_again(
    page: AnswerFilesPage, home: Home, out: Path
) -> None:
    paths = by_code(issue(page, out))
    session = page.session
    answer(paths[A], Memory(home.settings), {"25": AnswerState.NO, "26": AnswerState.NO})
    wish = answer_in_master(session.book, item(session, "26"), member(session, "A"), AnswerState.UNDECIDED)
    session.run(wish)
    drop(page, [paths[A]])
    assert statuses(page) == [TakeStatus.CONFLICT]
    session.undo()
    assert statuses(page) == [TakeStatus.NEW], "the page looks again after each action"
    assert set(session.book.all(Customization)) >= {one.answer.asked_id for one in page.taking.answers.model.rows.all}

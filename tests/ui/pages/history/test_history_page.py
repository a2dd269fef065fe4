"""履歴: what was done is found by person, record and date, and printed as it is shown."""

from pathlib import Path

import pytest

from core import heavy
from core.documents.ledger import history as history_sheet
from core.documents.paper.document import Document
from core.model.answers import Distribution
from core.model.council import Municipality, Population
from core.model.machine.changes import ChangeSet, Delete, Insert, Row, Update
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.telling import history_lines
from core.operations.telling.history import UNSAVED
from core.sample import empty
from core.storage.disk.places import Home
from core.storage.rows.logged import LongEntry
from tests.ui.desk import OpenWindow, cell, choose, item, wait_until
from ui.pages.history import history_page
from ui.pages.history.history_page import HistoryPage, Period
from ui.shell.main_window import MainWindow


def history(window: MainWindow) -> HistoryPage:
    page = window.open_page("history")
    assert isinstance(page, HistoryPage)
    return page


def labels(page: HistoryPage) -> list[str]:
    return [entry.label for entry in page.entries.model.rows.shown]


def lines(page: HistoryPage) -> list[tuple[str, str, str, str]]:
    return [(one.what, one.column, one.before, one.after) for one in page.lines.model.rows.shown]


def test_an_action_is_told_with_its_row_before_and_after(open_window: OpenWindow) -> None:
    window = open_window()
    window.session.run(edit(window.session.book, item(window.session, "25"), "note", "窓口で確認"))
    page = history(window)
    assert labels(page) == ["項25の備考を変更", "見本の台帳を作成"]
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert lines(page) == [("項25", "備考", "方針は推定", "窓口で確認")]


def test_the_log_is_filtered_by_person_record_date_and_text(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    session.run(edit(session.book, item(session, "25"), "note", "一"))
    session.who = "北川"
    session.run(ChangeSet("事務局を変更", (Update("consortium", 1, {"secretariat": "北川課"}),)))
    page = history(window)
    choose(page.person, "北川")
    wait_until(lambda: labels(page) == ["事務局を変更"])
    choose(page.person, "すべての人")
    choose(page.table, "カスタマイズ")
    wait_until(lambda: labels(page) == ["項25の備考を変更", "見本の台帳を作成"])
    choose(page.table, "すべての記録")
    page.text.setText("北川課")
    wait_until(lambda: labels(page) == ["事務局を変更"])
    page.text.clear()
    choose(page.period, Period.TODAY.label)
    wait_until(lambda: len(labels(page)) == 3)


def test_a_row_that_is_gone_is_still_told(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    answers = list(session.file.store.rows()["answers"])
    session.run(ChangeSet("回答を削除", tuple(Delete("answers", id) for id in answers[:2])))
    page = history(window)
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert [column for _, column, _, _ in lines(page)] == ["(削除)", "(削除)"]
    assert "回答" in lines(page)[0][0]


def test_what_is_printed_is_what_is_shown(open_window: OpenWindow) -> None:
    window = open_window()
    window.session.run(edit(window.session.book, item(window.session, "25"), "note", "紙に出す"))
    page = history(window)
    page.text.setText("紙に出す")
    wait_until(lambda: len(labels(page)) == 1)
    (line,) = page.print_lines()
    assert line[2:] == ("項25の備考を変更", "項25 備考", "方針は推定", "紙に出す")
    document = history_sheet.build("協議会", [line], "すべて", "2026-11-23", "")
    assert document.sheets[0].title == "変更履歴"
    assert window.session.book.all(Customization)


def test_the_history_of_one_record_and_of_what_belongs_to_it(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    session.run(edit(session.book, item(session, "25"), "note", "窓口で確認"))
    session.run(edit(session.book, item(session, "24"), "note", "ほかの項"))
    page = history(window)
    assert not page.record.isEnabled()
    choose(page.table, "カスタマイズ")
    choose(page.record, "項25")
    wait_until(lambda: labels(page) == ["項25の備考を変更", "見本の台帳を作成"])
    page.entries.select(page.entries.model.rows.shown[1].id)
    belonging_to_it = [what for what, *_ in lines(page)]
    assert belonging_to_it[0] == "項25"
    assert any("回答" in what for what in belonging_to_it)
    assert all("項25" in what for what in belonging_to_it)
    assert "項25" in page._wanted_in_words()
    choose(page.table, "すべての記録")
    wait_until(lambda: len(labels(page)) == 3)


def test_what_one_save_changed_is_told_together(open_window: OpenWindow, home: Home, tmp_path: Path) -> None:
    window = open_window()
    session = window.session
    session.file.save_as(tmp_path / "台帳.anbun")
    page = history(window)
    for note in ("一", "二"):
        session.run(edit(session.book, item(session, "25"), "note", note))
    choose(page.grouping, "保存ごと")
    wait_until(lambda: len(labels(page)) == 2)
    newest = page.entries.model.rows.shown[0]
    assert cell(page.entries, newest.id, "保存") == UNSAVED
    assert window.files.save()
    wait_until(lambda: UNSAVED not in [cell(page.entries, one.id, "保存") for one in page.entries.model.rows.shown])
    newest = page.entries.model.rows.shown[0]
    assert newest.label == "2件の操作: 項25の備考を変更"
    page.entries.select(newest.id)
    assert [(before, after) for *_, before, after in lines(page)] == [("方針は推定", "一"), ("一", "二")]
    assert [line[2] for line in page.print_lines()][:2] == ["2件の操作: 項25の備考を変更", ""]


def test_entries_that_cannot_be_read_are_shown_as_such(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    session.run(edit(session.book, item(session, "25"), "note", "一"))
    changes = '[["update","customizations",["deadline"],[[1,["いつか"],["xx"]]]]]'
    for column, value in (("at", "xx"), ("changes", changes)):
        session.file.store._connection.execute(f"UPDATE change_log SET {column} = ? WHERE id = 2", (value,))
    page = history(window)
    assert labels(page) == ["(読めない記録)項25の備考を変更", "見本の台帳を作成"]
    assert cell(page.entries, 2, "日時") == "(時刻不明)"
    page.entries.select(2)
    assert [(before, after) for *_, before, after in lines(page)] == [("いつか", "xx")]
    assert page.print_lines()[0][0] == "(時刻不明)"


def test_new_records_and_new_people_are_offered_at_once_and_the_choice_stays(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    page = history(window)
    choose(page.table, "カスタマイズ")
    choose(page.record, "項25")
    session.who = "北川"
    added = Customization(900, "99", "新しい要望")
    session.run(ChangeSet("要望を追加", (Insert("customizations", to_row(added)),)))
    assert page.record.findText("項99") > 0
    assert page.person.findText("北川") > 0
    assert (page.table.currentText(), page.record.currentText()) == ("カスタマイズ", "項25")


def test_a_deleted_record_can_still_be_chosen_with_what_belonged_to_it(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    page = history(window)
    choose(page.table, "カスタマイズ")
    choose(page.record, "項25")
    assert session.run(remove(session.book, [item(session, "25")])) is None
    assert page.record.currentText() == "項25(削除済み)"
    wait_until(lambda: len(labels(page)) == 2)
    page.entries.select(page.entries.model.rows.shown[0].id)
    whats = [what for what, *_ in lines(page)]
    assert "項25" in whats
    assert any("見積" in what for what in whats)
    assert len(whats) > 5
    session.undo()
    assert page.record.currentText() == "項25"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("項25", True),
        ("備考", True),
        ("実施しない", True),
        ("1,234,567", True),
        ('「"引用"」', True),
        ("１，２３４", True),
        ("customizations", False),
        ("null", False),
        ("1234567", False),
        ("decline", False),
    ],
)
def test_the_text_is_looked_for_in_what_people_see(open_window: OpenWindow, text: str, is_found: bool) -> None:
    window = open_window(content=empty("協議会", "2026-11-23"))
    session = window.session
    added = Customization(1, "25", "検診")
    session.run(ChangeSet("追加", (Insert("customizations", to_row(added)),)))
    values: Row = {"note": '「"引用"」', "disposition": "decline", "avoided_yen": 1_234_567}
    session.run(ChangeSet("まとめて変更", (Update("customizations", 1, values),)))
    page = history(window)
    page.text.setText(text)
    page._read()
    assert ("まとめて変更" in labels(page)) == is_found


def test_what_does_not_fit_is_said_on_screen_and_paper(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_page, "LINES", 10)
    printed: list[Document] = []
    monkeypatch.setattr(heavy, "render", printed.append)
    monkeypatch.setattr(history_page, "print_pdf", lambda *_: None)
    window = open_window()
    page = history(window)
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert len(lines(page)) == 10
    assert page._chosen.text().endswith("(先頭の10行)")
    page._print()
    assert "新しい方から10行" in page.message.text
    assert "10行。これより古い変更は、行数が多いため印刷していません。" in str(printed[0])


def test_of_a_long_entry_only_what_is_shown_is_put_together(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    original = history_lines.Line

    def count(number: int, *rest: str) -> history_lines.Line:
        made.append(number)
        return original(number, *rest)

    monkeypatch.setattr(history_lines, "Line", count)
    monkeypatch.setattr(history_page, "LINES", 10)
    page = history(open_window())
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert max(made) == 11


def test_of_a_long_import_the_lines_shown_are_read_and_the_rest_is_counted(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_page, "LINES", 50)
    window = open_window()
    first = window.session.book.last_id(Customization) + 1
    rows = [to_row(Customization(first + at, f"{first + at}", f"要望{at}", note="長い" * 20)) for at in range(2_000)]
    window.session.run(ChangeSet("取り込み", tuple(Insert("customizations", row) for row in rows)))
    page = history(window)
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert isinstance(page.entries.model.rows.shown[0].changes, LongEntry)
    assert len(page.entries.model.rows.shown[0].changes) == 2_000
    assert len(lines(page)) == 50
    assert "(先頭の50行)" in page._chosen.text()
    choose(page.grouping, "保存ごと")
    wait_until(lambda: labels(page)[0].startswith("2件の操作: 取り込み"))
    assert len(page.entries.model.rows.shown[0].changes) > 2_000


def test_what_the_program_keeps_for_itself_is_told_by_its_size(open_window: OpenWindow) -> None:
    window = open_window()
    sent = '{"1": ["no", "' + "x" * 4_983 + '"]}'
    row = to_row(Distribution(1, "番号", "163210", "舟橋村", issued_at="2026-11-23T09:00:00", sent=sent))
    assert window.session.run(ChangeSet("配布", (Insert("distributions", row),))) is None
    page = history(window)
    page.entries.select(page.entries.model.rows.shown[0].id)
    assert "配布した項目: (データ 5,000バイト)" in lines(page)[0][3]


def test_a_row_that_is_gone_keeps_its_name_wherever_it_is_spoken_of(open_window: OpenWindow) -> None:
    window = open_window()
    session = window.session
    who = next(one for one in session.book.all(Municipality).values() if one.name == "朝日町")
    (population, *_) = [one for one in session.book.all(Population).values() if one.municipality_id == who.id]
    session.run(edit(session.book, population, "source", "住民基本台帳"))
    session.run(remove(session.book, [who]))
    page = history(window)
    for entry in page.entries.model.rows.shown[:2]:
        page.entries.select(entry.id)
        told = " ".join(" ".join(line) for line in lines(page))
        assert "朝日町" in told
        assert "番号" not in told

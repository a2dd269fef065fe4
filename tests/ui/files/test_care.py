"""What the window does when files are in use, changed, damaged or lost: asked and answered as a clerk would."""

import json
import os
import re
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization, Disposition
from core.sample import sample
from core.storage.disk.errors import CannotSave
from core.storage.disk.local_log import note, start_log, stop_log
from core.storage.disk.places import Home, default_home
from core.storage.document.backups import BEFORE_IMPORT
from core.storage.document.closed_log import read_closed_log
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import LedgerFile, Saved
from core.storage.document.presence import announce, look, note_path
from core.storage.document.saving import SaveJob
from core.storage.rows.digest import content_hash
from tests.ui.desk import Answers, OpenWindow, button, item, press_button, wait_until
from ui.dialogs.crash_dialog import CrashDialog
from ui.files import autosave
from ui.pages.exchange.exchange_page import ExchangePage
from ui.shell.crash import CrashGuard
from ui.shell.main_window import MainWindow
from ui.shell.preferences import Preferences


@pytest.fixture
def saved(home: Home, tmp_path: Path) -> Path:
    path = tmp_path / "台帳 髙.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
    return path


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the clerk types into every file dialog."""
    path = tmp_path / "新しいファイル.anbun"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    return path


def set_note(name: str) -> ChangeSet:
    return ChangeSet("備考を変更", (Update("consortium", 1, {"note": name}),))


def saved_by_another(home: Home, path: Path, **values: str) -> None:
    with closing(LedgerFile.open(home, path)) as file:
        file.store.apply(ChangeSet("協議会を変更", (Update("consortium", 1, dict(values)),)), "北川")
        file.save()


def another_pc_has(home: Home, path: Path, silent: float = 0) -> None:
    announce(home, path, "髙木")._lock.release()
    mark = note_path(path)
    content = json.loads(mark.read_bytes())
    mark.write_text(json.dumps(content | {"pc": "SOUMU-PC-07", "who": "北川"}), encoding="utf-8")
    os.utime(mark, (time.time() - silent,) * 2)


def is_saving(window: MainWindow) -> bool:
    return window.autosave._job is not None


def test_what_keeps_a_backup_waits_for_the_save_that_is_running(
    open_window: OpenWindow, saved: Path, tmp_path: Path
) -> None:
    window = open_window(path=saved)
    sheet = tmp_path / "業務.csv"
    sheet.write_text("業務名,調達範囲\n新しい業務,調達内\n", encoding="utf-8")
    page = window.open_page("exchange")
    assert isinstance(page, ExchangePage)
    page.look_at(sheet)
    window.session.run(set_note("取り込みの直前"))
    window.autosave._start()
    assert is_saving(window)
    press_button(page, "すべて取り込む")
    assert page.message.text.startswith("追加1件")
    assert not is_saving(window), "two backups at a time would take each other's file away"
    assert window.session.file.is_dirty
    assert window.autosave._timer.isActive(), "what was imported is saved by itself"


def test_an_open_file_has_our_note_and_a_closed_one_has_none(open_window: OpenWindow, home: Home, saved: Path) -> None:
    window = open_window(path=saved)
    window.files.arrive()
    seen = look(home, saved)
    assert seen is not None
    assert seen.holder.who == "髙木"
    window.files.open_path(saved)
    assert look(home, saved) is not None
    window.files.new()
    assert look(home, saved) is None


def test_a_file_that_another_has_open_can_be_read_but_not_changed(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    another_pc_has(home, saved)
    window = open_window()
    answers.plan("読むだけで開く")
    window.files.open_path(saved)
    assert "北川さん" in answers.asked[-1]
    assert window.session.file.is_read_only
    assert window.session.run(set_note("書けない")) is not None
    assert window.session.book.consortium.note != "書けない"
    note_path(saved).unlink()


@pytest.mark.parametrize(("answer", "path_kept"), [("写しで作業する", False), ("引き継いで開く", True)])
def test_or_worked_on_as_a_copy_or_taken_over(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, answer: str, path_kept: bool
) -> None:
    another_pc_has(home, saved, silent=1_000)
    window = open_window()
    answers.plan(answer)
    window.files.open_path(saved)
    assert (window.session.path == saved, window.session.file.is_read_only) == (path_kept, False)
    if path_kept:
        seen = look(home, saved)
        assert seen is not None
        assert seen.holder.who == "髙木"
        entry = window.session.file.store.log(1)[0]
        assert entry.who == "髙木"
        assert re.fullmatch(r"北川さん\(SOUMU-PC-07、.*から\)が開いていたファイルを引き継ぎ", entry.label)
        assert not window.session.undo_stack.canUndo()
        window.files.new()
    else:
        note_path(saved).unlink()


def test_what_another_saved_meanwhile_is_merged(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    window = open_window(path=saved)
    window.session.run(set_note("こちらの備考"))
    saved_by_another(home, saved, secretariat="相手の事務局")
    assert not window.files.save()
    assert "書き換えています" in window.banner.text
    answers.plan("統合して保存")
    window.care.merge()
    assert not window.session.file.is_dirty
    with closing(LedgerFile.open(home, saved)) as file:
        consortium = file.store.book().consortium
        assert (consortium.note, consortium.secretariat) == ("こちらの備考", "相手の事務局")


def test_a_merge_that_is_not_wanted_changes_nothing(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    window = open_window(path=saved)
    window.session.run(set_note("こちらの備考"))
    saved_by_another(home, saved, note="相手の備考")
    before = saved.read_bytes()
    answers.plan("やめる")
    window.care.merge()
    assert saved.read_bytes() == before
    assert window.session.book.consortium.note == "こちらの備考"
    window.autosave.wait()
    window.files.close_without_saving()


def test_a_share_that_is_away_is_tried_again_until_it_is_back(
    open_window: OpenWindow, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "DELAY_MS", 10)
    monkeypatch.setattr(autosave, "RETRY_MS", 50)
    share, away = tmp_path / "共有", tmp_path / "切断中"
    share.mkdir()
    path = share / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
    window = open_window(path=path)
    share.rename(away)
    window.session.run(set_note("切れている間の備考"))
    wait_until(lambda: "自動で保存し直します" in window.banner.text)
    window.session.run(set_note("続けて書いた備考"))
    away.rename(share)
    wait_until(lambda: not window.session.file.is_dirty)
    wait_until(lambda: not window.banner.isVisible())
    with closing(LedgerFile.open(home, path)) as file:
        assert file.store.book().consortium.note == "続けて書いた備考"


@pytest.fixture
def share(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger in a folder that can be taken away, and a program that tries again soon."""
    monkeypatch.setattr(autosave, "DELAY_MS", 10)
    monkeypatch.setattr(autosave, "RETRY_MS", 50)
    (tmp_path / "共有").mkdir()
    path = tmp_path / "共有" / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
    return path


def test_a_save_by_hand_that_failed_is_tried_again_too(open_window: OpenWindow, share: Path) -> None:
    window = open_window(path=share)
    away = share.parent.with_name("切断中")
    share.parent.rename(away)
    window.session.run(set_note("切れている間の備考"))
    assert not window.files.save()
    assert "30秒ごとに自動で保存し直します" in window.banner.text
    away.rename(share.parent)
    wait_until(lambda: not window.session.file.is_dirty)
    wait_until(lambda: not window.banner.isVisible())


def test_nothing_is_promised_that_is_not_done(
    open_window: OpenWindow, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(path=share)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "ない" / "x.anbun"), ""))
    assert not window.files.save_as()
    assert "見つかりません" in window.banner.text
    assert "自動で保存し直します" not in window.banner.text
    window.autosave.enabled = False
    share.parent.rename(tmp_path / "切断中")
    window.session.run(set_note("切れている間の備考"))
    assert not window.files.save()
    assert "見つかりません" in window.banner.text
    assert "自動で保存し直します" not in window.banner.text
    window.files.close_without_saving()


def test_what_waits_is_saved_as_soon_as_saving_by_itself_is_switched_on(open_window: OpenWindow, share: Path) -> None:
    window = open_window(path=share)
    window.side.follow(Preferences(autosave=False))
    window.session.run(set_note("備考"))
    QTest.qWait(50)
    assert window.session.file.is_dirty
    window.side.follow(Preferences(autosave=True))
    wait_until(lambda: not window.session.file.is_dirty)


@pytest.mark.parametrize("rule", ["file_vanished", "not_permitted"])
def test_a_file_that_is_away_or_locked_for_a_moment_is_tried_again_and_told_once(
    open_window: OpenWindow, share: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    window = open_window(path=share)
    tries: list[int] = []

    def fail(_job: SaveJob) -> Saved:
        tries.append(1)
        raise CannotSave(rule, path=str(share))

    with monkeypatch.context() as patch:
        patch.setattr(SaveJob, "__call__", fail)
        window.session.run(set_note("備考"))
        wait_until(lambda: "自動で保存し直します" in window.banner.text)
        window.banner.hide()
        tries.clear()
        wait_until(lambda: len(tries) > 3)
        assert not window.banner.isVisible()
    wait_until(lambda: not window.session.file.is_dirty)


def test_recovered_work_is_saved_without_another_edit(
    open_window: OpenWindow, answers: Answers, home: Home, share: Path
) -> None:
    crashed = LedgerFile.open(home, share)
    crashed.store.apply(set_note("落ちる前の備考"))
    crashed.store.close()
    crashed.copy.release()
    window = open_window()
    answers.plan("復元する")
    window.files.offer_recovery()
    assert window.session.path == share
    wait_until(lambda: not window.session.file.is_dirty)
    with closing(LedgerFile.open(home, share)) as file:
        assert file.store.book().consortium.note == "落ちる前の備考"
    window.files.new()


def test_who_stays_with_a_file_that_cannot_be_saved_loses_no_retry(
    open_window: OpenWindow, answers: Answers, share: Path
) -> None:
    window = open_window(path=share)
    away = share.parent.with_name("切断中")
    share.parent.rename(away)
    window.session.run(set_note("備考"))
    answers.plan("閉じない")
    assert not window.files.close()
    away.rename(share.parent)
    wait_until(lambda: not window.session.file.is_dirty)


def test_a_backup_becomes_a_new_file(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path
) -> None:
    window = open_window(path=saved)
    window.session.run(set_note("後の備考"))
    assert window.files.save()
    answers.plan("新しいファイルに復元…", "今のファイルを続ける")
    window.care.restore()
    assert window.session.path == saved
    with closing(LedgerFile.open(home, target)) as file:
        assert file.store.book().consortium.note != "後の備考"
    assert list(home.backups.rglob("*_復元前_*.anbun"))


def test_nothing_is_restored_over_the_open_file_under_another_name(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(path=saved)
    window.session.run(set_note("後の備考"))
    assert window.files.save()
    before = saved.read_bytes()
    other = saved.parent / "家" / ".." / saved.name
    (saved.parent / "家").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(other), ""))
    answers.plan("新しいファイルに復元…")
    window.care.restore()
    assert "開いている台帳そのものです" in window.banner.text
    assert saved.read_bytes() == before
    assert not list(home.backups.rglob("*_復元前_*.anbun"))


def test_saving_under_the_name_of_a_file_that_another_pc_has_open_is_refused(
    open_window: OpenWindow, home: Home, saved: Path, target: Path
) -> None:
    target.write_bytes(saved.read_bytes())
    another_pc_has(home, target)
    window = open_window(path=saved)
    assert not window.files.save_as()
    assert "北川さんがSOUMU-PC-07で開いています" in window.banner.text
    assert (window.session.path, target.read_bytes()) == (saved, saved.read_bytes())


@pytest.mark.parametrize(("answer", "is_saved"), [("保存しない", False), ("置き換える", True)])
def test_saving_over_a_file_that_may_be_open_is_asked(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path, answer: str, is_saved: bool
) -> None:
    target.write_bytes(saved.read_bytes())
    another_pc_has(home, target, silent=1_000)
    window = open_window(path=saved)
    answers.plan(answer)
    assert window.files.save_as() == is_saved
    assert "しばらく動きがありません" in answers.asked[-1]
    assert window.session.path == (target if is_saved else saved)


def test_a_sealed_file_keeps_its_seal_when_it_is_saved_as_itself(
    open_window: OpenWindow, home: Home, saved: Path, target: Path
) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        hand_over(file, target, "髙木")
    before = target.read_bytes()
    window = open_window(path=target)
    assert not window.files.save()
    assert "読むだけで開いている" in window.banner.text
    assert target.read_bytes() == before


def test_a_file_to_hand_over_is_sealed_and_its_code_is_told(
    open_window: OpenWindow, home: Home, saved: Path, target: Path
) -> None:
    window = open_window(path=saved)
    window.care.hand_over()
    assert "確認コードは" in window.banner.text
    with closing(LedgerFile.open(home, target)) as file:
        assert file.is_read_only


def test_of_a_damaged_file_the_rows_are_rescued(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path
) -> None:
    content = saved.read_bytes()
    saved.write_bytes(bytes(4_096) + content[4_096:])
    window = open_window()
    window.files.open_path(saved)
    assert "壊れています" in window.banner.text
    answers.plan("読み取れる行を救出する")
    window.care.rescue(saved)
    assert window.session.path == target
    assert len(window.session.book.all(type(window.session.book.consortium))) == 1
    assert "救出しました" in window.banner.text


def test_one_bit_in_the_definitions_does_not_shut_off_the_rescue(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path
) -> None:
    content = bytearray(saved.read_bytes())
    content[content.index(b"CREATE TABLE quotes") + 13] ^= 0x80
    saved.write_bytes(content)
    window = open_window()
    window.files.open_path(saved)
    answers.plan("読み取れる行を救出する")
    press_button(window.banner, "控えを探す・救出する")
    assert "壊れています" in answers.asked[-1]
    assert window.session.path == target
    assert "救出しました" in window.banner.text


def test_a_ledger_with_something_impossible_is_looked_at_and_mended_in_a_copy(
    open_window: OpenWindow, saved: Path, target: Path
) -> None:
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("UPDATE municipalities SET joined_on = '9999-99-99' WHERE id = 1")
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
        connection.commit()
    before = saved.read_bytes()
    window = open_window()
    window.files.open_path(saved)
    assert "ありえない値が1か所あるため、読み取り専用で開きました" in window.banner.text
    assert "「加入日」に、ありえない値「9999-99-99」" in window.banner.text
    assert window.session.file.is_read_only
    assert window.session.book.all(Municipality)[1].joined_on is None
    assert window.files.save()
    assert (window.session.path, window.session.file.is_read_only) == (target, False)
    assert window.session.run(set_note("直した")) is None
    assert window.files.save()
    with closing(LedgerFile.open(default_home(), target)) as file:
        assert file.store.sieve.found() == ()
    assert saved.read_bytes() == before


@pytest.mark.parametrize("knows_its_id", [True, False])
def test_of_a_damaged_file_the_backup_is_named_with_its_council_and_last_change(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, knows_its_id: bool
) -> None:
    for text in ("一", "二"):
        with closing(LedgerFile.open(home, saved)) as file:
            file.store.apply(set_note(text), "北川")
            file.back_up(BEFORE_IMPORT)
            file.save()
    content = saved.read_bytes()
    saved.write_bytes(content[:-4_096] if knows_its_id else bytes(4_096) + content[4_096:])
    window = open_window()
    answers.plan("やめる")
    window.care.rescue(saved)
    assert "「富山県" in answers.asked[-1]
    assert "北川さんが行った「備考を変更」" in answers.asked[-1]
    assert ("名前が同じ控えを探しました" in answers.asked[-1]) is not knows_its_id


def test_a_backup_is_not_restored_over_a_file_that_is_there(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path
) -> None:
    target.write_bytes(b"somebody's")
    window = open_window(path=saved)
    window.session.run(set_note("後の備考"))
    assert window.files.save()
    answers.plan("新しいファイルに復元…")
    window.care.restore()
    assert "既にあります" in window.banner.text
    assert target.read_bytes() == b"somebody's"


@pytest.mark.parametrize("action", ["hand_over", "save_situation"])
@pytest.mark.parametrize(("answer", "is_replaced"), [("保存しない", False), ("置き換える", True)])
def test_a_name_to_which_the_ending_was_added_replaces_nothing_unasked(
    open_window: OpenWindow,
    answers: Answers,
    saved: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    answer: str,
    is_replaced: bool,
) -> None:
    there = saved.with_name("会議用" + {"hand_over": ".anbun", "save_situation": ".zip"}[action])
    there.write_bytes(b"somebody's")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(there.with_suffix("")), ""))
    window = open_window(path=saved)
    answers.plan(answer)
    getattr(window.care, action)()
    assert "置き換えますか" in answers.asked[-1]
    assert (there.read_bytes() != b"somebody's") == is_replaced


def test_the_support_file_holds_nothing_of_the_ledger(
    open_window: OpenWindow, home: Home, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_log(home)
    note("試し")
    window = open_window(path=saved)
    window.session.run(set_note("射水市の秘密"))
    target = tmp_path / "状況.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.care.save_situation()
    stop_log()
    with zipfile.ZipFile(target) as archive:
        assert set(archive.namelist()) == {"状況.json", "logs/anbuncho.log"}
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "試し" in text
    for secret in ("射水", "秘密", "備考", saved.stem, str(tmp_path), "髙木"):
        assert secret not in text
    window.files.close_without_saving()


def test_an_error_that_nobody_expected_is_told_and_the_program_goes_on(
    open_window: OpenWindow, answers: Answers, home: Home
) -> None:
    window = open_window()
    start_log(home)
    guard = CrashGuard(window.care.save_situation, window)
    try:
        answers.plan("作業を続ける")
        raise_in_a_slot(window)
        wait_until(lambda: answers.asked[-1:] == ["予期しないエラー"])
        wait_until(lambda: window.isEnabled() and QCoreApplication.instance() is not None)
        raise_in_a_slot(window)
        QCoreApplication.processEvents()
        assert answers.asked.count("予期しないエラー") == 1
    finally:
        guard.stop()
        stop_log()
    log = (home.logs / "anbuncho.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "test_care.py" in log


def raise_in_a_slot(window: MainWindow) -> None:
    nothing: list[int] = []

    def fail() -> None:
        nothing.append(1 // len(nothing))

    window.files.warned.connect(fail)
    window.files.warned.emit("")
    window.files.warned.disconnect(fail)


def test_the_crash_dialog_lets_its_details_be_copied(open_window: OpenWindow) -> None:
    open_window()
    dialog = CrashDialog("詳細\n2行目", lambda: None)
    assert dialog.details.toPlainText() == "詳細\n2行目"
    assert dialog.details.isReadOnly()


def test_changes_that_break_a_rule_only_together_are_told_before_they_are_merged(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    window = open_window(path=saved)
    one, two = item(window.session, "1"), item(window.session, "2")
    into = {"disposition": Disposition.MERGED.value}
    window.session.run(ChangeSet("統合先", (Update("customizations", one.id, {**into, "merged_into_id": two.id}),)))
    with closing(LedgerFile.open(home, saved)) as file:
        change = Update("customizations", two.id, {**into, "merged_into_id": one.id})
        file.store.apply(ChangeSet("統合先", (change,)), "北川")
        file.save()
    assert not window.files.save()
    for choice, is_merged in (("統合しない", False), ("このまま統合する", True)):
        answers.plan("統合して保存", choice)
        window.care.merge()
        assert "統合が一巡" in answers.asked[-1]
        assert (item(window.session, "2").merged_into_id == one.id) is is_merged
    assert not window.session.file.is_dirty


def test_what_cannot_be_compared_leaves_the_way_to_another_name(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    window = open_window(path=saved)
    window.session.run(set_note("こちらの備考"))
    saved.write_bytes(b"PK\x03\x04" + bytes(60))
    window.care.merge()
    assert "見比べられませんでした" in window.banner.text
    assert button(window.banner, "名前を付けて保存").isVisible()
    saved.unlink()


def test_a_ledger_without_a_consortium_is_refused_and_its_rows_are_rescued(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path, target: Path
) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        file.store._connection.execute("DELETE FROM consortium")
        file.store._connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    window = open_window()
    window.files.open_path(saved)
    assert "協議会の設定がないため開けません" in window.banner.text
    assert window.session.path is None
    answers.plan("読み取れる行を救出する")
    press_button(window.banner, "控えを探す・救出する")
    assert window.session.path == target


def test_for_an_empty_file_its_newest_good_backup_is_offered(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    saved_by_another(home, saved, note="後の備考")
    saved.write_bytes(b"")
    window = open_window()
    window.files.open_path(saved)
    assert "0バイト" in window.banner.text
    answers.plan("控えの写しを開く")
    press_button(window.banner, "控えを探す")
    assert window.session.path is None
    assert window.session.book.consortium.note != "後の備考"
    assert len(window.session.book.all(Municipality)) == 6
    for backup in home.backups.rglob("*.anbun"):
        backup.unlink()
    window.care.find_backup(saved)
    assert "控えは見つかりませんでした" in window.banner.text


def test_requests_that_both_numbered_alike_stay_two_and_the_action_says_so(
    open_window: OpenWindow, answers: Answers, home: Home, saved: Path
) -> None:
    window = open_window(path=saved)
    new = window.session.book.last_id(Customization) + 1
    window.session.run(ChangeSet("要望を追加", (Insert("customizations", to_row(Customization(new, "99", "こちら"))),)))
    with closing(LedgerFile.open(home, saved)) as file:
        theirs = Insert("customizations", to_row(Customization(new, "99", "相手")))
        file.store.apply(ChangeSet("要望を追加", (theirs,)), "北川")
        file.save()
    assert not window.files.save()
    answers.plan("統合して保存")
    window.care.merge()
    assert (item(window.session, "99").title, item(window.session, "100").title) == ("相手", "こちら")
    assert window.session.file.store.log(1)[0].label == "ほかの人の変更を統合(番号を付け直し: 項99→100)"


def test_the_change_log_is_closed_off_and_the_history_says_where_it_went(
    open_window: OpenWindow, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "年度末.anbun-log"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("2099-03-31", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    window = open_window(path=saved)
    window.session.run(set_note("締め切る前"))
    page = window.open_page("history")
    window.care.close_log()
    assert read_closed_log(out).count == 2
    assert "に締め切りました" in window.banner.text
    assert "年度末.anbun-log" in page.message.text
    wait_until(lambda: not window.session.file.is_dirty)
    window.session.undo()
    assert window.session.book.consortium.note != "締め切る前"
    window.care.close_log()
    assert "既にあります" in window.banner.text

import os
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.model.council import Consortium, Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.storage.disk.errors import CannotOpen, CannotSave, ChangedOutside, ChangeRefused
from core.storage.disk.places import Home
from core.storage.document.backups import BEFORE_IMPORT, BESIDE, has_backup_of_today
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.document.presence import announce
from core.storage.document.recognition import check_content
from core.storage.rescue.examining import contents_of
from core.storage.rows.digest import content_hash, records_hash
from core.words.sentences import sentence

Edit = Callable[[LedgerFile, str], None]

BEGINNING = ChangeSet(
    "始まり",
    (
        Insert("municipalities", to_row(Municipality(1, "163210", "葛\U000e0100城市 髙﨑𠮷"))),
        Insert("consortium", to_row(Consortium(1, "富山県クラウド推進協議会", representative_id=1))),
    ),
)


def note_of(file: LedgerFile) -> str:
    return file.store.book().consortium.note


def note_in(home: Home, path: Path) -> str:
    """Return the note that the user's file holds."""
    with closing(LedgerFile.open(home, path)) as file:
        return note_of(file)


def backups(home: Home) -> list[str]:
    return sorted(path.name for path in home.backups.rglob("*") if path.is_file())


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    """A file that was saved and closed."""
    path = desk / "共同利用 台帳(2014).anbun"
    with closing(LedgerFile.new(home, BEGINNING)) as file:
        file.save_as(path)
    return path


def test_a_new_document_has_a_consortium_no_file_and_nothing_to_save(home: Home) -> None:
    with closing(LedgerFile.new(home)) as file:
        assert file.store.book().consortium == Consortium(1, "")
        assert (file.path, file.title, file.is_dirty) == (None, "無題", False)


def test_a_beginning_that_breaks_a_rule_makes_no_document(home: Home) -> None:
    with pytest.raises(ChangeRefused):
        LedgerFile.new(home, ChangeSet("", (Insert("consortium", to_row(Consortium(2, ""))),)))
    assert not list(home.work.iterdir())


def test_what_was_saved_is_what_is_opened(home: Home, desk: Path, edit: Edit) -> None:
    path = desk / "台帳 その1.anbun"
    with closing(LedgerFile.new(home, BEGINNING)) as file:
        edit(file, "𠮷")
        file.save_as(path)
        before = file.store.book(), file.store.log(), file.store.document_id, records_hash(file.store._connection)
    with closing(LedgerFile.open(home, path)) as file:
        book, log, document_id, hash = before
        for table in TABLES.values():
            assert file.store.book().all(table.record) == book.all(table.record)
        assert file.store.log() == log
        assert (file.store.document_id, records_hash(file.store._connection)) == (document_id, hash)
        assert (file.path, file.title, file.is_dirty) == (path, "台帳 その1", False)


def test_an_edit_reaches_the_users_file_by_saving_only(home: Home, saved: Path, edit: Edit) -> None:
    old = saved.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "一")
        assert (file.is_dirty, saved.read_bytes() == old) == (True, True)
        file.save()
        assert (file.is_dirty, saved.read_bytes() == old) == (False, False)
        assert os.listdir(saved.parent) == [saved.name]
    assert note_in(home, saved) == "一"


def test_the_saved_file_carries_the_hash_of_what_it_holds(home: Home, saved: Path) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        (hash,) = file.store._connection.execute("SELECT content_hash FROM meta").fetchone()
        assert hash == content_hash(file.store._connection)


def test_undo_works_on_after_saving(home: Home, saved: Path) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        inverse = file.store.apply(ChangeSet("", (Update("consortium", 1, {"note": "二"}),)))
        file.save()
        file.store.apply(inverse)
        assert file.is_dirty
        file.save()
    assert note_in(home, saved) == ""


def test_a_document_without_a_name_cannot_be_saved(home: Home) -> None:
    with closing(LedgerFile.new(home)) as file:
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert raised.value.rule == "no_path"


def test_saving_as_leaves_the_first_file_alone_and_goes_on_with_the_second(home: Home, saved: Path, edit: Edit) -> None:
    old, second = saved.read_bytes(), saved.with_name("写し.anbun")
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "写しだけ")
        file.save_as(second)
        assert (file.path, file.is_dirty) == (second, False)
        edit(file, "さらに")
        file.save()
    assert saved.read_bytes() == old
    assert note_in(home, second) == "さらに"


def test_what_saving_as_replaces_is_kept_among_the_backups(home: Home, saved: Path) -> None:
    other = saved.with_name("別の台帳.anbun")
    shutil.copy(saved, other)
    with closing(LedgerFile.new(home)) as file:
        file.save_as(other)
        assert [name.partition("_")[0] for name in backups(home)] == ["別の台帳"]
    (backup,) = home.backups.rglob("*.anbun")
    assert backup.read_bytes() == saved.read_bytes()


def test_what_saving_as_replaces_is_never_taken_for_a_state_of_our_file(home: Home, saved: Path, edit: Edit) -> None:
    words, copy, other = (saved.with_name(f"{name}.anbun") for name in ("文章", "写し", "別の台帳"))
    words.write_text("台帳ではありません", encoding="utf-8")
    shutil.copy(saved, copy)
    with closing(LedgerFile.new(home)) as file:
        file.save_as(other)
        other_id, theirs = file.store.document_id, other.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        own = home.backups / file.store.document_id
        for path in (words, copy, other):
            file.save_as(path)
        assert {one.name.rpartition("_")[0] for one in own.iterdir()} == {"文章_上書き前", "写し_上書き前"}
        assert not has_backup_of_today(own, other)
        (kept,) = (home.backups / other_id).iterdir()
        assert (kept.read_bytes(), kept.name.rpartition("_")[0]) == (theirs, "別の台帳")
        edit(file, "その日の最初の保存")
        before = other.read_bytes()
        file.save()
    (first,) = (one for one in own.iterdir() if one.name.startswith("別の台帳_"))
    assert first.read_bytes() == before


def test_what_handing_over_replaces_is_never_taken_for_a_state_of_our_file(home: Home, saved: Path) -> None:
    other = saved.with_name("別の台帳.anbun")
    with closing(LedgerFile.new(home)) as file:
        file.save_as(other)
        other_id, theirs = file.store.document_id, other.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        for _ in range(2):
            hand_over(file, other, "髙木")
        (kept,) = (home.backups / other_id).iterdir()
        (sealed,) = (home.backups / file.store.document_id).iterdir()
    assert kept.read_bytes() == theirs
    assert sealed.name.startswith("別の台帳_上書き前_")


def test_what_is_replaced_beside_another_file_is_kept_beside_that_one(home: Home, saved: Path) -> None:
    other = saved.with_name("別の台帳.anbun")
    shutil.copy(saved, other)
    with closing(LedgerFile.open(home, saved)) as file:
        file.backs_up_beside = True
        file.save_as(other)
    (kept,) = (saved.parent / BESIDE / other.stem).iterdir()
    assert kept.name.startswith("別の台帳_上書き前_")
    shutil.rmtree(saved.parent / BESIDE)


def test_a_copy_in_another_folder_has_its_own_backup_of_the_day(
    home: Home, saved: Path, tmp_path: Path, edit: Edit
) -> None:
    copy = tmp_path / "別の場所" / saved.name
    copy.parent.mkdir()
    shutil.copy(saved, copy)
    with closing(LedgerFile.open(home, copy)) as file:
        edit(file, "写しの昨日までの内容")
        file.save()
    shutil.rmtree(home.backups)
    on_another_day(copy)
    before = copy.read_bytes()
    for path in (saved, copy, saved, copy):
        with closing(LedgerFile.open(home, path)) as file:
            edit(file, "保存のたびに")
            file.save()
    assert len(backups(home)) == 2
    assert before in [path.read_bytes() for path in home.backups.rglob("*.anbun")]


def on_another_day(path: Path) -> None:
    """Let the file say that it was saved last on an earlier day."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE saves SET at = '2014-08-06T09:00:00+09:00'")
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))


def test_a_name_of_many_long_letters_is_saved_again_and_again(home: Home, desk: Path, edit: Edit) -> None:
    path = desk / f"{'𠮷' * 60}.anbun"
    with closing(LedgerFile.new(home)) as file:
        try:
            file.save_as(path)
        except CannotSave:
            return  # a system with shorter names
        for note in ("一", "二"):
            edit(file, note)
            file.save()
    assert len(backups(home)) == 1


def test_a_file_changed_outside_is_not_overwritten(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        with closing(LedgerFile.open(home, saved)) as theirs:
            edit(theirs, "先に保存")
            theirs.save()
        new = saved.read_bytes()
        edit(ours, "後から保存")
        for _ in range(2):
            with pytest.raises(ChangedOutside) as raised:
                ours.save()
            assert raised.value.rule == "file_changed_outside"
            assert saved.read_bytes() == new
        with pytest.raises(ChangedOutside):
            ours.save_as(saved)
        ours.save_as(saved.with_name("別名.anbun"))
    assert note_in(home, saved) == "先に保存"
    assert note_in(home, saved.with_name("別名.anbun")) == "後から保存"


def another_name(saved: Path, kind: str) -> Path | None:
    """Return another name of the same file; None where the system does not allow one."""
    other = saved.parent.with_name("Z")
    try:
        if kind == "folder":
            other.symlink_to(saved.parent, target_is_directory=True)
            return other / saved.name
        if kind == "file":
            os.link(saved, saved.with_name("もう一つの名前.anbun"))
            return saved.with_name("もう一つの名前.anbun")
        other.mkdir()
    except OSError:
        return None
    return other / ".." / saved.parent.name / saved.name


@pytest.mark.parametrize("kind", ["folder", "dots", "file"])
def test_what_another_program_saved_is_not_overwritten_under_another_name_of_the_same_file(
    home: Home, saved: Path, edit: Edit, kind: str
) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        with closing(LedgerFile.open(home, saved)) as theirs:
            edit(theirs, "先に保存")
            theirs.save()
        # A hard link made before is parted from the file by a save.
        other = another_name(saved, kind)
        if other is None:
            return
        edit(ours, "後から保存")
        with pytest.raises(ChangedOutside):
            ours.save_as(other)
    assert note_in(home, saved) == "先に保存"


@pytest.mark.parametrize("kind", ["folder", "dots"])
def test_saving_under_another_name_of_the_same_file_is_saving(home: Home, saved: Path, edit: Edit, kind: str) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        other = another_name(saved, kind)
        if other is None:
            return
        edit(file, "同じファイル")
        file.save_as(other)
        assert file.path == saved
        edit(file, "そのまま続ける")
        file.save()
    assert note_in(home, saved) == "そのまま続ける"


def test_a_link_that_leads_to_itself_is_refused_in_words(home: Home, saved: Path, edit: Edit) -> None:
    loop = saved.with_name("輪.anbun")
    try:
        loop.symlink_to(loop)
    except OSError:
        return
    with pytest.raises(CannotOpen) as refused:
        LedgerFile.open(home, loop)
    with closing(LedgerFile.open(home, saved)) as file, pytest.raises(CannotSave) as raised:
        file.save_as(loop)
    assert refused.value.rule == raised.value.rule == "link_loop"
    assert loop.is_symlink()


def test_a_file_that_is_only_looked_at_is_not_replaced_by_saving_it_as_itself(
    home: Home, saved: Path, edit: Edit
) -> None:
    sealed = saved.with_name("提出用.anbun")
    with closing(LedgerFile.open(home, saved)) as file:
        hand_over(file, sealed, "髙木")
    for path, access in ((sealed, Access.EDIT), (saved, Access.READ)):
        before = path.read_bytes()
        with closing(LedgerFile.open(home, path, access)) as file:
            edit(file, "書き換え")
            for name in (path, path.parent / ".." / path.parent.name / path.name):
                with pytest.raises(CannotSave) as raised:
                    file.save_as(name)
                assert raised.value.rule == "opened_read_only"
        assert path.read_bytes() == before


def test_another_file_that_somebody_has_open_is_not_replaced(home: Home, saved: Path, edit: Edit) -> None:
    other = saved.with_name("開いている.anbun")
    shutil.copy(saved, other)
    presence = announce(home, other, "北川")
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "置き換え")
        for action in (lambda: file.save_as(other), lambda: hand_over(file, other, "髙木")):
            with pytest.raises(CannotSave) as raised:
                action()
            assert raised.value.rule == "open_elsewhere"
            assert "北川さん" in sentence(raised.value)
        assert other.read_bytes() == saved.read_bytes()
        presence.withdraw()
        file.save_as(other)
        assert file.path == other


def test_a_file_that_was_only_touched_has_not_changed(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "触れただけ")
        os.utime(saved, (0, 0))
        file.save()
    assert note_in(home, saved) == "触れただけ"


def test_a_file_that_was_moved_away_is_not_made_again_behind_the_users_back(
    home: Home, saved: Path, edit: Edit
) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "移動後")
        saved.rename(saved.with_name("移動先.anbun"))
        with pytest.raises(ChangedOutside) as raised:
            file.save()
        assert raised.value.rule == "file_vanished"
        assert not saved.exists()
        file.save_as(saved)
    assert note_in(home, saved) == "移動後"


def test_a_folder_that_vanished_costs_nothing_but_the_save(home: Home, desk: Path, edit: Edit) -> None:
    folder = desk.with_name("共有フォルダー")
    folder.mkdir()
    with closing(LedgerFile.new(home)) as file:
        file.save_as(folder / "台帳.anbun")
        edit(file, "つながらない間")
        folder.rename(folder.with_name("切断中"))
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert raised.value.rule == "place_missing"
        edit(file, "つながらない間も続ける")
        folder.with_name("切断中").rename(folder)
        file.save()
    assert note_in(home, folder / "台帳.anbun") == "つながらない間も続ける"


def test_closing_without_saving_keeps_the_work_as_a_backup(home: Home, saved: Path, edit: Edit) -> None:
    old = saved.read_bytes()
    file = LedgerFile.open(home, saved)
    edit(file, "捨てるはずだった")
    file.close(keep=True)
    assert saved.read_bytes() == old
    (backup,) = home.backups.rglob("*.anbun")
    assert backup.name.startswith("共同利用 台帳(2014)_未保存_")
    assert note_in(home, backup) == "捨てるはずだった"
    assert not list(home.work.iterdir())


@pytest.mark.parametrize("keep", [False, True])
def test_closing_a_document_without_changes_leaves_nothing(home: Home, saved: Path, keep: bool) -> None:
    file = LedgerFile.open(home, saved)
    file.close(keep=keep)
    file.close()
    assert not list(home.work.iterdir())
    assert not backups(home)


def test_the_first_save_of_a_day_backs_up_what_it_replaces(home: Home, saved: Path, edit: Edit) -> None:
    old = saved.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        for note in ("一", "二", "三"):
            edit(file, note)
            file.save()
    (backup,) = home.backups.rglob("*.anbun")
    assert backup.read_bytes() == old
    assert backup.name.startswith("共同利用 台帳(2014)_2")


def test_saving_in_another_thread_while_edits_go_on_saves_one_moment(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "0")
        results = []
        for _ in range(3):
            job = file.save_job()
            thread = threading.Thread(target=lambda job=job: results.append(job()))
            thread.start()
            written = 0
            while thread.is_alive() or not written:
                written += 1
                edit(file, f"{file.store.revision}")
                time.sleep(0.001)
            thread.join()
            file.saved(results[-1])
            with closing(LedgerFile.open(home, saved)) as other:
                assert note_of(other) in {str(other.store.revision - 1), "0"}
                assert other.store.revision == results[-1].revision
        assert len(results) == 3
        assert file.is_dirty
        file.save()
        assert note_in(home, saved) == note_of(file)


def test_a_link_stays_a_link(home: Home, saved: Path, edit: Edit) -> None:
    link = saved.with_name("リンク.anbun")
    try:
        link.symlink_to(saved)
    except OSError:
        assert sys.platform == "win32"  # only administrators may make links there
        return
    with closing(LedgerFile.open(home, link)) as file:
        edit(file, "リンク先")
        file.save()
    assert link.is_symlink()
    assert note_in(home, saved) == "リンク先"


def test_replacing_keeps_who_may_read_the_file(home: Home, saved: Path, edit: Edit) -> None:
    saved.chmod(0o640)
    before = saved.stat().st_mode
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "x")
        file.save()
    assert saved.stat().st_mode == before


def test_a_name_that_is_too_long_is_said_so(home: Home, desk: Path) -> None:
    with closing(LedgerFile.new(home)) as file, pytest.raises(CannotSave) as raised:
        file.save_as(desk / ("長い名前" * 70 + ".anbun"))
    assert raised.value.rule in {"name_too_long", "place_missing", "io_error"}
    assert not list(home.work.iterdir())


def test_a_path_too_long_for_sqlite_is_opened_saved_and_backed_up(
    home: Home, desk: Path, saved: Path, edit: Edit
) -> None:
    folder = desk.with_name("奥").joinpath(*(letter * 80 for letter in "あいう"))
    try:
        folder.mkdir(parents=True)
    except OSError:
        return  # Windows without long paths
    path = folder / saved.name
    with closing(LedgerFile.open(home, saved)) as file:
        file.backs_up_beside = True
        file.save_as(path)
        edit(file, "奥の奥")
        file.save()
        hand_over(file, path.with_name("提出用.anbun"), "髙木")
    assert note_in(home, path) == "奥の奥"
    assert check_content(path)
    (kept,) = (path.parent / BESIDE / path.stem).iterdir()
    assert contents_of(kept).council == "富山県クラウド推進協議会"


def test_a_file_that_is_not_there_cannot_be_opened(home: Home, desk: Path) -> None:
    for path, rule in ((desk / "ない.anbun", "place_missing"), (desk / "ない" / "台帳.anbun", "place_missing")):
        with pytest.raises(CannotOpen) as raised:
            LedgerFile.open(home, path)
        assert raised.value.rule == rule


def test_backups_lie_beside_the_file_too_where_that_is_wished(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        file.backs_up_beside = True
        edit(file, "隣にも")
        file.save()
        file.back_up(BEFORE_IMPORT)
    beside = saved.parent / BESIDE / saved.stem
    assert sorted(path.name for path in beside.iterdir()) == backups(home)
    assert len(backups(home)) == 2
    shutil.rmtree(beside.parent)

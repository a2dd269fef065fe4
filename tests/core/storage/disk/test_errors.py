import ast
import errno
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from string import Formatter

import pytest

from core.storage.disk import errors
from core.storage.disk.errors import CannotOpen, CannotSave, StoreError, rule_of, told_as
from core.storage.disk.whole_file import written_at
from core.version import ROOT
from core.words import sentences as messages

KINDS = {"StoreError", "ChangeRefused", "CannotOpen", "Damaged", "CannotSave", "ChangedOutside"}
SOURCES = sorted((ROOT / "core" / "storage").glob("*.py"))


def raised_with() -> list[tuple[str, set[str]]]:
    """Return every rule that storage names, with the facts that go with it."""
    found = [(rule, {"path"}) for rule in {*errors._OS_RULES.values(), *errors._SQLITE_RULES.values()}]
    found += [(rule, {"path"}) for rule in (*errors._OPENING, *errors._OPENING.values())]
    for source in SOURCES:
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KINDS:
                rule = call.args[0]
                if isinstance(rule, ast.Constant) and all(keyword.arg for keyword in call.keywords):
                    found.append((str(rule.value), {str(keyword.arg) for keyword in call.keywords}))
    return found


def test_every_rule_has_a_sentence_whose_blanks_are_filled() -> None:
    rules = raised_with()
    assert len(rules) > 20
    for rule, facts in rules:
        assert rule in messages.SENTENCES, rule
        blanks = {name for _, name, *_ in Formatter().parse(messages.SENTENCES[rule]) if name}
        assert blanks <= facts, rule


def test_what_sqlite_reports_is_told_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "満杯.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE big (content)")
        connection.execute("PRAGMA max_page_count = 3")
        with pytest.raises(StoreError) as raised, told_as(StoreError, path):
            connection.execute("INSERT INTO big VALUES (zeroblob(100000))")
    assert raised.value.rule == "disk_full_here"
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)


def test_a_locked_database_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "使用中.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            with pytest.raises(sqlite3.OperationalError) as raised:
                other.execute("BEGIN IMMEDIATE")
            assert rule_of(raised.value) == "file_in_use"


def test_a_database_that_is_none_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "文章.db"
    path.write_text("これはデータベースではありません" * 100, encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError) as raised:
        connection.execute("SELECT * FROM sqlite_schema")
    assert rule_of(raised.value) == "working_copy_damaged"


def test_an_unknown_trouble_is_a_trouble_of_reading_and_writing() -> None:
    assert rule_of(OSError("something")) == "io_error"


def test_windows_says_by_its_own_numbers_that_a_file_is_in_use() -> None:
    error = OSError(13, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert rule_of(error) == "file_in_use"


def test_it_is_told_which_disk_is_full(tmp_path: Path) -> None:
    share, program = tmp_path / "共有" / "台帳.anbun", tmp_path / "data" / "saving.db"
    for written, rule in ((share.with_name("一時.tmp"), "disk_full"), (program, "disk_full_here")):
        with pytest.raises(CannotSave) as raised, told_as(CannotSave, share), written_at(written):
            raise OSError(errno.ENOSPC, "No space left on device")
        assert raised.value.rule == rule
    assert "台帳.anbun」のあるディスク" in messages.sentence(CannotSave("disk_full", path=str(share)).fault)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EBUSY, errno.EIO])
def test_who_opens_a_file_is_not_told_of_work_or_another_name(code: int) -> None:
    with pytest.raises(CannotOpen) as raised, told_as(CannotOpen, Path("台帳.anbun")):
        raise OSError(code, "x")
    told = messages.sentence(raised.value.fault)
    assert "これまでの作業" not in told
    assert "名前を付けて" not in told
    assert "開" in told


def test_what_the_system_says_in_english_is_told_to_nobody_but_its_name_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "anbuncho")
    with pytest.raises(StoreError) as raised, told_as(StoreError, Path("台帳.anbun")):
        raise OSError(errno.EIO, "Input/output error", "秘密の場所")
    assert "Input" not in messages.sentence(raised.value.fault)
    assert caplog.messages == ["StoreError io_error: OSError EIO"]

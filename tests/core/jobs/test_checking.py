from pathlib import Path

import pytest

from core.jobs.checking import NotOpened, Opened, check_file, help_for
from core.model.machine.changes import ChangeSet, Update
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile


def test_a_sound_file_is_only_read_and_tells_what_wants_attention(home: Home, path: Path) -> None:
    before = path.read_bytes()
    found = check_file(home, path)
    assert isinstance(found, Opened)
    assert (found.wrong, bool(found.attention), found.rows["municipalities"]) == ((), True, 6)
    assert path.read_bytes() == before
    assert list(home.work.iterdir()) == []


def test_what_is_wrong_is_told_alone(home: Home, path: Path, file: LedgerFile) -> None:
    change = Update("customizations", 1, {"disposition": "implement", "merged_into_id": 3})
    file.store.apply(ChangeSet("", (change,)))
    file.save()
    found = check_file(home, path)
    assert isinstance(found, Opened)
    assert {one.rule for one in found.wrong} == {"row_against_rule"}
    assert found.attention == ()


def test_a_cut_file_is_helped_by_its_backup(home: Home, path: Path, file: LedgerFile) -> None:
    file.back_up("")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    found = check_file(home, path)
    assert isinstance(found, NotOpened)
    assert found.state == "cut"
    assert found.help is not None
    assert found.help.damages[0].startswith("末尾の")
    assert found.help.backup is not None


def test_an_empty_file_has_no_place_where_it_is_damaged(home: Home, path: Path) -> None:
    path.write_bytes(b"")
    assert help_for(home, path).damages == ()
    found = check_file(home, path)
    assert isinstance(found, NotOpened)
    assert (found.state, found.help) == ("empty", help_for(home, path))


@pytest.mark.parametrize(("content", "state"), [("項,要望\n", "foreign"), (None, "unreadable")])
def test_what_is_no_ledger_is_not_helped(home: Home, path: Path, content: str | None, state: str) -> None:
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    found = check_file(home, path)
    assert isinstance(found, NotOpened)
    assert (found.state, found.help) == (state, None)

"""The older part of the change log in a file of its own: nothing is lost by it, and no letter of it changes unseen."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.sample import sample
from core.storage.disk.errors import CannotOpen, CannotSave, Damaged
from core.storage.disk.places import Home
from core.storage.document.closed_log import close_log, closed_entries, is_closed_log, read_closed_log
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence

Edit = Callable[[LedgerFile, str], None]
DAY = "2026-03-31"


@pytest.fixture
def ledger(home: Home, desk: Path, edit: Edit) -> Path:
    """A ledger with five entries of March and two of April."""
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        for number in range(1, 7):
            edit(file, f"{number}つ目")
        for id, day in enumerate(("03-01", "03-02", "03-30", "03-31", "03-31", "04-01", "04-02"), start=1):
            at = f"2026-{day}T23:59:59+09:00"
            file.store._connection.execute("UPDATE change_log SET at = ? WHERE id = ?", (at, id))
        file.save_as(path)
    return path


def test_what_is_closed_off_leaves_the_ledger_and_stands_in_the_file(home: Home, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "年度末.anbun-log"
    with closing(LedgerFile.open(home, ledger)) as file:
        before = file.store.log()
        told = [(one.id, one.at, one.label, tuple(one.changes), one.saved_at) for one in before[2:]]
        rows = file.store.rows()
        closed = close_log(file, DAY, out, "髙木")
        file.save()
    assert read_closed_log(out) == closed
    assert (closed.first, closed.last, closed.count, closed.closed_by) == (1, 5, 5, "髙木")
    with closing(LedgerFile.open(home, ledger)) as file:
        said, *rest = file.store.log()
        assert rest == list(before[:2])
        assert file.store.rows() == rows
        assert file.store.closings() == (said.label,)
    assert closed.hash in said.label
    assert "令和8年3月31日まで、1番〜5番の5件、ファイル「年度末.anbun-log」" in said.label
    kept = list(closed_entries(out))
    assert [(one.id, one.at, one.label, tuple(one.changes), one.saved_at) for one in reversed(kept)] == told


def test_the_next_year_is_closed_off_behind_the_first_and_new_entries_get_new_numbers(
    home: Home, ledger: Path, tmp_path: Path, edit: Edit
) -> None:
    with closing(LedgerFile.open(home, ledger)) as file:
        close_log(file, DAY, tmp_path / "1.anbun-log", "")
        edit(file, "次")
        second = close_log(file, "9999-12-31", tmp_path / "2.anbun-log", "")
        edit(file, "その次")
        file.save()
        assert (second.first, second.count) == (6, 4)
        assert [entry.id for entry in file.store.log()] == [11, 10]


def test_nothing_is_closed_off_twice_nor_over_a_file_that_is_there(home: Home, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "年度末.anbun-log"
    with closing(LedgerFile.open(home, ledger)) as file:
        with pytest.raises(CannotSave) as raised:
            close_log(file, "2025-03-31", out, "")
        assert raised.value.rule == "nothing_to_close"
        assert not list(tmp_path.glob("*.anbun-log"))
        close_log(file, DAY, out, "")
        content, entries = out.read_bytes(), file.store.log()
        with pytest.raises(CannotSave) as raised:
            close_log(file, "2026-04-30", out, "")
        assert raised.value.rule == "already_there"
        assert (out.read_bytes(), file.store.log()) == (content, entries)


def test_a_log_that_could_not_be_taken_out_leaves_no_file(
    home: Home, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise CannotSave("disk_full", path="台帳.anbun")

    out = tmp_path / "年度末.anbun-log"
    with closing(LedgerFile.open(home, ledger)) as file:
        with monkeypatch.context() as patch:
            patch.setattr(file.store, "close_entries", fail)
            with pytest.raises(CannotSave):
                close_log(file, DAY, out, "")
        assert len(file.store.log()) == 7
    assert not out.exists()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_byte_of_it_changes_unseen(data: st.DataObject, home: Home, ledger: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "年度末.anbun-log", tmp_path / "写し.anbun-log"
    if not out.exists():
        with closing(LedgerFile.open(home, ledger)) as file:
            close_log(file, DAY, out, "髙木")
    content = bytearray(out.read_bytes())
    match data.draw(st.sampled_from(("flip", "cut", "more"))):
        case "flip":
            content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        case "cut":
            del content[data.draw(st.integers(0, len(content) - 2)) :]
        case "more":
            content += b"[]\n"
    other.write_bytes(content)
    with pytest.raises(CannotOpen):
        read_closed_log(other)


def test_an_entry_taken_out_or_put_in_another_place_is_seen(home: Home, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "年度末.anbun-log"
    with closing(LedgerFile.open(home, ledger)) as file:
        close_log(file, DAY, out, "")
    lines = out.read_bytes().splitlines(keepends=True)
    for changed in ([*lines[:2], *lines[3:]], [lines[0], lines[2], lines[1], *lines[3:]], lines[:-1]):
        out.write_bytes(b"".join(changed))
        with pytest.raises(Damaged) as raised:
            read_closed_log(out)
        assert "書き換えられたか" in sentence(raised.value)


def test_another_file_is_said_to_be_none(tmp_path: Path, ledger: Path) -> None:
    text = tmp_path / "メモ.txt"
    text.write_text(json.dumps({"kind": "memo"}), encoding="utf-8")
    for path in (text, ledger):
        assert not is_closed_log(path)
        with pytest.raises(CannotOpen) as raised:
            read_closed_log(path)
        assert raised.value.rule == "log_foreign"


def test_in_place_of_a_ledger_it_is_told_by_name(home: Home, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "年度末.anbun-log"
    with closing(LedgerFile.open(home, ledger)) as file:
        close_log(file, DAY, out, "")
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.open(home, out)
    assert "締め切った変更履歴のようです" in sentence(raised.value)

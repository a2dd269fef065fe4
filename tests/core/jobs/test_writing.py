import errno
import os
from pathlib import Path

import pytest

from core.jobs.writing import write_file, write_files
from core.storage.disk.errors import CannotSave


def test_a_folder_is_made_and_its_files_are_whole(tmp_path: Path) -> None:
    write_files(tmp_path / "書き出し" / "表", {"一.csv": b"1", "二.csv": b"2"})
    assert [path.read_bytes() for path in sorted((tmp_path / "書き出し" / "表").iterdir())] == [b"1", b"2"]


def test_a_file_that_cannot_be_replaced_is_as_it_was_and_is_named(tmp_path: Path) -> None:
    target = tmp_path / "帳票.pdf"
    target.mkdir()
    with pytest.raises(CannotSave) as raised:
        write_file(target, b"new")
    assert raised.value.facts["path"] == str(target)
    assert list(tmp_path.iterdir()) == [target]


def test_it_is_the_disk_of_the_folder_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotSave) as raised:
        write_files(tmp_path, {"一.csv": b"1"})
    assert (raised.value.rule, raised.value.facts["path"]) == ("disk_full", str(tmp_path / "一.csv"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "表").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave):
        write_files(tmp_path / "表", {"一.csv": b"1"})

import os
from pathlib import Path

import pytest

from core import heavy
from core.jobs.export import csv_files, has_all_of, lost_characters, workbook_of, write_file, write_files
from core.storage.disk.errors import CannotSave
from core.storage.document.ledger_file import LedgerFile


def test_the_workbook_says_of_which_ledger_it_is(file: LedgerFile) -> None:
    content = workbook_of(file.store, file.store.book())()
    assert heavy.read_source(content, "台帳.xlsx").document_id == file.store.document_id


def test_what_an_encoding_loses_is_known_before_anything_is_written(file: LedgerFile) -> None:
    book = file.store.book()
    assert lost_characters(book, "utf-8-sig") == []
    assert {one.character for one in lost_characters(book, "cp932")} == {"〜"}
    assert (has_all_of("cp932", "〓"), has_all_of("cp932", "髙"), has_all_of("cp932", "〜")) == (True, True, False)


def test_each_table_is_a_file_in_which_the_lost_are_replaced(file: LedgerFile) -> None:
    files = csv_files(file.store.book(), "cp932", "〓")
    assert "団体.csv" in files
    assert "〓" in files["協議会.csv"].decode("cp932")


def test_a_folder_is_made_and_its_files_are_whole(tmp_path: Path) -> None:
    write_files(tmp_path / "書き出し" / "表", {"一.csv": b"1", "二.csv": b"2"})
    assert [path.read_bytes() for path in sorted((tmp_path / "書き出し" / "表").iterdir())] == [b"1", b"2"]


@pytest.mark.skipif(os.name == "nt", reason="a file is made read-only in another way there")
def test_a_file_that_cannot_be_replaced_is_as_it_was_and_is_named(tmp_path: Path) -> None:
    target = tmp_path / "帳票.pdf"
    target.mkdir()
    with pytest.raises(CannotSave) as raised:
        write_file(target, b"new")
    assert raised.value.facts["path"] == str(target)
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "表").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave):
        write_files(tmp_path / "表", {"一.csv": b"1"})

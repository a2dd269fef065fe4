from core import heavy
from core.jobs.export import csv_files, has_all_of, lost_characters, workbook_of
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

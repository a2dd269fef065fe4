import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from core.jobs.issue import GivenUp, Wish, free_name, hand_out, issue_files
from core.model.answer_file import AnswerFile
from core.model.answers import Distribution, Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.answers.issuing import IssueTerms, issue
from core.sample import sample
from core.storage.disk.errors import CannotSave
from core.storage.document.ledger_file import LedgerFile

AT = "2026-11-23T09:00:00"


@pytest.fixture(scope="module")
def files() -> tuple[AnswerFile, ...]:
    book = Book({})
    book.apply(sample())
    members = list(book.all(Municipality).values())
    terms = IssueTerms("甲", 3, AT, "事務局", "按分帳 0.1.0")
    issued = issue(book, members, [f"配布{one.label}" for one in members], terms)
    assert not isinstance(issued, Faults)
    return issued.files


def wish(book: Book, folder: Path, medium: Medium = Medium.ANSWER_FILE) -> Wish:
    return Wish(tuple(book.all(Municipality).values()), medium, folder)


def applied(file: LedgerFile, change_set: ChangeSet) -> bool:
    file.store.apply(change_set, "髙木")
    return True


def test_every_file_that_is_issued_stands_in_the_ledger(file: LedgerFile, tmp_path: Path) -> None:
    folder, book = tmp_path / "配布", file.store.book()
    paths = issue_files(file.store, book, wish(book, folder), "髙木", AT, lambda change_set: applied(file, change_set))
    assert not isinstance(paths, Faults)
    assert sorted(paths) == sorted(folder.iterdir())
    recorded = file.store.book().all(Distribution).values()
    assert [(one.issued_at, one.issued_by) for one in recorded] == [(AT, "髙木")] * len(paths)


def test_nothing_is_left_of_an_issue_that_the_ledger_did_not_take(file: LedgerFile, tmp_path: Path) -> None:
    folder, book = tmp_path / "配布", file.store.book()
    assert issue_files(file.store, book, wish(book, folder), "髙木", AT, lambda _: False) == []
    assert list(folder.iterdir()) == []


def test_nothing_is_left_of_an_issue_whose_record_failed(file: LedgerFile, tmp_path: Path) -> None:
    folder, book = tmp_path / "配布", file.store.book()

    def fail(_change_set: ChangeSet) -> bool:
        raise CannotSave("disk_full", path="台帳.anbun")

    with pytest.raises(CannotSave):
        issue_files(file.store, book, wish(book, folder), "髙木", AT, fail)
    assert list(folder.iterdir()) == []


def test_who_has_left_is_refused_and_no_folder_is_made(file: LedgerFile, tmp_path: Path) -> None:
    book = file.store.book()
    gone = replace(next(iter(book.all(Municipality).values())), left_on="2000-01-01")
    asked = Wish((gone,), Medium.ANSWER_FILE, tmp_path / "配布")
    refused = issue_files(file.store, book, asked, "髙木", AT, lambda _: True)
    assert isinstance(refused, Faults)
    assert not (tmp_path / "配布").exists()


def test_giving_up_leaves_no_file(files: tuple[AnswerFile, ...], tmp_path: Path) -> None:
    asked = iter([False, False, True])
    with pytest.raises(GivenUp):
        hand_out(files, tmp_path, Medium.ANSWER_FILE, lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told_and_nothing_is_left(files: tuple[AnswerFile, ...], tmp_path: Path) -> None:
    (tmp_path / "配布").write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave):
        hand_out(files, tmp_path / "配布", Medium.ANSWER_FILE)
    assert [path.name for path in tmp_path.iterdir()] == ["配布"]


def test_it_is_the_disk_of_the_folder_that_is_full(
    files: tuple[AnswerFile, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotSave) as raised:
        hand_out(files[:1], tmp_path, Medium.EXCEL)
    assert raised.value.rule == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_is_numbered(files: tuple[AnswerFile, ...], tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, files[0], ".xlsx")
        path.touch()
        names.append(path.name)
    stem = f"{files[0].issue.code}_{files[0].issue.name}"
    assert names == [f"{stem}.xlsx", f"{stem}(2).xlsx", f"{stem}(3).xlsx"]


@pytest.mark.parametrize("suffix", [".anbun-answer", ".xlsx"])
def test_a_name_of_a_file_reads_as_it_is_written_and_is_taken_by_every_disk(
    files: tuple[AnswerFile, ...], tmp_path: Path, suffix: str
) -> None:
    name = "射\u202e水\u200b市\u2066\u200f\ufeff" + "町" * 300
    odd = replace(files[0], issue=replace(files[0].issue, name=name))
    first = free_name(tmp_path, odd, suffix)
    first.write_bytes(b"")
    second = free_name(tmp_path, odd, suffix)
    second.write_bytes(b"")
    assert first.name.startswith(f"{odd.issue.code}_射水市町町")
    assert first != second
    assert all(len(one.name.encode()) <= 255 and one.name.isprintable() for one in (first, second))

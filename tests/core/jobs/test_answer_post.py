from pathlib import Path

import pytest

from core.jobs.answer_post import LARGEST_RETURNED, GivenUp, free_name, hand_out, read_returned
from core.model.answer_file import AnswerFile
from core.model.answers import Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.faults import Faults
from core.operations.answers.issuing import IssueTerms, issue
from core.sample import sample
from core.storage.disk.errors import CannotSave
from core.words.sentences import sentence


@pytest.fixture(scope="module")
def files() -> tuple[AnswerFile, ...]:
    book = Book({})
    book.apply(sample())
    members = list(book.all(Municipality).values())
    terms = IssueTerms("甲", 3, "2026-11-23T09:00:00", "事務局", "按分帳 0.1.0")
    issued = issue(book, members, [f"配布{one.label}" for one in members], terms)
    assert not isinstance(issued, Faults)
    return issued.files


@pytest.mark.parametrize("medium", Medium)
def test_what_is_handed_out_is_read_again_whatever_its_name(
    files: tuple[AnswerFile, ...], tmp_path: Path, medium: Medium
) -> None:
    (path,) = hand_out(files[:1], tmp_path / "配布", medium)
    renamed = path.rename(path.with_name("添付.dat"))
    returned = read_returned(renamed)
    assert returned.file is not None
    assert returned.file.issue == files[0].issue
    assert returned.file.answers == files[0].answers


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


def test_a_taken_name_is_numbered(files: tuple[AnswerFile, ...], tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, files[0], ".xlsx")
        path.touch()
        names.append(path.name)
    stem = f"{files[0].issue.code}_{files[0].issue.name}"
    assert names == [f"{stem}.xlsx", f"{stem}(2).xlsx", f"{stem}(3).xlsx"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大きい.anbun-answer"
    with path.open("wb") as file:
        file.truncate(LARGEST_RETURNED + 1)
    returned = read_returned(path)
    assert returned.file is None
    assert returned.refusal is not None
    assert sentence(returned.refusal).startswith(
        "「大きい.anbun-answer」は回答ファイルとしては大きすぎるため読みません。"
    )

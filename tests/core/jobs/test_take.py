from pathlib import Path

import pytest

from core.jobs.issue import Wish, issue_files
from core.jobs.take import LARGEST_RETURNED, read_files, read_returned, take
from core.model.answer_file import AnswerFile
from core.model.answers import Answer, AnswerState, Distribution, Medium
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.answers.answering_file import finish, give, sign
from core.operations.answers.taking import plan_take
from core.storage.answer_file import open_answer_file, write_answer_file
from core.storage.disk.errors import CannotSave
from core.storage.document.backups import BEFORE_TAKING
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence

AT = "2026-11-23T09:00:00"


def _member(file: LedgerFile) -> Municipality:
    return next(one for one in file.store.book().all(Municipality).values() if one.label == "B")


def issued(file: LedgerFile, folder: Path, medium: Medium = Medium.ANSWER_FILE) -> Path:
    """Issue to one municipality and return its file."""

    def record(change_set: ChangeSet) -> bool:
        file.store.apply(change_set)
        return True

    book = file.store.book()
    wish = Wish((_member(file),), medium, folder)
    made = issue_files(file.store, book, wish, "髙木", AT, record)
    assert not isinstance(made, Faults)
    return made[0]


def answered(path: Path) -> Path:
    """Answer every request with 実施しない."""
    file = open_answer_file(path)
    for request in file.requests:
        given = give(file, request.id, AnswerState.NO)
        assert not isinstance(given, Faults)
        file = given
    signed = sign(file, "滑川市 総務課")
    assert not isinstance(signed, Faults)
    done = finish(signed, AT)
    assert not isinstance(done, Faults)
    write_answer_file(path, done)
    return path


@pytest.mark.parametrize("medium", Medium)
def test_what_is_handed_out_is_read_again_whatever_its_name(file: LedgerFile, tmp_path: Path, medium: Medium) -> None:
    path = issued(file, tmp_path / "配布", medium)
    returned = read_returned(path.rename(path.with_name("添付.dat")))
    assert isinstance(returned.file, AnswerFile)
    (recorded,) = file.store.book().all(Distribution).values()
    assert (returned.file.issue.number, returned.file.issue.code) == (recorded.number, recorded.code)


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


def test_who_gives_up_keeps_what_was_read_by_then(file: LedgerFile, tmp_path: Path) -> None:
    path = issued(file, tmp_path / "配布")
    asked = iter([False, True])
    assert [one.name for one in read_files([path, path, path], lambda: next(asked))] == [path.name]


def test_before_answers_are_taken_the_state_before_is_among_the_backups(file: LedgerFile, tmp_path: Path) -> None:
    returned = read_files([answered(issued(file, tmp_path / "配布"))])
    plan = plan_take(file.store.book(), file.store.document_id, returned, "髙木", AT)
    take(file, plan, file.store.apply)
    (backup,) = file.backups.own.iterdir()
    assert BEFORE_TAKING in backup.name
    (answers,) = [one.file for one in returned if isinstance(one.file, AnswerFile)]
    asked = {request.id for request in answers.requests}
    given = [one for one in file.store.book().all(Answer).values() if one.customization_id in asked]
    assert {one.state for one in given if one.municipality_id == _member(file).id} == {AnswerState.NO}


def test_without_room_for_the_backup_no_answer_is_taken(file: LedgerFile, tmp_path: Path) -> None:
    plan = plan_take(file.store.book(), file.store.document_id, [], "髙木", AT)
    file.home.backups.parent.mkdir(parents=True, exist_ok=True)
    file.home.backups.write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave):
        take(file, plan, lambda _: pytest.fail("nothing is written without a backup"))

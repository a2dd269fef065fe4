import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.model.answer_file import (
    FORMAT,
    AnswerFile,
    AskedQuote,
    Cost,
    Given,
    Issue,
    OtherAnswer,
    Request,
    from_json,
    to_json,
    unanswered_file,
)
from core.model.answers import AnswerState
from core.storage.answer_file import (
    _opened,
    _read,
    answer_file_bytes,
    is_answer_file,
    open_answer_file,
    read_answer_bytes,
    write_answer_file,
)
from core.storage.disk.errors import CannotOpen, CannotSave

ISSUE = Issue(
    "配布1",
    "甲",
    "協議会",
    "事務局",
    "162116",
    "射水市",
    7,
    "2026-11-23T09:00:00",
    "2026-12-24",
    "税抜",
    "按分帳",
    True,
)


@pytest.fixture
def file() -> AnswerFile:
    now, every = Cost(1, 300_000, 0, "見積"), Cost(6, None, None, "見積なし")
    quotes = (AskedQuote("", 1, 300_000, 0), AskedQuote("", 2, 340_000, 12_000))
    others = (OtherAnswer("162060", "滑川市", AnswerState.UNDECIDED),)
    state = AnswerState.UNANSWERED
    requests = (
        Request(
            25,
            "25",
            "検診票 髙﨑𠮷",
            "4様式",
            "健康管理",
            "説明",
            "要確認",
            None,
            now,
            every,
            state,
            "",
            quotes,
            others,
        ),
        Request(3, "3", "町条例対応", "", "", "", "", "2026-12-01", now, now, AnswerState.NO, "済"),
    )
    return unanswered_file(ISSUE, requests)


def refusal(content: bytes) -> str:
    with pytest.raises(CannotOpen) as refused:
        read_answer_bytes(content, "回答")
    return refused.value.rule


def test_what_is_written_is_read_again(file: AnswerFile, tmp_path: Path) -> None:
    answered = replace(
        file,
        answers=((25, Given(AnswerState.YES, "予算を\n確保")), (3, Given(AnswerState.NO, "済"))),
        answered_by="総務課",
        answered_at="2026-11-30T10:00:00",
        finished=True,
        history=("a" * 64, "b" * 64),
    )
    path = tmp_path / "射水 市.anbun-answer"
    for one in (file, answered):
        write_answer_file(path, one)
        assert open_answer_file(path) == one
        assert [path.name for path in tmp_path.iterdir()] == ["射水 市.anbun-answer"]
    assert path.read_bytes()[68:72] == b"ANBA"


def test_the_same_answers_are_the_same_bytes(file: AnswerFile) -> None:
    assert answer_file_bytes(file) == answer_file_bytes(file)
    assert is_answer_file(answer_file_bytes(file))


def changed(content: bytes, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        for statement in statements:
            connection.executescript(statement)
        return connection.serialize()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answers SET state = 'yes'",
        "UPDATE answers SET comment = 'よその手で'",
        "UPDATE requests SET now_one_off = 1",
        "UPDATE issue SET code = '162060'",
        "UPDATE answering SET finished = 2",
        "UPDATE answers SET state = 'perhaps'",
        "DELETE FROM answers",
        "DELETE FROM seal",
        "INSERT INTO quotes VALUES (99, 4711, '', 1, 1, 1)",
        "CREATE TRIGGER t AFTER UPDATE ON answers BEGIN DELETE FROM answers; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON answers (state)",
        "CREATE TABLE more (id)",
        "DROP TABLE history; CREATE TABLE history (id INTEGER PRIMARY KEY, sha256)",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')",
    ],
)
def test_whatever_is_not_as_it_was_sealed_is_refused(file: AnswerFile, statement: str) -> None:
    assert refusal(changed(answer_file_bytes(file), statement)) == "answer_file_altered"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("issue", "deadline", "2026-02-30"),
        ("issue", "deadline", "9999-99-99"),
        ("issue", "issued_at", "2026-13-01T09:00:00"),
        ("issue", "issued_at", "いつか"),
        ("issue", "base_revision", -1),
        ("issue", "consortium", "長" * 32_767),
        ("requests", "deadline", "20261201"),
        ("requests", "now_implementers", -1),
        ("requests", "now_one_off", 10**15),
        ("requests", "id", -25),
        ("quotes", "one_off", -1),
        ("answering", "answered_at", "9999-99-99T00:00:00"),
        ("answering", "answered_by", "長" * 32_767),
        ("history", "sha256", "not a hash"),
    ],
)
def test_what_is_impossible_is_refused_though_the_seal_is_right(
    file: AnswerFile, table: str, column: str, value: object
) -> None:
    """Whoever has the program can seal whatever he likes."""
    answered = replace(file, answered_at="2026-11-30T10:00:00", history=("a" * 64,))
    content = set_in(answer_file_bytes(answered), table, column, value)
    with pytest.raises(ValueError, match=r"."), _opened(content) as connection:
        _read(connection)
    assert refusal(content) == "answer_file_altered"


def set_in(content: bytes, table: str, column: str, value: object) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        return connection.serialize()


def test_no_altered_byte_is_accepted(file: AnswerFile) -> None:
    """But for the number of SQLite's version, which says nothing of the answers."""
    whole = answer_file_bytes(file)
    for at in [*range(200), *range(200, len(whole), 41)]:
        altered = bytearray(whole)
        altered[at] ^= 1 << at % 8
        if at not in range(96, 100):
            with pytest.raises(CannotOpen):
                read_answer_bytes(bytes(altered), "回答")


def test_a_file_of_an_earlier_program_or_another_sqlite_is_read(file: AnswerFile) -> None:
    many = replace(file, history=tuple(f"{n:064x}" for n in range(400)))
    assert read_answer_bytes(answer_file_bytes(many, secure_delete=False), "回答") == many
    other, unused = bytearray(answer_file_bytes(many)), 4_096 + 1_000
    assert other[unused] == 0
    other[unused] = 1
    assert refusal(bytes(other)) == "answer_file_altered"
    other[96:100] = (3_099_000).to_bytes(4, "big")
    assert read_answer_bytes(bytes(other), "回答") == many


def test_an_endless_view_in_place_of_a_table_takes_no_time(file: AnswerFile) -> None:
    endless = (
        "DROP TABLE answers; CREATE VIEW answers AS WITH RECURSIVE n(request_id) AS "
        "(SELECT 1 UNION ALL SELECT request_id + 1 FROM n) SELECT request_id, 'yes' AS state, '' AS comment FROM n"
    )
    assert refusal(changed(answer_file_bytes(file), endless)) == "answer_file_altered"


def test_other_files_are_told_apart(file: AnswerFile) -> None:
    content = answer_file_bytes(file)
    assert refusal(b"") == "answer_file_foreign"
    assert refusal(b"PK\x03\x04" * 100) == "answer_file_foreign"
    assert refusal(changed(content, "PRAGMA application_id = 1095647829")) == "answer_file_foreign"
    assert refusal(changed(content, f"PRAGMA user_version = {FORMAT + 1}")) == "answer_file_newer"
    assert refusal(content[:-4096]) == "answer_file_altered"
    assert refusal(content[:5000]) == "answer_file_altered"
    assert refusal(content[:1000] + b"\0" * 33_000_000) == "answer_file_too_large"


def test_a_file_with_a_write_ahead_log_is_refused(file: AnswerFile) -> None:
    content = bytearray(answer_file_bytes(file))
    content[18] = content[19] = 2
    assert refusal(bytes(content)) == "answer_file_altered"


def test_a_missing_file_and_a_missing_folder_are_told(file: AnswerFile, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as unread:
        open_answer_file(tmp_path / "ない.anbun-answer")
    assert unread.value.rule == "place_missing"
    with pytest.raises(CannotSave) as unwritten:
        write_answer_file(tmp_path / "ない" / "回答.anbun-answer", file)
    assert unwritten.value.rule == "place_missing"


Spoil = Callable[[str], str]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text.replace('"one_off":300000', '"one_off":3e5'),
        lambda text: text.replace('"one_off":300000', '"one_off":true'),
        lambda text: text.replace('"finished":false', '"finished":0'),
        lambda text: text.replace('"state":"no"', '"state":"nein"'),
        lambda text: text.replace('"history":[]', '"history":{}'),
        lambda text: text.replace('"history":[]', '"extra":1,"history":[]'),
        lambda text: text.replace('"id":3,', '"id":25,'),
        lambda _: "[" * 100_000,
    ],
)
def test_json_of_any_other_shape_is_refused(file: AnswerFile, spoil: Spoil) -> None:
    assert from_json(to_json(file)) == file
    spoilt = spoil(to_json(file))
    assert spoilt != to_json(file)
    with pytest.raises(ValueError):
        from_json(spoilt)

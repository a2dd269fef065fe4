import hashlib
import json
import platform
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.model.answers import Answer, AnswerState, Distribution
from core.model.council import Consortium, Municipality
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.history import Bytes, LogFilter, LoggedChange
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.model.sheets import FixedSheet, SheetFile
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile, leftovers
from core.storage.rescue.examining import contents_of
from core.storage.rows.store import Store
from core.version import ROOT

Values = dict[str, Any]

TOWN: Values = to_row(Municipality(1, "163210", "舟橋村"))
ITEM: Values = to_row(Customization(1, "25", "骨粗鬆症検診"))
NOTE = ChangeSet("備考を変更", (Update("consortium", 1, {"note": "変更"}),))
ANSWER: Values = to_row(Answer(1, 1, 1))


def test_an_entry_says_who_changed_what_where_and_when(store: Store) -> None:
    store.apply(ChangeSet("要望を追加", (Insert("municipalities", TOWN), Insert("customizations", ITEM))), who="髙木")
    (entry,) = store.log()
    assert (entry.who, entry.pc, entry.label) == ("髙木", platform.node(), "要望を追加")
    assert abs(datetime.now().astimezone() - datetime.fromisoformat(entry.at)) < timedelta(minutes=1)
    assert entry.changes == (
        LoggedChange("municipalities", 1, None, TOWN),
        LoggedChange("customizations", 1, None, ITEM),
    )


def test_an_entry_holds_what_was_before_and_what_came_after(store: Store) -> None:
    rows = (Insert("municipalities", TOWN), Insert("customizations", ITEM), Insert("answers", ANSWER))
    store.apply(ChangeSet("追加", rows))
    changes = (
        Update("answers", 1, {"state": AnswerState.YES}),
        Update("answers", 1, {"state": AnswerState.NO, "comment": "予算がない"}),
        Delete("answers", 1),
    )
    store.apply(ChangeSet("回答", changes))
    assert store.log(1)[0].changes == (
        LoggedChange("answers", 1, {"state": "unanswered"}, {"state": "yes"}),
        LoggedChange("answers", 1, {"state": "yes", "comment": ""}, {"state": "no", "comment": "予算がない"}),
        LoggedChange("answers", 1, ANSWER | {"state": "no", "comment": "予算がない"}, None),
    )


def test_like_changes_share_the_names_of_their_columns(store: Store) -> None:
    rows = tuple(Insert("municipalities", TOWN | {"id": id, "code": f"{id:06}"}) for id in range(1, 101))
    store.apply(ChangeSet("取り込み", rows))
    (text,) = store._connection.execute("SELECT changes FROM change_log").fetchone()
    assert text.count("joined_on") == 1
    assert [change.after for change in store.log()[0].changes] == [row.values for row in rows]


def test_stored_files_are_logged_by_their_hash(store: Store) -> None:
    content = b"%PDF" * 1_000
    sheet = to_row(FixedSheet(1, "allocation", "第3回", "2014-08-06"))
    store.apply(
        ChangeSet("確定", (Insert("fixed_sheets", sheet), Insert("sheet_files", to_row(SheetFile(1, content)))))
    )
    after = store.log()[0].changes[1].after
    assert after == {"id": 1, "content": Bytes(hashlib.sha256(content).hexdigest(), 4_000)}


def test_the_log_is_read_from_the_newest_in_pieces(store: Store) -> None:
    store.apply(ChangeSet("1", (Insert("municipalities", TOWN),)))
    for number in range(2, 8):
        store.apply(ChangeSet(str(number), (Update("municipalities", 1, {"note": str(number)}),)))
    first = store.log(3)
    assert [entry.label for entry in first] == ["7", "6", "5"]
    assert [entry.label for entry in store.log(3, before=first[-1].id)] == ["4", "3", "2"]
    assert len(store.log()) == 7


def test_an_entry_says_which_save_brought_it_into_the_file(home: Home, desk: Path) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        assert [entry.saved_at for entry in file.store.log()] == [None]
        file.save_as(path)
        file.store.apply(NOTE)
        file.store.apply(NOTE)
        assert [entry.saved_at is None for entry in file.store.log()] == [True, True, False]
        file.save()
        here = [entry.saved_at for entry in file.store.log()]
        assert here[0] == here[1]
        assert None not in here
        assert not file.is_dirty
        file.save()
    with closing(LedgerFile.open(home, path)) as file:
        assert [entry.saved_at for entry in file.store.log()] == here


def test_a_save_that_a_crash_hid_from_the_log_is_told_of_on_the_next_start(home: Home, desk: Path) -> None:
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(desk / "台帳.anbun")
        file.store.apply(NOTE)
        saved = file.save_job()()
        file.store.apply(NOTE)
        file._store.close()
        file.copy.release()
        (leftover,) = leftovers(home)
        with closing(LedgerFile.recover(home, leftover)) as again:
            assert again.origin.saved == saved
            assert [entry.saved_at for entry in again.store.log(2)] == [None, saved.at]


def test_of_a_file_of_the_first_version_the_saves_are_not_known(home: Home) -> None:
    path = ROOT / "tests" / "data" / "schema_1.anbun"
    last = contents_of(path).last
    assert last is not None
    assert last.saved_at == ""
    with closing(LedgerFile.open(home, path, Access.READ)) as file:
        assert {entry.saved_at for entry in file.store.log()} == {""}


def test_the_log_of_a_row_tells_of_what_belonged_to_it_and_of_nothing_else(store: Store) -> None:
    other = TOWN | {"id": 2, "code": "163228"}
    store.apply(ChangeSet("追加", tuple(Insert("municipalities", town) for town in (TOWN, other))))
    store.apply(ChangeSet("要望", (Insert("customizations", ITEM),)))
    answers = (ANSWER, ANSWER | {"id": 2, "municipality_id": 2})
    store.apply(ChangeSet("回答", tuple(Insert("answers", one) for one in answers)))
    store.apply(ChangeSet("備考", (Update("municipalities", 2, {"note": "隣"}),)))
    store.apply(ChangeSet("回答を削除", (Delete("answers", 1), Delete("answers", 2))))

    def told(*rows: tuple[str, int], limit: int = 10) -> list[tuple[str, int]]:
        found = store.entries(LogFilter(rows=frozenset(rows)), limit)
        return [(entry.label, len(entry.changes)) for entry in found]

    assert told(("municipalities", 1)) == [("回答を削除", 1), ("回答", 1), ("追加", 1)]
    assert told(("municipalities", 2)) == [("回答を削除", 1), ("備考", 1), ("回答", 1), ("追加", 1)]
    assert told(("customizations", 1)) == [("回答を削除", 2), ("回答", 2), ("要望", 1)]
    assert told(("customizations", 1), limit=1) == [("回答を削除", 2)]
    assert told(("systems", 1)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "xx"),
        ("at", "20261123T101500"),
        ("changes", "["),
        ("changes", "[" * 4_000),
        ("changes", '[["update","rockets",["note"],[[1,["a"],["b"]]]]]'),
        ("changes", '[["update","consortium",["note"],[[]]]]'),
        ("changes", '[["update","consortium",["note"],[["1",["a"],["b"]]]]]'),
        ("changes", '[["burn","consortium",["id"],[[1]]]]'),
        ("changes", "7"),
    ],
)
def test_an_entry_that_cannot_be_read_says_so_and_the_others_are_told(store: Store, column: str, value: str) -> None:
    store.apply(ChangeSet("作成", (Insert("consortium", to_row(Consortium(1, "協議会"))),)))
    store.apply(NOTE, "髙木")
    store.apply(NOTE, "北川")
    store._connection.execute(f"UPDATE change_log SET {column} = ? WHERE id = 2", (value,))
    newest, spoilt, _ = store.log()
    assert (newest.label, len(newest.changes)) == ("備考を変更", 1)
    assert (spoilt.who, spoilt.label) == ("髙木", "(読めない記録)備考を変更")
    assert (spoilt.at == "") == (column == "at")
    assert store.entries(LogFilter(rows=frozenset({("consortium", 1)})), 10)[0] == newest


def test_the_states_of_a_distribution_are_logged_by_their_hash_and_undone_all_the_same(store: Store) -> None:
    sent, first, second = (f'{{"25": ["{state}", "{"予算の都合" * 100}"]}}' for state in ("yes", "no", "yes"))
    row = to_row(Distribution(1, "番号", "163210", "舟橋村", issued_at="2026-11-23T09:00:00", sent=sent))
    store.apply(ChangeSet("配布", (Insert("distributions", row),)))
    store.apply(ChangeSet("取り込み", (Update("distributions", 1, {"taken": first, "history": "a"}),)))
    inverse = store.apply(ChangeSet("取り込み", (Update("distributions", 1, {"taken": second, "history": "a b"}),)))
    newest, _, issued = store.log()
    assert newest.changes == (
        LoggedChange(
            "distributions", 1, {"taken": hash_of(first), "history": "a"}, {"taken": hash_of(second), "history": "a b"}
        ),
    )
    assert (issued.changes[0].after or {})["sent"] == hash_of(sent)
    store.apply(inverse)
    assert store.book().all(Distribution)[1].taken == first


def hash_of(text: str) -> Bytes:
    return Bytes(hashlib.sha256(text.encode()).hexdigest(), len(text.encode()))


def test_taking_back_again_and_again_hardly_lengthens_the_log(store: Store) -> None:
    row = to_row(Distribution(1, "番号", "163210", "舟橋村", issued_at="2026-11-23T09:00:00"))
    store.apply(ChangeSet("配布", (Insert("distributions", row),)))
    for time in range(50):
        taken = json.dumps({str(id): ["no", f"{time}回目の回答です。"] for id in range(60)}, ensure_ascii=False)
        store.apply(ChangeSet("取り込み", (Update("distributions", 1, {"taken": taken}),)))
    (length,) = store._connection.execute("SELECT sum(length(changes)) FROM change_log").fetchone()
    assert length < 30_000

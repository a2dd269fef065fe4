import hashlib
import platform
from datetime import datetime, timedelta
from typing import Any

from core.model.changes import ChangeSet, Delete, Insert, Update
from core.model.customization import Answer, AnswerState, Customization
from core.model.fixed_sheets import FixedSheet, SheetFile
from core.model.history import Bytes, LoggedChange
from core.model.municipality import Municipality
from core.model.records import to_row
from core.storage.store import Store

Values = dict[str, Any]

TOWN: Values = to_row(Municipality(1, "163210", "舟橋村"))
ITEM: Values = to_row(Customization(1, "25", "骨粗鬆症検診"))
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

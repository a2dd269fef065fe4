"""What is heard while the content hash is checked is what a reading of the rows would give, or nothing."""

import json
from collections.abc import Callable
from typing import Any

from core.model.answers import Answer
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import column_names, to_row
from core.model.registry import TABLES
from core.model.sheets import SheetFile
from core.sample import sample
from core.storage.rows.digest import content_hash, is_content_hash
from core.storage.rows.heard import HeardTables
from core.storage.rows.store import Store

COLUMNS = column_names(Answer)


def records_of(book: Book) -> dict[str, list[Any]]:
    return {name: list(book.all(table.record).values()) for name, table in TABLES.items() if not table.lazy}


def test_all_tables_that_are_kept_in_memory_are_heard(new_store: Callable[[], Store]) -> None:
    store, heard = new_store(), HeardTables()
    store.apply(sample())
    connection = store._connection
    assert is_content_hash(connection, content_hash(connection), heard)
    assert heard.records == records_of(store.book())


def test_what_is_heard_of_a_file_with_another_hash_is_forgotten(store: Store) -> None:
    heard = HeardTables()
    store.apply(sample())
    assert not is_content_hash(store._connection, "another", heard)
    assert heard.records == {}
    heard.hear("answers", COLUMNS, '[1,2,3,"yes","","",""]')
    assert heard.records == {}


def test_columns_may_stand_in_another_order_than_in_the_record() -> None:
    heard = HeardTables()
    row = {"id": 7, "customization_id": 1, "municipality_id": 2, "state": "no", "answered_by": "髙木", "comment": "注"}
    values = row | {"answered_at": "2026-11-29"}
    heard.hear("answers", list(values), json.dumps(list(values.values())))
    assert [to_row(one) for one in heard.records["answers"]] == [values]


def test_a_table_with_a_row_that_cannot_be_understood_is_left_to_others() -> None:
    heard = HeardTables()
    heard.hear("answers", COLUMNS, '[1,2,3,"yes","","",""]')
    heard.hear("municipalities", column_names(Municipality), "")
    for lines in ('[2,2,3,"maybe","","",""]', '[3,2,3,"yes","","",""]'):
        heard.hear("answers", COLUMNS, lines)
    assert heard.records == {"municipalities": []}
    heard.hear("populations", ("id", "no", "such", "columns"), "[1,2,3,4]")
    heard.hear("sheet_files", column_names(SheetFile), "[]")
    assert heard.records == {"municipalities": []}


def test_a_store_gives_what_was_heard_once_and_never_after_a_change(new_store: Callable[[], Store]) -> None:
    made = new_store()
    made.apply(ChangeSet("", (Insert("consortium", to_row(Consortium(1, "読む前"))),)))
    heard = HeardTables()
    heard.records["consortium"] = [Consortium(1, "聞いた名")]
    store = Store(made._connection, heard)
    assert store.book().consortium.name == "聞いた名"
    assert store.book().consortium.name == "読む前"
    store = Store(made._connection, heard)
    store.apply(ChangeSet("", (Update("consortium", 1, {"name": "変更後"}),)))
    assert store.book().consortium.name == "変更後"

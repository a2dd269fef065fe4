from typing import Any

import pytest

from core.model.answers import Answer, AnswerState
from core.model.council import Consortium, Municipality, Population, System
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update, Value
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.sheets import FixedSheet, SheetFile
from core.storage.disk.errors import ChangeRefused, StoreError
from core.storage.rows.digest import records_hash
from core.storage.rows.store import Store
from core.words.sentences import sentence

TOWN = Municipality(1, "163210", "舟橋村")
ITEM = Customization(1, "25", "骨粗鬆症検診の案内を印刷する")
TEXTS = ("", "髙﨑𠮷", "葛\U000e0100城市", "a'b\"c", "１２００", "1\n2\t3", "😀")


def inserted(*records: Any) -> ChangeSet:
    names = {table.record: name for name, table in TABLES.items()}
    return ChangeSet("追加", tuple(Insert(names[type(record)], to_row(record)) for record in records))


def hash_of(store: Store) -> str:
    return records_hash(store._connection)


def refused(store: Store, *changes: Change) -> ChangeRefused:
    """Return how the store refuses the changes, having changed nothing."""
    state = hash_of(store), store.revision
    with pytest.raises(ChangeRefused) as raised:
        store.apply(ChangeSet("", changes))
    assert (hash_of(store), store.revision) == state
    return raised.value


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("population", True),
        ("population", "1200"),
        ("population", 1200.0),
        ("population", None),
        ("population", 2**63),
        ("source", 5),
        ("source", b"x"),
        ("source", None),
        ("source", "\ud842"),
        ("source", "a\0b"),
        ("municipality_id", "1"),
        ("id", None),
        ("id", True),
    ],
)
def test_a_value_of_another_type_is_refused_before_sqlite_would_bend_it(store: Store, column: str, value: Any) -> None:
    store.apply(inserted(TOWN))
    row = to_row(Population(1, 1, "2010-10-01", 2_967)) | {column: value}
    error = refused(store, Insert("populations", row))
    assert (error.rule, error.fault.field) == ("wrong_value", column)


def test_a_word_that_the_model_does_not_know_is_refused(store: Store) -> None:
    store.apply(inserted(TOWN, ITEM, Answer(1, 1, 1)))
    error = refused(store, Update("answers", 1, {"state": "perhaps"}))
    assert (error.rule, error.fault.field) == ("wrong_value", "state")


def test_words_and_truth_are_stored_plainly(store: Store) -> None:
    store.apply(inserted(ITEM))
    values: dict[str, Any] = {"disposition": Disposition.EUC, "doubtful": True}
    store.apply(ChangeSet("", (Update("customizations", 1, values),)))
    item = store.book().all(Customization)[1]
    assert (item.disposition, item.doubtful) == (Disposition.EUC, True)
    (entry, _) = store.log()
    assert entry.changes[0].after == {"disposition": "euc", "doubtful": 1}


@pytest.mark.parametrize(
    "change",
    [
        Delete("municipality", 1),
        Update("municipalities; DROP TABLE answers", 1, {"name": "x"}),
        Insert("sqlite_sequence", {"id": 1}),
        Insert("meta", {"id": 1}),
        Update("municipalities", 1, {"nmae": "x"}),
        Update("municipalities", 1, {"name = '' --": "x"}),
        Update("municipalities", 1, {"id": 2}),
        Insert("municipalities", {"id": 2, "code": "162043"}),
        Delete("municipalities", True),
    ],
)
def test_a_table_or_column_that_does_not_exist_is_refused(store: Store, change: Change) -> None:
    store.apply(inserted(TOWN))
    assert refused(store, change).rule == "unknown_change"


@pytest.mark.parametrize(
    "change", [Delete("answers", 5), Update("answers", 5, {"comment": "x"}), Update("answers", 5, {})]
)
def test_a_row_that_is_gone_cannot_be_changed(store: Store, change: Change) -> None:
    error = refused(store, change)
    assert (error.rule, error.facts) == ("row_gone", {"table": "意向"})


def test_two_rows_with_one_key_are_refused_by_the_names_of_the_columns(store: Store) -> None:
    store.apply(inserted(TOWN, ITEM, Answer(1, 1, 1)))
    error = refused(store, Insert("answers", to_row(Answer(2, 1, 1))))
    assert error.rule == "key_taken"
    assert error.facts == {"table": "意向", "label": "要望・団体"}
    assert refused(store, Insert("answers", to_row(Answer(1, 1, 1)))).facts["label"] == "番号"


@pytest.mark.parametrize(
    ("record", "values", "field"),
    [
        (Quote(1, 1, 0, 100), {}, "implementers"),
        (Quote(1, 1, 1, -1), {}, "one_off_yen"),
        (Quote(1, 1, 1, 10**15), {}, "one_off_yen"),
        (Quote(1, 1, 1, 1, 10**15), {}, "yearly_yen"),
        (Population(1, 1, "平成22年", 1), {}, "reference_date"),
        (Population(1, 1, "2010-10-01", -1), {}, "population"),
        (Municipality(2, "16321", "舟橋村"), {}, "code"),
        (Consortium(2, "二つ目"), {}, "id"),
        (Consortium(1, "x", unit=7), {}, "unit"),
        (Customization(2, "1", "x", merged_into_id=2), {}, "merged_into_id"),
    ],
)
def test_what_no_ledger_may_hold_is_refused_by_the_tables_themselves(
    store: Store, record: Any, values: dict[str, Value], field: str
) -> None:
    store.apply(inserted(TOWN, ITEM, Option(1, 1)))
    error = refused(store, *inserted(record).changes)
    assert error.fault.field == field
    assert error.rule in {"not_allowed", "wrong_value"}, "what is impossible for its kind is refused before"


def test_references_need_to_be_right_at_the_end_only(store: Store) -> None:
    item = Customization(1, "16", "帳票", adopted_option_id=1)
    store.apply(inserted(Answer(1, 1, 1), item, Option(1, 1), TOWN))
    assert store.book().all(Customization)[1].adopted_option_id == 1
    inverse = store.apply(ChangeSet("", (Delete("customizations", 1), Delete("options", 1), Delete("answers", 1))))
    store.apply(inverse)
    assert store.book().all(Customization)[1].adopted_option_id == 1


def test_keys_need_to_be_right_at_the_end_only(store: Store) -> None:
    first, second, third = (Customization(id, str(id), f"要望{id}") for id in (1, 2, 3))
    store.apply(inserted(TOWN, first, second, third, Answer(1, 1, 1, AnswerState.YES)))
    before = hash_of(store)
    around = [Update("customizations", id, {"item": item}) for id, item in ((1, "2"), (2, "3"), (3, "1"))]
    inverse = store.apply(ChangeSet("入れ替え", (*around, Update("customizations", 1, {"title": "待つ間にも"}))))
    items = store.book().all(Customization)
    assert [(items[id].item, items[id].title) for id in (1, 2, 3)] == [
        ("2", "待つ間にも"),
        ("3", "要望2"),
        ("1", "要望3"),
    ]
    assert store.book().all(Answer)[1].customization_id == 1
    redo = store.apply(inverse)
    assert hash_of(store) == before
    store.apply(redo)
    assert store.book().all(Customization) == items


def test_a_new_row_may_have_the_key_of_one_that_goes_after_it(store: Store) -> None:
    store.apply(inserted(System(1, "住民記録")))
    store.apply(ChangeSet("", (Insert("systems", to_row(System(2, "住民記録"))), Delete("systems", 1))))
    assert store.book().all(System) == {2: System(2, "住民記録")}
    changes = (
        Insert("systems", to_row(System(3, "住民記録"))),
        Update("systems", 3, {"note": "x"}),
        Delete("systems", 3),
    )
    inverse = store.apply(ChangeSet("", changes))
    assert store.book().all(System) == {2: System(2, "住民記録")}
    store.apply(ChangeSet("", (Update("systems", 2, {"name": "選挙"}),)))
    store.apply(inverse)
    assert store.book().all(System) == {2: System(2, "選挙")}


def test_a_key_that_is_still_taken_at_the_end_changes_nothing(store: Store) -> None:
    store.apply(inserted(System(1, "住民記録"), System(2, "選挙")))
    taken = (Update("systems", 1, {"name": "選挙"}), Update("systems", 2, {"note": "残る"}))
    assert refused(store, *taken).rule == "key_taken"
    twice = (Insert("systems", to_row(System(3, "選挙"))), Insert("systems", to_row(System(3, "選挙"))))
    assert refused(store, *twice).rule == "key_taken"
    bad = (Update("systems", 1, {"name": "選挙"}), Update("systems", 2, {"name": "住民記録", "position": None}))
    assert refused(store, *bad).rule == "wrong_value"


def test_a_row_that_others_refer_to_does_not_go(store: Store) -> None:
    store.apply(inserted(TOWN, ITEM, Answer(1, 1, 1)))
    error = refused(store, Delete("municipalities", 1))
    assert error.rule == "reference_broken"
    assert error.facts == {"table": "意向", "parent": "団体"}


def test_the_inverse_of_an_update_holds_only_what_was_updated(store: Store) -> None:
    store.apply(inserted(TOWN))
    change_set = ChangeSet("改名", (Update("municipalities", 1, {"name": "髙﨑市", "note": "𠮷"}),))
    assert store.apply(change_set) == ChangeSet("改名", (Update("municipalities", 1, {"name": "舟橋村", "note": ""}),))


def test_ids_are_never_used_again(store: Store) -> None:
    store.apply(inserted(System(1, "住民記録"), System(2, "選挙")))
    store.apply(ChangeSet("", (Delete("systems", 2),)))
    assert store.book().last_id(System) == 2
    assert list(store.book().all(System)) == [1]


def test_stored_files_are_read_one_by_one_and_undone_like_the_rest(store: Store) -> None:
    sheet = FixedSheet(1, "allocation", "第3回総会", "2014-08-06")
    inverse = store.apply(inserted(sheet, SheetFile(1, b"%PDF-1.4 \0\xff")))
    assert store.lazy(SheetFile, 1).content == b"%PDF-1.4 \0\xff"
    assert not store.book().all(SheetFile)
    redo = store.apply(inverse)
    with pytest.raises(ChangeRefused) as raised:
        store.lazy(SheetFile, 1)
    assert raised.value.rule == "row_gone"
    store.apply(redo)
    assert store.lazy(SheetFile, 1).content == b"%PDF-1.4 \0\xff"


def test_an_answer_keeps_every_character(store: Store) -> None:
    texts = [text for text in TEXTS if text]
    store.apply(inserted(TOWN, *(Customization(at, str(at), text) for at, text in enumerate(texts, 1))))
    assert [item.title for item in store.book().all(Customization).values()] == texts
    answer = Answer(1, 1, 1, AnswerState.YES, answered_by="葛\U000e0100城 﨑")
    store.apply(inserted(answer))
    assert store.book().all(Answer)[1] == answer


def test_every_change_set_counts_one_revision(store: Store) -> None:
    assert store.revision == 0
    inverse = store.apply(inserted(TOWN, ITEM))
    store.apply(inverse)
    assert store.revision == 2


def test_a_table_whose_numbers_are_used_up_says_so(store: Store) -> None:
    last = 2**63 - 1
    store.apply(ChangeSet("", (Insert("systems", to_row(System(last, "最後"))),)))
    book = store.book()
    with pytest.raises(ChangeRefused) as raised:
        store.apply(ChangeSet("", (Insert("systems", to_row(System(book.last_id(System) + 1, "その次"))),)))
    assert raised.value.rule == "numbers_used_up"
    assert "業務の行に付ける番号を使い切っている" in sentence(raised.value)


@pytest.mark.parametrize("counter", ["sqlite_sequence SET seq", "meta SET revision"])
def test_a_log_whose_numbers_are_used_up_is_not_told_as_a_full_disk(store: Store, counter: str) -> None:
    store.apply(ChangeSet("", (Insert("systems", to_row(System(1, "業務"))),)))
    store._connection.execute(f"UPDATE {counter} = {2**63 - 1}")
    with pytest.raises(StoreError) as raised:
        store.apply(ChangeSet("", (Update("systems", 1, {"note": "変更"}),)))
    assert raised.value.rule == "entries_used_up"
    assert "番号を使い切っている" in sentence(raised.value)
    assert store.book().all(System)[1].note == ""

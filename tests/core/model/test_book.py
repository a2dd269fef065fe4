from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.model.sheets import SheetFile

ITEM = Customization(1, "25", "骨粗鬆症検診")


def contents(book: Book) -> tuple[dict[int, Answer], dict[int, dict[int, Answer]]]:
    return dict(book.all(Answer)), {parent: dict(book.children(Answer, parent)) for parent in range(4)}


steps = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.sampled_from(list(AnswerState)), st.booleans()), max_size=30
)


@given(steps)
def test_following_changes_gives_the_book_that_reading_afresh_would(
    steps: list[tuple[int, int, AnswerState, bool]],
) -> None:
    book, rows = Book({}), {}
    for id, parent, state, removes in steps:
        change: Change
        if id not in rows:
            rows[id] = Answer(id, parent, 1, state)
            change = Insert("answers", to_row(rows[id]))
        elif removes:
            del rows[id]
            change = Delete("answers", id)
        else:
            rows[id] = replace(rows[id], customization_id=parent, state=state)
            change = Update("answers", id, {"customization_id": parent, "state": state.value})
        book.apply(ChangeSet("", (change,)))
    assert contents(book) == contents(Book({"answers": rows.values()}))


def test_ids_are_never_used_again() -> None:
    book = Book({"customizations": [ITEM]}, {"customizations": 7})
    assert book.last_id(Customization) == 7
    book.apply(ChangeSet("", (Insert("customizations", to_row(replace(ITEM, id=8))), Delete("customizations", 8))))
    assert book.last_id(Customization) == 8
    assert list(book.all(Customization)) == [1]


def test_a_change_names_the_parents_whose_children_changed() -> None:
    book = Book({"customizations": [ITEM], "answers": [Answer(1, 1, 1), Answer(2, 2, 1)]})
    moved = Update("answers", 1, {"customization_id": 3})
    assert book.apply(ChangeSet("", (moved, Delete("answers", 2)))) == {"answers": {1, 2, 3}}
    assert book.apply(ChangeSet("", (Update("customizations", 1, {"note": "x"}),))) == {"customizations": {1}}


def test_the_bytes_of_fixed_sheets_are_not_kept_in_memory() -> None:
    book = Book({})
    book.apply(ChangeSet("", (Insert("sheet_files", {"id": 3, "content": b"%PDF"}),)))
    assert book.last_id(SheetFile) == 3
    assert dict(book.all(SheetFile)) == {}


def test_words_and_truth_are_read_from_updates() -> None:
    book = Book({"customizations": [ITEM]})
    book.apply(ChangeSet("", (Update("customizations", 1, {"doubtful": 1, "disposition": "decline", "rule": None}),)))
    changed = book.all(Customization)[1]
    assert changed.doubtful is True
    assert changed.disposition.label == "実施しない"

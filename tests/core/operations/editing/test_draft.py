"""A draft reads like the book that its changes lead to, and leaves the book alone."""

from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.operations.editing.draft import Draft

OLD = [Answer(id, 1 + id % 3, id, AnswerState.NO) for id in range(1, 6)]

steps = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "delete", "look"]),
        st.integers(min_value=0, max_value=9),
        st.integers(min_value=1, max_value=3),
        st.sampled_from(list(AnswerState)),
    ),
    max_size=25,
)


def contents(ledger: Book | Draft) -> tuple[dict[int, Answer], list[dict[int, Answer]], int]:
    return dict(ledger.all(Answer)), [dict(ledger.children(Answer, one)) for one in range(4)], ledger.last_id(Answer)


@given(steps)
def test_a_draft_reads_like_the_book_after_its_changes(steps: list[tuple[str, int, int, AnswerState]]) -> None:
    book = Book({"answers": OLD})
    draft = Draft(book)
    before = contents(book)
    for step, which, parent, state in steps:
        rows = list(draft.all(Answer).values()) if step == "look" or which % 2 else list(book.all(Answer).values())
        if step == "insert":
            draft.insert(Answer, customization_id=parent, municipality_id=which, state=state)
        elif rows and step in {"update", "delete"}:
            row = draft.get(Answer, rows[which % len(rows)].id)
            if row is not None and step == "delete":
                draft.delete(row)
            elif row is not None:
                draft.update(row, customization_id=parent, state=state)
    after = contents(draft)
    assert contents(book) == before
    book.apply(draft.finish("x"))
    assert contents(book) == after


def test_several_values_of_one_row_are_one_change_and_equal_values_none() -> None:
    draft = Draft(Book({"answers": OLD}))
    first = draft.update(OLD[0], comment="x")
    draft.update(first, state=AnswerState.YES)
    draft.update(OLD[1], state=AnswerState.NO)
    (change,) = draft.finish("x").changes
    assert change.id == 1
    assert {record.id for record, _ in draft.touched()} == {1}

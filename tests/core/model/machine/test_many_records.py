from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model.answers import Answer, AnswerState
from core.model.machine import many_records
from core.model.machine.many_records import from_many
from core.model.machine.records import column_types, from_values, to_row
from core.model.registry import TABLES
from core.model.values.words import Word

each_record = pytest.mark.parametrize("cls", [table.record for table in TABLES.values()])


def stored(kind: type, optional: bool) -> st.SearchStrategy[Any]:
    if issubclass(kind, Word):
        some: st.SearchStrategy[Any] = st.sampled_from([word.value for word in kind])
    else:
        some = {str: st.text(), int: st.integers(), bool: st.integers(0, 1), bytes: st.binary()}[kind]
    return st.none() | some if optional else some


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_records, "FEW", 0)


@each_record
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])  # of each of a hundred tables
@given(data=st.data())
def test_many_rows_become_the_same_records_as_one_by_one(cls: Any, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*(stored(*about) for about in column_types(cls).values())), max_size=5))
    made = from_many(cls, rows)
    expected = [from_values(cls, row) for row in rows]
    assert made == expected
    assert [to_row(one) for one in made] == [to_row(one) for one in expected]
    types = [[type(getattr(one, name)) for name in column_types(cls)] for one in made]
    assert types == [[type(getattr(one, name)) for name in column_types(cls)] for one in expected]


def test_equal_texts_of_many_records_are_one_in_memory() -> None:
    days = ["-".join(("2026", "11", "23")) for _ in range(2)]
    one, other = from_many(Answer, [(at, 1, at, "yes", "", day, "") for at, day in enumerate(days)])
    assert one.answered_at is other.answered_at
    assert one.state is AnswerState.YES


def test_a_word_that_the_program_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match="maybe"):
        from_many(Answer, [(1, 1, 1, "yes", "", "", ""), (2, 1, 2, "maybe", "", "", "")])


def test_a_record_made_of_many_rows_is_as_frozen_as_any() -> None:
    (one,) = from_many(Answer, [(1, 2, 3, "no", "", "", "")])
    assert type(one) is Answer
    with pytest.raises(FrozenInstanceError):
        one.comment = "変更"  # type: ignore[misc]


def test_few_rows_become_the_same_records(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(at, 1, at, "undecided", "髙木", "2026-11-29", "") for at in range(1, 4)]
    many = from_many(Answer, rows)
    monkeypatch.setattr(many_records, "FEW", 4)
    assert from_many(Answer, rows) == many

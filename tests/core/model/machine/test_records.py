from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import AnswerState
from core.model.council import Consortium
from core.model.machine.records import abouts, column_names, column_types, from_row, label_of, to_row
from core.model.registry import TABLES
from core.model.requests import Customization, Disposition, Quote
from core.model.values.words import Word


def values(kind: type, optional: bool) -> st.SearchStrategy[Any]:
    if issubclass(kind, Word):
        some: st.SearchStrategy[Any] = st.sampled_from(list(kind))
    else:
        some = {str: st.text(), int: st.integers(), bool: st.booleans(), bytes: st.binary()}[kind]
    return st.none() | some if optional else some


@given(st.data())
def test_every_record_survives_being_a_row(data: st.DataObject) -> None:
    cls = data.draw(st.sampled_from([table.record for table in TABLES.values()]))
    record = cls(**{name: data.draw(values(*about)) for name, about in column_types(cls).items()})
    row = to_row(record)
    assert all(type(value) in {str, int, bytes, type(None)} for value in row.values())
    assert from_row(cls, row) == record


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_but_the_id_has_a_japanese_label(table: Any) -> None:
    assert column_names(table.record)[0] == "id"
    assert set(abouts(table.record)) | {"id"} == set(column_names(table.record))
    assert all(about.label for about in abouts(table.record).values())


def test_a_word_that_the_program_does_not_know_is_an_error() -> None:
    row = to_row(Customization(1, "25", "骨粗鬆症検診"))
    with pytest.raises(ValueError):
        from_row(Customization, {**row, "disposition": "maybe"})


def test_labels_and_types_come_from_the_declaration() -> None:
    assert label_of(Quote, "one_off_yen") == "初期費用(総額)"
    assert abouts(Quote)["yearly_yen"].unit == "円/年"
    assert column_types(Consortium)["representative_id"] == (int, True)


def test_only_two_dispositions_cost_money_and_two_answers_are_open() -> None:
    assert {one for one in Disposition if one.costs} == {Disposition.UNDER_REVIEW, Disposition.IMPLEMENT}
    assert {one for one in AnswerState if one.is_open} == {AnswerState.UNDECIDED, AnswerState.UNANSWERED}
    assert [one.mark for one in AnswerState] == ["●", "×", "？", ""]

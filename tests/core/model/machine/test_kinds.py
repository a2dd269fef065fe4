"""Whether values may be stored, asked of many at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.machine.kinds import Number
from core.model.machine.records import abouts
from core.model.registry import TABLES

NUMBERS = {
    about.kind for table in TABLES.values() for about in abouts(table.record).values() if isinstance(about.kind, Number)
}


@settings(max_examples=20)
@given(values=st.sets(st.integers(-3, 3) | st.integers(1900, 2200) | st.integers(-(10**16), 10**16), max_size=5))
def test_numbers_are_possible_together_where_each_is(values: set[int]) -> None:
    for kind in NUMBERS:
        assert kind.are_possible(values) == all(map(kind.is_possible, values))


@pytest.mark.parametrize("kind", sorted(NUMBERS, key=repr), ids=repr)
def test_one_number_beyond_the_greatest_or_the_least_is_enough(kind: Number) -> None:
    possible = kind.stand_in(None, 1)
    assert kind.are_possible({possible})
    assert not kind.are_possible({possible, 10**18})
    assert not kind.are_possible({possible, -(10**18)})

from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.places import moved, moved_in


def test_one_that_was_put_first_is_the_only_one_that_was_moved() -> None:
    assert moved("abcd", "dabc") == {"d": (4, 1)}
    assert moved("abcd", "bcda") == {"a": (1, 4)}
    assert moved("ab", "ba").keys() <= {"a", "b"}
    assert len(moved("ab", "ba")) == 1


def test_one_that_came_or_went_moves_nobody() -> None:
    assert moved("abcd", "xaybd") == {}


@given(st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_without_those_that_were_moved_the_order_is_as_it_was(now: list[int], gone: set[int]) -> None:
    stands = [one for one in now if one not in gone]
    told = moved(list(range(8)), stands)
    stayed = [one for one in stands if one not in told]
    assert stayed == sorted(stayed)
    assert all((was, is_now) == (one + 1, stands.index(one) + 1) for one, (was, is_now) in told.items())


def test_a_row_that_was_given_to_another_is_not_moved() -> None:
    before = {1: ("x", (1, 1)), 2: ("x", (2, 2)), 3: ("y", (1, 3))}
    assert moved_in(before, {**before, 1: ("y", (2, 1))}) == {}
    assert moved_in(before, {**before, 1: ("x", (3, 1))}) in ({1: (1, 2)}, {2: (2, 1)})

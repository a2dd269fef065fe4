from dataclasses import replace

import pytest

from core.calc.allocation.frame import NO, OPEN, YES, by_stance, frame_of
from core.calc.allocation.pricing import Money
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.values.rules import Remainder
from tests.core.calc.ledger import code_of


def council(consortium: Consortium, *left: int) -> Book:
    """Three municipalities; those of the numbers in `left` are members no more."""
    members = [Municipality(n, code_of(n), f"第{n}市", position=n) for n in (1, 2, 3)]
    gone = [replace(one, left_on="2000-01-01") if one.id in left else one for one in members]
    return Book({"consortium": [consortium], "municipalities": gone})


def test_who_is_no_member_stands_behind_the_last_one() -> None:
    frame = frame_of(council(Consortium(1, "協議会", base_date="2014-08-06"), 2), Money.ONE_OFF)
    assert [frame.place[id] for id in (1, 2, 3, 99)] == [0, 2, 1, 2]


@pytest.mark.parametrize(
    ("unit", "remainder", "by_largest", "to_the_yen"),
    [
        (1, Remainder.LARGEST, True, True),
        (1_000, Remainder.LARGEST, True, False),
        (1, Remainder.SECRETARIAT, False, False),
    ],
)
def test_only_largest_remainders_of_one_yen_are_shares_to_the_yen(
    unit: int, remainder: Remainder, by_largest: bool, to_the_yen: bool
) -> None:
    frame = frame_of(council(Consortium(1, "協議会", unit=unit, remainder=remainder)), Money.ONE_OFF)
    assert (frame.by_largest, frame.to_the_yen) == (by_largest, to_the_yen)


@pytest.mark.parametrize("stance", [(), (OPEN,), (YES, NO), (NO, OPEN, YES, YES)])
def test_every_member_gets_the_value_of_its_stance(stance: tuple[int, ...]) -> None:
    values = (0, 170_000, None)
    assert by_stance(bytes(stance))(values) == tuple(values[one] for one in stance)

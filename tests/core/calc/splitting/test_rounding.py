from typing import Any

import pytest

from core.calc.comparison.exact_shares import ExactShares
from core.calc.members import Member
from core.calc.splitting.rounding import Rounding, divide, round_shares
from core.model.values.rules import Remainder


def members(*codes: str) -> tuple[Member, ...]:
    return tuple(Member(at, code, code, "", at, 100 - at, {}) for at, code in enumerate(codes))


def thirds(**numerators: int) -> ExactShares:
    return ExactShares(numerators, 3)


def rounded(exact: ExactShares, payers: tuple[Member, ...], rounding: Rounding, **limits: Any) -> Any:
    return round_shares(exact.numerators, exact.denominator, payers, rounding, **limits)


ABC = members("a", "b", "c")


def test_left_over_yen_go_to_the_largest_remainders_then_to_the_smaller_code() -> None:
    assert rounded(thirds(a=100, b=100, c=100), ABC, Rounding()) == ({"a": 34, "b": 33, "c": 33}, 0)
    assert rounded(thirds(a=100, b=101, c=99), ABC, Rounding()) == ({"a": 33, "b": 34, "c": 33}, 0)


def test_what_is_below_one_unit_goes_to_the_heaviest_and_the_units_to_the_largest_remainders() -> None:
    shares, _ = rounded(ExactShares({"a": 680, "b": 660, "c": 659}, 1), ABC, Rounding(1_000))
    assert shares == {"a": 1_999, "b": 0, "c": 0}


def test_two_equal_members_share_2_001_500_alike_wherever_it_is_split() -> None:
    """`compare` once gave 1,000,500 and 1,001,000 where `split` gives 1,001,500 and 1,000,000."""
    right = {"a": 1_001_500, "b": 1_000_000}
    pair = members("a", "b")
    assert rounded(ExactShares({"a": 2_001_500, "b": 2_001_500}, 2), pair, Rounding(1_000)) == (right, 0)
    assert divide(2_001_500, {"a": 1, "b": 1}, pair, Rounding(1_000)) == (right, 0)


def test_nobody_is_lifted_above_its_cap_by_rounding() -> None:
    caps = {"a": 33, "b": 34, "c": 40}
    exact = thirds(a=99, b=101, c=100)
    assert rounded(exact, ABC, Rounding(), caps=caps) == ({"a": 33, "b": 34, "c": 33}, 0)
    caps = {"a": 1_000, "b": 700, "c": 700}
    shares, _ = rounded(ExactShares({"a": 640, "b": 680, "c": 680}, 1), ABC, Rounding(1_000), caps=caps)
    assert shares == {"a": 600, "b": 700, "c": 700}


def test_whoever_stands_at_its_cap_pays_it_to_the_yen() -> None:
    caps = {"a": 1_234, "b": 9_999, "c": 9_999}
    shares, _ = rounded(ExactShares({"a": 1_234, "b": 2_500, "c": 2_266}, 1), ABC, Rounding(1_000), caps=caps)
    assert shares == {"a": 1_234, "b": 2_766, "c": 2_000}


def test_what_is_borne_alone_is_not_rounded() -> None:
    exact = ExactShares({"a": 1_500 + 7, "b": 1_500, "c": 0}, 1)
    shares, rest = rounded(exact, ABC, Rounding(1_000, Remainder.SECRETARIAT), own={"a": 7})
    assert (shares, rest) == ({"a": 1_007, "b": 1_000, "c": 0}, 1_000)


@pytest.mark.parametrize(
    ("rounding", "shares"),
    [
        (Rounding(1_000, Remainder.REPRESENTATIVE, "c"), {"a": 1_000, "b": 1_000, "c": 3_000}),
        (Rounding(1_000, Remainder.REPRESENTATIVE), {"a": 3_000, "b": 1_000, "c": 1_000}),
        (Rounding(1_000, Remainder.POPULOUS), {"a": 3_000, "b": 1_000, "c": 1_000}),
    ],
)
def test_the_rest_goes_to_the_one_who_is_chosen(rounding: Rounding, shares: dict[str, int]) -> None:
    assert rounded(thirds(a=5_000, b=5_000, c=5_000), ABC, rounding) == (shares, 0)


def test_the_chosen_one_takes_no_more_than_its_cap_and_the_next_the_rest() -> None:
    caps = {"a": 1_700, "b": 2_000, "c": 3_000}
    rounding = Rounding(1_000, Remainder.POPULOUS)
    shares, _ = rounded(thirds(a=5_000, b=5_000, c=5_000), ABC, rounding, caps=caps)
    assert shares == {"a": 1_700, "b": 2_000, "c": 1_300}

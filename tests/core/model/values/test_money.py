from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.money import LIMIT, parse_integer, parse_number, parse_yen, show_yen


@given(st.integers(min_value=-LIMIT, max_value=LIMIT))
def test_what_is_shown_can_be_typed_again(yen: int) -> None:
    assert parse_integer(show_yen(yen)) == yen


@given(st.integers(min_value=0, max_value=LIMIT - 1))
def test_full_width_digits_mean_the_same(yen: int) -> None:
    full_width = str(yen).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse_yen(full_width) == yen


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("1,280,000円", 1_280_000),
        ("１，２００千円", 1_200_000),
        ("¥600,000", 600_000),
        ("1.5百万円", 1_500_000),
        ("13.86億円", 1_386_000_000),
        ("0", 0),
        (" 340000 ", 340_000),
    ],
)
def test_yen_are_read_as_offices_write_them(text: str, yen: int) -> None:
    assert parse_yen(text) == yen


@pytest.mark.parametrize("text", ["△1,234", "▲1234", "-1234", "−1,234", "(1,234)"])
def test_negative_numbers_are_read_and_refused_as_amounts(text: str) -> None:
    assert parse_number(text) == Fraction(-1234)
    with pytest.raises(Refused, match="negative"):
        parse_yen(text)


@pytest.mark.parametrize("text", ["", "標準仕様", "12,34", "1,2345", "1e6", "３．", "円", "--1", "1 2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not_a_number"):
        parse_yen(text)


def test_fractions_of_a_yen_and_slips_of_the_keyboard_are_refused() -> None:
    with pytest.raises(Refused, match="not_whole"):
        parse_yen("0.5")
    with pytest.raises(Refused, match="too_large"):
        parse_yen(str(LIMIT))
    assert parse_yen(str(LIMIT - 1)) == LIMIT - 1


def test_nothing_is_shown_for_no_amount_and_a_triangle_for_a_negative_one() -> None:
    assert show_yen(None) == ""
    assert show_yen(0) == "0"
    assert show_yen(-1234) == "△1,234"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1億2,000万円", 120_000_000),
        ("１億２０００万", 120_000_000),
        ("12万3,456円", 123_456),
        ("3万5千円", 35_000),
        ("△1億5万円", -100_050_000),
        ("2億3万4千5", 200_034_005),
    ],
)
def test_a_number_is_read_with_the_words_of_its_powers(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["1万2億円", "1億2億", "億", "1億20000万円", "1億2.5万円", "万5"])
def test_powers_out_of_order_or_beyond_the_next_are_no_number(text: str) -> None:
    with pytest.raises(Refused, match="not_a_number"):
        parse_number(text)

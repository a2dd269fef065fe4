import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.codes import check_digit, item_key, natural_key, parse_code, search_key

TOYAMA = (
    "162019",
    "162027",
    "162043",
    "162051",
    "162060",
    "162078",
    "162086",
    "162094",
    "162108",
    "162116",
    "163210",
    "163228",
    "163236",
    "163422",
    "163431",
)


@pytest.mark.parametrize("code", TOYAMA)
def test_the_published_codes_have_the_right_check_digit(code: str) -> None:
    assert check_digit(code[:5]) == code[5]
    assert parse_code(code) == code


@given(st.integers(min_value=0, max_value=99999), st.integers(min_value=0, max_value=9))
def test_one_sixth_digit_is_right_and_the_refusal_names_it(number: int, sixth: int) -> None:
    code = f"{number:05d}{sixth}"
    right = check_digit(code[:5])
    if code[5] != right:
        with pytest.raises(Refused, match="check_digit") as refused:
            parse_code(code)
        assert refused.value.facts["expected"] == right
    else:
        assert parse_code(code) == code


def test_full_width_digits_are_read_and_leading_zeros_kept() -> None:
    assert parse_code("１６２１１６") == "162116"
    assert parse_code("011002") == "011002"


@pytest.mark.parametrize(
    ("text", "rule"),
    [("162117", "check_digit"), ("16211", "code_form"), ("射水市", "code_form")],
)
def test_other_codes_are_refused(text: str, rule: str) -> None:
    with pytest.raises(Refused, match=rule):
        parse_code(text)


def test_items_stand_in_their_natural_order() -> None:
    items = ["20-10", "3", "20-2", "２", "10", "20", "A", "1-1"]
    assert sorted(items, key=item_key) == ["1-1", "２", "3", "10", "20", "20-2", "20-10", "A"]


def test_searching_takes_width_case_and_kana_alike() -> None:
    assert search_key("ＥＵＣ カナ") == search_key("euc かな")
    assert search_key("髙") != search_key("高")


def test_figures_in_any_text_are_sorted_by_size() -> None:
    assert sorted(["帳票10", "帳票9", "帳票１１"], key=natural_key) == ["帳票9", "帳票10", "帳票１１"]
    assert sorted(["10", "2", "1"], key=natural_key) == ["1", "2", "10"]
    assert sorted(["あ10", "ア2"], key=natural_key) == ["ア2", "あ10"]


@given(st.text(), st.text(), st.integers(0, 10**30), st.integers(0, 10**30))
def test_two_texts_that_differ_in_a_figure_stand_as_the_figures_do(head: str, tail: str, one: int, other: int) -> None:
    head, tail = (part.strip("0123456789") for part in (head, tail))
    texts = [f"{head}{number}{tail}" for number in (one, other)]
    if search_key(head)[-1:].isdecimal() or search_key(tail)[:1].isdecimal():
        return
    keys = [natural_key(text) for text in texts]
    assert (keys[0] < keys[1]) == (one < other)


def test_a_figure_of_any_length_is_sorted() -> None:
    assert natural_key("9" * 10_000) > natural_key("9" * 9_999)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.scenarios import guarantee_tenths
from core.model.values.ratios import parse_currency, parse_exchange_rate, parse_percent


@pytest.mark.parametrize(
    ("text", "percent"),
    [("30", "30"), ("３０％", "30"), ("28.5%", "28.5"), ("0", "0"), ("100", "100"), ("30.0", "30"), (" 5 % ", "5")],
)
def test_a_percentage_is_read_with_one_decimal(text: str, percent: str) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["-1", "100.1", "28.55", "三割", "", "%"])
def test_anything_else_is_no_percentage(text: str) -> None:
    with pytest.raises(Refused):
        parse_percent(text)


@pytest.mark.parametrize(("text", "percent"), [("99.95", "99.95"), ("99.9999%", "99.9999"), ("100.0000", "100")])
def test_a_percentage_may_have_more_decimals_where_that_is_said(text: str, percent: str) -> None:
    assert parse_percent(text, 4) == percent
    with pytest.raises(Refused):
        parse_percent("99.99999", 4)


@given(st.integers(0, 1_000))
def test_a_percentage_keeps_its_tenths(tenths: int) -> None:
    text = parse_percent(f"{tenths // 10}.{tenths % 10}")
    assert guarantee_tenths(text) == tenths
    assert parse_percent(text) == text


@pytest.mark.parametrize(
    ("text", "rate"), [("110.25", "110.25"), ("１１０", "110"), ("0.123456", "0.123456"), ("1,234.50円", "1234.5")]
)
def test_an_exchange_rate_is_read_exactly(text: str, rate: str) -> None:
    assert parse_exchange_rate(text) == rate


@pytest.mark.parametrize("text", ["0", "-110", "0.1234567", "百円"])
def test_a_rate_is_above_zero_and_has_six_decimals_at_most(text: str) -> None:
    with pytest.raises(Refused):
        parse_exchange_rate(text)


@pytest.mark.parametrize(
    ("text", "code"), [("JPY", "JPY"), ("ｕｓｄ", "USD"), ("円", "JPY"), ("米ドル", "USD"), ("ユーロ", "EUR")]
)
def test_a_currency_is_read_by_code_or_name(text: str, code: str) -> None:
    assert parse_currency(text) == code


@pytest.mark.parametrize("text", ["", "US", "DOLLAR", "US1"])
def test_a_currency_has_three_letters(text: str) -> None:
    with pytest.raises(Refused):
        parse_currency(text)

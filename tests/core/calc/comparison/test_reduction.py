from decimal import Decimal

import pytest

from core.calc.comparison.reduction import in_unit, percent_in_unit, reduction_percent, show_in_unit, show_percent
from core.model.scenarios import MoneyUnit


@pytest.mark.parametrize(
    ("current", "cloud", "percent"),
    [
        (240_000_000, 168_000_000, "30.0"),
        (2_000, 1_999, "0.1"),
        (2_000, 2_001, "-0.1"),
        (10_001, 9_996, "0.0"),
        (100, 150, "-50.0"),
        (100, 100, "0.0"),
    ],
)
def test_the_rate_has_one_decimal_and_halves_go_up(current: int, cloud: int, percent: str) -> None:
    assert reduction_percent(current, cloud) == Decimal(percent)


def test_without_a_present_cost_there_is_no_rate() -> None:
    assert reduction_percent(None, 100) is None
    assert reduction_percent(0, 100) is None
    assert percent_in_unit(4_000_000, 100, MoneyUnit.OKU, 1) is None
    assert show_percent(None) == "－"


def test_a_rate_from_the_unit_is_that_of_the_figures_as_displayed() -> None:
    assert percent_in_unit(240_000_000, 168_000_000, MoneyUnit.OKU, 1) == Decimal("29.2")
    assert percent_in_unit(240_000_000, 168_000_000, MoneyUnit.OKU, 1, 0) == 29


@pytest.mark.parametrize(
    ("yen", "unit", "decimals", "shown"),
    [
        (167_999_999, MoneyUnit.OKU, 1, "1.7"),
        (165_000_000, MoneyUnit.OKU, 1, "1.7"),
        (164_999_999, MoneyUnit.OKU, 1, "1.6"),
        (123_456_789_000, MoneyUnit.MILLION, 0, "123,457"),
        (1_234_567, MoneyUnit.THOUSAND, 1, "1,234.6"),
        (1_234_567, MoneyUnit.YEN, 0, "1,234,567"),
        (-120_000_000, MoneyUnit.OKU, 1, "△1.2"),
        (-1, MoneyUnit.OKU, 1, "0.0"),
    ],
)
def test_amounts_are_shown_in_larger_units_rounded(yen: int, unit: MoneyUnit, decimals: int, shown: str) -> None:
    assert show_in_unit(yen, unit, decimals) == shown


def test_an_amount_in_a_unit_keeps_its_decimals() -> None:
    assert str(in_unit(1_386_000_000, MoneyUnit.OKU, 1)) == "13.9"
    assert str(in_unit(400_000_000, MoneyUnit.OKU, 1)) == "4.0"
    assert show_in_unit(None, MoneyUnit.OKU, 1) == ""


def test_negative_rates_are_shown_with_a_triangle() -> None:
    assert show_percent(Decimal("-1.5")) == "△1.5%"
    assert show_percent(Decimal("38.0")) == "38.0%"


def test_an_amount_below_the_unit_is_written_out_whatever_the_decimals() -> None:
    assert show_in_unit(1, MoneyUnit.OKU, 1) == "0.0"
    assert show_in_unit(0, MoneyUnit.OKU, 8) == "0.00000000"
    assert show_in_unit(-1, MoneyUnit.OKU, 8) == "△0.00000001"
    assert show_in_unit(1, MoneyUnit.OKU, 0) == "0"

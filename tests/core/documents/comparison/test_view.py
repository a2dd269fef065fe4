from dataclasses import replace

import pytest

from core.documents.comparison.view import look_of, names_of
from core.documents.paper.settings import PrintSettings
from core.model.scenarios import MoneyUnit, RateFrom, Scenario
from tests.core.calc.cost_book import SCENARIO, cost_book


@pytest.mark.parametrize(
    ("settings", "shown", "rate"),
    [
        (PrintSettings(), "2.40", "29.2%"),
        (PrintSettings(digits=1), "2.4", "29%"),
        (PrintSettings(rate_from=RateFrom.YEN), "2.40", "30.0%"),
        (PrintSettings(unit=MoneyUnit.YEN), "240,000,000", "30.0%"),
        (PrintSettings(unit=MoneyUnit.MILLION), "240", "30.0%"),
        (PrintSettings(unit=MoneyUnit.THOUSAND, digits=1), "240,000.0", "30.0%"),
    ],
)
def test_what_is_chosen_comes_before_what_the_scenario_says(settings: PrintSettings, shown: str, rate: str) -> None:
    scenario = Scenario(1, "案", display_unit=MoneyUnit.OKU, display_digits=2, rate_from=RateFrom.UNIT)
    look = look_of(cost_book(), settings, scenario)
    assert look.show(240_000_000) == shown
    paid = 170_000_000 if rate == "29.2%" else 168_000_000
    assert look.rate(240_000_000, paid) == rate


def test_a_whole_percent_is_rounded_from_the_shown_figures_once() -> None:
    look = look_of(cost_book(), PrintSettings(unit=MoneyUnit.OKU, rate_from=RateFrom.UNIT), SCENARIO)
    assert look.rate(400_000_000, 250_471_455) == "38%"
    assert look.rate(None, 1) == "－"


def test_members_without_a_sign_are_numbered_and_those_who_left_come_last() -> None:
    members = {code: {"label": ""} for code in ("162116", "162060", "163422")}
    members["162116"]["left_on"] = "2012-04-01"
    names = names_of(cost_book(members=members), PrintSettings(anonymous=True))
    assert list(names.values()) == ["団体1", "団体2", "D", "E", "F", "団体6"]
    assert names["162060"] == "団体1"
    plain = names_of(cost_book(members=members), replace(PrintSettings(), anonymous=False))
    assert plain["162116"] == "射水市"

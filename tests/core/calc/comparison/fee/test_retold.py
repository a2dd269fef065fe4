"""The fee, and every member's share of it, computed again from nothing but the printed steps."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import event, given
from hypothesis import strategies as st

from core.calc.derivation import Step
from core.model.book import Book
from core.model.scenarios import Scenario
from core.model.values.rules import Remainder
from tests.core.calc.comparison.fee.reference import RULES
from tests.core.calc.comparison.fee.retold import base_share, number, total_of
from tests.core.calc.comparison.fee.test_properties import cost_book_like, ledgers, made
from tests.core.calc.cost_book import CODES


@given(ledgers(), st.sampled_from(CODES), st.booleans(), st.booleans())
def test_a_share_comes_out_again_from_the_printed_steps(
    found: tuple[Book, Scenario], code: str, phased: bool, dated: bool
) -> None:
    """Also on the way from a former rule to a new one, and with the figures of each year."""
    book, scenario = found
    if phased and scenario.rule in RULES:
        scenario = replace(scenario, former_rule="equal=1,population=4", phase_in="20,33.3,100")
    if dated:
        scenario = replace(scenario, basis_day="09-30")
    book = cost_book_like(book, unit=1, remainder=Remainder.LARGEST)
    result = made(book, scenario)
    code = code if code in result.rows else CODES[0]
    told = result.explain(code)
    name = next(one.name for one in result.premises.payers if one.code == code)
    share, count = base_share(told, name)
    if any(not charge.rule.is_plain for charge in result.premises.fee.charges):
        event("limited")
    (base,) = (one for one in told.steps if one.label == "基礎額")
    rounding = scenario.years if result.premises.moves else 1
    assert abs(share - number(base.result)) < rounding + Fraction(3 * count, 100)


@given(ledgers())
def test_the_fee_comes_out_again_from_the_printed_lines_and_deductions(found: tuple[Book, Scenario]) -> None:
    book, scenario = found
    result = made(book, scenario)
    steps = result.explain(next(iter(result.rows))).steps
    (fee,) = (one for one in steps if one.label == "クラウド利用料")
    assert number(fee.result) == result.premises.total
    if not result.premises.fee.deductions:
        assert total_of(fee) == number(fee.result)
        return
    costs, left = (next(one for one in steps if one.label == label) for label in ("経費", _left(steps)))
    before = steps[1 : steps.index(left)]
    behind = steps[steps.index(left) + 1 : steps.index(fee)] if left is not fee else ()
    assert total_of(costs) == number(costs.result)
    for one in (*before, *behind):
        assert one.result == "0円" or total_of(one) == number(one.result) <= 0
    gone = sum((number(one.result) for one in before if not one.label.startswith("控除・戻入")), Fraction(0))
    assert number(left.result) == number(costs.result) + gone == total_of(left)
    assert number(fee.result) == number(left.result) + sum((number(one.result) for one in behind), Fraction(0))


def _left(steps: tuple[Step, ...]) -> str:
    return "按分する額" if any(one.label == "按分する額" for one in steps) else "クラウド利用料"

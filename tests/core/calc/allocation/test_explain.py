import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.explain import explain
from core.calc.allocation.item import View
from core.calc.derivation import Derivation, quotient, yen
from core.calc.members import Member
from core.model.book import Book
from core.model.council import Weight
from core.model.requests import Customization, Disposition
from core.model.values.rules import Remainder
from tests.core.calc.ledger import code_of, customization, ledger

ITEM_20 = {n: 1_040_000 + 60_000 * n for n in range(1, 7)}


def ask(book: Book, number: int | None, view: View, id: int | None = 1) -> Derivation:
    return explain(book, allocate(book), id, None if number is None else code_of(number), view)


def labels(derivation: Derivation) -> list[str]:
    return [step.label for step in derivation.steps]


def test_a_share_is_led_from_the_disposition_through_the_quote_to_the_last_yen() -> None:
    derivation = ask(ledger("YYYN??", ITEM_20, unit=1_000), 1, View.MAX)
    assert labels(derivation) == ["方針", "実施団体数", "総額", "按分", "端数"]
    assert derivation.steps[1].result == "3団体"
    assert (derivation.steps[2].formula, derivation.steps[2].result) == ("実施3団体の見積", "1,220,000円")
    assert ("枝番", "1-3") in derivation.steps[2].inputs
    assert derivation.steps[3].formula == "1,220,000円 × 1 ÷ 3"
    assert derivation.steps[3].result == "406,666.66…円"
    assert derivation.steps[4].inputs == (("切り捨て後", "406,000円"), ("端数の加算", "1,000円"))
    assert derivation.steps[4].result == "407,000円"


def test_an_estimate_shows_the_quotes_around_it() -> None:
    derivation = ask(ledger("YYNN", {1: 1_100_000, 4: 1_280_000}, estimate=True), 1, View.MAX)
    price = derivation.steps[2]
    assert price.formula == "1,100,000 + (1,280,000 − 1,100,000) × (2 − 1) ÷ (4 − 1)"
    assert price.result == "1,160,000円(概算)"


def test_a_missing_quote_a_member_that_does_not_pay_and_a_disposition_without_cost_say_so() -> None:
    assert ask(ledger("YYN", {1: 100}), 1, View.MAX).steps[-1].result == "見積なし"
    assert ask(ledger("YNN", {1: 100}), 2, View.MAX).steps[-1].formula == "実施しない団体は負担しない"
    standard = [customization(disposition=Disposition.STANDARD)]
    assert ask(ledger("YNN", {1: 100}, customizations=standard), 1, View.HIGH).steps[-1].result == "対象外 0円"


def test_a_rule_that_fails_gives_its_reason() -> None:
    one = customization(rule="weight:ごみ量")
    weights = [Weight(1, 1, "ごみ量", value=0)]
    derivation = ask(ledger("YYN", {2: 100}, weights=weights, customizations=[one]), 1, View.MAX)
    assert derivation.steps[-1].formula == "第2市のごみ量がない(指標割(ごみ量))"
    assert derivation.steps[-1].result == "按分不能"


def test_names_may_be_withheld() -> None:
    book = ledger("YY?", {2: 100, 3: 120}, remainder=Remainder.POPULOUS)

    def label(member: Member) -> str:
        return member.label

    for view in View:
        for code in (None, code_of(1), code_of(3)):
            text = repr(explain(book, allocate(book), 1, code, view, label)) + repr(
                explain(book, allocate(book), None, code, view, label)
            )
            assert "市" not in text.replace("第1市の要望", "")
            assert "M1" in text


def test_a_total_lists_its_items_and_those_without_an_amount() -> None:
    book = ledger({1: "YY", 2: "YN", 3: "YY"}, {1: {2: 101}, 2: {1: 50}, 3: {1: 9}})
    derivation = ask(book, 1, View.MAX, None)
    assert derivation.steps[0].inputs == (("項1", "51円"), ("項2", "50円"))
    assert derivation.steps[0].result == "101円"
    assert derivation.steps[1].result == "1項"
    whole = ask(book, None, View.MAX, None)
    assert whole.steps[1].inputs == (("第1市", "101円"), ("第2市", "50円"))


def test_a_range_shows_every_count() -> None:
    derivation = ask(ledger("Y??", {1: 300, 2: 400, 3: 450}), 1, View.LOW)
    assert labels(derivation)[2:] == ["1団体のとき", "2団体のとき", "3団体のとき", "最小"]
    assert [step.result for step in derivation.steps[2:]] == ["300円〜300円", "200円〜200円", "150円〜150円", "150円"]


@pytest.mark.parametrize("rule", [None, "population", "equal=3,population=7"])
@settings(max_examples=40)
@given(
    answers=st.text("YN?_", min_size=1, max_size=4),
    quotes=st.dictionaries(st.integers(1, 4), st.integers(0, 10**6)),
    unit=st.sampled_from([1, 1_000]),
    remainder=st.sampled_from(Remainder),
    estimate=st.booleans(),
)
def test_every_amount_has_a_derivation_that_ends_in_it(
    rule: str | None, answers: str, quotes: dict[int, int], unit: int, remainder: Remainder, estimate: bool
) -> None:
    one = customization(rule=rule)
    book = ledger(answers, quotes or {1: 5}, customizations=[one], unit=unit, remainder=remainder, estimate=estimate)
    allocation = allocate(book)
    (id,) = book.all(Customization)
    for view in View:
        for place, member in enumerate(allocation.members):
            amount = allocation.item(id).shares(view)[place]
            last = explain(book, allocation, id, member.code, view).steps[-1]
            assert amount is None or last.result.startswith((yen(amount), "実施団体なし 0円"))
            total = explain(book, allocation, None, member.code, view).steps[0]
            assert total.result == yen(allocation.totals[view].shares[place])
        amount = allocation.item(id).total(view)
        last = explain(book, allocation, id, None, view).steps[-1]
        assert amount is None or last.result.startswith((yen(amount), "実施団体なし 0円"))


def test_quotients_are_cut_never_rounded() -> None:
    assert [quotient(7, 1), quotient(7, 2), quotient(2, 3), quotient(-2, 3)] == ["7", "3.50", "0.66…", "△0.66…"]

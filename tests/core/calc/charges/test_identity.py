"""A municipality whose code was changed is no other member: it neither leaves nor joins."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.charges.assess import assess
from core.calc.charges.explain import Explanation
from core.calc.charges.identity import codes_today, known_in, recoded, recoded_result, renamings
from core.calc.charges.mixing import Factor
from core.calc.charges.versions import Charged, beside, explanation, explanations
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.values.charge_premises import ChargePremises
from tests.core.calc.charges.years import CODES, YEAR, A, B, years
from tests.core.calc.ledger import TOYAMA
from tests.examples import few

SMALL, LARGE = "000001", "999999"


def ledger_with(former: dict[str, str], gone: tuple[str, ...] = ()) -> Book:
    """The six members; those of `former` have the code beside it today."""
    rows = [
        Municipality(at, former.get(code, code), TOYAMA[code][1], former_codes=code if code in former else "")
        for at, code in enumerate(CODES, 1)
        if code not in gone
    ]
    book = Book({})
    book.apply(ChangeSet("団体", tuple(Insert("municipalities", to_row(one)) for one in rows)))
    return book


def charged(premises: ChargePremises) -> Charged:
    return Charged(premises.project, premises, assess(premises, lenient=True).result)


def renamed(premises: ChargePremises, codes: dict[str, str]) -> ChargePremises:
    payers = [replace(one, name=f"新{one.name}") if one.code in codes else one for one in premises.payers]
    return recoded(replace(premises, payers=tuple(payers)), codes)


def told(found: Explanation) -> list[tuple[Factor, str, int, int | None, int | None]]:
    return [(one.factor, one.label, one.yen, one.before, one.after) for one in found.steps]


@few(10)
@given(years(), years(), st.sampled_from(CODES[:3]), st.sampled_from((SMALL, LARGE)))
def test_a_member_that_is_renamed_and_has_another_code_changes_no_yen_of_any_step(
    first: ChargePremises, second: ChargePremises, old: str, new: str
) -> None:
    """A tie goes to the smaller code, so the second charge itself may be a yen another: that is with the rounding."""
    codes = {old: new}
    book = ledger_with(codes)
    other = renamed(second, codes)
    plain = charged(first), charged(second)
    again = Charged(other.project, other, recoded_result(plain[1].result, codes))
    held = beside(book, [plain[0]], [again])
    everybody = explanations(held, [again])
    for code in CODES:
        now = codes.get(code, code)
        try:
            before = explanation([plain[0]], [plain[1]], code)
        except SplitRefused:
            continue
        there = now if now in everybody else code
        found = explanation(held, [again], there)
        assert told(found) == told(before)
        assert everybody[there] == found
        split_anew = explanation(held, [charged(other)], there)
        assert [row[:3] for row in told(split_anew)[:-1]] == [row[:3] for row in told(before)[:-1]]
        assert sum(one.yen for one in split_anew.steps) == split_anew.difference


def test_a_member_that_was_only_renamed_is_told_nothing_of() -> None:
    other = renamed(YEAR, {A: SMALL})
    book = ledger_with({A: SMALL})
    found = explanation(beside(book, [charged(YEAR)], [charged(other)]), [charged(other)], SMALL)
    assert [one.told for one in found.steps] == [()] * len(found.steps)
    assert found.difference == 0


def test_what_cannot_be_traced_is_told_as_leaving_and_joining_in_so_many_words() -> None:
    other = recoded(YEAR, {A: SMALL})
    book = ledger_with({})
    found = explanation(beside(book, [charged(YEAR)], [charged(other)]), [charged(other)], SMALL)
    (step,) = (one for one in found.steps if one.factor is Factor.MEMBERS)
    name = TOYAMA[A][1]
    assert [row[1:] for row in step.told[:2]] == [("12か月", "なし"), ("なし", "12か月")]
    assert {row[0] for row in step.told[:2]} == {f"{name}({A})", f"{name}({SMALL})"}
    assert "同じ団体とたどれないため、離脱と加入として計算" in step.told[2][0]


def test_a_code_of_two_days_is_that_of_one_member_and_another_ones_code_of_nobody_else() -> None:
    book = ledger_with({A: SMALL})
    assert codes_today(book) == {A: SMALL}
    assert known_in(book, [A, B])(SMALL) == A
    assert known_in(book, [SMALL, B])(A) == SMALL
    assert known_in(book, [B])(A) == SMALL
    assert known_in(book, [A])(B) == B
    book.apply(ChangeSet("団体", (Update("municipalities", 2, {"code": A}),)))
    assert codes_today(book) == {}, "another has it today"


@pytest.mark.parametrize(
    ("first", "second"), [([A, B], [SMALL]), ([A, SMALL], [SMALL, B]), ([A], [A, SMALL]), ([B], [B])]
)
def test_two_that_became_one_are_no_change_of_a_code(first: list[str], second: list[str]) -> None:
    book = Book({})
    rows = [Municipality(1, SMALL, "合併市", former_codes=f"{A}、{B}")]
    book.apply(ChangeSet("団体", tuple(Insert("municipalities", to_row(one)) for one in rows)))
    assert renamings(book, first, second) == {}

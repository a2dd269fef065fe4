"""What a new member, or one that leaves, changes for everybody, by the council's present scenario."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.applications import Effect, book_with, effect_of
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.operating.applications import Application, ApplicationKind
from core.model.scenarios import Scenario
from core.operations.editing.edit import edit
from core.sample import sample
from core.words.sentences import sentence

SAMPLE = sample()


@pytest.fixture(scope="module")
def sampled() -> Book:
    book = Book({})
    book.apply(SAMPLE)
    return book


def applied(book: Book, **values: Any) -> Application:
    return replace(next(iter(book.all(Application).values())), **values)


def told(found: Effect | Fault) -> Effect:
    assert isinstance(found, Effect), sentence(found)
    return found


def test_the_new_member_takes_over_a_part_and_everybody_else_pays_less(sampled: Book) -> None:
    effect = told(effect_of(sampled, applied(sampled)))
    before = compare_scenario(sampled, present_scenario(sampled))
    assert isinstance(before, Comparison)
    assert {row.code: row.before for row in effect.rows if row.before is not None} == {
        code: row.cloud for code, row in before.rows.items()
    }
    (new,) = [row for row in effect.rows if row.before is None]
    assert new.name == "(架空の例)甲町"
    assert new.after is not None
    assert new.after > 0
    assert effect.total.change == 0
    assert sum(row.change for row in effect.rows) == 0
    assert (effect.now, effect.full) == (None, 1)
    assert new.year(0) == (None, 0)


def test_the_ledger_itself_stays_as_it_is(sampled: Book) -> None:
    before = dict(sampled.all(Municipality))
    told(effect_of(sampled, applied(sampled)))
    assert dict(sampled.all(Municipality)) == before


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 200_000), st.sampled_from(["2015-04-01", "2016-10-01", "2019-03-01"]), st.sampled_from([50, 100]))
def test_whoever_joins_whenever_the_fee_is_borne_to_the_yen(population: int, day: str, equal: int) -> None:
    book = Book({})
    book.apply(SAMPLE)
    scenario = present_scenario(book)
    wish = edit(book, scenario, "guarantee_percent", "")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    effect = told(effect_of(book, applied(book, population=population, wished_on=day, equal_percent=equal)))
    for row_years in zip(*(row.years_after for row in effect.rows if row.years_after), strict=True):
        assert all(yen >= 0 for yen in row_years)
    assert sum(row.after or 0 for row in effect.rows) == effect.total.after == effect.total.before
    years = zip(*(row.years_after for row in effect.rows if row.years_after), strict=True)
    assert [sum(one) for one in years] == list(effect.total.years_after or ())


def test_the_effect_is_what_the_comparison_says_once_it_has_joined(sampled: Book) -> None:
    application = applied(sampled)
    effect = told(effect_of(sampled, application))
    after = compare_scenario(book_with(sampled, application, "2016-04-01"), present_scenario(sampled))
    assert isinstance(after, Comparison)
    assert [row.cloud for row in after.rows.values()] == [row.after for row in effect.rows]


def test_whoever_leaves_leaves_its_part_to_the_others(sampled: Book) -> None:
    village = next(one for one in sampled.all(Municipality).values() if one.label == "F")
    leaving = applied(
        sampled, kind=ApplicationKind.LEAVE, name=village.name, municipality_id=village.id, wished_on="2017-04-01"
    )
    effect = told(effect_of(sampled, leaving))
    row = next(row for row in effect.rows if row.code == village.code)
    assert row.change < 0
    assert row.year(2)[1] == 0
    assert effect.total.change == 0


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"wished_on": None}, "申請1に希望日も加入日・離脱日もありません。"),
        ({"current_yen": None}, ""),
        ({"population": None}, ""),
        ({"kind": ApplicationKind.LEAVE}, "申請1の離脱する団体が分かりません。"),
    ],
)
def test_what_is_missing_is_said(sampled: Book, values: dict[str, Any], start: str) -> None:
    found = effect_of(sampled, applied(sampled, **values))
    assert isinstance(found, Fault)
    assert sentence(found).startswith(start)
    assert start or "甲町" in sentence(found)


@pytest.mark.parametrize("kind", list(ApplicationKind))
def test_after_the_term_of_the_scenario_it_is_said_that_nothing_is_seen(sampled: Book, kind: ApplicationKind) -> None:
    """A table in which the applicant does not stand and nobody's yen change would be read as no effect."""
    who = next(iter(sampled.all(Municipality)))
    found = effect_of(sampled, applied(sampled, kind=kind, municipality_id=who, effective_on="2020-04-01"))
    assert isinstance(found, Fault)
    assert sentence(found).startswith(
        "令和2年4月1日は試算「3割削減を保障(原資料)」の期間(平成27年度〜令和元年度)の後のため"
    )


def test_without_a_fee_there_is_no_effect() -> None:
    book = Book({})
    book.apply(SAMPLE)
    scenario = book.all(Scenario)[present_scenario(book).id]
    tables: dict[str, list[Any]] = {"consortium": [book.consortium], "scenarios": [scenario]}
    bare = Book({**tables, "municipalities": list(book.all(Municipality).values())})
    assert isinstance(effect_of(bare, applied(book)), Fault)

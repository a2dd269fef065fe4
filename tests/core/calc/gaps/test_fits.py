"""適合率: what the rates are formed of, and what never makes a rate."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.gaps.fits import FitCount, count_of, counts_by_system, show_rate
from core.calc.gaps.known import gaps_on
from core.model.gaps import Fit, Gap, system_name
from core.operations.editing.edit import edit_cells
from tests.core.operations.conftest import ledger, sample_database  # noqa: F401
from tests.core.operations.gaps.made_up import item, session

COUNTS = st.dictionaries(st.sampled_from(list(Fit)), st.integers(0, 500))


def counted(by_fit: dict[Fit, int]) -> FitCount:
    return FitCount(None, Counter(by_fit), 0, 0)


@given(COUNTS)
def test_a_rate_lies_between_nothing_and_all_and_halves_never_lower_it(by_fit: dict[Fit, int]) -> None:
    count = counted(by_fit)
    if count.rate is None or count.rate_with_halves is None:
        assert not count.by_fit[Fit.FITS]
        assert not count.by_fit[Fit.PARTLY]
        return
    assert 0 <= count.rate <= count.rate_with_halves <= 1


@given(COUNTS, st.integers(0, 500), st.integers(0, 500))
def test_what_is_out_or_open_changes_no_rate(by_fit: dict[Fit, int], out: int, unjudged: int) -> None:
    other = counted({**by_fit, Fit.OUT: out, Fit.OPEN: unjudged})
    assert (other.rate, other.rate_with_halves) == (counted(by_fit).rate, counted(by_fit).rate_with_halves)


@given(st.lists(st.sampled_from(list(Fit))))
def test_the_judgements_add_up_to_the_items(fits: list[Fit]) -> None:
    gaps = [Gap(at, f"機能{at}", at, fit=fit) for at, fit in enumerate(fits, 1)]
    count = count_of(gaps, [])
    assert count.total == len(fits)
    assert count.judged == sum(fit in {Fit.FITS, Fit.PARTLY, Fit.GAP} for fit in fits)


def test_the_rates_of_an_example() -> None:
    count = counted({Fit.FITS: 12, Fit.PARTLY: 5, Fit.GAP: 3, Fit.OUT: 4, Fit.OPEN: 6})
    assert (count.total, count.judged) == (30, 20)
    assert (show_rate(count.rate), show_rate(count.rate_with_halves)) == ("60.0%", "72.5%")


@pytest.mark.parametrize(("rate", "shown"), [(Fraction(1, 3), "33.3%"), (Fraction(2, 3), "66.7%"), (None, "－")])
def test_a_rate_is_shown_to_the_tenth(rate: Fraction | None, shown: str) -> None:
    assert show_rate(rate) == shown


def test_a_list_of_nothing_but_gaps_has_no_rate() -> None:
    assert counted({Fit.GAP: 31}).rate is None
    assert counted({Fit.GAP: 1, Fit.PARTLY: 1}).rate == 0


def test_the_sample_has_the_31_items_by_system_and_no_rate(ledger: Any) -> None:  # noqa: F811
    counts = counts_by_system(ledger.book)
    assert [(system_name(ledger.book, one.system_id), one.total) for one in counts] == [
        ("住基情報", 1),
        ("選挙人名簿", 1),
        ("固定資産税", 1),
        ("住民税", 4),
        ("取滞納管理", 4),
        ("国民健康保険", 2),
        ("障害者福祉", 1),
        ("健康管理", 12),
        ("医療費助成", 2),
        ("(業務なし)", 3),
    ]
    assert sum(one.requests for one in counts) == 31
    assert {one.rate for one in counts} == {None}


def test_on_a_day_nothing_is_known_of_later_sessions_and_conclusions(ledger: Any) -> None:  # noqa: F811
    session(ledger, "H26.5.1")
    session(ledger, "H26.7.1")
    early = item(ledger, "早い項目", meeting_id="第1回税の確認会")
    late = item(ledger, "遅い項目", meeting_id="第2回税の確認会")
    typed = [(early, "conclusion", "決定"), (early, "decided_at_id", "第2回税の確認会"), (late, "conclusion", "保留")]
    ledger.do(edit_cells(ledger.book, typed))
    known = {gap.id: gap for gap in gaps_on(ledger.book, "2014-06-01") if gap.id > 31}
    assert set(known) == {early.id}
    assert known[early.id].conclusion is None
    known = {gap.id: gap for gap in gaps_on(ledger.book, "2014-07-01") if gap.id > 31}
    assert [known[id].conclusion for id in (early.id, late.id)] == ["decided", "on_hold"]

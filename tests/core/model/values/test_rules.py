from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.rules import EQUAL_SPLIT, Basis, Rule, Term, parse_rule

parts = st.integers(min_value=1, max_value=999_999)
names = st.text(st.sampled_from("ごみ量世帯(t)・ 12aB"), min_size=1).map(str.strip).filter(bool)
factors = st.integers(min_value=1_000_001, max_value=2_000_000).map(lambda number: Decimal(number) / 1_000_000)
terms = st.one_of(
    st.builds(Term, st.sampled_from([Basis.EQUAL, Basis.POPULATION]), parts),
    st.builds(Term, st.just(Basis.DECREASING), parts, factor=factors),
    st.builds(Term, st.just(Basis.WEIGHT), parts, name=names),
)
rules = st.builds(lambda terms: Rule(tuple(terms)), st.lists(terms, min_size=1, max_size=4))


@given(rules)
def test_a_rule_is_read_back_as_written(rule: Rule) -> None:
    assert parse_rule(rule.text) == rule


def test_the_rule_of_the_source_reads_and_shows() -> None:
    rule = parse_rule(" equal = 3 , population=7 ")
    assert rule.text == "equal=3,population=7"
    assert rule.label == "均等割:人口割 = 3:7"
    assert parse_rule("decreasing:1.5").label == "逓減人口割(1.5倍)"
    assert parse_rule("weight:ごみ量=70").label == "指標割(ごみ量)"


def test_terms_without_parts_have_one_and_terms_of_zero_fall_away() -> None:
    assert parse_rule("equal,population=0") == Rule((Term(Basis.EQUAL, 1),))
    assert parse_rule("equal") is EQUAL_SPLIT
    assert parse_rule("equal=3") is not EQUAL_SPLIT


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "rule_form"),
        ("equal=3;population=7", "rule_form"),
        ("weight=3", "rule_form"),
        ("equal:x=3", "rule_form"),
        ("households=3", "rule_form"),
        ("equal=-3", "rule_form"),
        ("equal=0,population=0", "rule_parts"),
        ("decreasing:1", "rule_factor"),
        ("decreasing:2.5", "rule_factor"),
        ("decreasing:abc", "rule_factor"),
    ],
)
def test_what_is_no_rule_is_refused(text: str, rule: str) -> None:
    with pytest.raises(Refused, match=rule):
        parse_rule(text)

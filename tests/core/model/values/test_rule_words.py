"""Rules as people write them, and as they are shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.rule_words import read_rule
from core.model.values.rules import Basis, Limit, Rule, Term, parse_rule
from core.words.sentences import sentence

names = st.text(st.sampled_from("ごみ量世帯(t)・ 12aB人口割+"), min_size=1).map(str.strip).filter(bool)
parts = st.integers(1, 999)
terms = st.one_of(
    st.builds(Term, st.sampled_from([Basis.EQUAL, Basis.POPULATION]), parts),
    st.builds(Term, st.just(Basis.DECREASING), parts, factor=st.just(Decimal("1.5"))),
    st.builds(Term, st.just(Basis.WEIGHT), parts, name=names),
)
percents = (
    st.integers(1, 9_999).map(lambda tenths: Decimal(tenths) / 10).map(lambda one: Decimal(f"{one.normalize():f}"))
)
limits = st.one_of(
    st.none(),
    st.builds(Limit, st.integers(0, 10**12)),
    st.builds(Limit, percent=percents, name=st.one_of(st.just(""), names)),
)
rules = st.builds(
    lambda terms, scale, fixed, least, most: parse_rule(
        Rule(tuple(terms), scale if len(terms) > 1 else 1, fixed, least, most).text
    ),
    st.lists(terms, min_size=1, max_size=4),
    st.sampled_from([1, 10, 100]),
    st.one_of(st.just(""), names),
    limits,
    limits,
)


@given(rules)
def test_a_rule_with_decimals_fixed_amounts_and_limits_is_read_back_as_stored(rule: Rule) -> None:
    assert parse_rule(rule.text) == rule


@given(rules.filter(lambda rule: len(rule.terms) > 1 or rule.terms[0].parts == 1))
def test_a_rule_is_read_back_as_it_is_shown(rule: Rule) -> None:
    assert read_rule(rule.label) == rule


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("3:7", "均等割:人口割 = 3:7"),
        ("１６：８４", "均等割:人口割 = 16:84"),
        ("9.5:90.5", "均等割:人口割 = 9.5:90.5"),
        ("均等割:人口割=3:7", "均等割:人口割 = 3:7"),
        ("均等30%・人口70%", "均等割:人口割 = 30:70"),
        ("均等割３０％、人口割７０％", "均等割:人口割 = 30:70"),
        ("均等3割と人口7割", "均等割:人口割 = 3:7"),
        ("均等3割人口7割", "均等割:人口割 = 3:7"),
        ("均等割 0.5 人口割 1.5", "均等割:人口割 = 0.5:1.5"),
        ("人口割のみ", "人口割"),
        ("均等割:人口割:指標割(ごみ量)=10:45:45", "均等割:人口割:指標割(ごみ量) = 10:45:45"),
        ("均等割1+指標割(面積・人口)1", "均等割:指標割(面積・人口) = 1:1"),
        ("定額(基本料)を先に引き、5:95", None),
        ("定額(基本料)を先に引き、均等5%・人口95%", "定額(基本料)、均等割:人口割 = 5:95"),
        ("人口割、上限 総額の４０％、下限 10万円", "人口割、下限 100,000円、上限 総額の40%"),
        ("均等割、上限は指標(前年度負担金)の110%", "均等割、上限 指標(前年度負担金)の110%"),
        ("定額(コンビニ交付)", "定額(コンビニ交付)"),
        ("equal=3,population=7", "均等割:人口割 = 3:7"),
    ],
)
def test_it_is_written_as_people_write_it(text: str, label: str | None) -> None:
    if label is None:
        with pytest.raises(Refused, match="rule_form"):
            read_rule(text)
        return
    assert read_rule(text).label == label


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("10:45:45", "rule_bases"),
        ("均等30%・人口60%", "rule_sum"),
        ("均等30%・人口7", "rule_form"),
        ("上限 10万円", "rule_form"),
        ("均等割、上限 いくらか", "not_a_number"),
        ("均等割:人口割 = 3:7:1", "rule_form"),
        ("逓減人口割(3倍)", "rule_factor"),
        ("三対七", "rule_form"),
        ("均等割と人口割", "rule_form"),
    ],
)
def test_what_is_no_rule_is_refused_without_a_word_of_how_it_is_stored(text: str, refusal: str) -> None:
    with pytest.raises(Refused) as found:
        read_rule(text)
    assert found.value.rule == refusal
    words = sentence(found.value.at("rule"))
    assert not any(word in words for word in ("equal", "population", "weight", "least", "most", "fixed"))

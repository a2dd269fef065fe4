"""Ways in which answers, flags, words and rules are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import AnswerState, read_state
from core.model.book import Book
from core.model.council import Consortium, Scope, TaxMode
from core.model.machine.faults import Refused
from core.model.machine.kinds import LONGEST, OneOf, read_flag
from core.model.requests import Customization, Disposition
from core.model.values.dates import show_fiscal_year
from core.model.values.rule_words import read_rule
from core.model.values.rules import Basis, Rule, Term
from core.model.values.words import Word
from core.operations.editing.reading import read

NOTHING = Book({})


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        (AnswerState.YES, "実施 ● ○ ◯ 〇 1 １ yes YES Ｙｅｓ する"),
        (AnswerState.NO, "実施しない × ✕ ✖ x Ｘ 2 ２ no しない"),
        (AnswerState.UNDECIDED, "未定 ？ ? △ ▲ 3 ３ undecided"),
        (AnswerState.UNANSWERED, "未回答 0 ０ unanswered"),
    ],
)
def test_answers_are_read_from_words_signs_and_keys(state: AnswerState, texts: str) -> None:
    assert {read_state(text) for text in texts.split()} == {state}
    assert read_state(f"  {texts.split()[0]}　") is state


def test_a_blank_answer_is_no_answer_and_other_words_are_refused() -> None:
    assert read_state("") is read_state("　") is AnswerState.UNANSWERED
    for text in ("たぶん", "4", "200,000", "-"):
        with pytest.raises(Refused, match="not_a_state"):
            read_state(text)


@pytest.mark.parametrize("state", AnswerState)
def test_marks_labels_and_values_of_answers_are_read_back(state: AnswerState) -> None:
    assert read_state(state.mark) is read_state(state.label) is read_state(state.value) is state


@pytest.mark.parametrize("kind", [Disposition, Scope, TaxMode, AnswerState])
def test_every_word_is_read_by_label_and_value(kind: type[Word]) -> None:
    for word in kind:
        assert OneOf(kind).read(word.label) is OneOf(kind).read(word.value) is word


def test_a_word_may_be_cut_short_where_only_one_begins_so() -> None:
    assert OneOf(Disposition).read("標準仕様") is Disposition.STANDARD
    assert OneOf(Disposition).read("実施") is Disposition.IMPLEMENT
    assert OneOf(Scope).read("②") is Scope.NOT_UNIFIED
    for text in ("調達", "対応", "業"):
        with pytest.raises(Refused, match="not_a_word"):
            OneOf(Scope if text == "調達" else Disposition).read(text)


def test_yes_and_no_are_read_in_the_usual_ways() -> None:
    assert all(read_flag(text) for text in ("1", "はい", "○", "●", "レ", "あり", "TRUE"))
    assert not any(read_flag(text) for text in ["0", "いいえ", "×", "", "なし", "false"])
    with pytest.raises(Refused, match="not_a_flag"):
        read_flag("たぶん")


parts = st.integers(min_value=1, max_value=999_999)
names = st.text(st.sampled_from("ごみ量世帯(t)（ｔ）・ 12aB"), min_size=1).map(str.strip).filter(bool)
factors = st.integers(min_value=1_000_001, max_value=2_000_000).map(lambda number: Decimal(number) / 1_000_000)
terms = st.one_of(
    st.builds(Term, st.sampled_from([Basis.EQUAL, Basis.POPULATION]), parts),
    st.builds(Term, st.just(Basis.DECREASING), parts, factor=factors),
    st.builds(Term, st.just(Basis.WEIGHT), parts, name=names),
)


@given(st.lists(terms, min_size=2, max_size=4).map(tuple).map(Rule))
def test_a_rule_is_read_as_it_is_shown_and_as_it_is_stored(rule: Rule) -> None:
    assert read_rule(rule.label) == rule
    assert read_rule(rule.text) == rule


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("均等割", "equal=1"),
        ("均等割=3、人口割=7", "equal=3,population=7"),
        ("均等割：人口割＝３：７", "equal=3,population=7"),
        ("逓減人口割（１．５倍）", "decreasing:1.5=1"),
        ("均等割:指標割(ごみ量) = 30:70", "equal=30,weight:ごみ量=70"),
    ],
)
def test_rules_are_read_in_the_words_of_the_field(text: str, stored: str) -> None:
    assert read_rule(text).text == stored


@pytest.mark.parametrize(
    "text", ["均等割:人口割 = 3", "均等割:人口割 = 3:7:1", "均等割と人口割", "人口割(3)", "指標割"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="rule_form"):
        read_rule(text)


@given(st.integers(min_value=1870, max_value=2117))
def test_fiscal_years_are_read_as_shown(year: int) -> None:
    for text in (str(year), f"{year}年度", show_fiscal_year(year)):
        assert read(NOTHING, Consortium, "fiscal_year", text) == year


@pytest.mark.parametrize("text", ["20145", "来年度", "令和0年度", "14"])
def test_what_is_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not_a_fiscal_year"):
        read(NOTHING, Consortium, "fiscal_year", text)


def test_control_characters_and_floods_of_text_are_refused_and_line_ends_made_alike() -> None:
    assert read(NOTHING, Customization, "note", "a\r\nb\rc") == "a\nb\nc"
    for text, rule in (
        ("a\0b", "control_character"),
        ("\ud800", "control_character"),
        ("x" * (LONGEST + 1), "too_long"),
    ):
        with pytest.raises(Refused, match=rule):
            read(NOTHING, Customization, "note", text)

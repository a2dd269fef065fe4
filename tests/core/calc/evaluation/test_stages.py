"""Two stages: who goes on, what stays with whom, and that with one stage nothing is different."""

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.evaluation.comparing import by_rules, place_of, turning
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.explain import explain
from core.calc.evaluation.results import BidderResult, Verdict
from core.model.book import Book
from core.model.evaluation import Absence, Carried, FirstStage, PriceBasis, Stage
from core.model.machine.faults import Refused
from core.model.selection.evaluation_reading import READERS
from core.model.values.evaluation_rules import Part
from tests.core.calc.evaluation.procurements import bidder, book_of, by_name, criterion, frame, result

FIRST, SECOND = Stage.FIRST, Stage.SECOND
SHARES = {"A": (90, 60), "B": (80, 90), "C": (70, 95), "D": (60, 100), "E": (50, 50)}
"""What each is given in the first stage and in the second, were all judged there."""


def staged(first: dict[str, int], second: dict[str, int], prices: dict[str, int] | None = None, **more: Any) -> Book:
    """Return a book in which two reviewers give what is said; `recorded` and `out` are of bidders."""
    recorded, out = more.pop("recorded", {}), more.pop("out", {})
    price_stage = more.pop("price_stage", SECOND)
    criteria = [criterion(1, "書類", 100, stage=FIRST), criterion(2, "説明", 100, Part.PRESENTATION, stage=SECOND)]
    if prices:
        criteria.append(criterion(3, "価格", 100, Part.PRICE, stage=price_stage))
    bidders = [
        bidder(11 + at, who, (prices or {}).get(who), first_stage=recorded.get(who), disqualified=out.get(who, ""))
        for at, who in enumerate(first)
    ]
    scores = {(seat, "書類", who): one for who, one in first.items() for seat in ("甲", "乙")}
    scores |= {(seat, "説明", who): one for who, one in second.items() for seat in ("甲", "乙")}
    return book_of(criteria, bidders, scores, **{"passing": "上位3者", "aggregation": "平均", **more})


FIVE = {who: one for who, (one, _) in SHARES.items()}
THREE = {who: SHARES[who][1] for who in "ABC"}


def found(book: Book) -> dict[str, BidderResult]:
    return by_name(result(book))


def test_the_best_three_go_on_and_the_others_are_not_disqualified() -> None:
    made = result(staged(FIVE, THREE))
    of = by_name(made)
    assert made.full == 200
    assert {who: one.verdict for who, one in of.items()} == {
        "A": Verdict.NEXT,
        "B": Verdict.FIRST,
        "C": Verdict.NEXT,
        "D": Verdict.DROPPED,
        "E": Verdict.DROPPED,
    }
    assert {who: one.rank for who, one in of.items()} == {"A": 3, "B": 1, "C": 2, "D": None, "E": None}
    assert [of[who].total for who in "ABC"] == [150, 170, 165]
    assert [one.first for one in made.results] == [90, 80, 70, 60, 50]
    assert [one.first_rank for one in made.results] == [1, 2, 3, 4, 5]
    assert of["D"].is_in
    assert of["D"].total is None
    assert of["D"].parts == {Part.PROPOSAL: 60, Part.PRESENTATION: None}
    assert [fault.rule for fault in of["E"].behind] == ["behind_in_first"]
    assert [len(made.results), len(made.reached)] == [5, 3]


def test_why_somebody_did_not_go_on_is_explained_after_its_points() -> None:
    made = result(staged(FIVE, THREE))
    labels = {who: [one.label for one in explain(made, of).steps] for who, of in by_name(made).items()}
    assert labels["D"] == ["一次審査", "一次審査 提案書", "二次審査"]
    assert labels["B"] == ["一次審査", "一次審査 提案書", "二次審査 プレゼンテーション", "技術点", "合計", "順位"]


def test_points_of_the_first_stage_count_in_the_end_only_where_the_rule_carries_them_over() -> None:
    made = result(staged(FIVE, THREE, carried=Carried.FRESH))
    of = by_name(made)
    assert made.full == 100
    assert {who: of[who].total for who in "ABC"} == {"A": 60, "B": 90, "C": 95}
    assert of["C"].verdict is Verdict.FIRST
    assert of["D"].first == 60


def test_from_so_many_points_on_all_go_on_and_nobody_where_nobody_reaches_them() -> None:
    of = found(staged(FIVE, {"A": 60, "B": 90}, passing="満点の8割以上"))
    assert [who for who, one in of.items() if one.verdict is not Verdict.DROPPED] == ["A", "B"]
    assert [fault.rule for fault in of["C"].behind] == ["short_in_first"]
    both = found(staged(FIVE, {"A": 60}, passing="上位1者、合計が70点以上"))
    assert [who for who, one in both.items() if one.verdict is Verdict.FIRST] == ["A"]
    nobody = result(staged(FIVE, {}, passing="95点以上"))
    assert {one.verdict for one in nobody.results} == {Verdict.DROPPED}
    assert by_rules(nobody)[0].first == "該当なし"


def test_more_that_are_equal_than_there_are_places_wait_until_somebody_decides() -> None:
    first = FIVE | {"D": 70}
    of = found(staged(first, THREE))
    assert [of[who].verdict for who in "ABCDE"] == [Verdict.OPEN] * 4 + [Verdict.DROPPED]
    assert [fault.rule for fault in of["D"].missing] == ["first_stage_tied"]
    all_on = found(staged(first, {**THREE, "D": 100}, passing="上位3者(同点は全員)"))
    assert [who for who, one in all_on.items() if one.verdict is Verdict.DROPPED] == ["E"]
    decided = found(staged(first, THREE, recorded={"C": FirstStage.PASSED, "D": FirstStage.BELOW}))
    assert decided["B"].verdict is Verdict.FIRST
    assert decided["D"].verdict is Verdict.DROPPED


def test_nobody_is_sent_home_while_a_score_of_the_first_stage_is_missing() -> None:
    whole = frame(staged(FIVE, THREE))
    for seat in (100, 101):
        whole.tally.put(1, 15, seat, "")
    made = evaluate(whole)
    assert {one.verdict for one in made.results} == {Verdict.OPEN}
    assert not made.is_narrowed
    assert {fault.rule for one in made.results for fault in one.missing} == {"part_not_scored"}  # a seat counts whole
    present = evaluate(replace(whole, rule=replace(whole.rule, absence=Absence.PRESENT)))
    rules = {one.bidder.name: [fault.rule for fault in one.missing] for one in present.results}
    assert rules == {**{who: ["first_stage_waits"] for who in "ABCD"}, "E": ["part_not_scored"]}


def test_what_is_recorded_holds_against_the_rule_and_is_told() -> None:
    recorded = {"C": FirstStage.BELOW, "D": FirstStage.PASSED}
    made = result(staged(FIVE, {"A": 60, "B": 90, "D": 100}, recorded=recorded))
    of = by_name(made)
    assert [who for who, one in of.items() if one.verdict is Verdict.DROPPED] == ["C", "E"]
    assert {str(one.facts["names"]) for one in made.notes if one.rule == "first_stage_differs"} == {"C、D"}


def test_who_is_recorded_though_the_rule_cannot_tell_is_said_to_be_recorded() -> None:
    """Three are equal for one place: what was decided holds, and more than there are places are told of."""
    first = {"A": 90, "B": 70, "C": 70, "D": 70}
    recorded = {"B": FirstStage.BELOW, "C": FirstStage.PASSED, "D": FirstStage.PASSED, "A": FirstStage.PASSED}
    made = result(staged(first, {}, passing="上位2者", recorded=recorded))
    assert [fault.rule for fault in by_name(made)["B"].behind] == ["behind_as_recorded"]
    assert [(one.rule, one.facts["count"]) for one in made.notes if "count" in one.facts] == [("first_stage_count", 3)]


def test_a_stage_that_asks_for_nothing_is_told() -> None:
    only = result(book_of([criterion(1, "書類", 100, stage=FIRST)], [bidder(11, "A")], {}, passing="上位2者"))
    assert [one.facts["stage"] for one in only.notes] == ["二次審査"]


def test_a_published_result_is_set_up_without_the_points_of_those_who_ended_in_the_first_stage() -> None:
    recorded = {who: FirstStage.PASSED if who in "AB" else FirstStage.BELOW for who in "ABC"}
    first = {"A": 80, "B": 70}
    book = staged({**first, "C": 0}, {"A": 50, "B": 90}, recorded=recorded)
    whole = frame(book)
    for seat in (100, 101):
        whole.tally.put(1, 13, seat, "")
    of = by_name(evaluate(whole))
    assert of["B"].verdict is Verdict.FIRST
    assert (of["C"].verdict, [fault.rule for fault in of["C"].behind]) == (Verdict.DROPPED, ["behind_as_recorded"])


def test_who_is_disqualified_after_it_went_on_leaves_its_place_empty() -> None:
    recorded = {who: FirstStage.PASSED if who in "ABC" else FirstStage.BELOW for who in FIVE}
    of = found(staged(FIVE, THREE, recorded=recorded, out={"B": "辞退"}))
    assert [of[who].verdict for who in "ABCDE"] == [
        Verdict.NEXT,
        Verdict.OUT,
        Verdict.FIRST,
        Verdict.DROPPED,
        Verdict.DROPPED,
    ]
    assert [of["C"].rank, of["A"].rank] == [1, 2]


def test_a_price_above_the_limit_is_looked_at_in_the_stage_that_asks_for_prices() -> None:
    prices = {"A": 100, "B": 120, "C": 100, "D": 100, "E": 100}
    late = found(staged(FIVE, THREE, prices, limit_yen=110, recorded={"B": FirstStage.PASSED}))
    assert [late[who].verdict for who in "BD"] == [Verdict.OUT, Verdict.DROPPED]
    early = found(staged(FIVE, {**THREE, "D": 100}, prices, limit_yen=110, price_stage=FIRST))
    assert [early[who].verdict for who in "BD"] == [Verdict.OUT, Verdict.NEXT]


def test_the_rule_chooses_among_whose_prices_the_lowest_is_looked_for() -> None:
    prices = {"A": 200, "B": 250, "C": 400, "D": 100, "E": 500}
    reached = found(staged(FIVE, THREE, prices))
    assert [points(reached[who]) for who in "ABCD"] == [100, 80, 50, None]
    everybody = found(staged(FIVE, THREE, prices, price_basis=PriceBasis.ALL))
    assert [points(everybody[who]) for who in "ABCD"] == [50, 40, 25, None]
    gone = found(staged(FIVE, THREE, prices, price_basis=PriceBasis.ALL, out={"D": "資格なし"}))
    assert [points(gone[who]) for who in "ABC"] == [100, 80, 50]
    early = found(staged(FIVE, THREE, prices, price_stage=FIRST))
    assert [points(early[who]) for who in "AB"] == [50, 40]
    assert early["D"].first == 160  # and so it goes on instead of C
    assert early["C"].verdict is Verdict.DROPPED
    assert points(early["C"]) == 25


def points(one: BidderResult) -> Fraction | None:
    return one.price.points if one.price is not None else None


def test_ranks_by_other_rules_are_among_those_who_went_on() -> None:
    made = result(staged(FIVE, THREE, {"A": 200, "B": 250, "C": 400, "D": 100, "E": 500}, limit_yen=1000))
    rules = by_rules(made)
    assert len(rules) > 5
    for one in rules:
        assert place_of(one, 14) == place_of(one, 15) == "一次審査で次点以下"
        assert sorted(each.rank for each in one.evaluation.results if each.rank is not None)[-1] <= 3
    assert {turn.first for turn in turning(made)} <= {"A", "B", "C"}


def test_scores_of_the_second_stage_of_who_did_not_go_on_are_not_used_and_that_is_told() -> None:
    made = result(staged(FIVE, {who: late for who, (_, late) in SHARES.items()}))
    assert by_name(made)["B"].verdict is Verdict.FIRST
    assert {str(one.facts["names"]) for one in made.notes if one.rule == "second_stage_unused"} == {"D、E"}


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6),
    st.sampled_from(["上位2者", "上位2者(同点は全員)", "合計が満点の10%以上", "上位3者、合計が8点以上"]),
    st.sampled_from(Carried),
    st.sampled_from(PriceBasis),
    st.randoms(use_true_random=False),
)
def test_the_order_of_bidders_never_matters(
    given_points: list[tuple[int, int]], passing: str, carried: Carried, basis: PriceBasis, chance: random.Random
) -> None:
    first = {f"提案者{at}": one for at, (one, _) in enumerate(given_points)}
    second = {f"提案者{at}": one for at, (_, one) in enumerate(given_points)}
    prices = {name: 100 + 7 * one for name, one in second.items()}
    rule = {"passing": passing, "carried": carried, "price_basis": basis}
    names = list(first)
    chance.shuffle(names)
    mixed = {name: first[name] for name in names}
    one, other = found(staged(first, second, prices, **rule)), found(staged(mixed, second, prices, **rule))
    told = [
        {name: (each.rank, each.verdict, each.total, each.first, each.first_rank) for name, each in some.items()}
        for some in (one, other)
    ]
    assert told[0] == told[1]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=6), st.integers(1, 4))
def test_who_drops_out_never_changes_the_points_of_those_who_go_on(
    given_points: list[tuple[int, int]], places: int
) -> None:
    first = {f"提案者{at}": one for at, (one, _) in enumerate(given_points)}
    second = {f"提案者{at}": one for at, (_, one) in enumerate(given_points)}
    prices = {name: 100 + 7 * one for name, one in second.items()}
    rule = {"passing": f"上位{places}者(同点は全員)", "price_basis": PriceBasis.ALL}
    narrow, wide = found(staged(first, second, prices, **rule)), found(staged(first, second, prices, passing="上位9者"))
    for name, one in narrow.items():
        assert (one.first, one.first_rank) == (wide[name].first, wide[name].first_rank)
        if one.rank is not None:
            assert (one.total, one.price) == (wide[name].total, wide[name].price)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5),
    st.sampled_from(["合計", "平均", "得点率", "順位の平均", "1位の数", "圧縮(80点に)"]),
)
def test_where_all_go_on_and_all_counts_it_is_as_with_one_stage(
    given_points: list[tuple[int, int]], aggregation: str
) -> None:
    first = {f"提案者{at}": one for at, (one, _) in enumerate(given_points)}
    second = {f"提案者{at}": one for at, (_, one) in enumerate(given_points)}
    two, one = (staged(first, second, passing=text, aggregation=aggregation) for text in ("上位9者", "なし"))
    told = [
        {name: (each.rank, each.verdict, each.total, each.parts) for name, each in found(book).items()}
        for book in (two, one)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("なし", "なし"),
        ("1段", "なし"),
        ("上位3者", "上位3者"),
        ("上位３社", "上位3者"),
        ("一次審査の上位三者を選定", "上位3者"),
        ("得点の高い順に5者", "上位5者"),
        ("上位3者まで(同点は全員通過)", "上位3者(同点は全員)"),
        ("上位3者、同点はすべて", "上位3者(同点は全員)"),
        ("6割以上", "合計が満点の60%以上"),
        ("一次審査の得点が満点の6割以上", "合計が満点の60%以上"),
        ("合計60点以上、上位3者", "上位3者、合計が60点以上"),
        ("上位3者、「実施体制」が満点の50%以上", "上位3者、「実施体制」が満点の50%以上"),
    ],
)
def test_who_goes_on_is_read_in_the_words_of_notices(text: str, read: str) -> None:
    made = READERS["passing"](text)
    assert made.text == read
    assert READERS["passing"](read).text == read


@pytest.mark.parametrize("text", ["上位3者程度", "上位0者", "数者", "同点は全員", "委員の協議による", "3者、2者"])
def test_who_goes_on_is_read_whole_or_refused(text: str) -> None:
    with pytest.raises(Refused):
        READERS["passing"](text)

"""Rules of evaluation one by one, and what must hold whatever they are."""

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.evaluation.comparing import Turn, by_rules, gap, place_of, turning
from core.calc.evaluation.price import price_points
from core.calc.evaluation.results import Verdict
from core.calc.evaluation.tally import Tally, scale_points
from core.calc.evaluation.values import evaluation_values
from core.model.book import Book
from core.model.evaluation import Attendance, Interest, Reviewer, Score
from core.model.machine.faults import Refused
from core.model.registry import TABLES
from core.model.selection.evaluation_reading import READERS, read_price_formula, read_roundings
from core.model.values.evaluation_rules import Part, PriceWay
from core.model.values.evaluation_scales import read_scale
from tests.core.calc.evaluation.procurements import bidder, book_of, by_name, criterion, frame, result

NAMES = ("A", "B", "C")


def points(
    formula: str, prices: list[int], limit: int | None = None, full: int = 100, rounding: str = "しない"
) -> list[Fraction]:
    made = price_points(read_price_formula(formula), full, dict(enumerate(prices)), limit, read_roundings(rounding))
    return [one.points for one in made.values()]


def test_every_formula_of_the_price_gives_what_it_says() -> None:
    assert points("最低比", [80, 100]) == [100, 80]
    assert points("限度比", [80, 100], 200) == [60, 50]
    assert points("傾斜(100倍、上限20点)", [70, 90, 100], 100) == [20, 10, 0]
    assert points("下駄75%", [60, 75, 80], 100) == [25, 25, 20]
    assert points("最低比(限度額の75%未満は75%とみなす)", [60, 100], 100) == [100, 75]
    assert points("低入札逓減(基準80%)", [70, 80, 90], 100) == [25, 20, 10]
    assert points("収入型", [50, 200]) == [25, 100]
    assert points("順位(1位50点、2位30点、3位10点)", [3, 1, 3, 9]) == [30, 50, 30, 0]
    assert points("区間(80%以下50点、90%以下30点)", [80, 85, 95], 100) == [50, 30, 0]


@pytest.mark.parametrize("text", ["1e1", "1_0", "٣", "1/2", "-1", "+1", "1.", ".5", "0x1", "nan"])
def test_what_is_a_number_to_a_program_only_is_no_score(text: str) -> None:
    assert scale_points(100, "点", text) is None
    assert scale_points(100, "点", "10.5") == Fraction(21, 2)


def test_rounding_is_done_where_it_is_said() -> None:
    assert points("最低比", [2, 3], full=40, rounding="係数の小数第3位以下切捨て") == [40, Fraction(132, 5)]
    assert points("最低比", [2, 3], full=40, rounding="整数に四捨五入") == [40, 27]
    assert points("最低比", [2, 3], full=40, rounding="小数点以下切捨て") == [40, 26]
    assert points("最低比", [2, 3], full=40, rounding="価格点の小数第2位を切り上げ") == [40, Fraction(267, 10)]
    assert points("最低比", [2, 3], full=40, rounding="合計の小数第2位を切り上げ") == [40, Fraction(80, 3)]


def three(aggregation: str, scores: Mapping[str, tuple[int, ...]], **rule: Any) -> Book:
    """One criterion of 100 points; `scores` by bidder, one for each reviewer."""
    given = {(f"審査員{at}", "提案", who): one for who, some in scores.items() for at, one in enumerate(some, 1)}
    return book_of(
        [criterion(1, "提案", 100, factor="2")],
        [bidder(at, who) for at, who in enumerate(scores, 11)],
        given,
        aggregation=aggregation,
        **rule,
    )


@pytest.mark.parametrize(
    ("aggregation", "total", "full"),
    [
        ("合計", 300, 400),
        ("平均", 75, 100),
        ("得点率", 75, 100),
        ("項目平均×係数", 150, 200),
        ("最高・最低を除く平均", 80, 100),
        ("圧縮(80点に)", 60, 80),
    ],
)
def test_every_aggregation_gives_what_it_says(aggregation: str, total: int, full: int) -> None:
    made = result(three(aggregation, {"A": (40, 70, 90, 100)}))
    assert [made.results[0].total, made.full] == [total, full]


def test_equals_share_the_mean_of_their_places_and_a_vote() -> None:
    made = by_name(result(three("順位の平均", {"A": (80, 50), "B": (80, 70), "C": (10, 60)})))
    assert {name: one.mean_rank for name, one in made.items()} == {
        "A": Fraction(9, 4),
        "B": Fraction(5, 4),
        "C": Fraction(5, 2),
    }
    assert made["B"].verdict is Verdict.FIRST
    assert [list(made[name].votes) for name in NAMES] == [[Fraction(1, 2), 0, 1], [Fraction(3, 2), 0, 0], [0, 1, 1]]


def test_another_rule_makes_another_the_first_and_the_list_of_rules_says_so() -> None:
    book = three("合計", {"A": (100, 60, 60, 60), "B": (20, 65, 65, 65)})
    firsts = {one.name: one.first for one in by_rules(result(book))}
    assert firsts["合計"] == "A"
    assert firsts["順位の平均"] == firsts["1位の数"] == firsts["最高・最低を除く平均"] == "B"
    assert ("審査員", "審査員1", "B") in {(one.kind, one.name, one.first) for one in turning(result(book))}
    between = gap(result(book))
    assert between is not None
    assert [between.first, between.second, between.points] == ["A", "B", 65]


def test_a_rule_by_seats_shows_what_the_places_come_from() -> None:
    book = three("合計", {"A": (100, 60, 60, 60), "B": (20, 65, 65, 65)})
    shown = {one.name: [place_of(one, id) for id in (11, 12)] for one in by_rules(result(book))}
    assert shown["合計"] == ["1位 280点", "2位 215点"]
    assert shown["順位の平均"] == ["2位 平均1.75位", "1位 平均1.25位"]
    assert shown["1位の数"] == ["2位 1位が1名", "1位 1位が3名"]


def test_a_threshold_of_what_is_left_out_of_a_trial_turns_nothing() -> None:
    criteria = [criterion(1, "提案", 100), criterion(2, "体制", 10)]
    scores = {("甲", "提案", "A"): 90, ("甲", "体制", "A"): 6, ("甲", "提案", "B"): 50, ("甲", "体制", "B"): 9}
    bids = [bidder(11, "A"), bidder(12, "B")]
    assert turning(result(book_of(criteria, bids, scores, thresholds="「体制」が5点以上"))) == [
        Turn("評価項目", "提案", "B")
    ]


def test_a_threshold_may_be_of_the_price() -> None:
    criteria = [criterion(1, "提案", 100), criterion(2, "価格", 100, Part.PRICE)]
    scores = {("甲", "提案", "A"): 90, ("甲", "提案", "B"): 10}
    bids = [bidder(11, "A", 400), bidder(12, "B", 100)]
    made = by_name(result(book_of(criteria, bids, scores, thresholds="価格点が満点の3割以上")))
    assert (made["A"].verdict, made["B"].verdict) == (Verdict.BELOW, Verdict.FIRST)


def test_fewer_than_four_reviewers_lose_nobody_and_are_told_so() -> None:
    made = result(three("最高・最低を除く平均", {"A": (0, 90, 90)}))
    assert made.results[0].total == 60
    assert "untrimmed" in {one.rule for one in made.notes}


def test_a_blank_is_no_zero() -> None:
    book = three("平均", {"A": (80, 60), "B": (50, 40)})
    gone = next(one for one in book.all(Score).values() if one.bidder_id == 12 and one.reviewer_id == 101)
    rows = [one for one in book.all(Score).values() if one is not gone]
    book = Book({**{name: [*book.all(type_).values()] for name, type_ in _tables(book)}, "scores": rows})
    made = result(book)
    assert [one.total for one in made.results] == [80, 50]
    assert "seats_left_out" in {one.rule for one in made.notes}


def _tables(book: Book) -> list[tuple[str, type]]:
    return [(name, table.record) for name, table in TABLES.items() if not table.lazy and book.all(table.record)]


def test_sums_beside_the_points_of_seats_are_told() -> None:
    scores = {("甲", "提案", "A"): 60, ("", "提案", "A"): 90, ("甲", "提案", "B"): 50}
    made = result(book_of([criterion(1, "提案", 100)], [bidder(11, "A"), bidder(12, "B")], scores))
    assert [one.total for one in made.results] == [60, 50]
    assert [(one.rule, one.facts) for one in made.notes] == [("sums_beside_seats", {"names": "A"})]


def test_nothing_is_computed_of_nothing() -> None:
    made = result(book_of([criterion(1, "提案", 100)], [bidder(11, "A")], {}))
    assert made.results[0].total is None
    assert made.results[0].verdict is Verdict.OPEN
    assert [one.rule for one in made.results[0].missing] == ["part_not_scored"]


@pytest.mark.parametrize("out", [{"interest": Interest.SOME}, {"attendance": Attendance.ABSENT}])
def test_who_has_an_interest_or_was_away_counts_for_nobody(out: dict[str, object]) -> None:
    scores = {("甲", "提案", "A"): 10, ("甲", "提案", "B"): 100, ("乙", "提案", "A"): 60, ("乙", "提案", "B"): 50}
    seats = [Reviewer(5, 1, "甲", **out), Reviewer(6, 1, "乙")]  # type: ignore[arg-type]
    made = result(book_of([criterion(1, "提案", 100)], [bidder(11, "A"), bidder(12, "B")], scores, seats))
    assert [one.total for one in made.results] == [60, 50]
    assert made.first == ("A",)


def test_who_is_disqualified_does_not_lower_the_lowest_price() -> None:
    book = book_of(
        [criterion(1, "価格", 100, Part.PRICE)],
        [bidder(11, "A", 100), bidder(12, "B", 50, disqualified="参加資格がない")],
        {},
    )
    made = by_name(result(book))
    assert made["A"].total == 100
    assert made["B"].verdict is Verdict.OUT


def test_a_required_criterion_that_nobody_gives_anything_for_disqualifies() -> None:
    book = book_of(
        [criterion(1, "提案", 100), criterion(2, "必須機能", 10, Part.FUNCTIONS, required=True)],
        [bidder(11, "A"), bidder(12, "B")],
        {("甲", "提案", "A"): 90, ("甲", "必須機能", "A"): 0, ("甲", "提案", "B"): 50, ("甲", "必須機能", "B"): 10},
    )
    made = by_name(result(book))
    assert (made["A"].verdict, made["B"].verdict) == (Verdict.OUT, Verdict.FIRST)


def test_all_disqualified_is_told_and_nobody_is_first() -> None:
    book = book_of([criterion(1, "提案", 100)], [bidder(11, "A", disqualified="辞退")], {})
    made = result(book)
    assert made.first == ()
    assert [one.rule for one in made.notes] == ["all_out"]


def test_ties_are_told_apart_in_the_order_of_the_rule_and_a_lot_is_never_invented() -> None:
    def made(**draws: int) -> list[tuple[int | None, Verdict]]:
        book = book_of(
            [criterion(1, "提案", 100)],
            [bidder(at, name, draw=draws.get(name)) for at, name in enumerate(NAMES, 11)],
            {("甲", "提案", "A"): 70, ("甲", "提案", "B"): 70, ("甲", "提案", "C"): 60},
            ties="技術点、くじ",
        )
        return [(one.rank, one.verdict) for one in result(book).results]

    assert made() == [(1, Verdict.TIED), (1, Verdict.TIED), (3, Verdict.NEXT)]
    assert made(A=2, B=1) == [(2, Verdict.NEXT), (1, Verdict.FIRST), (3, Verdict.NEXT)]


def test_the_lower_price_wins_a_tie_where_the_rule_says_so() -> None:
    book = book_of(
        [criterion(1, "提案", 100)],
        [bidder(11, "A", 200), bidder(12, "B", 100)],
        {("甲", "提案", "A"): 70, ("甲", "提案", "B"): 70},
        ties="提案額、くじ",
    )
    assert result(book).first == ("B",)


def test_technique_divided_by_the_price() -> None:
    book = book_of(
        [criterion(1, "提案", 100)],
        [bidder(11, "A", 2_000_000), bidder(12, "B", 1_000_000)],
        {("甲", "提案", "A"): 80, ("甲", "提案", "B"): 50},
        price_formula="除算(100万円あたり、標準点100点)",
    )
    assert [one.total for one in result(book).results] == [90, 150]


def test_each_seat_divides_by_the_price_too_where_the_rule_does() -> None:
    given = {("甲", "提案", "A"): 80, ("甲", "提案", "B"): 50}
    bids = [bidder(11, "A", 2_000_000), bidder(12, "B", 1_000_000)]
    book = book_of([criterion(1, "提案", 100)], bids, given, price_formula="除算", aggregation="順位の平均")
    made = result(book)
    assert [one.mean_rank for one in made.results] == [2, 1]
    assert {one.first for one in by_rules(made)[:8]} == {"B"}


def test_systems_count_alike_whatever_their_seats() -> None:
    seats = [Reviewer(5, 1, "甲", system_id=1), Reviewer(6, 1, "乙", system_id=1), Reviewer(7, 1, "丙", system_id=2)]
    hands_on = [
        criterion(1, "税の実技", 500, Part.HANDS_ON, system_id=1),
        criterion(2, "住民の実技", 500, Part.HANDS_ON, system_id=2),
    ]
    scores = {("甲", "税の実技", "A"): 500, ("乙", "税の実技", "A"): 500, ("丙", "住民の実技", "A"): 0}
    made = result(book_of(hands_on, [bidder(11, "A")], scores, seats))
    assert [made.full, made.results[0].total] == [1000, 500]


def test_of_two_halves_one_is_no_majority_but_half_of_them() -> None:
    scores = {"A": (100, 100, 40, 40), "B": (60, 60, 60, 10), "C": (60, 10, 10, 10)}
    for rule, reach in (("審査員の過半数が50点以上", {"B"}), ("50点未満とした委員が過半数なら失格", {"A", "B"})):
        book = three("平均", scores, thresholds=rule)
        assert {one.bidder.name for one in result(book).results if not one.short} == reach, rule


def test_equals_are_told_apart_by_third_places() -> None:
    scores = {
        "A": (100, 90, 50, 50, 50),
        "B": (90, 100, 40, 40, 70),
        "C": (10, 10, 100, 100, 100),
        "D": (5, 5, 90, 90, 90),
    }
    made = by_name(result(three("平均", scores, ties="1位の数、2位の数、くじ")))
    assert [made[name].verdict for name in "AB"] == [Verdict.TIED, Verdict.TIED]
    made = by_name(result(three("平均", scores, ties="1位票→2位票→3位票→協議")))
    assert [made[name].rank for name in "AB"] == [1, 2]


def test_signs_that_look_alike_are_the_same_grade() -> None:
    scores = {("甲", "提案", "A"): "〇", ("甲", "提案", "B"): "△"}
    made = result(
        book_of([criterion(1, "提案", 100, scale="○=1、△=0.5、×=0")], [bidder(2, "A"), bidder(3, "B")], scores)
    )
    assert [one.total for one in made.results] == [100, 50]


def test_a_majority_below_the_line_is_below_the_threshold() -> None:
    book = three("平均", {"A": (100, 40, 40), "B": (60, 60, 10)}, thresholds="審査員の過半数が50点以上")
    assert [one.verdict for one in result(book).results] == [Verdict.BELOW, Verdict.FIRST]


@given(st.data())
def test_the_order_of_reviewers_bidders_and_criteria_never_matters(data: st.DataObject) -> None:
    means = data.draw(
        st.sampled_from(
            ["合計", "平均", "得点率", "項目平均×係数", "最高最低除外", "順位の平均", "1位票", "圧縮(80点に)"]
        )
    )
    seats, items = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 3))
    scores = {
        (f"審査員{seat}", f"項目{item}", who): data.draw(st.integers(0, 20))
        for seat in range(seats)
        for item in range(items)
        for who in NAMES
    }
    prices = {who: data.draw(st.integers(1, 1000)) for who in NAMES}
    shuffled = random.Random(data.draw(st.integers()))

    def made(mix: bool) -> dict[str, object]:
        criteria = [criterion(1 + at, f"項目{at}", 20) for at in range(items)]
        criteria.append(criterion(9, "価格", 50, Part.PRICE))
        bidders = [bidder(11 + at, who, prices[who]) for at, who in enumerate(NAMES)]
        rows = list(scores.items())
        if mix:
            for one in (criteria, bidders, rows):
                shuffled.shuffle(one)
            criteria = [criterion(at, one.name, one.points, one.part) for at, one in enumerate(criteria, 1)]
            bidders = [bidder(at, one.name, one.price_yen) for at, one in enumerate(bidders, 50)]
        values = evaluation_values(result(book_of(criteria, bidders, dict(rows), aggregation=means)))
        return {
            "bidders": {one.pop("name"): one for one in values["bidders"]},
            "points": values["points"],
            "first": {
                rule: set(first.replace("(同点)", "").split("・")) for rule, first in values["first_by_rule"].items()
            },
        }

    assert made(mix=True) == made(mix=False)


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 2), st.sampled_from(["", "0", "3", "7.5"])))
)
def test_a_tally_that_follows_equals_one_that_is_made_anew(typed: list[tuple[int, int, int, str]]) -> None:
    criteria = {at: criterion(at, f"項目{at}", 10) for at in range(2)}
    live, anew = Tally(criteria), Tally(criteria)
    last: dict[tuple[int, int, int], str] = {}
    for item, who, seat, text in typed:
        live.put(item, who, seat, text)
        last[item, who, seat] = text
    for (item, who, seat), text in last.items():
        anew.put(item, who, seat, text)
    assert {key: cell for key, cell in live.points.items() if cell} == {key: c for key, c in anew.points.items() if c}
    assert {k: {b: s for b, s in v.items() if s} for k, v in live.sums.items()} == {
        k: {b: s for b, s in v.items() if s} for k, v in anew.sums.items()
    }


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("price_formula", "最低比"),
        ("price_formula", "限度比(限度額の75%未満は75%とみなす)"),
        ("price_formula", "傾斜(100倍、上限20点)"),
        ("price_formula", "低入札逓減(基準8,000,000円)"),
        ("price_formula", "除算(1,000,000円あたり、標準点100点)"),
        ("rounding", "係数の小数第5位を切り捨て、合計の小数第2位を四捨五入"),
        ("aggregation", "圧縮(80点に)"),
        ("aggregation", "合計(9名)"),
        ("thresholds", "合計が満点の60%以上、各区分が満点の30%以上、「実技」が500点以上、審査員の過半数が50点以上"),
        ("ties", "技術点が高い、「実技」の点が高い、1位の数が多い、委員長の決定、くじ"),
        ("scale", "A=1、B=0.75、C=0.5、D=0.25、E=0"),
        ("scale", "5=1、4=0.8、3=0.6、1=0.2、0=0"),
    ],
)
def test_a_rule_is_kept_in_the_words_in_which_it_is_read(part: str, text: str) -> None:
    assert READERS[part](text).text == text


@pytest.mark.parametrize(
    ("part", "written", "text"),
    [
        ("rounding", "小数第三位を四捨五入", "点の小数第3位を四捨五入"),
        ("rounding", "係数側4位以下切捨て", "係数の小数第4位を切り捨て"),
        ("rounding", "小数4位四捨五入", "点の小数第4位を四捨五入"),
        ("rounding", "小数第2位未満切捨て", "点の小数第3位を切り捨て"),
        ("rounding", "小数二桁四捨五入", "点の小数第3位を四捨五入"),
        ("rounding", "小数第2位まで(四捨五入)", "点の小数第3位を四捨五入"),
        ("price_formula", "100×(限度額−提案額)÷限度額、上限20点", "傾斜(100倍、上限20点)"),
        ("price_formula", "(1−入札/予定)×100", "限度比"),
        ("price_formula", "1−提案額÷上限額", "限度比"),
        ("price_formula", "低入札逓減(調査基準800万円)", "低入札逓減(基準8,000,000円)"),
        ("price_formula", "40点×最低提案価格/提案価格", "最低比"),
        ("price_formula", "技術点÷価格(百万円)", "除算(1,000,000円あたり)"),
        ("aggregation", "Σ得点÷Σ満点×配点", "得点率"),
        ("thresholds", "満点の六割以上", "合計が満点の60%以上"),
        ("thresholds", "最低基準60点", "合計が60点以上"),
        ("ties", "一位の数、くじ", "1位の数が多い、くじ"),
        ("ties", "1位票数→同数なら2位票数→3位…→協議", "1位の数が多い、2位の数が多い、3位の数が多い、協議"),
        ("ties", "技術点高/価格低", "技術点が高い、提案額が低い"),
        ("ties", "同点は機能要件", "「機能要件」の点が高い"),
        ("ties", "「接遇、態度 Ａ」、くじ", "「接遇、態度 Ａ」の点が高い、くじ"),
        ("thresholds", "100点未満とした委員が過半数なら失格", "審査員の半数以上が100点以上"),
        ("thresholds", "委員の過半数が６０点以上", "審査員の過半数が60点以上"),
        ("thresholds", "区分小計が3割未満または合計6割未満", "各区分が満点の30%以上、合計が満点の60%以上"),
        (
            "thresholds",
            "平均6割以上、かつ価格を除いた点でも6割以上",
            "審査員の平均が満点の60%以上、技術点が満点の60%以上",
        ),
        ("thresholds", "満点の6割(価格を除く)", "技術点が満点の60%以上"),
        ("thresholds", "50点未満失格", "合計が50点以上"),
        ("thresholds", "「接遇、態度 Ａ」が50点以上", "「接遇、態度 Ａ」が50点以上"),
        ("aggregation", "最高・最低の委員を除いた平均", "最高・最低を除く平均"),
        ("aggregation", "上下カットの平均", "最高・最低を除く平均"),
        ("aggregation", "平均×係数", "項目平均×係数"),
        ("aggregation", "委員の合計の平均", "平均"),
        ("rounding", "1点未満切捨て", "点の小数第1位を切り捨て"),
        ("rounding", "0.01点未満四捨五入", "点の小数第3位を四捨五入"),
        ("rounding", "小数点以下第3位を四捨五入し、第2位まで求める", "点の小数第3位を四捨五入"),
        ("scale", "A100/B70/C40/D0%", "A=1、B=0.7、C=0.4、D=0"),
        ("scale", "A1/B.75/C.5/D.25/E0", "A=1、B=0.75、C=0.5、D=0.25、E=0"),
        ("scale", "A1 A2 B", "A1=1、A2=0.5、B=0"),
    ],
)
def test_rules_are_understood_as_people_write_them(part: str, written: str, text: str) -> None:
    assert READERS[part](written).text == text


def test_scales_are_understood_as_people_write_them() -> None:
    assert read_scale("A B C D E").text == "A=1、B=0.75、C=0.5、D=0.25、E=0"
    assert read_scale("○△×").text == "○=1、△=0.5、×=0"
    assert read_scale("5・4・3・1・0").text == "5=1、4=0.8、3=0.6、1=0.2、0=0"


@pytest.mark.parametrize(
    ("part", "text", "rule"),
    [
        ("scale", "A=1、B=1", "scale_not_decreasing"),
        ("scale", "A=0.5、B=0.7", "scale_not_decreasing"),
        ("scale", "A", "scale_unread"),
        ("price_formula", "よしなに", "price_formula_unread"),
        ("price_formula", "低入札逓減", "price_formula_lacks"),
        ("price_formula", "順位(1位10点、2位20点)", "steps_not_decreasing"),
        ("aggregation", "圧縮", "aggregation_lacks"),
        ("thresholds", "そこそこ", "thresholds_unread"),
        ("thresholds", "合計が満点の160%以上", "evaluation_number"),
        ("thresholds", "0.6", "evaluation_number"),
        ("ties", "運", "ties_unread"),
        ("rounding", "十の位を四捨五入", "rounding_unread"),
        ("rounding", "有効数字四桁に四捨五入", "rounding_unread"),
        ("rounding", "小数第3位を四捨五入し、第1位まで求める", "rounding_unread"),
        ("thresholds", "合計が3割未満や6割未満", "thresholds_unread"),
        ("rounding", "適当に", "rounding_unread"),
        ("rounding", "小数第2位四捨五入、小数第3位切捨て", "rounding_twice"),
    ],
)
def test_what_is_no_rule_is_refused(part: str, text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        READERS[part](text)
    assert refused.value.rule == rule


@given(st.sampled_from(list(READERS)), st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(part: str, text: str) -> None:
    try:
        first = READERS[part](text).text
    except Refused:
        return
    assert READERS[part](first).text == first


def test_the_ways_of_the_price_are_named_by_their_labels() -> None:
    for way in PriceWay:
        if way not in {PriceWay.TAPER, PriceWay.PLACES, PriceWay.BANDS}:
            assert read_price_formula(way.label).way is way


def test_a_frame_reads_what_the_book_holds() -> None:
    book = three("平均", {"A": (80, 60)})
    assert [one.name for one in frame(book).reviewers] == ["審査員1", "審査員2"]

"""Results that were published, with their figures, to the printed digit."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from core.calc.evaluation.price import price_points, show_points
from core.calc.evaluation.results import Verdict
from core.model.evaluation import Panel, Reviewer
from core.model.selection.evaluation_reading import read_price_formula, read_roundings
from core.model.values.evaluation_rules import Part
from tests.core.calc.evaluation.procurements import bidder, book_of, by_name, criterion, result


def test_nobody_is_chosen_where_even_the_best_stays_below_six_tenths_and_no_bonus_is_added() -> None:
    """Published: 保育所整備事業実施予定者の選定結果 (平成30年4月開設分), six reviewers, 210/150/240 points."""
    given = {"A": (87, 66, 116), "B": (82, 77, 100), "C": (78, 76, 135)}
    names = ("基本", "計画", "保育")
    scores = {("", name, who): points for who, some in given.items() for name, points in zip(names, some, strict=True)}
    scores[("", "重点整備区域", "C")] = 20
    book = book_of(
        [criterion(at, name, most) for at, (name, most) in enumerate(zip(names, (210, 150, 240), strict=True), 1)]
        + [criterion(4, "重点整備区域", 20, Part.BONUS)],
        [bidder(11, "A"), bidder(12, "B"), bidder(13, "C")],
        scores,
        aggregation="合計",
        thresholds="満点の6割",
    )
    made = result(book)
    found = by_name(made)
    assert made.full == 600
    assert {name: one.total for name, one in found.items()} == {"A": 269, "B": 259, "C": 289}
    assert {name: one.rank for name, one in found.items()} == {"A": 2, "B": 3, "C": 1}
    assert {one.verdict for one in found.values()} == {Verdict.NOBODY}
    shares = [show_points(Fraction(one.total or 0) * 100 / made.full, 1) for one in made.results]
    assert shares == ["44.8", "43.2", "48.2"]


def test_forty_points_by_the_lowest_price_are_rounded_at_the_third_decimal() -> None:
    """Published: 優先交渉権者選定基準 (廃棄物処理施設)."""
    prices = {1: 3_750_000_000, 2: 4_100_000_000}
    exact = price_points(read_price_formula("最低比"), 40, prices, None, read_roundings("しない"))
    assert exact[2].points == Fraction(1500, 41)
    made = price_points(read_price_formula("最低比"), 40, prices, None, read_roundings("小数第3位四捨五入"))
    assert [show_points(one.points) for one in made.values()] == ["40", "36.59"]


def test_a_price_above_the_limit_is_out_before_any_formula_is_asked() -> None:
    """Published: 基本情報技術者試験 平成27年秋 午前 問66: A80 B85 C90, D is out (by the formula it had −10)."""
    given = {"A": (7_000_000, 50), "B": (8_000_000, 65), "C": (9_000_000, 80), "D": (11_000_000, 100)}
    book = book_of(
        [criterion(1, "技術", 100), criterion(2, "価格", 100, Part.PRICE)],
        [bidder(at, name, price) for at, (name, (price, _)) in enumerate(given.items(), 11)],
        {("", "技術", name): points for name, (_, points) in given.items()},
        aggregation="合計",
        price_formula="(1−入札/予定価格)",
        limit_yen=10_000_000,
    )
    found = by_name(result(book))
    assert {name: one.total for name, one in found.items()} == {"A": 80, "B": 85, "C": 90, "D": None}
    assert found["C"].verdict is Verdict.FIRST
    assert found["D"].verdict is Verdict.OUT
    assert found["D"].price is None


def test_nine_reviewers_are_added_up() -> None:
    """Published: 南阿蘇村 指定管理者選定委員会 集計表: 709 of 900."""
    names, given = "12345", (83, 205, 203, 140, 78)
    book = book_of(
        [criterion(at, name, most) for at, (name, most) in enumerate(zip(names, (10, 30, 30, 20, 10), strict=True), 1)],
        [bidder(11, "A")],
        {("", name, "A"): points for name, points in zip(names, given, strict=True)},
        aggregation="合計(9名)",
    )
    made = result(book)
    assert [made.full, by_name(made)["A"].total] == [900, 709]
    assert show_points(Fraction(70900, 900), 1) == "78.8"


def test_a_single_bidder_is_held_against_the_threshold_too() -> None:
    """Published: 呉市 保育所公募型プロポーザル: 543 of six reviewers, a mean of 90.5; 佐賀市: 775 × 0.6 = 465."""
    for text, is_chosen in (("平均60点以上", True), ("平均90.5点以上", True), ("平均90.6点以上", False)):
        book = book_of(
            [criterion(1, "審査", 100)],
            [bidder(11, "A")],
            {("", "審査", "A"): 543},
            aggregation="平均(6名)",
            thresholds=text,
        )
        found = by_name(result(book))["A"]
        assert found.total == Fraction(181, 2)
        assert (found.verdict is Verdict.FIRST) is is_chosen
    for points, verdict in ((465, Verdict.FIRST), (464, Verdict.NOBODY)):
        book = book_of(
            [criterion(1, "審査", 775)], [bidder(11, "A")], {("", "審査", "A"): points}, thresholds="満点の6割"
        )
        assert by_name(result(book))["A"].verdict is verdict


def price(formula: str, prices: Sequence[int], full: int, limit: int | None, rounding: str) -> list[str]:
    """Return the points of prices as they are printed."""
    made = price_points(read_price_formula(formula), full, dict(enumerate(prices)), limit, read_roundings(rounding))
    return [show_points(one.points, 6) for one in made.values()]


@pytest.mark.parametrize(
    ("rounding", "shown"),
    [
        ("整数に四捨五入", "37"),  # 京都・石巻
        ("整数に切捨て", "36"),  # 地籍 8870401
        ("小数1桁に四捨五入", "36.6"),  # 大阪市教委
        ("小数第3位四捨五入", "36.59"),  # 優先交渉権者選定基準
        ("小数4桁に四捨五入", "36.5854"),  # 9675465
        ("係数の小数第4位以下切捨て", "36.56"),  # 7720116: 0.914 × 40
        ("しない", "36.585366"),
    ],
)
def test_every_rounding_in_public_use_gives_its_digit(rounding: str, shown: str) -> None:
    """40 × 3,750 / 4,100 = 36.585365…, and 3,750 / 4,100 = 0.914634…."""
    assert price("最低比", (3_750, 4_100), 40, None, rounding)[1] == shown


def test_formulas_of_the_price_that_were_published() -> None:
    # 岐阜: 100 × (限度額 − 提案額) ÷ 限度額, at most 20.
    assert price("100×(L−p)/L、上限20点", (70, 85, 100), 20, 100, "しない") == ["20", "15", "0"]
    # 9675465: below the base of 80 % half of what is cheaper counts: (1 − 0.8) + 0.5 × (0.8 − 0.7) = 0.25.
    assert price("低入札逓減(基準80%)", (70, 80, 90), 100, 100, "小数4桁に四捨五入") == ["25", "20", "10"]
    # 石巻: the more is offered the better, in whole points.
    assert price("収入型", (50, 200, 199), 30, None, "整数に四捨五入") == ["8", "30", "30"]
    assert price("下駄75%", (60, 75, 80), 100, 100, "しない") == ["25", "25", "20"]


def decided(scores: Mapping[str, Sequence[int]], full: int = 100, **rule: Any) -> dict[str, Verdict]:
    """Return the verdict on each bidder; `scores` has what each reviewer gives it."""
    given = {(f"委員{at}", "審査", who): one for who, some in scores.items() for at, one in enumerate(some, 1)}
    bidders = [bidder(at, who) for at, who in enumerate(scores, 11)]
    made = by_name(result(book_of([criterion(1, "審査", full)], bidders, given, **rule)))
    return {who: one.verdict for who, one in made.items()}


def test_examples_of_the_source_decide_as_they_say() -> None:
    first, below, behind = Verdict.FIRST, Verdict.BELOW, Verdict.NEXT
    # 赤穂市: whom most reviewers have first; out is whom most of them give less than 100 points.
    akou: Any = {"aggregation": "1位票", "thresholds": "100点未満とした委員が過半数なら失格"}
    assert decided({"A": (120, 130, 90), "B": (140, 90, 95), "C": (110, 115, 80)}, 150, **akou) == {
        "A": first,
        "B": below,
        "C": behind,
    }
    # 山陽小野田市: the mean without the highest and the lowest reviewer; out below 50; one bidder with 64.
    sanyo: Any = {"aggregation": "最高・最低の委員を除いた平均", "thresholds": "50点未満失格"}
    assert decided({"A": (30, 64, 64, 99)}, **sanyo) == {"A": first}
    assert decided({"A": (30, 49, 50, 99)}, **sanyo) == {"A": Verdict.NOBODY}
    # 樋橋土地区画整理: first places, where they are as many second places, then third, then talks.
    toibashi: Any = {"aggregation": "1位票→2位票", "ties": "1位票数→同数なら2位票数→3位…→協議"}
    seats = {"A": (9, 9, 7, 7, 7), "B": (8, 8, 9, 9, 1), "C": (1, 1, 8, 8, 9)}
    assert decided(seats, **toibashi) == {"A": behind, "B": first, "C": behind}


def test_parts_below_three_tenths_or_a_whole_below_six_are_no_candidates() -> None:
    """岐阜市; 羽曳野市: a mean of six tenths, and without the price six tenths too."""
    criteria = [criterion(1, "企画", 50), criterion(2, "実績", 50, Part.RECORD), criterion(3, "価格", 100, Part.PRICE)]
    bidders = [bidder(11, "A", 100), bidder(12, "B", 100), bidder(13, "C", 100)]
    points = {"A": (45, 14), "B": (20, 20), "C": (30, 30)}
    scores = {
        ("甲", name, who): one for who, two in points.items() for name, one in zip(("企画", "実績"), two, strict=True)
    }
    for rule, reach in (
        ("区分小計が3割未満または合計6割未満は候補にしない", {"B", "C"}),
        ("合計6割以上、かつ価格を除いた点でも6割以上", {"C"}),
    ):
        made = by_name(result(book_of(criteria, bidders, scores, thresholds=rule)))
        assert {who for who, one in made.items() if not one.short} == reach, rule


def test_grades_of_tottori_and_the_factors_of_funabashi() -> None:
    # 鳥取県共同電子申請: A100/B70/C40/D0%, the mean of the reviewers' sums.
    graded = criterion(1, "機能", 350, scale="A=1、B=0.7、C=0.4、D=0")
    scores = {(who, "機能", "A"): grade for who, grade in (("甲", "A"), ("乙", "B"), ("丙", "D"))}
    made = result(book_of([graded], [bidder(11, "A")], scores, aggregation="委員の合計の平均"))
    assert made.results[0].total == Fraction(350 * 17, 30)
    # 船橋市: the mean of an item times its factor, and equals by 機能要件.
    criteria = [criterion(1, "機能", 5, Part.FUNCTIONS, factor="8"), criterion(2, "提案", 5, factor="8")]
    points = {("甲", "機能", "A"): 3, ("甲", "提案", "A"): 5, ("甲", "機能", "B"): 5, ("甲", "提案", "B"): 3}
    made = result(
        book_of(criteria, [bidder(11, "A"), bidder(12, "B")], points, aggregation="平均×係数", ties="同点は機能要件")
    )
    assert [one.total for one in made.results] == [64, 64]
    assert [one.rank for one in made.results] == [2, 1]
    assert made.full == 80


def test_the_three_thousand_points_of_the_source() -> None:
    """1000 by the lowest price, 1000 by six reviewers' rates, 1000 by systems that count alike whatever their seats."""
    criteria = [
        criterion(1, "提案額", 1000, Part.PRICE),
        criterion(2, "企画", 1000),
        criterion(3, "税", 500, Part.HANDS_ON, system_id=1),
        criterion(4, "住民", 500, Part.HANDS_ON, system_id=2),
    ]
    hands_on = [(f"席{at}", "税", who, points) for at in range(3) for who, points in (("A", 500), ("B", 250))]
    hands_on += [("席9", "住民", who, points) for who, points in (("A", 100), ("B", 400))]
    scores = {(f"委員{at}", "企画", who): points for at in range(6) for who, points in (("A", 600), ("B", 700))}
    scores |= {(seat, item, who): points for seat, item, who, points in hands_on}
    seats = [Reviewer(50 + at, 1, f"席{at}", panel=Panel.SECOND, system_id=1) for at in range(3)]
    seats.append(Reviewer(59, 1, "席9", panel=Panel.SECOND, system_id=2))
    bidders = [bidder(11, "A", 1_000), bidder(12, "B", 800)]
    made = by_name(result(book_of(criteria, bidders, scores, seats)))
    assert [made["A"].total, made["B"].total] == [800 + 600 + 600, 1000 + 700 + 650]


def test_a_price_of_nothing_is_told_and_no_price_is_another_thing() -> None:
    book = book_of(
        [criterion(1, "価格", 100, Part.PRICE)], [bidder(11, "A", 0), bidder(12, "B"), bidder(13, "C", 100)], {}
    )
    assert [[fault.rule for fault in one.missing] for one in result(book).results] == [
        ["price_of_nothing"],
        ["price_missing"],
        [],
    ]

"""Results that were published, with their figures, to the printed digit."""

from fractions import Fraction

from core.calc.evaluation.evaluate import Verdict
from core.calc.evaluation.price import price_points, show_points
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

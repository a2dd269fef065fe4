"""Criteria of free depth: headings below headings, added up, and named by rules at any level."""

from hypothesis import given
from hypothesis import strategies as st

from core.calc.evaluation.results import Verdict
from core.calc.evaluation.tree import branches_of
from core.model.values.evaluation_rules import Part
from tests.core.calc.evaluation.procurements import bidder, book_of, by_name, criterion, result

PATHS = ["", "体制", "体制／要員", "体制／要員／資格", "体制 / 期間", "機能>帳票"]


def test_headings_stand_below_headings_with_what_their_criteria_add_up_to() -> None:
    criteria = [
        criterion(1, "資格", 10, heading="体制／要員"),
        criterion(2, "期間", 20, heading="体制"),
        criterion(3, "操作", 40, Part.HANDS_ON),
        criterion(4, "経験", 5, heading="体制 / 要員"),
    ]
    assert [(one.depth, one.name, one.points) for one in branches_of(criteria)] == [
        (0, "提案書", 35),
        (1, "体制", 35),
        (2, "期間", 20),
        (2, "要員", 15),
        (3, "資格", 10),
        (3, "経験", 5),
        (0, "実技", 40),
        (1, "操作", 40),
    ]


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.integers(1, 50)), max_size=8))
def test_nothing_is_lost_or_counted_twice(some: list[tuple[str, int]]) -> None:
    criteria = [criterion(at, f"項目{at}", points, heading=path) for at, (path, points) in enumerate(some, 1)]
    branches = branches_of(criteria)
    assert sum(one.points for one in branches if one.depth == 0) == sum(points for _, points in some)
    assert sorted(one.name for one in branches if one.is_criterion) == sorted(one.name for one in criteria)


def test_a_threshold_speaks_of_a_heading_at_any_level() -> None:
    criteria = [criterion(1, "資格", 50, heading="体制／要員"), criterion(2, "機能", 50, heading="機能")]
    scores = {("審", "資格", "甲"): 20, ("審", "機能", "甲"): 50, ("審", "資格", "乙"): 30, ("審", "機能", "乙"): 10}
    for level in ("体制", "要員", "資格"):
        book = book_of(criteria, [bidder(3, "甲"), bidder(4, "乙")], scores, thresholds=f"「{level}」が満点の50%以上")
        found = by_name(result(book))
        assert (found["甲"].verdict, found["乙"].verdict) == (Verdict.BELOW, Verdict.FIRST), level

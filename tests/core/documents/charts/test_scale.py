from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.documents.charts.scale import Figures, Scale, round_ticks, scale, widest
from core.model.scenarios import MoneyUnit
from core.model.values.money import LIMIT

YEN = st.integers(-LIMIT, LIMIT)


@given(YEN, YEN, st.integers(2, 12))
def test_ticks_are_round_and_few_and_hold_zero_and_both_ends(a: int, b: int, most: int) -> None:
    ticks = round_ticks(min(a, b), max(a, b), most)
    step = ticks[1] - ticks[0]
    assert ticks == tuple(range(ticks[0], ticks[-1] + 1, step))
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert ticks[0] <= min(a, b, 0)
    assert ticks[-1] >= max(a, b, 0)
    assert 0 in ticks
    assert len(ticks) <= most + 1


def test_ticks_are_the_closest_that_are_few_enough() -> None:
    assert round_ticks(0, 920, 5) == (0, 200, 400, 600, 800, 1000)
    assert round_ticks(-12, 35, 10) == (-15, -10, -5, 0, 5, 10, 15, 20, 25, 30, 35)
    assert round_ticks(0, 0, 5) == (0, 1)


@given(st.integers(1, LIMIT), st.floats(40, 900), st.sampled_from(MoneyUnit))
def test_the_figures_of_an_axis_do_not_touch(high: int, span: float, unit: MoneyUnit) -> None:
    axis = scale(0, high, 50, span, Figures(unit).show_ticks)
    if len(axis.ticks) > 2:
        assert widest(axis.texts) < axis.at(axis.ticks[1]) - axis.at(axis.ticks[0])


def test_an_amount_stands_in_proportion_between_the_ticks() -> None:
    axis = Scale((-10, 0, 10), ("", "", ""), 100, 200)
    assert (axis.at(-10), axis.zero, axis.at(Fraction(5)), axis.at(10)) == (100, 200, 250, 300)


def test_amounts_are_written_in_the_unit_and_never_rounded_on_the_axis() -> None:
    oku = Figures(MoneyUnit.OKU, 1, "税抜")
    assert oku.caption == "単位:億円(税抜)"
    assert [oku.show(yen) for yen in (167_999_999, -120_000_000, None)] == ["1.7", "△1.2", "－"]
    assert oku.show_ticks((0, 50_000_000, 100_000_000)) == ["0.0", "0.5", "1.0"]
    assert oku.show_ticks((0, 500_000_000)) == ["0", "5"]
    assert Figures().show(1_234_567) == "1,234,567"
    assert Figures().caption == "単位:円"

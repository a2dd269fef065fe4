from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.calc.comparison.controlled_rounding import SCALE, round_table, unfilled

ALL = (True, True)


def exact(**rows: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    return {code: tuple(int(Fraction(yen) * SCALE) for yen in years) for code, years in rows.items()}


def rounded(
    shares: Mapping[str, tuple[int, ...]],
    rows: Mapping[str, int],
    columns: tuple[int, ...],
    allowed: Mapping[str, tuple[bool, ...]] | None = None,
    unit: int = 1,
) -> dict[str, tuple[int, ...]]:
    where = allowed or {code: (True,) * len(columns) for code in rows}
    return round_table(shares, rows, columns, where, range(len(columns)), sorted(rows), unit)


def test_rows_and_years_both_add_up() -> None:
    halves = exact(a=("1/2", "1/2"), b=("1/2", "1/2"))
    assert rounded(halves, {"a": 1, "b": 1}, (1, 1)) == {"a": (1, 0), "b": (0, 1)}


def test_a_greedy_hand_out_that_comes_to_an_end_is_mended_along_a_path() -> None:
    shares = exact(a=("0.6", "0.4"), b=("0.55", "0.45"), c=("0.85", "0.15"))
    allowed = {"a": ALL, "b": ALL, "c": (True, False)}
    table = rounded(shares, {"a": 1, "b": 1, "c": 1}, (2, 1), allowed)
    assert table["c"] == (1, 0)
    assert [sum(years) for years in zip(*table.values(), strict=True)] == [2, 1]


def test_whole_units_come_first_and_what_is_below_one_where_it_must() -> None:
    shares = exact(a=("1500", "1500"), b=("1500", "1500"))
    assert rounded(shares, {"a": 3_000, "b": 3_000}, (3_000, 3_000), unit=1_000) == {
        "a": (2_000, 1_000),
        "b": (1_000, 2_000),
    }


def test_a_row_that_its_years_cannot_give_leaves_the_rest_to_others() -> None:
    shares = exact(a=("1/2", "0"), b=("1/2", "0"), c=("0", "1"))
    allowed = {"a": (True, False), "b": (True, False), "c": (False, True)}
    assert rounded(shares, {"a": 1, "b": 1, "c": 0}, (1, 1), allowed) == {"a": (1, 0), "b": (0, 0), "c": (0, 1)}


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, list[Fraction]], list[int]]:
    """Exact shares by row and year whose years are whole yen; somebody may be away."""
    columns = draw(st.lists(st.integers(0, 1_000), min_size=1, max_size=4))
    codes = "abcde"[: draw(st.integers(1, 5))]
    shares = {code: [Fraction(0)] * len(columns) for code in codes}
    for at, whole in enumerate(columns):
        weights = {code: draw(st.integers(0, 4)) for code in codes}
        weights[draw(st.sampled_from(codes))] += 1
        for code, weight in weights.items():
            shares[code][at] = Fraction(whole * weight, sum(weights.values()))
    return shares, columns


@given(tables(), st.sampled_from((1, 10)))
def test_every_table_keeps_its_years_and_nobody_pays_where_it_is_not(
    table: tuple[dict[str, list[Fraction]], list[int]], unit: int
) -> None:
    shares, columns = table
    rows = {code: int(sum(years)) for code, years in shares.items()}
    rows[min(rows)] += sum(columns) - sum(rows.values())
    allowed = {code: tuple(bool(yen) for yen in years) for code, years in shares.items()}
    scaled = {code: tuple(int(yen * SCALE) for yen in years) for code, years in shares.items()}
    made = round_table(scaled, rows, columns, allowed, range(len(columns)), sorted(rows), unit)
    assert [sum(years) for years in zip(*made.values(), strict=True)] == columns
    for code, years in made.items():
        assert all(yen >= 0 and (may or not yen) for yen, may in zip(years, allowed[code], strict=True))


def test_what_no_distribution_brings_home_is_told_by_year() -> None:
    allowed = {"a": (True, True), "b": (False, True)}
    assert unfilled({"a": 500, "b": 2_000}, (1_000, 1_000), allowed) == (500, 0)
    assert unfilled({"a": 1_000, "b": 1_000}, (1_000, 1_000), allowed) == (0, 0)
    assert unfilled({"a": 900, "b": 1_000}, (1_000, 1_000), allowed) == (100, 0)

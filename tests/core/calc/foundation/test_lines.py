"""How available lines are: two together only when they are independent; sections one after the other. Made up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.foundation.lines import (
    ALONE,
    NO_MAIN,
    NO_RATE,
    NOT_SEPARATE,
    ROUTE_UNKNOWN,
    SAME_PROVIDER,
    SEVERAL_MAIN,
    availability,
    sections_of,
    show_rate,
    ways_of,
)
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.foundation.lines import Line, Role, Route
from core.model.machine.records import to_row

rates = st.integers(0, 1_000_000).map(lambda units: f"{units / 10_000:.4f}".rstrip("0").rstrip("."))


def main(rate: str | None = "99.9", **more: object) -> Line:
    return Line(1, "1", Role.MAIN, "各団体", "データセンター", availability=rate, **more)  # type: ignore[arg-type]


def spare(rate: str | None = "99.5", route: Route | None = Route.SEPARATE, **more: object) -> Line:
    return Line(2, "2", Role.SPARE, "各団体", "データセンター", availability=rate, route=route, **more)  # type: ignore[arg-type]


def book_of(*lines: Line) -> Book:
    return Book({"consortium": [Consortium(1, "試し")], "lines": list(lines)})


def test_two_independent_lines_fail_together_only_by_both() -> None:
    rate, note = availability([main(), spare()])
    assert (rate, note) == (1 - Fraction(1, 1000) * Fraction(5, 1000), "")
    assert show_rate(rate) == "99.9995%"


@pytest.mark.parametrize(
    ("lines", "rate", "note"),
    [
        ([main()], Fraction(999, 1000), ALONE),
        ([main(), spare(route=Route.SHARED)], Fraction(999, 1000), NOT_SEPARATE),
        ([main(), spare(route=None)], Fraction(999, 1000), ROUTE_UNKNOWN),
        ([main(provider="甲"), spare(provider="甲")], Fraction(999, 1000), SAME_PROVIDER),
        ([main(), spare(None)], None, NO_RATE),
        ([main(None), spare()], None, NO_RATE),
        ([main(None)], None, NO_RATE),
        ([spare()], None, NO_MAIN),
        ([main(), main()], None, SEVERAL_MAIN),
    ],
)
def test_what_is_not_independent_or_not_known_is_not_called_better(
    lines: list[Line], rate: Fraction | None, note: str
) -> None:
    assert availability(lines) == (rate, note)


@given(rates, rates)
def test_a_spare_line_never_makes_it_worse_and_never_perfect_by_itself(first: str, second: str) -> None:
    rate, _ = availability([main(first), spare(second)])
    assert rate is not None
    assert max(Fraction(first), Fraction(second)) / 100 <= rate <= 1
    assert (rate == 1) == ("100" in {first, second})


@given(st.fractions(0, 1))
def test_nothing_is_shown_better_than_it_is(rate: Fraction) -> None:
    shown = Fraction(show_rate(rate).removesuffix("%")) / 100
    assert shown <= rate < shown + Fraction(1, 1_000_000)


def test_sections_in_series_are_multiplied_and_forks_are_ways_of_their_own() -> None:
    book = book_of(
        Line(1, "1", Role.MAIN, "各団体", "中継", availability="99.9"),
        Line(2, "2", Role.MAIN, "中継", "データセンター", availability="99.95"),
        Line(3, "3", Role.MAIN, "中継", "写しの拠点"),
    )
    first, second = ways_of(sections_of(book))
    assert first.ends == ("各団体", "中継", "データセンター")
    assert first.rate == Fraction(999, 1000) * Fraction(9995, 10_000)
    assert (second.ends[-1], second.rate) == ("写しの拠点", None)


def test_lines_in_a_circle_are_no_way_and_end() -> None:
    book = book_of(Line(1, "1", Role.MAIN, "甲", "乙"), Line(2, "2", Role.MAIN, "乙", "甲"))
    assert ways_of(sections_of(book)) == []


def test_a_line_of_one_municipality_is_a_section_of_its_own() -> None:
    book = Book(
        {
            "consortium": [Consortium(1, "試し")],
            "municipalities": [Municipality(1, "163210", "舟橋村")],
            "lines": [
                Line(1, "1", Role.MAIN, "各団体", "データセンター", monthly_yen=10_000),
                Line(2, "2", Role.SPARE, "各団体", "データセンター"),
                Line(3, "3", Role.MAIN, "各団体", "データセンター", municipality_id=1, monthly_yen=500),
            ],
        }
    )
    common, own = sections_of(book)
    assert (common.from_end, common.monthly_yen) == ("各団体", None), "what one line costs is not known"
    assert (own.from_end, own.monthly_yen) == ("舟橋村", 500)
    assert to_row(own.lines[0])["from_end"] == "各団体"

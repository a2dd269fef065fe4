"""The whole country over ten years, with lines and rules of every kind: python tests/bench/bench_country.py"""

import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario
from core.model.book import Book
from core.model.costs import NATIONAL_TAX_RATES, CostAmount, CostLine, Flow, TaxRate
from core.model.council import Participation, Population, System, TaxMode
from core.model.fixed_amounts import FixedAmount
from core.model.scenarios import Scenario
from tests.bench.bench_comparison import best_of
from tests.bench.big_book import big_tables

MEMBERS, LINES, YEARS, JOINS, SYSTEMS = 1_741, 200, 10, 48, 20
FIRST = 2014
LIMIT = 10.0
"""The comparison from the book, as a multiple of one integer multiply-divide per member, line and year."""

SCENARIO = Scenario(1, "全国", 1, tax_mode=TaxMode.INCLUSIVE, first_fiscal_year=FIRST, years=YEARS)
LIMITED = (
    "fixed:基本料,equal=3,population=7",
    "population,most:5%",
    "equal=1,population=1,least:100",
    "fixed:基本料,population,most:3%",
)


def bare_loop() -> int:
    """Do one integer multiply-divide per cell, and nothing else."""
    whole = 0
    for line in range(LINES):
        for year in range(YEARS):
            price = 1_040_000 + line + year
            for member in range(1, MEMBERS + 1):
                whole += price * member // 1_741
    return whole


def country(shares: bool = False, limits: int = 0, dated: bool = False) -> Book:
    """Return the country with 200 lines by so many rules, 48 joining or leaving within the term.

    `shares`: lines of twenty systems in which two of three take part, subsidies, payers that are no members. `limits`:
    of so many lines the rule has fixed amounts, floors or caps. `dated`: figures of people of each year.
    """
    draw = random.Random(1)
    tables: dict[str, list[Any]] = big_tables(MEMBERS, 0)
    for at in range(JOINS):
        day = f"{FIRST + at % YEARS}-{at % 12 + 1:02d}-01"
        change = {"joined_on": day} if at % 2 else {"left_on": day}
        tables["municipalities"][at] = replace(tables["municipalities"][at], **change)
    tables["cost_lines"] = [_line(line, shares, limits) for line in range(1, LINES + 1)]
    tables["cost_amounts"] = [
        CostAmount(YEARS * line.id + year, line.id, FIRST + year, draw.randrange(10**10, 10**11))
        for line in tables["cost_lines"]
        for year in range(YEARS)
        if line.portion is None and line.flow is not Flow.JOINING
    ]
    tables["tax_rates"] = [TaxRate(at, day, percent) for at, (day, percent) in enumerate(NATIONAL_TAX_RATES, start=1)]
    if shares:
        tables["systems"] = [System(at, f"業務{at}") for at in range(1, SYSTEMS + 1)]
        pairs = [
            (one.id, at) for one in tables["municipalities"] for at in range(1, SYSTEMS + 1) if draw.random() < 0.67
        ]
        tables["participations"] = [Participation(number, *pair) for number, pair in enumerate(pairs, start=1)]
    if limits:
        bands = [(0, 10_000, 100_000), (10_000, 100_000, 300_000), (100_000, None, 900_000)]
        tables["fixed_amounts"] = [
            FixedAmount(at, "基本料", yen, least=least, below=below) for at, (least, below, yen) in enumerate(bands, 1)
        ]
    if dated:
        tables["populations"] = [
            Population(one.id * 100 + year, one.municipality_id, f"{FIRST - 1 + year}-01-01", one.population + year)
            for one in tables["populations"]
            for year in range(YEARS)
        ]
    tables["scenarios"] = [replace(SCENARIO, basis_day="09-30" if dated else None)]
    return Book(tables)


def _line(number: int, shares: bool, limits: int) -> CostLine:
    rule = LIMITED[number % len(LIMITED)] if number <= limits else f"equal={number},population={100 + number}"
    line = CostLine(number, f"経費{number}", rule=rule, position=number)
    if not shares:
        return line
    if number % 20 == 19:
        flow = (Flow.INCOME, Flow.OUTSIDE, Flow.JOINING)[number // 20 % 3]
        part = None if flow is Flow.JOINING else "1/50"
        return replace(line, rule=None, flow=flow, portion=part, system_id=None if number < 60 else number % SYSTEMS)
    return replace(line, system_id=number % SYSTEMS + 1)


def measure(title: str, book: Book) -> bool:
    """Print the ratio for a book; return whether it keeps its limit."""
    (scenario,) = book.all(Scenario).values()
    result = compare_scenario(book, scenario)
    assert isinstance(result, Comparison), result
    assert sum(row.cloud for row in result.rows.values()) == result.total.cloud
    bare, full = best_of(3, bare_loop), best_of(2, lambda: compare_scenario(book, scenario))
    print(f"{title}: bare {bare * 1000:.0f} ms, from the book {full * 1000:.0f} ms")
    print(f"  comparison / bare loop {full / bare:6.2f}  (limit {LIMIT})", flush=True)
    return full / bare <= LIMIT


def main() -> int:
    kept = [
        measure("200 rules, 48 join or leave", country()),
        measure("lines of 20 systems, subsidies, other payers", country(shares=True)),
        measure("20 lines by rules with fixed amounts and limits", country(limits=20)),
        measure("the people of each year", country(dated=True)),
        measure("20 systems and the people of each year", country(shares=True, dated=True)),
        measure("20 systems by rules with fixed amounts and limits", country(shares=True, limits=20)),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

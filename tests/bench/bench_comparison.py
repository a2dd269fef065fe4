"""How fast a comparison is, as a ratio to a bare loop of the same run: python tests/bench/bench_comparison.py"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.gathering import compare_scenario, premises_of
from core.calc.comparison.premises import Premises
from core.calc.comparison.what_if import PERCENTS, sensitivity
from core.model.book import Book
from core.model.costs import NATIONAL_TAX_RATES, CostAmount, CostLine, CurrentCost, TaxRate
from core.model.council import TaxMode
from core.model.scenarios import Scenario
from tests.bench.big_book import big_tables

MUNICIPALITIES, LINES, YEARS = 1_741, 200, 5
LIMIT = 4.0
"""A whole comparison from the book, as a multiple of one integer multiply-divide per municipality, line and year."""

SCENARIO = Scenario(
    1, "大規模", 1, guarantee_percent="5", tax_mode=TaxMode.INCLUSIVE, first_fiscal_year=2017, years=YEARS
)


def bare_loop() -> int:
    """Do one integer multiply-divide per cell, and nothing else."""
    whole = 0
    for line in range(LINES):
        for year in range(YEARS):
            price = 1_040_000 + line + year
            for member in range(1, MUNICIPALITIES + 1):
                whole += price * member // 1_741
    return whole


def nation(rules: int, comings: int) -> Book:
    """Return all municipalities of the country with 200 lines by so many rules, `comings` joining within the term."""
    draw = random.Random(1)
    tables = big_tables(MUNICIPALITIES, 0)
    for at in range(comings):
        joined = f"20{17 + at % YEARS}-{at % 12 + 1:02d}-01"
        tables["municipalities"][at] = replace(tables["municipalities"][at], joined_on=joined)
    tables["cost_lines"] = [
        CostLine(line, f"経費{line}", rule=None if line > rules - 1 else f"equal={line},population={100 + line}")
        for line in range(1, LINES + 1)
    ]
    tables["cost_amounts"] = [
        CostAmount(YEARS * line + year, line, 2017 + year, draw.randrange(10**8, 10**9))
        for line in range(1, LINES + 1)
        for year in range(YEARS)
    ]
    whole = sum(amount.amount for amount in tables["cost_amounts"])
    people = sum(one.population for one in tables["populations"])
    tables["current_costs"] = [
        CurrentCost(one.id, one.municipality_id, yen=whole * one.population // people * draw.randrange(9, 26) // 10)
        for one in tables["populations"]
    ]
    tables["tax_rates"] = [TaxRate(at, day, percent) for at, (day, percent) in enumerate(NATIONAL_TAX_RATES, start=1)]
    tables["scenarios"] = [SCENARIO]
    return Book(tables)


def best_of(times: int, run: Callable[[], object]) -> float:
    """Return the shortest of so many runs, in seconds."""
    shortest = float("inf")
    for _ in range(times):
        begin = perf_counter()
        run()
        shortest = min(shortest, perf_counter() - begin)
    return shortest


def measure(title: str, book: Book) -> bool:
    """Print the ratio for a book; return whether it keeps its limit."""
    result = compare_scenario(book, SCENARIO)
    assert isinstance(result, Comparison), result
    assert sum(row.cloud for row in result.rows.values()) == result.total.cloud
    bare = best_of(5, bare_loop)
    full = best_of(5, lambda: compare_scenario(book, SCENARIO))
    premises = premises_of(book, SCENARIO)
    assert isinstance(premises, Premises)
    slider = best_of(3, lambda: compare(premises))
    chart = best_of(1, lambda: sensitivity(premises))
    print(f"{title}: bare {bare * 1000:.0f} ms, from the book {full * 1000:.0f} ms, {len(result.at_cap)} at their cap")
    print(f"  slider moved {slider * 1000:.0f} ms, chart of {len(PERCENTS)} points {chart * 1000:.0f} ms")
    print(f"  comparison / bare loop {full / bare:6.2f}  (limit {LIMIT})")
    return full / bare <= LIMIT


def main() -> int:
    kept = [
        measure("one rule", nation(1, 0)),
        measure("200 rules", nation(LINES, 0)),
        measure("200 rules, 24 join within the term", nation(LINES, 24)),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

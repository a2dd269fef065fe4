"""A book of the six municipalities with costs and scenarios, for the tests of the comparison."""

from dataclasses import replace
from typing import Any

from core.model.book import Book
from core.model.costs import NATIONAL_TAX_RATES, CostAmount, CostLine, CurrentCost, TaxRate
from core.model.council import Consortium, Municipality, Population
from core.model.scenarios import Scenario
from tests.core.calc.ledger import TOYAMA

CURRENT = {"162116": 920, "162060": 400, "163422": 250, "163228": 240, "163431": 240, "163210": 110}
"""What each pays today, in millions of yen (the source prints 億円)."""

CODES = tuple(TOYAMA)
SCENARIO = Scenario(1, "現在の前提", 1, guarantee_percent="30", first_fiscal_year=2015)


def cost_line(id: int = 1, **values: Any) -> CostLine:
    return replace(CostLine(id, f"経費{id}", position=id), **values)


def amounts(line: CostLine | int, *yearly: int, first: int = 2015) -> list[CostAmount]:
    """Return the amounts of consecutive years; their ids follow from the line's."""
    id = line if isinstance(line, int) else line.id
    return [CostAmount(100 * id + at, id, first + at, yen) for at, yen in enumerate(yearly)]


def cost_book(
    lines: dict[CostLine, list[CostAmount]] | None = None,
    consortium: dict[str, Any] | None = None,
    members: dict[str, dict[str, Any]] | None = None,
    **tables: list[Any],
) -> Book:
    """Return a book with one line of 277,200,000 yen a year unless told otherwise; `members` has changes by code."""
    if lines is None:
        lines = {cost_line(): amounts(1, *[277_200_000] * 5)}
    municipalities = [
        replace(Municipality(at, code, name, label=label, position=at), **(members or {}).get(code, {}))
        for at, (code, (label, name, _)) in enumerate(TOYAMA.items(), start=1)
    ]
    populations = [Population(at, at, "2010-10-01", count) for at, (_, _, count) in enumerate(TOYAMA.values(), start=1)]
    current = [CurrentCost(at, at, yen=CURRENT[code] * 1_000_000) for at, code in enumerate(TOYAMA, start=1)]
    consortium_row = replace(Consortium(1, "協議会", base_date="2014-08-06", fiscal_year=2014), **(consortium or {}))
    rows: dict[str, list[Any]] = {
        "consortium": [consortium_row],
        "municipalities": municipalities,
        "populations": populations,
        "current_costs": current,
        "cost_lines": list(lines),
        "cost_amounts": [amount for amounts in lines.values() for amount in amounts],
        "tax_rates": [TaxRate(at, day, percent) for at, (day, percent) in enumerate(NATIONAL_TAX_RATES, start=1)],
        "scenarios": [SCENARIO],
    }
    return Book({**rows, **tables})

"""The fee of a ledger in exact fractions, year by year and line by line, written without any of the program's own
arithmetic: nothing is rounded but shares of whole amounts, which are cut below one yen as the rule says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow, Sharing
from core.model.council import Municipality, Participation, Population
from core.model.scenarios import Scenario

Rule = Mapping[str, Fraction]
"""How much of an amount goes by each basis: "equal", "population"."""

RULES: dict[str, Rule] = {
    "equal": {"equal": Fraction(1)},
    "population": {"population": Fraction(1)},
    "equal=3,population=7": {"equal": Fraction(3, 10), "population": Fraction(7, 10)},
    "equal=16,population=84": {"equal": Fraction(16, 100), "population": Fraction(84, 100)},
}


@dataclass(slots=True)
class Year:
    """What everybody bears in one year, what payers that are no members do, and by how much the nearest deduction was
    possible (below zero: by how much it was not)."""

    shares: dict[str, Fraction]
    outside: dict[str, Fraction] = field(default_factory=dict)
    gross: int = 0
    slack: Fraction = Fraction(10**18)


def year_of(book: Book, scenario: Scenario, year: int) -> Year:
    """Return one year of a scenario whose members are all there and whose lines bear no tax."""
    members = sorted(book.all(Municipality).values(), key=lambda one: one.code)
    found = Year({one.code: Fraction(0) for one in members})
    lines = list(book.all(CostLine).values())
    amount = {line.id: _amount(book, line, year) for line in lines}
    split = {
        line.id: Fraction(amount[line.id]) for line in lines if line.flow is Flow.COST and line.borne_by_id is None
    }
    found.gross = sum(amount[line.id] for line in lines if line.flow is Flow.COST)
    guests = [line for line in lines if line.flow is Flow.JOINING]
    by_id = {line.id: line for line in lines}
    codes = {one.id: one.code for one in members}

    def chosen(line: CostLine) -> list[int]:
        return [id for id in split if line.system_id is None or by_id[id].system_id == line.system_id]

    def take(line: CostLine, wanted: Fraction) -> None:
        whole = sum((split[id] for id in chosen(line)), Fraction(0))
        found.slack = min(found.slack, whole - wanted)
        if whole and wanted <= whole:
            for id in chosen(line):
                split[id] -= wanted * split[id] / whole

    for stage in ((Flow.INCOME, Flow.RETURNED), (Flow.OUTSIDE,), (Flow.REST,)):
        base = dict(split)
        for line in sorted(lines, key=lambda one: (one.flow is Flow.RETURNED, one.position)):
            if line.flow not in stage or (line.flow is Flow.INCOME and (line.borne_by_id or line.rule)):
                continue
            wanted = Fraction(amount[line.id])
            if line.portion:
                share = Fraction(floor(_part(line.portion) * sum(base[id] for id in chosen(line))))
                entered = any(one.fiscal_year == year for one in book.children(CostAmount, line.id).values())
                wanted = min(share, wanted) if entered else share
            if line.flow is Flow.REST:
                left = sum((split[id] for id in chosen(line)), Fraction(0))
                found.slack = min(found.slack, left - wanted) if wanted else found.slack
                wanted = max(Fraction(0), left - wanted)
            if wanted:
                take(line, wanted)
            if line.flow in {Flow.OUTSIDE, Flow.REST}:
                found.outside[line.name] = wanted
    for id, yen in split.items():
        line = by_id[id]
        joining = [one.name for one in guests if one.system_id in {None, line.system_id}]
        _split(book, scenario, found, line, yen, joining)
    for line in lines:
        if line.flow is Flow.INCOME and line.rule and not line.borne_by_id:
            _split(book, scenario, found, line, -Fraction(amount[line.id]), [])
        elif line.flow is not Flow.COST or line.borne_by_id is not None:
            sign = {Flow.COST: 1, Flow.RETURNED: 1, Flow.INCOME: -1}.get(line.flow, 0)
            if line.borne_by_id is not None:
                found.shares[codes[line.borne_by_id]] += sign * amount[line.id]
    found.slack = min([found.slack, *(share for share in found.shares.values() if share)])
    return found


def _split(book: Book, scenario: Scenario, found: Year, line: CostLine, yen: Fraction, joining: list[str]) -> None:
    rule = RULES[line.rule or scenario.rule or book.consortium.rule]
    bearers = [one for one in book.all(Municipality).values() if _takes_part(book, line, one)]
    people = {one.code: _people(book, one) for one in bearers}
    if "equal" not in rule:
        joining = []
    for name in joining:
        found.outside[name] = found.outside.get(name, Fraction(0)) + yen * rule["equal"] / (len(bearers) + len(joining))
    for code, count in people.items():
        share = rule.get("equal", Fraction(0)) / (len(bearers) + len(joining))
        share += rule.get("population", Fraction(0)) * count / sum(people.values())
        found.shares[code] += yen * share


def _takes_part(book: Book, line: CostLine, one: Municipality) -> bool:
    taking = {taking.system_id for taking in book.children(Participation, one.id).values()}
    return not taking or line.system_id is None or line.sharing is Sharing.EVERYBODY or line.system_id in taking


def _people(book: Book, one: Municipality) -> int:
    return max(book.children(Population, one.id).values(), key=lambda found: found.reference_date).population


def _part(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _amount(book: Book, line: CostLine, year: int) -> int:
    return sum(one.amount for one in book.children(CostAmount, line.id).values() if one.fiscal_year == year)

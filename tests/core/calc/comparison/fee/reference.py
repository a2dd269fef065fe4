"""The fee of a ledger in exact fractions, year by year and line by line, written without any of the program's own
arithmetic: nothing is rounded but shares of whole amounts, which are cut below one yen as the rule says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow, Sharing
from core.model.council import Municipality, Participation, Population
from core.model.fixed_amounts import FixedAmount
from core.model.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Rule:
    """How much of an amount goes by each basis ("equal", "population"), whether the table of fixed amounts is taken
    off first, and the floor and the cap of a share: yen, or a part of the whole amount."""

    parts: Mapping[str, Fraction]
    fixed: bool = False
    least: int | Fraction | None = None
    most: int | Fraction | None = None


RULES: dict[str, Rule] = {
    "equal": Rule({"equal": Fraction(1)}),
    "population": Rule({"population": Fraction(1)}),
    "equal=3,population=7": Rule({"equal": Fraction(3, 10), "population": Fraction(7, 10)}),
    "equal=16,population=84": Rule({"equal": Fraction(16, 100), "population": Fraction(84, 100)}),
    "equal=9.5,population=90.5": Rule({"equal": Fraction(19, 200), "population": Fraction(181, 200)}),
}

LIMITED: dict[str, Rule] = {
    "fixed:基本料,population": Rule({"population": Fraction(1)}, fixed=True),
    "fixed:基本料,equal=1,population=1": Rule({"equal": Fraction(1, 2), "population": Fraction(1, 2)}, fixed=True),
    "equal=1,population=1,most:40%": Rule({"equal": Fraction(1, 2), "population": Fraction(1, 2)}, most=Fraction(2, 5)),
    "population,least:5%": Rule({"population": Fraction(1)}, least=Fraction(1, 20)),
    "equal,least:100000,most:90000000": Rule({"equal": Fraction(1)}, least=100_000, most=90_000_000),
}
ALL_RULES = RULES | LIMITED


@dataclass(slots=True)
class Year:
    """What everybody bears in one year, what payers that are no members do, and by how much the nearest deduction was
    possible (below zero: by how much it was not). `near_nothing`: so little is left for a limited rule that the
    rounding decides whether it is nothing."""

    shares: dict[str, Fraction]
    outside: dict[str, Fraction] = field(default_factory=dict)
    gross: int = 0
    slack: Fraction = Fraction(10**18)
    near_nothing: bool = False


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
    # Lines of one rule and the same bearers are one amount: limits are those of all of it.
    sums: dict[tuple[str | None, tuple[str, ...], tuple[str, ...]], tuple[CostLine, Fraction]] = {}
    for id, yen in split.items():
        line = by_id[id]
        joining = tuple(one.name for one in guests if one.system_id in {None, line.system_id})
        if "equal" not in _rule(book, scenario, line).parts:
            joining = ()
        bearers = tuple(one.code for one in members if _takes_part(book, line, one))
        first, sum_ = sums.get((line.rule, bearers, joining), (line, Fraction(0)))
        sums[line.rule, bearers, joining] = first, sum_ + yen
    for (_, _, joining), (line, yen) in sums.items():
        _split(book, scenario, found, line, yen, joining)
    for line in lines:
        if line.flow is Flow.INCOME and line.rule and not line.borne_by_id:
            _split(book, scenario, found, line, -Fraction(amount[line.id]), ())
        elif line.flow is not Flow.COST or line.borne_by_id is not None:
            sign = {Flow.COST: 1, Flow.RETURNED: 1, Flow.INCOME: -1}.get(line.flow, 0)
            if line.borne_by_id is not None:
                found.shares[codes[line.borne_by_id]] += sign * amount[line.id]
    found.slack = min([found.slack, *(share for share in found.shares.values() if share)])
    return found


def _rule(book: Book, scenario: Scenario, line: CostLine) -> Rule:
    return ALL_RULES[line.rule or scenario.rule or book.consortium.rule]


def _split(
    book: Book, scenario: Scenario, found: Year, line: CostLine, signed: Fraction, joining: tuple[str, ...]
) -> None:
    if not signed:
        return
    rule, yen = _rule(book, scenario, line), abs(signed)
    sign = 1 if signed > 0 else -1
    bearers = [one for one in book.all(Municipality).values() if _takes_part(book, line, one)]
    equal = {one.code: Fraction(one.equal_percent, 100) for one in bearers} | dict.fromkeys(joining, Fraction(1))
    people = {one.code: Fraction(_people(book, one)) for one in bearers} | dict.fromkeys(joining, Fraction(0))
    weight = {
        who: rule.parts.get("equal", Fraction(0)) * equal[who] / sum(equal.values())
        + rule.parts.get("population", Fraction(0)) * people[who] / sum(people.values())
        for who in equal
    }
    fixed = {one.code: Fraction(_fixed(book, one) if rule.fixed else 0) for one in bearers}
    found.near_nothing |= yen < 1_000 and (line.rule or scenario.rule) in LIMITED
    bounds = {who: (Fraction(0), yen) for who in joining}
    for one in bearers:
        least = _limit(rule.least, yen, Fraction(0))
        bounds[one.code] = (least, _limit(rule.most, yen, max(yen, least)))
    fixed |= dict.fromkeys(joining, Fraction(0))
    shares = _within(found, yen, weight, fixed, bounds)
    for who, share in shares.items():
        if who in joining:
            found.outside[who] = found.outside.get(who, Fraction(0)) + sign * share
        else:
            found.shares[who] += sign * share


def _limit(limit: int | Fraction | None, yen: Fraction, otherwise: Fraction) -> Fraction:
    if limit is None:
        return otherwise
    return limit * yen if isinstance(limit, Fraction) else Fraction(limit)


def _within(
    found: Year,
    yen: Fraction,
    weight: Mapping[str, Fraction],
    fixed: Mapping[str, Fraction],
    bounds: Mapping[str, tuple[Fraction, Fraction]],
) -> dict[str, Fraction]:
    """Return the shares by halving: the rate per weight at which what is within everybody's bounds adds up, and the
    rate from those that are strictly between them."""

    def share(who: str, rate: Fraction) -> Fraction:
        least, most = bounds[who]
        return min(most, max(least, fixed[who] + rate * weight[who]))

    low, high = Fraction(0), yen * 10**9 + 10**12
    lowest, highest = (sum(share(who, rate) for who in weight) for rate in (low, high))
    found.slack = min(found.slack, yen - lowest)
    if highest < yen:
        found.slack = min(found.slack, highest - yen)
    elif any(most < yen for _, most in bounds.values()):
        found.slack = min(found.slack, sum(most for _, most in bounds.values()) - yen or Fraction(1))
    if yen < lowest or yen > highest:
        return dict.fromkeys(weight, Fraction(0))
    for _ in range(140):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(share(who, middle) for who in weight) < yen else (low, middle)
    return {who: share(who, high) for who in weight}


def _fixed(book: Book, one: Municipality) -> int:
    return next((row.yen for row in book.all(FixedAmount).values() if row.municipality_id == one.id), 0)


def _takes_part(book: Book, line: CostLine, one: Municipality) -> bool:
    taking = {taking.system_id for taking in book.children(Participation, one.id).values()}
    return not taking or line.system_id is None or line.sharing is Sharing.EVERYBODY or line.system_id in taking


def _people(book: Book, one: Municipality) -> int:
    return max(book.children(Population, one.id).values(), key=lambda found: found.reference_date).population


def _part(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _amount(book: Book, line: CostLine, year: int) -> int:
    return sum(one.amount for one in book.children(CostAmount, line.id).values() if one.fiscal_year == year)

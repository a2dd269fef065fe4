"""What needs attention in costs and scenarios."""

from collections.abc import Iterable, Iterator

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.compare import Comparison
from core.calc.comparison.contract_term import ContractTerm
from core.calc.comparison.gathering import compare_scenario, payers_of, present_scenario, scenarios_of, ways_of
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import total_costs
from core.calc.members import members_of
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost
from core.model.council import Municipality, Scope, System
from core.model.machine.naming import describe
from core.model.machine.stored_json import read_json
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet
from core.model.values.dates import show_fiscal_year
from core.operations.health.finding import Finding, Severity, listed
from core.words.sentences import sentence


def cost_findings(book: Book) -> Iterator[Finding]:
    """Yield what needs attention; nothing as long as no costs are entered."""
    entered: tuple[int, ...] = (len(book.all(CostLine)), len(book.all(CurrentCost)))
    if not any(entered) and not any(scenario.fee_yen for scenario in book.all(Scenario).values()):
        return
    yield from _scenarios(book)
    yield from _lines(book)
    yield from _current_costs(book)


def _scenarios(book: Book) -> Iterator[Finding]:
    for at, scenario in enumerate(scenarios_of(book)):
        result = compare_scenario(book, scenario)
        if isinstance(result, Impossible):
            severity = Severity.NOTE if at else Severity.WARNING
            facts = {"name": scenario.name, "reason": sentence(result.fault)}
            yield Finding(severity, "scenarios", scenario.id, "comparison_impossible", facts)
        elif _somebody_is_missing(book, result):
            yield from _unborne(book, scenario, result)
        sheet = book.all(FixedSheet).get(scenario.fixed_sheet_id or 0) if scenario.adopted else None
        if sheet is not None:
            yield from _adopted(scenario, sheet, result)


def _somebody_is_missing(book: Book, comparison: Comparison) -> bool:
    there = {code for code, presence in comparison.premises.presences.items() if presence.months == _whole(comparison)}
    return any(member.code not in there for member in members_of(book))


def _whole(comparison: Comparison) -> int:
    return comparison.premises.term.months


def _unborne(book: Book, scenario: Scenario, comparison: Comparison) -> Iterator[Finding]:
    """Yield what of the customizations falls to nobody who is there."""
    totals = total_costs(book, scenario, comparison, allocate(book), allocate(book, Money.YEARLY))
    if isinstance(totals, Impossible):
        return
    lost = [one for one in totals.unborne if one.column in {"one_off", "running"}]
    if lost:
        named = "、".join(f"{one.label} {one.yen:,}円" for one in lost)
        yield Finding(Severity.NOTE, "scenarios", scenario.id, "costs_unborne", {"name": scenario.name, "costs": named})


def _adopted(scenario: Scenario, sheet: FixedSheet, now: Comparison | Impossible) -> Iterator[Finding]:
    """Yield that the shares are no longer those that were adopted, or that nobody can tell."""
    try:
        stored = read_json(sheet.result)
        kept = {} if isinstance(stored.get("refused"), str) else stored["rows"]
        before = {code: row["cloud"] for code, row in kept.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        facts = {"name": scenario.name, "sheet": sheet.name}
        yield Finding(Severity.WARNING, "scenarios", scenario.id, "adopted_not_kept", facts)
        return
    shares = {code: row.cloud for code, row in now.rows.items()} if isinstance(now, Comparison) else {}
    if before and before != shares:
        yield Finding(Severity.NOTE, "scenarios", scenario.id, "adopted_differs", {"name": scenario.name})


def _lines(book: Book) -> Iterator[Finding]:
    scenario = present_scenario(book)
    term = ways_of(book, scenario).term
    payers = {payer.id for payer in payers_of(book, scenario, term)[0]}
    for line in book.all(CostLine).values():
        bearer, row = line.borne_by_id, ("cost_lines", line.id)
        if line.scope is not Scope.IN_SCOPE:
            if bearer is None:
                yield Finding(Severity.WARNING, *row, "line_without_bearer", {"name": line.name})
        elif bearer is not None and bearer not in payers:
            who = book.all(Municipality)[bearer].name
            facts = {"name": line.name, "bearer": who, "scenario": scenario.name}
            yield Finding(Severity.WARNING, *row, "bearer_not_in", facts)
        system = book.all(System).get(line.system_id or 0)
        if line.scope is Scope.IN_SCOPE and system and system.scope is not Scope.IN_SCOPE:
            names = {"name": line.name, "system": system.name}
            yield Finding(Severity.NOTE, *row, "line_of_outside_system", names)
        years = _outside(term, (amount.fiscal_year for amount in book.children(CostAmount, line.id).values()))
        if years:
            about = {"subject": describe(book, line), "term": _shown(term), "years": years}
            yield Finding(Severity.NOTE, *row, "amounts_outside_term", about)


def _current_costs(book: Book) -> Iterator[Finding]:
    scenario = present_scenario(book)
    term = ways_of(book, scenario).term
    missing = []
    for payer in payers_of(book, scenario, term)[0]:
        costs = book.children(CurrentCost, payer.id).values()
        if not costs:
            missing.append(payer.name)
        years = _outside(term, (cost.fiscal_year for cost in costs if cost.fiscal_year is not None))
        if years:
            about = {"subject": f"{payer.name}の現行経費", "term": _shown(term), "years": years}
            yield Finding(Severity.NOTE, "municipalities", payer.id, "amounts_outside_term", about)
    if missing:
        yield Finding(Severity.NOTE, "consortium", 1, "current_cost_missing", {"names": listed(missing)})


def _outside(term: ContractTerm, years: Iterable[int]) -> str:
    return "、".join(show_fiscal_year(year) for year in sorted(set(years)) if year not in term.fiscal_years)


def _shown(term: ContractTerm) -> str:
    return f"{show_fiscal_year(term.first)}〜{show_fiscal_year(term.first + term.years - 1)}"

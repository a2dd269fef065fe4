"""From the ledger to the premises of a charge: the items of the year, who is there with what figures, by which rule."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from core.calc.comparison.contract_term import ContractTerm, presence_of
from core.calc.comparison.fee.year_bases import bases_of
from core.calc.members import Member, member_of, population_in_force, representative_of
from core.calc.participation import absences
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.charges.charging import Project, YearItem
from core.model.council import Municipality, Population, System
from core.model.machine.faults import Refused
from core.model.scenarios import PartialTerm, Scenario
from core.model.values.charge_premises import ChargePremises, Figures, Item, Payer
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import YEN
from core.model.values.rules import Rule, parse_rule


def items_of(book: Book, project: Project, fiscal_year: int) -> list[YearItem]:
    """Return the cost items of a project in one year, in the order in which they were entered."""
    rows = book.children(YearItem, project.id).values()
    return sorted((one for one in rows if one.fiscal_year == fiscal_year), key=lambda one: one.id)


def premises_of(
    book: Book, project: Project, fiscal_year: int, final: bool = False, rates: str | None = None
) -> ChargePremises:
    """Return what the project's charges of a year follow from as the ledger stands: 予算額, or with `final` 決算額.

    `rates` takes the place of the exchange rates of what is in a foreign currency.
    Raises SplitRefused: "no_items", "item_without_amount" or "item_without_result" with the names, "nobody_pays".
    """
    rows = items_of(book, project, fiscal_year)
    facts = {"project": project.name, "year": show_fiscal_year(fiscal_year)}
    if not rows:
        raise SplitRefused("no_items", **facts)
    unknown = [one.name for one in rows if (one.result_yen if final else one.amount) is None]
    if unknown:
        rule = "item_without_result" if final else "item_without_amount"
        raise SplitRefused(rule, **facts, names="、".join(unknown))
    rules = _rules_of(project.rule or book.consortium.rule, rows)
    payers = tuple(needed(one, rules) for one in _payers(book, project, fiscal_year))
    if not payers:
        raise SplitRefused("nobody_pays")
    consortium = book.consortium
    chosen = representative_of(book, [member_of(book, one) for one in book.all(Municipality).values()])
    return ChargePremises(
        project.name,
        fiscal_year,
        project.rule or consortium.rule,
        consortium.unit,
        consortium.remainder,
        chosen or "",
        project.tax_mode.label,
        tuple(_item(book, one, final, rates) for one in rows),
        payers,
        taking_of(book, {one.system_id for one in rows}, [one.code for one in payers]),
    )


def _rules_of(default: str, rows: Iterable[YearItem]) -> list[Rule]:
    """Return the rules by which anything of the year is split. Raises SplitRefused for one that cannot be read."""
    try:
        return [parse_rule(default), *(parse_rule(one.rule) for one in rows if one.rule)]
    except Refused as refused:
        raise SplitRefused(refused.rule, **refused.facts) from refused


def needed(payer: Payer, rules: Sequence[Rule]) -> Payer:
    """Return the payer with the figures that the rules go by: what counts for nothing explains nothing."""
    names, tables = {name for rule in rules for name in rule.names}, {rule.fixed for rule in rules}
    given = payer.figures
    weights = {name: value for name, value in given.weights.items() if name in names}
    fixed = {table: amount for table, amount in given.fixed.items() if table in tables}
    return replace(payer, figures=replace(given, weights=weights, fixed=fixed))


def _item(book: Book, one: YearItem, final: bool, rates: str | None) -> Item:
    municipalities, systems = book.all(Municipality), book.all(System)
    foreign = one.currency != YEN and not final
    return Item(
        one.name,
        one.flow,
        (one.result_yen if final else one.amount) or 0,
        one.cents if foreign else 0,
        one.currency if foreign else YEN,
        (rates or one.exchange_rate or "") if foreign else "",
        one.customization,
        systems[one.system_id].name if one.system_id is not None else "",
        municipalities[one.borne_by_id].code if one.borne_by_id is not None else "",
        one.rule or "",
        one.source,
    )


def _payers(book: Book, project: Project, fiscal_year: int) -> Iterable[Payer]:
    """Yield who is there in the year, in the order of (position, code), with the figures that count for it."""
    term = ContractTerm(fiscal_year, 1)
    known = {one.code: one for one in book.all(Municipality).values()}
    there = [(member_of(book, one), presence_of(one, term, PartialTerm.MONTHS)) for one in known.values()]
    there = [(member, span) for member, span in there if span.months]
    there.sort(key=lambda pair: (pair[0].position, pair[0].code))
    ways = Scenario(
        0,
        project.name,
        basis_day=project.basis_day,
        basis_source=project.basis_source,
        index_year=project.index_year,
    )
    bases = bases_of(book, ways, [member for member, _ in there], term)
    dated = {one.code: one for one in bases[0].members} if bases else {}
    for member, span in there:
        counted = dated.get(member.code, member)
        date = bases[0].dates.get(member.code, "") if bases and project.basis_day else None
        figures = figures_of(book, counted, date)
        yield Payer(member.code, member.name, member.label, member.position, figures, span.start, span.end)


def figures_of(book: Book, member: Member, date: str | None, on: str | None = None) -> Figures:
    """Return the figures of a member; `date` is the day of its population, "" for none, None for that in force, of
    those of the day `on` where it is given."""
    found: Population | None
    if date is None:
        found = population_in_force(book, member.id, on)
    else:
        rows = book.children(Population, member.id).values()
        found = next((one for one in rows if date and one.reference_date == date), None)
    if found is None:
        return Figures(None, "", "", dict(member.weights), member.equal, dict(member.fixed))
    return Figures(
        member.population,
        found.reference_date,
        found.source,
        dict(member.weights),
        member.equal,
        dict(member.fixed),
    )


def taking_of(book: Book, named: Collection[int | None], codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return by name which members take part in each of the systems `named`, of those in which not all do."""
    ids = {one.code: one.id for one in book.all(Municipality).values()}
    found = {}
    for system, absent in absences(book).items() if any(named) else ():
        taking = tuple(code for code in codes if ids[code] not in absent)
        if system in named and len(taking) < len(codes):
            found[book.all(System)[system].name] = taking
    return found

"""新規参加・離脱の影響: every member's share with and without the applicant, by the council's present scenario."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from core.calc.comparison.compare import Comparison, Row
from core.calc.comparison.gathering import compare_scenario, present_scenario, ways_of
from core.calc.comparison.premises import Impossible
from core.dataclass import dataclass
from core.model import costs, council, fixed_amounts, scenarios
from core.model.book import Book
from core.model.costs import CurrentCost, Penalty
from core.model.council import Municipality, Participation, Population, kind_of
from core.model.machine.faults import Fault
from core.model.machine.kinds import MunicipalityCode
from core.model.machine.naming import in_order
from core.model.operating.applications import Application, ApplicationKind, ApplicationSystem
from core.model.scenarios import Scenario
from core.model.values.codes import check_digit
from core.model.values.dates import FIRST_YEAR, fiscal_year, show_date, show_fiscal_year

_READ = (*council.TABLES, *fixed_amounts.TABLES, *costs.TABLES, *scenarios.TABLES)
"""What the comparison reads: nothing else is copied."""


_LONG_AGO = f"{FIRST_YEAR}-04-01"
"""Before the term of any comparison."""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One member, or the total with an empty code: what it pays over the term and in each fiscal year, before and
    after; None where it is not there. The secretariat's part of the rounding is in the total only."""

    code: str
    name: str
    before: int | None
    after: int | None
    years_before: tuple[int, ...] | None
    years_after: tuple[int, ...] | None

    @property
    def change(self) -> int:
        """How much more it pays over the term; less below zero. Who is not there pays nothing."""
        return (self.after or 0) - (self.before or 0)

    def year(self, at: int) -> tuple[int | None, int | None]:
        """Return what it pays in the year number `at` of the term, before and after."""
        return (
            self.years_before[at] if self.years_before is not None else None,
            self.years_after[at] if self.years_after is not None else None,
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """`day` is that from which it holds; `now` the number of the present fiscal year in the term, `full` that of the
    first whole year from the day on, None where they are not in the term."""

    application: Application
    scenario: Scenario
    day: str
    first_year: int
    now: int | None
    full: int | None
    rows: tuple[EffectRow, ...]
    total: EffectRow

    def part(self, row: EffectRow, *, after: bool) -> Fraction | None:
        """Return a member's part of the whole fee of the term."""
        own, whole = (row.after, self.total.after) if after else (row.before, self.total.before)
        return Fraction(own, whole) if own is not None and whole else None


def day_of_effect(application: Application) -> str | None:
    """Return the day from which it holds: that which was decided, else that which is wished."""
    return application.effective_on or application.wished_on


def effect_of(book: Book, application: Application) -> Effect | Fault:
    """Return what every member pays with and without the applicant, or why that cannot be told: no day or one after
    the term, no population where the rule needs one, no present cost where a reduction is guaranteed, nobody who
    leaves."""
    day = day_of_effect(application)
    if day is None:
        return Fault("wished_on", "application_without_day", {"number": application.number})
    if application.kind is ApplicationKind.LEAVE and application.municipality_id is None:
        return Fault("municipality_id", "leaver_unknown", {"number": application.number})
    scenario = present_scenario(book)
    term = ways_of(book, scenario).term
    years, began = term.fiscal_years, fiscal_year(day)
    if began > years[-1]:
        span = {"first": show_fiscal_year(years[0]), "last": show_fiscal_year(years[-1])}
        return Fault("wished_on", "effect_after_term", {"scenario": scenario.name, "day": show_date(day), **span})
    without, with_it = _without_applicant(book, application), book_with(book, application, day)
    before, after = compare_scenario(without, scenario), compare_scenario(with_it, scenario)
    for one in (before, after):
        if isinstance(one, Impossible):
            return one.fault
        if one.total.fee_missing:
            return Fault("", "effect_without_fee", {"scenario": scenario.name})
    assert isinstance(before, Comparison)
    assert isinstance(after, Comparison)
    present = book.consortium.fiscal_year
    full = began if day[5:] == "04-01" else began + 1
    return Effect(
        application,
        scenario,
        day,
        term.first,
        present - term.first if present is not None and present in years else None,
        max(full, term.first) - term.first if full in years or full < term.first else None,
        tuple(_rows(with_it, before, after)),
        _row("", "合計", before.total, after.total),
    )


def _rows(book: Book, before: Comparison, after: Comparison) -> list[EffectRow]:
    names = {one.code: one.name for one in in_order(book, book.all(Municipality).values())}
    codes = [code for code in names if code in before.rows or code in after.rows]
    return [_row(code, names[code], before.rows.get(code), after.rows.get(code)) for code in codes]


def _row(code: str, name: str, before: Row | None, after: Row | None) -> EffectRow:
    return EffectRow(
        code,
        name,
        before.cloud if before is not None else None,
        after.cloud if after is not None else None,
        before.years if before is not None else None,
        after.years if after is not None else None,
    )


def _copied(book: Book) -> dict[str, dict[int, Any]]:
    return {table.name: dict(book.all(table.record)) for table in _READ}


def _made(book: Book, tables: dict[str, dict[int, Any]]) -> Book:
    last = {table.name: book.last_id(table.record) for table in _READ}
    return Book({name: rows.values() for name, rows in tables.items()}, last)


def _without_applicant(book: Book, application: Application) -> Book:
    """Return the ledger as it would stand without what is applied for: also where it was entered already."""
    tables = _copied(book)
    known = tables["municipalities"].get(application.municipality_id or 0)
    if known is None:
        return book
    if application.kind is ApplicationKind.LEAVE:
        tables["municipalities"][known.id] = replace(known, left_on=None)
    else:
        tables["municipalities"][known.id] = replace(known, joined_on=_LONG_AGO, left_on=_LONG_AGO)
        wishes = tables["scenario_members"]
        for id in [id for id, one in wishes.items() if one.municipality_id == known.id]:
            del wishes[id]
    return _made(book, tables)


def book_with(book: Book, application: Application, day: str) -> Book:
    """Return the ledger as it would stand with what is applied for, from a day on; the given one stays as it is."""
    tables = _copied(book)
    known = tables["municipalities"].get(application.municipality_id or 0)
    if application.kind is ApplicationKind.LEAVE:
        assert known is not None
        tables["municipalities"][known.id] = replace(known, left_on=day)
        return _made(book, tables)
    applicant = _applicant(book, application, day) if known is None else replace(known, joined_on=day, left_on=None)
    tables["municipalities"][applicant.id] = applicant
    _add_figures(book, tables, application, applicant.id)
    return _made(book, tables)


def _applicant(book: Book, application: Application, day: str) -> Municipality:
    rows = book.all(Municipality).values()
    return Municipality(
        id=book.last_id(Municipality) + 1,
        code=_code(book, application),
        name=application.name,
        kind=kind_of(application.name),
        position=max((one.position for one in rows), default=0) + 1,
        joined_on=day,
        equal_percent=application.equal_percent,
    )


def _code(book: Book, application: Application) -> str:
    """Return its code, or where it has none yet one that nobody else has: the order of members never matters."""
    if MunicipalityCode().is_possible(application.code):
        return application.code
    taken = {one.code for one in book.all(Municipality).values()}
    fives = (f"{number}" for number in range(99_999, 0, -1))
    return next(code for five in fives if (code := five + check_digit(five)) not in taken)


def _add_figures(book: Book, tables: dict[str, dict[int, Any]], application: Application, who: int) -> None:
    """Add what the applicant says of itself, as far as the ledger does not know it."""

    def add(cls: type[Any], name: str, **values: Any) -> None:
        id = max(max(tables[name], default=0), book.last_id(cls)) + 1
        tables[name][id] = cls(id=id, municipality_id=who, **values)

    if application.population is not None and not book.children(Population, who):
        for on in sorted(_population_days(book, application)):
            add(Population, "populations", reference_date=on, population=application.population)
    if application.current_yen is not None and not book.children(CurrentCost, who):
        add(CurrentCost, "current_costs", yen=application.current_yen)
    if application.penalty_yen is not None and not book.children(Penalty, who):
        ends = application.contract_ends_on
        add(Penalty, "penalties", yen=application.penalty_yen, contract_ends_on=ends)
    if not book.children(Participation, who):
        for row in book.children(ApplicationSystem, application.id).values():
            add(Participation, "participations", system_id=row.system_id)


def _population_days(book: Book, application: Application) -> set[str]:
    """Return every day on which the comparison may look for a population: only one is known, and it counts for all."""
    scenario = present_scenario(book)
    wanted = (application.population_date, scenario.population_date, book.consortium.population_date)
    return {day for day in wanted if day} | {_LONG_AGO}

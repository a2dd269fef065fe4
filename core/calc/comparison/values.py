"""A comparison as plain values with names: what commands print, and what is kept when a scenario is adopted."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from core.calc.comparison.charges import Deduction, Fee, Ways, YearBasis
from core.calc.comparison.compare import Comparison, Row
from core.calc.comparison.contract_term import MONTHS
from core.calc.comparison.fee.steps import deduction_label
from core.calc.comparison.gathering import ways_of
from core.calc.comparison.guarantee import show_tenths
from core.calc.comparison.reduction import percent_in_unit, reduction_percent
from core.calc.comparison.total_costs import TotalCost, TotalCosts
from core.calc.members import population_in_force
from core.model.book import Book
from core.model.scenarios import Scenario
from core.model.values.ratios import YEN

RULES_VERSION = 2
"""The version of the arithmetic; it goes up whenever the same premises would give other figures."""

Values = dict[str, Any]


def comparison_values(book: Book, scenario: Scenario, comparison: Comparison) -> Values:
    """Return rows by code, totals and premises; amounts in yen, rates in percent with one decimal."""
    return {
        "rows": {code: row_values(row, scenario) for code, row in comparison.rows.items()},
        "total": row_values(comparison.total, scenario),
        "secretariat": comparison.secretariat,
        "premises": premises_values(book, scenario, comparison),
    }


def row_values(row: Row, scenario: Scenario) -> Values:
    """Return the figures of one member; a rate is null where there is no present cost."""
    in_unit = percent_in_unit(row.current, row.paid, scenario.display_unit, scenario.display_digits)
    return {
        "current": row.current,
        "base": row.base,
        "cap": row.cap,
        "cloud": row.cloud,
        "penalty": row.penalty,
        "rate_percent_from_yen": number(reduction_percent(row.current, row.paid)),
        "rate_percent_from_unit": number(in_unit),
        "at_cap": row.at_cap,
        "years": list(row.years),
    }


def premises_values(book: Book, scenario: Scenario, comparison: Comparison) -> Values:
    """Return everything that the figures rest on, words as people read them."""
    premises = comparison.premises
    ways = ways_of(book, scenario)
    guarantee = premises.guarantee_tenths
    return {
        "scenario": scenario.name,
        "rule": premises.rule.text,
        "rule_label": premises.rule.label,
        "guarantee_percent": None if guarantee is None else number(Decimal(show_tenths(guarantee))),
        "key": premises.key.value,
        "key_label": premises.key.label,
        "penalties": premises.penalty_mode.value,
        "penalties_label": premises.penalty_mode.label,
        "fee": premises.total,
        "fee_by_year": _by_year(ways, premises.years),
        "fee_gross": sum(premises.gross_years),
        "fee_gross_by_year": _by_year(ways, premises.gross_years),
        "deductions": [_deduction(ways, one) for one in premises.fee.deductions],
        "parts": [
            {"label": part.label, "gross": _by_year(ways, part.gross), "net": _by_year(ways, part.net)}
            for part in premises.fee.parts
        ],
        "phase_in": _phase_in(premises.fee),
        "basis_words": premises.fee.basis_words,
        "bases": [_basis(basis) for basis in premises.fee.bases],
        "tax_mode": ways.tax_mode.label,
        "fee_missing": premises.fee.missing,
        "fee_tax_mode": (scenario.fee_tax_mode or ways.tax_mode).label if scenario.fee_yen is not None else None,
        "tax_rates": _tax_rates(ways),
        "exchange_rates": {
            line.line.name: {"currency": line.line.currency, "rate": line.line.exchange_rate}
            for line in premises.fee.lines
            if line.line.currency != YEN
        },
        "first_fiscal_year": ways.term.first,
        "years": ways.term.years,
        "instalment": scenario.instalment.label,
        "partial_term": scenario.partial_term.label,
        "undecided_as": scenario.undecided_as.label,
        "unit": premises.rounding.unit,
        "remainder": premises.rounding.remainder.label,
        "display_unit": scenario.display_unit.label,
        "display_digits": scenario.display_digits,
        "rate_from": scenario.rate_from.label,
        "populations": _populations(book, scenario, comparison),
        "months": {code: premises.presences[code].months for code in comparison.rows},
        "note": scenario.note,
        "rules_version": RULES_VERSION,
    }


def totals_values(totals: TotalCosts, items: Mapping[int, str]) -> Values:
    """Return the totals by code; `items` names the customizations by id for those that lack an amount."""
    return {
        "rows": {code: total_values(row) for code, row in totals.rows.items()},
        "total": total_values(totals.total),
        "unborne": [{"label": one.label, "yen": one.yen} for one in totals.unborne],
        "secretariat": totals.secretariat,
        "incomplete": [items[id] for id in totals.incomplete],
    }


def total_values(row: TotalCost) -> Values:
    """Return the figures of one municipality."""
    return {
        "current": row.current,
        "cloud": row.cloud,
        "customization_one_off": row.one_off,
        "customization_running": row.running,
        "penalty": row.penalty,
        "out_of_scope": row.out_of_scope,
        "total": row.total,
        "saving": row.saving,
        "rate_percent_from_yen": number(reduction_percent(row.current, row.paid)),
    }


def _by_year(ways: Ways, years: Iterable[int]) -> dict[str, int]:
    return {str(year): yen for year, yen in zip(ways.term.fiscal_years, years, strict=True)}


def _deduction(ways: Ways, one: Deduction) -> Values:
    """Return one deduction: `of` is the member from whose share it is taken, or to whose share it comes back."""
    return {
        "name": one.line.name,
        "kind": one.line.flow.value,
        "label": deduction_label(one),
        "of": one.code or None,
        "total": one.total,
        "by_year": _by_year(ways, one.years),
    }


def _phase_in(fee: Fee) -> Values | None:
    if fee.phase_in is None:
        return None
    return {"former": fee.phase_in.former.label, "percents": list(fee.phase_in.percents)}


def _basis(basis: YearBasis) -> Values:
    members = {
        one.code: {
            "population": one.population,
            "date": basis.dates.get(one.code),
            "weights": dict(one.weights),
            "weight_years": dict(basis.years.get(one.code, {})),
        }
        for one in basis.members
    }
    return {"fiscal_year": basis.fiscal_year, "members": members}


def _tax_rates(ways: Ways) -> list[Values]:
    """Return the tax rates of the term by the months, 2019-04, in which they hold."""
    months = ways.taxes.by_month(ways.term.first, 0, ways.term.months)
    found = []
    for percent, run in groupby(months, key=lambda pair: pair[1]):
        stretch = [month for month, _ in run]
        found.append({"from": _month(ways, stretch[0]), "to": _month(ways, stretch[-1]), "percent": percent})
    return found


def _month(ways: Ways, month: int) -> str:
    years, at = divmod(month + 3, MONTHS)
    return f"{ways.term.first + years}-{at + 1:02d}"


def number(value: Decimal | None) -> float | None:
    """Return a rate as a number to print; it goes into no amount."""
    return None if value is None else float(value)


def _populations(book: Book, scenario: Scenario, comparison: Comparison) -> Values:
    found = {
        payer.code: population_in_force(book, payer.id, scenario.population_date)
        for payer in comparison.premises.payers
    }
    return {
        code: {"population": one.population, "date": one.reference_date, "source": one.source} if one else None
        for code, one in found.items()
    }

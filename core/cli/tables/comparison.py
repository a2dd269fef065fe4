"""The table comparison of the command show, and what the other tables of costs are told with."""

from collections.abc import Iterator

from core.calc.comparison.compare import Comparison, Row
from core.calc.comparison.fee.steps import deduction_label
from core.calc.comparison.gathering import compare_scenario, first_shown
from core.calc.comparison.premises import Impossible
from core.calc.comparison.reduction import percent_in_unit, reduction_percent, show_in_unit, show_percent
from core.calc.comparison.values import Values, comparison_values
from core.cli.output import CommandFailed, print_table
from core.model.book import Book
from core.model.council import Municipality
from core.model.scenarios import RateFrom, Scenario
from core.words.sentences import sentence

_NONE = "－"
"""Stands where an amount is not known."""


def comparison_json(book: Book) -> Values:
    """Return the comparison of the scenario that is shown first."""
    scenario = first_shown(book)
    return comparison_values(book, scenario, made(book, scenario))


def comparison_text(book: Book) -> None:
    """Print the comparison of the scenario that is shown first."""
    scenario = first_shown(book)
    print_comparison(book, scenario, made(book, scenario))


def made(book: Book, scenario: Scenario) -> Comparison:
    """Return the comparison; raises CommandFailed for a guarantee that cannot be kept."""
    result = compare_scenario(book, scenario)
    if isinstance(result, Impossible):
        raise CommandFailed(sentence(result.fault))
    return result


def print_comparison(book: Book, scenario: Scenario, comparison: Comparison) -> None:
    """Print a comparison as a table in the unit of its scenario."""
    by_code, unit, digits = names(book), scenario.display_unit, scenario.display_digits
    rows = []
    for row in (*comparison.rows.values(), comparison.total):
        from_unit = percent_in_unit(row.current, row.paid, unit, digits)
        rate = from_unit if scenario.rate_from is RateFrom.UNIT else reduction_percent(row.current, row.paid)
        amounts = (show_in_unit(yen or None, unit, digits) or _NONE for yen in _amounts(row))
        mark = "上限" if row.code and row.at_cap else ""
        rows.append((by_code.get(row.code, "合計"), *amounts, show_percent(rate), mark))
    for name, yen in _deducted(comparison):
        rows.insert(-1, (name, "", "", "", show_in_unit(yen or None, unit, digits) or _NONE, "", "", ""))
    if comparison.secretariat:
        kept = show_in_unit(comparison.secretariat, unit, digits)
        rows.insert(-1, (comparison.premises.rounding.remainder.line_of_rest, "", "", "", kept, "", "", ""))
    headings = ("団体", "現行経費", "基礎額", "上限", "クラウド利用料", "違約金", "削減率", "")
    print_table(headings, rows, (False, *[True] * 6, False))
    adopted = "(採用)" if scenario.adopted else ""
    how = f"単位: {unit.label} 按分規則: {comparison.premises.rule.label} 削減率は{scenario.rate_from.label}"
    print(f"試算: {scenario.name}{adopted} {how}")


def _deducted(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield what the lines cost over the term and what comes off before the members bear the rest."""
    gone = [one for one in comparison.premises.fee.deductions if one.is_gone]
    if gone:
        yield "経費の総額", sum(comparison.premises.gross_years)
        yield from ((deduction_label(one), -one.total) for one in gone)


def _amounts(row: Row) -> tuple[int | None, ...]:
    return row.current, row.ruled, row.cap, row.paid, row.penalty


def names(book: Book) -> dict[str, str]:
    """Return what each municipality is called in a narrow column, by code."""
    return {one.code: one.label or one.name for one in book.all(Municipality).values()}

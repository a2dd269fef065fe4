"""The tables comparison, scenarios and totals of the command show, and the command compare, which saves nothing."""

from argparse import Namespace
from dataclasses import replace
from typing import Any, TypeVar

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario, scenarios_of
from core.calc.comparison.premises import Impossible
from core.calc.comparison.reduction import percent_in_unit, reduction_percent, show_in_unit, show_percent
from core.calc.comparison.total_costs import TotalCosts, total_costs
from core.calc.comparison.values import Values, comparison_values, number, totals_values
from core.calc.comparison.what_if import differences
from core.cli.output import CommandFailed, opened, print_json, print_table, understood
from core.documents.comparison.adopted import adopted_values
from core.model.book import Book
from core.model.council import Municipality, Population
from core.model.requests import Customization
from core.model.scenarios import RateFrom, RedistributionKey, Scenario
from core.model.values.dates import parse_date
from core.model.values.money import parse_yen, show_yen
from core.model.values.rules import parse_rule
from core.operations.editing.reading_costs import read_percent
from core.words.sentences import sentence

T = TypeVar("T")

NO_GUARANTEE = ("none", "なし")


def compare_fee(options: Namespace) -> int:
    """Print the present scenario's comparison with other premises; an impossible guarantee exits 1."""
    with opened(options.file) as file:
        book = file.store.book()
    scenario = _changed(book, present_scenario(book), options)
    comparison = _made(book, scenario)
    if options.json:
        print_json(comparison_values(book, scenario, comparison))
    else:
        _print_comparison(book, scenario, comparison)
    return 0


def comparison_json(book: Book) -> Values:
    """Return the comparison of the present scenario."""
    scenario = present_scenario(book)
    return comparison_values(book, scenario, _made(book, scenario))


def comparison_text(book: Book) -> None:
    """Print it as a table in the unit of the scenario."""
    scenario = present_scenario(book)
    _print_comparison(book, scenario, _made(book, scenario))


def scenarios_json(book: Book) -> Values:
    """Return every scenario with its rows and the differences to the first; an adopted one as it was adopted."""
    scenarios = scenarios_of(book) or [present_scenario(book)]
    results = {scenario.id: compare_scenario(book, scenario) for scenario in scenarios}
    first = results[scenarios[0].id]
    return {"scenarios": [_scenario_values(book, scenario, results[scenario.id], first) for scenario in scenarios]}


def scenarios_text(book: Book) -> None:
    """Print what each member pays in each scenario."""
    shown = scenarios_json(book)["scenarios"]
    codes = list(dict.fromkeys(code for one in shown for code in one["rows"]))
    names = _names(book)
    rows = [
        (one["name"] + ("(採用)" if one["adopted"] else ""), *_cells(one, codes), one["refused"] or "") for one in shown
    ]
    headings = ("試算", *(names[code] for code in codes), "合計", "")
    print_table(headings, rows, (False, *[True] * (len(codes) + 1), False))


def totals_json(book: Book) -> Values:
    """Return what every municipality pays in all."""
    items = {one.id: one.item for one in book.all(Customization).values()}
    return totals_values(_totals(book), items)


def totals_text(book: Book) -> None:
    """Print the totals as a table."""
    totals, names = _totals(book), _names(book)
    rows = [
        (
            names.get(row.code, "合計"),
            *(show_yen(yen) for yen in (row.cloud, row.one_off, row.running, row.penalty, row.out_of_scope)),
            *(show_yen(yen) for yen in (row.total, row.current, row.saving)),
        )
        for row in (*totals.rows.values(), totals.total)
    ]
    headings = ("団体", "クラウド利用料", "カスタマイズ初期", "カスタマイズ運用", "違約金", "調達外経費")
    print_table((*headings, "総額", "現行経費", "削減額"), rows, (False, *[True] * 8))


def _changed(book: Book, scenario: Scenario, options: Namespace) -> Scenario:
    """Return the scenario with what was asked for; the file is not written."""
    changes: dict[str, Any] = {}
    if options.fee is not None:
        changes["fee_yen"] = understood(parse_yen, options.fee)
    if options.rule is not None:
        changes["rule"] = understood(parse_rule, options.rule).text
    if options.guarantee is not None:
        unbound = options.guarantee.strip().lower() in NO_GUARANTEE
        changes["guarantee_percent"] = None if unbound else understood(read_percent, options.guarantee)
    if options.key is not None:
        changes["redistribution"] = RedistributionKey(options.key)
    if options.date is not None:
        changes["population_date"] = understood(parse_date, options.date)
        known = sorted({population.reference_date for population in book.all(Population).values()})
        if changes["population_date"] not in known:
            day = changes["population_date"]
            raise CommandFailed(f"{day} の人口はこの台帳にありません。ある基準日: {'、'.join(known) or 'なし'}")
    return replace(scenario, **changes)


def _made(book: Book, scenario: Scenario) -> Comparison:
    result = compare_scenario(book, scenario)
    if isinstance(result, Impossible):
        raise CommandFailed(sentence(result.fault))
    return result


def _totals(book: Book) -> TotalCosts:
    scenario = present_scenario(book)
    totals = total_costs(book, scenario, _made(book, scenario), allocate(book), allocate(book, Money.YEARLY))
    if isinstance(totals, Impossible):
        raise CommandFailed(sentence(totals.fault))
    return totals


def _scenario_values(
    book: Book, scenario: Scenario, result: Comparison | Impossible, first: Comparison | Impossible
) -> Values:
    head = {"name": scenario.name, "adopted": _adoption(scenario), "refused": None}
    frozen = adopted_values(book, scenario)
    if frozen:
        return {**head, **frozen}
    if isinstance(result, Impossible):
        return {**head, "rows": {}, "total": None, "premises": None, "refused": sentence(result.fault)}
    values = comparison_values(book, scenario, result)
    if isinstance(first, Comparison):
        changes = {
            code: {"difference": change.yen, "difference_percent": number(change.percent)}
            for code, change in differences(first, result).items()
        }
        values["rows"] = {code: {**row, **changes[code]} for code, row in values["rows"].items()}
        values["total"] |= changes[""]
    return {**head, **values}


def _adoption(scenario: Scenario) -> Values | None:
    return {"on": scenario.adopted_on, "by": scenario.adopted_by} if scenario.adopted else None


def _cells(scenario: Values, codes: list[str]) -> list[str]:
    total = [show_yen(scenario["total"]["cloud"])] if scenario["total"] else [""]
    return [show_yen(scenario["rows"].get(code, {}).get("cloud")) for code in codes] + total


def _print_comparison(book: Book, scenario: Scenario, comparison: Comparison) -> None:
    names, unit, digits = _names(book), scenario.display_unit, scenario.display_digits
    rows = []
    for row in (*comparison.rows.values(), comparison.total):
        from_unit = percent_in_unit(row.current, row.cloud, unit, digits)
        rate = from_unit if scenario.rate_from is RateFrom.UNIT else reduction_percent(row.current, row.cloud)
        amounts = (show_in_unit(yen, unit, digits) for yen in (row.current, row.base, row.cap, row.cloud, row.penalty))
        mark = "上限" if row.code and row.at_cap else ""
        rows.append((names.get(row.code, "合計"), *amounts, show_percent(rate), mark))
    if comparison.secretariat:
        kept = show_in_unit(comparison.secretariat, unit, digits)
        rows.insert(-1, ("事務局(端数)", "", "", "", kept, "", "", ""))
    headings = ("団体", "現行経費", "基礎額", "上限", "クラウド利用料", "違約金", "削減率", "")
    print_table(headings, rows, (False, *[True] * 6, False))
    print(f"単位: {unit.label} 按分規則: {comparison.premises.rule.label} 削減率は{scenario.rate_from.label}")


def _names(book: Book) -> dict[str, str]:
    return {one.code: one.label or one.name for one in book.all(Municipality).values()}

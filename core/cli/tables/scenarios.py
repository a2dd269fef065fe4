"""The table scenarios of the command show."""

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario, scenarios_of
from core.calc.comparison.premises import Impossible
from core.calc.comparison.values import Values, comparison_values, number
from core.calc.comparison.what_if import differences
from core.cli.output import print_table
from core.cli.tables.comparison import names
from core.documents.comparison.adopted import adopted_values
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.scenarios import Scenario
from core.model.values.money import show_yen
from core.words.sentences import sentence


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
    by_code = names(book)
    rows = [
        (one["name"] + ("(採用)" if one["adopted"] else ""), *_cells(one, codes), one["refused"] or "") for one in shown
    ]
    headings = ("試算", *(by_code[code] for code in codes), "合計", "")
    print_table(headings, rows, (False, *[True] * (len(codes) + 1), False))


def _scenario_values(
    book: Book, scenario: Scenario, result: Comparison | Impossible, first: Comparison | Impossible
) -> Values:
    head = {"name": scenario.name, "adopted": _adoption(scenario), "refused": None}
    frozen = adopted_values(book, scenario)
    refused = frozen if isinstance(frozen, Fault) else result.fault if isinstance(result, Impossible) else None
    if isinstance(frozen, dict):
        return {**head, **frozen}
    if refused is not None:
        return {**head, "rows": {}, "total": None, "premises": None, "refused": sentence(refused)}
    assert isinstance(result, Comparison)
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

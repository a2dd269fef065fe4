"""The one place where the tables of the command show are loaded: the members do not wait for the comparison."""

from collections.abc import Callable
from functools import partial
from typing import Any

from core.model.book import Book

Shown = tuple[Callable[[Book], Any], Callable[[Book], None]]
"""What returns a table for JSON, and what prints it."""


def table(name: str, chosen: str = "") -> Shown:
    """Return the view of this name, one of core.cli.names.TABLES_TO_SHOW, else the table that bears the name or label.

    `chosen` is the procurement of an evaluation.

    Raises Refused "unknown" with the tables that there are.
    """
    match name:
        case "municipalities":
            from core.cli.tables.council import municipalities_json, municipalities_text

            return municipalities_json, municipalities_text
        case "customizations":
            from core.cli.tables.requests import customizations_json, customizations_text

            return customizations_json, customizations_text
        case "answers":
            from core.cli.tables.requests import answers_json, answers_text

            return answers_json, answers_text
        case "allocation":
            from core.cli.tables.allocation import allocation_json, allocation_text

            return allocation_json, allocation_text
        case "comparison":
            from core.cli.tables.comparison import comparison_json, comparison_text

            return comparison_json, comparison_text
        case "scenarios":
            from core.cli.tables.scenarios import scenarios_json, scenarios_text

            return scenarios_json, scenarios_text
        case "totals":
            from core.cli.tables.totals import totals_json, totals_text

            return totals_json, totals_text
        case "evaluation":
            from core.cli.tables.evaluation import evaluation_json, evaluation_text

            return partial(evaluation_json, procurement=chosen), partial(evaluation_text, procurement=chosen)
    return _records(name)


def _records(name: str) -> Shown:
    from core.cli.tables.records import records_json, records_text
    from core.model.machine.naming import table_named

    found = table_named(name)
    return partial(records_json, table=found), partial(records_text, table=found)

"""The one place where the tables of the command show are loaded: the members do not wait for the comparison."""

from collections.abc import Callable
from functools import partial
from typing import Any

from core.model.book import Book
from core.model.machine.faults import Refused

DATED = (
    "organisation",
    "meetings",
    "gaps",
    "chronicle",
    "schedule",
    "local_rules",
    "issues",
    "dues",
    "requirements",
    "risks",
    "continuity",
    "services",
    "sla",
    "law_changes",
    "improvements",
    "agreement",
)
"""The views that can be told as of a day."""

Shown = tuple[Callable[[Book], Any], Callable[[Book], None]]
"""What returns a table for JSON, and what prints it."""

Span = tuple[str | None, str | None]
"""From which ISO day to which, None where nobody says."""


def table(name: str, as_of: str | None = None, chosen: str = "", span: Span = (None, None)) -> Shown:
    """Return the view of this name, one of core.cli.names.TABLES_TO_SHOW, else the table that bears the name or label.

    `chosen` is the procurement of an evaluation, "" the first one; `span` from which ISO day to which service levels
    are told. Raises Refused "unknown" with the tables that there are, "no_day_here" and "range_of_sla_only" where a day
    or a time means nothing to the view.
    """
    if as_of is not None and name not in DATED:
        raise Refused("no_day_here", tables="、".join(DATED))
    if span != (None, None) and name != "sla":
        raise Refused("range_of_sla_only")
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
        case "organisation":
            from core.cli.tables.organisation import organisation_json, organisation_text

            return partial(organisation_json, as_of=as_of), partial(organisation_text, as_of=as_of)
        case "meetings":
            from core.cli.tables.meetings import meetings_json, meetings_text

            return partial(meetings_json, as_of=as_of), partial(meetings_text, as_of=as_of)
        case "gaps":
            from core.cli.tables.gaps import gaps_json, gaps_text

            return partial(gaps_json, as_of=as_of), partial(gaps_text, as_of=as_of)
        case "chronicle":
            from core.cli.tables.chronicle import chronicle_json, chronicle_text

            return partial(chronicle_json, as_of=as_of), partial(chronicle_text, as_of=as_of)
        case "local_rules":
            from core.cli.tables.local_rules import local_rules_json, local_rules_text

            return partial(local_rules_json, as_of=as_of), partial(local_rules_text, as_of=as_of)
        case "issues":
            from core.cli.tables.issues import issues_json, issues_text

            return partial(issues_json, as_of=as_of), partial(issues_text, as_of=as_of)
        case "dues":
            from core.cli.tables.dues import dues_json, dues_text

            return partial(dues_json, as_of=as_of), partial(dues_text, as_of=as_of)
        case "schedule":
            from core.cli.tables.schedule import schedule_json, schedule_text

            return partial(schedule_json, as_of=as_of), partial(schedule_text, as_of=as_of)
        case "requirements":
            from core.cli.tables.foundation.requirements import requirements_json, requirements_text

            return partial(requirements_json, as_of=as_of), partial(requirements_text, as_of=as_of)
        case "risks":
            from core.cli.tables.foundation.risks import risks_json, risks_text

            return partial(risks_json, as_of=as_of), partial(risks_text, as_of=as_of)
        case "lines":
            from core.cli.tables.foundation.lines import lines_json, lines_text

            return lines_json, lines_text
        case "continuity":
            from core.cli.tables.foundation.continuity import continuity_json, continuity_text

            return partial(continuity_json, as_of=as_of), partial(continuity_text, as_of=as_of)
        case "services":
            from core.cli.tables.foundation.services import services_json, services_text

            return partial(services_json, as_of=as_of), partial(services_text, as_of=as_of)
        case "sla":
            from core.cli.tables.sla import sla_json, sla_text

            return partial(sla_json, as_of=as_of, span=span), partial(sla_text, as_of=as_of, span=span)
        case "law_changes":
            from core.cli.tables.law_changes import law_changes_json, law_changes_text

            return partial(law_changes_json, as_of=as_of), partial(law_changes_text, as_of=as_of)
        case "improvements":
            from core.cli.tables.operating.improvements import improvements_json, improvements_text

            return partial(improvements_json, as_of=as_of), partial(improvements_text, as_of=as_of)
        case "survey":
            from core.cli.tables.operating.surveys import survey_json, survey_text

            return survey_json, survey_text
        case "applications":
            from core.cli.tables.operating.applications import applications_json, applications_text

            return applications_json, applications_text
        case "agreement":
            from core.cli.tables.operating.agreements import agreement_json, agreement_text

            return partial(agreement_json, as_of=as_of), partial(agreement_text, as_of=as_of)
    return _records(name)


def _records(name: str) -> Shown:
    from core.cli.tables.records import records_json, records_text
    from core.model.machine.naming import table_named

    found = table_named(name)
    return partial(records_json, table=found), partial(records_text, table=found)

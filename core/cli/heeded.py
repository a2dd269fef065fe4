"""Which option of the command print belongs to which setting: what a report does not heed is refused, not swallowed."""

from argparse import Namespace

from core.cli.output import CommandFailed
from core.documents.registry import REPORTS
from core.model.machine.faults import Fault
from core.words.sentences import sentence

HEEDED = {
    "municipality": "--municipality",
    "anonymous": "--anonymous",
    "paper": "--paper",
    "as_of": "--as-of",
    "scenario": "--scenario",
    "unit": "--unit",
    "digits": "--digits",
    "rate_from": "--rate-from",
    "table": "--table",
    "procurement": "--procurement",
    "body": "--body",
    "meeting": "--meeting",
    "handout": "--handout",
    "template": "--template",
    "system": "--system",
    "hide_reviewers": "--hide-reviewers",
    "reviewer": "--reviewer",
    "bidder": "--bidder",
    "together": "--together",
    "without_letter": "--without-letter",
    "by_criterion": "--by-criterion",
    "month": "--month",
    "outage": "--outage",
    "fiscal_year": "--year",
    "yearly": "--yearly",
    "money": "--money",
    "totals": "--totals",
    "scenario_rows": "--scenario-rows",
    "disposition": "--disposition",
    "previous": "--previous",
    "number": "--number",
    "material": "--material",
    "mark": "--mark",
    "meeting_name": "--meeting-name",
    "addressing": "--addressing",
    "deadline": "--deadline",
    "chased": "--chased",
    "open_only": "--open-only",
    "both_sides": "--both-sides",
}
"""By setting the option that chooses it."""


def refuse_unheeded(options: Namespace) -> None:
    """Refuse an option that the report does not heed, with those that it does."""
    report = REPORTS[options.report]
    given = [name for name, option in HEEDED.items() if getattr(options, _place(option)) not in {None, False}]
    if options.names:
        given.append("anonymous")
    if options.kept and (given or options.next_number or options.directory is not None):
        raise CommandFailed(_told("kept_is_as_fixed"))
    known = "、".join(option for name, option in HEEDED.items() if name in report.options)
    if options.next_number and not report.is_counted:
        raise CommandFailed(_told("option_not_heeded", option="--next-number", report=report.title, known=known))
    for name in given:
        if name not in report.options:
            option = "--names" if name == "anonymous" and options.names else HEEDED[name]
            raise CommandFailed(_told("option_not_heeded", option=option, report=report.title, known=known))
    if options.directory is not None and not report.parted_by:
        raise CommandFailed(_told("option_not_heeded", option="-d", report=report.title, known=f"-o、{known}"))


def _place(option: str) -> str:
    """Return under which name argparse keeps what was given: as_of for --as-of."""
    return option.removeprefix("--").replace("-", "_")


def _told(rule: str, **facts: str) -> str:
    return sentence(Fault("", rule, facts))

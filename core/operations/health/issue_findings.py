"""What needs attention in issues and local rules."""

from collections.abc import Iterator

from core.calc.issues import overdue_days
from core.calc.local_rules.board import board_of, rules_of
from core.calc.local_rules.payback import payback_of
from core.calc.participation import absences, takes_part
from core.model.book import Book
from core.model.council import municipality_name
from core.model.issues import Issue
from core.model.local_rules import Cover, LocalRule, RuleUse
from core.model.machine.naming import describe, in_order
from core.operations.health.finding import Finding, Severity, listed


def issue_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield what needs attention on an ISO day; where no day is known nothing is late."""
    yield from _issues(book, day)
    yield from _uses_without_part(book)
    yield from _never_pays(book)


def _issues(book: Book, day: str) -> Iterator[Finding]:
    issues = in_order(book, book.all(Issue).values())
    late = [one for one in issues if day and overdue_days(one, day)]
    undated = [one for one in issues if one.state.is_closed and one.closed_on is None]
    for found, rule in ((late, "issues_overdue"), (undated, "issues_closed_without_day")):
        if found:
            facts = {"n": len(found), "items": listed(describe(book, one) for one in found)}
            yield Finding(Severity.NOTE, "issues", found[0].id, rule, facts)


def _uses_without_part(book: Book) -> Iterator[Finding]:
    """What is written down of members that do not take part in the system of a rule: it counts nowhere."""
    absent, rules = absences(book), book.all(LocalRule)
    if not absent:
        return
    found = [one for one in book.all(RuleUse).values() if one.use is not None]
    lost = [one for one in found if not takes_part(absent, rules[one.local_rule_id], one.municipality_id)]
    for id in dict.fromkeys(one.municipality_id for one in lost):
        own = [rules[one.local_rule_id] for one in lost if one.municipality_id == id]
        items = listed(describe(book, one) for one in own)
        facts = {"name": municipality_name(book, id), "items": items}
        yield Finding(Severity.NOTE, "local_rules", own[0].id, "use_without_participation", facts)


def _never_pays(book: Book) -> Iterator[Finding]:
    """Rules that are customized though that never pays."""
    board = board_of(book)
    customized = [one for one in rules_of(book) if one.cover is Cover.CUSTOMIZED and not one.stage.is_withdrawn]
    paid = [(one, payback_of(board, one)) for one in customized]
    found = [rule for rule, years in paid if not years.missing and years.years is None]
    if found:
        facts = {"n": len(found), "items": listed(describe(book, one) for one in found)}
        yield Finding(Severity.NOTE, "local_rules", found[0].id, "customization_never_pays", facts)

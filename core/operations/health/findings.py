"""What needs attention in the ledger: nothing here is refused, but somebody should look at it."""

from collections import Counter
from collections.abc import Callable, Iterator

from core.calc.allocation.allocate import Allocation, allocate, in_order
from core.calc.allocation.item import ItemResult, View
from core.calc.allocation.pricing import PriceStatus
from core.calc.members import Member, is_member, joins_later, members_of
from core.calc.participation import absences, takes_part
from core.dataclass import dataclass
from core.gazetteer.places import AS_OF
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.charges.claims import Settlement
from core.model.charges.commitments import Commitment
from core.model.council import Consortium, Municipality, Population, System
from core.model.fixed_amounts import FixedAmount
from core.model.foundation.continuity import Drill
from core.model.foundation.lines import Line
from core.model.foundation.requirements import SiteCheck
from core.model.law_changes.records import CHARGED, LawChange
from core.model.machine.naming import describe
from core.model.papers.handouts import HandoutChapter
from core.model.requests import Customization, Option, Quote
from core.model.sla.records import Outage
from core.model.values.dates import show_date
from core.model.values.rules import Remainder, parse_rule
from core.operations.council.conduct import needs_population, weight_names, weights_known
from core.operations.council.naming import lacks_bearer
from core.operations.health.agreement_findings import agreement_findings
from core.operations.health.cost_findings import cost_findings
from core.operations.health.finding import Finding, Severity, listed
from core.operations.health.issue_findings import issue_findings
from core.operations.health.schedule_findings import schedule_findings
from core.words.sentences import sentence


@dataclass(frozen=True, slots=True)
class _View:
    """What the questions below are asked of."""

    book: Book
    allocation: Allocation
    members: tuple[Member, ...]
    today: str


def findings(book: Book, allocation: Allocation | None = None, today: str | None = None) -> list[Finding]:
    """Return what needs attention, warnings first.

    `allocation` is that of the book (None: it is computed here); deadlines are held against `today` (ISO; None: the
    document's date, else the base date).
    """
    day = today or book.consortium.document_date or book.consortium.base_date
    view = _View(book, allocation or allocate(book), members_of(book), day)
    asked = (finding for ask in _QUESTIONS for finding in ask(view))
    subjects = (issue_findings, schedule_findings, agreement_findings, _foundation, _operating, _charges, _handouts)
    found = [*asked, *cost_findings(book), *(finding for ask in subjects for finding in ask(book, day))]
    return sorted(found, key=lambda finding: finding.severity is not Severity.WARNING)


def _foundation(book: Book, day: str) -> Iterator[Finding]:
    """Requirements, lines and drills; loaded for a ledger that has some."""
    if any(book.all(cls) for cls in (SiteCheck, Line, Drill)):
        from core.operations.health.foundation_findings import foundation_findings

        yield from foundation_findings(book, day)


def _handouts(book: Book, _: str) -> Iterator[Finding]:
    """Figures, printouts and tables that chapters name; loaded for a ledger that has chapters."""
    if book.all(HandoutChapter):
        from core.operations.health.handout_findings import handout_findings

        yield from handout_findings(book)


def _operating(book: Book, day: str) -> Iterator[Finding]:
    """Outages that are open and changes of laws that cost something; loaded for a ledger that has some."""
    open_ = any(one.ended_at is None for one in book.all(Outage).values())
    if day and (open_ or any(one.payment in CHARGED for one in book.all(LawChange).values())):
        from core.operations.health.operating_findings import operating_findings

        yield from operating_findings(book, day)


def _charges(book: Book, _: str) -> Iterator[Finding]:
    """Promises for years to come and settlements; loaded for a ledger that has some."""
    if any(book.all(cls) for cls in (Commitment, Settlement)):
        from core.operations.health.charge_findings import charge_findings

        yield from charge_findings(book)


def _missing_amounts(view: _View) -> Iterator[Finding]:
    """見積なし, 案未定 and 按分不能 of the items that cost something."""
    for item in view.allocation.items:
        if item.counted:
            yield from _missing_amount(view.book, item)


def _missing_amount(book: Book, item: ItemResult) -> Iterator[Finding]:
    name = book.all(Customization)[item.customization_id].item
    for outcome, rule in ((item.max, "no_quote"), (item.all, "no_quote_if_all")):
        row = ("customizations", item.customization_id)
        severity = Severity.WARNING if outcome is item.max else Severity.NOTE
        match outcome.status:
            case PriceStatus.MISSING:
                yield Finding(severity, *row, rule, {"item": name, "n": outcome.implementers})
            case PriceStatus.NO_OPTION:
                yield Finding(Severity.WARNING, *row, "no_option", {"item": name})
            case PriceStatus.RULE_FAILS if outcome.fault:
                yield Finding(severity, *row, "rule_fails", {"item": name, "reason": sentence(outcome.fault)})
            case _:
                continue
        return


def _incomplete_totals(view: _View) -> Iterator[Finding]:
    ids = view.allocation.incomplete(View.MAX)
    if ids:
        items = [f"項{view.book.all(Customization)[id].item}" for id in ids]
        yield Finding(Severity.WARNING, "consortium", 1, "totals_incomplete", {"n": len(ids), "items": listed(items)})


def _quotes_beyond_members(view: _View) -> Iterator[Finding]:
    for quote in view.book.all(Quote).values():
        if quote.implementers > len(view.members):
            facts = {"quote": describe(view.book, quote), "members": len(view.members)}
            yield Finding(Severity.NOTE, "quotes", quote.id, "quote_beyond_members", facts)


def _doubtful(view: _View) -> Iterator[Finding]:
    """One finding for all the readings to check: the source of a ledger may have dozens of them."""
    places: dict[int, int] = {}
    for customization in in_order(view.book.all(Customization).values()):
        options = view.book.children(Option, customization.id)
        quotes = (quote for option in options for quote in view.book.children(Quote, option).values())
        places[customization.id] = customization.doubtful + sum(quote.doubtful for quote in quotes)
    items = [f"項{view.book.all(Customization)[id].item}" for id, count in places.items() if count]
    if items:
        facts = {"n": sum(places.values()), "items": listed(items)}
        first = next(id for id, count in places.items() if count)
        yield Finding(Severity.NOTE, "customizations", first, "doubtful", facts)


def _late_answers(view: _View) -> Iterator[Finding]:
    """Members that had not answered, or were undecided, when the deadline had passed; one finding for each item."""
    absent = absences(view.book)
    for customization in in_order(view.book.all(Customization).values()):
        deadline = customization.deadline or view.book.consortium.answer_deadline
        if not deadline or deadline >= view.today or not customization.disposition.costs:
            continue
        said = {row.municipality_id: row.state for row in view.book.children(Answer, customization.id).values()}
        for state, rule in ((AnswerState.UNANSWERED, "unanswered_late"), (AnswerState.UNDECIDED, "undecided_late")):
            late = [
                one.name
                for one in view.members
                if takes_part(absent, customization, one.id) and said.get(one.id, AnswerState.UNANSWERED) is state
            ]
            if late:
                facts = {"item": customization.item, "deadline": show_date(deadline), "names": listed(late)}
                yield Finding(Severity.NOTE, "customizations", customization.id, rule, facts)


def _strange_answers(view: _View) -> Iterator[Finding]:
    """Answers of municipalities that are no members."""
    book, day = view.book, view.book.consortium.base_date
    outside = {
        one.id for one in book.all(Municipality).values() if not is_member(one, day) and not joins_later(one, day)
    }
    for customization in book.all(Customization).values():
        for answer in book.children(Answer, customization.id).values():
            who = answer.municipality_id
            if who in outside and answer.state is not AnswerState.UNANSWERED:
                facts = {"item": customization.item, "name": book.all(Municipality)[who].name, "date": show_date(day)}
                yield Finding(Severity.NOTE, "answers", answer.id, "answer_of_non_member", facts)


def _answers_without_part(view: _View) -> Iterator[Finding]:
    """Answers to requests of a system in which the member does not take part; one finding for each of both."""
    book, absent = view.book, absences(view.book)
    members = {member.id: member.name for member in view.members}
    found: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for customization in in_order(_costing(view)) if absent else ():
        for answer in book.children(Answer, customization.id).values():
            who, system = answer.municipality_id, customization.system_id
            answered = answer.state is not AnswerState.UNANSWERED
            if answered and system and who in members and not takes_part(absent, customization, who):
                found.setdefault((who, system), []).append((f"項{customization.item}", answer.id))
    for (who, system), answers in found.items():
        facts = {"name": members[who], "system": book.all(System)[system].name}
        items = listed(item for item, _ in answers)
        yield Finding(
            Severity.NOTE, "answers", answers[0][1], "answer_without_participation", {**facts, "items": items}
        )


def _populations(view: _View) -> Iterator[Finding]:
    book, chosen = view.book, view.book.consortium.population_date
    if chosen and not any(row.reference_date == chosen for row in book.all(Population).values()):
        facts = {"date": show_date(chosen)}
        yield Finding(Severity.WARNING, "consortium", 1, "population_date_absent", facts)
    elif _by_population(view):
        for member in view.members:
            if member.population is None:
                facts = {"name": member.name, "date": show_date(chosen) if chosen else "基準日以前"}
                yield Finding(Severity.WARNING, "municipalities", member.id, "population_unknown", facts)


def _by_population(view: _View) -> bool:
    consortium = view.book.consortium
    rules = (consortium.rule, *(one.rule or consortium.request_rule for one in _costing(view)))
    return consortium.remainder is Remainder.POPULOUS or any(map(needs_population, rules))


def _costing(view: _View) -> Iterator[Customization]:
    return (one for one in view.book.all(Customization).values() if one.disposition.costs)


def _unknown_weights(view: _View) -> Iterator[Finding]:
    known = weights_known(view.book)
    for table, holder, rule in _rules(view):
        for name in weight_names(rule):
            if name not in known:
                facts = {"subject": describe(view.book, holder), "text": name}
                yield Finding(Severity.WARNING, table, holder.id, "weight_absent", facts)


def _unknown_fixed(view: _View) -> Iterator[Finding]:
    known = {row.name for row in view.book.all(FixedAmount).values()}
    for table, holder, rule in _rules(view):
        name = parse_rule(rule).fixed if rule else ""
        if name and name not in known:
            facts = {"subject": describe(view.book, holder), "text": name}
            yield Finding(Severity.WARNING, table, holder.id, "fixed_absent", facts)


def _rules(view: _View) -> Iterator[tuple[str, Consortium | Customization, str]]:
    consortium = view.book.consortium
    yield "consortium", consortium, consortium.rule
    yield "consortium", consortium, consortium.request_rule
    for one in _costing(view):
        yield "customizations", one, one.rule or ""


def _representative(view: _View) -> Iterator[Finding]:
    consortium = view.book.consortium
    chosen = consortium.representative_id
    if chosen is None:
        if consortium.remainder is Remainder.REPRESENTATIVE:
            yield Finding(Severity.WARNING, "consortium", 1, "no_representative", {})
        if consortium.remainder is Remainder.NEAREST and consortium.difference_id is None:
            yield Finding(Severity.WARNING, "consortium", 1, "no_difference", {})
    elif all(member.id != chosen for member in view.members):
        facts = {"name": view.book.all(Municipality)[chosen].name, "date": show_date(consortium.base_date)}
        yield Finding(Severity.WARNING, "consortium", 1, "representative_left", facts)


def _members(view: _View) -> Iterator[Finding]:
    """Nobody is a member, members that cannot be told apart, or that have no letter on anonymous sheets."""
    if view.book.all(Municipality) and not view.members:
        facts = {"date": show_date(view.book.consortium.base_date)}
        yield Finding(Severity.WARNING, "consortium", 1, "no_members", facts)
    labels, names = Counter(one.label for one in view.members), Counter(one.name for one in view.members)
    for member in view.members:
        if member.label and labels[member.label] > 1:
            facts = {"name": member.name, "label": member.label}
            yield Finding(Severity.WARNING, "municipalities", member.id, "label_twice", facts)
        if not member.label and view.book.consortium.anonymous:
            yield Finding(Severity.WARNING, "municipalities", member.id, "label_missing", {"name": member.name})
        if names[member.name] > 1:
            facts = {"name": member.name, "code": member.code}
            yield Finding(Severity.NOTE, "municipalities", member.id, "name_twice", facts)


def _codes_of_nobody(view: _View) -> Iterator[Finding]:
    """Members whose code no municipality has today: one of the past, or a slip. One finding for all of them."""
    strange = [one for one in view.book.all(Municipality).values() if lacks_bearer(one)]
    if strange:
        facts = {"names": listed(f"{one.name}({one.code})" for one in strange), "as_of": AS_OF}
        yield Finding(Severity.NOTE, "municipalities", strange[0].id, "code_of_nobody", facts)


_QUESTIONS: tuple[Callable[[_View], Iterator[Finding]], ...] = (
    _incomplete_totals,
    _missing_amounts,
    _members,
    _codes_of_nobody,
    _representative,
    _populations,
    _unknown_weights,
    _unknown_fixed,
    _late_answers,
    _strange_answers,
    _answers_without_part,
    _quotes_beyond_members,
    _doubtful,
)

"""What was asked for on the command line, as the settings of a printout."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from core.calc.allocation.pricing import Money
from core.calc.charges.versions import read_year
from core.calc.comparison.gathering import scenarios_of
from core.cli.output import CommandFailed, accepted, understood
from core.documents.evaluation.choosing import bidders_of, reviewers_of
from core.documents.letters.numbering import next_number, number_fault
from core.documents.paper.settings import Totals
from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.model.council import Addressing, Municipality, System
from core.model.evaluation import Bidder, Procurement, Reviewer
from core.model.machine.faults import Fault
from core.model.machine.kinds import OneOf
from core.model.machine.naming import table_named
from core.model.meetings import Meeting
from core.model.organisation import Body
from core.model.papers.handouts import Handout, Template
from core.model.registry import table_of
from core.model.requests import Disposition
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.sheets import FixedSheet
from core.model.sla.kinds import Month
from core.model.sla.records import Outage
from core.model.values.dates import parse_date
from core.model.values.paper import Paper
from core.operations.editing.find import find
from core.words.sentences import sentence


def settings_of(book: Book, options: Namespace) -> PrintSettings:
    """Return what is chosen; raises CommandFailed for a name that the ledger does not have."""
    as_of = understood(parse_date, options.as_of) if options.as_of else None
    today = date.today().isoformat() if REPORTS[options.report].is_counted else None
    procurement = _procurement(book, options.procurement)
    previous = _previous(book, options)
    code = (
        accepted(find(book, Municipality, options.municipality, "municipality")).code if options.municipality else None
    )
    anonymous = True if options.anonymous else False if options.names else None
    return PrintSettings(
        anonymous=anonymous,
        paper=Paper(options.paper or Paper.A4),
        as_of=as_of,
        municipality=code,
        scenario=_scenario(book, options.scenario),
        unit=MoneyUnit(options.unit) if options.unit else None,
        digits=options.digits,
        rate_from=RateFrom(options.rate_from) if options.rate_from else None,
        yearly=options.yearly,
        procurement=procurement,
        reviewer=_within(book, procurement, Reviewer, options.reviewer),
        bidder=_within(book, procurement, Bidder, options.bidder),
        together=options.together,
        without_letter=options.without_letter,
        by_criterion=options.by_criterion,
        today=today,
        hide_reviewers=True if options.hide_reviewers else None,
        fiscal_year=understood(read_year, options.year) if options.year else None,
        table=understood(table_named, options.table).name if options.table else "",
        body=accepted(find(book, Body, options.body, "body")).id if options.body else None,
        meeting=accepted(find(book, Meeting, options.meeting, "meeting")).id if options.meeting else None,
        system=accepted(find(book, System, options.system, "system")).id if options.system else None,
        money=Money(options.money) if options.money else Money.ONE_OFF,
        totals=Totals(options.totals) if options.totals else Totals.MAX,
        scenario_rows=options.scenario_rows,
        disposition=_disposition(options.disposition) if options.disposition else None,
        previous=previous.result if previous else None,
        previous_name=previous.name if previous else "",
        number=_number(book, options),
        material=options.material or "",
        mark=options.mark or "",
        meeting_name=options.meeting_name or "",
        addressing=Addressing(options.addressing) if options.addressing else None,
        deadline=understood(parse_date, options.deadline) if options.deadline else None,
        chased=options.chased or "",
        open_only=options.open_only,
        both_sides=options.both_sides,
        month=understood(Month().read, options.month) if options.month else None,
        outage=accepted(find(book, Outage, options.outage)).id if options.outage else None,
        handout=accepted(find(book, Handout, options.handout)).id if options.handout else None,
        template=_template(options.template),
    )


def _number(book: Book, options: Namespace) -> str:
    """Return the number of the first letter; where none was given, the next one is told."""
    if options.number or not REPORTS[options.report].is_counted:
        return options.number or ""
    proposed, fault = next_number(book), number_fault(book)
    if options.next_number and not proposed:
        raise CommandFailed(sentence(fault or Fault("", "no_number_before")))
    if fault is not None:
        print(sentence(fault), file=sys.stderr)
    if options.next_number:
        return proposed
    if proposed:
        print(sentence(Fault("", "next_number_is", {"number": proposed})), file=sys.stderr)
    return ""


def _template(text: str | None) -> Template | None:
    """Return one of the house's own templates; None for none, and for a file."""
    return next((one for one in Template if one == text), None)


def _disposition(word: str) -> Disposition:
    return Disposition(str(understood(OneOf(Disposition).read, word)))


def _previous(book: Book, options: Namespace) -> FixedSheet | None:
    """Return the sheet of the same report that was fixed under a name."""
    if not options.previous:
        return None
    return fixed_sheet(book, options.report, options.previous)


def fixed_sheet(book: Book, report: str, name: str) -> FixedSheet:
    """Return the newest sheet of a report that was fixed under a name."""
    known = sorted(book.all(FixedSheet).values(), key=lambda one: (one.fixed_on, one.id), reverse=True)
    known = [one for one in known if one.report == report]
    found = next((one for one in known if one.name == name), None)
    if found is None:
        names = "、".join(dict.fromkeys(one.name for one in known)) or "なし"
        raise CommandFailed(f"「{name}」という確定版はありません。ある確定版: {names}")
    return found


def _procurement(book: Book, name: str | None) -> int | None:
    return None if name is None else accepted(find(book, Procurement, name, "procurement")).id


def _within(book: Book, procurement: int | None, cls: type[Reviewer] | type[Bidder], name: str | None) -> int | None:
    """Return the id of a reviewer or bidder of the procurement that is printed."""
    if name is None:
        return None
    printed = PrintSettings(procurement=procurement)
    known: Sequence[Reviewer | Bidder] = (reviewers_of if cls is Reviewer else bidders_of)(book, printed)
    found = next((one for one in known if one.name == name), None)
    if found is None:
        label, names = table_of(cls).label, "、".join(one.name for one in known) or "なし"
        raise CommandFailed(f"「{name}」という{label}はありません。ある{label}: {names}")
    return found.id


def _scenario(book: Book, name: str | None) -> int | None:
    if name is None:
        return None
    known = {one.name: one.id for one in scenarios_of(book)}
    if name not in known:
        candidates = "、".join(known) or "なし"
        raise CommandFailed(f"「{name}」という試算はありません。ある試算: {candidates}")
    return known[name]

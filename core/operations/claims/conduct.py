"""What terms, claims and payments must keep: nothing is due before it was asked for, nor paid beyond what is open."""

from collections.abc import Iterator
from fractions import Fraction

from core.model.charges.claims import Claim, Payment, PaymentTerm, claim_name, version_of
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.values.dates import show_date
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _day(_: Ledger, term: PaymentTerm) -> Iterator[Fault]:
    if not 1 <= term.month <= 12:
        yield Fault("month", "term_month", {"text": term.month})
    if not 1 <= term.day <= 31:
        yield Fault("day", "term_day", {"text": term.day})
    if not term.number:
        yield Fault("number", "term_number", {})


def _percents(ledger: Ledger, term: PaymentTerm) -> Iterator[Fault]:
    rows = ledger.children(PaymentTerm, term.project_id).values()
    whole = sum(Fraction(one.percent) for one in rows)
    if whole > 100:
        yield Fault("percent", "terms_above_100", {"sum": f"{float(whole):g}"})


def _due(ledger: Ledger, claim: Claim) -> Iterator[Fault]:
    if claim.due_on < claim.requested_on:
        facts = {"claim": claim_name(ledger, claim), "on": show_date(claim.requested_on)}
        yield Fault("due_on", "due_before_request", facts)
    elif claim.due_on < (told_on := version_of(ledger, claim).issued_on):
        facts = {"claim": claim_name(ledger, claim), "on": show_date(told_on)}
        yield Fault("due_on", "due_before_notice", facts)


def _not_too_much(ledger: Ledger, payment: Payment) -> Iterator[Fault]:
    claim = ledger.all(Claim)[payment.claim_id]
    rows = ledger.children(Payment, claim.id).values()
    paid = sum(one.yen for one in rows if one.id != payment.id)
    if not payment.yen:
        yield Fault("yen", "payment_of_nothing", {"claim": claim_name(ledger, claim)})
    elif paid + payment.yen > claim.yen:
        open_ = max(0, claim.yen - paid)
        facts = {"claim": claim_name(ledger, claim), "yen": f"{payment.yen:,}", "open": f"{open_:,}"}
        yield Fault("yen", "payment_above_open", facts)


CONDUCT: dict[type[Record], Conduct] = {
    PaymentTerm: Conduct(
        rules=((frozenset({"month", "day", "number"}), _day), (frozenset({"percent"}), _percents)),
    ),
    Claim: Conduct(rules=((frozenset({"due_on", "requested_on", "assessment_id"}), _due),)),
    Payment: Conduct(rules=((frozenset({"yen", "claim_id"}), _not_too_much),)),
}

"""What terms, claims and payments must keep: nothing is due before it was asked for, nor paid beyond what is open, and
no more goes back than a settlement gives back."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from core.calc.claims.refunds import refunds_beside, settlement_of, to_return
from core.model.charges.charging import Handling
from core.model.charges.claims import Claim, Payment, PaymentKind, PaymentTerm, claim_name, version_of
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.values.dates import show_date, show_fiscal_year
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
    found = list((_refund if payment.kind is PaymentKind.REFUNDED else _within_open)(ledger, payment, claim))
    if not found and not payment.yen:
        facts = {"claim": claim_name(ledger, claim), "what": payment.kind.label}
        found.append(Fault("yen", "payment_of_nothing", facts))
    yield from found


def _within_open(ledger: Ledger, payment: Payment, claim: Claim) -> Iterator[Fault]:
    rows = ledger.children(Payment, claim.id).values()
    paid = sum(one.yen for one in rows if one.id != payment.id and one.kind is PaymentKind.PAID)
    if paid + payment.yen > claim.yen:
        open_ = max(0, claim.yen - paid)
        facts = {"claim": claim_name(ledger, claim), "yen": f"{payment.yen:,}", "open": f"{open_:,}"}
        yield Fault("yen", "payment_above_open", facts)


def _refund(ledger: Ledger, payment: Payment, claim: Claim) -> Iterator[Fault]:
    """What goes back is what a settlement gives back, on its day or later, and no more than that."""
    version, settlement = version_of(ledger, claim), settlement_of(ledger, claim)
    facts = {
        "claim": claim_name(ledger, claim),
        "of": f"{show_fiscal_year(version.fiscal_year)}「{version.project_name}」",
        "payer": claim.payer,
        "yen": f"{payment.yen:,}",
    }
    if settlement is None:
        yield Fault("kind", "refund_without_settlement", facts)
        return
    whole = to_return(settlement.difference, settlement.handling)
    if not whole:
        is_carried = settlement.difference < 0 and settlement.handling is not Handling.REFUND
        more = {"more": f"{max(0, settlement.difference):,}", "handling": settlement.handling.label}
        yield Fault("kind", "refund_of_what_is_carried" if is_carried else "refund_of_nothing", {**facts, **more})
        return
    if payment.paid_on < settlement.settled_on:
        yield Fault("paid_on", "refund_before_settlement", {**facts, "on": show_date(settlement.settled_on)})
    done = sum(one.yen for one in refunds_beside(ledger, claim) if one.id != payment.id)
    if done + payment.yen > whole:
        left = {"whole": f"{whole:,}", "left": f"{max(0, whole - done):,}"}
        yield Fault("yen", "refund_above_due", {**facts, **left})


def _says(values: Mapping[str, FieldValue], record: Payment | None) -> bool:
    """A list that has a column of refunds says 0 of those to whom nothing went back."""
    return record is not None or values.get("kind") != PaymentKind.REFUNDED or values.get("yen") != 0


CONDUCT: dict[type[Record], Conduct] = {
    PaymentTerm: Conduct(
        rules=((frozenset({"month", "day", "number"}), _day), (frozenset({"percent"}), _percents)),
    ),
    Claim: Conduct(rules=((frozenset({"due_on", "requested_on", "assessment_id"}), _due),)),
    Payment: Conduct(
        rules=((frozenset({"yen", "claim_id", "kind", "paid_on"}), _not_too_much),),
        says=_says,
    ),
}

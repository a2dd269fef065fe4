"""What needs attention in promises for years to come, and in years that were settled: claims that are open, and money
that went back without being owed."""

from collections.abc import Iterator

from core.calc.claims.refunds import refunds_beside, settlement_of, to_return
from core.calc.claims.standing import standings_of
from core.calc.commitments import left
from core.model.book import Book
from core.model.charges.charging import project_key
from core.model.charges.claims import Claim, Payment, PaymentKind, Settlement, claim_name, version_of
from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.council import Municipality, former_codes_of
from core.model.machine.naming import describe, in_order
from core.operations.health.finding import Finding, Severity, listed


def charge_findings(book: Book) -> Iterator[Finding]:
    """Yield promises of which more was planned than promised, years in which more was spent than planned, claims that
    are open though their year was settled, more paid back than the settlements give back, and claims of a member under
    a code that cannot be traced."""
    above = [one for one in in_order(book, book.all(Commitment).values()) if left(book, one) < 0]
    if above:
        facts = {"n": len(above), "items": listed(f"{one.name} {-left(book, one):,}円" for one in above)}
        yield Finding(Severity.WARNING, "commitments", above[0].id, "commitment_above_limit", facts)
    years = in_order(book, book.all(CommitmentYear).values())
    over = [one for one in years if one.spent_yen is not None and one.spent_yen > one.planned_yen]
    if over:
        facts = {"n": len(over), "items": listed(describe(book, one) for one in over)}
        yield Finding(Severity.WARNING, "commitment_years", over[0].id, "commitment_overspent", facts)
    settled = {(one.fiscal_year, one.project_name): one.settled_on for one in book.all(Settlement).values()}
    open_ = [one for one in standings_of(book) if one.open > 0] if settled else []
    # What was asked for after the settlement is what the settlement added.
    twice = [one.claim for one in open_ if one.claim.requested_on <= settled.get(_year_of(book, one.claim), "")]
    if twice:
        facts = {"n": len(twice), "items": listed(claim_name(book, one) for one in twice)}
        yield Finding(Severity.WARNING, "claims", twice[0].id, "settled_and_open", facts)
    yield from _not_settled(book)
    yield from _untraced(book)


def _not_settled(book: Book) -> Iterator[Finding]:
    """Yield what was paid back and is not given back by a settlement, which was taken out or made anew since."""
    rows = [one for one in in_order(book, book.all(Payment).values()) if one.kind is PaymentKind.REFUNDED]
    found: dict[tuple[int, int | str, str], tuple[int, str]] = {}
    for one in rows:
        claim = book.all(Claim)[one.claim_id]
        version = version_of(book, claim)
        settlement = settlement_of(book, claim)
        whole = to_return(settlement.difference, settlement.handling) if settlement else 0
        back = sum(row.yen for row in refunds_beside(book, claim))
        if back > whole:
            key = version.fiscal_year, project_key(book, version), claim.code
            found.setdefault(key, (one.id, f"{claim.payer} {back:,}円(精算で返す額 {whole:,}円)"))
    if found:
        facts = {"n": len(found), "items": listed(told for _, told in found.values())}
        yield Finding(Severity.WARNING, "payments", next(iter(found.values()))[0], "refund_not_settled", facts)


def _untraced(book: Book) -> Iterator[Finding]:
    """Yield members that were asked for money under a code of which nobody knows that it was theirs: their next charge
    would be asked for as another's."""
    rows = book.all(Municipality).values()
    known = {code for one in rows for code in (one.code, *former_codes_of(one))}
    by_name = {one.name: one for one in in_order(book, rows)}
    asked = {(one.payer, one.code) for one in book.all(Claim).values() if one.code not in known}
    found = [(by_name[name], code) for name, code in sorted(asked) if name in by_name]
    if found:
        facts = {"items": listed(f"{one.name} {code}(今は{one.code})" for one, code in found), "n": len(found)}
        yield Finding(Severity.WARNING, "municipalities", found[0][0].id, "code_untraced", facts)


def _year_of(book: Book, claim: Claim) -> tuple[int, str]:
    version = version_of(book, claim)
    return version.fiscal_year, version.project_name

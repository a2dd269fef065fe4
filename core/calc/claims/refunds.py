"""還付: what a settlement gives back to a member, and what of it has been paid back."""

from collections.abc import Iterable

from core.calc.charges.identity import CodeOf, today_of
from core.calc.claims.standing import Standing
from core.dataclass import dataclass
from core.model.charges.charging import Assessment, Handling, project_key
from core.model.charges.claims import Claim, Payment, PaymentKind, Settlement, version_of
from core.model.machine.table import Look


@dataclass(frozen=True, slots=True)
class Returned:
    """What went back to one member, in yen, for the last time on the ISO day `last_on`, "" where nothing did."""

    yen: int = 0
    last_on: str = ""


NOTHING = Returned()


def returned_by_code(standings: Iterable[Standing], code_of: CodeOf = str) -> dict[str, Returned]:
    """Return what went back to each member, by the code that is said for that of its claims; of those to whom nothing
    did, nothing."""
    found: dict[str, Returned] = {}
    for one in standings:
        if one.refunded:
            code = code_of(one.claim.code)
            known = found.get(code, NOTHING)
            found[code] = Returned(known.yen + one.refunded, max(known.last_on, one.last_refunded_on))
    return found


def to_return(difference: int, handling: Handling) -> int:
    """Return how many yen of a difference are to be paid back: not what is carried, nor what is still to be paid."""
    return max(0, -difference) if handling is Handling.REFUND else 0


def settlement_of(look: Look, claim: Claim) -> Settlement | None:
    """Return how the year of a claim was settled with its payer, None where it was not yet."""
    version, today = version_of(look, claim), today_of(look)
    key = project_key(look, version)
    called = {one.project_name for one in look.all(Assessment).values() if project_key(look, one) == key}
    return next(
        (
            one
            for one in look.all(Settlement).values()
            if one.fiscal_year == version.fiscal_year
            and today(one.code) == today(claim.code)
            and one.project_name in called
        ),
        None,
    )


def refunds_beside(look: Look, claim: Claim) -> list[Payment]:
    """Return what went back to the payer of a claim for its year and project, whichever of its claims stands for it."""
    version, today = version_of(look, claim), today_of(look)
    key = project_key(look, version)
    return [
        payment
        for one in look.all(Claim).values()
        if today(one.code) == today(claim.code)
        and (told := version_of(look, one)).fiscal_year == version.fiscal_year
        and project_key(look, told) == key
        for payment in look.children(Payment, one.id).values()
        if payment.kind is PaymentKind.REFUNDED
    ]


def returned_by_settlement(look: Look) -> dict[int, int]:
    """Return how many yen went back, by the id of the settlement that gives them back."""
    found: dict[int, int] = {}
    for payment in look.all(Payment).values():
        if payment.kind is PaymentKind.REFUNDED:
            settlement = settlement_of(look, look.all(Claim)[payment.claim_id])
            if settlement is not None:
                found[settlement.id] = found.get(settlement.id, 0) + payment.yen
    return found


def left_to_return(look: Look, claim: Claim) -> int:
    """Return how many yen are still to be paid back to the payer of a claim for its year; 0 where it is not settled."""
    settlement = settlement_of(look, claim)
    if settlement is None:
        return 0
    done = sum(one.yen for one in refunds_beside(look, claim))
    return max(0, to_return(settlement.difference, settlement.handling) - done)

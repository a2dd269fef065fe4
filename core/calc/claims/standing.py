"""納付状況: what came in for each claim, what is open and what is late, and what went back."""

from collections.abc import Callable, Iterable

from core.dataclass import dataclass
from core.model.charges.charging import project_key
from core.model.charges.claims import Claim, Payment, PaymentKind, version_of
from core.model.machine.table import Look


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim with what was paid for it, in yen; `last_paid_on` is "" where nothing was. What went back to its payer
    (`refunded`, for the last time `last_refunded_on`) opens no claim: it is more than the payer owes for the year."""

    claim: Claim
    paid: int
    last_paid_on: str
    refunded: int = 0
    last_refunded_on: str = ""

    @property
    def open(self) -> int:
        return self.claim.yen - self.paid

    def is_late(self, day: str) -> bool:
        """Whether something is open after the day on which it was due."""
        return self.open > 0 and self.claim.due_on < day

    def word(self, day: str) -> str:
        """Return how it stands on an ISO day."""
        if self.open <= 0:
            return "納付済"
        late = "期限超過" if self.is_late(day) else "未納"
        return f"一部納付({late})" if self.paid else late


def standing_of(look: Look, claim: Claim) -> Standing:
    """Return how a claim stands."""
    sums, days = dict.fromkeys(PaymentKind, 0), dict.fromkeys(PaymentKind, "")
    for one in look.children(Payment, claim.id).values():
        sums[one.kind] += one.yen
        days[one.kind] = max(days[one.kind], one.paid_on)
    paid, back = PaymentKind.PAID, PaymentKind.REFUNDED
    return Standing(claim, sums[paid], days[paid], sums[back], days[back])


def standings_of(look: Look, fiscal_year: int | None = None, project: int | str = "") -> list[Standing]:
    """Return the claims of a year and a project (by project_key; all by default): by year, term and number."""
    found = []
    for one in look.all(Claim).values():
        version = version_of(look, one)
        if fiscal_year in {None, version.fiscal_year} and project in {"", project_key(look, version)}:
            found.append((version.fiscal_year, one.term, one.id, standing_of(look, one)))
    return [standing for *_, standing in sorted(found, key=lambda row: row[:3])]


def paid_by_code(standings: Iterable[Standing], code_of: Callable[[str], str] = str) -> dict[str, int]:
    """Return what each member has paid, by the code that is said for that of its claims."""
    sums: dict[str, int] = {}
    for one in standings:
        code = code_of(one.claim.code)
        sums[code] = sums.get(code, 0) + one.paid
    return sums


def claimed_by_code(standings: Iterable[Standing], code_of: Callable[[str], str] = str) -> dict[str, int]:
    """Return what was asked of each member, by the code that is said for that of its claims."""
    sums: dict[str, int] = {}
    for one in standings:
        code = code_of(one.claim.code)
        sums[code] = sums.get(code, 0) + one.claim.yen
    return sums

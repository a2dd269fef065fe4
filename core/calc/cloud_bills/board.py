"""The bills that were taken in: what each member bears, and what deserves a look before anybody pays."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.charges.cloud_bills import CloudBill, CloudPart, CloudShare
from core.model.machine.table import Look


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part of a bill: yen by part, and all its cents."""

    code: str
    payer: str
    yen: Mapping[CloudPart, int]
    cents: int

    @property
    def whole(self) -> int:
        return sum(self.yen.values())


def shares_of(look: Look, bill: CloudBill) -> list[Share]:
    """Return what each member bears of a bill, in the order in which it was shared out."""
    yen: dict[str, dict[CloudPart, int]] = {}
    cents: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in look.children(CloudShare, bill.id).values():
        yen.setdefault(one.code, {})[one.part] = one.yen
        cents[one.code] = cents.get(one.code, 0) + one.cents
        names[one.code] = one.payer
    return [Share(code, names[code], parts, cents[code]) for code, parts in yen.items()]


def previous_of(look: Look, bill: CloudBill) -> CloudBill | None:
    """Return the last bill of the provider before this one, in the same currency."""
    rows = [
        one
        for one in look.all(CloudBill).values()
        if (one.provider, one.currency) == (bill.provider, bill.currency) and one.month < bill.month
    ]
    return max(rows, key=lambda one: one.month, default=None)


def change_of(look: Look, bill: CloudBill) -> str:
    """Return by how much a bill is more than the one before: +3.2%, "" for the first."""
    before = previous_of(look, bill)
    if before is None or not before.cents:
        return ""
    told = ratio(bill.cents - before.cents, before.cents)
    return told if told.startswith("△") else f"+{told}"


def money(cents: int) -> str:
    """Return 1,234.56."""
    return f"{'△' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def ratio(part: int, whole: int) -> str:
    """Return a share in percent with one decimal, － of nothing; for display only."""
    if not whole:
        return "－"
    tenths = (abs(part) * 2_000 + abs(whole)) // (2 * abs(whole))
    return f"{'△' if part and (part < 0) != (whole < 0) else ''}{tenths // 10}.{tenths % 10}%"

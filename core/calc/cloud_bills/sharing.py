"""One month's cloud bill shared out: 専用, タグ, 共有 and 未タグ, in cents of its currency and, to the yen, in yen."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from core.calc.comparison.contract_term import ContractTerm, presence_of
from core.calc.members import Member, member_of
from core.calc.splitting.apportion import SplitRefused, hand_out
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import share_out
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.cloud_bills import CloudKey, CloudPart, KeyKind
from core.model.council import Municipality
from core.model.scenarios import PartialTerm
from core.model.values.rules import parse_rule

Cell = tuple[str, CloudPart]
"""The code of a member and which part of its share."""


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line: an account (or subscription), a tag ("" for none), service and environment, the amount in cents."""

    account: str
    tag: str
    service: str
    environment: str
    cents: int


@dataclass(frozen=True, slots=True)
class SharedBill:
    """By member and part cents and yen; they add up to the bill in both. `members` are who was there in the month."""

    members: tuple[Member, ...]
    cents: Mapping[Cell, int]
    yen: Mapping[Cell, int]
    untagged_cents: int


def share_bill(book: Book, month: str, lines: Iterable[BillLine], total_yen: int) -> SharedBill:
    """Share the lines of a month out among those who were members in it.

    A line is of the account's member where the account is one member's; else of its tag, which is one member's or split
    by a rule; else of the shared account, by its rule; else it is 未タグ, by the rule of その他. Each sum is split in
    cents, and the yen of the whole bill go to the cells in proportion to their cents, by largest remainder.
    Raises SplitRefused: "nobody_pays", "bill_of_stranger" and what the rules refuse.
    """
    members = members_in(book, month)
    if not members:
        raise SplitRefused("nobody_pays")
    codes = {one.id: one.code for one in members}
    keys = {(one.kind, one.key): one for one in book.all(CloudKey).values()}
    own: dict[Cell, int] = {}
    pools: dict[tuple[str, CloudPart], int] = {}
    sums: dict[tuple[str, str], int] = {}
    for line in lines:
        sums[line.account, line.tag] = sums.get((line.account, line.tag), 0) + line.cents
    untagged = 0
    for (account, tag), cents in sums.items():
        key, part = _key_of(keys, account, tag)
        if part is CloudPart.UNTAGGED:
            untagged += cents
        if key is not None and key.municipality_id is not None:
            if key.municipality_id not in codes:
                name = book.all(Municipality)[key.municipality_id].name
                raise SplitRefused("bill_of_stranger", name=name, key=key.key)
            cell = codes[key.municipality_id], part
            own[cell] = own.get(cell, 0) + cents
        else:
            pool = (key.rule if key and key.rule else book.consortium.rule), part
            pools[pool] = pools.get(pool, 0) + cents
    for (rule, part), cents in pools.items():
        shares, _ = share_out(cents, parse_rule(rule), members, Rounding())
        for code, share in shares.items():
            own[code, part] = own.get((code, part), 0) + share
    whole = {(one.code, part): own.get((one.code, part), 0) for one in members for part in CloudPart}
    return SharedBill(members, whole, yen_of(whole, total_yen), untagged)


def _key_of(keys: Mapping[tuple[KeyKind, str], CloudKey], account: str, tag: str) -> tuple[CloudKey | None, CloudPart]:
    by_account, by_tag = keys.get((KeyKind.ACCOUNT, account)), keys.get((KeyKind.TAG, tag)) if tag else None
    if by_account is not None and by_account.municipality_id is not None:
        return by_account, CloudPart.DEDICATED
    if by_tag is not None:
        return by_tag, CloudPart.TAGGED
    if by_account is not None:
        return by_account, CloudPart.SHARED
    return next((one for (kind, _), one in keys.items() if kind is KeyKind.REST), None), CloudPart.UNTAGGED


def yen_of(cents: Mapping[Cell, int], total: int) -> dict[Cell, int]:
    """Return `total` yen in proportion to the cents of the cells; they add up to it exactly, credits included.

    Where the cents are nothing together, all yen stand with the first cell. Cells without cents have no yen.
    """
    whole = sum(cents.values())
    if not whole:
        return {cell: total if at == 0 else 0 for at, cell in enumerate(cents)}
    names = {f"{code}/{list(CloudPart).index(part)}": (code, part) for code, part in cents}
    exact = {name: Fraction(total * cents[cell], whole) for name, cell in names.items() if cents[cell]}
    floors = {name: amount.numerator // amount.denominator for name, amount in exact.items()}
    rests = {name: int((amount - floors[name]) * abs(whole)) for name, amount in exact.items()}
    hand_out(floors, total - sum(floors.values()), rests, rests, 1)
    return {cell: floors.get(name, 0) for name, cell in names.items()}


def members_in(book: Book, month: str) -> tuple[Member, ...]:
    """Return who is a member on any day of a month, in the order of (position, code)."""
    year, at = int(month[:4]), int(month[5:7])
    term = ContractTerm(year if at >= 4 else year - 1, 1)
    place = (at + 8) % 12
    rows = sorted(book.all(Municipality).values(), key=lambda one: (one.position, one.code))
    found: Sequence[Municipality] = [
        one for one in rows if (there := presence_of(one, term, PartialTerm.MONTHS)).start <= place < there.end
    ]
    return tuple(member_of(book, one) for one in found)

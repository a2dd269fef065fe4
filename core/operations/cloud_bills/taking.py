"""請求を取り込む: a month's bill is checked, shared out and kept; the lines themselves are not."""

from fractions import Fraction

from core.calc.cloud_bills.board import money
from core.calc.cloud_bills.sharing import SharedBill, share_bill
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.cloud_bills import CloudBill, CloudShare, bill_name
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.codes import search_key
from core.model.values.money import show_yen
from core.model.values.partial_dates import parse_partial_date
from core.model.values.ratios import YEN
from core.operations.cloud_bills.reading import Bill
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.pattern import pattern

_MONTH = pattern(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_TESTS = ("検証", "開発", "試験", "テスト", "test", "dev", "stg", "staging", "development")
DEFAULT_CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a bill in would do: the bill with its shares, and the changes."""

    bill: CloudBill
    shared: SharedBill
    before_cents: int | None
    change_set: ChangeSet


def take_bill(
    book: Book, month: str, bill: Bill, provider: str = "", currency: str = "", rate: str = "", yen: int | None = None
) -> Taken | Faults:
    """Share a bill out for a month: 2026-10, 令和8年10月. What the sheet does not say may be said here: its currency,
    its rate, its yen. Without yen they are those of its lines, else the sum times the rate, cut below one.

    Faults: "bill_month", "bill_twice", "bill_total" where the lines do not add up to the total (in yen by less than one
    for each line, for each may be rounded), "bill_without_rate",
    "bill_says_otherwise" where sheet and words differ, and what the rules refuse.
    """
    text, month = month, read_month(month)
    if not month:
        return Faults.of("month", "bill_month", text=text)
    known = [one for one in book.all(CloudBill).values() if one.provider == provider]
    if any(one.month == month for one in known):
        return Faults.of("month", "bill_twice", bill=bill_name(CloudBill(0, month, provider)))
    cents = sum(line.cents for line in bill.lines)
    if bill.total_cents is not None and bill.total_cents != cents:
        facts = {
            "sum": money(cents),
            "total": money(bill.total_cents),
            "difference": money(cents - bill.total_cents),
        }
        return Faults.of("", "bill_total", **facts)
    yen_of_lines, yen_told = bill.lines_yen, bill.total_yen
    if None not in {yen_of_lines, yen_told}:
        assert yen_of_lines is not None
        assert yen_told is not None
        more = yen_of_lines - yen_told
        if abs(more) >= len(bill.lines):
            facts = {"sum": f"{yen_of_lines:,}円", "total": f"{yen_told:,}円", "difference": f"{show_yen(more)}円"}
            return Faults.of("", "bill_total", **facts)
    billed = yen_told if yen_told is not None else yen_of_lines
    otherwise = [
        Fault(field, "bill_says_otherwise", {"what": what, "there": there, "here": here})
        for field, what, there, here in (
            ("currency", "通貨", bill.currency, currency),
            ("rate", "換算レート", bill.rate, rate),
            ("yen", "円の請求額", _number(billed), _number(yen)),
        )
        if there and here and there != here
    ]
    if otherwise:
        return Faults(tuple(otherwise))
    unit = bill.currency or currency or DEFAULT_CURRENCY
    chosen = "1" if unit == YEN else bill.rate or rate
    total = billed if billed is not None else yen
    if not chosen and total is None:
        return Faults.of("rate", "bill_without_rate", currency=unit)
    if total is None:
        total = int(Fraction(cents, 100) * Fraction(chosen))
    try:
        shared = share_bill(book, month, bill.lines, total)
    except SplitRefused as refused:
        return Faults((Fault("", refused.fault.rule, refused.fault.facts),))
    draft = Draft(book)
    row = draft.insert(
        CloudBill,
        month=month,
        provider=provider,
        currency=unit,
        cents=cents,
        exchange_rate=chosen if chosen and unit != YEN else None,
        yen=total,
        lines=len(bill.lines),
        untagged_cents=shared.untagged_cents,
        test_cents=sum(line.cents for line in bill.lines if _is_test(line.environment)),
    )
    names = {one.code: one.name for one in shared.members}
    for (code, part), amount in shared.cents.items():
        if amount or shared.yen[code, part]:
            values = {"payer": names[code], "code": code, "part": part, "cents": amount, "yen": shared.yen[code, part]}
            draft.insert(CloudShare, cloud_bill_id=row.id, **values)
    wish = checked(draft, f"{bill_name(row)}を取り込み({len(bill.lines):,}行)")
    if isinstance(wish, Faults):
        return wish
    before = max((one for one in known if one.month < month), key=lambda one: one.month, default=None)
    return Taken(row, shared, before.cents if before else None, wish)


def read_month(text: str) -> str:
    """Return the month that is typed, as 2026-10; "" for what is none."""
    try:
        found = parse_partial_date(text)
    except Refused:
        return ""
    return found if _MONTH.fullmatch(found) else ""


def _number(yen: int | None) -> str:
    return "" if yen is None else f"{yen:,}"


def _is_test(environment: str) -> bool:
    key = search_key(environment)
    return any(word in key for word in _TESTS)

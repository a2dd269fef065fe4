"""精算を記録する: what each member owes in the end is written down, and what is carried goes into the next year."""

from core.calc.charges.identity import today_of
from core.calc.claims.settle import Settled, settled, still_open
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.charges.charging import Handling, YearItem
from core.model.charges.claims import Settlement
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.charge_premises import ItemFlow
from core.model.values.dates import parse_date, show_fiscal_year
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def settle(book: Book, fiscal_year: int, settled_on: str) -> ChangeSet | Faults:
    """Write down the settlement of a year, project by project; 翌年度充当 and 団体別繰越 become cost items of the next
    year, each of one member; who is no member any more then gets its money back, or pays. A year is settled once."""
    try:
        day = parse_date(settled_on)
    except Refused as refused:
        return Faults((refused.at("settled_on"),))
    if any(one.fiscal_year == fiscal_year for one in book.all(Settlement).values()):
        return Faults.of("fiscal_year", "settled_already", year=show_fiscal_year(fiscal_year))
    try:
        rows = settled(book, fiscal_year)
    except SplitRefused as refused:
        return Faults((Fault("fiscal_year", refused.fault.rule, refused.fault.facts),))
    draft = Draft(book)
    for one in rows:
        for code, name in one.names.items():
            draft.insert(
                Settlement,
                project_name=one.project,
                fiscal_year=fiscal_year,
                payer=name,
                code=code,
                paid_yen=one.paid[code],
                due_yen=max(0, one.due[code]),
                settled_on=day,
                settling=one.settling,
                handling=one.handled(code),
            )
        if one.handling is not Handling.REFUND:
            _carry(draft, one)
    left = still_open(rows)
    more = f"、未納を含む: {'、'.join(left)}" if left else ""
    return checked(draft, f"{show_fiscal_year(fiscal_year)}の精算を記録({len(rows):,}事業{more})")


def _carry(draft: Draft, one: Settled) -> None:
    """Put what is carried among the items of the next year; those of a settlement that was taken out are replaced."""
    members, today = {row.code: row.id for row in draft.all(Municipality).values()}, today_of(draft)
    place = {"project_id": one.project_id, "fiscal_year": one.fiscal_year + 1}
    name = f"{show_fiscal_year(one.fiscal_year)}の精算"
    before = [
        row
        for row in draft.all(YearItem).values()
        if (row.project_id, row.fiscal_year, row.name) == (*place.values(), name) and row.flow.is_settlement
    ]
    for row in before:
        draft.delete(row)
    for code in one.names:
        difference = one.difference(code)
        if not difference or one.handled(code) is Handling.REFUND:
            continue
        draft.insert(
            YearItem,
            **place,
            name=name,
            flow=ItemFlow.SETTLED if difference > 0 else ItemFlow.CARRIED,
            amount=abs(difference),
            result_yen=abs(difference),
            borne_by_id=members[today(code)],
            source=f"{name}({one.handling.label})",
        )

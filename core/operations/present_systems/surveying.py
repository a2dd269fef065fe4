"""現況調査 carried out: a row for whatever a member may have in use, and what is known of it taken over into 現行経費
and 違約金, as one action each."""

from collections.abc import Mapping

from core.calc.comparison.gathering import present_scenario, ways_of
from core.calc.members import members_of
from core.calc.participation import absences
from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import CurrentCost, Penalty, Taxation
from core.model.council import System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import in_order
from core.model.selection.present_systems import PresentSystem, present_name
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked

CATEGORY = "現況調査"
"""The category of present costs that come from the survey, and the note of its penalties: by it they are known."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What feeding does, and `left_out`: each member of which something is not taken over, with the reason."""

    change_set: ChangeSet
    left_out: tuple[Fault, ...]


def prepare(book: Book) -> ChangeSet | Faults:
    """Add a row for every member and every business area in which it takes part, where there is none yet.

    Faults: "nobody_to_survey" without members or business areas, "survey_prepared" when all rows are there.
    """
    draft, absent = Draft(book), absences(book)
    members, systems = members_of(book), in_order(book, book.all(System).values())
    if not members or not systems:
        return Faults.of("", "nobody_to_survey")
    added = 0
    for member in members:
        there = {one.system_id for one in book.children(PresentSystem, member.id).values()}
        for system in systems:
            if system.id not in there and member.id not in absent.get(system.id, ()):
                draft.insert(PresentSystem, municipality_id=member.id, system_id=system.id)
                added += 1
    if not added:
        return Faults.of("", "survey_prepared")
    return checked(draft, f"現況調査の行を追加({added}件)")


def feed(book: Book) -> Fed | Faults:
    """Take over what the members pay for their present systems into 現行経費, for each year of the first scenario's
    term, and what ending the contracts costs into 違約金. What an earlier feeding has written is written anew.

    A member of which a yearly amount is not known is left out of 現行経費, for a sum without it would be too small; a
    member whose present costs were entered otherwise is left out, for they would count twice; so with penalties.
    Faults: "nothing_surveyed" without a row that says anything, "nothing_to_feed" when nothing would change, with why.
    """
    draft, left_out = Draft(book), list[Fault]()
    years = ways_of(book, present_scenario(book)).term.fiscal_years
    known = [one for one in book.all(PresentSystem).values() if not one.is_blank]
    if not known:
        return Faults.of("", "nothing_surveyed")
    for member in members_of(book):
        rows = in_order(book, book.children(PresentSystem, member.id).values())
        if rows:
            left_out += _feed_costs(draft, member.id, member.name, rows, tuple(years))
            left_out += _feed_penalties(draft, member.id, member.name, rows)
    made = checked(draft, "現況調査を現行経費と違約金に反映")
    if isinstance(made, Faults):
        return made
    if not made.changes:
        return Faults((Fault("", "nothing_to_feed", {}), *left_out))
    return Fed(made, tuple(left_out))


def _feed_costs(draft: Draft, member: int, name: str, rows: list[PresentSystem], years: tuple[int, ...]) -> list[Fault]:
    there = draft.children(CurrentCost, member).values()
    missing = [present_name(draft, one) for one in rows if one.yearly_yen is None]
    if any(one.category != CATEGORY for one in there):
        return [Fault("", "costs_entered", {"name": name})]
    if missing:
        return [Fault("", "yearly_unknown", {"name": name, "systems": "、".join(missing)})]
    sums: dict[Taxation, int] = {}
    for one in rows:
        sums[one.tax_mode] = sums.get(one.tax_mode, 0) + (one.yearly_yen or 0)
    wanted = {(year, tax): yen for year in years for tax, yen in sums.items()}
    note = f"{len(rows)}件の現行システムの年額の合計"
    _write_costs(draft, member, {(one.fiscal_year or 0, one.tax_mode): one for one in there}, wanted, note)
    return []


Key = tuple[int, Taxation]


def _write_costs(
    draft: Draft, member: int, there: Mapping[Key, CurrentCost], wanted: Mapping[Key, int], note: str
) -> None:
    for key, yen in wanted.items():
        row = there.get(key)
        if row is None:
            values = {"fiscal_year": key[0], "category": CATEGORY, "yen": yen, "tax_mode": key[1], "note": note}
            draft.insert(CurrentCost, municipality_id=member, **values)
        elif (row.yen, row.note) != (yen, note):
            draft.update(row, yen=yen, note=note)
    for key, row in there.items():
        if key not in wanted:
            draft.delete(row)


def _feed_penalties(draft: Draft, member: int, name: str, rows: list[PresentSystem]) -> list[Fault]:
    there = draft.children(Penalty, member).values()
    missing = [present_name(draft, one) for one in rows if one.penalty_yen is None]
    if any(one.note != CATEGORY for one in there):
        return [Fault("", "penalties_entered", {"name": name})]
    wanted: dict[str, PresentSystem] = {}
    for one in rows:
        if one.penalty_yen:
            wanted[_free(present_name(draft, one), wanted)] = one
    known = {one.name: one for one in there}
    for label, one in wanted.items():
        row = known.get(label)
        if row is None:
            draft.insert(
                Penalty,
                municipality_id=member,
                name=label,
                contract_ends_on=one.contract_ends_on,
                yen=one.penalty_yen,
                note=CATEGORY,
            )
        elif (row.yen, row.contract_ends_on) != (one.penalty_yen, one.contract_ends_on):
            draft.update(row, yen=one.penalty_yen, contract_ends_on=one.contract_ends_on)
    for label, row in known.items():
        if label not in wanted:
            draft.delete(row)
    return [Fault("", "penalty_unknown", {"name": name, "systems": "、".join(missing)})] if missing else []


def _free(label: str, taken: Mapping[str, PresentSystem]) -> str:
    """Return a name that no other contract of the member has: two of one name would be one line of a sheet."""
    number, free = 1, label
    while free in taken:
        number += 1
        free = f"{label} {number}"
    return free

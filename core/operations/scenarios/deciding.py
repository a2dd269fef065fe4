"""Scenarios: copies of the premises, who is in, and adopting one together with the sheet that was decided on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import read_flag
from core.model.machine.naming import describe
from core.model.scenarios import Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.operations.editing.adding import add_row, last_place
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read
from core.operations.scenarios.conduct import why_adopted
from core.operations.sheets.fixing import fix_sheet

_NOT_ADOPTED = {"adopted": False, "adopted_on": None, "adopted_by": "", "fixed_sheet_id": None}


def add_scenario(book: Book, name: str, **texts: str) -> ChangeSet | Faults:
    """Add premises in the last place; what is not given is the consortium's."""
    return add_row(book, Scenario, {"name": name, **texts})


def copy_scenario(book: Book, scenario: Scenario, name: str, **texts: str) -> ChangeSet | Faults:
    """Add a copy under another name, with the same members and `texts` typed into it; a copy is not adopted."""
    draft = Draft(book)
    try:
        typed = {column: read(draft, Scenario, column, text) for column, text in {"name": name, **texts}.items()}
    except Refused as refused:
        return Faults((refused.at("name"),))
    copy = replace(scenario, id=draft.last_id(Scenario) + 1, position=last_place(book.all(Scenario).values()))
    draft.add(copy)
    copy = draft.update(copy, **{**_NOT_ADOPTED, **typed})
    for member in book.children(ScenarioMember, scenario.id).values() if scenario.id else ():
        draft.insert(
            ScenarioMember, scenario_id=copy.id, municipality_id=member.municipality_id, included=member.included
        )
    return checked(draft, f"{describe(draft, copy)}を追加")


def set_members(book: Book, scenario: Scenario, cells: Sequence[tuple[Municipality, str]]) -> ChangeSet | Faults:
    """Say who is in: ○ or ×; a blank leaves it to the dates of membership. All or none."""

    def write(draft: Draft, municipality: Municipality, at: Scenario, text: str) -> ScenarioMember | None:
        place = {"scenario_id": at.id, "municipality_id": municipality.id}
        return write_cell(draft, ScenarioMember, at.id, place, {"included": read_flag(text)} if text.strip() else None)

    locked = why_adopted(book, scenario, "included")
    if locked:
        return Faults((locked,))
    placed = [(municipality, scenario, text) for municipality, text in cells]
    return write_all(book, placed, write, "included", f"{describe(book, scenario)}の参加団体")


def adopt(
    book: Book, scenario: Scenario, day: str, who: str, content: bytes, papers: Mapping[str, str]
) -> ChangeSet | Faults:
    """Adopt a scenario: the one that was adopted before no longer is, and the sheet is kept as decided on.

    `content` is the PDF; `papers` has settings, inputs and result as JSON. The scenario itself can no longer be edited.
    """
    locked = why_adopted(book, scenario, "adopted")
    if locked:
        return Faults((locked,))
    fixed = fix_sheet(book, "comparison", _sheet_name(book, scenario), day, who, content, **papers)
    if isinstance(fixed, Faults):
        return fixed
    draft = Draft(book)
    for other in [other for other in book.all(Scenario).values() if other.adopted]:
        draft.update(other, adopted=False)
    values = {name: read(draft, Scenario, name, text) for name, text in (("adopted_on", day), ("adopted_by", who))}
    draft.update(scenario, adopted=True, fixed_sheet_id=book.last_id(FixedSheet) + 1, **values)
    return ChangeSet(f"{describe(book, scenario)}を採用", (*fixed.changes, *draft.finish("").changes))


def release(book: Book, scenario: Scenario) -> ChangeSet | Faults:
    """Take an adoption back: the scenario can be edited again, the sheet stays in the file."""
    if not scenario.adopted:
        return Faults((Fault("adopted", "not_adopted", {"name": scenario.name}),))
    draft = Draft(book)
    draft.update(scenario, **_NOT_ADOPTED)
    return draft.finish(f"{describe(book, scenario)}の採用を取消し")


def _sheet_name(book: Book, scenario: Scenario) -> str:
    """Return the scenario's name, numbered if a sheet of it was fixed before."""
    taken = {sheet.name for sheet in book.all(FixedSheet).values()}
    names = [f"試算「{scenario.name}」", *(f"試算「{scenario.name}」({at})" for at in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)

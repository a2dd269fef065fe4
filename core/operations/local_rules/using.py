"""What municipalities make of local rules, written into the matrix or into the fields beside it."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality
from core.model.local_rules import NOT_ASKED, LocalRule, RuleUse
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import FieldValue
from core.model.values.codes import search_key
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

_NOTHING = {search_key(NOT_ASKED), "0", ""}


def use_cells(book: Book, cells: Sequence[tuple[LocalRule, Municipality, str]]) -> ChangeSet | Faults:
    """Record what was typed or pasted into the matrix, all or none; a fault's fact `cell` is the cell's place.

    未調査, 0 or a blank take the word away, and the row with it where it says nothing else.
    """
    return _written(book, cells, "use")


def describe_use(book: Book, rule: LocalRule, municipality: Municipality, name: str, text: str) -> ChangeSet | Faults:
    """Record one column of what a municipality says of a rule; its row is made where there is none."""
    return _written(book, [(rule, municipality, text)], name)


def _written(book: Book, cells: Sequence[tuple[LocalRule, Municipality, str]], name: str) -> ChangeSet | Faults:
    def write(draft: Draft, rule: LocalRule, municipality: Municipality, text: str) -> RuleUse | None:
        rows = draft.children(RuleUse, rule.id).values()
        row = next((one for one in rows if one.municipality_id == municipality.id), None)
        values = {name: _read(draft, name, text)}
        says = conduct_of(RuleUse).says(values, row)
        place = {"local_rule_id": rule.id, "municipality_id": municipality.id}
        return write_cell(draft, RuleUse, rule.id, place, values if says else None)

    return write_all(book, cells, write, name, "独自ルールの団体別状況")


def _read(draft: Draft, name: str, text: str) -> FieldValue:
    if name == "use" and search_key(text).strip() in _NOTHING:
        return None
    return read(draft, RuleUse, name, text)

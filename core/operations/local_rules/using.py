"""What municipalities make of local rules, written into the matrix or into the fields beside it."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality
from core.model.local_rules import NOT_ASKED, LocalRule, RuleUse
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.values.codes import search_key
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

_NOTHING = {search_key(NOT_ASKED), "0", ""}


def use_cells(book: Book, cells: Sequence[tuple[LocalRule, Municipality, str]]) -> ChangeSet | Faults:
    """Record what was typed or pasted into the matrix, all or none; a fault's fact `cell` is the cell's place.

    未調査, 0 or a blank take the word away, and the row with it where it says nothing else.
    """
    return _written(book, [(rule, municipality, "use", text) for rule, municipality, text in cells])


def describe_use(book: Book, rule: LocalRule, municipality: Municipality, name: str, text: str) -> ChangeSet | Faults:
    """Record one column of what a municipality says of a rule; its row is made where there is none."""
    return _written(book, [(rule, municipality, name, text)])


def _written(book: Book, cells: Sequence[tuple[LocalRule, Municipality, str, str]]) -> ChangeSet | Faults:
    draft, faults = Draft(book), list[Fault]()
    places: dict[tuple[int, int], int] = {}
    for at, (rule, municipality, name, text) in enumerate(cells):
        try:
            value = _read(book, name, text)
        except Refused as refused:
            faults.append(Fault(name, refused.rule, {**refused.facts, "cell": at}))
            continue
        places[rule.id, municipality.id] = at
        _write(draft, rule, municipality, {name: value})
    for flawed, fault in check(draft):
        assert isinstance(flawed, RuleUse)
        at = places[flawed.local_rule_id, flawed.municipality_id]
        faults.append(Fault(fault.field, fault.rule, {**fault.facts, "cell": at}))
    if faults:
        return Faults(tuple(faults))
    if len(cells) == 1:
        rule, municipality, _, _ = cells[0]
        return draft.finish(f"独自ルール{rule.number}の{municipality.name}の状況を変更")
    return draft.finish(f"独自ルールの団体別状況を変更({len(cells):,}件)")


def _read(book: Book, name: str, text: str) -> FieldValue:
    if name == "use" and search_key(text).strip() in _NOTHING:
        return None
    return read(book, RuleUse, name, text)


def _write(draft: Draft, rule: LocalRule, municipality: Municipality, values: dict[str, FieldValue]) -> None:
    rows = draft.children(RuleUse, rule.id).values()
    row = next((one for one in rows if one.municipality_id == municipality.id), None)
    if not conduct_of(RuleUse).says(values, row):
        if row is not None:
            draft.delete(row)
    elif row is not None:
        draft.update(row, **values)
    else:
        draft.insert(RuleUse, local_rule_id=rule.id, municipality_id=municipality.id, **values)

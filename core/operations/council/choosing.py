"""Many members or systems chosen from a list at once: one action, those that are there already left as they are."""

from collections.abc import Sequence

from core.gazetteer.places import place_of
from core.model.book import Book
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.codes import search_key
from core.operations.editing.adding import insert_row
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def add_places(book: Book, codes: Sequence[str]) -> ChangeSet | Faults:
    """Add the municipalities and prefectures of these codes as members, in this order, with kana and kind."""
    draft, there = Draft(book), {one.code for one in book.all(Municipality).values()}
    added: list[str] = []
    for code in dict.fromkeys(codes):
        place = place_of(code)
        if code in there or place is None:
            continue
        faults, record = insert_row(draft, Municipality, {"code": code})
        if record is None:
            return faults
        added.append(record.name)
    return checked(draft, _label("団体", added))


def known_systems(book: Book) -> dict[str, System]:
    """Return the systems by their names, folded as the ledger tells names apart."""
    return {search_key(one.name).strip(): one for one in book.all(System).values()}


def add_systems(book: Book, names: Sequence[str], with_all: bool) -> ChangeSet | Faults:
    """Add systems by name, in this order; `with_all` lets every municipality of the ledger take part in them.

    Of whom no participation is entered takes part in everything: without `with_all` nobody who has one takes part.
    """
    draft, there = Draft(book), known_systems(book)
    added: list[str] = []
    for name in dict.fromkeys(names):
        if search_key(name).strip() in there:
            continue
        faults, record = insert_row(draft, System, {"name": name})
        if record is None:
            return faults
        added.append(name)
        for municipality in book.all(Municipality) if with_all else ():
            draft.insert(Participation, municipality_id=municipality, system_id=record.id)
    return checked(draft, _label("業務", added))


def let_all_take_part(book: Book, systems: Sequence[System]) -> ChangeSet | Faults:
    """Let every municipality of the ledger take part in the systems."""
    draft = Draft(book)
    there = {(one.municipality_id, one.system_id) for one in book.all(Participation).values()}
    for system in systems:
        for municipality in book.all(Municipality):
            if (municipality, system.id) not in there:
                draft.insert(Participation, municipality_id=municipality, system_id=system.id)
    subject = f"「{systems[0].name}」" if len(systems) == 1 else f"{len(systems)}業務"
    return checked(draft, f"{subject}を全団体の参加に")


def _label(what: str, added: Sequence[str]) -> str:
    return f"{added[0]}を追加" if len(added) == 1 else f"{what}を追加({len(added)}件)"

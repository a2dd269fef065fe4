"""New rows: the next number, label or place is given by the program; what is typed is read as in a cell."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.model.book import Book
from core.model.changes import ChangeSet
from core.model.council import Municipality, MunicipalityKind, System
from core.model.faults import Fault, Faults, Refused
from core.model.records import column_names
from core.model.requests import Customization, Option, Quote
from core.operations.editing.draft import Draft, Ledger
from core.operations.editing.edit import checked
from core.operations.editing.reading import read
from core.operations.telling.names import describe


def add_municipality(book: Book, code: str, name: str, **texts: str) -> ChangeSet | Faults:
    """Add a member with the next label (A … Z, AA …) and the last place; 市町村 is read off the name if not given."""
    labels = [municipality.label for municipality in book.all(Municipality).values()]
    defaults = {"kind": kind_of(name), "label": next_label(labels), "position": last_place(book.all(Municipality))}
    return add_row(book, Municipality, {"code": code, "name": name, **texts}, defaults)


def add_system(book: Book, name: str, **texts: str) -> ChangeSet | Faults:
    """Add a business area in the last place."""
    return add_row(book, System, {"name": name, **texts}, {"position": last_place(book.all(System))})


def add_customization(book: Book, title: str, **texts: str) -> ChangeSet | Faults:
    """Add a request with the next 項."""
    return add_row(book, Customization, {"title": title, **texts}, {"item": next_item(book)})


def add_option(book: Book, customization: Customization, name: str = "", **texts: str) -> ChangeSet | Faults:
    """Add a variant of a request. The only one so far, in force because it was alone, is adopted: it stays in force."""
    siblings = book.children(Option, customization.id)
    draft = Draft(book)
    defaults = {"customization_id": customization.id, "position": last_place(siblings)}
    faults, option = insert_row(draft, Option, {"name": name, **texts}, defaults)
    if option is None:
        return faults
    if len(siblings) == 1 and customization.adopted_option_id is None:
        draft.update(customization, adopted_option_id=next(iter(siblings)))
    return checked(draft, f"{describe(draft, option)}を追加")


def add_quote(book: Book, option: Option, implementers: str, one_off_yen: str, **texts: str) -> ChangeSet | Faults:
    """Add what `option` costs in total when so many implement it; one quote for each number of implementers."""
    values = {"implementers": implementers, "one_off_yen": one_off_yen, **texts}
    return add_row(book, Quote, values, {"option_id": option.id})


def add_first_quote(
    book: Book, customization: Customization, implementers: str, one_off_yen: str, **texts: str
) -> ChangeSet | Faults:
    """Add a quote to a request that has no option yet: an option without a name comes with it."""
    draft = Draft(book)
    option = draft.insert(Option, customization_id=customization.id, name="", position=1, note="")
    values = {"implementers": implementers, "one_off_yen": one_off_yen, **texts}
    faults, quote = insert_row(draft, Quote, values, {"option_id": option.id})
    return faults if quote is None else checked(draft, f"{describe(draft, quote)}を追加")


def next_label(labels: Iterable[str]) -> str:
    """Return the first of A … Z, AA, AB … that comes after all labels in use."""
    used = [label for label in labels if re.fullmatch("[A-Z]{1,3}", label)]
    number = max((_label_number(label) for label in used), default=0) + 1
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def next_item(book: Ledger) -> str:
    """Return the 項 after the highest number in use."""
    numbers = (re.match("[0-9]+", customization.item) for customization in book.all(Customization).values())
    return str(max((int(number[0]) for number in numbers if number), default=0) + 1)


def _label_number(label: str) -> int:
    number = 0
    for letter in label:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def last_place(rows: Mapping[int, Any]) -> int:
    """Return the position after the last of the rows."""
    return max((row.position for row in rows.values()), default=0) + 1


def kind_of(name: str) -> MunicipalityKind:
    """Return 市, 町 or 村 as the name ends."""
    return next((kind for kind in MunicipalityKind if name.strip().endswith(kind.label)), MunicipalityKind.UNION)


def add_row(book: Book, cls: type, texts: Mapping[str, str], defaults: Mapping[str, Any]) -> ChangeSet | Faults:
    """Add one row of any kind from what was typed; `defaults` are values that nobody types."""
    draft = Draft(book)
    faults, record = insert_row(draft, cls, texts, defaults)
    return faults if record is None else checked(draft, f"{describe(draft, record)}を追加")


def insert_row(draft: Draft, cls: type, texts: Mapping[str, str], defaults: Mapping[str, Any]) -> tuple[Faults, Any]:
    """Read what was typed and add the row; the faults, or the row."""
    values, faults = dict(defaults), []
    for name, text in texts.items():
        assert name in column_names(cls)
        try:
            values[name] = read(draft, cls, name, text)
        except Refused as refused:
            faults.append(Fault(name, refused.rule, refused.facts))
    if faults:
        return Faults(tuple(faults)), None
    return Faults(()), draft.insert(cls, **values)

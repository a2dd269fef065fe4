"""Look-ups by what people type: a code, a name, a label, a number. Nothing is guessed: one hit, or the candidates."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from core.model.council import Municipality, System
from core.model.faults import Faults
from core.model.requests import Customization, Option
from core.model.values.codes import item_key, search_key
from core.operations.editing.draft import Ledger
from core.operations.telling.names import branches, option_name

R = TypeVar("R")

SHOWN = 10
"""How many candidates a sentence names before it says ほか."""


def find_municipality(ledger: Ledger, text: str) -> Municipality | Faults:
    """Return the municipality with this code (5 or 6 digits), label, name (射水 for 射水市 too) or reading."""
    found = sorted(ledger.all(Municipality).values(), key=lambda m: (m.position, m.code))
    ways: tuple[Callable[[Municipality], Iterable[str]], ...] = (
        lambda m: (m.code, m.code[:5]),
        lambda m: (m.label,),
        lambda m: (m.name,),
        lambda m: (m.kana, m.name[:-1] if m.name[-1:] in {"市", "町", "村", "区"} else m.name),
    )
    return _find("municipality", "団体", text, found, ways, lambda m: f"{m.name}({m.code})")


def find_customization(ledger: Ledger, text: str) -> Customization | Faults:
    """Return the customization with this 項; 25, ２５ and 項25 alike."""
    found = sorted(ledger.all(Customization).values(), key=lambda c: item_key(c.item))
    ways: tuple[Callable[[Customization], Iterable[str]], ...] = (
        lambda c: (c.item, f"項{c.item}"),
        lambda c: (c.title,),
    )
    return _find("item", "項", text, found, ways, lambda c: c.item)


def find_system(ledger: Ledger, text: str) -> System | Faults:
    """Return the system with this name, or the only one of the subcommittee with this name."""
    found = sorted(ledger.all(System).values(), key=lambda s: (s.position, s.id))
    ways: tuple[Callable[[System], Iterable[str]], ...] = (lambda s: (s.name,), lambda s: (s.subcommittee,))
    return _find("system", "業務", text, found, ways, lambda s: s.name)


def find_option(ledger: Ledger, customization: Customization, text: str) -> Option | Faults:
    """Return the option of `customization` with this name, printed branch number (16-1) or place (案1)."""
    found = sorted(ledger.children(Option, customization.id).values(), key=lambda o: (o.position, o.id))
    ways: tuple[Callable[[Option], Iterable[str]], ...] = (
        lambda o: (o.name, option_name(ledger, o)),
        lambda o: branches(ledger, o),
        lambda o: (f"案{found.index(o) + 1}",),
    )
    return _find("option", "案", text, found, ways, lambda o: option_name(ledger, o))


def _find(
    field: str,
    what: str,
    text: str,
    records: list[R],
    ways: Iterable[Callable[[R], Iterable[str]]],
    show: Callable[[R], str],
) -> R | Faults:
    """Return the one record that the first successful way of reading `text` finds."""
    key = search_key(text).strip()
    if not records:
        return Faults.of(field, "nothing_to_find", what=what, text=text)
    for way in ways:
        hits = [record for record in records if key and key in {search_key(word).strip() for word in way(record)}]
        if len(hits) == 1:
            return hits[0]
        if hits:
            return Faults.of(field, "ambiguous", what=what, text=text, candidates=_listed(hits, show))
    return Faults.of(field, "unknown", what=what, text=text, candidates=_listed(_near(key, records, show), show))


def _near(key: str, records: list[R], show: Callable[[R], str]) -> list[R]:
    """Return the records whose name holds the text, else those whose name it begins with, else all of them."""
    names = [(record, search_key(show(record))) for record in records]
    holding = [record for record, name in names if key and key in name]
    begun = [(record, len(name)) for record, name in names if name and key.startswith(name)]
    longest = max((length for _, length in begun), default=0)
    return holding or [record for record, length in begun if length == longest] or records


def _listed(records: list[R], show: Callable[[R], str]) -> str:
    names = [show(record) for record in records[:SHOWN]]
    return "、".join(names) + ("ほか" if len(records) > SHOWN else "")

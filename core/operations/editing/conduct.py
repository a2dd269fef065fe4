"""How the rows of a subject behave, as far as it is no matter of their fields: the rules that they keep, what may not
be changed any more, and what follows from a change. The subjects say it, core/operations/registry.py collects it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.dataclass import dataclass
from core.model.machine.faults import Fault, Faults
from core.model.machine.kinds import FieldValue
from core.operations.editing.draft import Draft, Ledger

Columns = frozenset[str]

Rule = Callable[[Ledger, Any], Iterator[Fault]]
"""Yields what is wrong with a row."""


Texts = Mapping[str, str]
"""What was typed, by column."""


def as_typed(_ledger: Ledger, texts: Texts, _record: Any) -> Texts | Faults:
    """Take what was typed as it is."""
    return texts


def nothing_follows(_draft: Draft, _record: Any, _typed: Columns) -> None:
    """Leave the row as it was typed."""


def never_locked(_ledger: Ledger, _record: Any, _name: str) -> Fault | None:
    """Allow every edit."""
    return None


def says_something(_values: Mapping[str, FieldValue], _record: Any) -> bool:
    """Keep every row."""
    return True


def is_emptied(_record: Any, _name: str) -> tuple[Mapping[str, FieldValue], str]:
    """Change nothing but the reference, and tell nothing of it."""
    return {}, ""


@dataclass(frozen=True, slots=True)
class Conduct:
    """`rules`: with the columns whose writing calls for them. `follows` lets columns follow those that were typed.

    `meant` is asked of what was typed, of a new row (None) or into one that is there, before it is read: it gives the
    texts that are meant, of more columns too, or says what is wrong. Where `meant_in_sheets`, it is asked
    of the cells of a line that is imported too; what it says is wrong stands beside one of them.

    `why_locked` says why a column (or "", the row) may not be edited, `why_kept` why the row may not be removed.
    `released` is asked of a row whose reference of that name is emptied because its target goes: the values that change
    with it, and what people are told. A row of which `says` is False for its values is not kept.
    """

    rules: tuple[tuple[Columns, Rule], ...] = ()
    meant: Callable[[Ledger, Texts, Any], Texts | Faults] = as_typed
    meant_in_sheets: bool = False
    follows: Callable[[Draft, Any, Columns], None] = nothing_follows
    why_locked: Callable[[Ledger, Any, str], Fault | None] = never_locked
    why_kept: Callable[[Ledger, Any, str], Fault | None] = never_locked
    released: Callable[[Any, str], tuple[Mapping[str, FieldValue], str]] = is_emptied
    says: Callable[[Mapping[str, FieldValue], Any], bool] = says_something


PLAIN = Conduct()
"""Of tables that nobody says anything more of."""

"""Sessions and items of fit and gap, made up, and hands that type them."""

from typing import Any

from core.model.gaps import Gap
from core.model.machine.faults import Faults
from core.model.meetings import Meeting, Series
from core.operations.editing.adding import add_row
from core.words.sentences import sentence

SERIES = "税の確認会"


def refused(wish: Any) -> list[str]:
    """Return the sentences of a wish that must not be granted."""
    assert isinstance(wish, Faults), wish
    return [sentence(fault) for fault in wish]


def add(ledger: Any, cls: Any, typed: dict[str, str], **values: Any) -> Any:
    """Add a row as somebody types it."""
    ledger.do(add_row(ledger.book, cls, typed, values))
    return ledger.book.all(cls)[ledger.book.last_id(cls)]


def session(ledger: Any, day: str = "H26.5.1") -> Meeting:
    """Return another session of the made-up series."""
    if not any(one.name == SERIES for one in ledger.book.all(Series).values()):
        add(ledger, Series, {"name": SERIES})
    made: Meeting = add(ledger, Meeting, {"series_id": SERIES, "held_on": day})
    return made


def item(ledger: Any, function: str = "納税通知書", **typed: str) -> Gap:
    """Return another item of the residents' tax."""
    made: Gap = add(ledger, Gap, {"system_id": "住民税", "fit": "×", "function": function, **typed})
    return made

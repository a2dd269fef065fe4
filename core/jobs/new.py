"""A new ledger: what every one begins with, or the sample."""

from datetime import date

from core.sample import empty, sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile

NAME = "新しい協議会"
"""What a council is called until somebody names it."""


def new_ledger(home: Home, with_sample: bool = False) -> LedgerFile:
    """Return an untitled ledger, with the sample's data or with what every new one begins with.

    Raises CannotOpen when there is no room for it.
    """
    return LedgerFile.new(home, sample() if with_sample else empty(NAME, date.today().isoformat()))

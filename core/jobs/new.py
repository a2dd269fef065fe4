"""A new ledger: what every one begins with, or the sample."""

from datetime import date

from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.opening import content_of
from core.storage.versions.migrations import kept
from core.version import RESOURCES

NAME = "新しい協議会"
"""What a council is called until somebody names it."""

SAMPLE = RESOURCES / "samples" / "sample.anbun.zlib"
"""The ledger of the sample as it was read from its texts; tests/data/make_schema.py writes it (docs/adr/0089)."""


def new_ledger(home: Home, with_sample: bool = False) -> LedgerFile:
    """Return an untitled ledger, with the sample's data or with what every new one begins with.

    Raises CannotOpen when there is no room for it.
    """
    if with_sample:
        return LedgerFile.new(home, kept(SAMPLE) or made_sample())
    from core.sample import empty

    return LedgerFile.new(home, empty(NAME, date.today().isoformat()))


def made_sample() -> bytes:
    """Return the bytes of the sample's ledger, read anew from its texts: what is kept at SAMPLE, packed."""
    from core.sample import sample

    return content_of(sample())

"""Whether a ledger that opened has what nothing in the program can do without."""

from core.storage.disk.errors import Damaged
from core.storage.document.ledger_file import LedgerFile


def usable(file: LedgerFile) -> LedgerFile:
    """Return the file; one without the row of the consortium is closed again, and unsaved work becomes a backup.

    Raises Damaged "unusable_without_consortium": its rows can be salvaged into a new ledger.
    """
    if file.store.has_consortium:
        return file
    place = file.path or file.copy.database
    file.close(keep=True)
    raise Damaged("unusable_without_consortium", path=str(place))

"""What lies where a document is saved under another name, or handed over: kept where it belongs, then replaced."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.storage.disk.errors import CannotOpen
from core.storage.disk.whole_file import copy_file
from core.storage.document.backups import OVERWRITTEN, back_up
from core.storage.document.opening import identity_of
from core.storage.document.recognition import check_content, check_header


def keep_replaced(path: Path, own: Path, private: Path, at: datetime | None = None) -> None:
    """Keep the file at `path`, which is to be replaced by the document whose backups are in `own`. Raises OSError.

    A ledger of another document is kept among the backups of that one. Anything else is kept in `own` under a mark, so
    that it is never taken for a state of the document's own file. `private` is a folder for a copy to be looked at.
    """
    copy = private / "replaced.db"
    try:
        document_id = _document_in(path, copy)
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    if document_id in {"", own.name}:
        back_up(path, own, mark=OVERWRITTEN, at=at)
    else:
        back_up(path, own.with_name(document_id), at=at)


def _document_in(path: Path, copy: Path) -> str:
    """Return the id of the ledger at `path`; nothing when that is no good ledger of a version known here."""
    try:
        check_header(path)
        copy_file(path, copy)
        check_content(copy, path)
    except CannotOpen:
        return ""
    return identity_of(copy).document_id

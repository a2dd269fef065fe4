"""提出用ファイル: a closed, verified copy of the ledger, sealed with who made it and when, to be handed over."""

import os
from contextlib import suppress
from pathlib import Path

from core.model.values.codes import code_of
from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.paths import is_same_file, real_path
from core.storage.disk.whole_file import now, sweep_temporaries, sync_folder
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.replaced import keep_replaced
from core.storage.document.save_lock import save_lock
from core.storage.document.saving import put_in_place, refuse_if_open, take_snapshot, write_verified
from core.storage.document.seal import Seal
from core.storage.document.working_copy import temporary_beside


def hand_over(file: LedgerFile, path: Path, who: str) -> str:
    """Write the ledger as it is now to `path`, sealed and read again, and return its code (確認コード).

    The document goes on as it was. What lay at `path` is kept among the backups. Raises CannotSave "same_file" for the
    document's own file, "open_elsewhere" for one that somebody has open; then, and after any other failure, nothing has
    changed.
    """
    with told_as(CannotSave, path):
        path = real_path(path)
        if is_same_file(path, file.path):
            raise CannotSave("same_file", path=str(path))
        refuse_if_open(file.home, path)
        at = now()
        seal = Seal(at, who or "(名前なし)")
        snapshot = take_snapshot(file.copy.database, file.copy.folder / "sealed.db", at, seal)
        temporary = temporary_beside(path, file.copy.folder)
        try:
            write_verified(snapshot, temporary)
            if path.exists():
                keep_replaced(path, file.backups.own, file.copy.folder)
            with save_lock(path):
                put_in_place(temporary, path)
            sync_folder(path.parent)
            sweep_temporaries(path.parent, path.stat().st_mtime)
        finally:
            for rest in (temporary, snapshot.path):
                with suppress(OSError):
                    os.unlink(rest)
    return code_of(snapshot.hash)

"""状況を保存: what support needs to see, as one zip; nothing of any ledger, no name of a person, PC, file or folder."""

import json
import shutil
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.local_log import NAME, surroundings
from core.storage.disk.places import Home
from core.storage.disk.whole_file import now, write_whole
from core.storage.document.ledger_file import LedgerFile


def save_support_zip(home: Home, file: LedgerFile, path: Path) -> None:
    """Write the local log and the sizes of things; raises CannotSave."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("状況.json", json.dumps(_situation(home, file), ensure_ascii=False, indent=2))
        for log in sorted(home.logs.glob(f"{NAME}*")):
            with suppress(OSError):
                archive.writestr(f"logs/{log.name}", log.read_bytes())
    with told_as(CannotSave, path):
        write_whole(path, content.getvalue())


def _situation(home: Home, file: LedgerFile) -> dict[str, Any]:
    return {
        "保存日時": now(),
        "版": surroundings(),
        "台帳": {
            "行数": {name: len(rows) for name, rows in file.store.rows().items()},
            "変更回数": file.store.revision,
            "ファイルあり": file.path is not None,
            "未保存の変更あり": file.is_dirty,
            "読み取り専用": file.is_read_only,
            "ファイルの大きさ": _size(file.path),
            "作業用の控えの大きさ": _size(file.copy.database),
        },
        "作業用の控えの数": _count(home.work, "*/"),
        "控えの数": _count(home.backups, "*/*"),
        "空き容量": _free(home.path),
        "保存先の空き容量": _free(file.path.parent) if file.path else None,
    }


def _size(path: Path | None) -> int | None:
    try:
        return path.stat().st_size if path else None
    except OSError:
        return None


def _count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.glob(pattern))


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return None

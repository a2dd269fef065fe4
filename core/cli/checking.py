"""The commands check and recover: whether a ledger is whole and sound, and what can be saved of one that is not."""

from argparse import Namespace
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from core.cli.output import print_json
from core.model.registry import TABLES
from core.model.sheets import SheetFile
from core.model.values.dates import show_moment
from core.operations.health.findings import findings
from core.operations.health.soundness import unsound
from core.program import call
from core.storage.disk.errors import CannotOpen, CannotSave, StoreError
from core.storage.disk.places import Home, default_home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.rescue.examining import STATES, damages, newest_good_backup
from core.storage.rescue.salvage import Salvage, salvage_file
from core.words.sentences import sentence


def check(options: Namespace) -> int:
    """Tell the state of a file. 0: good. 1: it opens, and something in it is wrong. 2: it does not open as it is."""
    home, path = default_home(), Path(options.file)
    try:
        with closing(LedgerFile.open(home, path, Access.READ)) as file:
            told, code = _opened(file)
    except CannotOpen as error:
        told, code = _refused(home, path, error), 2
    if options.json:
        print_json({"file": str(path), **told})
    else:
        _print_check(path, told)
    return code


def recover(options: Namespace) -> int:
    """Bring what can be read of FILE into the new file NEW; FILE is only read.

    0: NEW is there, with an account of what is missing. 1: NEW cannot be written. 2: nothing could be read.
    """
    home, path, target = default_home(), Path(options.file), Path(options.output)
    try:
        saved = salvage_file(home, path, target)
    except StoreError as error:
        if not options.json:
            raise
        print_json({"file": str(path), "output": str(target), "state": error.rule, "message": sentence(error.fault)})
        return 1 if isinstance(error, CannotSave) else 2
    told = _account(path, target, saved)
    if options.json:
        print_json(told)
    else:
        _print_recovery(target, told)
    return 0


def _opened(file: LedgerFile) -> tuple[dict[str, Any], int]:
    book = file.store.book()
    wrong = unsound(book, file.store.references(), lambda id: file.store.lazy(SheetFile, id))
    rows = {name: len(book.all(table.record)) for name, table in TABLES.items() if not table.lazy}
    told = {
        "state": "findings" if wrong else "good",
        "message": f"{len(wrong)}件の誤りがあります。" if wrong else "誤りは見つかりませんでした。",
        "document_id": file.store.document_id,
        "revision": file.store.revision,
        "seal": {"by": file.store.seal.by, "at": file.store.seal.at} if file.store.seal else None,
        "rows": rows,
        "findings": [{"rule": one.rule, "table": one.table, "id": one.id, "message": sentence(one)} for one in wrong],
        "attention": [] if wrong else [sentence(one) for one in findings(book)],
    }
    return told, 1 if wrong else 0


def _refused(home: Home, path: Path, error: CannotOpen) -> dict[str, Any]:
    state = STATES.get(error.rule, "unreadable")
    told: dict[str, Any] = {"state": state, "message": sentence(error.fault), "findings": []}
    if "seems" in error.facts:
        told["seems"] = str(error.facts["seems"])
    if state in {"damaged", "strange", "cut", "empty"}:
        with suppress(OSError):
            told["damages"] = [] if state == "empty" else damages(path)
            backup = newest_good_backup(home, path)
            told["backup"] = backup and {"path": str(backup.path), "at": _iso(backup.at)}
    return told


def _account(path: Path, target: Path, saved: Salvage) -> dict[str, Any]:
    lost = [one for one in saved.accounts if not one.is_whole]
    return {
        "file": str(path),
        "output": str(target),
        "rows": {one.table: one.saved for one in saved.accounts if one.table in TABLES},
        "complete": not lost and not saved.spoilt_sheets,
        "missing": [
            {
                "table": one.table,
                "label": one.label,
                "saved": one.saved,
                "dropped": one.dropped,
                "emptied_references": one.emptied,
                "unreadable_part": one.is_broken,
            }
            for one in lost
        ],
        "spoilt_sheets": list(saved.spoilt_sheets),
        "history": len(saved.history),
    }


def _print_check(path: Path, told: dict[str, Any]) -> None:
    print(f"{path.name}: {told['message']}")
    for line in [*(one["message"] for one in told["findings"]), *told.get("damages", [])]:
        print(f"  ・{line}")
    if told.get("seal"):
        print(f"  提出用ファイルです({told['seal']['by']}、{_shown(told['seal']['at'])})。")
    if told.get("backup"):
        print(f"  いちばん新しい正常な控え: {told['backup']['path']}({_shown(told['backup']['at'])})")
    if told["state"] in {"damaged", "strange", "cut"}:
        print(f"  読み取れる行だけを取り出すには: {call()} recover FILE -o NEW")
    if told.get("attention"):
        print(f"  ほかに、気をつけることが{len(told['attention'])}件あります(概要のページに出ます)。")


def _print_recovery(target: Path, told: dict[str, Any]) -> None:
    print(f"{target.name} に{sum(told['rows'].values()):,}行を救出しました。")
    for one in told["missing"]:
        unit = "行" if one["table"] in TABLES else "件"
        parts = [f"{one['saved']:,}{unit}を救出"]
        if one["unreadable_part"]:
            parts.append("読めない部分あり")
        if one["dropped"]:
            parts.append(f"{one['dropped']:,}{unit}は壊れているか、参照先がないため除外")
        if one["emptied_references"]:
            parts.append(f"{one['emptied_references']:,}か所の参照を空欄に変更")
        print(f"  {one['label']}: {'、'.join(parts)}")
    for id in told["spoilt_sheets"]:
        print(f"  確定版(番号{id})のPDFは、確定したときのものではありません。")
    if told["complete"]:
        print("  足りない行は見つかりませんでした。")
    print("  保存したときの内容と同じかどうかは確かめられません。使う前に、原資料と照合してください。")


def _shown(iso: str) -> str:
    """Return a moment as people read it; one that is none as it stands."""
    try:
        return show_moment(iso)
    except ValueError:
        return iso


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

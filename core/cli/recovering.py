"""The command recover: what can be saved of a ledger that is damaged, in a new file, with an account of the rest."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import print_json
from core.model.registry import TABLES
from core.storage.disk.errors import CannotSave, StoreError
from core.storage.disk.places import default_home
from core.storage.rescue.salvage import Salvage, salvage_file
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("-o", "--output", metavar="NEW", required=True, help="救出先の新しい台帳ファイル")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


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


RECOVER = Command(_describe, recover)

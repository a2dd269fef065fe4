"""The command check: whether a ledger opens and is sound."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import print_json
from core.jobs.checking import NotOpened, Opened, check_file
from core.model.values.dates import show_moment
from core.program import call
from core.storage.disk.errors import CannotOpen
from core.storage.disk.places import default_home
from core.storage.document.closed_log import is_closed_log, read_closed_log
from core.words.sentences import sentence

_NAMED = 20
"""So much that wants attention is named."""


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def check(options: Namespace) -> int:
    """Tell the state of a file. 0: good. 1: it opens, and something in it is wrong. 2: it does not open as it is."""
    path = Path(options.file)
    if path.is_file() and is_closed_log(path):
        return _check_log(path, as_json=options.json)
    match check_file(default_home(), path):
        case Opened() as found:
            told, code = _opened(found), 1 if found.wrong else 0
        case NotOpened() as found:
            told, code = _not_opened(found), 2
    if options.json:
        print_json({"file": str(path), **told})
    else:
        _print_check(path, told)
    return code


def _check_log(path: Path, *, as_json: bool) -> int:
    """Tell whether a change log that was closed off is as it was written. 0: it is. 2: it is not."""
    told: dict[str, Any]
    try:
        found = read_closed_log(path)
    except CannotOpen as error:
        told, code = {"state": "damaged", "message": sentence(error.fault)}, 2
    else:
        which = f"{found.until}までの{found.count:,}件({found.first}番〜{found.last}番)"
        which = f"{found.council or '名前のない協議会'}の{which}"
        told = {
            "state": "good",
            "message": f"締め切った変更履歴です。{which}は、書かれたときのままです。",
            **asdict(found),
        }
        code = 0
    if as_json:
        print_json({"file": str(path), **told})
    else:
        print(f"{path.name}: {told['message']}")
        if not code:
            print(f"  SHA-256 {told['hash']}(台帳の履歴にある締め切りの行と同じことを確かめてください)")
    return code


def _opened(found: Opened) -> dict[str, Any]:
    wrong = found.wrong
    return {
        "state": "findings" if wrong else "good",
        "message": f"{len(wrong)}件の誤りがあります。" if wrong else "誤りは見つかりませんでした。",
        "document_id": found.document_id,
        "revision": found.revision,
        "seal": {"by": found.seal.by, "at": found.seal.at} if found.seal else None,
        "rows": found.rows,
        "findings": [{"rule": one.rule, "table": one.table, "id": one.id, "message": sentence(one)} for one in wrong],
        "attention": [sentence(one) for one in found.attention],
    }


def _not_opened(found: NotOpened) -> dict[str, Any]:
    told: dict[str, Any] = {"state": found.state, "message": sentence(found.error.fault), "findings": []}
    if "seems" in found.error.facts:
        told["seems"] = str(found.error.facts["seems"])
    if found.help is not None:
        told["damages"] = list(found.help.damages)
        backup = found.help.backup
        told["backup"] = backup and {"path": str(backup.path), "at": backup.at.isoformat(timespec="seconds")}
    return told


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
    if attention := told.get("attention"):
        print(f"  ほかに、気をつけることが{len(attention)}件あります(概要のページに出ます)。")
        for line in attention[:_NAMED]:
            print(f"  ・{line}")
        if len(attention) > _NAMED:
            print(f"  ・ほか{len(attention) - _NAMED}件(--json ではすべて出力します)")


def _shown(iso: str) -> str:
    """Return a moment as people read it; one that is none as it stands."""
    try:
        return show_moment(iso)
    except ValueError:
        return iso


CHECK = Command(_describe, check)

"""The command log: the change log of a ledger, or of a file into which it was closed off, and closing it off."""

from argparse import Namespace
from collections import deque
from contextlib import closing
from pathlib import Path

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, changed, print_json, print_table, understood
from core.model.machine.history import LogEntry
from core.model.machine.kinds import Moment
from core.model.values.dates import parse_date
from core.model.values.endings import LOG as SUFFIX
from core.program import user_name
from core.storage.disk.places import default_home
from core.storage.document.closed_log import ClosedLog, close_log, closed_entries, is_closed_log
from core.storage.document.ledger_file import Access, LedgerFile

_NEWEST = 100


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument(
        "--close-until",
        metavar="DATE",
        help=f"この日までの履歴をOUT({SUFFIX})へ移し、台帳から除きます(例 2027-03-31)。",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="締め切った履歴を書く新しいファイル")
    parser.add_argument("--limit", metavar="N", type=int, default=_NEWEST, help="表示する件数(新しい方から)")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def log(options: Namespace) -> int:
    """Show the newest entries, or close off the older ones and save the ledger."""
    if options.close_until is None and options.output is None:
        _show(options)
        return 0
    if options.close_until is None or options.output is None:
        raise CommandFailed("締め切るには --close-until DATE と -o OUT の両方が必要です。", exit_code=2)
    until, path = understood(parse_date, options.close_until), Path(options.output)
    closed = _close(options.file, until, path)
    print(f"{until}までの{closed.count:,}件を {path.name} に締め切り、台帳を保存しました。")
    print(f"SHA-256 {closed.hash}(台帳の履歴にも残っています)")
    return 0


def _close(ledger: str, until: str, path: Path) -> ClosedLog:
    """Close off and save; what was written for nothing is taken away again."""
    written: list[Path] = []

    def close(file: LedgerFile) -> ClosedLog:
        while written:
            written.pop().unlink(missing_ok=True)
        found = close_log(file, until, path, user_name())
        written.append(path)
        return found

    try:
        return changed(ledger, close)
    except BaseException:
        for one in written:
            one.unlink(missing_ok=True)
        raise


def _show(options: Namespace) -> None:
    told = _told(Path(options.file), max(options.limit, 1))
    if options.json:
        print_json([dict(zip(("id", "at", "who", "pc", "label", "changes"), one, strict=True)) for one in told])
        return
    headings = ("番号", "日時", "変更した人", "PC", "操作", "変更した行")
    lines = [(str(id), Moment().show(at), who, pc, label, f"{rows:,}") for id, at, who, pc, label, rows in told]
    print_table(headings, lines, (True, False, False, False, False, True))


def _told(path: Path, limit: int) -> list[tuple[int, str, str, str, str, int]]:
    """Return the newest entries, the rows of each counted while the file is open."""
    if is_closed_log(path):
        return list(map(_line, reversed(deque(closed_entries(path), limit))))
    with closing(LedgerFile.open(default_home(), path, Access.READ)) as file:
        return list(map(_line, file.store.log(limit)))


def _line(entry: LogEntry) -> tuple[int, str, str, str, str, int]:
    return entry.id, entry.at, entry.who, entry.pc, entry.label, len(entry.changes)


LOG = Command(_describe, log)

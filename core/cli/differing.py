"""The command diff: how a ledger differs from another file, from a backup or from a 確定版; nothing is changed."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, opened, print_json, print_table
from core.documents.ledger.comparing import between
from core.jobs.comparing import (
    compared,
    left_out_lines,
    line_of,
    nothing_text,
    paper_of,
    papers_between,
    state_of_file,
    state_of_sheet,
    state_of_store,
    titles_of,
)
from core.jobs.writing import write_file
from core.model.machine.faults import Fault
from core.operations.telling.comparing import State, not_compared
from core.storage.disk.errors import CannotSave
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence

_SHEETS = 2


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("other", metavar="OTHER", nargs="?", help="見比べる台帳ファイルか控え(FILEからOTHERへの違い)")
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        help="確定版の名称。1つなら確定版から今の台帳へ、2つなら1つ目から2つ目への違いを示します。",
    )
    parser.add_argument("-o", "--output", metavar="OUT.pdf", help="違いの一覧を書き出すPDFファイル")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def diff(options: Namespace) -> int:
    """Print the differences, or write them as a PDF; exits 0 whether there are any or not."""
    sheets: list[str] = options.sheet
    if (options.other is None) == (not sheets) or len(sheets) > _SHEETS:
        raise CommandFailed("見比べるファイルを1つか、--sheet で確定版を1つか2つ指定してください。", exit_code=2)
    with opened(options.file) as file:
        before, after = _states(file, options)
        told = compared(file.store, before, after)
        book = file.store.book()
    faults: list[Fault] = []
    if sheets:
        papers, faults = papers_between(book, sheets[0], sheets[1] if len(sheets) == _SHEETS else None)
        told += papers
    if options.output is not None:
        today, name = date.today().isoformat(), Path(options.file).name
        _write(options.output, paper_of(book, before, after, told, today, name, faults))
    elif options.json:
        differing = [asdict(one) for one in told]
        print_json(
            {
                "before": before.title,
                "after": after.title,
                "differences": differing,
                "not_compared": not_compared(before, after),
                "papers_not_compared": [{"rule": one.rule, "message": sentence(one)} for one in faults],
            }
        )
        return 0
    elif told:
        print(f"{between(before.title, after.title)} {len(told):,}か所")
        print_table(("表", "対象", "項目", "前", "後"), [line_of(one) for one in told], (False,) * 5)
    else:
        print(nothing_text(faults))
    if options.output is None:
        for line in left_out_lines(before, after, faults):
            print(line)
    return 0


def _states(file: LedgerFile, options: Namespace) -> tuple[State, State]:
    if options.other is not None:
        mine, theirs = titles_of(Path(options.file), Path(options.other))
        return state_of_store(file.store, mine), state_of_file(default_home(), Path(options.other), theirs)
    now = state_of_store(file.store, Path(options.file).name)
    book, id = file.store.book(), file.store.document_id
    kept = [state_of_sheet(book, name, id) for name in options.sheet]
    return (kept[0], kept[1]) if len(kept) == _SHEETS else (kept[0], now)


def _write(output: str, pdf: bytes) -> None:
    try:
        write_file(Path(output), pdf)
    except CannotSave as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")


DIFF = Command(_describe, diff)

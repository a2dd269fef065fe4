"""The commands issue, take, export and import: what goes out of a file and what comes back."""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.exchange.exchange_output import plan_record, print_plan, taken_lines, taken_record
from core.cli.output import CommandFailed, changed, opened, print_json, understood
from core.jobs.calendar_file import calendar_of_tasks
from core.jobs.export import csv_files, has_all_of, lost_characters, picture_files, workbook_of
from core.jobs.importing import read_spreadsheet, take_in
from core.jobs.take import read_files, take
from core.jobs.writing import write_file, write_files
from core.model.book import Book
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import SourceFile, SourceRefused
from core.model.machine.naming import table_named
from core.model.selection.score_file import ScoreFile
from core.model.values.money import UNITS
from core.operations.answers.taking import plan_take
from core.operations.importing.headings import heading_key
from core.operations.importing.plan import ImportPlan
from core.operations.importing.understood import Wishes, said_day
from core.operations.intake import plan_file
from core.operations.returning import Prefer, Returned, TakePlan
from core.operations.score_sheets.taking import plan_scores
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence

T = TypeVar("T")

UNIT_WORDS = [word for scales in UNITS.values() for word in scales]
"""Units in which a table may give its figures."""


def _describe_take(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument(
        "answers",
        metavar="ANSWERFILE",
        nargs="+",
        help="回答ファイル(.anbun-answer)、採点票(.anbun-score)か用紙(.xlsx)",
    )
    parser.add_argument("--dry-run", action="store_true", help="調べるだけで、台帳を変えません。")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")
    parser.add_argument("--prefer", choices=["returned", "master"], help="食い違いは回答(returned)か台帳(master)を取る")


def take_answer_files(options: Namespace) -> int:
    """Take answer files and Excel books back, each whole or not; one backup and one undo step for all."""
    returned = read_files([Path(path) for path in options.answers])
    plan = _looked_at_or_changed(options, lambda file: _take(file, returned, options))
    if options.json:
        print_json([taken_record(one) for one in plan.files])
    else:
        for one in plan.files:
            print("\n".join(taken_lines(one)))
        if options.dry_run:
            print("試しに調べただけで、台帳は変わっていません。")
    return 0 if plan.is_clean else 1


def _take(file: LedgerFile, returned: list[Returned], options: Namespace) -> TakePlan:
    prefer = Prefer(options.prefer) if options.prefer else None
    who = user_name()
    planned = plan_scores if any(isinstance(one.file, ScoreFile) for one in returned) else plan_take
    plan = planned(file.store.book(), file.store.document_id, returned, who, _now(), prefer)
    if plan.change_set and not options.dry_run:
        take(file, plan, lambda change_set: file.store.apply(change_set, who))
    return plan


def _looked_at_or_changed(options: Namespace, change: Callable[[LedgerFile], T]) -> T:
    """A dry run looks at a file that somebody has open, too."""
    if not options.dry_run:
        return changed(options.file, change)
    with opened(options.file) as file:
        return change(file)


def _describe_export(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument(
        "output", metavar="OUT", help="書き出すファイル(OUT.xlsx、日程のカレンダーはOUT.ics)、--csvのときはフォルダー"
    )
    parser.add_argument("--csv", action="store_true", help="表ごとのCSVにします。")
    parser.add_argument("--encoding", choices=["utf-8-sig", "cp932"], default="utf-8-sig", help="CSVの文字コード")
    parser.add_argument("--replace-lost", metavar="〓", help="文字コードにない文字を、この文字に置き換えます。")


def export_ledger(options: Namespace) -> int:
    """Write the workbook, or each table as CSV into a folder; in CP932 only when nothing is lost or it is replaced."""
    output = Path(options.output)
    with opened(options.file) as file:
        book = file.store.book()
        workbook = workbook_of(file.store, book)
        document_id = file.store.document_id
        pictures = picture_files(file.store, book) if options.csv else {}
    if options.csv:
        files = csv_files(book, options.encoding, _replacement(book, options))
        write_files(output, {**files, **pictures})
        also = f"と、資料の図{len(pictures)}個" if pictures else ""
        print(f"{output} に{len(files)}個のCSV{also}を書き出しました。")
        return 0
    if output.suffix.lower() == ".ics":
        return _export_calendar(book, document_id, output)
    if output.suffix.lower() != ".xlsx":
        raise CommandFailed(
            "書き出すファイルの名前は .xlsx(日程のカレンダーは .ics)で終えてください。"
            "CSVにするには --csv を付けてください。"
        )
    write_file(output, workbook())
    print(f"{output} に書き出しました。")
    return 0


def _export_calendar(book: Book, document_id: str, output: Path) -> int:
    calendar = calendar_of_tasks(book, document_id)
    if not calendar.count:
        raise CommandFailed(sentence(Fault("", "nothing_for_calendar")))
    write_file(output, calendar.content)
    print(f"{output} に予定を{calendar.count:,}件書き出しました。")
    return 0


def _replacement(book: Book, options: Namespace) -> str:
    """Return what stands for the characters that the encoding does not have; refuses to lose one, naming each."""
    lost = lost_characters(book, options.encoding)
    if lost and not options.replace_lost:
        for one in lost:
            print(f"{one.sheet} {one.cell}: 「{one.character}」", file=sys.stderr)
        raise CommandFailed(
            f"{options.encoding}にない文字が{len(lost)}か所あるため、何も書き出していません。"
            "置き換える文字を --replace-lost 〓 のように指定するか、--encoding utf-8-sig で書き出してください。"
        )
    replacement: str = options.replace_lost or ""
    if not has_all_of(options.encoding, replacement):
        raise CommandFailed(
            f"置き換える文字「{replacement}」が{options.encoding}にありません。別の文字にしてください。"
        )
    return replacement


def _describe_import(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("source", metavar="SOURCE", help="取り込むファイル(.xlsx、.csv)")
    parser.add_argument("--sheet", metavar="NAME", help="取り込むシート")
    parser.add_argument("--table", metavar="NAME", help="取り込み先の表(現行経費、current_costsなど)")
    parser.add_argument("--date", metavar="DATE", help="表に日付がないときの日付(R7.10.1など)か月(R8.4など)")
    parser.add_argument("--unit", metavar="UNIT", choices=UNIT_WORDS, help="表に単位がないときの単位(千円など)")
    parser.add_argument("--tax", choices=["税抜", "税込"], help="表の金額の消費税")
    parser.add_argument(
        "--map",
        metavar="見出し=項目",
        action="append",
        default=[],
        help="見出しが台帳のどの項目か(何回でも。「見出し=」はその列を読みません)",
    )
    parser.add_argument("--part", metavar="N", type=int, help="左右に並んだ表の、左から何番目を取り込むか")
    parser.add_argument("--hidden-rows", choices=["take", "leave"], help="隠れた行を取り込む(take)か、除く(leave)か")
    parser.add_argument(
        "--encoding", choices=["utf-8", "cp932", "utf-16", "euc_jp"], help="CSVの文字コード(省略すると判別します)"
    )
    parser.add_argument("--dry-run", action="store_true", help="調べるだけで、台帳を変えません。")
    parser.add_argument("--partial", action="store_true", help="取り込めない行を除いて取り込みます。")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def import_spreadsheet(options: Namespace) -> int:
    """Import a workbook or CSV: every line or none, unless only the sound ones are asked for."""
    try:
        source = read_spreadsheet(Path(options.source), options.encoding)
    except SourceRefused as refused:
        raise CommandFailed(sentence(Fault("", refused.rule, refused.facts)), exit_code=2) from refused
    plan = _looked_at_or_changed(options, lambda file: _import(file, source, options))
    stopped = _is_stopped(plan, options)
    if options.json:
        print_json(plan_record(plan))
    else:
        print_plan(plan, stopped, options.dry_run)
    return 1 if stopped else 0


def _import(file: LedgerFile, source: SourceFile, options: Namespace) -> ImportPlan:
    wishes = _wishes(options)
    plan = plan_file(file.store.book(), file.store.document_id, source, options.sheet, wishes=wishes)
    if isinstance(plan, Faults):
        raise CommandFailed(*(_asked(fault) for fault in plan))
    if plan.change_set and not options.dry_run and not _is_stopped(plan, options):
        take_in(file, plan, lambda change_set: file.store.apply(change_set, user_name()))
    return plan


def _wishes(options: Namespace) -> Wishes:
    """Return what the call says of the source; raises CommandFailed for what is no table, no day and no pair."""
    meant: dict[str, str] = {}
    for pair in options.map:
        words, equals, name = pair.partition("=")
        if not equals or not words.strip():
            raise CommandFailed(f"--map {pair} は読めません。--map 見出し=項目 のように書いてください。", exit_code=2)
        meant[heading_key(words)] = name.strip()
    return Wishes(
        table=understood(table_named, options.table).name if options.table else None,
        meant=meant,
        day=understood(said_day, options.date) if options.date else None,
        unit=options.unit,
        tax=options.tax,
        part=options.part,
        hidden_rows=None if options.hidden_rows is None else options.hidden_rows == "take",
    )


_OPTIONS = {
    "nothing_of_ours": "--table 表の名前 と --map 見出し=項目",
    "ask_columns": "--map 見出し={heading}",
    "ask_figures": "--map 見出し=項目(読まない列は --map 見出し=)",
    "ask_table": "--table 表の名前",
    "ask_this_table": "--table {tables}",
    "ask_narrowed": "--table {table}",
    "ask_digits": "--table {table}",
    "ask_day": "--date 2025-10-01",
    "ask_unit": "--unit 千円",
    "ask_tax": "--tax {word}",
    "ask_word": "--tax 税抜",
    "ask_part": "--part 1(左から何番目の表か)",
    "ask_hidden_rows": "--hidden-rows take(取り込む)か --hidden-rows leave(除く)",
}
"""By what has to be asked the option with which a call answers it."""


def _asked(fault: Fault) -> str:
    option = _OPTIONS.get(fault.rule)
    told = sentence(fault)
    return told if option is None else f"{told} 指定するには {option.format_map(fault.facts)} を付けてください。"


def _is_stopped(plan: ImportPlan, options: Namespace) -> bool:
    return bool(plan.refused) and not options.partial


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


TAKE = Command(_describe_take, take_answer_files)


EXPORT = Command(_describe_export, export_ledger)


IMPORT = Command(_describe_import, import_spreadsheet)

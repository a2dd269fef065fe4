"""The commands issue, take, export and import: what goes out of a file and what comes back."""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from core import heavy
from core.calc.members import is_member
from core.cli.exchange_output import plan_record, print_plan, taken_lines, taken_record
from core.cli.output import CommandFailed, changed, opened, print_json
from core.documents.ledger.computed import computed_sheets
from core.jobs.answer_post import hand_out, read_returned, take_away
from core.model.answers import Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.faults import Fault, Faults
from core.model.grids import Grid, SourceFile, SourceRefused
from core.operations.answers.issuing import IssueTerms, issue
from core.operations.answers.taking import Prefer, Returned, TakePlan, plan_take
from core.operations.editing.find import find
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.program import user_name
from core.storage.disk.errors import CannotOpen, CannotSave, told_as
from core.storage.disk.whole_file import write_whole
from core.storage.document.backups import BEFORE_IMPORT, BEFORE_TAKING
from core.storage.document.ledger_file import LedgerFile
from core.version import version
from core.words.sentences import sentence

T = TypeVar("T")


def issue_files(options: Namespace) -> int:
    """Write one answer file (or Excel book) per municipality and record that they were issued; all or none."""
    for path in changed(options.file, lambda file: _issue(file, options)):
        print(f"{path} を作りました。")
    return 0


def _issue(file: LedgerFile, options: Namespace) -> list[Path]:
    medium = Medium.EXCEL if options.excel else Medium.ANSWER_FILE
    book, who = file.store.book(), user_name()
    municipalities = _chosen(book, options.municipality)
    terms = IssueTerms(
        document_id=file.store.document_id,
        revision=file.store.revision,
        issued_at=_now(),
        issued_by=who,
        program=f"按分帳 {version()}",
        medium=medium,
        with_others=options.with_others,
        contact=options.contact or "",
    )
    issued = issue(book, municipalities, [str(uuid4()) for _ in municipalities], terms)
    if isinstance(issued, Faults):
        raise CommandFailed(*(sentence(fault) for fault in issued))
    written = hand_out(issued.files, Path(options.directory), medium)
    try:
        file.store.apply(issued.change_set, who)
        file.save()
    except BaseException:
        take_away(written)
        raise
    return written


def _chosen(book: Book, text: str) -> list[Municipality]:
    if text == "all":
        base = book.consortium.base_date
        return [one for one in sorted(book.all(Municipality).values(), key=_order) if is_member(one, base)]
    found = find(book, Municipality, text, "municipality")
    if isinstance(found, Faults):
        raise CommandFailed(*(sentence(fault) for fault in found))
    return [found]


def _order(municipality: Municipality) -> tuple[int, str]:
    return municipality.position, municipality.code


def take_files(options: Namespace) -> int:
    """Take answer files and Excel books back, each whole or not; one backup and one undo step for all."""
    returned = [read_returned(Path(path)) for path in options.answers]
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
    plan = plan_take(file.store.book(), file.store.document_id, returned, who, _now(), prefer)
    if plan.change_set and not options.dry_run:
        file.back_up(BEFORE_TAKING)
        file.store.apply(plan.change_set, who)
    return plan


def _looked_at_or_changed(options: Namespace, change: Callable[[LedgerFile], T]) -> T:
    """A dry run looks at a file that somebody has open, too."""
    if not options.dry_run:
        return changed(options.file, change)
    with opened(options.file) as file:
        return change(file)


def export_tables(options: Namespace) -> int:
    """Write the workbook, or each table as CSV into a folder; in CP932 only when nothing is lost or it is replaced."""
    output = Path(options.output)
    with opened(options.file) as file:
        book, document_id, revision = file.store.book(), file.store.document_id, file.store.revision
    if not options.csv:
        if output.suffix.lower() != ".xlsx":
            raise CommandFailed(
                "書き出すファイルの名前は .xlsx で終えてください。CSVにするには --csv を付けてください。"
            )
        with told_as(CannotSave, output):
            write_whole(output, heavy.workbook(book, document_id, revision, computed_sheets(book)))
        print(f"{output} に書き出しました。")
        return 0
    grids = heavy.ledger_grids(book)
    lost = heavy.lost_characters(grids, options.encoding)
    if lost and not options.replace_lost:
        for one in lost:
            print(f"{one.sheet} {one.cell}: 「{one.character}」", file=sys.stderr)
        raise CommandFailed(
            f"{options.encoding}にない文字が{len(lost)}か所あるため、何も書き出していません。"
            "置き換える文字を --replace-lost 〓 のように指定するか、--encoding utf-8-sig で書き出してください。"
        )
    replacement = options.replace_lost or ""
    if replacement and heavy.lost_characters([Grid("", ((replacement,),))], options.encoding):
        raise CommandFailed(
            f"置き換える文字「{replacement}」が{options.encoding}にありません。別の文字にしてください。"
        )
    with told_as(CannotSave, output):
        output.mkdir(parents=True, exist_ok=True)
        for grid in grids:
            write_whole(output / f"{grid.name}.csv", heavy.csv_bytes(grid, options.encoding, replacement))
    print(f"{output} に{len(grids)}個のCSVを書き出しました。")
    return 0


def import_table(options: Namespace) -> int:
    """Import a workbook or CSV: every line or none, unless only the sound ones are asked for."""
    path = Path(options.source)
    with told_as(CannotOpen, path):
        content = path.read_bytes()
    try:
        source = heavy.read_source(content, path.name, options.encoding)
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
    plan = plan_file(file.store.book(), file.store.document_id, source, options.sheet)
    if isinstance(plan, Faults):
        raise CommandFailed(*(sentence(fault) for fault in plan))
    if plan.change_set and not options.dry_run and not _is_stopped(plan, options):
        file.back_up(BEFORE_IMPORT)
        file.store.apply(plan.change_set, user_name())
    return plan


def _is_stopped(plan: ImportPlan, options: Namespace) -> bool:
    return bool(plan.refused) and not options.partial


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")

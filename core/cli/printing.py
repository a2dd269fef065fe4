"""The command print: one report of a file as PDF."""

import sys
from argparse import Namespace
from pathlib import Path

from core import heavy
from core.calc.comparison.gathering import scenarios_of
from core.cli.output import CommandFailed, opened
from core.documents.comparison.adopted import sheet_to_reprint
from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.model.council import Municipality
from core.model.faults import Faults, Refused
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.sheets import SheetFile
from core.model.values.dates import parse_date
from core.model.values.paper import Paper
from core.operations.editing.find import find
from core.storage.disk.whole_file import write_whole
from core.words.sentences import sentence


def print_report(options: Namespace) -> int:
    """Write the report; characters that no font has are listed on standard error and printed as 〓.

    The comparison of an adopted scenario is not drawn again: its stored bytes are written.
    """
    with opened(options.file) as file:
        book = file.store.book()
        settings = _settings(book, options)
        kept = sheet_to_reprint(book, options.report, settings)
        content = file.store.lazy(SheetFile, kept.id).content if kept else b""
    if kept:
        print(
            f"採用したときに確定した「{kept.name}」を、そのまま書き出します(印刷の指定は使いません)。", file=sys.stderr
        )
    else:
        document = REPORTS[options.report].build(book, settings)
        if not document.sheets:
            raise CommandFailed("この帳票に印刷する内容がありません。先に団体と要望を登録してください。")
        for character, where in heavy.missing_characters(document):
            print(f"印刷できない文字があります: 「{character}」({where})", file=sys.stderr)
        content = heavy.render(document)
    output = Path(options.output)
    try:
        write_whole(output, content)
    except OSError as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")
    return 0


def _settings(book: Book, options: Namespace) -> PrintSettings:
    try:
        as_of = parse_date(options.as_of) if options.as_of else None
    except Refused as refused:
        raise CommandFailed(sentence(refused)) from refused
    code = None
    if options.municipality:
        found = find(book, Municipality, options.municipality, "municipality")
        if isinstance(found, Faults):
            raise CommandFailed(*(sentence(fault) for fault in found))
        code = found.code
    anonymous = True if options.anonymous else False if options.names else None
    return PrintSettings(
        anonymous=anonymous,
        paper=Paper(options.paper),
        as_of=as_of,
        municipality=code,
        scenario=_scenario(book, options.scenario),
        unit=MoneyUnit(options.unit) if options.unit else None,
        digits=options.digits,
        rate_from=RateFrom(options.rate_from) if options.rate_from else None,
        yearly=options.yearly,
    )


def _scenario(book: Book, name: str | None) -> int | None:
    if name is None:
        return None
    known = {one.name: one.id for one in scenarios_of(book)}
    if name not in known:
        candidates = "、".join(known) or "なし"
        raise CommandFailed(f"「{name}」という試算はありません。ある試算: {candidates}")
    return known[name]

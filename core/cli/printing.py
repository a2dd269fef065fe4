"""The command print: one report of a file as PDF."""

import sys
from argparse import Namespace
from pathlib import Path

from core import heavy
from core.cli.output import CommandFailed, opened
from core.documents.document import Paper
from core.documents.registry import REPORTS, Settings
from core.messages import sentence
from core.model.book import Book
from core.model.dates import parse_date
from core.model.faults import Faults, Refused
from core.operations.find import find_municipality


def print_report(options: Namespace) -> int:
    """Write the report; characters that no font has are listed on standard error and printed as 〓."""
    with opened(options.file) as file:
        book = file.store.book()
    document = REPORTS[options.report].build(book, _settings(book, options))
    for character, where in heavy.missing_characters(document):
        print(f"印刷できない文字があります: 「{character}」({where})", file=sys.stderr)
    output = Path(options.output)
    try:
        output.write_bytes(heavy.render(document))
    except OSError as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")
    return 0


def _settings(book: Book, options: Namespace) -> Settings:
    try:
        as_of = parse_date(options.as_of) if options.as_of else None
    except Refused as refused:
        raise CommandFailed(sentence(refused)) from refused
    code = None
    if options.municipality:
        found = find_municipality(book, options.municipality)
        if isinstance(found, Faults):
            raise CommandFailed(*(sentence(fault) for fault in found))
        code = found.code
    anonymous = True if options.anonymous else False if options.names else None
    return Settings(anonymous=anonymous, paper=Paper(options.paper), as_of=as_of, municipality=code)

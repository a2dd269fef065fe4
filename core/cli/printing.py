"""The command print: one report of a file as PDF."""

import sys
from argparse import Namespace
from pathlib import Path

from core.calc.comparison.gathering import scenarios_of
from core.cli.output import CommandFailed, accepted, opened, understood
from core.documents.paper.settings import PrintSettings
from core.jobs.export import write_file
from core.jobs.printing import Kept, ToDraw, printout
from core.model.book import Book
from core.model.faults import Fault
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.sheets import SheetFile
from core.model.values.dates import parse_date
from core.model.values.paper import Paper
from core.operations.editing.find import find_municipality
from core.storage.disk.errors import CannotSave
from core.words.sentences import sentence


def print_report(options: Namespace) -> int:
    """Write the report; characters that no font has are listed on standard error and printed as 〓.

    The comparison of an adopted scenario is not drawn again: its stored bytes are written.
    """
    with opened(options.file) as file:
        book = file.store.book()
        settings = _settings(book, options)
        made = printout(book, options.report, settings, lambda id: file.store.lazy(SheetFile, id))
    pdf = _pdf_of(made)
    output = Path(options.output)
    try:
        write_file(output, pdf)
    except CannotSave as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")
    return 0


def _pdf_of(made: Kept | ToDraw) -> bytes:
    if isinstance(made, Kept):
        told = f"採用したときに確定した「{made.sheet.name}」を、そのまま書き出します(印刷の指定は使いません)。"
        print(told, file=sys.stderr)
        return made.pdf
    if made.is_empty:
        raise CommandFailed(sentence(Fault("", "nothing_to_print")))
    for character, where in made.missing:
        print(f"印刷できない文字があります: 「{character}」({where})", file=sys.stderr)
    return made.pdf()


def _settings(book: Book, options: Namespace) -> PrintSettings:
    as_of = understood(parse_date, options.as_of) if options.as_of else None
    code = accepted(find_municipality(book, options.municipality)).code if options.municipality else None
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

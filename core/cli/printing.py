"""The command print: one report of a file as PDF."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.calc.allocation.pricing import Money
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.heeded import refuse_unheeded
from core.cli.output import CommandFailed, opened
from core.cli.print_settings import settings_of
from core.documents.paper.settings import Totals
from core.documents.registry import REPORTS, PrintSettings
from core.jobs.kept_pictures import kept_picture
from core.jobs.printing import Kept, ToDraw, by_municipality, printout
from core.jobs.writing import name_on_disk, write_file
from core.model.book import Book
from core.model.council import Addressing
from core.model.machine.faults import Fault
from core.model.papers.handouts import Template
from core.model.papers.template_file import SUFFIX
from core.model.requests import Disposition
from core.model.scenarios import MOST_DIGITS, MoneyUnit, RateFrom
from core.model.sheets import SheetFile
from core.storage.disk.errors import CannotSave
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    reports = [f"{report.name}({report.title})" for report in REPORTS.values()]
    parser.add_argument("report", metavar="REPORT", choices=list(REPORTS), help="、".join(reports))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--output", metavar="OUT.pdf", help="書き出すPDFファイル")
    where.add_argument("-d", "--directory", metavar="DIR", help="団体ごとに1つのPDFを書き出すフォルダー")
    parser.add_argument("--municipality", metavar="M", help="団体コード、団体名または記号(省略すると全団体)")
    names = parser.add_mutually_exclusive_group()
    names.add_argument("--anonymous", action="store_true", help="団体名の代わりに記号で印刷します。")
    names.add_argument("--names", action="store_true", help="団体名で印刷します。")
    parser.add_argument("--paper", choices=["A3", "A4"], help="用紙(省略するとA4)")
    parser.add_argument("--as-of", metavar="DATE", help="印刷する資料日付(例 2014-08-06)。その日の状態で印刷します。")
    parser.add_argument(
        "--hide-reviewers", action="store_true", help="選定の帳票で、審査員の名前の代わりに番号で印刷します。"
    )
    parser.add_argument("--scenario", metavar="NAME", help="試算の名前(省略すると採用した試算、なければ先頭)")
    parser.add_argument("--unit", choices=[str(unit) for unit in MoneyUnit], help="経費比較の表示単位")
    parser.add_argument("--digits", type=int, choices=range(MOST_DIGITS + 1), help="表示単位の小数点以下の桁数")
    parser.add_argument("--rate-from", choices=[str(source) for source in RateFrom], help="削減率を計算する額")
    parser.add_argument("--table", metavar="NAME", help="listで印刷する表の名前(penalties、違約金など)")
    parser.add_argument("--procurement", metavar="NAME", help="選定の帳票にする案件(省略すると提案者のある先頭の案件)")
    parser.add_argument("--body", metavar="NAME", help="会議体の名前(省略するとすべての会議体)")
    parser.add_argument("--handout", metavar="NAME", help="資料一式の資料の名前(省略すると、ひな形か先頭の資料)")
    words = "、".join(str(one) for one in Template)
    parser.add_argument("--template", metavar="TEMPLATE", help=f"資料一式のひな形({words}、または{SUFFIX}のファイル)")
    parser.add_argument(
        "--meeting", "--session", metavar="NAME", help="会議の名前(第3回協議会など、省略すると最も新しい会議)"
    )
    parser.add_argument("--system", metavar="NAME", help="業務の名前(フィット&ギャップの帳票。省略するとすべての業務)")
    parser.add_argument("--month", metavar="MONTH", help="SLAの帳票の月(例 2026-04。省略すると記録のある最後の月)")
    parser.add_argument("--outage", metavar="NUMBER", help="障害報告書にする障害番号(省略するとその月のすべて)")
    parser.add_argument("--year", metavar="YEAR", help="負担金の年度(例 2026。省略すると最も新しい年度)")
    parser.add_argument("--yearly", action="store_true", help="年度別の額を加えます。")
    parser.add_argument("--money", choices=[str(one) for one in Money], help="初期費用か年額か(省略すると初期費用)")
    parser.add_argument("--totals", choices=[str(one) for one in Totals], help="合計欄(省略すると合計(最大)のみ)")
    parser.add_argument("--scenario-rows", action="store_true", help="団体数ごとの行を加えます。")
    dispositions = "、".join(one.label for one in Disposition)
    parser.add_argument("--disposition", metavar="WORD", help=f"その方針の要望だけを印刷します({dispositions})。")
    parser.add_argument("--previous", metavar="NAME", help="比べる前回の確定版の名称")
    numbers = parser.add_mutually_exclusive_group()
    numbers.add_argument("--number", metavar="TEXT", help="文書番号(推第12号など)。団体ごとの文書では番号が続きます。")
    numbers.add_argument("--next-number", action="store_true", help="最後に確定版にした文書の次の番号を付けます。")
    parser.add_argument("--material", metavar="TEXT", help="資料番号(資料1-2など)")
    parser.add_argument("--mark", metavar="TEXT", help="案、取扱注意、非公開など")
    parser.add_argument("--meeting-name", metavar="TEXT", help="資料を配る会議の名称")
    ways = [str(one) for one in Addressing]
    parser.add_argument("--addressing", choices=ways, help="宛名(首長、担当課長、御中。省略すると協議会の設定)")
    parser.add_argument("--deadline", metavar="DATE", help="文書でお願いする新しい回答期限")
    parser.add_argument("--chased", metavar="TEXT", help="督促する前の文書(平成26年7月1日付け推第3号の照会 など)")
    parser.add_argument("--open-only", action="store_true", help="未定・未回答の要望だけを尋ねます。")
    parser.add_argument("--both-sides", action="store_true", help="両面印刷で、各団体の文書を表の面から始めます。")


def print_report(options: Namespace) -> int:
    """Write the report; characters that no font has are listed on standard error and printed as 〓. An option that the
    report does not heed is refused.

    The comparison of an adopted scenario is not drawn again: its stored bytes are written.
    """
    refuse_unheeded(options)
    with opened(options.file) as file:
        book = file.store.book()
        begun = _begun_from_file(book, options.template) if options.template else None
        settings = settings_of(book, options)
        settings = settings if begun is None else replace(settings, handout=begun)
        picture = partial(kept_picture, file.store)
        if options.directory is not None:
            return _print_parted(book, options.report, settings, Path(options.directory), picture)
        made = printout(book, options.report, settings, lambda id: file.store.lazy(SheetFile, id), picture)
    _write(Path(options.output), _pdf_of(made, set()))
    return 0


def _begun_from_file(book: Book, template: str) -> int | None:
    """Begin a handout from a template file in the book that is printed; None where one of the house's own is meant."""
    from core.cli.handouts import begun_from_file

    return begun_from_file(book, template)


def _print_parted(
    book: Book, report: str, settings: PrintSettings, folder: Path, picture: Callable[[int], bytes]
) -> int:
    """Write one PDF for each municipality, called by its code and name; all are made before the first is written."""
    told = set[str]()
    made = [
        (f"{name_on_disk(f'{one.code}_{one.name}')}.pdf", _pdf_of(part, told))
        for one, part in by_municipality(book, report, settings, picture)
    ]
    if not made:
        raise CommandFailed(sentence(Fault("", "nothing_to_print")))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(f"{folder} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    for name, pdf in made:
        _write(folder / name, pdf)
    return 0


def _write(output: Path, pdf: bytes) -> None:
    try:
        write_file(output, pdf)
    except CannotSave as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")


def _pdf_of(made: Kept | ToDraw, told: set[str]) -> bytes:
    """Return the PDF; what is to be known of it is said once, `told` being what was said already."""
    if isinstance(made, Kept):
        kept = f"採用したときに確定した「{made.sheet.name}」を、そのまま書き出します(印刷の指定は使いません)。"
        print(kept, file=sys.stderr)
        return made.pdf
    if made.is_empty:
        raise CommandFailed(sentence(Fault("", "nothing_to_print")))
    if made.passed is not None:
        raise CommandFailed(sentence(Fault("", "deadline_passed_option", made.passed.facts)))
    missing = (f"印刷できない文字があります: 「{character}」({where})" for character, where in made.missing)
    for line in (*made.document.lacking, *missing):
        if line not in told:
            print(line, file=sys.stderr)
            told.add(line)
    return made.pdf()


PRINT = Command(_describe, print_report)

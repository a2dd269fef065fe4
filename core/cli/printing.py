"""The command print: one report of a file as PDF."""

import sys
from argparse import Namespace
from pathlib import Path

from core.calc.charges.versions import read_version
from core.calc.comparison.gathering import scenarios_of
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, accepted, opened, understood
from core.documents.registry import REPORTS, PrintSettings
from core.jobs.printing import Kept, ToDraw, printout
from core.jobs.writing import write_file
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.evaluation import Procurement
from core.model.handouts import Handout, Template
from core.model.machine.faults import Fault
from core.model.machine.naming import table_named
from core.model.meetings import Meeting
from core.model.organisation import Body
from core.model.scenarios import MOST_DIGITS, MoneyUnit, RateFrom
from core.model.sheets import SheetFile
from core.model.sla.kinds import Month
from core.model.sla.records import Outage
from core.model.values.dates import parse_date
from core.model.values.paper import Paper
from core.operations.editing.find import find
from core.storage.disk.errors import CannotSave
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    reports = [f"{report.name}({report.title})" for report in REPORTS.values()]
    parser.add_argument("report", metavar="REPORT", choices=list(REPORTS), help="、".join(reports))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help="書き出すPDFファイル")
    parser.add_argument("--municipality", metavar="M", help="団体コード、団体名または記号(省略すると全団体)")
    names = parser.add_mutually_exclusive_group()
    names.add_argument("--anonymous", action="store_true", help="団体名の代わりに記号で印刷します。")
    names.add_argument("--names", action="store_true", help="団体名で印刷します。")
    parser.add_argument(
        "--hide-reviewers", action="store_true", help="選定の帳票で、審査員の名前の代わりに番号で印刷します。"
    )
    parser.add_argument("--paper", choices=["A3", "A4"], default="A4", help="用紙")
    parser.add_argument("--as-of", metavar="DATE", help="印刷する資料日付(例 2014-08-06)")
    parser.add_argument("--scenario", metavar="NAME", help="経費比較に使う試算の名前(省略すると先頭の試算)")
    parser.add_argument("--unit", choices=[str(unit) for unit in MoneyUnit], help="経費比較の表示単位")
    parser.add_argument("--digits", type=int, choices=range(MOST_DIGITS + 1), help="表示単位の小数点以下の桁数")
    parser.add_argument("--rate-from", choices=[str(source) for source in RateFrom], help="削減率を計算する額")
    parser.add_argument("--table", metavar="NAME", help="listで印刷する表の名前(penalties、違約金など)")
    parser.add_argument("--procurement", metavar="NAME", help="選定の帳票にする案件(省略すると提案者のある先頭の案件)")
    parser.add_argument("--body", metavar="NAME", help="会議体の名前(省略するとすべての会議体)")
    parser.add_argument("--handout", metavar="NAME", help="資料一式の資料の名前(省略すると、ひな形か先頭の資料)")
    parser.add_argument(
        "--template", choices=[str(one) for one in Template], help="資料一式のひな形(source、meeting、town)"
    )
    parser.add_argument(
        "--meeting", "--session", metavar="NAME", help="会議の名前(第3回協議会など、省略すると最も新しい会議)"
    )
    parser.add_argument("--system", metavar="NAME", help="業務の名前(フィット&ギャップの帳票。省略するとすべての業務)")
    parser.add_argument("--month", metavar="MONTH", help="SLAの帳票の月(例 2026-04。省略すると記録のある最後の月)")
    parser.add_argument("--outage", metavar="NUMBER", help="障害報告書にする障害番号(省略するとその月のすべて)")
    parser.add_argument("--year", metavar="YEAR", help="負担金の年度(例 2026。省略すると最も新しい年度)")
    parser.add_argument("--yearly", action="store_true", help="年度別の額を加えます。")


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
    code = (
        accepted(find(book, Municipality, options.municipality, "municipality")).code if options.municipality else None
    )
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
        procurement=_procurement(book, options.procurement),
        hide_reviewers=True if options.hide_reviewers else None,
        fiscal_year=understood(read_version, options.year).fiscal_year if options.year else None,
        table=understood(table_named, options.table).name if options.table else "",
        body=accepted(find(book, Body, options.body, "body")).id if options.body else None,
        meeting=accepted(find(book, Meeting, options.meeting, "meeting")).id if options.meeting else None,
        system=accepted(find(book, System, options.system, "system")).id if options.system else None,
        month=understood(Month().read, options.month) if options.month else None,
        outage=accepted(find(book, Outage, options.outage)).id if options.outage else None,
        handout=accepted(find(book, Handout, options.handout)).id if options.handout else None,
        template=Template(options.template) if options.template else None,
    )


def _procurement(book: Book, name: str | None) -> int | None:
    return None if name is None else accepted(find(book, Procurement, name, "procurement")).id


def _scenario(book: Book, name: str | None) -> int | None:
    if name is None:
        return None
    known = {one.name: one.id for one in scenarios_of(book)}
    if name not in known:
        candidates = "、".join(known) or "なし"
        raise CommandFailed(f"「{name}」という試算はありません。ある試算: {candidates}")
    return known[name]


PRINT = Command(_describe, print_report)

"""The command show: the ledger's tables as text or JSON."""

from argparse import Namespace

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.names import TABLES_TO_SHOW
from core.cli.output import CommandFailed, opened, print_json
from core.cli.tables import late
from core.model.machine.faults import Refused
from core.model.values.dates import parse_date
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    views = "、".join(TABLES_TO_SHOW)
    parser.add_argument("table", metavar="TABLE", help=f"{views}、または台帳の表の名前(penalties、違約金など)")
    parser.add_argument("--procurement", metavar="NAME", help="evaluationで示す案件(省略すると先頭の案件)")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="体制、会議、日程、課題、SLAなど、日で変わる表をこの日現在で表示(例 2014-08-06)",
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="slaで示す期間の初日(例 2026-04-01)")
    parser.add_argument("--to", dest="last", metavar="DATE", help="slaで示す期間の末日(例 2026-06-30)")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def show(options: Namespace) -> int:
    """Print one table of the ledger."""
    try:
        as_of = parse_date(options.as_of) if options.as_of else None
        first, last = (parse_date(text) if text else None for text in (options.first, options.last))
        as_json, as_text = late.table(options.table, as_of, options.procurement or "", (first, last))
    except Refused as refused:
        raise CommandFailed(sentence(refused), exit_code=2) from refused
    with opened(options.file) as file:
        book = file.store.book()
    try:
        if options.json:
            print_json(as_json(book))
        else:
            as_text(book)
    except Refused as refused:
        raise CommandFailed(sentence(refused), exit_code=2) from refused
    return 0


SHOW = Command(_describe, show)

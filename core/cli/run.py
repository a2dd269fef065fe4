"""The commands without a window: what is asked, which function answers, and with which exit code.

0: done. 1: refused, with the reason. 2: wrong call, or a file that cannot be opened.
"""

import sys
from argparse import Namespace
from collections.abc import Callable

from core.cli.answering import answer
from core.cli.arguments import Parser
from core.cli.output import CommandFailed
from core.cli.printing import print_report
from core.cli.showing import TABLES_TO_SHOW, new, show
from core.cli.splitting import split_amount
from core.documents.registry import REPORTS
from core.messages import sentence
from core.model.rules import Remainder
from core.storage.errors import CannotSave, StoreError


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every message is one Japanese sentence on standard error."""
    options = _parser().parse_args(arguments)
    command: Callable[[Namespace], int] = options.command
    try:
        return command(options)
    except CommandFailed as failure:
        print("\n".join(failure.sentences), file=sys.stderr)
        return failure.exit_code
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        return 1 if isinstance(error, CannotSave) else 2
    except BrokenPipeError:
        return 1


def _parser() -> Parser:
    parser = Parser(prog="main.py", description="按分帳: 自治体クラウドの共同利用にかかる費用を按分する台帳")
    commands = parser.add_subparsers(title="コマンド", metavar="コマンド", required=True)

    def add(name: str, command: Callable[[Namespace], int], help: str) -> Parser:
        sub: Parser = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(command=command)
        if name != "split":
            sub.add_argument("file", metavar="FILE", help="台帳ファイル(.anbun)")
        return sub

    sub = add("new", new, "新しい台帳ファイルを作ります。")
    sub.add_argument("--sample", action="store_true", help="見本(富山県の6市町村と31件の要望)を入れます。")

    sub = add("show", show, "台帳の表を表示します。")
    sub.add_argument("table", metavar="TABLE", choices=TABLES_TO_SHOW, help="、".join(TABLES_TO_SHOW))
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")

    sub = add("answer", answer, "要望に対する団体の意向を記録します。")
    sub.add_argument("item", metavar="ITEM", help="要望の項(例 25)")
    sub.add_argument("municipality", metavar="MUNICIPALITY", help="団体コード、団体名または記号")
    sub.add_argument("state", metavar="STATE", help="実施、実施しない、未定、未回答のいずれか")

    sub = add("split", split_amount, "金額を規則に従って按分します。台帳は変わりません。")
    sub.add_argument("yen", metavar="YEN", help="按分する金額(円)")
    sub.add_argument("--file", metavar="FILE", required=True, help="団体と人口を読む台帳ファイル")
    sub.add_argument("--rule", help="規則(例 equal=3,population=7)。省略すると台帳の既定の規則です。")
    sub.add_argument("--fixed", metavar="CODE=YEN", action="append", default=[], help="先に差し引く定額(繰り返し可)")
    sub.add_argument("--date", metavar="DATE", help="人口の基準日(例 2010-10-01)")
    sub.add_argument("--unit", metavar="UNIT", help="端数処理の単位(円)")
    sub.add_argument("--remainder", choices=[str(mode) for mode in Remainder], help="端数の扱い")
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")

    sub = add("print", print_report, "帳票をPDFに書き出します。")
    reports = [f"{report.name}({report.title})" for report in REPORTS.values()]
    sub.add_argument("report", metavar="REPORT", choices=list(REPORTS), help="、".join(reports))
    sub.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help="書き出すPDFファイル")
    sub.add_argument("--municipality", metavar="M", help="団体コード、団体名または記号(省略すると全団体)")
    names = sub.add_mutually_exclusive_group()
    names.add_argument("--anonymous", action="store_true", help="団体名の代わりに記号で印刷します。")
    names.add_argument("--names", action="store_true", help="団体名で印刷します。")
    sub.add_argument("--paper", choices=["A3", "A4"], default="A4", help="用紙")
    sub.add_argument("--as-of", metavar="DATE", help="印刷する資料日付(例 2014-08-06)")
    return parser

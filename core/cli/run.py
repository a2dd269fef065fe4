"""The commands without a window: what is asked, which function answers, and with which exit code.

0: done. 1: refused, with the reason. 2: wrong call, or a file that cannot be opened.
"""

import sys
from argparse import Namespace
from collections.abc import Callable

from core.cli.answering import answer
from core.cli.arguments import Parser
from core.cli.checking import check
from core.cli.comparing import compare_fee
from core.cli.exchanging import export_ledger, import_spreadsheet, issue_answer_files, take_answer_files
from core.cli.making import new
from core.cli.output import CommandFailed
from core.cli.printing import print_report
from core.cli.recovering import recover
from core.cli.showing import TABLES_TO_SHOW, show
from core.cli.splitting import split_amount
from core.documents.registry import REPORTS
from core.model.faults import Fault
from core.model.scenarios import MOST_DIGITS, MoneyUnit, RateFrom, RedistributionKey
from core.model.values.rules import Remainder
from core.program import program
from core.storage.disk.errors import CannotSave, StoreError, opening_rule, rule_of
from core.words.sentences import sentence


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
    except (OSError, RuntimeError) as error:
        print(sentence(_fault_of(error, getattr(options, "file", ""))), file=sys.stderr)
        return 2


_OF_WRITING = {"disk_full", "read_only"}


def _fault_of(error: OSError | RuntimeError, path: str) -> Fault:
    """Return what is told of an error that no command expected, most likely about its file."""
    if isinstance(error, OSError):
        rule = rule_of(error)
        rule = rule if rule in _OF_WRITING else opening_rule(rule)
        return Fault("", rule, {"path": error.filename or path})
    # So pathlib tells of links before Python 3.13.
    rule = "link_loop" if "ymlink loop" in str(error) else "program_fault"
    return Fault("", rule, {"path": path, "kind": type(error).__name__})


def _parser() -> Parser:
    parser = Parser(
        prog=program(),
        description="按分帳: 自治体クラウドの共同利用にかかる費用を按分する台帳",
        epilog=f"コマンドを付けずに {program()} [FILE] または {program()} --sample とすると、ウィンドウを開きます。"
        f"{program()} screenshots DIR は、各ページの画面をPNGに書き出します。",
    )
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

    sub = add("compare", compare_fee, "五年間の経費を比較します。台帳は変わりません。")
    sub.add_argument("--fee", metavar="YEN", help="契約期間のクラウド利用料(円)。省略すると台帳の経費です。")
    sub.add_argument("--rule", help="規則(例 equal=3,population=7)")
    sub.add_argument("--guarantee", metavar="PERCENT", help="最低削減保障(例 30、28.5)。noneは保障なしです。")
    sub.add_argument("--key", choices=[str(key) for key in RedistributionKey], help="上限を超えた額を再配分する基準")
    sub.add_argument("--date", metavar="DATE", help="人口の基準日(例 2010-10-01)")
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")

    sub = add("check", check, "台帳ファイルが正しく読めるか、計算と参照が合っているかを調べます。")
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")

    sub = add("recover", recover, "壊れた台帳ファイルから、読み取れる行を新しいファイルに救出します。")
    sub.add_argument("-o", "--output", metavar="NEW", required=True, help="救出先の新しい台帳ファイル")
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
    sub.add_argument("--scenario", metavar="NAME", help="経費比較に使う試算の名前(省略すると先頭の試算)")
    sub.add_argument("--unit", choices=[str(unit) for unit in MoneyUnit], help="経費比較の表示単位")
    sub.add_argument("--digits", type=int, choices=range(MOST_DIGITS + 1), help="表示単位の小数点以下の桁数")
    sub.add_argument("--rate-from", choices=[str(source) for source in RateFrom], help="削減率を計算する額")
    sub.add_argument("--yearly", action="store_true", help="年度別の額を加えます。")

    sub = add("issue", issue_answer_files, "団体ごとの回答ファイルを作り、配布を記録します。")
    sub.add_argument("--municipality", metavar="CODE|all", required=True, help="団体コード、団体名、記号かall(全団体)")
    sub.add_argument("--excel", action="store_true", help="回答ファイルの代わりにExcelの回答用紙を作ります。")
    sub.add_argument("-d", "--directory", metavar="DIR", required=True, help="作るフォルダー")
    sub.add_argument("--with-others", action="store_true", help="他の団体の回答も見えるようにします。")
    sub.add_argument("--contact", metavar="TEXT", help="問い合わせ先(省略すると事務局の名前)")

    sub = add("take", take_answer_files, "戻ってきた回答ファイルやExcelの回答用紙を取り込みます。")
    sub.add_argument("answers", metavar="ANSWERFILE", nargs="+", help="回答ファイル(.anbun-answer)か回答用紙(.xlsx)")
    sub.add_argument("--dry-run", action="store_true", help="調べるだけで、台帳を変えません。")
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")
    sub.add_argument("--prefer", choices=["returned", "master"], help="食い違いは回答(returned)か台帳(master)を取る")

    sub = add("export", export_ledger, "すべての表をExcelブックかCSVに書き出します。")
    sub.add_argument("output", metavar="OUT", help="書き出すファイル(OUT.xlsx)、--csvのときはフォルダー")
    sub.add_argument("--csv", action="store_true", help="表ごとのCSVにします。")
    sub.add_argument("--encoding", choices=["utf-8-sig", "cp932"], default="utf-8-sig", help="CSVの文字コード")
    sub.add_argument("--replace-lost", metavar="〓", help="文字コードにない文字を、この文字に置き換えます。")

    sub = add("import", import_spreadsheet, "ExcelブックやCSVを取り込みます。")
    sub.add_argument("source", metavar="SOURCE", help="取り込むファイル(.xlsx、.csv)")
    sub.add_argument("--sheet", metavar="NAME", help="取り込むシート")
    sub.add_argument("--encoding", choices=["utf-8", "cp932", "utf-16"], help="CSVの文字コード(省略すると判別します)")
    sub.add_argument("--dry-run", action="store_true", help="調べるだけで、台帳を変えません。")
    sub.add_argument("--partial", action="store_true", help="取り込めない行を除いて取り込みます。")
    sub.add_argument("--json", action="store_true", help="JSONで出力します。")
    return parser

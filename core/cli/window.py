"""What may stand behind the program's name where no command does: the file for the window, or the pictures wanted."""

from argparse import Namespace

from core.cli.arguments import Parser
from core.program import program


def window_options(arguments: list[str]) -> Namespace:
    """Return `file` (None for none) and `sample`; exits 2 on a wrong call."""
    parser = Parser(prog=program(), description="按分帳のウィンドウを開きます。")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="開く台帳ファイル(.anbun)、回答ファイル(.anbun-answer)、採点票(.anbun-score)",
    )
    what.add_argument("--sample", action="store_true", help="見本(富山県の6市町村と31件の要望)を開きます。")
    return parser.parse_args(arguments)


def screenshots_options(arguments: list[str]) -> Namespace:
    """Return `folder`, `file` (None for the sample) and `dark`; exits 2 on a wrong call."""
    parser = Parser(prog=f"{program()} screenshots", description="各ページの画面をPNGに書き出します。")
    parser.add_argument("folder", metavar="DIR", help="書き出すフォルダー")
    parser.add_argument("--file", metavar="FILE", help="映す台帳ファイル(省略すると見本)")
    parser.add_argument("--dark", action="store_true", help="暗い色の画面を書き出します。")
    return parser.parse_args(arguments)

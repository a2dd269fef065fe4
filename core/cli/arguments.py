"""argparse that speaks Japanese: usage, help and errors; and what a command is."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, NoReturn

_ERRORS = (
    (r"the following arguments are required: (.*)", r"次の引数が足りません: \1"),
    (r"one of the arguments (\S+) (\S+) is required", r"次の引数が足りません: \1 か \2"),
    (r"unrecognized arguments: (.*)", r"知らない引数です: \1"),
    (r"argument (.*): expected one argument", r"\1 には値が1つ必要です。"),
    (r"argument (.*): expected at least one argument", r"\1 には値が1つ以上必要です。"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 の値 \2 は使えません。使える値: \3"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 は \2 と一緒に使えません。"),
    (r"argument (.*): invalid (.*) value: (.*)", r"\1 の値 \3 は正しくありません。"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 は値を取りません: \2"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 は \2 のどれか分かりません。"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose every word that people read is Japanese; it exits 2 on a wrong call."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Formatter, allow_abbrev=False)
        self._positionals.title = "引数"
        self._optionals.title = "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を表示して終わります。")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _ERRORS:
            if match := re.fullmatch(pattern, message):
                message = match.expand(words)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{message}\n")


class Command(NamedTuple):
    """`describe` tells the parser what may follow the command's name; `run` does it and returns the exit code."""

    describe: Callable[[Parser], None]
    run: Callable[[argparse.Namespace], int]


def add_ledger(parser: Parser) -> None:
    """Let the parser ask for the file that a command is about."""
    parser.add_argument("file", metavar="FILE", help="台帳ファイル(.anbun)")

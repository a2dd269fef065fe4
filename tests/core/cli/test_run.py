"""What every command shares: help and errors in Japanese, exit codes, the list of commands."""

import errno
import re
from pathlib import Path

import pytest

from core.cli import late
from core.cli.arguments import Command, add_ledger
from core.cli.names import COMMANDS
from tests.core.cli.desk import Call

ENGLISH = re.compile(
    r"\b(usage|options?|optional|positional|arguments?|show this|help message|exit|error|invalid|required|choose|"
    r"expected|unrecognized|default|the|commands?)\b"
)
"""The words of argparse. Names of options and placeholders are no words of a sentence."""


def english(text: str) -> list[str]:
    return ENGLISH.findall(re.sub(r"--?[a-z-]+|[A-Z][A-Z.|=a-z]+", "", text))


def test_help_of_the_whole_names_every_command_and_the_window(call: Call) -> None:
    done = call("--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("使い方: main.py [-h] コマンド")
    assert english(done.out) == []
    for command in COMMANDS:
        assert re.search(rf"^\s+{command}\s", done.out, re.MULTILINE), command
    assert "main.py --sample" in done.out
    assert "screenshots DIR" in done.out


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_of_each_command_is_wholly_japanese(call: Call, command: str) -> None:
    done = call(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"使い方: main.py {command} ")
    assert "この説明を表示して終わります。" in done.out
    assert english(done.out) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show",), "次の引数が足りません: FILE, TABLE"),
        (("show", "a.anbun", "answers", "--xml"), "知らない引数です: --xml"),
        (("show", "a.anbun", "answers", "--json=1"), "--json は値を取りません: '1'"),
        (("new",), "次の引数が足りません: FILE"),
        (("answer", "a.anbun", "25", "B"), "次の引数が足りません: STATE"),
        (("split", "100"), "次の引数が足りません: --file"),
        (("split", "100", "--file"), "--file には値が1つ必要です。"),
        (("split", "100", "--file", "a", "--remainder", "x"), "--remainder の値 'x' は使えません。使える値: "),
        (("print", "a.anbun", "allocation"), "次の引数が足りません: -o/--output"),
        (("print", "a.anbun", "x", "-o", "b"), "REPORT の値 'x' は使えません。使える値: "),
        (("print", "a", "notice", "-o", "b", "--names", "--anonymous"), "--anonymous は --names と一緒に使えません。"),
        (("split", "100", "--fil", "a"), "次の引数が足りません: --file"),
        (("おはよう",), "コマンド の値 'おはよう' は使えません。使える値: "),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_what_is_wrong(
    call: Call, arguments: tuple[str, ...], sentence: str
) -> None:
    done = call(*arguments)
    assert (done.code, done.out) == (2, "")
    usage, *rest = done.err.splitlines()
    assert usage.startswith("使い方: main.py")
    assert rest[-1].startswith(sentence)
    assert english(done.err) == []


def test_a_file_of_a_later_version_is_left_alone(call: Call, ledger: Path) -> None:
    content = bytearray(ledger.read_bytes())
    content[60:64] = (99_999).to_bytes(4, "big")
    ledger.write_bytes(content)
    done = call("answer", ledger, "25", "B", "実施")
    assert done.code == 2
    assert "新しい版の按分帳で作られているため" in done.err
    assert ledger.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "空き容量が足りないため書き込めません"),
        (OSError(errno.EIO, "Input/output error"), "台帳.anbun」を読めませんでした"),
        (PermissionError(errno.EACCES, "Permission denied", "ほか.txt"), "「ほか.txt」を使う権限がない"),
        (RuntimeError("something"), "プログラムの誤りにより続けられませんでした(RuntimeError)"),
    ],
)
def test_what_no_command_expected_is_told_in_a_sentence(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(_options: object) -> int:
        raise error

    monkeypatch.setattr(late, "command", lambda _name: Command(add_ledger, fail))
    done = call("check", "台帳.anbun")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert str(error) not in done.err

"""The commands without a window: what is asked, which command answers, and with which exit code.

0: done. 1: refused, with the reason. 2: wrong call, or a file that cannot be opened.
"""

import gc
import sys
from argparse import Namespace
from collections.abc import Callable

from core.cli import late
from core.cli.arguments import Parser
from core.cli.names import COMMANDS
from core.cli.output import CommandFailed
from core.model.machine.faults import Fault
from core.program import program
from core.storage.disk.errors import CannotSave, StoreError, opening_rule, rule_of
from core.words.sentences import sentence


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every message is one Japanese sentence on standard error."""
    options = _parser(arguments[0] if arguments else "").parse_args(arguments)
    # What was loaded stays to the end: it is not looked through for garbage, neither now nor when the process ends.
    is_whole_process = not gc.isenabled()
    if is_whole_process:
        gc.freeze()
        gc.enable()
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
    finally:
        if is_whole_process:
            gc.freeze()


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


def _parser(asked: str) -> Parser:
    """Return the parser of all commands; where one of them is asked for only that one is made."""
    parser = Parser(
        prog=program(),
        description="按分帳: 自治体クラウドの共同利用にかかる費用を按分する台帳",
        epilog=f"コマンドを付けずに {program()} [FILE] または {program()} --sample とすると、ウィンドウを開きます。"
        f"{program()} screenshots DIR は、各ページの画面をPNGに書き出します。",
    )
    commands = parser.add_subparsers(title="コマンド", metavar="コマンド", required=True)
    for name, help in COMMANDS.items():
        if asked in COMMANDS and name != asked:
            continue
        sub: Parser = commands.add_parser(name, help=help, description=help)
        if name == asked:
            command = late.command(name)
            command.describe(sub)
            sub.set_defaults(command=command.run)
    return parser

"""按分帳: the ledger of a consortium of municipalities. Starts the window or one of the commands."""

import gc
import sys
from pathlib import Path

from core.cli.names import COMMANDS


def main(arguments: list[str]) -> int:
    """Run what the command line asks for and return the exit code: 0 done, 1 refused, 2 wrong call, 3 no window."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Nothing of what the start makes is garbage; core.cli.run and ui.shell.app set the collector to work.
    gc.disable()
    if arguments[:1] == ["--self-test"]:
        return _self_test("--window" in arguments)
    return _command(arguments) if arguments and arguments[0] in {*COMMANDS, "-h", "--help"} else _window(arguments)


def _command(arguments: list[str]) -> int:
    """The commands are loaded only here: the window opens without them."""
    from core.cli.run import run

    return run(arguments)


def _self_test(with_window: bool) -> int:
    """Qt takes part only when it is asked for: every page is then drawn too."""
    from core.self_test import Step, self_test

    def draw(folder: Path) -> str:
        code = _window(["screenshots", str(folder / "画面")])
        pictures = list(folder.glob("画面/*.png"))
        if code or not pictures:
            raise RuntimeError(f"終了コード {code}")
        return f"{len(pictures)}枚"

    return self_test([Step("全ページの画面", draw)] if with_window else [])


def _window(arguments: list[str]) -> int:
    """Qt is loaded only here: the commands work on machines that cannot show a window."""
    from core.display import why_no_window

    reason = why_no_window(screen_needed=arguments[:1] != ["screenshots"])
    if reason:
        print(reason, file=sys.stderr)
        return 3
    from core.cli.window import screenshots_options, window_options
    from ui.shell.app import draw, start

    if arguments[:1] == ["screenshots"]:
        return draw(screenshots_options(arguments[1:]))
    return start(window_options(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

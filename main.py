"""按分帳: the ledger of a consortium of municipalities. Starts the window or one of the commands."""

import sys

from core.cli.run import COMMANDS, run


def main(arguments: list[str]) -> int:
    """Run what the command line asks for and return the exit code: 0 done, 1 refused, 2 wrong call, 3 no window."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    wants_window = not arguments or arguments[0] not in {*COMMANDS, "-h", "--help"}
    return _window(arguments) if wants_window else run(arguments)


def _window(arguments: list[str]) -> int:
    """Qt is loaded here and not before: the commands work on machines that cannot show a window."""
    from core.display import why_no_window

    reason = why_no_window(screen_needed=arguments[:1] != ["screenshots"])
    if reason:
        print(reason, file=sys.stderr)
        return 3
    from ui.app import start

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

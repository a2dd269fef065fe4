"""The local log: what the program did and where it failed, without a word of the ledger; it rotates."""

import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from core.storage.disk.places import Home
from core.version import ROOT, version

if TYPE_CHECKING:
    from logging import Handler, Logger

NAME = "anbuncho.log"
_SIZE, _KEPT = 500_000, 3
_LOGGER = "anbuncho"


def _rotating(path: Path) -> "Handler":
    import logging

    class _Rotating(logging.FileHandler):
        """Begins anew when the file has grown, and keeps the last ones: logging.handlers would load sockets."""

        def emit(self, record: logging.LogRecord) -> None:
            with suppress(OSError):
                path = Path(self.baseFilename)
                if path.exists() and path.stat().st_size > _SIZE:
                    self.close()
                    for number in range(_KEPT, 0, -1):
                        older = path.with_name(f"{NAME}.{number}")
                        newer = path.with_name(f"{NAME}.{number - 1}") if number > 1 else path
                        if newer.exists():
                            newer.replace(older)
            super().emit(record)

    handler = _Rotating(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def start_log(home: Home) -> None:
    """Write the log into the program's own folder from now on; without room for it there is none."""
    logger = _logger()
    logger.setLevel("INFO")
    logger.propagate = False
    stop_log()
    with suppress(OSError):
        home.logs.mkdir(parents=True, exist_ok=True)
        logger.addHandler(_rotating(home.logs / NAME))
    note(f"起動 {', '.join(f'{name} {value}' for name, value in surroundings().items())}")


def stop_log() -> None:
    """Close the log."""
    logger = _logger()
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def note(text: str) -> None:
    """Write one line; `text` must hold nothing of the ledger: no name, no amount, no path."""
    _logger().info(text)


def note_error(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write where an error came from."""
    _logger().error(outline(kind, trace))


def outline(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return an error's kind and the places it came through. Its message is left out: it may quote the ledger."""
    import traceback

    lines = [f"  {_place(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__, *lines])


def surroundings() -> dict[str, str]:
    """Return the versions that matter when something goes wrong."""
    import platform

    return {
        "按分帳": version(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "OS": f"{platform.system()} {platform.release()}",
        "実行形式": "exe" if getattr(sys, "frozen", False) else "source",
    }


def _logger() -> "Logger":
    # Not with the module: most commands have nothing to note.
    from logging import getLogger

    return getLogger(_LOGGER)


def _place(path: Path) -> str:
    """Return a source's place without the folders of this PC, which may bear a person's name."""
    try:
        return path.relative_to(ROOT).as_posix()
    except ValueError:
        return path.name

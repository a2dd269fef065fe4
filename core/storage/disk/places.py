"""Where the program keeps its own data: working copies, backups and settings, all on the local disk."""

import os
import sys
from functools import cache
from pathlib import Path

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """The program's own folder. Nothing is written outside it but the user's file, in that file's folder."""

    path: Path

    @property
    def work(self) -> Path:
        """The working copies of the documents that are open."""
        return self.path / "work"

    @property
    def locks(self) -> Path:
        """One locked file for each note that this program has put beside a user's file."""
        return self.path / "locks"

    @property
    def logs(self) -> Path:
        """The local log: what the program did, without the ledger's data."""
        return self.path / "logs"

    @property
    def backups(self) -> Path:
        """One folder per document id with earlier states of its file."""
        return self.path / "backups"

    @property
    def settings(self) -> Path:
        """The file of the user's settings: window, recent files, name."""
        return self.path / "settings.ini"


CHOSEN_HOME = "ANBUNCHO_HOME"
"""The variable that names another folder."""

PORTABLE = "portable.txt"
"""A file of this name beside a built program makes it keep its data there, in the folder data (docs/adr/0031)."""


def default_home() -> Home:
    """Return the folder named by ANBUNCHO_HOME, else data beside a portable program, else the user's local folder."""
    chosen = os.environ.get(CHOSEN_HOME)
    if chosen:
        return Home(Path(chosen).absolute())
    beside = portable_folder(Path(sys.executable).parent) if getattr(sys, "frozen", False) else None
    if beside is not None:
        return Home(beside)
    # Not with the module: whoever names a folder does not wait for what would look for one.
    from platformdirs import user_data_path

    return Home(user_data_path("Anbuncho", appauthor=False))


@cache
def this_pc() -> str:
    """Return the name of this PC, by which notes and logs tell it from others."""
    # Not with the module: most commands only read.
    import platform

    return platform.node()


def portable_folder(program: Path) -> Path | None:
    """Return where a portable program keeps its data; None when it is not portable or nothing can be written there."""
    data = program / "data"
    if not (program / PORTABLE).is_file():
        return None
    try:
        data.mkdir(exist_ok=True)
    except OSError:
        return None
    return data if os.access(data, os.W_OK) else None

"""Where the program keeps its own data: working copies, backups and settings, all on the local disk."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Home:
    """The program's own folder. Nothing is written outside it but the user's file, in that file's folder."""

    path: Path

    @property
    def work(self) -> Path:
        """The working copies of the documents that are open."""
        return self.path / "work"

    @property
    def backups(self) -> Path:
        """One folder per document id with earlier states of its file."""
        return self.path / "backups"

    @property
    def settings(self) -> Path:
        """The file of the user's settings: window, recent files, name."""
        return self.path / "settings.ini"


def default_home() -> Home:
    """Return the folder named by ANBUNCHO_HOME (portable use), else the user's local data folder."""
    chosen = os.environ.get("ANBUNCHO_HOME")
    return Home(Path(chosen).absolute() if chosen else platformdirs.user_data_path("Anbuncho", appauthor=False))

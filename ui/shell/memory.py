"""What is remembered of this user on this PC: window, open groups, widths, recent files. Never the ledger's data."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT = 8


class Memory:
    """Values in an INI file in the program's own folder."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered text."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._store.setValue(key, value)

    @property
    def is_damaged(self) -> bool:
        """Whether the file is no INI file."""
        return self._store.status() is QSettings.Status.FormatError

    def names(self) -> list[str]:
        """Return what is remembered, by its keys."""
        return self._store.allKeys()

    def text_at(self, key: str) -> str | None:
        """Return the text that is remembered under a key; None where it is something else."""
        value = self._store.value(key)
        return value if isinstance(value, str) else None

    def forget(self, key: str) -> None:
        """Remember nothing under a key any more."""
        self._store.remove(key)

    def state(self, key: str) -> QByteArray:
        """Return the remembered state of a window or splitter, empty if none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Remember the state of a window or splitter."""
        self._store.setValue(key, value)

    def recent_files(self) -> list[Path]:
        """Return the files opened last, newest first; those that are gone are left out."""
        return [path for path in map(Path, self._recent()) if path.exists()]

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        names = [str(path), *(name for name in self._recent() if name != str(path))]
        self._store.setValue("recent", names[:RECENT])

    def _recent(self) -> list[str]:
        value = self._store.value("recent")
        return [value] if isinstance(value, str) else [str(name) for name in value or []]

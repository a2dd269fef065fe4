"""What is done for a file besides opening and saving, loaded when somebody asks for it: the window opens without it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.storage.disk.errors import StoreError
from ui.files.actions import FileActions
from ui.files.autosave import Autosave
from ui.session import Session
from ui.shell.memory import Memory

if TYPE_CHECKING:
    from ui.files.rescue import FileRescue


class FileCare(QObject):
    """`told` says how an action went, `failed` why it did not; each leaves the present file open and whole."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, files: FileActions, autosave: Autosave, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._autosave, self._window = session, files, autosave, window
        self._parts = (session, files, autosave, window)
        self._made: FileRescue | None = None

    def merge(self) -> None:
        """Show what others have saved meanwhile, bring it in as chosen, and save."""
        self._rescue().merge()
        self._autosave.resume()

    def restore(self) -> None:
        """Choose a backup and make a new file of it."""
        self._rescue().restore()

    def rescue(self, path: Path) -> None:
        """Help with a damaged file."""
        self._rescue().rescue(path)

    def find_backup(self, path: Path) -> None:
        """Help with an empty file."""
        from ui.files.backup_offer import offer_backup

        try:
            told = offer_backup(path, self._files, self._window)
        except StoreError as error:
            self.failed.emit(error)
        else:
            if told:
                self.told.emit(told)

    def compare(self, memory: Memory) -> None:
        """Show how the ledger differs from another file, from a backup, or one 確定版 from another."""
        from ui.dialogs.comparing import CompareDialog

        self._autosave.wait()
        dialog = CompareDialog(self._session, memory, self._window)
        dialog.exec()
        dialog.deleteLater()

    def hand_over(self) -> None:
        """Make a sealed copy to be handed over."""
        self._rescue().hand_over()

    def close_log(self) -> None:
        """Move the older part of the change log into a file of its own."""
        self._rescue().close_log()

    def save_situation(self) -> None:
        """Save what support needs to see."""
        self._rescue().save_situation()

    def _rescue(self) -> "FileRescue":
        from ui.files.rescue import FileRescue

        if self._made is None:
            self._made = FileRescue(*self._parts)
            self._made.told.connect(self.told)
            self._made.failed.connect(self.failed)
        return self._made

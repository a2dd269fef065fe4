"""An open score file: points by criterion and bidder, typed one by one or pasted, with undo."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from core.model.machine.faults import Faults
from core.model.selection.score_file import Cell, ScoreFile
from core.operations.score_sheets.scoring_file import back_to, finish, give, sign
from core.storage.score_file import SCORE_FILES, write_score_file
from ui.answering.session import FileSession, FileStanding, Ways

SCORING: Ways[ScoreFile] = Ways(SCORE_FILES.open, write_score_file, sign, finish, back_to)


class ScoreSession(FileSession[ScoreFile]):
    """A score file that is open."""

    def __init__(self, at: Path | FileStanding[ScoreFile], parent: QObject | None = None) -> None:
        """Open the file, or go on where another session stood; raises CannotOpen."""
        super().__init__(at, SCORING, parent)

    def type(self, cells: Sequence[Cell]) -> Faults | None:
        """Give points as typed into cells (criterion, bidder, text): all of them as one action, or none. The fact
        `cell` of a fault is the place of its cell."""
        return self.do(give(self.file, cells))

"""An open answer file and its undo: the only way by which the answer window reads and writes. Score files are kept by
the same session (ui/answering/score_session.py)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.dataclass import dataclass
from core.model.answer_file import AnswerFile
from core.model.answers import AnswerState, read_state
from core.model.machine.faults import Fault, Faults, Refused
from core.model.selection.score_file import ScoreFile
from core.operations.answers.answering_file import back_to, finish, give, sign
from core.storage.answer_file import open_answer_file, write_answer_file
from core.storage.disk.errors import CannotSave, ChangedOutside, StoreError, told_as
from core.storage.disk.whole_file import Fingerprint, fingerprint

SAVED_AFTER_MS = 3_000
"""How long after the last answer the file is saved by itself."""


F = TypeVar("F", bound=AnswerFile | ScoreFile)


@dataclass(frozen=True, slots=True)
class Ways(Generic[F]):
    """What may be done with a file of a kind: opened and written, signed, declared complete, taken back to an earlier
    state."""

    opened: Callable[[Path], F]
    write: Callable[[Path, F], None]
    sign: Callable[[F, str], F | Faults]
    finish: Callable[[F, str], F | Faults]
    back_to: Callable[[F, F], F]


@dataclass(frozen=True, slots=True)
class FileStanding(Generic[F]):
    """An open file with its undo, carried over while the window is built again; `on_disk` is what it was on the disk
    when it was opened or saved, `saved` what it said then."""

    path: Path
    on_disk: Fingerprint
    saved: F
    file: F
    past: tuple[F, ...]
    future: tuple[F, ...]


class FileSession(QObject, Generic[F]):
    """`changed` after every action; `failed` carries the error of a save that nobody pressed a button for."""

    changed = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(self, at: Path | FileStanding[F], ways: Ways[F], parent: QObject | None = None) -> None:
        """Open the file, or go on where another session stood; raises CannotOpen."""
        super().__init__(parent)
        self._ways: Ways[F] = ways
        before = at if isinstance(at, FileStanding) else _opened(at, ways)
        self.path, self.file, self._on_disk, self._saved = before.path, before.file, before.on_disk, before.saved
        self._past, self._future = list(before.past), list(before.future)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVED_AFTER_MS)
        self._timer.timeout.connect(self._save_by_itself)
        if self.is_dirty:
            self._timer.start()

    def hand_over(self) -> FileStanding[F]:
        """Return what another session goes on with; this one does nothing any more."""
        self._timer.stop()
        return FileStanding(self.path, self._on_disk, self._saved, self.file, tuple(self._past), tuple(self._future))

    @property
    def is_dirty(self) -> bool:
        """Whether something is answered that the file on the disk does not say."""
        return bool(self.file != self._saved)

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def sign(self, who: str) -> Faults | None:
        """Note who fills it in."""
        return self.do(self._ways.sign(self.file, who))

    def finish(self) -> Faults | None:
        """Declare it complete, now."""
        return self.do(self._ways.finish(self.file, datetime.now().isoformat(timespec="seconds")))

    def undo(self) -> None:
        """Take the last action back."""
        if self._past:
            self._future.append(self.file)
            self._show(self._ways.back_to(self.file, self._past.pop()))

    def redo(self) -> None:
        """Do the action again that was taken back last."""
        if self._future:
            self._past.append(self.file)
            self._show(self._ways.back_to(self.file, self._future.pop()))

    def save(self, path: Path | None = None) -> None:
        """Save, under another name if one is given; raises CannotSave, then what is on the disk is as it was."""
        self._timer.stop()
        target = path or self.path
        if path is None:
            with told_as(CannotSave, target):
                if fingerprint(target) != self._on_disk:
                    raise ChangedOutside("file_changed_outside", path=str(target))
        self._ways.write(target, self.file)
        with told_as(CannotSave, target):
            self._on_disk = fingerprint(target)
        self.path, self._saved = target, self.file
        self.saved.emit()

    def do(self, new: F | Faults) -> Faults | None:
        """Show a new state of the file as one action, or return why there is none."""
        if isinstance(new, Faults):
            return new
        if new is not self.file:
            self._past.append(self.file)
            self._future.clear()
            self._show(new)
        return None

    def _show(self, file: F) -> None:
        self.file = file
        self._timer.start()
        self.changed.emit()

    def _save_by_itself(self) -> None:
        try:
            self.save()
        except StoreError as error:
            self.failed.emit(error)


def _opened(path: Path, ways: Ways[F]) -> FileStanding[F]:
    file = ways.opened(path)
    with told_as(CannotSave, path):
        return FileStanding(path, fingerprint(path), file, file, (), ())


ANSWERING: Ways[AnswerFile] = Ways(open_answer_file, write_answer_file, sign, finish, back_to)


class AnswerSession(FileSession[AnswerFile]):
    """An answer file that is open."""

    def __init__(self, at: Path | FileStanding[AnswerFile], parent: QObject | None = None) -> None:
        """Open the file, or go on where another session stood; raises CannotOpen."""
        super().__init__(at, ANSWERING, parent)

    def give(self, request_id: int, state: AnswerState, comment: str | None = None) -> Faults | None:
        """Answer one request; without `comment` the one there is stays."""
        return self.do(give(self.file, request_id, state, comment))

    def type(self, cells: Sequence[tuple[int, str, str]]) -> Faults | None:
        """Answer as typed into cells (request id, "state" or "comment", text): all of them as one action, or none.

        The fact `cell` of a fault is the place of its cell.
        """
        file: AnswerFile | Faults = self.file
        for place, (request_id, name, text) in enumerate(cells):
            assert isinstance(file, AnswerFile)
            file = _typed(file, request_id, name, text)
            if isinstance(file, Faults):
                return Faults(tuple(Fault(one.field, one.rule, {**one.facts, "cell": place}) for one in file))
        return self.do(file)


def _typed(file: AnswerFile, request_id: int, name: str, text: str) -> AnswerFile | Faults:
    given = file.given[request_id]
    try:
        state = read_state(text) if name == "state" else given.state
    except Refused as refused:
        return Faults((refused.at("state"),))
    return give(file, request_id, state, text if name == "comment" else None)

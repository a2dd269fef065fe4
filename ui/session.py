"""The open ledger and its undo stack: the only way by which pages read and write."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.live import LiveAllocation
from core.calc.allocation.pricing import Money
from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.garbage import let_be
from core.model.machine.history import LogEntry, LogFilter, Row
from core.model.machine.records import R
from core.model.papers.handouts import PictureFile
from core.model.sheets import SheetFile
from core.storage.disk.errors import StoreError
from core.storage.document.ledger_file import LedgerFile
from ui.commands import AppliedChange
from ui.long_writing import MANY, Applied, Beside, written_apart

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """What one action touched: tables by name, the customizations whose amounts were computed anew, and by table the
    rows whose children changed (of a table without owners the rows themselves)."""

    tables: frozenset[str]
    customizations: frozenset[int]
    parents: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __or__(self, other: "Changed") -> "Changed":
        names = {*self.parents, *other.parents}
        parents = {name: self.parents.get(name, _NONE) | other.parents.get(name, _NONE) for name in names}
        return Changed(self.tables | other.tables, self.customizations | other.customizations, parents)


_NONE = frozenset[int]()


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a session outlives it: the open file as it is in memory, and the steps that can be taken back or done
    again, of which the first `done` are done."""

    file: LedgerFile
    book: Book
    live: Mapping[Money, LiveAllocation]
    has_printed: bool
    steps: tuple[ChangeSet, ...]
    done: int


class Present:
    """Reads the book that is open at the moment: columns that are made once stay right when another file is loaded."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def all(self, cls: type[R]) -> Mapping[int, R]:
        """Return the records of a kind by id."""
        return self._session.book.all(cls)

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        """Return the records of a kind that belong to one parent, by id."""
        return self._session.book.children(cls, parent_id)


class Session(QObject):
    """The open file, its book in memory and its amounts; `changed` after every action, `loaded` after another file,
    `saved` when all that was done stands in the user's file."""

    loaded = Signal()
    saved = Signal()
    changed = Signal(object)
    failed = Signal(object)
    settling = Signal()

    def __init__(self, file: LedgerFile | Standing, who: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.who = who
        self.look = Present(self)
        self.undo_stack = QUndoStack(self)
        self.beside: Beside | None = None
        """How long writing is done beside the window; None where there is no window."""
        self.many = MANY
        """From how many changes on writing is long."""
        self.is_writing = False
        """Whether it is being written beside the window right now: the file is to be left alone."""
        self._done: Changed | None = None
        self._failure: StoreError | None = None
        if isinstance(file, Standing):
            self._go_on(file)
        else:
            self._take(file)

    def hand_over(self) -> Standing:
        """Return what another session goes on with; this one is not used any more."""
        commands = (self.undo_stack.command(at) for at in range(self.undo_stack.count()))
        turns = [one.turn for one in commands if isinstance(one, AppliedChange)]
        steps = tuple(turn for turn in turns if turn is not None)
        return Standing(self.file, self.book, dict(self._live), self.has_printed, steps, self.undo_stack.index())

    def _go_on(self, before: Standing) -> None:
        self.file, self._live = before.file, dict(before.live)
        self.book: Book = before.book
        self.has_printed = before.has_printed
        for at, turn in enumerate(before.steps):
            self.undo_stack.push(AppliedChange(self._apply, turn, is_undone=at >= before.done))
        self.undo_stack.setIndex(before.done)

    def load(self, file: LedgerFile) -> None:
        """Show another file; the one before must have been closed by the caller."""
        self._take(file)
        self.loaded.emit()

    def end(self) -> None:
        """Forget what could be undone."""
        self.undo_stack.clear()

    def __del__(self) -> None:
        """The undo steps go before their stack, and nobody is told. The collector clears what nobody holds in an order
        of its own, and a command that it deletes first its stack would delete once more; but it calls this before."""
        if isValid(self.undo_stack):
            self.undo_stack.blockSignals(True)
            self.end()

    def _take(self, file: LedgerFile) -> None:
        self.file = file
        self.has_printed = False
        """Whether a sheet was printed or kept as a PDF since this ledger was opened: its file does not know."""
        self._read_again()

    def _read_again(self) -> None:
        self.book = self.file.store.book()
        self._live = {Money.ONE_OFF: LiveAllocation(self.book, Money.ONE_OFF)}
        self.undo_stack.clear()

    def allocation(self, money: Money = Money.ONE_OFF) -> Allocation:
        """Return the amounts as they stand; the yearly ones are first computed when somebody asks for them."""
        if money not in self._live:
            self._live[money] = LiveAllocation(self.book, money)
        return self._live[money].allocation

    def run(self, wish: ChangeSet | Faults) -> Faults | None:
        """Write a change set as one undo step and return None; return the faults of a refused wish.

        A change set without changes writes nothing and leaves no undo step. When the file cannot be written nothing
        is changed and `failed` is emitted.
        """
        if isinstance(wish, Faults):
            return wish
        if wish and self.file.is_read_only:
            return Faults.of("", "opened_read_only", path=str(self.file.path))
        if wish:
            inverse = self._apply(wish)
            if inverse is not None:
                self.undo_stack.push(AppliedChange(self._apply, inverse))
            self._report()
        return None

    def tell(self, label: str) -> None:
        """Write into the change log what happened to the file itself; there is nothing to undo.

        Where it cannot be written `failed` is emitted.
        """
        try:
            self.file.store.apply(ChangeSet(label, ()), self.who)
        except StoreError as error:
            self.failed.emit(error)
        else:
            self.changed.emit(Changed(frozenset(), frozenset()))

    def settle(self) -> None:
        """Return when no save runs in the background: before something that keeps a backup. A save keeps one too, and
        two at a time in one folder get in each other's way."""
        self.settling.emit()

    def aside(self, work: Callable[[], T]) -> T:
        """Do what takes long with the file beside the window, where there is one; nothing else touches it meanwhile."""
        if self.beside is None:
            return work()
        assert not self.is_writing
        self.is_writing = True
        try:
            return self.beside(work)
        finally:
            self.is_writing = False

    def undo(self) -> None:
        """Take the last action back."""
        self.undo_stack.undo()
        self._report()

    def redo(self) -> None:
        """Do the action again that was taken back last."""
        self.undo_stack.redo()
        self._report()

    def lazy(self, cls: type[R], id: int) -> R:
        """Return a record that is kept in the file only (the PDF of a fixed sheet)."""
        return self.file.store.lazy(cls, id)

    def fixed_file(self, id: int) -> SheetFile:
        """Return the PDF of a fixed sheet; an empty one where the file has none."""
        try:
            return self.lazy(SheetFile, id)
        except StoreError:
            return SheetFile(id, b"")

    def picture(self, id: int) -> bytes:
        """Return the bytes of a picture of a handout; nothing where the file has none."""
        try:
            return self.lazy(PictureFile, id).content
        except StoreError:
            return b""

    def log(
        self, wanted: LogFilter, limit: int, passes: Callable[[LogEntry], bool] | None = None
    ) -> tuple[LogEntry, ...]:
        """Return the newest entries of the change log that are asked for and that pass."""
        return self.file.store.entries(wanted, limit, passes)

    def log_deleted(self) -> dict[str, dict[int, Row]]:
        """Return by table and id the rows that the change log saw deleted."""
        return self.file.store.deleted_rows()

    def log_closings(self) -> tuple[str, ...]:
        """Return what the change log says of entries that were closed off, the newest first."""
        return self.file.store.closings()

    def log_people(self) -> tuple[str, ...]:
        """Return everybody who stands in the change log."""
        return self.file.store.people()

    @property
    def path(self) -> Path | None:
        """The user's file, or None while the ledger was never saved."""
        return self.file.path

    def now(self) -> str:
        """Return the local time as stored with answers and fixed sheets."""
        return datetime.now().isoformat(timespec="seconds")

    def _apply(self, change_set: ChangeSet) -> ChangeSet | None:
        is_long = len(change_set.changes) >= self.many and self.beside is not None
        try:
            inverse, touched, recomputed = (self._applied_beside if is_long else self._applied)(change_set)
        except StoreError as error:
            self._failure = error
            return None
        self._done = Changed(
            change_set.tables, frozenset(recomputed), {name: frozenset(ids) for name, ids in touched.items()}
        )
        return inverse

    def _applied(self, change_set: ChangeSet) -> Applied:
        inverse = self.file.store.apply(change_set, self.who)
        touched = self.book.apply(change_set)
        recomputed: set[int] = set()
        for live in self._live.values():
            recomputed |= live.follow(touched)
        return inverse, touched, recomputed

    def _applied_beside(self, change_set: ChangeSet) -> Applied:
        """Write and compute in another thread, on a book of its own: until both are done the window shows what was."""
        self.settle()
        book = self.book
        done = self.aside(partial(written_apart, self.file.store, book, self._live, change_set, self.who))
        inverse, ready, self._live, recomputed = done
        touched = book.take(ready)
        for one in self._live.values():
            one.go_on_with(book)
        let_be()
        return inverse, touched, recomputed

    def _report(self) -> None:
        """Say what happened once the stack has moved too, so that who listens finds both in step.

        After a failure the stack no longer tells the truth: it is cleared and the file read again.
        """
        done, self._done = self._done, None
        failure, self._failure = self._failure, None
        if failure is not None:
            self._recover()
            self.loaded.emit()
            self.failed.emit(failure)
        elif done is not None:
            self.changed.emit(done)

    def _recover(self) -> None:
        """A file that cannot even be read leaves the book in memory, which was not touched."""
        self.undo_stack.clear()
        with suppress(StoreError):
            self._read_again()

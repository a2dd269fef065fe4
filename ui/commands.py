"""The one undo command of the program: a change set that was applied, and its inverse."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from core.model.machine.changes import ChangeSet


class AppliedChange(QUndoCommand):
    """A change that is already in the file when it is pushed: Qt's first redo does nothing.

    `apply` writes a change set and returns its inverse, or None when writing failed; then the command is spent and the
    session clears the stack.
    """

    def __init__(self, apply: Callable[[ChangeSet], ChangeSet | None], inverse: ChangeSet) -> None:
        super().__init__(inverse.label)
        self._apply = apply
        self._next: ChangeSet | None = inverse
        self._pushed = False

    def undo(self) -> None:
        self._turn()

    def redo(self) -> None:
        if self._pushed:
            self._turn()
        self._pushed = True

    def _turn(self) -> None:
        if self._next is not None:
            self._next = self._apply(self._next)

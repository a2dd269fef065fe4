"""The one undo command of the program: a change set that was applied, and its inverse."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QUndoCommand

from core.model.machine.changes import ChangeSet


class AppliedChange(QUndoCommand):
    """A change that is already in the file when it is pushed: Qt's first redo does nothing. What is taken back or done
    again is told as such in the change log; the menus go on calling it by its name.

    `apply` writes a change set and returns its inverse, or None when writing failed; then the command is spent and the
    session clears the stack.
    """

    def __init__(self, apply: Callable[[ChangeSet], ChangeSet | None], inverse: ChangeSet) -> None:
        super().__init__(inverse.label)
        self._apply = apply
        self._next: ChangeSet | None = inverse
        self._pushed = False

    def undo(self) -> None:
        self._turn("元に戻す")

    def redo(self) -> None:
        if self._pushed:
            self._turn("やり直す")
        self._pushed = True

    def _turn(self, what: str) -> None:
        if self._next is not None:
            inverse = self._apply(replace(self._next, label=f"{what}: {self.text()}"))
            self._next = inverse and replace(inverse, label=self.text())

"""The one undo command of the program: a change set that was applied, and its inverse."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from core.model.machine.changes import ChangeSet


class AppliedChange(QUndoCommand):
    """A change that is already in the file when it is pushed: Qt's first redo does nothing.

    `apply` writes a change set and returns its inverse, or None when writing failed; then the command is spent and the
    session clears the stack.
    """

    def __init__(
        self, apply: Callable[[ChangeSet], ChangeSet | None], turn: ChangeSet, *, is_undone: bool = False
    ) -> None:
        """`turn` takes the change back, or does it again where it `is_undone`: such a command is pushed and undone once
        more, so that another stack stands as one did before; neither does anything."""
        super().__init__(turn.label)
        self._apply = apply
        self._next: ChangeSet | None = turn
        self._idle = 2 if is_undone else 1

    @property
    def turn(self) -> ChangeSet | None:
        """What undoing or redoing does next; None once it has failed."""
        return self._next

    def undo(self) -> None:
        self._turn()

    def redo(self) -> None:
        self._turn()

    def _turn(self) -> None:
        if self._idle:
            self._idle -= 1
        elif self._next is not None:
            self._next = self._apply(self._next)

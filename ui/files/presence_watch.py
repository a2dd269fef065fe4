"""Keeps the note beside the open file alive, asks when somebody else has the file, and learns when it is taken over."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.dataclass import dataclass
from core.storage.disk.errors import InUse
from core.storage.disk.local_log import note
from core.storage.disk.places import default_home
from core.storage.disk.sightings import Holder, State
from core.storage.document.ledger_file import Access
from core.storage.document.presence import BEAT, Presence, announce
from core.words.sentences import sentence
from ui.dialogs.questions import ask

READ, COPY, TAKE_OVER, LEAVE = "読むだけで開く", "写しで作業する", "引き継いで開く", "開かない"


@dataclass(frozen=True, slots=True)
class Claim:
    """How a file may be opened, our note beside it, and from whom it was taken over."""

    access: Access
    presence: Presence | None
    taken_from: Holder | None = None


class PresenceWatch(QObject):
    """At most one note at a time: that of the session's file."""

    taken_over = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._presence: Presence | None = None
        self._timer = QTimer(self, interval=int(BEAT * 1_000))
        self._timer.timeout.connect(self._beat)

    @property
    def path(self) -> Path | None:
        """The file beside which our note lies."""
        return self._presence.path if self._presence else None

    def hand_over(self) -> Presence | None:
        """Return our note, for another watch to keep alive: this one forgets it and leaves it where it lies."""
        presence, self._presence = self._presence, None
        self._timer.stop()
        return presence

    def claim(self, path: Path, who: str) -> Claim | None:
        """Return how the file may be opened, with our note beside it where it is to be edited; None for not at all.

        Where somebody else has it open the user is asked; who gives signs of life is not taken over.
        """
        try:
            return Claim(Access.EDIT, announce(default_home(), path, who))
        except InUse as error:
            holder, is_stale = error.sighting.holder, error.sighting.state is State.STALE
            choices = (READ, COPY, *((TAKE_OVER,) if is_stale else ()), LEAVE)
            choice = ask(self._window, "使用中のファイル", sentence(error.fault), choices)
        if choice == TAKE_OVER:
            note("使用中の印を引き継いだ")
            return Claim(Access.EDIT, announce(default_home(), path, who, take_over=True), holder)
        access = {READ: Access.READ, COPY: Access.COPY}.get(choice)
        return Claim(access, None) if access else None

    def follow(self, presence: Presence | None) -> None:
        """Keep this note alive from now on, and withdraw the one before."""
        old, self._presence = self._presence, presence
        if old is not None and old is not presence:
            old.withdraw()
        if presence is None:
            self._timer.stop()
        else:
            self._timer.start()

    def move_to(self, path: Path | None, who: str) -> None:
        """The document has another file now. Whoever has it open is not disturbed: then we go without a note."""
        if path == self.path:
            return
        self.follow(None)
        if path is not None:
            try:
                self.follow(announce(default_home(), path, who))
            except InUse:
                return

    def _beat(self) -> None:
        sighting = self._presence.beat() if self._presence else None
        if sighting is not None:
            self._timer.stop()
            self.taken_over.emit(sighting.holder)

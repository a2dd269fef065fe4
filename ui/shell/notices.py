"""What is said across the whole window: trouble with the file and the one button that helps most, and news of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.model.machine.faults import Fault
from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.sightings import Holder
from core.words.sentences import sentence
from ui.files.actions import FileActions
from ui.files.autosave import Autosave
from ui.files.care import FileCare
from ui.files.trouble import Trouble, file_trouble
from ui.session import Session
from ui.widgets.banner import Banner


class Notices:
    """Writes on the banner of the window; `after` is called where the state of the file may have changed."""

    def __init__(
        self,
        banner: Banner,
        session: Session,
        files: FileActions,
        care: FileCare,
        autosave: Autosave,
        after: Callable[[], object],
    ) -> None:
        self._banner, self._session, self._files, self._care = banner, session, files, care
        self._autosave, self._after = autosave, after
        session.loaded.connect(banner.hide)
        session.failed.connect(self.show_trouble)
        files.saved.connect(banner.hide)
        files.failed.connect(self.show_trouble)
        care.failed.connect(self.show_trouble)
        care.told.connect(self.tell)
        files.warned.connect(lambda text: banner.show_message("warning", text))
        files.watch.taken_over.connect(self._tell_taken_over)

    def show_trouble(self, error: Exception) -> None:
        """Say what went wrong with a file, what is safe and what to do."""
        trouble = file_trouble(error, self._autosave.is_retrying(error))
        action, do = self._way_out(error, trouble)
        self._banner.show_message("error", trouble.text, action, do)
        self._after()

    def tell(self, text: str) -> None:
        """Say how something went."""
        self._after()
        self._banner.show_message("info", text)

    def _way_out(self, error: Exception, trouble: Trouble) -> tuple[str, Callable[[], object] | None]:
        """Return the one button that helps most: its word and what it does."""
        if trouble.offer_merge:
            return "見比べて統合", self._care.merge
        if isinstance(error, Damaged) and "path" in error.facts:
            return "控えを探す・救出する", partial(self._care.rescue, Path(str(error.facts["path"])))
        if isinstance(error, CannotOpen) and error.rule == "file_empty":
            return "控えを探す", partial(self._care.find_backup, Path(str(error.facts["path"])))
        return ("名前を付けて保存", self._files.save_as) if trouble.offer_save_as else ("", None)

    def _tell_taken_over(self, holder: Holder) -> None:
        path = self._session.path
        self._banner.show_message("warning", sentence(Fault("", "taken_over", {"path": path, **holder.facts})))

"""What is said across the whole window: trouble with the file and the one button that helps most, and news of it; and
what was remembered of this user on this PC and cannot be read."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from core.model.machine.faults import Fault
from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.sightings import Holder
from core.words.sentences import sentence
from ui.files.actions import FileActions
from ui.files.autosave import Autosave
from ui.files.care import FileCare
from ui.files.trouble import Trouble, file_trouble
from ui.session import Session
from ui.shell.memory import Memory
from ui.shell.preferences import makes_sense
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


TOLD = "このPCに残した{names}を読めないため、はじめの状態で表示しています。台帳は変わっていません。"


def unread_told(memory: Memory) -> str:
    """Return the sentence that names what cannot be read, "" where everything can. It is forgotten with that, so that
    nobody is told twice."""
    lost: dict[str, None] = {}
    if memory.is_damaged:
        lost["設定"] = None
    for key in memory.names():
        prefix, _, name = key.partition("/")
        known = _KINDS.get(prefix)
        if known is not None and not _reads(known[1], name, memory.text_at(key)):
            lost[known[0]] = None
            memory.forget(key)
    return TOLD.format(names="、".join(lost)) if lost else ""


def _reads(check: Callable[[str, str], bool], name: str, text: str | None) -> bool:
    try:
        return text is not None and check(name, text)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _widths(_: str, text: str) -> bool:
    return isinstance(_json(text, "{}"), dict)


def _columns(_: str, text: str) -> bool:
    kept = _json(text, "{}")
    return kept == {} or all(isinstance(kept[name], list) for name in ("order", "shown"))


def _matchings(_: str, text: str) -> bool:
    kept = _json(text, "[]")
    return isinstance(kept, list) and all(isinstance(one, str) and isinstance(json.loads(one), dict) for one in kept)


def _json(text: str, nothing: str) -> Any:
    return json.loads(text or nothing)


_KINDS: dict[str, tuple[str, Callable[[str, str], bool]]] = {
    "widths": ("表の列の幅", _widths),
    "columns": ("表の列の選択と順", _columns),
    "matchings": ("取り込みの列の対応", _matchings),
    "preferences": ("設定", makes_sense),
}
"""By the beginning of their names what people call what is remembered, and whether it can be read."""

"""New, open, save and close: what the ファイル menu does to the session's file."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.jobs.new import new_ledger
from core.model.machine.faults import Fault
from core.model.values.dates import show_moment
from core.model.values.endings import ANSWERS, SCORES
from core.operations.health.impossible import impossible_values
from core.storage.disk.drives import is_removable
from core.storage.disk.errors import CannotOpen, StoreError, told_as
from core.storage.disk.paths import is_same_file, real_path
from core.storage.disk.places import default_home
from core.storage.disk.sightings import State
from core.storage.document.ledger_file import UNTITLED, Access, LedgerFile, discard, leftovers
from core.storage.document.presence import look
from core.storage.document.usable import usable
from core.words.sentences import SENTENCES, sentence
from ui.dialogs.questions import ask, may_replace
from ui.files.autosave import Autosave
from ui.files.presence_watch import Claim, PresenceWatch
from ui.session import Session
from ui.shell import late
from ui.shell.memory import Memory
from ui.widgets.typing_end import finish_typing

SUFFIX = ".anbun"
_FILTER = f"按分帳の台帳 (*{SUFFIX})"

if TYPE_CHECKING:
    from ui.answering.file_window import FileWindow
    from ui.answering.score_session import ScoreSession
    from ui.answering.session import AnswerSession


class FileActions(QObject):
    """Every way by which the session gets another file; a failure leaves the present one open."""

    saved = Signal()
    failed = Signal(object)
    warned = Signal(str)

    def __init__(self, session: Session, memory: Memory, autosave: Autosave, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._memory = memory
        self._autosave = autosave
        self._window = window
        self._given_up = False
        self.watch = PresenceWatch(window)
        self._answering: list[FileWindow] = []
        autosave.saved.connect(self.saved)
        self.saved.connect(autosave.forget_failure)
        autosave.failed.connect(self.failed)

    def new(self) -> bool:
        """Show a new, empty ledger; returns whether it is shown."""
        return self._replace(_new)

    def open_sample(self) -> None:
        """Show a new ledger with the sample's data, not yet saved under any name."""
        self._replace(lambda: new_ledger(default_home(), with_sample=True))

    def open(self) -> None:
        """Ask for a file and show it."""
        folder = self._memory.text("folder")
        kinds = f"按分帳のファイル (*{SUFFIX} *{ANSWERS} *{SCORES});;すべてのファイル (*)"
        name, _ = QFileDialog.getOpenFileName(self._window, "台帳を開く", folder, kinds)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Show the file at `path`; an answer file gets a window of its own."""
        if late.looks_like_answers(path):
            self._answer(path)
        elif self._settle():
            self._tried(lambda: self._open_where_it_lies(path))

    def open_copy(self, path: Path) -> None:
        """Show what a file holds as a ledger that has no file yet."""
        self._replace(lambda: LedgerFile.open(default_home(), path, Access.COPY))

    def _open_where_it_lies(self, path: Path) -> None:
        with told_as(CannotOpen, path):
            target = real_path(path)
        self._open(target)

    def _open(self, path: Path) -> None:
        """Show the file; who finds it in use by somebody else is asked what to do."""
        before = self.watch.path
        if before == path:
            self.watch.follow(None)
        claim = self.watch.claim(path, self._session.who)
        if claim is not None and self._show(lambda: LedgerFile.open(default_home(), path, claim.access)):
            self._arrived(path, claim)
            return
        if claim is not None and claim.presence is not None:
            claim.presence.withdraw()
        if before == path:
            self.watch.move_to(path, self._session.who)
        self._autosave.resume()

    def arrive(self) -> None:
        """After the start: tell others that the session's file is open here, or ask when somebody else has it."""
        path = self._session.path
        claim = self.watch.claim(path, self._session.who) if path else None
        if path is None or (claim is None and self._show(_new)) or claim is None:
            return
        if claim.access is Access.EDIT or self._show(lambda: LedgerFile.open(default_home(), path, claim.access)):
            self._arrived(path, claim)

    def _arrived(self, path: Path, claim: Claim) -> None:
        self.watch.follow(claim.presence)
        self._remember(path)
        if claim.taken_from is not None and not self._session.file.is_read_only:
            facts = claim.taken_from.facts
            self._session.tell(f"{facts['who']}({facts['pc']}、{facts['since']}から)が開いていたファイルを引き継ぎ")
        if is_removable(path):
            self.warned.emit(SENTENCES["removable"])
        self._warn_of_impossible()

    def _warn_of_impossible(self) -> None:
        """Say what of the file is shown as something else, because it cannot be."""
        found = impossible_values(self._session.book, self._session.file.store.sieve.found())
        if found:
            facts = {"count": len(found), "first": sentence(found[0])}
            self.warned.emit(sentence(Fault("", "opened_with_impossible", facts)))

    def offer_recovery(self) -> None:
        """After a crash: offer each working copy that holds unsaved changes."""
        for leftover in leftovers(default_home()):
            count = "数は分かりません" if leftover.unsaved_changes is None else f"{leftover.unsaved_changes}件"
            text = (
                f"前回、{leftover.title}の変更が保存されないまま終了しました"
                f"({show_moment(leftover.modified_at.isoformat())}、未保存の変更 {count})。"
            )
            choice = ask(self._window, "前回の続き", text, ("復元する", "破棄する", "あとで決める"))
            if choice == "復元する":
                if self._replace(partial(LedgerFile.recover, default_home(), leftover)):
                    self.watch.move_to(self._session.path, self._session.who)
            elif choice == "破棄する":
                self._tried(partial(discard, leftover))

    def save(self) -> bool:
        """Save now; asks for a name when there is none. Returns whether it is saved."""
        finish_typing(self._window)
        if self._session.path is None or self._session.file.is_read_only:
            return self.save_as()
        self._autosave.wait()
        return self._saved(self._session.file.save, self._autosave.retry)

    def save_as(self) -> bool:
        """Ask for a name and save under it."""
        finish_typing(self._window)
        folder = Path(self._memory.text("folder") or Path.home())
        proposed = folder / f"{_file_name(self._session.book.consortium.name)}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, "名前を付けて保存", str(proposed), _FILTER)
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
            if path.exists() and not may_replace(self._window, path):
                return False
        self._autosave.wait()
        if not self._may_replace_held(path):
            return False
        done = self._saved(lambda: self._session.file.save_as(path))
        if done:
            self._remember(path)
            self.watch.move_to(self._session.path, self._session.who)
        else:
            self._autosave.resume()
        return done

    def _may_replace_held(self, path: Path) -> bool:
        """Ask about another file that somebody may have open; where it cannot be looked at the save says why."""
        try:
            target = real_path(path)
        except OSError:
            return True
        seen = look(default_home(), target) if target.exists() else None
        if seen is None or seen.state is not State.STALE or is_same_file(target, self._session.path):
            return True
        text = sentence(Fault("", "replace_held_perhaps", {"path": str(path), **seen.holder.facts}))
        return ask(self._window, "名前を付けて保存", text, ("置き換える", "保存しない")) == "置き換える"

    def close(self) -> bool:
        """Save what can be saved and give up the file; False when the user wants to stay."""
        if self._given_up:
            return True
        if not self._settle():
            return False
        self._given_up = True
        _give_up(self._session.file)
        self.watch.follow(None)
        return True

    def close_answering(self) -> list[Path] | None:
        """Close the windows for answering and return their files; None when one of them has to stay."""
        open_ones = [one for one in self._answering if one.isVisible()]
        return [one.path for one in open_ones] if all(one.close() for one in open_ones) else None

    def _answer(self, path: Path) -> None:
        opened: list[AnswerSession | ScoreSession] = []
        if self._tried(lambda: opened.append(late.answer_session(path))):
            window = late.answer_window(opened[0], self._memory)
            self._answering = [*(one for one in self._answering if one.isVisible()), window]
            window.show()

    def _settle(self) -> bool:
        """Bring the changes to safety before the file is given up; False when the user wants to stay."""
        settled = self._settled()
        if not settled:
            self._autosave.resume()
        return settled

    def _settled(self) -> bool:
        finish_typing(self._window)
        self._autosave.wait()
        file = self._session.file
        if not file.is_dirty:
            return True
        if file.path is not None:
            if self.save():
                return True
            text = "変更を保存できませんでした。閉じると、未保存の内容は控えとして残ります。"
            closes = ask(self._window, "保存できません", text, ("控えを残して閉じる", "閉じない")) != "閉じない"
            # It may have been tried again behind the question.
            self._autosave.wait()
            return closes
        text = "この台帳はまだファイルに保存していません。"
        choice = ask(self._window, "保存の確認", text, ("保存する", "保存せずに閉じる", "キャンセル"))
        return choice == "保存せずに閉じる" or (choice == "保存する" and self.save_as())

    def close_without_saving(self) -> None:
        """Give up the changes since the last save, keep them as a backup, and show an empty ledger."""
        finish_typing(self._window)
        self._autosave.wait()
        self._show(_new)

    def _replace(self, opening: Callable[[], LedgerFile]) -> bool:
        """Settle the present file first: the other one may be the same file, opened again."""
        return self._settle() and self._show(opening)

    def _show(self, opening: Callable[[], LedgerFile]) -> bool:
        opened: list[LedgerFile] = []
        if not self._tried(lambda: opened.append(usable(opening()))):
            self._autosave.resume()
            return False
        old = self._session.file
        self._session.load(opened[0])
        _give_up(old)
        if opened[0].path != self.watch.path:
            self.watch.follow(None)
        return True

    def _saved(self, action: Callable[[], object], refused: Callable[[StoreError], object] | None = None) -> bool:
        done = self._tried(action, refused)
        if done:
            self.saved.emit()
        return done

    def _tried(self, action: Callable[[], object], refused: Callable[[StoreError], object] | None = None) -> bool:
        """Tell why an action failed, `refused` first; return whether it was done."""
        try:
            action()
        except StoreError as error:
            if refused:
                refused(error)
            self.failed.emit(error)
            return False
        return True

    def _remember(self, path: Path) -> None:
        self._memory.add_recent(path.absolute())
        self._memory.set_text("folder", str(path.absolute().parent))


def _new() -> LedgerFile:
    return new_ledger(default_home())


def _give_up(file: LedgerFile) -> None:
    """Close a file; unsaved changes become a backup. Without room for that the working copy stays and is offered."""
    with suppress(StoreError):
        file.close(keep=True)


def _file_name(text: str) -> str:
    """Return `text` without what no file name may contain."""
    return re.sub(r'[\\/:*?"<>|\n\t]', " ", text).strip(" .") or UNTITLED

"""What is done for a file besides opening and saving: merging, restoring, rescuing, handing over, telling support.

Loaded when it is first needed (ui/files/care.py).
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.jobs.checking import help_for
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Refused
from core.model.values.dates import parse_date, show_date, show_moment
from core.model.values.endings import LOG
from core.operations.merging.merge import compare, merge
from core.operations.merging.rules import broken_rules
from core.storage.disk.errors import CannotOpen, CannotSave, ChangeRefused, StoreError, told_as
from core.storage.disk.paths import is_same_file, real_path
from core.storage.disk.places import default_home
from core.storage.disk.whole_file import now
from core.storage.document.backups import BEFORE_RESTORE, Backup, backups_in
from core.storage.document.closed_log import close_log
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.document.outside import look_outside, merge_in
from core.storage.rescue.examining import backups_of_others, contents_of, document_id_in
from core.storage.rescue.salvage import salvage_file
from core.storage.rescue.support import save_support_zip
from core.words.sentences import sentence
from ui.dialogs.merging import MergeDialog
from ui.dialogs.questions import ask, ask_for_text, let_go, may_replace
from ui.dialogs.restoring import Present, RestoreDialog
from ui.files.actions import SUFFIX, FileActions
from ui.files.autosave import Autosave
from ui.files.backup_offer import OPEN_BACKUP
from ui.session import Changed, Session

MERGED = "ほかの人の変更を統合"
SALVAGE = "読み取れる行を救出する"
OPEN_IT = "復元したファイルを開く"
MERGE_ALL_THE_SAME, LEAVE = "このまま統合する", "統合しない"
_SHOWN = 8


class FileRescue(QObject):
    """Each action leaves the present file open and whole; `told` says how it went, `failed` why it did not."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, files: FileActions, autosave: Autosave, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._autosave = autosave
        self._window = window

    def merge(self) -> None:
        """Show what others have saved meanwhile, bring it in as chosen, and save."""
        self._autosave.wait()
        self._tried(self._merge)

    def restore(self) -> None:
        """Choose a backup and make a new file of it, which is then open."""
        file = self._session.file
        places = file.backups
        backups = backups_in(places.own) + (backups_in(places.beside) if places.beside else [])
        backups.sort(key=lambda backup: backup.at, reverse=True)
        dialog = RestoreDialog(
            backups,
            Present(file.store.document_id, file.store.rows(), file.store.revision, self._session.book),
            lambda: backups_of_others(default_home(), file.store.document_id),
            self._window,
        )
        with let_go(dialog):
            chosen = dialog.chosen if dialog.exec() else None
        target = self._ask_new("復元先のファイル", f"{file.title}_復元{SUFFIX}") if chosen else None
        if chosen is not None and target is not None:
            self._tried(lambda: self._restore(chosen, target))

    def rescue(self, path: Path) -> None:
        """Help with a damaged file: its newest good backup, or the rows that can still be read, in a new file."""
        self._tried(lambda: self._rescue(path))

    def hand_over(self) -> None:
        """Make a sealed copy to be handed over."""
        proposed = f"{self._session.file.title}_提出用_{now()[:10]}{SUFFIX}"
        target = self._ask_path("提出用ファイルを作る", proposed, f"按分帳の台帳 (*{SUFFIX})", SUFFIX)
        if target is not None:
            self._tried(lambda: self._hand_over(target))

    def close_log(self) -> None:
        """Move the older part of the change log into a file of its own."""
        year = date.today().year - (date.today() < date(date.today().year, 4, 1))
        text = "この日までの履歴を別のファイルへ移し、台帳から除きます。"
        typed = ask_for_text(self._window, "変更履歴を締め切る", text, show_date(f"{year}-03-31"))
        if not typed:
            return
        try:
            until = parse_date(typed)
        except Refused as refused:
            self.failed.emit(StoreError(refused.rule, "", **refused.facts))
            return
        proposed = f"{self._session.file.title}_履歴_{until}まで{LOG}"
        target = self._asked("締め切った履歴のファイル", proposed, f"締め切った変更履歴 (*{LOG})", LOG)[0]
        if target is not None:
            self._tried(lambda: self._close_log(until, target))

    def save_situation(self) -> None:
        """Save what support needs to see."""
        target = self._ask_path("状況を保存", f"按分帳の状況_{now()[:10]}.zip", "ZIP (*.zip)", ".zip")
        if target is not None:
            self._tried(lambda: self._save_situation(target))

    def _merge(self) -> None:
        file = self._session.file
        try:
            outside = look_outside(file)
        except CannotOpen as error:
            raise CannotSave("outside_unreadable", reason=sentence(error.fault)) from error
        comparison = compare(outside.base, outside.ours, outside.theirs, outside.references, outside.ids)
        dialog = MergeDialog(comparison, self._session.book, outside.entries, self._window)
        with let_go(dialog):
            # Who changed the same in the same way is not asked.
            if comparison and not dialog.exec():
                return
            choices = dialog.choices
        change_set = merge(comparison, MERGED, choices)
        if not self._is_wanted(change_set):
            return
        try:
            merge_in(file, outside, comparison.ids, change_set, self._session.who)
        except ChangeRefused as error:
            raise StoreError("merge_refused", reason=sentence(error.fault)) from error
        self._session.load(file)
        if self._files.save():
            self.told.emit("ほかの人の変更を取り入れて保存しました。統合する前の両方の内容は控えにあります。")

    def _is_wanted(self, change_set: ChangeSet) -> bool:
        """Ask where both sides' changes break a rule only together; raises StoreError where they cannot stand."""
        broken = list(broken_rules(self._session.book, change_set))
        told = [f"・{row}: {sentence(fault)}" for row, fault in broken[:_SHOWN]]
        told += [f"・ほか{len(broken) - _SHOWN}件"] if len(broken) > _SHOWN else []
        if any(fault.rule == "duplicate" for _, fault in broken):
            raise StoreError("merge_refused", reason="\n".join(told))
        text = "両方の変更を合わせると、次の決まりに合わなくなります。あとで直すこともできます。"
        return not broken or ask(self._window, "統合", "\n".join((text, *told)), (MERGE_ALL_THE_SAME, LEAVE)) != LEAVE

    def _rescue(self, path: Path) -> None:
        with told_as(CannotOpen, path):
            help = help_for(default_home(), path)
            found = _told(path, help.backup)
        backup, where = help.backup, "\n".join(f"・{one}" for one in help.damages)
        choices = (*((OPEN_BACKUP,) if backup else ()), SALVAGE, "やめる")
        choice = ask(self._window, "壊れたファイル", f"{path.name}\n{where}\n\n{found}", choices)
        if choice == OPEN_BACKUP and backup:
            self._files.open_copy(backup.path)
        elif choice == SALVAGE:
            self._salvage(path)

    def _salvage(self, path: Path) -> None:
        target = self._ask_new("救出先のファイル", f"{path.stem}_救出{SUFFIX}")
        if target is None:
            return
        found = salvage_file(default_home(), path, target)
        missing = [f"{one.label}({one.saved:,}行を救出)" for one in found.accounts if not one.is_whole]
        told = f"読み取れない部分がある表: {'、'.join(missing)}。" if missing else "足りない行は見つかりませんでした。"
        self._files.open_path(target)
        self.told.emit(f"{found.saved:,}行を救出しました。{told}使う前に、原資料と照合してください。")

    def _restore(self, backup: Path, target: Path) -> None:
        file = self._session.file
        with told_as(CannotSave, target):
            if is_same_file(real_path(target), file.path):
                raise StoreError("same_file", path=str(target))
            if target.exists():
                raise StoreError("already_there", path=str(target))
        self._session.settle()
        file.back_up(BEFORE_RESTORE)
        restored = LedgerFile.open(default_home(), backup, Access.COPY)
        try:
            restored.save_as(target)
        finally:
            restored.close()
        text = f"{target.name} に復元しました。今開いているファイルは変わっていません。"
        if ask(self._window, "控えから復元", text, (OPEN_IT, "今のファイルを続ける")) == OPEN_IT:
            self._files.open_path(target)

    def _hand_over(self, target: Path) -> None:
        code = hand_over(self._session.file, target, self._session.who)
        self.told.emit(
            f"{target.name} を作り、読み直して確かめました。確認コードは {code} です。受け取る人に伝えてください。"
        )

    def _close_log(self, until: str, target: Path) -> None:
        self._autosave.wait()
        closed = close_log(self._session.file, until, target, self._session.who)
        self._session.changed.emit(Changed(frozenset(), frozenset()))
        told = f"{show_date(until)}までの{closed.count:,}件を {target.name} に締め切りました。"
        self.told.emit(f"{told}ハッシュ値は台帳の履歴にも残っています。")

    def _save_situation(self, target: Path) -> None:
        save_support_zip(default_home(), self._session.file, target)
        self.told.emit(f"{target.name} に保存しました。台帳の内容は入っていません。")

    def _ask_path(self, title: str, proposed: str, kinds: str, suffix: str) -> Path | None:
        """Return the chosen name; a file that is there is replaced only when the user has said so."""
        path, was_added = self._asked(title, proposed, kinds, suffix)
        if path is not None and was_added and path.exists() and not may_replace(self._window, path):
            return None
        return path

    def _ask_new(self, title: str, proposed: str) -> Path | None:
        """Return the chosen name of a ledger to be made: who uses it refuses one that is there."""
        return self._asked(title, proposed, f"按分帳の台帳 (*{SUFFIX})", SUFFIX)[0]

    def _asked(self, title: str, proposed: str, kinds: str, suffix: str) -> tuple[Path | None, bool]:
        """Return the chosen name and whether its ending was added: the dialog has asked about the name as typed."""
        folder = self._session.path.parent if self._session.path else Path.home()
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(folder / proposed), kinds)
        path = Path(name)
        if not name or path.suffix.lower() == suffix:
            return (path if name else None), False
        return path.with_name(path.name + suffix), True

    def _tried(self, action: Callable[[], object]) -> None:
        try:
            action()
        except StoreError as error:
            self.failed.emit(error)


def _told(path: Path, backup: Backup | None) -> str:
    """Say which backup there is for a damaged file: of which council, and who changed it last."""
    if backup is None:
        return sentence(Fault("", "no_good_backup", {}))
    contents = contents_of(backup.path)
    facts = {"at": show_moment(backup.at.isoformat()), "council": contents.council or "名前のない協議会"}
    if contents.last is None:
        text = sentence(Fault("", "good_backup_unchanged", facts))
    else:
        who = f"{contents.last.who}さん" if contents.last.who else "名前の分からない人"
        last = {"last_at": show_moment(contents.last.at), "who": who, "label": contents.last.label}
        text = sentence(Fault("", "good_backup", facts | last))
    return text if document_id_in(path) else text + "\n" + sentence(Fault("", "known_by_name", {}))

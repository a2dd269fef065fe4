"""What is offered when a file turns out to be empty: its newest good backup. Loaded when it is first needed."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.jobs.checking import help_for
from core.model.values.dates import show_moment
from core.storage.disk.errors import CannotOpen, told_as
from core.storage.disk.places import default_home
from ui.dialogs.questions import ask
from ui.files.actions import FileActions

OPEN_BACKUP = "控えの写しを開く"


def offer_backup(path: Path, files: FileActions, window: QWidget) -> str:
    """Open a copy of the newest good backup of the file at `path` if that is wished; return what is to be told.

    Raises CannotOpen when the file cannot be read any more.
    """
    with told_as(CannotOpen, path):
        backup = help_for(default_home(), path).backup
    if backup is None:
        return f"「{path.name}」の正常な控えは見つかりませんでした。元のファイルか、ほかのPCの写しを探してください。"
    made = show_moment(backup.at.isoformat())
    text = f"「{path.name}」には中身がありません。いちばん新しい正常な控えは{made}のものです。"
    if ask(window, "控えを探す", text, (OPEN_BACKUP, "やめる")) == OPEN_BACKUP:
        files.open_copy(backup.path)
    return ""

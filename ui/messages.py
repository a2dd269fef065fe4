"""File trouble in words: what happened, what is safe, what to do next."""

from dataclasses import dataclass

from core.messages import sentence
from core.storage.errors import CannotSave, StoreError

_PASSING = frozenset({"place_missing", "io_error", "file_in_use", "file_in_use_by", "being_saved", "disk_full"})
"""Why a save may fail that will work a little later; ui/autosave.py tries again."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The sentences, whether saving under another name helps, whether the file can be merged with ours, and whether
    saving is tried again by itself."""

    text: str
    offer_save_as: bool
    offer_merge: bool = False
    is_retried: bool = False


def file_trouble(error: Exception) -> Trouble:
    """Return what people are told when a file could not be read or written."""
    if isinstance(error, StoreError):
        is_retried = isinstance(error, CannotSave) and error.rule in _PASSING
        text = sentence(error.fault) + ("30秒ごとに自動で保存し直します。" if is_retried else "")
        return Trouble(text, isinstance(error, CannotSave), error.rule == "file_changed_outside", is_retried)
    return Trouble(
        f"予期しないエラーが起きました({type(error).__name__}: {error})。"
        "入力した内容は作業用の控えに残っています。名前を付けて保存してください。",
        True,
    )

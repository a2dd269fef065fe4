"""File trouble in words: what happened, what is safe, what to do next."""

from core.dataclass import dataclass
from core.storage.disk.errors import CannotSave, StoreError
from core.words.sentences import sentence

_PASSING = frozenset(
    {
        "place_missing",
        "io_error",
        "file_in_use",
        "file_in_use_by",
        "being_saved",
        "disk_full",
        "disk_full_here",
        "not_permitted",
        "file_vanished",
    }
)
"""Why a save may fail that will work a little later: autosave.py tries again. A share that is coming back may for a
moment show no file, or let nobody read it."""

_RETRIED = "30秒ごとに自動で保存し直します。"


@dataclass(frozen=True, slots=True)
class Trouble:
    """The sentences, whether saving under another name helps, and whether the file can be merged with ours."""

    text: str
    offer_save_as: bool
    offer_merge: bool = False


def is_passing(error: StoreError) -> bool:
    """Whether a save that failed so may succeed a little later without anybody doing anything."""
    return isinstance(error, CannotSave) and error.rule in _PASSING


def file_trouble(error: Exception, is_retried: bool = False) -> Trouble:
    """Return what people are told when a file could not be read or written; `is_retried` when it is tried again."""
    if isinstance(error, StoreError):
        text = sentence(error.fault) + (_RETRIED if is_retried else "")
        return Trouble(text, isinstance(error, CannotSave), error.rule == "file_changed_outside")
    return Trouble(
        "予期しないエラーが起きました。入力した内容は作業用の控えに残っています。名前を付けて保存してください。",
        True,
    )

"""File trouble in words: what happened, what is safe, what to do next."""

from dataclasses import dataclass

from core.messages import sentence
from core.storage.errors import CannotSave, StoreError


@dataclass(frozen=True, slots=True)
class Trouble:
    """The sentences, and whether saving under another name helps."""

    text: str
    offer_save_as: bool


def file_trouble(error: Exception) -> Trouble:
    """Return what people are told when a file could not be read or written."""
    if isinstance(error, StoreError):
        return Trouble(sentence(error.fault), isinstance(error, CannotSave))
    return Trouble(
        f"予期しないエラーが起きました({type(error).__name__}: {error})。"
        "入力した内容は作業用の控えに残っています。名前を付けて保存してください。",
        True,
    )

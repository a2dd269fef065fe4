"""Marks that point to a note below a table: 射水市※1, 92,000(注2), *滑川市. They are no part of what they stand at."""

from core.pattern import pattern

_NUMBER = "[0-9０-９]{0,2}"
_BEHIND = pattern(
    rf"\s*(?:[※*＊†‡]\s*{_NUMBER}|[(（\[［]\s*(?:注|※)\s*{_NUMBER}\s*[)）\]］]|注\s*[0-9０-９]{{1,2}}\s*[)）]?|[¹²³⁴-⁹]+)$"
)
_BEFORE = pattern(rf"^(?:[※*＊†‡]\s*(?:[0-9０-９]{{1,2}}[)）\s])?|[(（]\s*注\s*{_NUMBER}\s*[)）])\s*")


def without_note_marks(text: str) -> str:
    """Return a text without the marks behind and before it; a text that is nothing but marks stays.

    Example: "射水市※1" → "射水市", "92,000 (注2)" → "92,000", "*滑川市" → "滑川市".
    """
    bare = _BEFORE.sub("", _BEHIND.sub("", text.strip()))
    return bare or text

"""Marks that point to a note below a table: 射水市※1, 92,000(注2), *滑川市. They are no part of what they stand at."""

from collections.abc import Sequence

from core.model.machine.faults import Fault
from core.model.machine.grids import GridCell, column_name, place_name
from core.operations.importing.row_kinds import is_figure
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


def take_marks_off(rows: list[tuple[GridCell, ...]], data: Sequence[int], figures: Sequence[int]) -> list[Fault]:
    """Take the marks of notes off the figures in these columns, and return what is to be told of it."""
    said = []
    for at in figures:
        marked = []
        for row in data:
            cell = rows[row][at] if at < len(rows[row]) else None
            if isinstance(cell, str) and (bare := without_note_marks(cell)) != cell and is_figure(bare):
                rows[row] = (*rows[row][:at], bare, *rows[row][at + 1 :])
                marked.append(row)
        if marked:
            facts = {"columns": column_name(at), "count": len(marked), "cell": place_name(marked[0], at)}
            said.append(Fault("", "marks_said", facts))
    return said

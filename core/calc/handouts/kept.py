"""What a 確定版 of a handout keeps, read as somebody may have written it who was not this program: the next handout is
held against it on paper, and nothing on that paper may be guessed."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.model.book import Book
from core.model.machine.stored_json import read_json
from core.model.papers.handouts import Handout
from core.model.sheets import FixedSheet

NOT_READ = "確定版「{name}」に残っている内容は、壊れているため読めません。変更点は、この確定版とは比べていません。"


def last_fixed(book: Book, handout: Handout) -> tuple[str, Mapping[str, Any]] | None:
    """Return the name and the result of the handout of this name that was fixed last, of those that can be read."""
    return next(((sheet.name, kept) for sheet, kept in _newest_first(book, handout) if kept is not None), None)


def not_read(book: Book, handout: Handout) -> Iterator[str]:
    """Yield what is told of each 確定版 that would be the last one if it could be read."""
    for sheet, kept in _newest_first(book, handout):
        if kept is not None:
            return
        yield NOT_READ.format(name=sheet.name)


def _newest_first(book: Book, handout: Handout) -> Iterator[tuple[FixedSheet, Mapping[str, Any] | None]]:
    """Yield each 確定版 of this handout, and those of which nobody knows of which they are, with what they keep: None
    for what cannot be read. What an older program has kept without rows says nothing."""
    found = [one for one in book.all(FixedSheet).values() if one.report == "handout"]
    for sheet in sorted(found, key=lambda one: (one.fixed_on, one.id), reverse=True):
        kept = _object(sheet)
        if not isinstance(kept.get("handout"), str):
            yield sheet, None
        elif kept["handout"] == handout.name and "state" in kept:
            yield sheet, kept if _is_handout(kept) else None


def is_readable(sheet: FixedSheet) -> bool:
    """Whether the next handout could be held against a 確定版 of one."""
    kept = _object(sheet)
    return isinstance(kept.get("handout"), str) and _is_handout(kept)


def _object(sheet: FixedSheet) -> dict[str, Any]:
    """Return what a 確定版 keeps, nothing where that is no object."""
    try:
        kept = read_json(sheet.result)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _is_handout(kept: Mapping[str, Any]) -> bool:
    """Whether it has chapters and rows as they are kept; what an older program has kept has no rows."""
    chapters = kept.get("chapters")
    return isinstance(chapters, list) and all(map(_is_chapter, chapters)) and _is_state(kept.get("state", {}))


def _is_chapter(one: Any) -> bool:
    """Whether it has what the next handout asks of it; what an older program did not keep may be missing."""
    if not isinstance(one, dict) or "shown" not in one:
        return False
    texts = (one.get(name) for name in ("number", "heading", "text", "report"))
    more = (one.get(name, "") for name in ("raw", "name"))
    lists = (one.get(name, []) for name in ("reads", "rows"))
    return (
        all(isinstance(text, str) for text in (*texts, *more))
        and all(isinstance(some, list) and all(isinstance(text, str) for text in some) for some in lists)
        and all(isinstance(one.get(name, {}), dict) for name in ("figures", "settings", "pictures"))
        and all(isinstance(text, str) for text in one.get("settings", {}).values())
        and all(_are(picture, str, str) for picture in one.get("pictures", {}).values())
    )


def _is_state(state: Any) -> bool:
    """Whether these are rows as core.documents.handouts.state keeps them."""
    return isinstance(state, dict) and all(
        isinstance(rows, dict) and all(id.isdecimal() and _is_row(row) for id, row in rows.items())
        for rows in state.values()
    )


def _is_row(row: Any) -> bool:
    """What an older program has kept ends before the place."""
    if not isinstance(row, list) or len(row) not in {2, 3}:
        return False
    is_placed = len(row) == 2 or row[2] is None or isinstance(row[2], int)
    return isinstance(row[0], str) and isinstance(row[1], dict) and is_placed and all(map(_is_cell, row[1].values()))


def _is_cell(cell: Any) -> bool:
    return _are(cell, int | str, str) if isinstance(cell, list) else cell is None or isinstance(cell, str | int | float)


def _are(found: Any, first: Any, second: Any) -> bool:
    return isinstance(found, list) and len(found) == 2 and isinstance(found[0], first) and isinstance(found[1], second)

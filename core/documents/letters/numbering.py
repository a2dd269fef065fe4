"""文書番号: which number the next letter has, by what was fixed last."""

import json

from core.documents.letters.address import counted_on
from core.documents.paper.document import Document
from core.documents.paper.settings import parse_settings
from core.model.book import Book
from core.model.sheets import FixedSheet


def last_number(document: Document) -> str:
    """Return the number of the last letter of a document, "" where it has none."""
    return next((sheet.number for sheet in reversed(document.sheets) if sheet.is_letter), "")


def next_number(book: Book) -> str:
    """Return the number that follows the last one that a 確定版 of letters bears, "" where none does.

    Example: 推第18号 after six letters from 推第12号 on, whatever they were.
    """
    sheets = sorted(book.all(FixedSheet).values(), key=lambda one: (one.fixed_on, one.id), reverse=True)
    last = next(filter(None, map(_last_of, sheets)), "")
    return counted_on(last, 1)


def _last_of(sheet: FixedSheet) -> str:
    """Return the number of its last letter; of one from an older program, by its first and how many there were."""
    if sheet.last_number or sheet.report not in _OLDER:
        return sheet.last_number
    count = len(json.loads(sheet.result).get("sheets", ())) or 1
    return counted_on(parse_settings(sheet.settings).number, count - 1)


_OLDER = {"notice", "questionnaire", "reminder", "gap-inquiry"}

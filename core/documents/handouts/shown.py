"""What each chapter of a handout says, as it is kept with the 確定版: its text, figures, settings and pictures, and
what its printout shows and reads."""

import json
from collections.abc import Mapping
from typing import Any

from core.calc.handouts.heeding import SETTINGS
from core.documents.handouts.chapters import Part
from core.documents.handouts.marking import rows_told
from core.documents.handouts.reading import Reading
from core.documents.handouts.state import UNTOLD
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.machine.kinds import Reference
from core.model.machine.naming import reference_name
from core.model.machine.records import Record, abouts
from core.model.papers.handouts import HandoutChapter
from core.model.registry import TABLES

Shown = Mapping[str, Any]


def shown_of(book: Book, part: Part) -> Shown:
    """Return what a chapter says now; `reads` are the tables of which its printout asks rows."""
    chapter, reading = part.chapter, Reading(book)
    has_paper = part.report is not None and part.paper is not None
    shown = json.loads(part.report.result(reading, part.settings)) if part.report and has_paper else None
    return {
        "id": chapter.id if chapter.handout_id else 0,
        "number": part.number,
        "heading": part.name.text,
        "name": chapter.heading,
        "raw": chapter.body_text,
        "text": part.bound.text,
        "figures": dict((*part.name.figures, *part.bound.figures)),
        "missing": list(dict.fromkeys((*part.name.missing, *part.bound.missing))),
        "settings": settings_told(book, chapter),
        "pictures": {str(one.id): [one.caption or one.words, one.sha256] for one in part.pictures},
        "report": part.report.name if part.report else "",
        "signs": is_anonymous(book, part.settings),
        "rows": rows_told(part.paper),
        "shown": shown,
        "reads": sorted(reading.tables - UNTOLD),
    }


def settings_told(book: Book, chapter: HandoutChapter) -> dict[str, str]:
    """Return what is chosen for the printout of a chapter, by column in words; what is left open is not there."""
    told = {}
    for name in ("report", *SETTINGS):
        value, kind = getattr(chapter, name), abouts(HandoutChapter)[name].kind
        if value in {None, False, ""}:
            continue
        if isinstance(kind, Reference):
            target: Record | None = book.all(TABLES[kind.target].record).get(value)
            told[name] = reference_name(book, HandoutChapter, target) if target is not None else ""
        else:
            told[name] = kind.show(value)
    return told

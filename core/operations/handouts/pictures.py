"""Putting pictures into the chapters of a handout."""

import hashlib

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import FieldValue
from core.model.papers.handouts import HandoutChapter, HandoutPicture, PictureFile
from core.model.values.pictures import TakenPicture
from core.operations.editing.adding import insert_row
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def add_picture(
    book: Book, chapter: HandoutChapter, taken: TakenPicture, words: str, caption: str = ""
) -> ChangeSet | Faults:
    """Put a picture below the last one of a chapter; `words` tell it to who cannot see it, and must be there."""
    draft, digest = Draft(book), hashlib.sha256(taken.content).hexdigest()
    given: dict[str, FieldValue] = {
        "chapter_id": chapter.id,
        "width": taken.width,
        "height": taken.height,
        "sha256": digest,
    }
    faults, picture = insert_row(draft, HandoutPicture, {"words": words, "caption": caption}, given)
    if picture is None:
        return faults
    draft.add(PictureFile(picture.id, taken.content))
    return checked(draft, f"章「{chapter.heading}」に図「{picture.caption or picture.words}」を追加")

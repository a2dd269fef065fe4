"""Putting pictures into the chapters of a handout."""

import hashlib

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.papers.handouts import HandoutChapter, HandoutPicture, PictureFile
from core.model.papers.taken_picture import TakenPicture
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read


def add_picture(
    book: Book, chapter: HandoutChapter, taken: TakenPicture, words: str, caption: str = ""
) -> ChangeSet | Faults:
    """Put a picture below the last one of a chapter; `words` tell it to who cannot see it, and must be there."""
    draft, values, faults = Draft(book), {}, []
    for column, text in (("words", words), ("caption", caption)):
        try:
            values[column] = read(draft, HandoutPicture, column, text)
        except Refused as refused:
            faults.append(refused.at(column))
    if not faults and not values["words"]:
        faults.append(Fault("words", "picture_without_words"))
    if faults:
        return Faults(tuple(faults))
    place = 1 + max((one.position for one in book.children(HandoutPicture, chapter.id).values()), default=0)
    picture = draft.insert(
        HandoutPicture,
        chapter_id=chapter.id,
        width=taken.width,
        height=taken.height,
        sha256=hashlib.sha256(taken.content).hexdigest(),
        position=place,
        **values,
    )
    draft.add(PictureFile(picture.id, taken.content))
    return draft.finish(f"章「{chapter.heading}」に図「{picture.caption or picture.words}」を追加")

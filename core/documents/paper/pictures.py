"""The pictures of a document that stand in the ledger: read when it is printed, if they are what was put in."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from core.documents.paper.document import Bitmap, Block, Document, Picture
from core.model.values.pictures import is_printable, picture_size

SPOILT = "図「{words}」が、入れたときのものではないため印刷できません。もう一度入れてください。"


def with_pictures(document: Document, read: Callable[[int], bytes]) -> Document:
    """Return the document with the bytes of its pictures; `read` gives them by id. What is not what was put in is left
    out, and told among what is lacking."""
    if not any(_bitmap(block) for sheet in document.sheets for block in sheet.blocks):
        return document
    lacking: list[str] = []

    def filled(block: Block) -> Block:
        bitmap = _bitmap(block)
        if bitmap is None or not isinstance(block, Picture):
            return block
        content = read(bitmap.id)
        if not is_sound(bitmap, content):
            lacking.append(SPOILT.format(words=block.caption or block.words))
            return block
        return replace(block, path=replace(bitmap, content=content))

    sheets = tuple(replace(sheet, blocks=tuple(map(filled, sheet.blocks))) for sheet in document.sheets)
    return replace(document, sheets=sheets, lacking=(*document.lacking, *lacking))


def is_sound(bitmap: Bitmap, content: bytes) -> bool:
    """Whether these are the bytes that were put in, of the size that the row says, and may be drawn."""
    return (
        is_printable(content)
        and picture_size(content) == (bitmap.width, bitmap.height)
        and hashlib.sha256(content).hexdigest() == bitmap.sha256
    )


def _bitmap(block: Block) -> Bitmap | None:
    return block.path if isinstance(block, Picture) and isinstance(block.path, Bitmap) else None

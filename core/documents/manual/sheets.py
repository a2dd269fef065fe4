"""取扱説明書: chapters of the manual as sheets of paper."""

from collections.abc import Sequence

from core.documents.manual.chapters import Chapter, Grid, Items, Part, Picture, Text, Title, plain
from core.documents.paper import document as paper
from core.documents.paper.document import Column, Document, Row, Sheet, Size
from core.model.values.paper import Orientation
from core.version import version


def printed(title: str, chapters: Sequence[Chapter]) -> Document:
    """Return the chapters as one document on A4, each beginning on a new page, many of them after a list."""
    numbered = len(chapters) > 1
    sheets = [
        Sheet(one.title, tuple(map(_block, one.parts)), number=f"第{place}章" if numbered else "")
        for place, one in enumerate(chapters, 1)
    ]
    if numbered:
        lines = tuple(one.title for one in chapters)
        sheets.insert(0, Sheet(title, (paper.Notes(lines, numbered=True, size=Size.LARGE),), number=f"版 {version()}"))
    return Document(title, tuple(sheets), footer=f"按分帳 {version()} {title}", orientation=Orientation.PORTRAIT)


def _block(part: Part) -> paper.Block:
    match part:
        case Title(text):
            return paper.Heading(plain(text))
        case Text(text):
            return paper.Paragraph(plain(text))
        case Items(texts, numbered):
            return paper.Notes(tuple(map(plain, texts)), "・", numbered, Size.BODY)
        case Grid(rows):
            return _table(rows)
        case Picture(path, words):
            return paper.Picture(path, words)


def _table(rows: Sequence[Sequence[str]]) -> paper.Table:
    """The first column is as wide as it needs, the others share the rest."""
    columns = tuple(
        Column(plain(heading), width=max(len(plain(row[at])) for row in rows) if at == 0 else 8, weight=min(at, 1))
        for at, heading in enumerate(rows[0])
    )
    return paper.Table(columns, tuple(Row(tuple(map(plain, row))) for row in rows[1:]))

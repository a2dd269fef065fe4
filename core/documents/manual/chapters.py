"""The manual's chapters as values, read from resources/manual: the window shows them and the paper room prints them.

The source is a small part of Markdown: headings, paragraphs, lists, tables, pictures; inside a line **bold**, `keys`
and [words](of_a_chapter.md). A comment in the first line names the pages whose F1 opens the chapter.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.dataclass import dataclass
from core.pattern import pattern
from core.version import RESOURCES

FOLDER = RESOURCES / "manual"
INSTALL = "install"
"""The chapter that is the install note too."""


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with numbers where the order matters."""

    texts: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file under resources/manual, and what it shows in words."""

    path: Path
    words: str


Part = Title | Text | Items | Grid | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """`key` is the file's name without number and ending; `pages` are the keys of the window's pages it is about."""

    key: str
    title: str
    pages: tuple[str, ...]
    parts: tuple[Part, ...]


_PAGES = pattern(r"<!--\s*pages:\s*(.*?)\s*-->")
_ITEM = pattern(r"(?:(-)|\d+\.)\s+(.*)")
_PICTURE = pattern(r"!\[(.*)\]\((.*)\)")


def chapters(folder: Path = FOLDER) -> tuple[Chapter, ...]:
    """Return every chapter, in the order of the numbers that the files' names begin with."""
    return tuple(chapter(path) for path in sorted(folder.glob("[0-9][0-9]_*.md")))


def chapter(path: Path) -> Chapter:
    """Return the chapter in a file; raises ValueError when it has no title."""
    text = path.read_text(encoding="utf-8")
    named = _PAGES.match(text)
    parts = tuple(_parts(text[named.end() :] if named else text, path.parent))
    if not parts or not isinstance(parts[0], Title):
        raise ValueError(f"{path.name} has no title")
    pages = tuple(named[1].split()) if named else ()
    return Chapter(path.stem.partition("_")[2], parts[0].text, pages, parts[1:])


def of_page(every: Sequence[Chapter], page: str) -> Chapter:
    """Return the chapter about a page of the window; the first one when there is none."""
    return next((one for one in every if page in one.pages), every[0])


def plain(text: str) -> str:
    """Return a line without its marks: for paper and for searching."""
    text = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", text)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).replace("`", "")


def words(one: Chapter) -> Iterator[str]:
    """Yield every text of a chapter without marks."""
    yield one.title
    for part in one.parts:
        match part:
            case Title(text) | Text(text):
                yield plain(text)
            case Items(texts):
                yield from map(plain, texts)
            case Grid(rows):
                yield from (plain(cell) for row in rows for cell in row)
            case Picture(_, shown):
                yield shown


def _parts(text: str, folder: Path) -> Iterator[Part]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.strip().splitlines()]
        first = lines[0]
        picture = _PICTURE.fullmatch(first)
        if first.startswith("#"):
            marks, _, title = first.partition(" ")
            yield Title(title.strip(), len(marks))
        elif picture:
            yield Picture(folder / picture[2], picture[1])
        elif first.startswith("|"):
            yield Grid(tuple(_cells(line) for line in lines if not re.fullmatch(r"[|:\-\s]+", line)))
        elif _ITEM.fullmatch(first):
            yield Items(tuple(_items(lines)), not first.startswith("-"))
        else:
            yield Text("".join(lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Yield the items; a line that does not begin one goes on with the one before."""
    gathered: list[str] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            gathered.append(item[2])
        else:
            gathered[-1] += line
    yield from gathered

"""The pictures of handouts in a workbook: each lies on the row of its words, and is read from there when it comes back.

Excel and other programs keep a picture apart from the cells: a part of the archive says on which row it lies. Whoever
edits the sheet may put another picture in its place. What comes back is looked at as if an enemy had made it.
"""

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from xlsxwriter.worksheet import Worksheet

from core.exchange.marks import sheet_parts
from core.exchange.styles import Styles, set_up_page, write_text
from core.exchange.vetting import BROKEN, unpacked, vetted
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, LaidPicture, PictureSheet, SourceRefused
from core.model.machine.naming import in_order
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture
from core.model.registry import table_of
from core.model.values.pictures import LARGEST_FILE, PictureRefused, TakenPicture, picture_kind, picture_size

PICTURES = table_of(HandoutPicture).label
HEADINGS = ("番号", "資料", "資料の章", "代替テキスト", "図の題", "大きさ(%)", "図")
LARGEST_IN_ALL = 25_000_000
"""Bytes of pictures that go into a workbook: one of more than 40 million bytes is not read any more."""
MOST_PICTURES = 500
NOT_HERE = "図が多いため、この表には入れていません。CSVの書き出しでは、図もファイルになります。"
NOT_SOUND = "入れたときの図ではないため、書き出していません。"

_LARGEST_PART = 2_000_000
"""Bytes of a part that says where pictures lie: so many elements take a hundred times as much when they are read."""
_WIDE, _HIGH = 170, 112
"""The room of a picture on its row, in pixels."""
_WIDTHS = (8, 24, 30, 44, 30, 10, 26)


def picture_grid(book: Book) -> Grid:
    """Return the rows of the pictures, chapter by chapter; the pictures themselves are no cells."""
    rows = []
    for handout in in_order(book, book.all(Handout).values()):
        for chapter in in_order(book, book.children(HandoutChapter, handout.id).values()):
            for one in in_order(book, book.children(HandoutPicture, chapter.id).values()):
                rows.append((one.id, handout.name, chapter.heading, one.words, one.caption, one.share))
    return Grid(PICTURES, (HEADINGS, *rows))


def write_pictures(sheet: Worksheet, styles: Styles, grid: Grid, pictures: Mapping[int, bytes]) -> None:
    """Write the rows, each with its picture; `pictures` by id, what is not among them is told to be missing."""
    left = LARGEST_IN_ALL
    for at, (text, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        write_text(sheet, 0, at, text, styles.heading)
        sheet.set_column(at, at, width, styles.wrapped)
    for row, cells in enumerate(grid.rows[1:], 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, at, cell, styles.plain_number)
            else:
                write_text(sheet, row, at, str(cell or ""), styles.wrapped)
        content = pictures.get(int(str(cells[0])), b"")
        if not content or len(content) > left:
            write_text(sheet, row, len(cells), NOT_HERE if content else NOT_SOUND, styles.wrapped)
            continue
        left -= len(content)
        _lay(sheet, row, len(cells), content, str(cells[3]))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    set_up_page(sheet, landscape=True)


def _lay(sheet: Worksheet, row: int, column: int, content: bytes, words: str) -> None:
    width, height = picture_size(content) or (1, 1)
    scale = min(_WIDE / width, _HIGH / height, 1.0)
    sheet.set_row_pixels(row, _HIGH + 8)
    options = {
        "image_data": io.BytesIO(content),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 4,
        "y_offset": 4,
        "object_position": 1,
        "description": words[:255],
    }
    sheet.insert_image(row, column, f"{row}.{picture_kind(content).lower()}", options)


def read_pictures(content: bytes, grid: Grid) -> PictureSheet:
    """Return the sheet with the pictures that lie on its rows, each drawn anew or with the reason why it is not.

    Raises SourceRefused as the reader of workbooks does.
    """
    found: dict[int, LaidPicture] = {}
    more, seen = 0, dict[str, LaidPicture]()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.orig_filename.replace("\\", "/").lower(): info for info in archive.infolist()}
            for row, path in _laid(vetted(content).content, grid.name):
                if not 0 < row < len(grid.rows) or row in found or path not in parts:
                    more += 1
                    continue
                if path not in seen:
                    seen[path] = _taken(archive, parts[path], f"{grid.name} {row + 1}行")
                found[row] = seen[path]
    except BROKEN as error:
        raise SourceRefused("workbook_broken") from error
    return PictureSheet(grid, found, more)


def _taken(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> LaidPicture:
    from core.exchange.pictures import take_picture

    try:
        content = unpacked(archive, part, LARGEST_FILE)
    except SourceRefused:
        facts = {"path": name, "limit": f"{LARGEST_FILE // 1_000_000}"}
        return LaidPicture("", Fault("", "picture_too_large", facts))
    try:
        taken: TakenPicture | Fault = take_picture(content, name)
    except PictureRefused as refused:
        taken = Fault("", refused.rule, dict(refused.facts))
    return LaidPicture(hashlib.sha256(content).hexdigest(), taken)


def _laid(clean: bytes, sheet: str) -> Iterator[tuple[int, str]]:
    """Yield the row (from 0) and the part of the archive of each picture on a sheet, as far as anybody lays them."""
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        parts = {name.lower(): archive.read(name) for name in archive.namelist()}
    cells = sheet_parts(parts["xl/workbook.xml"], parts.get("xl/_rels/workbook.xml.rels", b"")).get(sheet, "")
    count = 0
    for drawing in _related(parts, cells).values():
        pictures = _related(parts, drawing)
        for anchor in _tree(parts.get(drawing, b"<none/>")):
            row = next((one.text for one in anchor.iter() if _bare(one.tag) == "row"), None)
            used = [value for one in anchor.iter() if _bare(one.tag) == "blip" for value in one.attrib.values()]
            path = next((pictures[value] for value in used if value in pictures), None)
            if row is None or not row.strip().isdecimal() or len(row) > 8 or path is None:
                continue
            count += 1
            if count > MOST_PICTURES:
                raise SourceRefused("workbook_suspicious")
            yield int(row), path


def _related(parts: Mapping[str, bytes], path: str) -> dict[str, str]:
    """Return by their ids the parts that a part names, in small letters."""
    folder, name = posixpath.split(path)
    tree = _tree(parts.get(f"{folder}/_rels/{name}.rels", b"<none/>"))
    found = {}
    for one in tree:
        target = posixpath.normpath(posixpath.join("/", folder, one.attrib.get("Target", ""))).lower()
        if one.attrib.get("TargetMode", "Internal") == "Internal":
            found[one.attrib.get("Id", "")] = target.lstrip("/")
    return found


def _tree(part: bytes) -> ElementTree.Element:
    """Return the elements of a part; it has been refused before if it defines entities."""
    if len(part) > _LARGEST_PART:
        raise SourceRefused("workbook_suspicious")
    try:
        return ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        raise ValueError("no XML") from error


def _bare(tag: object) -> str:
    return str(tag).rpartition("}")[2]

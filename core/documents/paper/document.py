"""What a printout says, as values: the paper room draws them and adds nothing, the screen may show them too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from core.dataclass import dataclass
from core.documents.paper.drawing import Drawing, Text
from core.model.values.paper import Orientation, Paper


class Stopped(Exception):
    """Somebody has asked to stop making a document; nothing has come of it."""


class Kind(Enum):
    """TEXT is set in the text face and wraps; FIGURE in the face whose digits are of one width, to the right."""

    TEXT = "text"
    FIGURE = "figure"


class Align(Enum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Emphasis(Enum):
    """How a row stands out: never by colour alone, so that it survives a black and white copier.

    TOTAL is bold under a heavy line, STRONG bold, QUIET in smaller type, SECTION one bold text across the table.
    """

    PLAIN = "plain"
    TOTAL = "total"
    STRONG = "strong"
    QUIET = "quiet"
    SECTION = "section"


class Size(Enum):
    """The sizes of running text."""

    SMALL = "small"
    BODY = "body"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is the least width of a text column in full-width characters, `weight` its part of what is left over.

    A figure column is as wide as its longest figure. Neighbours with the same text in `groups` stand under one
    common heading (outermost first). When a table is too wide, `repeat` columns return at the left of every sheet. What
    `stays` is printed by a sparing table though nothing stands in it: that nothing does says something.
    """

    heading: str
    kind: Kind = Kind.TEXT
    align: Align | None = None
    width: int = 4
    weight: int = 0
    groups: tuple[str, ...] = ()
    repeat: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One text per column; "" leaves a cell empty, line feeds are kept. `joined` rows stay with the row before them."""

    cells: tuple[str, ...]
    emphasis: Emphasis = Emphasis.PLAIN
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The heading stands on every page; `totals` follow the rows and stay together; `unit` stands above the right
    edge, `legend` above the left; `tall` leaves room in every row for writing by hand. Where it is `sparing`, columns
    in which nothing stands are not printed (core.documents.paper.sparing)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    unit: str = ""
    legend: str = ""
    tall: bool = False
    sparing: bool = False

    def compact(self) -> "Table":
        """Return the table without the columns in which nothing stands; the first column stays."""
        rows, places = (*self.rows, *self.totals), range(len(self.columns))
        return self.with_columns([at for at in places if at == 0 or any(row.cells[at] for row in rows)])

    def with_columns(self, kept: Sequence[int]) -> "Table":
        """Return the table with the columns at these places; a row that is a heading stays as it is."""

        def short(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(
                row if row.emphasis is Emphasis.SECTION else replace(row, cells=tuple(row.cells[at] for at in kept))
                for row in rows
            )

        return replace(
            self, columns=tuple(self.columns[at] for at in kept), rows=short(self.rows), totals=short(self.totals)
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """Of what follows; one of a chapter that begins below another is set as the title of a sheet is."""

    text: str
    is_chapter: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    size: Size = Size.BODY
    bold: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines below a table, each with its mark (or its number) at the left and its text beside it."""

    lines: tuple[str, ...]
    mark: str = "※"
    numbered: bool = False
    size: Size = Size.SMALL


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with their values, side by side in `columns` columns."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to tick by hand; a choice that is already known is ticked."""

    label: str
    choices: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FillIn:
    """Labels, each followed by a line to write on; the lines share the width by their weights."""

    fields: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines that begin at one place, as far to the right as the longest of them allows: sender and contact."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing at its own size or so many times `larger`, in the middle; smaller where the page has less room. It is
    never parted."""

    drawing: Drawing
    larger: float = 1.0


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture of the ledger by the id of its row, with its size in pixels and the hash of its bytes. `content` is
    None until somebody has read it for the paper, and stays so where it is not what was put in."""

    id: int
    width: int
    height: int
    sha256: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, or a picture of the ledger; `words` say what it shows. It is as wide as `share` percent of the page,
    a file at most as wide as the page; `caption` stands below it."""

    path: Path | Bitmap
    words: str
    caption: str = ""
    share: int = 100


@dataclass(frozen=True, slots=True)
class Framed:
    """Lines in a frame, which stand out without colour."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place to which the table of contents leads; `title` is its bookmark, `depth` 0 for the topmost."""

    key: str
    title: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: the title in the middle, `marking` in a frame above, who hands it out and when below."""

    title: str
    council: str = ""
    date: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """目次: the anchors of the document, each with its page and a link to it."""

    entries: tuple[Anchor, ...]


Block = (
    Table
    | Heading
    | Paragraph
    | Notes
    | KeyValues
    | Boxes
    | FillIn
    | Aside
    | PageBreak
    | Chart
    | Picture
    | Framed
    | Anchor
    | Cover
    | Contents
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is handed out as one piece: it begins on a new page and counts its own pages (n/m).

    `date` is ISO and shown in the Japanese calendar at the right; `addressee` stands at the left above the title.
    `mark` (案, 取扱注意) and `meeting` stand at the left of the head, `material` (資料1, 別紙) framed at its right.
    `paper` and `orientation` None are those of the document. With `is_letter` it is an official letter: A4 upright with
    wide margins, in 10.5 points. With `on_front` it begins on a front side where both sides of the paper are printed.
    `in_one` stands on one page as far as a smaller type allows it.
    """

    title: str
    blocks: tuple[Block, ...]
    date: str | None = None
    number: str = ""
    addressee: str = ""
    sender: str = ""
    paper: Paper | None = None
    mark: str = ""
    meeting: str = ""
    material: str = ""
    orientation: Orientation | None = None
    is_letter: bool = False
    on_front: bool = False
    in_one: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF. `footer` is the line at the foot of each page that says which program and file it came from. `lacking`
    are the sentences that say what its letters leave blank because the ledger does not have it; `passed` is a deadline
    (ISO, "" none) by which they would ask though it lies before their `day`: they are not to be sent like that.

    In one that is numbered `through`, the pages are counted from the first to the last. With `both_sides` the margin
    for punching changes sides on the back of each sheet of paper. One that is `tagged` says in its PDF what each text
    is (heading, cell, note) for those who do not see it: what is kept for decades does.
    """

    title: str
    sheets: tuple[Sheet, ...]
    author: str = ""
    footer: str = ""
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.LANDSCAPE
    through: bool = False
    lacking: tuple[str, ...] = ()
    passed: str = ""
    day: str = ""
    both_sides: bool = False
    tagged: bool = False


_RUNNING_HEAD = 20.0
"""What the line that names the sheet again takes on a further page."""
_SIDES = {Paper.A4: (595.0, 841.0), Paper.A3: (841.0, 1190.0)}
_ASIDE, _ABOVE = 91.0, 68.0
"""The margins at the sides and above and below together."""


def room_of(paper: Paper, orientation: Orientation) -> tuple[float, float]:
    """Return width and height in points that a chart may fill on a page that carries nothing else."""
    short, long = _SIDES[paper]
    across, down = (long, short) if orientation is Orientation.LANDSCAPE else (short, long)
    return across - _ASIDE, down - _ABOVE - _RUNNING_HEAD


def boxes_text(choices: tuple[tuple[str, bool], ...], between: str = "　") -> str:
    """Return boxes to tick as text: ☐ 実施　☑ 未定. Printing draws ☐ and ☑ whatever the fonts have."""
    return between.join(f"{'☑' if ticked else '☐'} {label}" for label, ticked in choices)


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text that will be drawn together with where it stands, in words for people."""
    yield "表題", document.title
    yield "ページの下端", document.footer
    for sheet in document.sheets:
        head = (sheet.title, sheet.number, sheet.addressee, sheet.sender, sheet.mark, sheet.meeting, sheet.material)
        for text in head:
            yield f"「{sheet.title}」の見出し", text
        for block in sheet.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Table():
            yield from _table_texts(block)
        case Heading() | Paragraph():
            yield "本文", block.text
        case Notes():
            for line in (block.mark, *block.lines):
                yield "注記", line
        case KeyValues():
            for label, value in block.pairs:
                yield "項目名", label
                yield label, value
        case Boxes():
            yield "選択肢", block.label
            for label, _ in block.choices:
                yield block.label, label
        case FillIn():
            for label, _ in block.fields:
                yield "記入欄", label
        case Aside():
            for line in block.lines:
                yield "差出人と担当", line
        case Chart():
            for shape in block.drawing.shapes:
                if isinstance(shape, Text):
                    yield f"図「{block.drawing.title}」", shape.text
        case Framed():
            for line in block.lines:
                yield "囲み", line
        case Cover():
            for line in (block.marking, block.title, block.date, block.council):
                yield "表紙", line
        case Contents():
            for entry in block.entries:
                yield "目次", entry.title
        case Picture():
            for text in (block.words, block.caption):
                yield "図", text
        case PageBreak() | Anchor():
            pass


def _table_texts(table: Table) -> Iterator[tuple[str, str]]:
    for text in (table.unit, table.legend):
        yield "表の上の行", text
    for column in table.columns:
        for text in (*column.groups, column.heading):
            yield "表の見出し", text
    headings = tuple(column.heading for column in table.columns)
    for row in (*table.rows, *table.totals):
        first = row.cells[0]
        for heading, text in zip(headings, row.cells, strict=False):
            if text:
                yield f"{headings[0]} {first} の{heading}", text

"""資料一式: the whole handout as one document: cover, table of contents, and the chapters with their numbers."""

from dataclasses import replace

from core.documents.handouts.body import blocks_of
from core.documents.handouts.changes import TITLE as TITLE_OF_CHANGES
from core.documents.handouts.changes import blocks_of as blocks_of_changes
from core.documents.handouts.changes import last_fixed
from core.documents.handouts.chapters import NOTHING, Part, chosen, parts_of
from core.documents.handouts.heeding import Printables
from core.documents.handouts.shown import shown_of
from core.documents.handouts.state import MEMBERS, TABLES_OF, state_of
from core.documents.paper.document import (
    Anchor,
    Bitmap,
    Block,
    Chart,
    Contents,
    Cover,
    Document,
    Heading,
    Paragraph,
    Picture,
    Sheet,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sender, sheet_date
from core.documents.printouts import HANDOUT, PRINTOUTS
from core.model.book import Book
from core.model.papers.handouts import Handout
from core.model.values.dates import show_date
from core.model.values.paper import Orientation, Paper

NAME = HANDOUT
TITLE = PRINTOUTS[NAME].title
CONTENTS = "目次"
UNKNOWN = "帳票「{name}」はこの版にありません。章の帳票の名前を直してください。"


def build(book: Book, settings: PrintSettings, reports: Printables) -> Document:
    """Return the handout that is chosen; nothing of it is kept anywhere, so no figure is older than the ledger."""
    handout, chapters = chosen(book, settings)
    parts = list(parts_of(book, settings, chapters, reports))
    day = settings.as_of or handout.dated_on or sheet_date(book, settings)
    marking = handout.marking.label if handout.marking else ""
    mark = f"　【{marking}】" if marking else ""
    cover = Cover(handout.title, handout.council or sender(book), show_date(day), marking)
    changed = _changed(book, settings, handout, parts)
    listed = (
        *(block for sheet in changed for block in sheet.blocks if isinstance(block, Anchor)),
        *map(_anchor, parts),
    )
    sheets = (
        Sheet("", (cover,), orientation=Orientation.LANDSCAPE),
        *changed,
        Sheet(CONTENTS, (Contents(listed),), orientation=Orientation.LANDSCAPE),
        *_sheets(parts, day),
    )
    return Document(
        handout.title,
        sheets,
        author=book.consortium.name,
        footer=footer(settings) + mark,
        paper=Paper.A4,
        through=True,
    )


def result(book: Book, settings: PrintSettings, reports: Printables) -> str:
    """Return the same as JSON: of each chapter its number, its heading, its text, and what its printout shows; and the
    rows of the ledger that it tells, so that the next handout can say what has changed."""
    handout, chapters = chosen(book, settings)
    told = [shown_of(book, part) for part in parts_of(book, settings, chapters, reports)]
    tables = (table for one in told for table in (*TABLES_OF.get(str(one["report"]), ()), *one["reads"]))
    return canonical(
        {
            "report": NAME,
            "handout": handout.name,
            "title": handout.title,
            "chapters": told,
            "state": state_of(book, (*MEMBERS, *tables)),
        }
    )


def _changed(book: Book, settings: PrintSettings, handout: Handout, parts: list[Part]) -> tuple[Sheet, ...]:
    """Return the page of changes; none before anything of this name was fixed."""
    found = last_fixed(book, handout)
    if found is None:
        return ()
    shown = [shown_of(book, part) for part in parts]
    blocks = (Anchor("changes", TITLE_OF_CHANGES), *blocks_of_changes(book, settings, found, shown))
    return (Sheet(TITLE_OF_CHANGES, blocks, orientation=Orientation.LANDSCAPE),)


def _anchor(part: Part) -> Anchor:
    return Anchor(f"c{part.chapter.id}", part.listed, part.depth)


def _sheets(parts: list[Part], day: str | None) -> list[Sheet]:
    """A chapter that begins no new page goes on where the one before it ended, if that was on the same paper; one
    that only leads is found where its first 節 begins."""
    sheets: list[Sheet] = []
    leading: list[Block] = []
    for part in parts:
        if part.leads:
            leading.append(_anchor(part))
            continue
        own = _own_sheets(part, day)
        own[0] = first = replace(own[0], blocks=(*leading, *own[0].blocks))
        if sheets and not part.chapter.new_page and _fits_on(sheets[-1], first):
            at = len(leading) + 1
            more: tuple[Block, ...] = (*first.blocks[:at], Heading(part.title), *first.blocks[at:])
            sheets[-1] = replace(sheets[-1], blocks=(*sheets[-1].blocks, *more))
            own = own[1:]
        leading = []
        sheets += own
    if leading and sheets:
        sheets[-1] = replace(sheets[-1], blocks=(*sheets[-1].blocks, *leading))
    return sheets


def _fits_on(last: Sheet, first: Sheet) -> bool:
    return last.paper == first.paper and last.orientation == first.orientation and not first.addressee


def _own_sheets(part: Part, day: str | None) -> list[Sheet]:
    """The text stands above the printout, on the same sheet, but for one that is a letter to somebody."""
    number = f"資料{part.number}" if part.number else ""
    pictures = (
        Picture(Bitmap(one.id, one.width, one.height, one.sha256), one.words, one.caption, one.share)
        for one in part.pictures
    )
    head: tuple[Block, ...] = (_anchor(part), *blocks_of(part.bound.text), *pictures)
    if part.is_unknown:
        head = (*head, Paragraph(UNKNOWN.format(name=part.chapter.report)))
    elif part.is_empty:
        head = (*head, Paragraph(NOTHING))
    if part.paper is None:
        return [
            Sheet(
                part.title,
                head,
                material=number,
                mark=part.settings.mark,
                paper=part.chapter.paper,
                orientation=Orientation.LANDSCAPE,
            )
        ]
    paper = part.paper
    printed = [
        replace(
            one,
            number="",
            material=f"{number} {one.material}".strip(),
            paper=one.paper or paper.paper,
            orientation=one.orientation or paper.orientation,
            date=one.date or day,
        )
        for one in paper.sheets
    ]
    first = printed[0]
    if first.addressee and len(head) > 1:
        text = Sheet(part.title, head, material=number, paper=first.paper, orientation=first.orientation)
        return [text, *printed]
    if first.addressee:
        return [replace(first, blocks=(*head, *first.blocks)), *printed[1:]]
    fills = any(isinstance(block, Chart) for block in first.blocks[:2])
    subtitle = () if fills or first.title == part.chapter.heading else (Heading(first.title),)
    return [
        replace(first, title=part.title, sender="", blocks=(*head, *subtitle, *first.blocks)),
        *(replace(one, sender="") if not one.addressee else one for one in printed[1:]),
    ]

"""資料一式: the whole handout as one document: cover, table of contents, and the chapters with their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.calc.handouts.heeding import lost
from core.calc.handouts.kept import last_fixed, not_read
from core.documents.handouts.body import blocks_of
from core.documents.handouts.changes_page import TITLE as TITLE_OF_CHANGES
from core.documents.handouts.changes_page import blocks_of as blocks_of_changes
from core.documents.handouts.chapters import NOTHING, Part, chosen, dated, parts_of, with_known_printouts
from core.documents.handouts.marking import marked
from core.documents.handouts.pairs import before_and_now
from core.documents.handouts.printable import Printables
from core.documents.handouts.shown import Shown, shown_of
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
    PageBreak,
    Paragraph,
    Picture,
    Sheet,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sender, sheet_date
from core.model.book import Book
from core.model.papers.handouts import ChapterDates, Fronts, Handout
from core.model.papers.printouts import HANDOUT, PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation, Paper
from core.words.sentences import sentence

NAME = HANDOUT
TITLE = PRINTOUTS[NAME].title
CONTENTS = "目次"
EMPTY = "この資料に印刷する章はありません。"
PASSED = (
    "章「{heading}」の文書は、{day}の日付で{deadline}までの回答を求めています。章の「新しい期限」を入れてください。"
)


def build(book: Book, settings: PrintSettings, reports: Printables) -> Document:
    """Return the handout that is chosen; nothing of it is kept anywhere, so no figure is older than the ledger."""
    handout, chapters = chosen(book, settings)
    if not handout.id:
        chapters = with_known_printouts(chapters, reports)
    parts = list(parts_of(book, dated(settings, handout), chapters, reports))
    day = settings.as_of or handout.dated_on or sheet_date(book, settings)
    marking = handout.marking.label if handout.marking else ""
    mark = f"　【{marking}】" if marking else ""
    cover = Cover(handout.title, handout.council or sender(book), show_date(day), marking)
    fixed = last_fixed(book, handout)
    shown = [shown_of(book, part) for part in parts] if fixed is not None else []
    changed = _changed(book, settings, fixed, shown) if fixed is not None else ()
    if fixed is not None and handout.marks:
        parts = list(marked(parts, before_and_now(fixed[1], shown)))
    listed = (
        *(block for sheet in changed for block in sheet.blocks if isinstance(block, Anchor)),
        *map(_anchor, parts),
    )
    sheets = (
        Sheet("", (cover,), number=settings.number, orientation=Orientation.LANDSCAPE),
        *changed,
        Sheet(CONTENTS, (Contents(listed) if listed else Paragraph(EMPTY),), orientation=Orientation.LANDSCAPE),
        *_sheets(parts, handout, day if handout.dates is ChapterDates.HANDOUT else sheet_date(book, settings)),
    )
    return Document(
        handout.title,
        sheets,
        author=book.consortium.name,
        footer=footer(settings) + mark,
        paper=Paper.A4,
        through=True,
        lacking=tuple(dict.fromkeys((*not_read(book, handout), *(line for part in parts for line in _lacking(part))))),
    )


def result(book: Book, settings: PrintSettings, reports: Printables) -> str:
    """Return the same as JSON: of each chapter its number, its heading, its text, and what its printout shows; and the
    rows of the ledger that it tells, so that the next handout can say what has changed."""
    handout, chapters = chosen(book, settings)
    if not handout.id:
        chapters = with_known_printouts(chapters, reports)
    told = [shown_of(book, part) for part in parts_of(book, dated(settings, handout), chapters, reports)]
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


def _lacking(part: Part) -> Iterator[str]:
    """Yield that what a chapter was about was removed, what its letters leave blank, and that they would ask for
    answers by a day that has passed."""
    fault = lost(part.chapter)
    if fault is not None:
        yield f"章「{part.title}」: {sentence(fault)}"
    if part.paper is None:
        return
    yield from part.paper.lacking
    if part.paper.passed:
        facts = {"heading": part.title, "day": show_date(part.paper.day), "deadline": show_date(part.paper.passed)}
        yield PASSED.format_map(facts)


def _changed(
    book: Book, settings: PrintSettings, fixed: tuple[str, Mapping[str, Any]], shown: list[Shown]
) -> tuple[Sheet, ...]:
    """Return the page of changes since the handout of this name that was fixed last."""
    blocks = (Anchor("changes", TITLE_OF_CHANGES), *blocks_of_changes(book, settings, fixed, shown))
    return (Sheet(TITLE_OF_CHANGES, blocks, orientation=Orientation.LANDSCAPE),)


def _anchor(part: Part) -> Anchor:
    return Anchor(f"c{part.chapter.id}", part.listed, part.depth)


def _sheets(parts: list[Part], handout: Handout, day: str | None) -> list[Sheet]:
    """A chapter that begins no new page goes on where the one before it ended, if that was on the same paper; one
    that only leads is found where its first 節 begins."""
    sheets: list[Sheet] = []
    leading: list[Part] = []
    numbers: list[str] = []
    for part in parts:
        if part.leads:
            leading.append(part)
            continue
        own = [_dated(one, part, handout, day) for one in _own_sheets(part)]
        begins = (*map(_anchor, leading), *own[0].blocks)
        first = replace(own[0], blocks=begins, on_front=_on_front(part, bool(leading), handout))
        if sheets and not part.chapter.new_page and _fits_on(sheets[-1], first):
            numbers.append(part.number)
            at = len(leading) + 1
            more: tuple[Block, ...] = (*begins[:at], Heading(part.title, is_chapter=True), *begins[at:])
            joined = replace(sheets[-1], blocks=(*sheets[-1].blocks, *more))
            if sheets[-1].material == _span(numbers[:-1]):
                joined = replace(joined, material=_span(numbers))
            sheets[-1:], own = [joined], own[1:]
            numbers = [part.number] if own else numbers
        else:
            own, numbers = [first, *own[1:]], [part.number]
        leading = []
        sheets += own
    if leading and sheets:
        sheets[-1] = replace(sheets[-1], blocks=(*sheets[-1].blocks, *map(_anchor, leading)))
    return sheets


def _span(numbers: list[str]) -> str:
    """Return what stands for the chapters on one page: 資料2, 資料2・3, 資料2〜5."""
    known = [one for one in numbers if one]
    if not known:
        return ""
    between = "・" if len(known) == 2 else "〜"
    return f"資料{known[0]}" + (f"{between}{known[-1]}" if len(known) > 1 else "")


def _fits_on(last: Sheet, first: Sheet) -> bool:
    return last.paper == first.paper and last.orientation == first.orientation and not first.addressee


def _on_front(part: Part, is_led: bool, handout: Handout) -> bool:
    """Whether a chapter begins on a front side, where both sides are printed."""
    if not part.settings.both_sides or handout.fronts is Fronts.NONE:
        return False
    return is_led or part.begins or handout.fronts is Fronts.SECTIONS


def _dated(sheet: Sheet, part: Part, handout: Handout, day: str | None) -> Sheet:
    """Return a page of a chapter with its day; what is addressed to somebody is never without."""
    if handout.dates is ChapterDates.NONE and not part.chapter.as_of and not sheet.addressee:
        return replace(sheet, date=None)
    return replace(sheet, date=sheet.date or part.chapter.as_of or day)


def _own_sheets(part: Part) -> list[Sheet]:
    """The text stands above the printout, on the same sheet, but for one that is a letter to somebody."""
    number = f"資料{part.number}" if part.number else ""
    pictures = (
        Picture(Bitmap(one.id, one.width, one.height, one.sha256), one.words, one.caption, one.share)
        for one in part.pictures
    )
    head: tuple[Block, ...] = (_anchor(part), *blocks_of(part.bound.text), *pictures)
    if part.fault is not None:
        head = (*head, Paragraph(sentence(part.fault)))
    elif part.is_empty:
        head = (*head, Paragraph(NOTHING))
    if part.paper is None:
        last = -1 if isinstance(head[-1], PageBreak) else None
        return [
            Sheet(
                part.title,
                head[:last],
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
        )
        for one in paper.sheets
    ]
    first = printed[0]
    if first.addressee and len(head) > 1:
        text = Sheet(part.title, head, material=number, paper=first.paper, orientation=first.orientation)
        return [text, *printed]
    if first.addressee:
        named = f"{first.material}　{part.name.text}".strip()
        return [replace(first, material=named, blocks=(*head, *first.blocks)), *printed[1:]]
    fills = any(isinstance(block, Chart) for block in first.blocks[:2])
    subtitle = () if fills or first.title == part.name.text else (Heading(first.title),)
    return [
        replace(first, title=part.title, sender="", blocks=(*head, *subtitle, *first.blocks)),
        *(replace(one, sender="") if not one.addressee else one for one in printed[1:]),
    ]

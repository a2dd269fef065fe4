"""The chapters of a handout, numbered, each with what it prints: its text with its figures, and its printout."""

from collections.abc import Iterator
from dataclasses import replace

from core.calc.handouts.figures import Bound, Source, bind, source_of
from core.calc.handouts.heeding import listed_table, report_named, unprintable
from core.calc.handouts.templates import from_template
from core.dataclass import dataclass
from core.documents.handouts.printable import Printable, Printables
from core.documents.handouts.state import TABLES_OF
from core.documents.paper.document import Block, Document, Notes, Paragraph, Table
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.machine.naming import in_order
from core.model.meetings import Meeting
from core.model.papers.handouts import (
    ChapterDates,
    Handout,
    HandoutChapter,
    HandoutPicture,
    Level,
    Template,
    WhenEmpty,
)
from core.model.registry import TABLES
from core.model.sheets import FixedSheet

NOTHING = "該当なし"
_WITH_PREMISES = frozenset({"allocation", "derivation", "scenarios", "roster", "roster-by-member", "vacancies"})
"""Printouts that show by what they are computed, and of which day they are, though there is nothing to compute."""
_ALWAYS = frozenset({"scenarios"})
"""Tables of which a new ledger has a row already."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter that is printed: `number` is 4-(1), "" where it has none, `listed` how the table of contents has it,
    `name` and `bound` its heading and its text with their figures; `paper` is its printout (None: it has none, or
    nothing to say), `fault` why it cannot be printed. What `leads` says nothing itself: 節 follow."""

    chapter: HandoutChapter
    number: str
    listed: str
    name: Bound
    bound: Bound
    report: Printable | None
    settings: PrintSettings
    paper: Document | None
    pictures: tuple[HandoutPicture, ...] = ()
    leads: bool = False
    depth: int = 0
    fault: Fault | None = None

    @property
    def begins(self) -> bool:
        """Whether it is no 節, nor anything that belongs to one."""
        return self.depth == 0

    @property
    def title(self) -> str:
        """4-(1) 情報関連経費の削減."""
        return f"{self.number} {self.name.text}".strip()

    @property
    def is_empty(self) -> bool:
        """Whether the ledger holds nothing of what the chapter is about."""
        return not self.bound.text.strip() and self.paper is None and not self.pictures


def chosen(book: Book, settings: PrintSettings) -> tuple[Handout, list[HandoutChapter]]:
    """Return the handout that is asked for, with its chapters in their order: that of the ledger, or one that follows
    from a template. Without a word of either it is the first of the ledger, else that of the source."""
    kept = in_order(book, book.all(Handout).values())
    if settings.handout is not None:
        kept = [one for one in kept if one.id == settings.handout]
    elif settings.template is Template.SOURCE:
        kept = [one for one in kept if one.template is Template.SOURCE]
    elif settings.template is not None:
        kept = []
    if kept:
        return kept[0], in_order(book, book.children(HandoutChapter, kept[0].id).values())
    town = next((one.id for one in book.all(Municipality).values() if one.code == settings.municipality), None)
    meeting = book.all(Meeting).get(settings.meeting or 0)
    return from_template(book, settings.template or Template.SOURCE, meeting, town)


def dated(settings: PrintSettings, handout: Handout) -> PrintSettings:
    """Return the settings of the whole with the day of which its chapters are: that of the handout, where neither the
    settings name another nor the handout leaves it to the ledger."""
    own = None if handout.dates is ChapterDates.LEDGER else handout.dated_on
    return replace(settings, as_of=settings.as_of or own)


def with_known_printouts(chapters: list[HandoutChapter], reports: Printables) -> list[HandoutChapter]:
    """Return chapters that were begun for an agenda: a 資料 that is no printout of the program (資料1 予算案) is told
    in the text, since it is a paper of somebody's own."""
    return [
        one
        if not one.report or report_named(one.report, reports) is not None
        else replace(one, report="", body_text=f"{one.body_text}\n資料: {one.report}".strip())
        for one in chapters
    ]


def parts_of(
    book: Book, settings: PrintSettings, chapters: list[HandoutChapter], reports: Printables
) -> Iterator[Part]:
    """Yield the chapters that are printed, numbered: those that are left out when empty take no number."""
    top = under = 0
    sources: dict[tuple[int, int], Source] = {}
    for chapter, following in zip(chapters, [*chapters, None][1:], strict=True):
        own = settings_of(book, settings, chapter)
        fault = unprintable(chapter, reports)
        report = report_named(chapter.report, reports) if chapter.report and fault is None else None
        paper = report.build(book, own) if report else None
        asked = (own.scenario or 0, chapter.procurement_id or 0)
        fresh = source_of(book, chapter, is_anonymous(book, settings), own.scenario)
        source = sources.setdefault(asked, fresh)
        name, bound = bind(source, chapter.heading), bind(source, chapter.body_text)
        pictures = tuple(in_order(book, book.children(HandoutPicture, chapter.id).values()))
        if not chapter.handout_id:
            pictures = ()  # of a template: its chapters are in no ledger, and their ids are only their places
        said = None if paper is None or is_nothing(paper) or _is_unknown_of(book, report) else paper
        part = Part(chapter, "", "", name, bound, report, own, said, pictures, fault=fault)
        leads = chapter.level is Level.CHAPTER and following is not None and following.level is Level.SECTION
        leads = leads and not (chapter.body_text or chapter.report or pictures)
        if part.is_empty and fault is None and not leads and chapter.when_empty is WhenEmpty.LEAVE_OUT:
            continue
        match chapter.level:
            case Level.CHAPTER:
                top, under = top + 1, 0
                yield replace(part, number=f"{top}", listed=f"{top}. {name.text}", leads=leads)
            case Level.SECTION:
                under += 1
                yield replace(part, number=f"{top}-({under})", listed=f"({under}) {name.text}", depth=1)
            case Level.PLAIN:
                yield replace(part, listed=name.text, depth=1 if under else 0)


def settings_of(book: Book, settings: PrintSettings, chapter: HandoutChapter) -> PrintSettings:
    """Return the settings of a chapter's printout: its own, and of what it leaves open those of the whole."""
    town = book.all(Municipality).get(chapter.municipality_id or 0)
    previous = book.all(FixedSheet).get(chapter.previous_id or 0)
    return replace(
        settings,
        handout=None,
        template=None,
        paper=chapter.paper,
        number="",
        material="",
        municipality=town.code if town else settings.municipality,
        scenario=chapter.scenario_id or settings.scenario,
        procurement=chapter.procurement_id or settings.procurement,
        body=chapter.body_id or settings.body,
        meeting=chapter.meeting_id or settings.meeting,
        system=chapter.system_id or settings.system,
        fiscal_year=chapter.fiscal_year or settings.fiscal_year,
        month=chapter.month or settings.month,
        outage=chapter.outage_id or settings.outage,
        as_of=chapter.as_of or settings.as_of,
        unit=chapter.unit or settings.unit,
        digits=settings.digits if chapter.digits is None else chapter.digits,
        rate_from=chapter.rate_from or settings.rate_from,
        yearly=chapter.yearly or settings.yearly,
        money=chapter.money or settings.money,
        totals=chapter.totals or settings.totals,
        scenario_rows=chapter.scenario_rows or settings.scenario_rows,
        disposition=chapter.disposition or settings.disposition,
        previous=previous.result if previous else None,
        previous_name=previous.name if previous else "",
        hide_reviewers=chapter.hide_reviewers or settings.hide_reviewers,
        addressing=chapter.addressing or settings.addressing,
        deadline=chapter.deadline or settings.deadline,
        open_only=chapter.open_only or settings.open_only,
        chased=chapter.chased or settings.chased,
        mark=chapter.mark or settings.mark,
        table=listed_table(chapter) or settings.table,
    )


def is_nothing(document: Document) -> bool:
    """Whether a printout says no more than that there is nothing: no sheet, or sheets of one sentence, or of tables
    in which no row stands."""
    return all(_says_nothing(sheet.blocks) for sheet in document.sheets)


def _says_nothing(blocks: tuple[Block, ...]) -> bool:
    if len(blocks) <= 1 and all(isinstance(block, Paragraph | Notes) for block in blocks):
        return True
    tables = [block for block in blocks if isinstance(block, Table)]
    others = (block for block in blocks if not isinstance(block, Table))
    return bool(tables) and not any(one.rows for one in tables) and all(isinstance(one, Notes) for one in others)


def _is_unknown_of(book: Book, report: Printable | None) -> bool:
    """Whether a printout has nothing to show but its premises: the ledger holds no row of what it is about."""
    if report is None or report.name not in _WITH_PREMISES:
        return False
    return not any(book.all(TABLES[name].record) for name in TABLES_OF[report.name] if name not in _ALWAYS)

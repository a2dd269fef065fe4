"""Which printout a chapter of a handout names, and which of its settings that printout heeds: nothing is built here."""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

from core.model.book import Book
from core.model.machine.faults import Fault, Refused
from core.model.machine.naming import in_order, table_named
from core.model.machine.records import label_of
from core.model.papers.handouts import Handout, HandoutChapter, Level
from core.model.papers.printouts import HANDOUT, PRINTOUTS
from core.model.values.codes import search_key


class Named(Protocol):
    """What is needed of a printout, whether it can be built or is only declared."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...


P = TypeVar("P", bound=Named)


def report_named(text: str, reports: Mapping[str, P]) -> P | None:
    """Return the printout of this title, or of this name; that of the whole handout is none of its chapters."""
    wanted = search_key(text).strip()
    found = (one for one in reports.values() if wanted in {search_key(one.title), one.name})
    return next((one for one in found if one.name != HANDOUT), None)


SETTINGS: dict[str, str] = {
    **{name: name for name in ("fiscal_year", "month", "as_of", "unit", "digits", "rate_from", "yearly", "money")},
    **{name: name for name in ("totals", "scenario_rows", "disposition", "hide_reviewers")},
    **{name: name for name in ("addressing", "deadline", "open_only", "chased")},
    "scenario_id": "scenario",
    "municipality_id": "municipality",
    "procurement_id": "procurement",
    "body_id": "body",
    "meeting_id": "meeting",
    "system_id": "system",
    "outage_id": "outage",
    "previous_id": "previous",
    "listed": "table",
}
"""By column of a chapter the setting of its printout that it chooses."""


def unheeded(chapter: HandoutChapter, report: Named) -> list[str]:
    """Return the columns in which something is chosen that the chapter's printout does not heed."""
    return [
        column
        for column, setting in SETTINGS.items()
        if getattr(chapter, column) not in {None, False, ""} and setting not in report.options
    ]


def listed_table(chapter: HandoutChapter) -> str | None:
    """Return the name of the table that a chapter lists, "" where it chooses none; None where there is none such."""
    if not chapter.listed:
        return ""
    try:
        return table_named(chapter.listed).name
    except Refused:
        return None


def unprintable(chapter: HandoutChapter, reports: Mapping[str, Named]) -> Fault | None:
    """Return why the printout of a chapter cannot be printed: there is none of this name, or no such table to list."""
    if not chapter.report:
        return None
    report = report_named(chapter.report, reports)
    if report is not None and "table" in report.options and listed_table(chapter) is None:
        return Fault("listed", "chapter_table_unknown", {"name": chapter.listed})
    if report is not None:
        return None
    is_whole = search_key(chapter.report).strip() in {HANDOUT, search_key(PRINTOUTS[HANDOUT].title)}
    return Fault("report", "chapter_is_whole" if is_whole else "chapter_report_unknown", {"name": chapter.report})


def idle(chapter: HandoutChapter, reports: Mapping[str, Named]) -> Fault | None:
    """Return what is chosen in a chapter that its printout does not heed, by the names of the columns."""
    report = report_named(chapter.report, reports) if chapter.report else None
    columns = unheeded(chapter, report) if report is not None else []
    if report is None or not columns:
        return None
    labels = "・".join(label_of(HandoutChapter, name) for name in columns)
    return Fault(columns[0], "chapter_setting_idle", {"labels": labels, "name": report.title})


LOST = "〔選んでいた{label}は削除されました〕"
"""What stands in the note of a chapter whose record was removed: nothing else would tell that it was ever chosen."""


def with_lost(chapter: HandoutChapter, column: str) -> str:
    """Return the note of a chapter with the mark that what the column named was removed."""
    mark = LOST.format(label=label_of(HandoutChapter, column))
    return chapter.note if mark in chapter.note else f"{chapter.note}{mark}"


def lost(chapter: HandoutChapter) -> Fault | None:
    """Return what a chapter has named that was removed since; None where it names something again, or somebody has
    taken the mark away."""
    labels = {name: label_of(HandoutChapter, name) for name in SETTINGS if name.endswith("_id")}
    gone = {name: label for name, label in labels.items() if LOST.format(label=label) in chapter.note}
    gone = {name: label for name, label in gone.items() if getattr(chapter, name) is None}
    if not gone:
        return None
    return Fault(next(iter(gone)), "chapter_lost", {"labels": "・".join(gone.values())})


def numbered(book: Book, handout: Handout) -> Iterator[tuple[HandoutChapter, str]]:
    """Yield the chapters of a handout with their numbers: 4, 4-(1), "" where they have none. On paper those that are
    left out when empty take no number: which these are is not asked here."""
    top = under = 0
    for chapter in in_order(book, book.children(HandoutChapter, handout.id).values()):
        match chapter.level:
            case Level.CHAPTER:
                top, under = top + 1, 0
                yield chapter, f"{top}"
            case Level.SECTION:
                under += 1
                yield chapter, f"{top}-({under})"
            case Level.PLAIN:
                yield chapter, ""


def chapters_called(book: Book) -> Iterator[tuple[HandoutChapter, str]]:
    """Yield every chapter with what it is called: 資料「取組みの資料」の章「4-(1) 情報関連経費の削減」."""
    for handout in in_order(book, book.all(Handout).values()):
        for chapter, number in numbered(book, handout):
            yield chapter, f"資料「{handout.name}」の章「{f'{number} {chapter.heading}'.strip()}」"

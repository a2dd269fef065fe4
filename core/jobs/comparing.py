"""見比べる: a ledger with another file, with a backup, or with what a 確定版 was computed from; nothing is changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from core import heavy
from core.documents.allocation.changes import changes
from core.documents.handouts.changes import changes as handout_changes
from core.documents.handouts.leaves import differing
from core.documents.ledger.comparing import (
    MOST_NAMES,
    NOTHING,
    NOTHING_COMPARED,
    Line,
    build,
    left_out_text,
    quoted,
)
from core.documents.paper.inputs import INPUTS
from core.documents.paper.settings import PrintSettings, parse_settings
from core.documents.registry import REPORTS, Report
from core.model.book import Book
from core.model.machine.changes import Row
from core.model.machine.faults import Fault
from core.model.machine.records import column_names
from core.model.machine.stored_json import read_json
from core.model.papers.printouts import report_title
from core.model.registry import TABLES
from core.model.sheets import FixedSheet
from core.operations.telling.comparing import CHANGED, State, Told, differences, not_compared
from core.storage.disk.errors import ChangeRefused, StoreError
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.rows.store import Store
from core.storage.rows.stored_values import checked
from core.words.sentences import sentence

LINES = 5_000
"""Most differences that are printed: nobody reads more of them."""

CHAPTERS = "handout_chapters"
CONTENT = "帳票の内容"


def state_of_file(home: Home, path: Path, title: str = "") -> State:
    """Return what the file at `path` holds, of whatever version it is. Raises CannotOpen."""
    with closing(LedgerFile.open(home, path, Access.READ)) as file:
        return state_of_store(file.store, title or path.name)


def titles_of(first: Path, second: Path) -> tuple[str, str]:
    """Return what two files are called beside each other: by their names, where these are the same by their folders."""
    if first.name != second.name:
        return first.name, second.name
    return f"{first.name}({first.absolute().parent})", f"{second.name}({second.absolute().parent})"


def state_of_store(store: Store, title: str) -> State:
    """Return what an open ledger holds."""
    return State(title, store.document_id, store.rows())


def state_of_sheet(book: Book, name: str, document_id: str) -> State:
    """Return what the 確定版 of this name was computed from: the tables that amounts depend on.

    Raises StoreError "no_such_sheet", "sheet_keeps_nothing", "sheet_unreadable".
    """
    sheet = _sheet(book, name)
    try:
        kept: dict[str, dict[str, Any]] = read_json(sheet.inputs)
        rows = {one: _rows(one, told["columns"], told["rows"]) for one, told in kept.items() if one in TABLES}
    except _CANNOT_BE_READ as error:
        raise StoreError("sheet_unreadable", name=name) from error
    if not rows:
        raise StoreError("sheet_keeps_nothing", name=name)
    return State(f"確定版「{name}」", document_id, rows)


def _rows(table: str, columns: list[str], rows: list[list[Any]]) -> Mapping[int, Row]:
    known = set(column_names(TABLES[table].record))
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return {int(row["id"]): {name: value for name, value in row.items() if name in known} for row in named}


def _sheet(book: Book, name: str) -> FixedSheet:
    sheets = book.all(FixedSheet).values()
    found = next((one for one in sheets if one.name == name), None)
    if found is None:
        known = "、".join(f"「{one.name}」" for one in sheets) or "なし"
        raise StoreError("no_such_sheet", name=name, known=known)
    return found


def compared(store: Store, before: State, after: State) -> list[Told]:
    """Return how the two states differ; `store` is an open ledger, which says what refers to what.

    Raises StoreError "state_unreadable", which says which of them cannot be read, or "not_comparable".
    """
    try:
        return list(differences(before, after, store.references()))
    except _CANNOT_BE_READ as error:
        titles = [quoted(one.title) for one in (before, after) if not _is_sound(one)]
        if titles:
            raise StoreError("state_unreadable", titles="と".join(dict.fromkeys(titles))) from error
        raise StoreError("not_comparable", before=quoted(before.title), after=quoted(after.title)) from error


def _is_sound(state: State) -> bool:
    """Whether its rows could stand in a ledger, column by column."""
    try:
        for name, rows in state.rows.items():
            for row in rows.values():
                checked(TABLES[name], row)
    except (ChangeRefused, *_CANNOT_BE_READ):
        return False
    return True


def line_of(one: Told) -> Line:
    """Return a difference as it stands in a list."""
    return one.table, one.what, one.column or f"({one.kind})", one.before, one.after


def left_out_lines(before: State, after: State, faults: Iterable[Fault], most: int = MOST_NAMES) -> list[str]:
    """Return what is not compared, in sentences: the tables that a 確定版 does not keep, `most` of them by name,
    and what `faults` tell, which are those of papers_between."""
    return [*filter(None, (left_out_text(not_compared(before, after), most),)), *map(sentence, faults)]


def nothing_text(faults: Sequence[Fault]) -> str:
    """Return what is said where nothing differs: not that there is no difference where something is not compared."""
    return NOTHING_COMPARED if faults else NOTHING


def paper_of(
    book: Book,
    before: State,
    after: State,
    told: Sequence[Told],
    day: str,
    file_name: str,
    faults: Sequence[Fault] = (),
) -> bytes:
    """Return the list of differences as a PDF, the first LINES of them; `day` (ISO) is when it was made, `faults` are
    those of papers_between."""
    paper = build(
        book.consortium.name,
        before.title,
        after.title,
        [line_of(one) for one in told[:LINES]],
        day,
        file_name,
        is_cut=len(told) > LINES,
        left_out=left_out_lines(before, after, faults, len(TABLES)),
        nothing=nothing_text(faults),
    )
    return heavy.render(paper)


def papers_between(book: Book, before: str | None, after: str | None) -> tuple[list[Told], list[Fault]]:
    """Return how what two 確定版 of one printout show differs, beside the rows from which it was computed: amounts of
    allocation tables, what handouts tell, and of any other that it shows something else. None is what the printout
    shows now.

    The faults say of which 確定版 what it shows is not compared: it cannot be read, nothing of it is kept, this version
    has no such printout, or the two are of different ones.
    """
    sheets = [_sheet(book, name) if name is not None else None for name in (before, after)]
    kept = [one for one in sheets if one is not None]
    if not kept:
        return [], []
    titles = [report_title(one.report) for one in kept]
    if len({one.report for one in kept}) > 1:
        names = {"before": kept[0].name, "after": kept[1].name, "first": titles[0], "second": titles[1]}
        return [], [Fault("", "papers_of_different_kinds", names)]
    if kept[0].report not in REPORTS:
        return [], [Fault("", "paper_of_another_version", {"name": _names(kept), "report": titles[0]})]
    report = REPORTS[kept[0].report]
    faults = [fault for one in dict.fromkeys(kept) if (fault := _not_read(book, report.name, one)) is not None]
    if faults:
        return [], faults
    try:
        texts = [one.result if one else report.result(book, parse_settings(kept[0].settings)) for one in sheets]
        return list(_differing(book, report, texts[0], texts[1])), []
    except _CANNOT_BE_READ:
        # Each can be held against itself, but not against the other: the one at fault does not fit what is shown now.
        return [], [Fault("", "paper_unreadable", {"name": _names(_misfits(book, report, kept) or kept)})]


_CANNOT_BE_READ = (ValueError, KeyError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What is raised by JSON that is not as this program would have written it."""


def _misfits(book: Book, report: Report, kept: Sequence[FixedSheet]) -> list[FixedSheet]:
    """Return those that cannot be held against what the printout shows now."""
    now = report.result(book, parse_settings(kept[0].settings))
    found = []
    for one in kept:
        try:
            list(_differing(book, report, one.result, now))
        except _CANNOT_BE_READ:
            found.append(one)
    return found


def _names(kept: Iterable[FixedSheet]) -> str:
    return "と".join(f"「{name}」" for name in dict.fromkeys(one.name for one in kept))


def _not_read(book: Book, report: str, sheet: FixedSheet) -> Fault | None:
    """Return why what a 確定版 shows cannot be compared, by holding it against itself; None where it can."""
    try:
        shown = read_json(sheet.result)
        if not shown:
            return Fault("", "paper_keeps_nothing", {"name": _names((sheet,))})
        parse_settings(sheet.settings)
        if next(_differing(book, REPORTS[report], sheet.result, sheet.result), None) is None:
            return None
    except _CANNOT_BE_READ:
        pass
    return Fault("", "paper_unreadable", {"name": _names((sheet,))})


def _differing(book: Book, report: Report, before: str, after: str) -> Iterator[Told]:
    old, new = read_json(before), read_json(after)
    match report.name:
        case "allocation":
            yield from _amounts(before, new)
        case "handout":
            yield from _handouts(book, old, new)
        case _:
            told = differing(old, new)
            if old != new:
                yield Told(CONTENT, report.title, CHANGED, "", *told)


def _amounts(before: str, after: Mapping[str, Any]) -> Iterator[Told]:
    number = title = ""
    for row in changes(before, after):
        cells = tuple(map(str, row.cells))
        number, title = (cells[0], cells[1]) if cells[1] else (number, title)
        what = f"項{number} {title}" if number else title
        yield Told(report_title("allocation"), what, CHANGED, *cells[2:])


def _handouts(book: Book, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Told]:
    """Yield what two handouts tell differently, but for the rows that every 確定版 keeps: they are compared already."""
    found = handout_changes(book, PrintSettings(), before, after["chapters"], after["state"])
    for one in found:
        if one.table not in INPUTS:
            where = TABLES[one.table].label if one.table else TABLES[CHAPTERS].label
            yield Told(where, one.what, one.word.value.strip("＋－"), "", one.before, one.after)

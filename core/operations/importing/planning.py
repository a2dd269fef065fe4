"""Import: lines of sheets become one change set, with a plan that says beforehand what each line would do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.machine.garbage import without_collecting
from core.model.machine.grids import GridCell, column_name, csv_text, place_name
from core.model.machine.naming import describe, title_of
from core.model.machine.records import Record, abouts
from core.model.machine.spreadsheet import cell_writer, sheet_columns
from core.model.machine.table import Look
from core.model.registry import TABLES, table_of
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import untangled
from core.operations.editing.find import SHOWN
from core.operations.importing.crossing import Unfolded
from core.operations.importing.plan import CellChange, ImportPlan, LineKey, PlannedLine, Verb, Written
from core.operations.importing.reader import Line, Reader, Source
from core.operations.importing.rows import Rows
from core.operations.importing.tidying.told_twice import are_parts
from core.operations.importing.understood import Understood

Reasons = dict[LineKey, tuple[Fault, ...]]

_NOT_FOUND = frozenset({"unknown", "nothing_to_find"})
"""The faults of a cell that names a row that is not there."""


def plan_import(book: Book, sources: Sequence[Source], same_ledger: bool = False, label: str = "") -> ImportPlan:
    """Return what importing the sheets would do. Lines that break a rule are refused, the others stand without them.

    `same_ledger`: the sheets were written from this ledger: their 番号 are its ids, and a changed key is a change.
    Rows that the sheets do not have stay as they are.
    """
    with without_collecting():
        return _planned(book, sources, same_ledger, label)


def _planned(book: Book, sources: Sequence[Source], same_ledger: bool, label: str) -> ImportPlan:
    order = list(TABLES)
    ordered = sorted(sources, key=lambda source: order.index(source[1].table))
    refused: Reasons = {}
    while True:
        attempt = _Attempt(book, ordered, same_ledger, refused)
        flaws = attempt.run()
        if not flaws:
            return attempt.plan(label or _label(ordered))
        refused.update(flaws)


def _label(sources: Sequence[Source]) -> str:
    names = dict.fromkeys(TABLES[matching.table].label for _, matching in sources)
    return f"取り込み({'・'.join(names)})"


class _Attempt:
    """One pass over all lines that are not refused already."""

    def __init__(self, book: Book, sources: Sequence[Source], same_ledger: bool, refused: Reasons) -> None:
        self._book = book
        self._sources = sources
        self._same = same_ledger
        self._refused = refused
        self._draft = Draft(book)
        self._rows = Rows(self._draft, same_ledger)
        self._written: dict[tuple[type[Record], int], Written] = {}
        self._unchanged = 0
        self._seen: set[tuple[type[Record], int]] = set()
        self._twice: Reasons = {}
        self._parted: set[tuple[type[Record], int]] = set()

    def run(self) -> Reasons:
        """Write every line into the draft; return the lines that must be refused as well."""
        flaws: Reasons = {}
        later: list[tuple[Reader, Line, int]] = []
        for at in range(len(self._sources)):
            reader = Reader(self._sources[at], self._book, self._draft, self._rows)
            for key, cells in self._lines(at):
                if self._same and self._repeats(reader, cells):
                    continue
                line = reader.line(key, cells)
                record = self._take(reader, line)
                if line.faults:
                    flaws[key] = tuple(line.faults)
                elif record is not None and reader.must_wait(line, record):
                    later.append((reader, line, record.id))
            self._rows.forget_indexes()
        for reader, line, id in later:
            self._defer(reader, line, id)
            if line.faults:
                flaws[line.key] = tuple(line.faults)
        return {**self._of_parts(), **self._twice, **flaws} or self._broken_rules()

    def _of_parts(self) -> Reasons:
        """Return the lines of sheets that have parts of what the table has as a whole: one that stands alone for its
        row may be a part of it too."""
        return {
            written.key: (Fault("", "line_of_parts", {"row": describe(self._draft, written.new), "cell": ""}),)
            for (cls, _), written in self._written.items()
            if (cls, written.key[0]) in self._parted
        }

    def _lines(self, at: int) -> Iterable[tuple[LineKey, Sequence[GridCell]]]:
        grid, matching = self._sources[at]
        for row in range(matching.heading_row + 1, len(grid.rows)):
            cells = grid.rows[row]
            if (at, row) not in self._refused and (any(cells) or any(cell is not None for cell in cells)):
                yield (at, row), cells

    def _cells(self, key: LineKey) -> Sequence[GridCell]:
        return self._sources[key[0]][0].rows[key[1]]

    def _repeats(self, reader: Reader, cells: Sequence[GridCell]) -> bool:
        """Whether the line says what its row says: most lines of a sheet that comes back do."""
        id = reader.unchanged(cells)
        if id is None or (reader.table.record, id) in self._seen:
            return False
        self._unchanged += 1
        self._seen.add((reader.table.record, id))
        self._rows.note(reader.table.record, id, id)
        return True

    def _take(self, reader: Reader, line: Line) -> Record | None:
        """Write the line and return its row; None where there is none."""
        record = reader.record(line)
        if line.faults:
            return None
        cls = reader.table.record
        if record is not None and (cls, record.id) in self._seen:
            fault = Fault("", "line_twice", {"row": describe(self._draft, record), "cell": ""})
            line.faults.append(fault)
            first = self._written.get((cls, record.id))
            if first is not None and not self._same and reader.is_finer(line, self._cells(first.key)):
                self._twice[first.key] = (fault,)  # it tells apart what the ledger does not: neither figure is ours
                at = line.key[0]
                if first.key[0] == at and are_parts(self._sources[at][1], line.cells, self._cells(first.key)):
                    self._parted.add((cls, at))
            return None
        new = reader.added(line) if record is None else reader.changed(line, record)
        if line.faults:
            return None
        if new is None or new is record:
            self._unchanged += 1
        if new is not None:
            self._rows.note(cls, reader.number(line), new.id)
            if not line.key[0]:
                self._rows.note_line(cls, line.key[1], new.id)
            self._seen.add((cls, new.id))
            if new is not record:
                self._written[cls, new.id] = Written(line.key, record, new)
        return new

    def _defer(self, reader: Reader, line: Line, id: int) -> None:
        cls = reader.table.record
        record = self._draft.get(cls, id)
        assert record is not None
        new = reader.deferred_values(line, record)
        if new is not record:
            first = self._written.get((cls, id))
            if first is None:
                self._unchanged -= 1
            self._written[cls, id] = Written(line.key, first.old if first else record, new)

    def _broken_rules(self) -> Reasons:
        flaws: dict[LineKey, list[Fault]] = {}
        for record, fault in check(self._draft):
            written = self._written.get((type(record), record.id))
            if written is None:
                continue  # a row made along has nothing but its name
            key = written.key
            flaws.setdefault(key, []).append(Fault(fault.field, fault.rule, {**fault.facts, "cell": ""}))
        return {key: tuple(faults) for key, faults in flaws.items()}

    def plan(self, label: str) -> ImportPlan:
        lines = [self._planned(written) for written in self._written.values()]
        lines += [self._line(key, Verb.REFUSED, "", (), reasons) for key, reasons in self._told_once().items()]
        places = {grid.name: place for place, (grid, _) in enumerate(self._sources)}
        lines.sort(key=lambda line: (places[line.sheet], line.row))
        return ImportPlan(
            ChangeSet(label, untangled(self._book, self._draft)),
            tuple(lines),
            self._unchanged,
            self._absent(),
            said=tuple(self._made()),
        )

    def _told_once(self) -> Reasons:
        """Return why lines are refused: one that speaks of a row whose own line is refused says only that."""
        refused = {(self._label_of(key), name) for key in self._refused if (name := self._title_of(key))}
        told: Reasons = {}
        for key, reasons in self._refused.items():
            owners = dict.fromkeys(
                pair
                for fault in reasons
                if fault.rule in _NOT_FOUND
                and (pair := (str(fault.facts.get("what")), str(fault.facts.get("text")))) in refused
                and pair != (self._label_of(key), self._title_of(key))
            )
            faults = [Fault("", "owner_refused", {"what": what, "text": text, "cell": ""}) for what, text in owners]
            told[key] = tuple(faults[:1]) or reasons
        return told

    def _label_of(self, key: LineKey) -> str:
        return TABLES[self._sources[key[0]][1].table].label

    def _title_of(self, key: LineKey) -> str:
        """Return what stands on a line where its row has its name, "" where it has none."""
        matching = self._sources[key[0]][1]
        names = [column.name if column is not None else "" for column in matching.columns]
        titled, cells = TABLES[matching.table].titled, self._cells(key)
        at = names.index(titled) if titled in names else len(cells)
        return csv_text(cells[at]).strip() if at < len(cells) and cells[at] is not None else ""

    def _made(self) -> Iterator[Fault]:
        """Yield what is to be told of rows that lines spoke of and that were added along."""
        made: dict[str, list[str]] = {}
        for one in self._rows.made:
            made.setdefault(table_of(type(one)).label, []).append(title_of(self._draft, one))
        for noun, names in made.items():
            shown = "、".join(names[:SHOWN]) + ("ほか" if len(names) > SHOWN else "")
            yield Fault("", "made_along", {"what": noun, "count": len(names), "names": shown})

    def _planned(self, written: Written) -> PlannedLine:
        subject = describe(self._draft, written.new)
        if written.old is None:
            return self._line(written.key, Verb.ADDED, subject)
        cells = tuple(_changes(self._book, self._draft, written))
        return self._line(written.key, Verb.CHANGED, subject, cells)

    def _line(
        self,
        key: LineKey,
        verb: Verb,
        subject: str,
        cells: tuple[CellChange, ...] = (),
        reasons: tuple[Fault, ...] = (),
    ) -> PlannedLine:
        grid, matching = self._sources[key[0]]
        return PlannedLine(grid.name, key[1] + 1, matching.table, verb, subject, cells, reasons)

    def _absent(self) -> tuple[str, ...]:
        if not self._same:
            return ()
        told = []
        for _, matching in self._sources:
            table = TABLES[matching.table]
            rows = self._book.all(table.record).items()
            told += [describe(self._book, row) for id, row in rows if (table.record, id) not in self._seen]
        return tuple(told)


def _changes(book: Book, draft: Draft, written: Written) -> Iterable[CellChange]:
    old, new = written.old, written.new
    assert old is not None
    for name, about in abouts(type(new)).items():
        if getattr(old, name) != getattr(new, name):
            yield CellChange(about.label, _shown(book, old, name), _shown(draft, new, name))


def _shown(ledger: Look, record: Record, name: str) -> str:
    table = table_of(type(record))
    column = next((column for column in sheet_columns(table) if column.name == name), None)
    return csv_text(cell_writer(ledger, column)(record)) if column else str(getattr(record, name))


def plan_understood(book: Book, block: Understood) -> ImportPlan:
    """Return what importing a block would do, told by the rows and cells of the block; `block` is ready."""
    assert block.grid is not None
    assert block.read_as is not None
    plan = plan_import(book, [(block.grid, block.read_as), *((one.grid, one.matching) for one in block.more)])
    unfolded = {one.matching.table: one for one in block.more}
    if block.lines is not None:
        unfolded[block.read_as.table] = block.lines
    lines = [_folded(line, unfolded[line.table]) if line.table in unfolded else line for line in plan.lines]
    if block.crossing is not None and block.lines is not None:
        figures = [column_name(columns[-1]) for columns in block.lines.columns]
        lines = [replace(line, column=figures[at.row - 1]) for line, at in zip(lines, plan.lines, strict=True)]
    lines.sort(key=lambda line: line.row)
    return replace(plan, lines=tuple(lines), left_out=block.left_out, said=(*block.said, *plan.said))


def _folded(line: PlannedLine, lines: Unfolded) -> PlannedLine:
    """Return a line of an unfolded cross table as a cell of that table."""
    at = line.row - 1
    row, columns = lines.rows[at], lines.columns[at]
    reasons = tuple(replace(fault, facts={**fault.facts, "cell": _cell(fault, row, columns)}) for fault in line.reasons)
    return replace(line, row=row + 1, reasons=reasons)


def _cell(fault: Fault, row: int, columns: Sequence[int]) -> str:
    letters = str(fault.facts.get("cell", "")).rstrip("0123456789")
    places = {column_name(at): place for at, place in enumerate(columns)}
    return place_name(row, places.get(letters, columns[-1]))

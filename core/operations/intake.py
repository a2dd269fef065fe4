"""What a file holds that somebody wants to import, when nobody has said so: which of its sheets, as what, and what is
left out of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import CostLine
from core.model.council import Municipality, System, TaxMode
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import Grid, PictureSheet, SourceFile, column_name, csv_text, is_blank, place_name
from core.model.machine.kinds import Form, Yen
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.registry import OWNERS, TABLES
from core.model.requests import Customization
from core.model.values.words import spellings
from core.operations.council.foreign_rows import with_places
from core.operations.council.names_alone import names_alone
from core.operations.handouts.returned_pictures import with_pictures
from core.operations.importing.block import BlockReader
from core.operations.importing.columns import Matching, choices, match_sheet, recall
from core.operations.importing.headings import heading, heading_key, with_filled_headings, word_of
from core.operations.importing.plan import ImportPlan, LeftOut
from core.operations.importing.planning import plan_import, plan_understood
from core.operations.importing.reader import Source
from core.operations.importing.tidying.prepared import prepared
from core.operations.importing.tidying.side_by_side import Beside, tables_beside
from core.operations.importing.tidying.turned import Turned, hidden_of, turn
from core.operations.importing.understanding import understand
from core.operations.importing.understood import Understood, Wishes
from core.operations.requests.counts_table import Counts, find_counts, find_lines, plan_counts
from core.operations.requests.printed_layout import Layout, find_layout
from core.operations.requests.printed_rows import has_figures, is_sums, item_number
from core.operations.requests.printed_table import plan_source_table


@dataclass(frozen=True, slots=True)
class Found:
    """What a foreign sheet is: lines of a table or a cross table; with `layout` a printed cost table, with `counts`
    quotes by number of implementers. `block` says what is left out of it and what has to be asked. With `turned` it was
    turned by a quarter to be read: its lines are those of the turned sheet, what is told of it is not."""

    grid: Grid
    block: Understood
    layout: Layout | None = None
    counts: Counts | None = None
    turned: Turned | None = None

    @property
    def is_across(self) -> bool:
        """Whether it is a cross table, of whatever kind."""
        return self.layout is not None or self.counts is not None or self.block.crossing is not None

    @property
    def is_by_edges(self) -> bool:
        """Whether only what its edges hold says what they are."""
        crossing = self.block.crossing
        return (crossing is not None and crossing.by_edges) or (self.counts is not None and self.counts.by_edges)

    @property
    def asks(self) -> tuple[Fault, ...]:
        """What has to be answered before anything can be taken in."""
        return self.block.asks

    @property
    def is_known(self) -> bool:
        """Whether it is known what the sheet is, though something may have to be asked."""
        return self.block.matching is not None

    def plan(self, book: Book) -> ImportPlan | None:
        """Return what importing the sheet would do; None while something has to be asked."""
        block = self.block
        if not block.is_ready or block.grid is None:
            return None
        item = 0
        if self.layout is not None:
            plan, item = plan_source_table(book, block.grid, self.layout), self.layout.item
        elif self.counts is not None:
            plan, item = plan_counts(book, block.grid, self.counts), self.counts.item
        else:
            plan = plan_understood(book, block)
        if self.layout is not None or self.counts is not None:
            plan = replace(plan, left_out=block.left_out, said=block.said)
        return plan if self.turned is None else self.turned.planned(plan, item)


def look_at(book: Book, grid: Grid, wishes: Wishes | None = None, matching: Matching | None = None) -> Found:
    """Return what a sheet is; `matching` is what its columns mean where somebody has said so.

    Of tables that stand beside one another the one that is meant is read, or the only one that is known.
    """
    wishes = wishes or Wishes()
    beside = tables_beside(grid)
    if beside is None:
        return _either_way(book, grid, wishes, matching)
    if wishes.part is not None and 1 <= wishes.part <= len(beside.parts):
        return _one_of(book, beside, wishes.part, wishes, matching)
    every = [_one_of(book, beside, number, wishes, matching) for number in range(1, len(beside.parts) + 1)]
    known = [one for one in every if one.is_known]
    if len(known) < 2:
        return next(iter(known), None) or _either_way(book, grid, wishes, matching)
    block = replace(known[0].block, shown=prepared(grid, wishes.table).grid, left_out=(), said=(), asks=(beside.asked,))
    return replace(known[0], block=block)


def _one_of(book: Book, beside: Beside, number: int, wishes: Wishes, matching: Matching | None) -> Found:
    grid, left_out = beside.only(number)
    found = _either_way(book, grid, wishes, matching)
    told = (*found.block.left_out, *left_out)
    return replace(found, grid=beside.grid, block=replace(found.block, left_out=told))


def _either_way(book: Book, grid: Grid, wishes: Wishes, matching: Matching | None) -> Found:
    """Return what a sheet is: a cross table may stand upright or be turned by a quarter. Where both can be read, and
    say different things, it is asked what stands in its corner."""
    found = _upright(book, grid, wishes, matching)
    if matching is not None or (found.is_known and not found.is_by_edges):
        return found
    turned = turn(grid, wishes.hidden_rows)
    other = None if turned is None else _upright(book, turned.grid, wishes, None, is_turned=True)
    if turned is None or other is None or not other.is_across:
        return found
    if not found.is_known:
        said, asks, left_out = hidden_of(turned, wishes.hidden_rows)
        block = turned.told(other.block, prepared(grid, wishes.table).grid)
        left_out = sorted([*left_out, *block.left_out], key=lambda one: (one.row is None, one.row or 0))
        block = replace(block, said=(*block.said, *said), asks=(*asks, *block.asks), left_out=tuple(left_out))
        return replace(other, grid=grid, block=block, turned=turned)
    ours, theirs = _lines(found), _lines(other)
    if ours is not None and theirs is not None and (ours <= theirs or theirs <= ours):
        return found
    ask = Fault("", "ask_corner", {"sheet": grid.name, "cell": place_name(turned.top, _corner_column(found))})
    return replace(found, block=replace(found.block, asks=(ask, *found.asks)))


def _corner_column(found: Found) -> int:
    matching = found.block.matching
    assert matching is not None
    return next(at for at, column in enumerate(matching.columns) if column is not None)


def _lines(found: Found) -> set[frozenset[tuple[str, str]]] | None:
    """Return what the lines of a cross table say, in any order; None for quotes, whose edges are alike."""
    block = found.block
    if block.crossing is None or block.grid is None or block.read_as is None:
        return None
    names = [column.name if column else "" for column in block.read_as.columns]
    rows = block.grid.rows[block.read_as.heading_row + 1 :]
    return {frozenset(zip(names, map(csv_text, row), strict=False)) for row in rows}


def _upright(book: Book, grid: Grid, wishes: Wishes, matching: Matching | None, *, is_turned: bool = False) -> Found:
    """Return what a sheet is as it stands."""
    parted = prepared(grid, wishes.table)
    whole = parted.grid
    if matching is None and wishes.table in {None, "customizations", "quotes"} and not wishes.meant:
        filled = with_filled_headings(whole)
        counts = find_counts(filled, is_turned) or find_lines(filled)
        if counts is not None:
            return _checked(book, Found(grid, _prices(grid, whole, wishes, counts), counts=counts))
    if matching is None and wishes.table is None and not wishes.meant:
        layout = find_layout(book, with_filled_headings(whole))
        if layout is not None:
            return _checked(book, Found(grid, _printed(grid, whole, wishes, layout), layout))
    block = understand(book, grid, wishes, matching, parted)
    may_be_names = matching is None and wishes.table in {None, "municipalities"} and not wishes.meant
    if may_be_names and not is_turned and _says_little(block):
        block = names_alone(book, whole) or block
    return _checked(book, Found(grid, with_places(book, block)))


def _says_little(block: Understood) -> bool:
    """Whether the block is nothing of ours, or only speaks of other rows: a running number may look like an item."""
    if block.matching is None:
        return True
    return block.crossing is None and all(one is None or one.form is Form.REFERENCE for one in block.matching.columns)


def _column(table: str, name: str) -> SheetColumn:
    return next(column for column in sheet_columns(TABLES[table]) if column.name == name)


def _known(places: dict[int, SheetColumn], heading_row: int) -> Matching:
    width = max(places) + 1
    return Matching("quotes", heading_row, tuple(places.get(at) for at in range(width)))


def _prices(grid: Grid, whole: Grid, wishes: Wishes, layout: Counts) -> Understood:
    item = _column("customizations", "item")
    known = {at: item for at in layout.places if at not in layout.amounts}
    prices = {at: _column("quotes", name) for at, name in layout.amounts.items()}
    return BlockReader(whole, grid, wishes).as_figures(_known(known, layout.heading_row), prices)


def _printed(grid: Grid, whole: Grid, wishes: Wishes, layout: Layout) -> Understood:
    price, item = _column("quotes", "one_off_yen"), _column("customizations", "item")
    known = {at: item for at in layout.places if at not in layout.amounts}
    reader = BlockReader(whole, grid, wishes)
    matching = _known(known, layout.heading_row)
    block = reader.as_figures(matching, dict.fromkeys(layout.amounts, price), keep_totals=True)
    assert block.grid is not None
    left_out = list(block.left_out)
    for row in range(layout.heading_row + 1, len(block.grid.rows)):
        cells = block.grid.rows[row]
        text = csv_text(cells[layout.item]) if layout.item < len(cells) else ""
        is_told = item_number(text) is not None or is_sums(cells, layout) or has_figures(cells, layout)
        if any(not is_blank(cell) for cell in cells) and not is_told:
            words = " ".join(word_of(cell) for cell in cells if not is_blank(cell))
            left_out.append(LeftOut(grid.name, row + 1, "", words[:200], Fault("", "row_without_item", {})))
    return replace(block, left_out=tuple(sorted(left_out, key=lambda one: (one.row is None, one.row or 0))))


def _checked(book: Book, found: Found) -> Found:
    """Ask where amounts bear the consumption tax otherwise than those of the ledger, and no column says so."""
    block, ours = found.block, book.consortium.tax_mode
    said = [hits[0] for word in block.words if (hits := spellings(TaxMode).get(word, ()))]
    has_yen = block.read_as is not None and any(
        column is not None and isinstance(about.kind, Yen)
        for column in block.read_as.columns
        if (about := abouts(TABLES[block.read_as.table].record).get(column.name if column else "")) is not None
    )
    if found.layout is None and found.counts is None and not has_yen:
        return found
    for word in said:
        if word is not ours:
            facts = {"word": word.label, "ours": ours.label}
            return replace(found, block=replace(block, asks=(*block.asks, Fault("", "ask_tax", facts))))
    return found


def plan_file(
    book: Book,
    document_id: str,
    source: SourceFile,
    sheet: str | None = None,
    remembered: str = "",
    wishes: Wishes | None = None,
) -> ImportPlan | Faults:
    """Return what importing the file would do: every sheet of our own workbook, one sheet of a foreign one.

    Without `sheet` the first foreign sheet that can be seen and is understood is taken; `remembered` is a matching kept
    from last time. Faults: "source_empty", "sheet_unknown", "nothing_of_ours", and what has to be asked first.
    """
    if not source.is_ours and all(is_blank(cell) for grid in source.grids for row in grid.rows for cell in row):
        return Faults.of("", "source_empty")
    grids = [grid for grid in source.grids if sheet is None or grid.name == sheet]
    drawn = source.pictures if source.pictures and sheet in {None, source.pictures.grid.name} else None
    if not grids and not drawn:
        known = "、".join(grid.name for grid in (*source.grids, *_grid_of(source.pictures))) or "なし"
        return Faults.of("", "sheet_unknown", text=sheet or "", known=known)
    if source.is_ours:
        plan = _plan_ours(book, document_id, source, grids)
        if drawn is None or isinstance(plan, Faults):
            return plan
        return with_pictures(book, plan, drawn, source.document_id == document_id)
    seen = [grid for grid in grids if not grid.is_hidden] if sheet is None else grids
    meant = _first_wrong_word(wishes, seen or grids)
    if meant is not None:
        return Faults((meant,))
    chosen, together = _chosen([_look_again(book, grid, wishes, remembered) for grid in seen or grids[:1]])
    understood = _plan_together(book, together) if len(together) > 1 else chosen.plan(book)
    if understood is None:
        return Faults(chosen.asks)
    others = sheets_left_out(source, *(one.grid for one in together))
    said = tuple(Fault("", "sheet_said", {"sheet": one.grid.name}) for one in together)
    said = said if others or len(together) > 1 else ()
    return replace(understood, left_out=(*others, *understood.left_out), said=(*said, *understood.said))


def _grid_of(pictures: PictureSheet | None) -> tuple[Grid, ...]:
    return () if pictures is None else (pictures.grid,)


def sheets_together(book: Book, source: SourceFile) -> tuple[str, ...]:
    """Return the sheets of a foreign file that are taken in as one where no sheet is named; none where it is one."""
    seen = [] if source.is_ours else [grid for grid in source.grids if not grid.is_hidden]
    together = _chosen([look_at(book, grid) for grid in seen])[1] if len(seen) > 1 else []
    return tuple(one.grid.name for one in together) if len(together) > 1 else ()


def _chosen(found: list[Found]) -> tuple[Found, list[Found]]:
    """Return the first sheet that is understood, and what is taken in together with it."""
    first = ([one for one in found if one.block.is_ready] or [one for one in found if one.is_known] or found)[0]
    return first, _together(first, found)


def _together(chosen: Found, found: list[Found]) -> list[Found]:
    """Return the sheets that are taken in as one with the chosen one: those of other tables whose rows belong to its
    rows or own them, directly or through one another, and where sheets bear the names of their tables all of these."""
    if not _is_lines(chosen):
        return [chosen]
    taken, waiting = [chosen], [one for one in found if one is not chosen and _is_lines(one)]
    while joining := next((one for one in waiting if _joins(one, taken)), None):
        taken.append(joining)
        waiting.remove(joining)
    return [one for one in found if one in taken]


def _is_lines(found: Found) -> bool:
    block = found.block
    return block.is_ready and block.lines is None and not block.more and found.layout is None and found.counts is None


def _joins(one: Found, taken: list[Found]) -> bool:
    tables = {_table(other) for other in taken}
    if _table(one) in tables:
        return False
    owned = any(_table(one) in OWNERS[name].values() or name in OWNERS[_table(one)].values() for name in tables)
    return owned or all(TABLES[_table(other)].label == other.grid.name for other in (one, *taken))


def _table(found: Found) -> str:
    assert found.block.read_as is not None
    return found.block.read_as.table


def _plan_together(book: Book, sheets: list[Found]) -> ImportPlan:
    blocks = [one.block for one in sheets]
    sources = [(block.grid, block.read_as) for block in blocks if block.grid is not None and block.read_as is not None]
    plan = plan_import(book, sources)
    left_out = tuple(one for block in blocks for one in block.left_out)
    return replace(plan, left_out=left_out, said=(*(one for block in blocks for one in block.said), *plan.said))


def _look_again(book: Book, grid: Grid, wishes: Wishes | None, remembered: str) -> Found:
    return look_at(book, grid, wishes, recall(remembered, prepared(grid).grid) if remembered else None)


def sheets_left_out(source: SourceFile, *chosen: Grid) -> tuple[LeftOut, ...]:
    """Return the other sheets of a foreign file: hidden ones, and those that are not read at the same time."""
    return tuple(
        LeftOut(grid.name, None, "", "", Fault("", "sheet_hidden" if grid.is_hidden else "sheet_not_chosen", {}))
        for grid in source.grids
        if all(grid is not one for one in chosen) and grid.rows
    )


def _first_wrong_word(wishes: Wishes | None, grids: Iterable[Grid]) -> Fault | None:
    """Return what is wrong with what was said of headings: a heading that no sheet has, a column that no table has."""
    if wishes is None or not wishes.meant:
        return None
    tables = [TABLES[wishes.table]] if wishes.table else list(sheet_tables())
    known = {heading_key(column.heading): column.heading for table in tables for column in choices(table)}
    keys = {key for grid in grids for row in grid.rows[:30] for cell in row for key in heading(word_of(cell)).keys}
    for key, name in wishes.meant.items():
        if key not in keys:
            return Fault("", "heading_unknown", {"text": key})
        if name and heading_key(name) not in known:
            return Fault("", "meant_unknown", {"text": name, "known": "・".join(dict.fromkeys(known.values()))})
    return None


def _plan_ours(book: Book, document_id: str, source: SourceFile, grids: list[Grid]) -> ImportPlan | Faults:
    tables = {table.label: table.name for table in sheet_tables()}
    sources: list[Source] = []
    left_out = [LeftOut(name, None, "", "", Fault("", "sheet_of_nobody", {})) for name in source.others]
    for grid in grids:
        matching = match_sheet(grid, tables[grid.name])
        if matching is not None:
            sources.append((grid, matching))
            left_out += _own_left_out(grid, matching)
        elif len(grid.rows) > 1:
            return Faults.of("", "sheet_not_understood", text=grid.name)
    if not sources:
        return ImportPlan(ChangeSet("取り込み", ()), (), left_out=tuple(left_out))
    plan = plan_import(book, sources, same_ledger=source.document_id == document_id or _is_new(book))
    return replace(plan, left_out=tuple(left_out))


def _own_left_out(grid: Grid, matching: Matching) -> list[LeftOut]:
    """Return what was added to a sheet of ours that the ledger has no place for."""
    shown = {column.heading for column in sheet_columns(TABLES[matching.table])}
    heads = grid.rows[matching.heading_row]
    found = [
        LeftOut(grid.name, row + 1, "", word_of(cells[0]) if cells else "", Fault("", "title_row", {}))
        for row, cells in enumerate(grid.rows[: matching.heading_row])
        if any(not is_blank(cell) for cell in cells)
    ]
    for at in range(max(map(len, grid.rows), default=0)):
        column = matching.columns[at] if at < len(matching.columns) else None
        head = word_of(heads[at]) if at < len(heads) else ""
        if column is None and head not in shown:
            text = head or next((csv_text(row[at]) for row in grid.rows if at < len(row) and row[at] is not None), "")
            if text:
                found.append(LeftOut(grid.name, None, column_name(at), text, Fault("", "column_not_read", {})))
    return found


def _is_new(book: Book) -> bool:
    """Whether the ledger holds nothing but what every new one begins with: it may become the one in the workbook."""
    kinds: tuple[type[Any], ...] = (Municipality, System, Customization, CostLine)
    return not any(book.all(kind) for kind in kinds)

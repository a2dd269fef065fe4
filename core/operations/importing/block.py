"""Reads a block of cells whose columns are known: which rows hold records, in which unit its figures stand, what holds
for all of it, and what is left out or has to be asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, column_name, csv_text, is_blank
from core.model.machine.kinds import Form, OneOf, Yen
from core.model.machine.records import abouts, column_types
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.machine.table import Look
from core.model.registry import TABLES
from core.model.values.codes import search_key
from core.model.values.money import UNITS
from core.operations.importing.columns import Matching, said_names
from core.operations.importing.crossing import Crossing, Unfolded, unfold
from core.operations.importing.headings import heading, heading_key, word_of
from core.operations.importing.listed import listed_columns, names_in, names_of, unfold_lists
from core.operations.importing.not_understood import not_understood
from core.operations.importing.paths import level_places, paths_said, with_paths
from core.operations.importing.plan import LeftOut
from core.operations.importing.row_kinds import (
    is_dash,
    is_figure,
    is_one_of,
    is_total_heading,
    kind_of_row,
    kind_of_sum,
    page_row,
    title_key,
)
from core.operations.importing.rows import sheet_number
from core.operations.importing.tidying.legends import are_digits, legend_asks
from core.operations.importing.tidying.note_marks import take_marks_off
from core.operations.importing.tidying.parted import Parted
from core.operations.importing.tidying.tall_headings import heading_rows
from core.operations.importing.tidying.told_twice import columns_twice, rows_twice
from core.operations.importing.tidying.yes_and_no import column_of_marks, mark_of, told
from core.operations.importing.tiers import Tiers, unfold_tiers
from core.operations.importing.titles import family, is_unit_row, part_merged, titles
from core.operations.importing.understood import Understood, Wishes
from core.operations.importing.units import Around, Units, around
from core.operations.importing.whole_block import WHERE, what_holds


class BlockReader:
    """Collects what is left out, said and asked while a block is read."""

    def __init__(self, whole: Grid, grid: Grid, wishes: Wishes, parted: Parted | None = None) -> None:
        self._whole, self._grid, self._wishes = whole, grid, wishes
        self._parted = parted or Parted(whole)
        self._left_out: list[LeftOut] = []
        self._said: list[Fault] = [*self._parted.said]
        self._asks: list[Fault] = []
        self._words: list[str] = []
        self._start = 0
        self._figures: list[int] = []
        self._notes: list[str] = []
        self._around = Around()

    def as_table(self, matching: Matching) -> Understood:
        """Read the block as lines of a table."""
        columns = {at: column for at, column in enumerate(matching.columns) if column is not None}
        self._begin(matching, columns)
        rows, data = self._rows(matching, list(columns))
        told = [at for at, column in columns.items() if column.name in said_names(TABLES[matching.table].record)]
        if told:
            rows, data = self._without_sums(rows, data, min(told))
            self._asks += rows_twice(self._grid.name, rows, data, min(told))
        marks = column_of_marks(self._whole, matching, data)
        if marks is not None:
            rows, data = self._with_pairs_only(matching, rows, data, marks)
        listed = listed_columns(matching, self._whole, {*columns})
        levels = level_places(matching, self._whole)
        self._said += paths_said(matching, self._whole, levels)
        self._note_columns(matching, rows, {*columns, *listed, *levels, *([] if marks is None else [marks])})
        rows = with_paths(matching, self._with_figures(matching, rows, data, columns), data, levels)
        more = unfold_lists(self._whole, rows, listed, names_in(matching, rows, data))
        rows, whole = self._with_constants(matching, rows, data)
        if not whole.lacks_only_what_one_may_say and not whole.can_change:
            self._asks.append(not_understood(self._whole, [(0, matching)], is_said=True))
        return self._done(matching, None, replace(self._whole, rows=rows), whole, None, more)

    def _with_pairs_only(
        self, matching: Matching, rows: Sequence[tuple[GridCell, ...]], data: Sequence[int], marks: int
    ) -> tuple[tuple[tuple[GridCell, ...], ...], list[int]]:
        """Return the rows whose mark says yes; the others are left out."""
        made, kept = list(rows), []
        for row in data:
            if mark_of(cell := _at(rows[row], marks)):
                kept.append(row)
            else:
                self._leave_out(row, None, _row_text(rows[row]), "row_says_no", mark=told(cell))
                made[row] = ()
        facts = {"columns": column_name(marks), "table": TABLES[matching.table].label}
        self._said.append(Fault("", "marks_of_pairs_said", facts))
        return tuple(made), kept

    def as_crossing(self, crossing: Crossing) -> Understood:
        """Read the block as a cross table."""
        fixed = {at: column for at, column in enumerate(crossing.rows.columns) if column is not None}
        figures = dict.fromkeys(crossing.headings, crossing.value)
        self._begin(crossing.rows, figures)
        rows, data = self._rows(crossing.rows, [*fixed, *figures])
        rows, data = self._without_sums(rows, data, min(figures))
        self._note_columns(crossing.rows, rows, {*fixed, *figures})
        sheet = self._grid.name
        self._asks += [*columns_twice(sheet, crossing), *rows_twice(sheet, rows, data, min(figures))]
        self._asks += self._of_signs(crossing, [_at(rows[row], at) for row in data for at in figures])
        rows = self._with_figures(crossing.rows, rows, data, {**fixed, **figures})
        for row in data:
            if all(is_blank(_at(rows[row], at)) for at in figures):
                text = " ".join(word_of(cell) for cell in rows[row] if not is_blank(cell))
                self._leave_out(row, None, text, "row_without_figures")
        for at in figures:
            if all(is_blank(_at(rows[row], at)) for row in data):
                self._leave_out(None, at, csv_text(crossing.headings[at]), "column_without_figures")
        if crossing.part is not None:
            told = "」「".join(dict.fromkeys(map(csv_text, crossing.parts.values())))
            self._said.append(Fault("", "parts_said", {"words": told, "label": crossing.part.heading}))
        lines = unfold(replace(self._whole, rows=rows), crossing)
        made = lines.grid.rows
        with_more, whole = self._with_constants(lines.matching, made, range(1, len(made)))
        lines = replace(lines, grid=replace(lines.grid, rows=with_more), matching=whole)
        return self._done(crossing.rows, crossing, lines.grid, whole, lines)

    def _of_signs(self, crossing: Crossing, cells: Sequence[GridCell]) -> Iterator[Fault]:
        """Yield what has to be asked of signs and digits that are to be words."""
        table = TABLES[crossing.rows.table]
        about = abouts(table.record)[crossing.value.name]
        if isinstance(about.kind, OneOf):
            texts = [*titles(self._whole, self._start), *self._notes]
            yield from legend_asks(about.kind, about.label, texts, cells)
            is_titled = any(search_key(table.label) in heading_key(text) for text in texts)
            if self._wishes.table is None and not is_titled and are_digits(cells):
                read = {csv_text(cell): about.kind.show(about.kind.read(csv_text(cell))) for cell in cells if cell}
                told = "、".join(f"{digit}は{word}" for digit, word in sorted(read.items()))
                yield Fault("", "ask_digits", {"sheet": self._grid.name, "table": table.label, "told": told})

    def _without_sums(
        self, rows: Sequence[tuple[GridCell, ...]], data: list[int], first: int
    ) -> tuple[tuple[tuple[GridCell, ...], ...], list[int]]:
        """Return the rows without those that say in one of the columns before the first of the figures that these are a
        sum or a part of other rows; where all of them say so they are no such rows."""
        found = {row: kind for row in data if (kind := kind_of_sum(rows[row][:first]))}
        if not found or len(found) == len(data):
            return tuple(rows), data
        made = list(rows)
        for row, kind in found.items():
            self._leave_out(row, None, _row_text(rows[row]), kind)
            made[row] = ()
        return tuple(made), [row for row in data if row not in found]

    def as_tiers(self, look: Look, tiers: Tiers) -> Understood:
        """Read the block as a tree whose levels stand in columns of their own."""
        fixed = {at: column for at, column in enumerate(tiers.rows.columns) if column is not None}
        self._begin(tiers.rows, fixed)
        rows, data = self._rows(tiers.rows, [*fixed, *tiers.levels])
        listed = listed_columns(tiers.rows, self._whole, {*fixed, *tiers.levels})
        self._note_columns(tiers.rows, rows, {*fixed, *tiers.levels, *listed})
        rows = self._with_figures(tiers.rows, rows, data, fixed)
        self._said += tiers.said(self._whole)
        lines = unfold_tiers(look, replace(self._whole, rows=rows), tiers)
        more = unfold_lists(self._whole, rows, listed, names_of(lines))
        return self._done(tiers.rows, None, lines.grid, lines.matching, lines, more)

    def _begin(self, matching: Matching, columns: Mapping[int, SheetColumn]) -> None:
        self._start = matching.heading_row
        self._figures = [at for at, column in columns.items() if column.form is Form.FIGURE]

    def as_figures(
        self, matching: Matching, columns: Mapping[int, SheetColumn], *, keep_totals: bool = False
    ) -> Understood:
        """Read a block of which it is known otherwise what it is: `columns` are those of its figures, () stands in the
        place of rows that hold nothing, and of totals unless they are to be compared."""
        known = [at for at, column in enumerate(matching.columns) if column is not None]
        self._begin(matching, columns)
        rows, data = self._rows(matching, [*known, *columns], keep_totals)
        self._note_columns(matching, rows, {*known, *columns})
        rows = self._with_figures(matching, rows, data, columns)
        held = what_holds(matching, self._whole, self._start, self._figures, self._wishes, self._around.texts)
        self._words += held.words
        return self._done(matching, None, replace(self._whole, rows=rows), matching, None)

    def _done(
        self,
        matching: Matching,
        crossing: Crossing | None,
        grid: Grid,
        read_as: Matching,
        lines: Unfolded | None,
        more: tuple[Unfolded, ...] = (),
    ) -> Understood:
        return Understood(
            self._whole,
            matching,
            crossing,
            grid,
            read_as,
            lines,
            more,
            tuple(sorted(self._left_out, key=lambda one: (one.row is None, one.row or 0))),
            tuple(self._said),
            tuple(self._words),
            tuple(self._asks),
        )

    def _leave_out(self, row: int | None, column: int | None, text: str, rule: str, **facts: object) -> None:
        letters = "" if column is None else column_name(column)
        number = None if row is None else row + 1
        words = " ".join(text.split())
        self._left_out.append(LeftOut(self._grid.name, number, letters, words, Fault("", rule, facts)))

    def _rows(
        self, matching: Matching, known: Sequence[int], keep_totals: bool = False
    ) -> tuple[tuple[tuple[GridCell, ...], ...], list[int]]:
        """Return the rows with () in place of those that hold no record, and the places of the others."""
        grid, start = self._whole, matching.heading_row
        for row in range(start if matching.joined is None else start - 1):
            if text := _row_text(grid.rows[row]):
                self._leave_out(row, None, text, "title_row")
        rows = list(grid.rows)
        headings = [heading_key(word_of(cell)) for cell in rows[start]]
        again, above = (
            heading_rows(self._parted.source or grid, start),
            {title_key(text) for text in titles(grid, start)},
        )
        data: list[int] = []
        hidden: list[int] = []
        for row in range(start + 1, len(rows)):
            cells = rows[row]
            rule = kind_of_row(cells, headings, known)
            if rule == "note_row" and any(is_figure(_at(cells, at)) for at in self._figures):
                rule = ""
            elif not rule and is_one_of(cells, again):
                rule = "heading_again"
            elif not rule and len(known) > 1 and page_row(cells, above):
                rule = "page_row"
            if row == start + 1 and rule != "blank_row" and is_unit_row(cells):
                rule = "unit_row"
            if rule:
                if rule in {"note_row", "unit_row"}:
                    self._notes.append(_row_text(cells))
                if rule != "blank_row":
                    self._leave_out(row, None, _row_text((self._parted.source or grid).rows[row]), rule)
                if rule == "total_row" and keep_totals:
                    data.append(row)
                elif row > start + 1 or not is_unit_row(cells):
                    rows[row] = ()
            elif row in grid.hidden_rows:
                hidden.append(row)
            else:
                data.append(row)
        if hidden and self._wishes.hidden_rows:
            data = sorted([*data, *hidden])
        elif hidden:
            for row in hidden:
                self._leave_out(row, None, _row_text(rows[row]), "hidden_row")
                rows[row] = ()
            if self._wishes.hidden_rows is None:
                told = "、".join(f"{row + 1}行" for row in hidden[:10]) + ("ほか" if len(hidden) > 10 else "")
                facts = {"sheet": grid.name, "count": len(hidden), "rows": told}
                self._asks.append(Fault("", "ask_hidden_rows", facts))
        return tuple(rows), data

    def _note_columns(self, matching: Matching, rows: Sequence[Sequence[GridCell]], used: set[int]) -> None:
        """Name the columns that are not read though something stands in them, and those that are though nobody sees
        them. A column of units is read with the figures."""
        self._around = around(self._whole, matching.heading_row, used, self._notes)
        if (at := self._around.unit_column) is not None:
            used = {*used, at}
            self._said.append(Fault("", "units_of_rows_said", {"columns": column_name(at)}))
        used = {*used, *self._parted.summed}
        if unseen := sorted(used & self._grid.hidden_columns):
            told = "、".join(map(column_name, unseen))
            self._said.append(Fault("", "hidden_columns_said", {"columns": told}))
        start = matching.heading_row
        table = TABLES[matching.table]
        shown = {heading_key(c.heading) for c in sheet_columns(table) if c.form is Form.SHOWN}
        helps = {heading_key(w) for c in matching.columns if c is not None and c.target for w in (c.heading, *c.also)}
        numbers = {at for at, c in enumerate(matching.columns) if c is not None and c.form is Form.ID}
        width = max((len(row) for row in rows[start:]), default=0)
        for at in range(width):
            if at in used and not (at in numbers and _has_words(rows[start + 1 :], at)):
                continue
            head = _at(rows[start], at)
            first = next((cell for row in rows[start + 1 :] if not is_blank(cell := _at(row, at))), None)
            if is_blank(head) and first is None:
                continue
            keys = set(heading(word_of(head)).keys)
            rule = "helper_column" if keys & (shown | helps) else "column_not_read"
            rule = "unit_column" if at in self._around.columns else rule
            if at in self._parted.parts:
                rule = "part_column"
            elif at in numbers:
                rule = "number_column"
            elif is_total_heading(word_of(head)) and not is_blank(head):
                rule = "total_column"
            self._leave_out(None, at, word_of(head) or csv_text(first), rule)

    def _with_figures(
        self,
        matching: Matching,
        rows: Sequence[tuple[GridCell, ...]],
        data: Sequence[int],
        columns: Mapping[int, SheetColumn],
    ) -> tuple[tuple[GridCell, ...], ...]:
        """Return the rows with figures in the ledger's unit, dashes as their column means them, and without amounts
        of which it cannot be said to which row they belong."""
        table = TABLES[matching.table]
        about = abouts(table.record)
        start = matching.heading_row
        below = self._whole.rows[start + 1] if start + 1 < len(rows) and is_unit_row(rows[start + 1]) else ()
        units = Units(self._whole, start, below, self._around, self._wishes.unit)
        made = list(rows)
        if below:
            made[start + 1] = ()
        told: dict[tuple[str, str], list[int]] = {}
        self._said += take_marks_off(made, data, self._figures)
        for at, column in columns.items():
            kind = about[column.name].kind if column.name in about else None
            nothing = about[column.name].dash if column.name in about else ""
            may_be_empty = column.name in about and column_types(table.record)[column.name][1]
            if column.unit and family(column.unit):
                unit, where = self._unit(units, at, column.unit)
                scale = UNITS[family(column.unit)].get(unit, 1)
                if unit and (scale != 1 or where != "heading"):
                    told.setdefault((unit, where), []).append(at)
                is_by_row = self._around.unit_column is not None and where not in {"heading", "clerk"}
                for row in data if scale != 1 or is_by_row else ():
                    cells = made[row]
                    if not is_blank(cell := _at(cells, at)):
                        made[row] = _with(cells, at, units.in_row(cells, cell, column.unit, scale))
            if kind is not None and (kind.form is not Form.TEXT) and not kind.is_free:
                for row in data if nothing or may_be_empty else ():
                    cells = made[row]
                    if at < len(cells) and cells[at].__class__ is str and is_dash(cells[at]):
                        made[row] = _with(cells, at, nothing or None)
            if isinstance(kind, Yen) or column.name == table.whole:
                part_merged(self._grid.merged, made, at, "merged_amount" if isinstance(kind, Yen) else "merged_figure")
        for (unit, where), places in told.items():
            letters = "、".join(column_name(at) for at in places)
            self._said.append(Fault("", "unit_said", {"unit": unit, "columns": letters, "where": WHERE[where]}))
        return tuple(made)

    def _unit(self, units: Units, at: int, unit: str) -> tuple[str, str]:
        """Return in which unit a column is given and where that stands; "" for none. Several are asked."""
        found, where = units.of(at, unit)
        if len(found) > 1:
            self._ask("ask_unit", units="・".join(found))
        return (found[0], where) if len(found) == 1 else ("", "")

    def _ask(self, rule: str, **facts: object) -> None:
        fault = Fault("", rule, {"sheet": self._grid.name, **facts})
        if fault not in self._asks:
            self._asks.append(fault)

    def _with_constants(
        self,
        matching: Matching,
        rows: Sequence[tuple[GridCell, ...]],
        data: Sequence[int],
    ) -> tuple[tuple[tuple[GridCell, ...], ...], Matching]:
        """Return the rows with columns more for what holds for all of them, and the matching with these."""
        held = what_holds(matching, self._whole, self._start, self._figures, self._wishes, self._around.texts)
        self._said += held.said
        self._asks += held.asks
        self._words += held.words
        more = held.columns
        if not more:
            return tuple(rows), matching
        width = max(len(matching.columns), max((len(row) for row in rows), default=0))
        made = list(rows)
        for row in data:
            made[row] = (*rows[row], *(None,) * (width - len(rows[row])), *more.values())
        columns = (*matching.columns, *(None,) * (width - len(matching.columns)), *more)
        return tuple(made), replace(matching, columns=columns)


def _has_words(rows: Sequence[Sequence[GridCell]], at: int) -> bool:
    """Whether something stands in a column of 番号 that is no number, so that nothing is made of it."""
    cells = (_at(row, at) for row in rows)
    return any(cell.__class__ is str and not is_blank(cell) and sheet_number(cell) is None for cell in cells)


def _with(row: Sequence[GridCell], column: int, cell: GridCell) -> tuple[GridCell, ...]:
    return (*row[:column], cell, *row[column + 1 :])


def _row_text(cells: Sequence[GridCell]) -> str:
    return " ".join(dict.fromkeys(word_of(cell) for cell in cells if not is_blank(cell)))[:200]


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None

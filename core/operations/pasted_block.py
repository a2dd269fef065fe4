"""A block from the clipboard, read as a sheet of a foreign file is: headings, units, dates, totals, cross tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.model.book import Book
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, GridCell, Merged, column_name
from core.model.machine.spreadsheet import sheet_tables
from core.model.registry import TABLES
from core.operations.importing.columns import choices, match_sheet
from core.operations.importing.plan import ImportPlan, LeftOut
from core.operations.importing.understood import Understood, Wishes
from core.operations.intake import Found, look_at
from core.words.sentences import sentence

NAME = "貼り付けた範囲"


def block_grid(cells: Sequence[Sequence[str]], merged: Sequence[Merged] = ()) -> Grid:
    """Return the cells of the clipboard as a sheet; what is empty there is no text."""
    rows = tuple(tuple(cell.strip() or None for cell in line) for line in cells)
    return Grid(NAME, rows, is_text=True, merged=tuple(merged))


def plan_pasted(
    book: Book,
    cells: Sequence[Sequence[str]],
    table: str,
    day: str | None = None,
    constants: Mapping[str, str] | None = None,
    merged: Sequence[Merged] = (),
) -> ImportPlan | Faults | None:
    """Return what a block with headings would do to a table; what has to be asked first; None when its headings are not
    those of this table, and each cell goes where it is pasted.

    `day` (ISO) is what was answered to "ask_day"; `constants` are the texts of columns that hold for every line where
    the block has no such column; `merged` are its joined cells. Among requests a printed cost table is read with its
    quotes and answers.
    """
    if all(len(line) == 1 and (line[0].strip() or "0").isdecimal() for line in cells):
        # Codes alone are members in a file; in a table they are what those rows are to have.
        return None
    found = _found(book, block_grid(cells, merged), Wishes(table=table, day=day))
    if not found.is_known:
        return None
    if found.asks:
        return Faults(found.asks)
    if found.layout is None and found.counts is None:
        found = replace(found, block=_with(found.block, constants or {}))
    return found.plan(book)


def _found(book: Book, grid: Grid, wishes: Wishes) -> Found:
    """Return what a block is among the lines of a table; a printed cost table is known by itself."""
    if wishes.table == "customizations":
        printed = look_at(book, grid)
        if printed.layout is not None:
            return printed
    return look_at(book, grid, wishes)


def _with(block: Understood, constants: Mapping[str, str]) -> Understood:
    """Return the block with a column for each constant that it does not say itself."""
    grid, matching = block.grid, block.read_as
    assert grid is not None
    assert matching is not None
    have = {column.name for column in matching.columns if column is not None}
    added = [one for one in choices(TABLES[matching.table]) if one.name in constants.keys() - have]
    width = max(map(len, grid.rows), default=0)

    def row(at: int, cells: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
        if not cells or at < matching.heading_row:
            return cells
        more = [one.heading if at == matching.heading_row else constants[one.name] or None for one in added]
        return (*cells, *[None] * (width - len(cells)), *more)

    columns = (*matching.columns, *[None] * (width - len(matching.columns)), *added)
    rows = tuple(row(at, cells) for at, cells in enumerate(grid.rows))
    return replace(block, grid=replace(grid, rows=rows), read_as=replace(matching, columns=columns))


ASK_DAY = "ask_day"
"""What is asked where the day of a whole block is said nowhere."""


_TOLD = 3
"""So many things that are left out are named; the rest are counted."""


def told_of_paste(plan: ImportPlan) -> str:
    """Return what was done, how it was understood, and what was left out, each with its reason."""
    counted = ((len(plan.changed), "変更"), (len(plan.added), "追加"))
    done = "、".join(f"{count}件を{verb}" for count, verb in counted if count)
    parts = [f"{done}しました。" if done else "台帳と同じ内容のため、変更はありません。"]
    parts += [sentence(fault) for fault in plan.said]
    parts += [_told(one) for one in plan.left_out[:_TOLD]]
    if len(plan.left_out) > _TOLD:
        parts.append(f"読まなかったところが、ほかに{len(plan.left_out) - _TOLD}か所あります。")
    return "".join(parts)


def _told(one: LeftOut) -> str:
    text = f"「{one.text[:20]}」" if one.text else ""
    return f"{one.place}{text}: {sentence(one.why)}"


def refused_of_paste(plan: ImportPlan) -> str:
    """Return why lines are refused, the first ones by their cells, and that nothing was changed; "" where none is."""
    reasons = [(line.row, fault) for line in plan.refused for fault in line.reasons]
    told = [f"{sentence(fault)}(貼り付けた範囲の{fault.facts.get('cell') or f'{row}行目'})" for row, fault in reasons]
    more = f"ほかに{len(told) - _TOLD}か所あります。" if len(told) > _TOLD else ""
    return f"{''.join(told[:_TOLD])}{more}何も変更していません。" if told else ""


def grid_to_match(cells: Sequence[Sequence[str]], merged: Sequence[Merged] = ()) -> Grid:
    """Return a block whose columns somebody will say the meaning of: a block without a heading is given one (列A, …),
    so that its first line stays a line."""
    grid = block_grid(cells, merged)
    first = [cell for cell in cells[0] if cell.strip()]
    is_heading = len(cells) > 1 and len(set(first)) == len(first) > 1 and not any(map(_has_figure, first))
    if is_heading or any(_is_understood(grid, table.name) for table in sheet_tables()):
        return grid
    lower = tuple((top + 1, left, bottom + 1, right) for top, left, bottom, right in merged)
    return replace(grid, rows=(tuple(f"列{column_name(at)}" for at in range(len(cells[0]))), *grid.rows), merged=lower)


def _is_understood(grid: Grid, table: str) -> bool:
    return match_sheet(grid, table) is not None


def _has_figure(text: str) -> bool:
    return text.strip().replace(",", "").isdecimal()

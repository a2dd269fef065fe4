"""Columns in which nothing stands: on paper they take the room of those in which something does."""

from dataclasses import replace

from core.documents.paper.document import Block, Column, Document, Emphasis, Kind, Notes, Sheet, Table

LEFT_OUT = "どの行にも記入のない列は印刷していません: {names}"

FEW = 3
"""Of so many columns the texts share the room that is left."""
_MARK = Notes(()).mark

_Filled = dict[tuple[Column, ...], frozenset[int]]
"""By the columns of tables that spare some, the places of those that are printed."""


def spared(document: Document) -> Document:
    """Return the document as it is printed: a table that is `sparing` has no column in which nothing stands, but for
    the first and those that `stay`, and below it stands which these were. Tables with the same columns, one for each
    service or member, have the same ones left out, so that they can be read beside each other."""
    filled: _Filled = {}
    for sheet in document.sheets:
        for block in sheet.blocks:
            if isinstance(block, Table) and block.sparing:
                filled[block.columns] = filled.get(block.columns, frozenset()) | _printed(block)
    if all(len(places) == len(columns) for columns, places in filled.items()):
        return document
    return replace(document, sheets=tuple(_of_sheet(sheet, filled) for sheet in document.sheets))


def _printed(table: Table) -> frozenset[int]:
    rows = [row.cells for row in (*table.rows, *table.totals) if row.emphasis is not Emphasis.SECTION]
    some = {at for cells in rows for at, cell in enumerate(cells) if cell}
    return frozenset(at for at, one in enumerate(table.columns) if not at or one.stays or at in some)


def _of_sheet(sheet: Sheet, filled: _Filled) -> Sheet:
    last = {block.columns: at for at, block in enumerate(sheet.blocks) if isinstance(block, Table) and block.sparing}
    blocks: list[Block] = []
    above = ""
    for at, block in enumerate(sheet.blocks):
        if above and isinstance(block, Notes) and block.mark == _MARK:
            block = replace(block, lines=(above, *block.lines))
        elif above:
            blocks.append(Notes((above,)))
        above = ""
        if isinstance(block, Table) and block.sparing:
            places = filled[block.columns]
            gone = [_name(one) for place, one in enumerate(block.columns) if place not in places]
            above = LEFT_OUT.format(names="、".join(gone)) if gone and last[block.columns] == at else ""
            block = _wide(block.with_columns(sorted(places)))
        blocks.append(block)
    return replace(sheet, blocks=(*blocks, Notes((above,))) if above else tuple(blocks))


def _wide(table: Table) -> Table:
    """Return a table of which few columns are left with the room shared among its texts: nobody follows a line across
    the whole paper to a mark at its end."""
    if len(table.columns) > FEW:
        return table
    columns = tuple(replace(one, weight=max(1, one.weight)) if one.kind is Kind.TEXT else one for one in table.columns)
    return replace(table, columns=columns)


def _name(column: Column) -> str:
    return " ".join((*column.groups, column.heading)).replace("\n", "")

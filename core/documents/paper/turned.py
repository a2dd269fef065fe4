"""A table with a column for each of very many members, turned so that they stand in rows."""

from dataclasses import replace

from core.documents.paper.document import Align, Block, Column, Heading, Kind, Row, Table

MANY = 30
"""More members than this do not stand side by side."""


def turned(table: Table, group: str, corner: str, across: str, by: int = 0) -> tuple[Table, ...]:
    """Return the table alone if at most MANY columns stand under the heading `group`, else two tables.

    The first is the table without those columns. In the second each of them is a row under the heading `corner`, and
    the rows stand side by side under `across` by their cells in the column `by`, the totals before them; a row
    in which nothing stands there is left out. No cell is lost or repeated.
    """
    own = [at for at, column in enumerate(table.columns) if column.groups == (group,)]
    if len(own) <= MANY:
        return (table,)
    kept = [at for at in range(len(table.columns)) if at not in set(own)]
    told = [row for row in table.rows if len(row.cells) == len(table.columns) and any(row.cells[at] for at in own)]
    is_text = all(table.columns[at].kind is Kind.TEXT for at in own)
    kind, align = (Kind.TEXT, Align.CENTER) if is_text else (Kind.FIGURE, Align.RIGHT)
    width = max((table.columns[at].width for at in own), default=0)
    columns = (
        Column(corner, width=6, repeat=True),
        *(Column(_label(row, kept), Kind.FIGURE, repeat=True) for row in table.totals),
        *(Column(row.cells[by], kind, align, width, groups=(across,)) for row in told),
    )
    rows = (Row((table.columns[at].heading, *(row.cells[at] for row in (*table.totals, *told)))) for at in own)
    return table.with_columns(kept), replace(table, columns=columns, rows=tuple(rows), totals=())


def headed(table: Table, group: str, corner: str, across: str, by: int = 0) -> tuple[Block, ...]:
    """Return the same as blocks: the second table below `group` as its heading."""
    first, *more = turned(table, group, corner, across, by)
    return (first, Heading(group), *more) if more else (first,)


def _label(total: Row, kept: list[int]) -> str:
    return next((total.cells[at] for at in kept if total.cells[at]), "")

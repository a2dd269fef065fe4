"""What stands on a document, for tests that read it."""

from core.documents.paper.document import Document, KeyValues, Notes, Paragraph, Row, Table


def tables(document: Document) -> list[Table]:
    return [block for sheet in document.sheets for block in sheet.blocks if isinstance(block, Table)]


def table(document: Document, at: int = 0) -> Table:
    return tables(document)[at]


def column(found: Table, heading: str, *, totals: bool = True) -> list[str]:
    """Return the cells below a heading, from top to bottom."""
    place = [one.heading for one in found.columns].index(heading)
    rows: tuple[Row, ...] = (*found.rows, *(found.totals if totals else ()))
    return [row.cells[place] for row in rows if len(row.cells) == len(found.columns)]


def notes(document: Document) -> str:
    blocks = (block for sheet in document.sheets for block in sheet.blocks)
    return "\n".join(line for block in blocks if isinstance(block, Notes) for line in block.lines)


def paragraphs(document: Document) -> list[str]:
    blocks = (block for sheet in document.sheets for block in sheet.blocks)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def pairs(document: Document) -> dict[str, str]:
    blocks = (block for sheet in document.sheets for block in sheet.blocks)
    return {label: value for block in blocks if isinstance(block, KeyValues) for label, value in block.pairs}

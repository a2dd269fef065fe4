"""Ranges of cells as Excel puts them on the clipboard: tabs, line ends, quotes where a cell contains one of them."""

from collections.abc import Iterable, Sequence

Rows = list[list[str]]


def write_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Return `rows` as text that Excel and `read_tsv` read back cell by cell."""
    return "".join("\t".join(_quote(cell) for cell in row) + "\r\n" for row in rows)


def _quote(cell: str) -> str:
    if any(letter in cell for letter in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read_tsv(text: str) -> Rows:
    """Return the cells of pasted text; short rows are filled up with empty cells, so the range is a rectangle.

    A cell that begins with a quote and is closed before the next tab or line end is unquoted; any other quote stands
    for itself, as Excel leaves it. The line end that Excel adds after the last row is no row.
    """
    rows: Rows = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\t":
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= len(text):
            break
        rows.append([])
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(text: str, start: int) -> tuple[str, int]:
    if text.startswith('"', start) and (quoted := _quoted(text, start + 1)):
        return quoted
    end = start
    while end < len(text) and text[end] not in "\t\r\n":
        end += 1
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """Return the quoted cell whose content begins at `start` and where it ends, or None if it is not closed."""
    at = start
    while (at := text.find('"', at)) >= 0:
        if text.startswith('""', at):
            at += 2
            continue
        if at + 1 == len(text) or text[at + 1] in "\t\r\n":
            return text[start:at].replace('""', '"'), at + 1
        return None
    return None

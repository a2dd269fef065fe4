"""The block of cells that stands on the clipboard, as spreadsheets and browsers put it there."""

from PySide6.QtGui import QGuiApplication

from core.model.machine.faults import Refused
from core.model.machine.grids import Copied, SourceRefused
from ui.tables.tsv import read_tsv


def copied_block() -> Copied:
    """Return the cells, and which of them are joined. Raises Refused "clipboard_empty" or "clipboard_too_large"."""
    clipboard = QGuiApplication.clipboard()
    text = clipboard.text()
    if not text.strip():
        raise Refused("clipboard_empty")
    cells, data = read_tsv(text), clipboard.mimeData()
    if not data.hasHtml() or not may_join_cells(html := data.html()):
        return Copied(cells)
    from core import heavy

    try:
        return heavy.with_joined_cells(cells, html)
    except SourceRefused as refused:
        raise Refused(refused.rule) from refused


def may_join_cells(html: str) -> bool:
    """Whether it is worth it to load what reads HTML."""
    return "span=" in html.replace(" ", "").lower()

"""How pages read a block with headings from the clipboard, and where it goes when its columns do not fit."""

from collections.abc import Callable, Mapping

from core.model.machine.grids import Copied
from ui.pages.page import Page
from ui.session import Session
from ui.tables.columns import Blocks, Taken

CLIPBOARD = "exchange/clipboard"
"""The part of the page 取込・書出 that takes the clipboard for its source."""


def blocks_of(
    session: Session, table: str, page: Page, *, first: bool = True, constants: Callable[[], Mapping[str, str]] = dict
) -> Blocks:
    """Return what reads blocks with headings as lines of a table: in one action, all or none. The day of a whole block
    is asked at once; all else that must be asked is asked where files are imported, and so is what the columns of a
    block mean that does not fit. `constants` give the texts of columns that the page shows for all lines."""

    def match(_block: Copied) -> None:
        page.open_page.emit(f"{CLIPBOARD}/{table}")

    def take(block: Copied) -> Taken | None:
        from ui.pages.pasted import take_pasted

        return take_pasted(session, table, page, block, constants(), lambda: match(block))

    return Blocks(take, match, first)

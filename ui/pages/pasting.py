"""How pages read a block with headings from the clipboard, and where it goes when its columns do not fit."""

from collections.abc import Callable, Mapping

from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.grids import Copied
from core.model.values.dates import parse_date
from core.operations.importing.plan import ImportPlan
from core.operations.pasted_block import ASK_DAY, plan_pasted, refused_of_paste, told_of_paste
from core.words.sentences import sentence
from ui.dialogs.questions import ask_for_text
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

    def plan(block: Copied, day: str | None = None) -> ImportPlan | Faults | None:
        return plan_pasted(session.book, block.cells, table, day, constants(), block.merged)

    def match(_block: Copied) -> None:
        page.open_page.emit(f"{CLIPBOARD}/{table}")

    def ask(block: Copied, asked: Fault) -> ImportPlan | Faults | None:
        text = ask_for_text(page, "日付を入力", sentence(asked), "")
        try:
            return plan(block, parse_date(text)) if text else Faults((asked,))
        except Refused as refused:
            return Faults((refused.at(ASK_DAY),))

    def take(block: Copied) -> Taken | None:
        planned = plan(block)
        if planned is None:
            return None
        if isinstance(planned, Faults) and [fault.rule for fault in planned] == [ASK_DAY]:
            planned = ask(block, next(iter(planned)))
            if isinstance(planned, Faults):
                return Taken(refused=f"{sentence(next(iter(planned)))}何も変更していません。")
        if isinstance(planned, Faults) or planned is None:
            match(block)
            return Taken()
        if planned.refused:
            return Taken(refused=refused_of_paste(planned))
        if session.run(planned.change_set) is not None:
            return None
        return Taken(told_of_paste(planned))

    return Blocks(take, match, first)

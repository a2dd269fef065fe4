"""A block with headings that was pasted into a page, read as lines of its table.

Apart from ui/pages/pasting.py, which every page with a table has: what reads blocks is loaded with the first one.
"""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.grids import Copied
from core.operations.importing.plan import ImportPlan
from core.operations.importing.understood import said_day
from core.operations.pasted_block import ASK_DAY, plan_pasted, refused_of_paste, told_of_paste
from core.words.sentences import sentence
from ui.dialogs.questions import ask_for_text
from ui.session import Session
from ui.tables.columns import Taken


def take_pasted(
    session: Session,
    table: str,
    parent: QWidget,
    block: Copied,
    constants: Mapping[str, str],
    match: Callable[[], None],
) -> Taken | None:
    """Add the lines of the block to the table and return what is said of it, None where it is no block with headings.
    What its columns mean is left to `match` where they do not fit."""

    def plan(day: str | None = None) -> ImportPlan | Faults | None:
        return plan_pasted(session.book, block.cells, table, day, constants, block.merged)

    def ask(asked: Fault) -> ImportPlan | Faults | None:
        text = ask_for_text(parent, "日付を入力", sentence(asked), "")
        try:
            return plan(said_day(text)) if text else Faults((asked,))
        except Refused as refused:
            return Faults((refused.at(ASK_DAY),))

    planned = plan()
    if planned is None:
        return None
    if isinstance(planned, Faults) and [fault.rule for fault in planned] == [ASK_DAY]:
        planned = ask(next(iter(planned)))
        if isinstance(planned, Faults):
            return Taken(refused=f"{sentence(next(iter(planned)))}何も変更していません。")
    if isinstance(planned, Faults) or planned is None:
        match()
        return Taken()
    if planned.refused:
        return Taken(refused=refused_of_paste(planned))
    if session.run(planned.change_set) is not None:
        return None
    return Taken(told_of_paste(planned))

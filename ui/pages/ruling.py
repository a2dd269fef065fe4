"""The editor of rules as pages open it: with the members, weights and tables of the ledger."""

from PySide6.QtWidgets import QWidget

from core.calc.members import members_of, representative_of
from core.calc.splitting.rounding import Rounding
from core.model.costs import CostLine
from core.model.council import Weight
from core.model.fixed_amounts import FixedAmount
from core.model.machine.records import Record, abouts
from core.model.scenarios import Scenario
from core.operations.editing.edit import edit
from ui.pages.page import Page
from ui.session import Session
from ui.shell import late
from ui.tables.sheet.sheet import Sheet
from ui.widgets.form import Assist

EXAMPLE_YEN = 10_000_000


def composer(session: Session, blank: str = "") -> Assist:
    """Return the button beside a field of a rule; `blank` is what an empty field means."""

    def compose(parent: QWidget, text: str) -> str | None:
        return compose_rule(session, parent, text, blank)

    return Assist("組み立てる", compose)


def compose_rule(session: Session, parent: QWidget, text: str, blank: str = "", example: int = 0) -> str | None:
    """Let a rule be put together, beginning with `text` in words; None where it was left as it is."""
    book, members = session.book, members_of(session.book)
    consortium = book.consortium
    rounding = Rounding(consortium.unit, consortium.remainder, representative_of(book, members))
    return late.composed_rule(
        parent,
        text,
        members,
        rounding,
        sorted({weight.name for weight in book.all(Weight).values()}),
        sorted({row.name for row in book.all(FixedAmount).values()}),
        example or EXAMPLE_YEN,
        blank,
    )


def compose_selected(page: Page, sheet: Sheet, cls: type[Scenario] | type[CostLine], blank: str) -> None:
    """Let the rule of the selected row be put together; without a row nothing happens."""
    current = sheet.current
    if current is None or not isinstance(current[0], cls):
        return
    record = current[0]
    described: type[Record] = cls
    rule = abouts(described)["rule"].kind.plain(record.rule)
    text = compose_rule(page.session, page, rule, blank)
    if text is not None:
        page.run(edit(page.session.book, record, "rule", text))

"""The columns that tables of more than one page have."""

from core.model.machine.records import Record
from core.model.organisation import body_name, short_name
from ui.pages.editing import field_column
from ui.session import Session
from ui.tables.columns import Column


def short_body_column(session: Session, cls: type[Record], name: str, width: int) -> Column:
    """Return the column of the body that a row speaks of: its short name, and the whole one beside the mouse."""
    return field_column(
        cls,
        name,
        width,
        session.look,
        show=lambda id: short_name(session.look, id),
        tooltip=lambda one: body_name(session.look, getattr(one, name)),
    )

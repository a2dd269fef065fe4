"""The columns of a request that the matrix of answers and the table of amounts offer and do not show by themselves."""

from core.model.requests import Customization
from ui.pages.editing import field_column
from ui.session import Session
from ui.tables.columns import Column


def request_columns(session: Session) -> tuple[Column, ...]:
    """Return 業務, 内容 and 按分規則, to be read: they are edited where the requests are registered."""
    return tuple(
        field_column(Customization, name, width, session.look, optional=True, edit=None, fixed=False)
        for name, width in (("system_id", 130), ("description", 280), ("rule", 170))
    )

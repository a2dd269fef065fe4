"""The tables of bidders and reviewers: what there is to say beyond the records."""

from core.calc.evaluation.frame import persons_in, procurements_of
from core.model.evaluation import Bidder, Reviewer
from core.model.machine.table import Look
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView
from ui.tables.columns import CENTER


def _seats_said(look: Look) -> str:
    """Return of each procurement how many seats there are and how many people sit on them."""
    seats = [(one.name, look.children(Reviewer, one.id).values()) for one in procurements_of(look)]
    return "、".join(f"{name}: 延べ{len(some)}名({persons_in(some)}人)" for name, some in seats if some)


VIEWS = (
    TableView(
        Reviewer,
        said=_seats_said,
    ),
    TableView(
        Bidder,
        columns=(
            ("procurement_id", 220),
            ("name", 180),
            ("price_yen", 140),
            ("priced_on", 150),
            ("first_stage", 110),
            ("disqualified", 220),
            lambda _: field_column(Bidder, "draw", 80, align=CENTER),
            ("note", 220),
        ),
        frozen=2,
        adding=(Asked("procurement_id", 260), Asked("name", 180)),
        needs=("acts",),
    ),
)

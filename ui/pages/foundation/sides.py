"""What stands beside risks and lines: the fields of the current row, and the picture of all of them."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from core.calc.foundation.lines import LINE_TERMS, sections_of, ways_of
from core.calc.foundation.risks import SCORE_TERMS, grid_of, risks_of
from core.calc.members import members_of
from core.documents.foundation.grid import risk_grid
from core.documents.foundation.network import section_line, way_line
from core.documents.foundation.picture import LEGEND, network_picture
from core.model.foundation.lines import Line
from core.model.foundation.risks import Risk
from core.model.papers.printouts import report_title
from ui.pages.page import small_title
from ui.pages.side import FormSide
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.drawing_view import DrawingView
from ui.widgets.spaced_label import SpacedLabel

RISK_FIELDS = (
    "heading",
    "impact",
    "likelihood",
    "state",
    "measure",
    "remaining",
    "body_id",
    "in_charge",
    "review_on",
    "note",
)
LINE_FIELDS = (
    "route",
    "switch",
    "switch_minutes",
    "availability",
    "monthly_yen",
    "ends_on",
    "joining",
    "leaving",
    "note",
)


class _Pictured(FormSide):
    """The picture stands above the fields of the current row."""

    def __init__(self, session: Session, cls: type[Any], names: tuple[str, ...], title: str) -> None:
        super().__init__(session, cls, names)
        self.picture = DrawingView()
        self.told = SpacedLabel()
        self.told.setProperty("role", "help")
        content = self.widget()
        assert content is not None
        column = content.layout()
        assert isinstance(column, QVBoxLayout)
        for at, part in enumerate((small_title(title), self.picture, self.told)):
            column.insertWidget(at, part)
        self.terms = SpacedLabel()
        self.terms.setProperty("role", "help")
        column.insertWidget(column.count() - 1, self.terms)


class RiskSide(_Pictured):
    """影響×可能性 of all risks that are not closed, and the fields of the current one."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__(session, Risk, RISK_FIELDS, "影響×可能性")
        self.told.hide()
        self.terms.setText(SCORE_TERMS)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        grid = grid_of(risks_of(self._session.book))
        self.picture.show_chart(lambda width: risk_grid(grid, width))


class LineSide(_Pictured):
    """The network, how available each section is, and the fields of the current line."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__(session, Line, LINE_FIELDS, report_title("network"))
        self.terms.setText(LINE_TERMS)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        book = self._session.book
        sections = sections_of(book)
        self.picture.setVisible(bool(sections))
        if sections:
            names = [one.name for one in members_of(book)]
            self.picture.show_chart(lambda width: network_picture(sections, names, width))
        lines = (*map(section_line, sections), *map(way_line, ways_of(sections)))
        self.told.setText("\n".join((LEGEND, *lines)) if sections else "")

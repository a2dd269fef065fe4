"""Fields and buttons in one line, or in two."""

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.desk import wait_until
from tests.ui.tables.sheet.ledger import show
from ui.widgets.tools.tool_line import ToolLine


def test_the_buttons_go_below_the_fields_where_both_have_no_room_side_by_side(app: QApplication) -> None:
    fields, one = QWidget(), QPushButton("削除")
    fields.setFixedSize(500, 32)
    line = ToolLine(fields, [one])
    show(line)
    top = one.mapTo(line, one.rect().topLeft())
    assert top.y() < 32
    assert top.x() + one.width() == line.width()
    line.resize(520, 100)
    wait_until(lambda: one.mapTo(line, one.rect().topLeft()).y() >= 32, "the second line")
    assert line.minimumSizeHint().width() == 500
    line.resize(800, 100)
    wait_until(lambda: one.mapTo(line, one.rect().topLeft()).y() < 32, "one line")
    line.deleteLater()

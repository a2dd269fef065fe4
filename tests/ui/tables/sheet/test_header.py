"""Headings of several lines."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.tables.sheet.header import even_room
from ui.tables.sheet.painter import WRAP, cell_font


@pytest.mark.parametrize(
    ("label", "letters"),
    [("課題番号", 3), ("ルール番号", 4), ("うち未定", 3), ("クラウド利用料", 6), ("費用の扱い", 4)],
)
def test_no_heading_leaves_a_letter_alone_on_its_second_line(app: QApplication, label: str, letters: int) -> None:
    metrics = QFontMetrics(cell_font(False, True))
    room = metrics.horizontalAdvance(label[:letters]) + 2
    even = even_room(label, room)

    def height(width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 1_000), int(WRAP), label).height()

    assert height(room) == height(even) == 2 * metrics.lineSpacing()
    first = next(at for at in range(len(label), 0, -1) if metrics.horizontalAdvance(label[:at]) <= even)
    assert len(label) - first >= 2, "課題 over 番号, not 課題番 over 号"


def test_a_heading_of_one_line_keeps_its_room_and_no_latin_word_is_torn(app: QApplication) -> None:
    metrics = QFontMetrics(cell_font(False, True))
    assert even_room("項", 80) == 80
    assert even_room("運用SLA", metrics.horizontalAdvance("運用SL")) >= metrics.horizontalAdvance("SLA")

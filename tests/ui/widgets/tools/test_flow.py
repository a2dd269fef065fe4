"""Tools stand in one line as long as there is room, and in further lines where there is none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ui.widgets.add_bar import AddBar
from ui.widgets.tools.flow import Column, Flow
from ui.widgets.tools.tool_line import ToolLine


class Box(QWidget):
    """A part that wishes `wished` px and needs `least`."""

    def __init__(self, wished: int, least: int) -> None:
        super().__init__()
        self._wished, self._least = QSize(wished, 30), QSize(least, 30)
        self.setMaximumSize(self._wished)

    def sizeHint(self) -> QSize:
        return self._wished

    def minimumSizeHint(self) -> QSize:
        return self._least


@pytest.fixture(autouse=True)
def _application(app: QApplication) -> None:
    """Widgets need one."""


def laid(width: int, *parts: Box | None, shrinks: bool = False) -> list[tuple[int, int, int]]:
    """Return where the parts stand, (left, top, width), None being a stretch."""
    around = QWidget()
    flow = Flow(around, shrinks=shrinks)
    flow.setSpacing(10)
    for part in parts:
        if part is None:
            flow.addStretch()
        else:
            flow.addWidget(part)
    flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
    return [(one.x(), one.y(), one.width()) for one in parts if one is not None]


def test_with_room_it_is_one_line_and_a_stretch_pushes_to_the_right() -> None:
    assert laid(400, Box(100, 50), None, Box(80, 80), Box(60, 60)) == [(0, 0, 100), (250, 0, 80), (340, 0, 60)]


def test_without_room_what_follows_the_stretch_has_its_own_line_at_the_right() -> None:
    assert laid(230, Box(150, 50), None, Box(80, 80), Box(60, 60)) == [(0, 0, 150), (80, 40, 80), (170, 40, 60)]


def test_what_shrinks_gives_way_before_there_is_another_line() -> None:
    assert laid(230, Box(150, 50), None, Box(80, 80), shrinks=True) == [(0, 0, 140), (150, 0, 80)]
    assert laid(140, Box(150, 50), None, Box(80, 80), shrinks=True) == [(0, 0, 50), (60, 0, 80)]
    assert laid(130, Box(150, 50), None, Box(80, 80), shrinks=True) == [(0, 0, 130), (50, 40, 80)]


def test_what_follows_goes_on_in_the_last_line_where_it_finds_room() -> None:
    parts = (Box(100, 100), Box(100, 100), None, Box(80, 80))
    assert laid(200, *parts) == [(0, 0, 100), (0, 40, 100), (120, 40, 80)]


@pytest.mark.parametrize("width", [60, 100, 150, 300, 700])
def test_nothing_is_cut_off_and_nothing_lies_over_another(width: int) -> None:
    places = laid(width, Box(90, 60), Box(50, 50), None, Box(60, 60), None, Box(60, 60))
    assert all(left >= 0 and left + wide <= width for left, _, wide in places)
    for at, (left, top, _) in enumerate(places[1:]):
        before_left, before_top, before_wide = places[at]
        assert top > before_top or left >= before_left + before_wide + 10


def test_fields_give_way_as_far_as_their_names_can_be_read() -> None:
    bar = AddBar((("name", "名称", 200), ("note", "備考(任意)", 200)), "追加", lambda _: None)
    line = ToolLine(bar, [QPushButton("削除"), QPushButton("この表を印刷")])
    least = line.minimumSizeHint().width()
    assert least < 420 < line.sizeHint().width()
    line.resize(least, line.heightForWidth(least))
    line.ensurePolished()
    for one in (line, bar):
        layout = one.layout()
        assert layout is not None
        layout.activate()
    for name in ("name", "note"):
        field = bar._fields[name]
        assert field.fontMetrics().horizontalAdvance(field.placeholderText()) < field.width()
        assert field.geometry().right() < line.width()


def of_a_widget(around: QWidget) -> Flow:
    return Flow(around)


def inside_another_layout(around: QWidget) -> Flow:
    flow = Flow()
    QVBoxLayout(around).addLayout(flow)
    return flow


def in_a_column(around: QWidget) -> Flow:
    flow = Flow()
    Column(around).add_flow(flow)
    return flow


@pytest.mark.parametrize("make", [of_a_widget, inside_another_layout, in_a_column])
def test_what_changes_while_the_rooms_are_remembered_is_heeded_at_once(make: Callable[[QWidget], Flow]) -> None:
    around = QWidget()
    flow = make(around)
    flow.setSpacing(10)
    parts = [QPushButton("追加") for _ in range(3)]
    for part in parts:
        part.setFixedWidth(100)
        flow.addWidget(part)
    around.show()
    assert flow.sizeHint().width() == 320
    parts[0].hide()
    assert flow.sizeHint().width() == 210
    parts[0].show()
    assert (flow.sizeHint().width(), flow.least_line()) == (320, 320)
    parts[1].setFixedWidth(150)
    assert (flow.sizeHint().width(), flow.least_line()) == (370, 370)
    flow.removeWidget(parts[2])
    assert flow.sizeHint().width() == 260
    flow.put_first(parts[2])
    assert flow.sizeHint().width() == 370
    parts[0].setMinimumWidth(0)
    parts[0].setMaximumWidth(500)
    before = flow.sizeHint().width()
    parts[0].setText("新しい要望を追加する")
    assert flow.sizeHint().width() > before


class Counted(Box):
    """A part that counts how often it is asked what it needs."""

    asked = 0

    def minimumSizeHint(self) -> QSize:
        self.asked += 1
        return super().minimumSizeHint()


@pytest.mark.parametrize(("make", "remembers"), [(of_a_widget, True), (inside_another_layout, False),
                                                 (in_a_column, True)])  # fmt: skip
def test_a_part_is_asked_again_only_where_a_change_would_not_be_heard(
    make: Callable[[QWidget], Flow], remembers: bool
) -> None:
    around = QWidget()
    flow, part = make(around), Counted(100, 50)
    flow.addWidget(part)
    assert flow.least_line() == 50
    before = part.asked
    assert flow.least_line() == 50
    assert (part.asked == before) is remembers

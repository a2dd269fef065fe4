from collections import Counter

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget

from core.documents.charts.bars import Bars, Group, bar_chart
from core.documents.paper.drawing import Anchor, Drawing, Fill, Marker, Polyline, Rect, Text
from tests.ui.tables.sheet.ledger import clipboard, show
from ui.look import theme
from ui.look.colours import colour
from ui.widgets.drawing_view import PIXELS_PER_POINT, DrawingView


def chart(count: int) -> Bars:
    return Bars("経費の比較", ("現行経費",), tuple(Group(f"第{n}市", (n * 1_000,)) for n in range(1, count + 1)))


@pytest.fixture
def view(app: QApplication) -> DrawingView:
    made = DrawingView()
    made.setStyleSheet("background: white")
    show(made)
    return made


def painted(view: QWidget, width: int, height: int) -> QImage:
    view.resize(width, height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    view.render(image)
    return image


def colours(image: QImage, left: int, top: int, width: int, height: int) -> Counter[str]:
    return Counter(image.pixelColor(x, y).name() for x in range(left, left + width) for y in range(top, top + height))


def test_shapes_stand_where_the_drawing_says(view: DrawingView) -> None:
    view.show_drawing(
        Drawing(
            200,
            100,
            (
                Rect(0, 0, 50, 100, Fill.SOLID),
                Rect(50, 0, 50, 100, Fill.LIGHT),
                Rect(100, 0, 50, 100, Fill.HATCH),
                Polyline(((175.0, 50.0),), marker=Marker.DISC),
            ),
        )
    )
    image = painted(view, 400, 200)
    assert colours(image, 10, 10, 80, 180).most_common(1)[0] == (colour(theme.PRIMARY).name(), 80 * 180)
    assert colours(image, 110, 10, 80, 180).most_common(1)[0] == (colour(theme.SELECTION).name(), 80 * 180)
    hatched = colours(image, 210, 10, 80, 180)
    assert hatched["#ffffff"] > 2_000
    assert len(hatched) > 5
    assert image.pixelColor(350, 100).name() == colour(theme.TEXT).name()
    assert image.pixelColor(350, 60).name() == "#ffffff"


def test_texts_keep_to_their_anchor_and_their_room(view: DrawingView) -> None:
    text = "とても長い団体の名前" * 3
    view.show_drawing(Drawing(300, 30, (Text(300, 20, text, 10, Anchor.END, bold=True, room=100),)))
    image = painted(view, 600, 60)
    assert set(colours(image, 0, 0, 396, 60)) == {"#ffffff"}
    assert len(colours(image, 400, 0, 200, 60)) > 5


def test_a_drawing_keeps_its_proportions(view: DrawingView) -> None:
    view.show_drawing(Drawing(300, 100, ()))
    assert view.hasHeightForWidth()
    assert (view.heightForWidth(600), view.heightForWidth(900)) == (200, 300)


def test_a_chart_is_drawn_for_the_width_with_texts_as_large_as_in_tables(view: DrawingView) -> None:
    view.show_chart(lambda width: bar_chart(chart(6), width))
    height = view.heightForWidth(500)
    assert abs(height - view.heightForWidth(900)) <= 1
    view.resize(500, height)
    assert abs(view.drawing.width * PIXELS_PER_POINT - 500) < 1
    image = painted(view, 500, height)
    assert len(colours(image, 0, 0, 500, height)) > 20


def test_figures_are_told_in_words(view: DrawingView) -> None:
    view.show_chart(lambda width: bar_chart(chart(2), width))
    assert view.accessibleName() == "経費の比較"
    assert view.accessibleDescription() == "単位:円\n第1市: 現行経費 1,000\n第2市: 現行経費 2,000"


def test_179_municipalities_are_read_by_scrolling(app: QApplication) -> None:
    view = DrawingView()
    view.show_chart(lambda width: bar_chart(chart(179), width))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(view)
    show(area)
    assert area.verticalScrollBar().maximum() > 2_000
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    shown = area.viewport().grab().toImage()
    assert len(colours(shown, 0, 0, shown.width(), 300)) > 20


def test_a_chart_shown_while_hidden_has_its_height_when_it_appears(app: QApplication) -> None:
    view = DrawingView()
    view.show_chart(lambda width: bar_chart(chart(6), width))
    hidden = view.sizeHint().height()
    view.show_chart(lambda width: bar_chart(chart(12), width))
    show(view)
    assert view.sizeHint().height() > hidden


def test_a_chart_says_the_figures_of_the_row_that_is_pointed_at(view: DrawingView) -> None:
    view.resize(600, 400)
    view.show_chart(lambda width: bar_chart(chart(3), width))
    view.resize(600, view.heightForWidth(600))
    scale = view.width() / view.drawing.width
    names = {shape.text: shape.y for shape in view.drawing.shapes if isinstance(shape, Text)}
    for n in (1, 2, 3):
        assert view.told_at(round((names[f"第{n}市"] - 3) * scale)) == f"第{n}市\n現行経費 {n},000"
    assert view.told_at(0) == ""


def test_a_chart_is_copied_as_a_picture_and_as_a_table(view: DrawingView) -> None:
    view.resize(600, 400)
    view.show_chart(lambda width: bar_chart(chart(2), width))
    view.copy_table()
    assert clipboard() == "\t現行経費\r\n第1市\t1,000\r\n第2市\t2,000\r\n"
    view.copy_picture()
    picture = QApplication.clipboard().image()
    assert (picture.width(), picture.height()) == (2 * view.width(), 2 * view.height())
    seen = colours(picture, 0, 0, picture.width(), picture.height())
    assert seen[colour(theme.PRIMARY).name()] > 100


def test_what_a_chart_offers_is_reached_by_keyboard(view: DrawingView) -> None:
    offered: list[list[str]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered.append([one.text() for one in menu.actions()])
        menu.close()

    view.show_drawing(Drawing(1, 1, ()))
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    view.show_chart(lambda width: bar_chart(chart(2), width))
    assert view.focusPolicy() == Qt.FocusPolicy.TabFocus
    theme.dress(view.window())
    QTimer.singleShot(50, look)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert offered == [["図をコピー", "図を印刷・PDFに保存…", "表としてコピー"]]


def test_a_chart_without_names_at_its_side_tells_all_it_says(view: DrawingView) -> None:
    words = "平成26年8月6日現在: 起票2件、残り1件"
    view.show_drawing(Drawing(100, 100, (Rect(0, 0, 50, 50, Fill.SOLID),), "課題の推移", words))
    assert view.told_at(20) == words


def test_a_drawing_that_is_no_chart_offers_nothing(view: DrawingView) -> None:
    view.show_drawing(Drawing(100, 100, (Rect(0, 0, 50, 50, Fill.SOLID),)))
    assert view.told_at(20) == ""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.ui.tables.sheet.ledger import show
from ui.widgets.focus_ring import FocusRing, Ring


@pytest.fixture
def window(app: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.addWidget(QLineEdit("一"))
    inner = QWidget()
    inside = QVBoxLayout(inner)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(QLineEdit("二"))
    layout.addWidget(inner)
    rings = FocusRing(app)
    show(made)
    yield made
    app.focusChanged.disconnect(rings._moved)


def ring(window: QWidget) -> Ring | None:
    return next((ring for ring in window.findChildren(Ring) if ring.isVisible()), None)


def test_the_ring_lies_around_the_control_that_has_the_focus(window: QWidget) -> None:
    for field in window.findChildren(QLineEdit):
        field.setFocus()
        found = ring(window)
        assert found is not None
        place = QRect(field.mapTo(window, QPoint(0, 0)), field.size())
        assert found.geometry() == place.adjusted(-4, -4, 4, 4)


def test_the_ring_follows_and_goes_with_the_focus(window: QWidget) -> None:
    field = window.findChildren(QLineEdit)[1]
    field.setFocus()
    window.resize(700, 400)
    QApplication.processEvents()
    found = ring(window)
    assert found is not None
    assert found.width() == field.width() + 8
    field.clearFocus()
    assert ring(window) is None

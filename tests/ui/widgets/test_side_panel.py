"""A panel that folds, by its button and by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.storage.disk.places import Home
from tests.ui.desk import wait_until
from tests.ui.tables.sheet.ledger import show
from ui.shell.memory import Memory
from ui.widgets.side_panel import SidePanel

NEEDED = 400
WIDTH = 480
NARROW = NEEDED + WIDTH


class Desk:
    def __init__(self, home: Home) -> None:
        self.table, self.panel = QWidget(), QWidget()
        self.side = SidePanel(self.table, self.panel, lambda: NEEDED, WIDTH, "試し", Memory(home.settings))
        show(self.side)

    @property
    def word(self) -> str:
        return self.side.button.text()


@pytest.fixture
def desk(app: QApplication, home: Home) -> Iterator[Desk]:
    made = Desk(home)
    yield made
    made.side.deleteLater()


def test_the_panel_has_its_width_and_the_table_the_rest(desk: Desk) -> None:
    assert desk.panel.width() == WIDTH
    desk.side.resize(1_200, 400)
    assert desk.panel.width() == WIDTH
    assert desk.table.width() > 700


def test_it_folds_where_the_table_would_have_too_little_room_and_comes_back_as_it_was(desk: Desk) -> None:
    desk.side.resize(NARROW, 400)
    assert (desk.panel.isVisible(), desk.word) == (False, "詳細を開く")
    wait_until(lambda: desk.table.width() == NARROW, "all the room")
    desk.side.resize(NARROW + desk.side.handleWidth(), 400)
    assert (desk.panel.isVisible(), desk.word) == (True, "詳細を閉じる")
    wait_until(lambda: desk.panel.width() == WIDTH, "its width")


def test_it_may_be_opened_although_there_is_no_room(desk: Desk) -> None:
    desk.side.resize(NARROW, 400)
    desk.side.button.click()
    assert desk.panel.isVisible()
    desk.side.resize(NARROW - 10, 400)
    assert desk.panel.isVisible()


def test_who_closes_it_finds_it_closed_the_next_time(desk: Desk, home: Home) -> None:
    desk.side.button.click()
    assert desk.side.is_folded
    desk.side.resize(NARROW, 400)
    desk.side.resize(1_200, 400)
    assert desk.side.is_folded
    again = Desk(home)
    assert again.side.is_folded
    again.side.button.click()
    assert not Desk(home).side.is_folded


def test_the_width_that_the_user_chose_stays(desk: Desk) -> None:
    desk.side.moveSplitter(450, 1)
    chosen = desk.panel.width()
    assert chosen != WIDTH
    desk.side.button.click()
    desk.side.button.click()
    assert desk.panel.width() == chosen


def test_the_button_tells_a_screen_reader_what_it_does_now(desk: Desk) -> None:
    assert desk.side.button.accessibleName() == "詳細を閉じる"
    desk.side.button.click()
    assert desk.side.button.accessibleName() == "詳細を開く"

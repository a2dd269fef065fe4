from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.model.machine.changes import ChangeSet
from core.storage.disk.places import Home
from tests.ui.desk import OpenSession, put_away, show
from tests.ui.pages.paper import OpenPage
from ui.pages.page import Page
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES


@pytest.fixture
def open_page(app: QApplication, open_session: OpenSession, home: Home) -> Iterator[OpenPage]:
    """Open single pages, shown and active."""
    opened: list[Page] = []

    def open_one(key: str, content: ChangeSet | None = None) -> Page:
        entry = next(entry for entry in PAGES if entry.key == key)
        page = entry.load()(open_session(content), Memory(home.settings), entry.title, entry.about)
        opened.append(page)
        show(page)
        return page

    yield open_one
    for page in opened:
        put_away(page)

"""The list of what is still to be done, as it leads a newcomer through the pages."""

from PySide6.QtCore import Qt

from core.model.council import Municipality
from core.operations.editing.adding import add_row
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.overview.overview_page import OverviewPage


def lines(page: OverviewPage) -> list[str]:
    return [page.checklist.list.item(row).text() for row in range(page.checklist.list.count())]


def test_each_line_leads_to_its_page_and_goes_when_it_is_done(open_page: OpenPage) -> None:
    page = open_page("overview", EMPTY)
    assert page.checklist.title.text() == "台帳ができるまで(0/8)"
    assert lines(page)[0] == "□ 団体を登録する(まだです)"
    asked: list[str] = []
    page.open_page.connect(asked.append)
    page.checklist.list.setFocus()
    for row in range(8):
        page.checklist.list.setCurrentRow(row)
        press(Qt.Key.Key_Return)
    assert asked == [
        "municipalities",
        "populations",
        "systems",
        "customizations",
        "customizations",
        "answers",
        "cost_lines",
        "reports",
    ]
    page.session.run(add_row(page.session.book, Municipality, {"code": "162043", "name": "魚津市"}))
    assert page.checklist.title.text() == "台帳ができるまで(1/8)"
    assert lines(page)[0] == "□ 人口を入れる(0/1)"


def test_the_list_goes_when_all_is_done(open_page: OpenPage) -> None:
    page = open_page("overview")
    assert lines(page) == ["□ 印刷する(まだです)"]
    page.hide()
    page.session.has_printed = True
    page.show()
    assert not page.checklist.isVisible()

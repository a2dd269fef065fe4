"""The list of printouts is narrowed by what is typed above it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from core.documents.registry import REPORTS
from tests.ui.desk import put_away
from ui.pages.reports.report_list import ReportSearch, report_list


@pytest.fixture
def reports() -> Iterator[QListWidget]:
    made = report_list()
    yield made
    put_away(made)


def left(reports: QListWidget) -> list[str]:
    items = [reports.item(row) for row in range(reports.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_words_leave_the_printouts_that_hold_all_of_them_in_their_name_or_description(reports: QListWidget) -> None:
    search = ReportSearch(reports)
    search.setText("SLA")
    assert left(reports)
    assert left(reports) == [one.title for one in REPORTS.values() if "SLA" in one.title + one.about]
    narrow = left(reports)
    search.setText("ｓｌａ　月報")
    assert left(reports) == ["SLA月報"]
    assert set(left(reports)) < set(narrow)
    search.setText("どの帳票にもない言葉")
    assert left(reports) == []
    search.clear()
    assert left(reports) == [one.title for one in REPORTS.values()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_what_is_chosen_stays_until_the_first_that_is_left_is_chosen_by_a_key(
    reports: QListWidget, key: Qt.Key
) -> None:
    search = ReportSearch(reports)
    reports.setCurrentRow(0)
    search.setText("サービス一覧")
    assert reports.currentRow() == 0
    QTest.keyClick(search, key)
    assert reports.currentItem().text() == "サービス一覧"
    search.setText("どの帳票にもない言葉")
    QTest.keyClick(search, key)
    assert reports.currentItem().text() == "サービス一覧", "nothing is left to choose"

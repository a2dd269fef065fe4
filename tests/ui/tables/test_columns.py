"""A cell whose value cannot be told says so, whoever asks."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.tables import columns
from ui.tables.columns import UNSHOWN, Column
from ui.tables.sheet.sheet import Sheet
from ui.tables.table_model import ACCESSIBLE, DISPLAY, EDIT, FOREGROUND, TOOLTIP, TableModel


def fails(_record: object) -> str:
    raise ZeroDivisionError


def test_a_column_that_fails_is_shown_as_such_and_logged_once(
    app: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    assert app
    columns._log_once.cache_clear()
    model = TableModel((Column("値", fails, mark=lambda record: record.colour),), key=id)
    model.set_records(["一", "二"])
    for row in range(2):
        asked = [model.data(model.index(row, 0), role) for role in (DISPLAY, EDIT, TOOLTIP, ACCESSIBLE, FOREGROUND)]
        assert asked == [UNSHOWN, UNSHOWN, UNSHOWN, UNSHOWN, None]
    (logged,) = [one.getMessage() for one in caplog.records if "ZeroDivisionError" in one.getMessage()]
    assert logged.startswith("表示できないセル: ZeroDivisionError test_columns.py:")


def test_a_sheet_with_a_column_that_fails_is_painted(app: QApplication) -> None:
    good, bad = Column("値", str), Column("だめ", fails, mark=fails, tooltip=fails, spoken=fails, figure=True)  # type: ignore[arg-type]
    sheet = Sheet((good, bad), name="表", key=id)
    sheet.resize(400, 200)
    sheet.set_records(["一", "二"])
    sheet.show()
    assert not sheet.grab().isNull()
    app.processEvents()
    assert sheet.model.rows.find("表示できません") == [(0, 1), (1, 1)]


def test_a_whole_number_in_a_figure_column_has_commas_on_the_screen_and_none_in_the_editor() -> None:
    column = Column("うち未定", lambda one: one, figure=True)
    assert [column.text(64_196), column.plain_text(64_196), column.texts([1_000, None])] == [
        "64,196",
        "64196",
        ["1,000", ""],
    ]
    assert Column("番号", lambda one: one).text(1_794) == "1794", "a number that counts nothing stays as it is"

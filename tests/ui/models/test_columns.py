"""A cell whose value cannot be told says so, whoever asks."""

import logging

import pytest
from PySide6.QtWidgets import QApplication

from ui.models import columns
from ui.models.columns import UNSHOWN, Column
from ui.models.table_model import ACCESSIBLE, DISPLAY, EDIT, FOREGROUND, TOOLTIP, TableModel


def fails(_record: object) -> str:
    raise ZeroDivisionError


def test_a_column_that_fails_is_shown_as_such_and_logged_once(
    app: QApplication, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app
    monkeypatch.setattr(logging.getLogger("anbuncho"), "propagate", True)
    columns._log_once.cache_clear()
    model = TableModel((Column("値", fails, mark=lambda record: record.colour),), key=id)
    model.set_records(["一", "二"])
    for row in range(2):
        asked = [model.data(model.index(row, 0), role) for role in (DISPLAY, EDIT, TOOLTIP, ACCESSIBLE, FOREGROUND)]
        assert asked == [UNSHOWN, UNSHOWN, UNSHOWN, UNSHOWN, None]
    (logged,) = [one.getMessage() for one in caplog.records if "ZeroDivisionError" in one.getMessage()]
    assert logged.startswith("表示できないセル: ZeroDivisionError test_columns.py:")

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.tables.sheet.ledger import Ledger, show


@pytest.fixture
def ledger(app: QApplication) -> Ledger:
    """A table of six records, shown and active."""
    made = Ledger()
    show(made.sheet)
    return made

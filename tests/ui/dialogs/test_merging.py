"""見比べて統合: whose change is told beside which row, and which new rows get another number."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget

from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.machine.changes import Row
from core.model.machine.records import from_row, to_row
from core.model.registry import REFERENCES, TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.merging.merge import compare
from tests.ui.desk import put_away
from ui.dialogs.merging import MergeDialog

Rows = dict[str, dict[int, Row]]


@pytest.fixture
def parent(app: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    put_away(made)


def rows(*records: Consortium | Municipality | Customization | Option | Quote) -> Rows:
    found: Rows = {name: {} for name in TABLES}
    for record in records:
        name = next(name for name, table in TABLES.items() if table.record is type(record))
        found[name][record.id] = to_row(record)
    return found


def dialog_of(base: Rows, ours: Rows, theirs: Rows, parent: QWidget) -> MergeDialog:
    book = Book({name: [from_row(TABLES[name].record, row) for row in some.values()] for name, some in ours.items()})
    return MergeDialog(compare(base, ours, theirs, REFERENCES), book, (), parent)


def lines(table: QTableWidget) -> list[tuple[str, ...]]:
    """Return the texts of the table; where something is chosen, what is chosen."""
    found = []
    for row in range(table.rowCount()):
        texts = []
        for column in range(table.columnCount()):
            item = table.item(row, column)
            texts.append(item.text() if item else "選択" if table.cellWidget(row, column) else "")
        found.append(tuple(texts))
    return found


BASE = (Consortium(1, "協議会"), Municipality(1, "162019", "富山市"))


def test_beside_what_only_we_changed_nothing_is_said_of_the_others(parent: QWidget) -> None:
    ours = rows(BASE[0], Municipality(1, "162019", "新富山市", note="こちら"))
    theirs = rows(BASE[0], Municipality(1, "162019", "富山市", kana="とやまし"))
    assert lines(dialog_of(rows(*BASE), ours, theirs, parent).table) == [
        ("新富山市", "ふりがな", "(空欄)", "(空欄)", "とやまし", "相手(自動)")
    ]


def test_beside_what_both_changed_stands_what_is_taken_of_the_same_row(parent: QWidget) -> None:
    ours = rows(BASE[0], Municipality(1, "162019", "新富山市", note="こちらだけ"))
    theirs = rows(BASE[0], Municipality(1, "162019", "大富山市", kana="とやまし"))
    assert lines(dialog_of(rows(*BASE), ours, theirs, parent).table) == [
        ("新富山市", "団体名", "富山市", "新富山市", "大富山市", "選択"),
        ("", "ふりがな", "(空欄)", "(空欄)", "とやまし", "相手(自動)"),
    ]


def test_new_rows_of_both_are_told_by_their_own_names_and_numbers(parent: QWidget) -> None:
    ours = rows(*BASE, Customization(1, "1", "こちら", adopted_option_id=1), Option(1, 1), Quote(1, 1, 3, 100))
    theirs = rows(*BASE, Customization(1, "1", "相手"), Option(1, 1), Quote(1, 1, 6, 200))
    dialog = dialog_of(rows(*BASE), ours, theirs, parent)
    assert lines(dialog.table) == [
        ("項1", "項", "なし", "1 → 2", "1", "両方(番号を付け直し)"),
        ("項1", "行の有無", "なし", "なし", "あり", "相手(自動)"),
        ("項1の案1", "行の有無", "なし", "なし", "あり", "相手(自動)"),
        ("項1の6団体の見積", "行の有無", "なし", "なし", "あり", "相手(自動)"),
    ]
    assert not dialog.choices

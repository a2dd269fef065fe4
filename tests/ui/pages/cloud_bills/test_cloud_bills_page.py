from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from core.model.charges.cloud_bills import CloudBill
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.sample import sample
from tests.core.operations.cloud_bills.bills import KEYS, TOTAL, csv
from tests.ui.desk import cell, errors, fill, press_button, totals
from tests.ui.pages.paper import OpenPage
from ui.pages.cloud_bills.cloud_bills_page import CloudBillsPage


def test_a_bill_is_taken_in_from_a_file_and_its_shares_stand_below(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tuple(Insert("cloud_keys", to_row(one)) for one in KEYS)
    page = open_page("cloud_bills", ChangeSet("見本", (*sample().changes, *keys)))
    assert isinstance(page, CloudBillsPage)
    path = tmp_path / "請求.csv"
    path.write_bytes(csv())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    fill(page, **{"請求月(2026-10)": "2026-10"})
    press_button(page, "明細を取り込む")
    (bill,) = page.session.book.all(CloudBill).values()
    assert bill.cents == TOTAL
    assert cell(page.bills, bill.id, "未タグ") == "2.6%"
    assert totals(page.shares, 0)["whole"] == f"{bill.yen:,}"
    fill(page, **{"請求月(2026-10)": "2026-10"})
    press_button(page, "明細を取り込む")
    assert any("すでに取り込まれています" in text for text in errors(page))

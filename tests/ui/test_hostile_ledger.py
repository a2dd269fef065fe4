"""A ledger with a right hash and a log, fixed sheets and rows that nobody can have made: every page shows it."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.sheets import FixedSheet, SheetFile
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.digest import content_hash
from tests.ui.desk import Answers, OpenWindow
from ui.pages.history.history_page import HistoryPage
from ui.pages.reports.reports_page import ReportsPage
from ui.shell.page_list import PAGES

CONTENT = b"this is no PDF"


@pytest.fixture
def crafted(home: Home, tmp_path: Path) -> Path:
    path = tmp_path / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        for id, content in ((1, CONTENT), (2, b"another")):
            sheet = FixedSheet(id, "allocation", f"第{id}回", "2026-11-25", sha256=hashlib.sha256(CONTENT).hexdigest())
            rows = (Insert("fixed_sheets", to_row(sheet)), Insert("sheet_files", to_row(SheetFile(id, content))))
            file.store.apply(ChangeSet("確定", rows))
        file.store.apply(ChangeSet("備考", (Update("consortium", 1, {"note": "x"}),)))
        file.save_as(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in (
            'UPDATE change_log SET changes = \'[["update","quotes",["one_off_yen"],[[1,["x"],[NaN]]]]]\' WHERE id = 2',
            "UPDATE change_log SET at = '9999-99-99', label = '<b>' || char(0) WHERE id = 3",
            "UPDATE saves SET at = '2010-02-30'",
            'UPDATE fixed_sheets SET result = \'{"report":"allocation","rows":[1e999999999]}\', inputs = \'[\'',
            "INSERT INTO fixed_sheets SELECT 3, report, '第3回', fixed_on, fixed_by, '{}', '{}', '{}', sha256, ''"
            " FROM fixed_sheets WHERE id = 1",
            "UPDATE answers SET municipality_id = 999 WHERE id = 1",
            "UPDATE systems SET name = 'ＡＢ' WHERE id = 1",
            "UPDATE systems SET name = 'AB' WHERE id = 2",
            "UPDATE bodies SET parent_id = 3 WHERE id = 1",
            "UPDATE bodies SET parent_id = 1, set_up_on = '2010-02-30' WHERE id = 3",
            "UPDATE seats SET body_id = 999 WHERE id = 1",
            "UPDATE meetings SET series_id = 999, number = -1 WHERE id = 1",
            "UPDATE chronicle SET began_on = '0000', ended_on = '2014-13' WHERE id = 1",
            "INSERT INTO links VALUES (991, 'bodies#999', 'bodies#1', 'related', '')",
            "INSERT INTO links VALUES (992, 'bodies#1', '<b>', 'related', '')",
        ):
            db.execute(statement)
        db.execute("UPDATE meta SET content_hash = ?", (content_hash(db),))
        db.commit()
    return path


@pytest.mark.long
def test_every_page_shows_it_read_only_and_says_what_cannot_be(open_window: OpenWindow, crafted: Path) -> None:
    window = open_window(path=crafted)
    assert window.session.file.is_read_only
    for entry in PAGES:
        window.open_page(entry.key)
        QCoreApplication.processEvents()
    history = window.open_page("history")
    assert isinstance(history, HistoryPage)
    labels = [entry.label for entry in history._shown]
    assert sum(label.startswith("(読めない記録)") for label in labels) == 2
    for index in range(history.grouping.count()):
        history.grouping.setCurrentIndex(index)
        history._read()
        assert history.print_lines()


def test_a_fixed_sheet_that_is_no_pdf_another_one_or_gone_is_told(open_window: OpenWindow, crafted: Path) -> None:
    window = open_window(path=crafted)
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    for row in range(page.fixed.count()):
        page._show_fixed(page.fixed.item(row))
        assert (page.preview.pdf, page.preview.pages) == (b"", 0)
        assert "確定したときのものと一致しません" in page.message.text
    assert page.fixed.count() == 3
    page.options.choose("previous", 1)
    page.draw()
    assert page.preview.pages


def test_dialogs_are_let_go(open_window: OpenWindow, answers: Answers, crafted: Path, home: Home) -> None:
    window = open_window(path=crafted)
    for _ in range(3):
        answers.plan("やめる")
        window.care.restore()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QDialog) == []

"""控えから復元: what is listed, and what is said of a backup before it becomes a new file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.model.machine.changes import ChangeSet, Update
from core.sample import empty, sample
from core.storage.disk.places import Home
from core.storage.document.backups import back_up, backups_in
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.examining import backups_of_others
from core.version import ROOT
from tests.ui.desk import OpenSession, put_away
from ui.dialogs.restoring import Present, RestoreDialog
from ui.session import Session


@pytest.fixture
def parent(app: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    put_away(made)


def dialog_of(session: Session, home: Home, parent: QWidget) -> RestoreDialog:
    file = session.file
    present = Present(file.store.document_id, file.store.rows(), file.store.revision, session.book)
    return RestoreDialog(
        backups_in(file.backups.own), present, lambda: backups_of_others(home, file.store.document_id), parent
    )


def shown(dialog: RestoreDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_a_ledger_that_never_had_a_name_is_found_again(open_session: OpenSession, home: Home, parent: QWidget) -> None:
    with closing(LedgerFile.new(home, empty("髙岡の協議会", "2026-11-25"))) as file:
        file.store.apply(ChangeSet("備考", (Update("consortium", 1, {"note": "捨てない"}),)), "髙木")
        file.close(keep=True)
    dialog = dialog_of(open_session(sample()), home, parent)
    assert shown(dialog) == []
    assert dialog.details.plain.startswith("まだ控えがありません。")
    assert not dialog._restore.isEnabled()
    dialog.all.setChecked(True)
    (found,) = shown(dialog)
    assert found.endswith("無題(未保存)")
    assert dialog.details.plain.startswith("今開いているものとは別の台帳の控えです。\n協議会: 髙岡の協議会")
    assert "髙木「備考」" in dialog.details.plain
    assert dialog._restore.isEnabled()
    dialog.all.setChecked(False)
    assert not dialog._restore.isEnabled()


def test_a_backup_tells_what_differs_from_now(
    open_session: OpenSession, home: Home, tmp_path: Path, parent: QWidget
) -> None:
    session = open_session(sample())
    session.file.save_as(tmp_path / "台帳.anbun")
    session.file.back_up("_取り込み前")
    session.run(ChangeSet("備考", (Update("consortium", 1, {"note": "後"}),)))
    dialog = dialog_of(session, home, parent)
    assert "今の台帳より変更1回ぶん前の状態です。" in dialog.details.plain
    assert dialog.details.plain.endswith("今と違う行: 協議会の設定")


def test_of_a_backup_of_an_older_version_it_is_said_that_rows_cannot_be_compared(
    open_session: OpenSession, home: Home, parent: QWidget
) -> None:
    old = ROOT / "tests" / "data" / "schema_1.anbun"
    with closing(LedgerFile.open(home, old)) as file:
        back_up(old, home.backups / file.store.document_id, mark="_更新前")
    session = open_session(path=old)
    dialog = dialog_of(session, home, parent)
    assert "古い形式の控えなので、今と違う行は示せません。" in dialog.details.plain

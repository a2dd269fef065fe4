from pathlib import Path

import pytest

from core.jobs.importing import LARGEST_SOURCE, read_spreadsheet, take_in
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceRefused
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.storage.disk.errors import CannotOpen, CannotSave
from core.storage.document.backups import BEFORE_IMPORT
from core.storage.document.ledger_file import LedgerFile


def planned(file: LedgerFile, folder: Path) -> ImportPlan:
    """A CSV that calls one municipality otherwise."""
    path = folder / "団体.csv"
    path.write_text("団体コード,団体名\n162060,なめりかわ市\n", encoding="utf-8")
    plan = plan_file(file.store.book(), file.store.document_id, read_spreadsheet(path))
    assert not isinstance(plan, Faults)
    return plan


@pytest.mark.parametrize(("name", "rule"), [("表.xlsx", "workbook_too_large"), ("表.csv", "csv_too_large")])
def test_a_huge_file_is_refused_unread(tmp_path: Path, name: str, rule: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(LARGEST_SOURCE + 1)
    with pytest.raises(SourceRefused) as raised:
        read_spreadsheet(tmp_path / name)
    assert raised.value.rule == rule


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        read_spreadsheet(tmp_path / "ない.csv")


def test_before_lines_are_taken_in_the_state_before_is_among_the_backups(file: LedgerFile, tmp_path: Path) -> None:
    take_in(file, planned(file, tmp_path), file.store.apply)
    assert "なめりかわ市" in {one.name for one in file.store.book().all(Municipality).values()}
    (backup,) = file.backups.own.iterdir()
    assert BEFORE_IMPORT in backup.name


def test_without_room_for_the_backup_nothing_is_imported(file: LedgerFile) -> None:
    file.home.backups.write_text("no folder", encoding="utf-8")
    with pytest.raises(CannotSave):
        take_in(file, ImportPlan(ChangeSet("取り込み", ()), ()), lambda _: pytest.fail("written without a backup"))

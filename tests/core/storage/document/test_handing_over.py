from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.model.values.codes import code_of
from core.storage.disk.drives import is_removable
from core.storage.disk.errors import CannotSave
from core.storage.disk.places import Home
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import Access, LedgerFile

Edit = Callable[[LedgerFile, str], None]


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
    return path


def test_a_sealed_copy_says_who_made_it_and_is_opened_for_reading(home: Home, saved: Path, edit: Edit) -> None:
    sealed = saved.with_name("提出用.anbun")
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "未保存でも入る")
        code = hand_over(file, sealed, "髙木")
        assert (file.path, file.is_dirty, bool(file.store.seal)) == (saved, True, False)
    with closing(LedgerFile.open(home, sealed)) as file:
        assert (file.store.seal.by, file.is_read_only) == ("髙木", True)
        assert file.store.book().consortium.note == "未保存でも入る"
        (hash,) = file.store._connection.execute("SELECT content_hash FROM meta").fetchone()
        assert code_of(hash) == code
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert raised.value.rule == "opened_read_only"


def test_a_copy_of_a_sealed_file_is_worked_on_and_saved_without_the_seal(home: Home, saved: Path, edit: Edit) -> None:
    sealed, copy = saved.with_name("提出用.anbun"), saved.with_name("写し.anbun")
    with closing(LedgerFile.open(home, saved)) as file:
        hand_over(file, sealed, "髙木")
    before = sealed.read_bytes()
    with closing(LedgerFile.open(home, sealed, Access.COPY)) as file:
        assert (file.path, file.is_read_only) == (None, False)
        edit(file, "写し")
        file.save_as(copy)
    with closing(LedgerFile.open(home, copy)) as file:
        assert (bool(file.store.seal), file.is_read_only) == (False, False)
    assert sealed.read_bytes() == before


def test_a_file_opened_for_reading_becomes_ones_own_by_saving_it_elsewhere(home: Home, saved: Path) -> None:
    with closing(LedgerFile.open(home, saved, Access.READ)) as file:
        assert file.is_read_only
        file.save_as(saved.with_name("写し.anbun"))
        assert not file.is_read_only


def test_the_documents_own_file_is_not_sealed(home: Home, saved: Path) -> None:
    before = saved.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file, pytest.raises(CannotSave) as raised:
        hand_over(file, saved, "髙木")
    assert raised.value.rule == "same_file"
    assert saved.read_bytes() == before


def test_a_code_is_read_out_in_groups() -> None:
    assert code_of("3f2a91c477b00d1e" + "0" * 48) == "3F2A-91C4-77B0-0D1E"


def test_a_file_that_is_not_there_lies_on_no_stick(tmp_path: Path) -> None:
    assert not is_removable(tmp_path / "ない")

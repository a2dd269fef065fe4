from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.model.changes import ChangeSet, Update
from core.storage.disk.places import Home
from core.storage.document.backups import OVERWRITTEN, back_up
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.examining import contents_of, document_id_in, newest_good_backup

Edit = Callable[[LedgerFile, str], None]
EARLY, LATE = datetime(2026, 11, 20, 9), datetime(2026, 11, 21, 9)


def a_ledger(home: Home, path: Path, council: str) -> str:
    """Save a ledger of this council and return its id."""
    path.parent.mkdir(exist_ok=True)
    with closing(LedgerFile.new(home)) as file:
        file.store.apply(ChangeSet("協議会名を変更", (Update("consortium", 1, {"name": council}),)), "髙木")
        file.save_as(path)
        return file.store.document_id


@pytest.fixture
def files(home: Home, tmp_path: Path) -> tuple[Path, Path]:
    """Ledgers of two councils that bear the same name, each with a backup of its own; that of the second is newer."""
    paths = tmp_path / "東" / "台帳.anbun", tmp_path / "西" / "台帳.anbun"
    for path, at in zip(paths, (EARLY, LATE), strict=True):
        back_up(path, home.backups / a_ledger(home, path, f"{path.parent.name}部協議会"), at=at)
    return paths


def lose_the_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4_096])


def lose_the_beginning(path: Path) -> None:
    path.write_bytes(bytes(4_096) + path.read_bytes()[4_096:])


def test_a_damaged_file_is_offered_no_backup_of_another_document(home: Home, files: tuple[Path, Path]) -> None:
    east, _ = files
    lose_the_end(east)
    assert document_id_in(east)
    backup = newest_good_backup(home, east)
    assert backup is not None
    assert (contents_of(backup.path).council, backup.at) == ("東部協議会", EARLY)
    backup.path.unlink()
    assert newest_good_backup(home, east) is None


def test_a_backup_of_another_document_in_our_folder_is_not_offered(home: Home, files: tuple[Path, Path]) -> None:
    east, west = files
    back_up(west, home.backups / document_id_in(east))
    lose_the_end(east)
    backup = newest_good_backup(home, east)
    assert backup is not None
    assert contents_of(backup.path).council == "東部協議会"


def test_what_was_saved_over_is_not_offered(home: Home, files: tuple[Path, Path]) -> None:
    east, _ = files
    back_up(east, home.backups / document_id_in(east), mark=OVERWRITTEN)
    lose_the_end(east)
    backup = newest_good_backup(home, east)
    assert backup is not None
    assert (backup.mark, backup.at) == ("", EARLY)


def test_where_the_file_does_not_say_which_document_it_is_its_name_decides(
    home: Home, files: tuple[Path, Path]
) -> None:
    east, _ = files
    lose_the_beginning(east)
    assert not document_id_in(east)
    backup = newest_good_backup(home, east)
    assert backup is not None
    assert contents_of(backup.path).council == "西部協議会"


def test_a_file_says_its_council_and_its_last_change(home: Home, files: tuple[Path, Path]) -> None:
    contents = contents_of(files[0])
    assert contents.last is not None
    assert (contents.council, contents.last.who, contents.last.label) == ("東部協議会", "髙木", "協議会名を変更")

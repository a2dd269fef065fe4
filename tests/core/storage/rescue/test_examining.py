import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import monotonic

import pytest

from core.jobs.checking import Opened, check_file
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.storage.disk.errors import CannotOpen
from core.storage.disk.places import Home
from core.storage.document.backups import OVERWRITTEN, back_up
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.examining import contents_of, damages, document_id_in, newest_good_backup
from core.storage.rescue.salvage import salvage, salvage_file
from core.storage.rescue.sqlite_pages import PAGE, Pages

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


def test_one_bit_in_the_definitions_leaves_the_damage_the_backup_and_the_rescue(
    home: Home, files: tuple[Path, Path]
) -> None:
    """A letter that is none, in a definition or in what SQLite says of it."""
    east, _ = files
    whole, refused = east.read_bytes(), 0
    starts = [at for at in range(len(whole)) if whole.startswith((b"CREATE TABLE", b"CREATE INDEX"), at)]
    assert len(starts) > 100
    for start in starts[::7]:
        for at in (start, start + 13, start + 25):
            content = bytearray(whole)
            content[at] ^= 0x80
            east.write_bytes(content)
            found = check_file(home, east)
            if isinstance(found, Opened):
                continue  # a definition that holds no more, of a table that was changed since
            refused += 1
            assert found.help is not None
            assert found.help.backup is not None
            assert found.help.damages == tuple(damages(east))
    assert refused > 35


def rewritten(path: Path, encoding: str, page: int) -> None:
    """Let another program write the same ledger anew, in its own way."""
    other = path.with_name("作り変えた.db")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(other, isolation_level=None)) as new:
        new.execute(f"PRAGMA encoding = '{encoding}'")
        new.execute(f"PRAGMA page_size = {page}")
        new.executescript("\n".join(old.iterdump()))
        for name in ("application_id", "user_version"):
            new.execute(f"PRAGMA {name} = {old.execute(f'PRAGMA {name}').fetchone()[0]}")
    other.replace(path)


@pytest.mark.parametrize(("encoding", "page"), [("UTF-16le", 4_096), ("UTF-16be", 4_096), ("UTF-8", 65_536)])
def test_a_ledger_in_another_form_is_refused_by_name_and_its_rows_are_rescued(
    home: Home, files: tuple[Path, Path], encoding: str, page: int
) -> None:
    east, _ = files
    id = document_id_in(east)
    rewritten(east, encoding, page)
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.open(home, east)
    assert raised.value.rule == "file_other_form"
    assert document_id_in(east) == id
    assert damages(east)
    found = salvage_file(home, east, east.with_name("救出.anbun"))
    assert (found.document_id, [one.label for one in found.accounts if not one.is_whole]) == (id, [])
    assert contents_of(east.with_name("救出.anbun")).council == "東部協議会"


def test_rows_that_all_lead_to_the_same_long_chain_take_no_time(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "鎖.anbun"
    with closing(LedgerFile.new(home)) as file:
        towns = [Municipality(n, f"{n:06}", f"{n}町", note=f"{n:09}" * 600) for n in range(1, 1_500)]
        file.store.apply(ChangeSet("", tuple(Insert("municipalities", to_row(one)) for one in towns)))
        file.save_as(path)
    content = bytearray(path.read_bytes())
    length = b"\x82\xb1\x96\x40"  # 5,000,000 as SQLite writes it
    # Every page of overflow leads to the next one, and every row says to be as long as them all.
    pages = Pages(bytes(content))
    for number in range(pages.count - 1_300, pages.count):
        content[(number - 1) * PAGE : (number - 1) * PAGE + 4] = (number + 1).to_bytes(4, "big")
    for at in [at for at in range(0, len(content), PAGE) if content[at] == 0x0D]:
        count = int.from_bytes(content[at + 3 : at + 5], "big")
        for cell in struct.unpack_from(f">{min(count, 400)}H", content, at + 8):
            content[at + cell : at + cell + 4] = length
    begin = monotonic()
    salvage(bytes(content), tmp_path / "scratch")
    assert monotonic() - begin < 5


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

from datetime import datetime
from pathlib import Path

import pytest

from core.storage.backups import KEPT, UNSAVED, back_up, backup_path, has_backup_of_today, thin


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "台帳 髙.anbun"
    path.write_bytes(b"content")
    return path


def test_a_backup_bears_the_name_and_the_time(document: Path, tmp_path: Path) -> None:
    backup = back_up(document, tmp_path / "backups")
    assert backup.read_bytes() == b"content"
    assert backup.name.startswith(f"台帳 髙_{datetime.now():%Y%m%d}-")
    assert backup.suffix == ".anbun"


def test_two_backups_in_one_second_do_not_replace_each_other(document: Path, tmp_path: Path) -> None:
    names = {back_up(document, tmp_path / "backups").name for _ in range(5)}
    assert {path.name for path in (tmp_path / "backups").iterdir()} == names
    assert len(names) == 5


def test_the_newest_are_kept_whatever_their_names(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(KEPT + 5):
        name = f"{'乙甲'[number % 2]}_2014{number // 28 + 1:02}{number % 28 + 1:02}-120000.anbun"
        (folder / name).write_bytes(b"")
    thin(folder)
    kept = sorted(path.name.partition("_")[2] for path in folder.iterdir())
    assert kept == [f"201401{day:02}-120000.anbun" for day in range(6, KEPT + 6)]


def test_unsaved_work_is_not_the_backup_of_the_day(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert not has_backup_of_today(folder)
    backup_path(folder, "台帳", ".anbun", UNSAVED).write_bytes(b"")
    assert not has_backup_of_today(folder)
    back_up(document, folder)
    assert has_backup_of_today(folder)


def test_a_backup_of_an_earlier_day_is_not_todays(tmp_path: Path) -> None:
    (tmp_path / "台帳_20140806-090000.anbun").write_bytes(b"")
    assert not has_backup_of_today(tmp_path)


def test_a_long_title_is_shortened_not_refused(tmp_path: Path) -> None:
    path = backup_path(tmp_path, "長い名前" * 40, ".anbun", UNSAVED)
    path.write_bytes(b"")
    assert path.name.startswith("長い名前")

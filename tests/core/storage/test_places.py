from pathlib import Path

import platformdirs
import pytest

from core.storage.places import Home, default_home


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANBUNCHO_HOME", str(tmp_path / "USBメモリー"))
    assert default_home() == Home(tmp_path / "USBメモリー")


def test_a_relative_folder_stays_the_same_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANBUNCHO_HOME", "data")
    assert default_home().path == tmp_path / "data"


def test_otherwise_it_is_the_users_own_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANBUNCHO_HOME", raising=False)
    assert default_home().path == platformdirs.user_data_path("Anbuncho", appauthor=False)


def test_everything_lies_inside_the_folder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert {path.parent for path in (home.work, home.backups, home.settings)} == {tmp_path}
    assert not list(tmp_path.iterdir())

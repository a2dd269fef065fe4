from pathlib import Path

import platformdirs
import pytest

from core.storage.disk.places import CHOSEN_HOME, PORTABLE, Home, default_home, portable_folder


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


def test_a_program_with_the_mark_keeps_its_data_beside_itself(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).touch()
    assert portable_folder(tmp_path) == tmp_path / "data"
    assert (tmp_path / "data").is_dir()


def test_a_program_without_the_mark_is_not_portable(tmp_path: Path) -> None:
    assert portable_folder(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_portable_program_that_cannot_write_uses_the_users_folder(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).touch()
    (tmp_path / "data").write_text("a file stands in the way", encoding="utf-8")
    assert portable_folder(tmp_path) is None


def test_a_built_program_looks_for_the_mark_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PORTABLE).touch()
    monkeypatch.delenv(CHOSEN_HOME, raising=False)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "Anbuncho.exe"))
    assert default_home().path == tmp_path / "data"


def test_a_chosen_folder_goes_before_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PORTABLE).touch()
    monkeypatch.setenv(CHOSEN_HOME, str(tmp_path / "chosen"))
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "Anbuncho.exe"))
    assert default_home().path == tmp_path / "chosen"

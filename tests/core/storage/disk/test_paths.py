import errno
import os
from pathlib import Path

import pytest

from core.storage.disk.paths import is_same_file, real_path


def link(path: Path, target: Path) -> bool:
    """Make a symbolic link where that is allowed: on Windows only administrators may."""
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        return False
    return True


def test_links_anywhere_in_a_path_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "本物"
    folder.mkdir()
    if link(tmp_path / "Z", folder):
        assert real_path(tmp_path / "Z" / "まだない.anbun") == folder / "まだない.anbun"
        assert real_path(folder / ".." / "Z" / "台帳.anbun") == folder / "台帳.anbun"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    if link(tmp_path / "輪", tmp_path / "輪"):
        with pytest.raises(OSError) as raised:
            real_path(tmp_path / "輪")
        assert raised.value.errno == errno.ELOOP


def test_a_file_is_the_same_under_every_name(tmp_path: Path) -> None:
    path, other = tmp_path / "台帳.anbun", tmp_path / "別.anbun"
    path.write_bytes(b"x")
    other.write_bytes(b"x")
    os.link(path, tmp_path / "別名.anbun")
    assert is_same_file(path, path)
    assert is_same_file(tmp_path / "別名.anbun", path)
    assert not is_same_file(path, other)
    assert not is_same_file(path, None)
    assert not is_same_file(path, tmp_path / "ない.anbun")
    assert is_same_file(tmp_path / "ない.anbun", tmp_path / "ない.anbun")


def test_files_that_a_share_does_not_number_are_told_apart_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unnumbered:
        st_ino, st_dev = 0, 7

    path = tmp_path / "台帳.anbun"
    monkeypatch.setattr(Path, "stat", lambda *_, **__: Unnumbered())
    assert not is_same_file(path, tmp_path / "別.anbun")
    assert is_same_file(path, path)

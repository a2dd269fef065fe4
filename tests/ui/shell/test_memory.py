from pathlib import Path

from PySide6.QtCore import QByteArray

from ui.shell.memory import RECENT, Memory


def test_what_is_remembered_is_there_on_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "ない フォルダー" / "settings.ini"
    first = Memory(path)
    first.set_text("widths/団体", '{"団体名": 200}')
    first.set_state("window", QByteArray(b"\x00\x01"))
    del first
    again = Memory(path)
    assert again.text("widths/団体") == '{"団体名": 200}'
    assert again.state("window") == QByteArray(b"\x00\x01")
    assert again.text("なし", "既定") == "既定"
    assert again.state("なし").isEmpty()


def test_recent_files_are_the_newest_first_without_doubles_or_what_is_gone(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "settings.ini")
    assert memory.recent_files() == []
    paths = [tmp_path / f"台帳 {at}.anbun" for at in range(RECENT + 2)]
    for path in paths:
        path.touch()
        memory.add_recent(path)
    memory.add_recent(paths[5])
    expected = [paths[5], *(path for path in reversed(paths) if path != paths[5])][:RECENT]
    assert memory.recent_files() == expected
    paths[5].unlink()
    assert memory.recent_files() == expected[1:]
    assert Memory(tmp_path / "settings.ini").recent_files() == expected[1:]


def test_a_single_recent_file_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "一.anbun").touch()
    Memory(tmp_path / "settings.ini").add_recent(tmp_path / "一.anbun")
    assert Memory(tmp_path / "settings.ini").recent_files() == [tmp_path / "一.anbun"]


def test_settings_that_are_no_settings_are_read_as_none(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_bytes(b"\xff\xfe\x00 not an ini [[[")
    assert Memory(tmp_path / "settings.ini").recent_files() == []

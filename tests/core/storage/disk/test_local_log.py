import logging
from pathlib import Path

import pytest

from core.storage.disk import local_log
from core.storage.disk.local_log import NAME, note, note_error, outline, start_log, stop_log
from core.storage.disk.places import Home


def test_the_log_begins_anew_when_it_has_grown_and_keeps_the_last_ones(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_log, "_SIZE", 300)
    start_log(home)
    for number in range(60):
        note(f"{number} " + "x" * 40)
    stop_log()
    logs = {path.name: path.read_text(encoding="utf-8") for path in home.logs.iterdir()}
    assert set(logs) == {NAME, f"{NAME}.1", f"{NAME}.2", f"{NAME}.3"}
    assert " 59 xxx" in logs[NAME]
    assert all(len(text.encode()) < 600 for text in logs.values())


def test_an_error_is_logged_without_its_message(home: Home) -> None:
    start_log(home)
    try:
        raise ValueError("射水市の秘密")
    except ValueError as error:
        note_error(type(error), error.__traceback__)
        text = outline(type(error), error.__traceback__)
    stop_log()
    log = (home.logs / NAME).read_text(encoding="utf-8")
    assert "射水市" not in log + text
    assert text.startswith("ValueError\n  tests/core/storage/disk/test_local_log.py:")
    assert text in log


def test_without_room_for_a_log_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    start_log(Home(tmp_path / "home"))
    note("どこにも書かれない")
    stop_log()
    assert logging.getLogger("anbuncho").handlers == []

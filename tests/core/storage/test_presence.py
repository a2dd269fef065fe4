"""Notes beside the user's file, made by real programs on this PC and, as far as one can tell, by others."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.messages import sentence
from core.storage.errors import InUse
from core.storage.places import Home
from core.storage.presence import SILENCE, announce, look, note_path
from core.storage.sightings import State
from core.version import ROOT

PROGRAM = """
import sys
from pathlib import Path
from core.storage.places import Home
from core.storage.presence import announce
presence = announce(Home(Path(sys.argv[1])), Path(sys.argv[2]), "別人")
print("ここ", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(desk: Path) -> Path:
    path = desk / "台帳 髙.anbun"
    path.write_bytes(b"")
    return path


@contextmanager
def another_program(home: Home, path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", PROGRAM, str(home.path), str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ここ\n"
        yield program
        program.kill()


def of_another_pc(path: Path, silent: float) -> None:
    """Turn the note into one that another PC wrote and last touched `silent` seconds ago."""
    note = note_path(path)
    content = json.loads(note.read_bytes())
    note.write_text(json.dumps(content | {"pc": "SOUMU-PC-07", "who": "北川"}), encoding="utf-8")
    os.utime(note, (time.time() - silent,) * 2)


def test_a_note_says_who_where_and_since_when_until_it_is_withdrawn(home: Home, path: Path) -> None:
    presence = announce(home, path, "髙木")
    seen = look(home, path)
    assert seen is not None
    assert (seen.holder.who, seen.holder.pc, seen.state) == ("髙木", platform.node(), State.ALIVE)
    presence.withdraw()
    assert look(home, path) is None
    assert os.listdir(path.parent) == [path.name]
    assert list(home.locks.iterdir()) == []


def test_a_second_opener_learns_who_has_the_file(home: Home, path: Path) -> None:
    with another_program(home, path):
        with pytest.raises(InUse) as raised:
            announce(home, path, "髙木")
        assert raised.value.sighting.state is State.ALIVE
        assert "別人さん" in sentence(raised.value)
        assert str(path) in sentence(raised.value)
    announce(home, path, "髙木").withdraw()


def test_the_note_of_a_program_that_died_here_is_taken_over_without_a_word(home: Home, path: Path) -> None:
    with another_program(home, path) as program:
        program.kill()
        program.wait()
        seen = look(home, path)
        assert seen is not None
        assert seen.state is State.DEAD
        presence = announce(home, path, "髙木")
    found = look(home, path)
    assert found is not None
    assert found.holder.who == "髙木"
    presence.withdraw()


def test_another_pc_is_believed_while_it_gives_signs_of_life(home: Home, path: Path) -> None:
    announce(home, path, "髙木")._lock.release()
    of_another_pc(path, SILENCE - 20)
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert raised.value.rule == "held"
    of_another_pc(path, SILENCE + 20)
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert raised.value.rule == "held_perhaps"
    assert "北川さん" in sentence(raised.value)
    announce(home, path, "髙木", take_over=True).withdraw()


def test_who_was_taken_over_learns_it_and_leaves_the_others_note_alone(home: Home, path: Path) -> None:
    first = announce(home, path, "髙木")
    assert first.beat() is None
    second = announce(home, path, "北川", take_over=True)
    seen = first.beat()
    assert seen is not None
    assert seen.holder.who == "北川"
    first.withdraw()
    assert look(home, path) is not None
    second.withdraw()


def test_a_beat_dates_the_note_anew_and_puts_a_lost_one_back(home: Home, path: Path) -> None:
    presence = announce(home, path, "髙木")
    note = note_path(path)
    content = note.read_bytes()
    os.utime(note, (0, 0))
    presence.beat()
    assert note.read_bytes() == content
    assert time.time() - note.stat().st_mtime < 60
    note.unlink()
    assert presence.beat() is None
    assert note.read_bytes() == content
    presence.withdraw()


def test_a_note_that_cannot_be_understood_still_warns(home: Home, path: Path) -> None:
    note_path(path).write_bytes(b"{")
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert "名前の分からない人" in sentence(raised.value)
    announce(home, path, "髙木", take_over=True).withdraw()


def test_a_folder_without_room_for_a_note_gets_none_and_nothing_else_changes(home: Home, path: Path) -> None:
    elsewhere = path.parent / "ない" / path.name
    presence = announce(home, elsewhere, "髙木")
    assert presence.beat() is None
    presence.withdraw()
    assert not elsewhere.parent.exists()


def test_files_with_long_names_have_notes_of_their_own(desk: Path) -> None:
    one, other = (note_path(desk / (f"{number}" + "長い名前" * 20 + ".anbun")) for number in range(2))
    assert one != other
    assert len(os.fsencode(one.name)) < 60

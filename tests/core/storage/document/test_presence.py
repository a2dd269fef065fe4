"""Notes beside the user's file, made by real programs on this PC and, as far as one can tell, by others."""

import errno
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.storage.disk.errors import InUse
from core.storage.disk.places import Home
from core.storage.disk.sightings import State
from core.storage.document.presence import MOMENT, SILENCE, announce, look, note_path
from core.version import ROOT
from core.words.sentences import sentence

PROGRAM = """
import sys
from pathlib import Path
from core.storage.disk.places import Home
from core.storage.document.presence import announce
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


@contextmanager
def unreadable(path: Path, error: OSError, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The note of `path` cannot be read for a while."""
    opened = Path.open

    def refuse(self: Path, *how: Any) -> Any:
        if self == note_path(path):
            raise error
        return opened(self, *how)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        yield


@contextmanager
def full_disk() -> Iterator[None]:
    """No byte can be written, but names can."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("error", [OSError(errno.EIO, "x"), OSError(errno.ESTALE, "x"), PermissionError(13, "x")])
def test_a_note_that_cannot_be_read_just_now_was_taken_over_by_nobody(
    home: Home, path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    presence = announce(home, path, "髙木")
    with unreadable(path, error, monkeypatch):
        assert presence.beat() is None
    assert presence.beat() is None
    presence.withdraw()
    assert look(home, path) is None


def test_a_full_disk_leaves_no_note_and_locks_nobody_out(home: Home, path: Path) -> None:
    home.locks.mkdir(parents=True)
    with full_disk():
        presence = announce(home, path, "髙木")
        assert not note_path(path).exists()
        assert presence.beat() is None
        assert not note_path(path).exists()
    assert presence.beat() is None
    seen = look(home, path)
    assert seen is not None
    assert seen.holder.who == "髙木"
    presence.withdraw()
    announce(home, path, "髙木").withdraw()


@pytest.mark.parametrize("content", [b"", b"[" * 4_000, b"\xff", b'{"who":'])
def test_a_note_that_says_nothing_takes_nothing_over_and_is_put_right(home: Home, path: Path, content: bytes) -> None:
    presence = announce(home, path, "髙木")
    note = note_path(path)
    note.write_bytes(content)
    assert presence.beat() is None
    assert note.read_bytes() == content
    os.utime(note, (time.time() - MOMENT - 5,) * 2)
    assert presence.beat() is None
    seen = look(home, path)
    assert seen is not None
    assert seen.holder.who == "髙木"
    note.write_bytes(content)
    presence.withdraw()
    assert not note.exists()


def test_an_empty_note_left_by_a_full_disk_or_a_lost_power_is_replaced_without_a_word(home: Home, path: Path) -> None:
    note = note_path(path)
    note.write_bytes(b"")
    os.utime(note, (time.time() - MOMENT - 5,) * 2)
    announce(home, path, "髙木").withdraw()
    assert not note.exists()


def test_a_note_nested_too_deep_is_one_that_cannot_be_understood(home: Home, path: Path) -> None:
    note_path(path).write_bytes(b"[" * 4_000)
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert "名前の分からない人が" in sentence(raised.value)
    note_path(path).unlink()


def test_a_note_that_cannot_be_replaced_takes_nothing_over(
    home: Home, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(home, path, "北川")._lock.release()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse_to_unlink)
        presence = announce(home, path, "髙木")
    assert presence.beat() is None
    note_path(path).unlink()


def refuse_to_unlink(self: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, "x", str(self), missing_ok)


def test_a_note_that_cannot_be_understood_still_warns(home: Home, path: Path) -> None:
    note_path(path).write_bytes(b"{")
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert "名前の分からない人が" in sentence(raised.value)
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


if hasattr(os, "mkfifo"):

    @pytest.mark.parametrize("kind", ["link", "hard link", "pipe"])
    def test_a_note_is_never_written_through_a_link_or_into_a_pipe(home: Home, path: Path, kind: str) -> None:
        note, victim = note_path(path), path.with_name("人の文書.anbun")
        victim.write_bytes(b"theirs")

        def put() -> None:
            note.unlink(missing_ok=True)
            {
                "link": lambda: note.symlink_to(victim),
                "hard link": lambda: os.link(victim, note),
                "pipe": lambda: os.mkfifo(note),
            }[kind]()

        put()
        os.utime(victim, (time.time() - MOMENT - 60,) * 2)
        assert look(home, path) is None
        presence = announce(home, path, "髙木")
        put()
        assert presence.beat() is None
        assert presence.beat() is None
        seen = look(home, path)
        assert seen is not None
        assert seen.holder.who == "髙木"
        presence.withdraw()
        assert victim.read_bytes() == b"theirs"
        assert not os.path.lexists(note)


def test_a_note_from_tomorrow_does_not_hold_the_file(home: Home, path: Path) -> None:
    announce(home, path, "髙木")._lock.release()
    of_another_pc(path, -86_400)
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert raised.value.rule == "held_perhaps"
    of_another_pc(path, -20)
    with pytest.raises(InUse) as raised:
        announce(home, path, "髙木")
    assert raised.value.rule == "held", "a share whose clock is a little ahead"
    announce(home, path, "髙木", take_over=True).withdraw()


def test_an_empty_note_from_tomorrow_is_nobodys(home: Home, path: Path) -> None:
    note = note_path(path)
    note.write_bytes(b"")
    os.utime(note, (time.time() + 86_400,) * 2)
    announce(home, path, "髙木").withdraw()

"""One holds the lock; whoever asks meanwhile is told so, whichever way it is asked for."""

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
import pytest

from core.storage.disk import file_lock
from core.storage.disk.file_lock import FileLock, Held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台帳.lock"


@pytest.fixture(params=["flock", "a share without flock", "another system"])
def anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system as it is, one whose disk does not know flock, and one that has none."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    if request.param == "a share without flock":
        monkeypatch.setattr("fcntl.flock", refuse)
    elif request.param == "another system":
        monkeypatch.setattr(file_lock, "HAS_FLOCK", False)


@pytest.mark.usefixtures("anywhere")
def test_one_holds_it_and_the_next_gets_it_afterwards(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    first.acquire()
    with pytest.raises(Held):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
    first.acquire()
    first.release()


@pytest.mark.usefixtures("anywhere")
def test_whoever_waits_gets_it_in_time(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    first.acquire()
    waiting = threading.Thread(target=second.acquire, args=(20.0,))
    waiting.start()
    time.sleep(0.05)
    first.release()
    waiting.join(20)
    assert not waiting.is_alive()
    with pytest.raises(Held):
        first.acquire()
    second.release()


def test_a_file_that_was_removed_while_it_was_held_is_nobodys_lock(path: Path) -> None:
    first, second, third = FileLock(path), FileLock(path), FileLock(path)
    first.acquire()
    path.unlink()
    second.acquire()
    with pytest.raises(Held):
        third.acquire()
    first.release()
    with pytest.raises(Held):
        third.acquire()
    second.release()
    third.acquire()
    third.release()


def test_a_file_that_goes_between_opening_and_locking_is_asked_for_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock, gone = fcntl.flock, list[Path]()

    def remove_first(descriptor: int, flags: int) -> None:
        if not gone:
            path.unlink()
            gone.append(path)
        flock(descriptor, flags)

    monkeypatch.setattr("fcntl.flock", remove_first)
    lock = FileLock(path)
    lock.acquire(20.0)
    with pytest.raises(Held):
        FileLock(path).acquire()
    lock.release()


@pytest.mark.parametrize("make", [FileLock, lambda path: filelock.FileLock(path, thread_local=False)])
def test_programs_that_ask_the_library_are_heeded_and_heed_it(path: Path, make: Callable[[Path], Any]) -> None:
    """Earlier versions of the program hold their files by it."""
    theirs, ours = filelock.FileLock(path, thread_local=False), make(path)
    theirs.acquire(timeout=0)
    with pytest.raises(TimeoutError):
        ours.acquire(0)
    theirs.release()
    ours.acquire(0)
    with pytest.raises(filelock.Timeout):
        theirs.acquire(timeout=0)
    ours.release()


def test_a_lock_that_nobody_holds_any_more_is_free(path: Path) -> None:
    lock = FileLock(path)
    lock.acquire()
    del lock
    FileLock(path).acquire()


def lowest_free_descriptor() -> int:
    """Return the number of the next opened file: one left open would hold it (a bare system has no /proc to ask)."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def test_what_cannot_be_locked_is_told_and_leaves_nothing_open(tmp_path: Path) -> None:
    theirs = FileLock(tmp_path / "theirs.lock")
    theirs.acquire()
    before = lowest_free_descriptor()
    with pytest.raises(Held):
        FileLock(theirs.path).acquire(0)
    (tmp_path / "link.lock").symlink_to(tmp_path / "elsewhere")
    for path in (tmp_path / "nowhere" / "a.lock", tmp_path / "link.lock", tmp_path):
        with pytest.raises(OSError, match=r".") as told:
            FileLock(path).acquire()
        assert not isinstance(told.value, Held)
    assert not (tmp_path / "elsewhere").exists()
    assert lowest_free_descriptor() == before

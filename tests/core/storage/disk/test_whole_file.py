import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.disk.whole_file import OLD, Fingerprint, copy_file, fingerprint, sync_folder, write_whole


@given(st.binary(max_size=3_000), st.binary(max_size=3_000))
def test_files_have_one_fingerprint_when_their_bytes_are_equal_and_only_then(
    tmp_path_factory: pytest.TempPathFactory, first: bytes, second: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "first").write_bytes(first)
    (folder / "second").write_bytes(second)
    assert (fingerprint(folder / "first") == fingerprint(folder / "second")) == (first == second)


def test_a_copy_has_the_bytes_and_the_fingerprint_of_its_source(tmp_path: Path) -> None:
    source, target = tmp_path / "元", tmp_path / "写し"
    source.write_bytes(bytes(range(256)) * 10_000)
    assert copy_file(source, target) == fingerprint(source) == fingerprint(target)
    assert target.read_bytes() == source.read_bytes()


def test_the_fingerprint_is_the_common_sha_256(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint(tmp_path / "abc") == Fingerprint(known, 3)


def test_writing_replaces_the_whole_content(tmp_path: Path) -> None:
    path = tmp_path / "origin.json"
    write_whole(path, b"a long first content")
    write_whole(path, b"short")
    sync_folder(tmp_path)
    assert path.read_bytes() == b"short"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_synced_is_no_trouble(tmp_path: Path) -> None:
    sync_folder(tmp_path / "ない")
    assert not (tmp_path / "ない").exists()


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "帳票.pdf"
    path.write_bytes(b"of the last meeting")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        for target in (path, tmp_path / "まだない.pdf"):
            with pytest.raises(OSError):
                write_whole(target, b"new")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"of the last meeting"


def test_a_users_file_called_new_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "帳票.pdf.new").write_bytes(b"somebody's")
    write_whole(tmp_path / "帳票.pdf", b"ours")
    assert (tmp_path / "帳票.pdf.new").read_bytes() == b"somebody's"


def test_writing_keeps_who_may_read_the_file_and_leaves_a_link_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "帳票.pdf", tmp_path / "リンク.pdf"
    path.write_bytes(b"old")
    path.chmod(0o600)
    mode = path.stat().st_mode
    try:
        link.symlink_to(path)
    except OSError:
        link = path  # on Windows only administrators may make links
    write_whole(link, b"new")
    assert (path.read_bytes(), path.stat().st_mode, link.is_symlink()) == (b"new", mode, link != path)


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "帳票.pdf"
    path.write_bytes(b"old")
    # A superuser may write everything: what the system answers others is put in its mouth.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OSError) as raised:
        write_whole(path, b"new")
    assert (raised.value.errno, path.read_bytes()) == (errno.EROFS, b"old")


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_whole(tmp_path, b"new")
    assert tmp_path.is_dir()


if hasattr(os, "mkfifo"):

    def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
        pipe = tmp_path / "管"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        write_whole(pipe, b"through")
        assert os.read(reader, 100) == b"through"
        os.close(reader)
        assert pipe.is_fifo()

    def test_a_copy_replaces_a_link_or_a_pipe_and_writes_through_neither(tmp_path: Path) -> None:
        source, victim, target = tmp_path / "元", tmp_path / "人の文書", tmp_path / "写し"
        source.write_bytes(b"ours")
        victim.write_bytes(b"theirs")
        puts: tuple[Callable[[], None], ...] = (
            lambda: target.symlink_to(victim),
            lambda: os.mkfifo(target),
            lambda: os.link(victim, target),
        )
        for put in puts:
            target.unlink(missing_ok=True)
            put()
            copy_file(source, target)
            assert (target.read_bytes(), target.is_symlink(), victim.read_bytes()) == (b"ours", False, b"theirs")

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o660, 0o644])
    def test_a_copy_is_read_by_those_who_may_read_its_source(tmp_path: Path, mode: int) -> None:
        source, target = tmp_path / "元", tmp_path / "写し"
        source.write_bytes(b"secret")
        source.chmod(mode)
        copy_file(source, target)
        assert stat.S_IMODE(target.stat().st_mode) == mode

    def test_what_replaces_a_private_file_is_private_while_it_is_written(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, modes, fsync = tmp_path / "帳票.pdf", list[int](), os.fsync
        path.write_bytes(b"old")
        path.chmod(0o600)

        def look(descriptor: int) -> None:
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            fsync(descriptor)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", look)
            write_whole(path, b"new")
        assert modes == [0o600]


def test_what_a_killed_program_left_is_swept_by_the_next_write_there_and_nothing_else(tmp_path: Path) -> None:
    names = [f".anbuncho-{'0a' * 16}.tmp", f".anbuncho-{'0b' * 16}-{'0c' * 16}.tmp", f".anbuncho-{'0d' * 16}.tmp"]
    others = [".anbuncho-memo.tmp", "帳票.tmp", f".anbuncho-{'0e' * 16}.tmp.pdf"]
    for name in (*names, *others):
        (tmp_path / name).write_bytes(b"half")
    long_ago = time.time() - OLD - 60
    for name in (*names[:2], *others):
        os.utime(tmp_path / name, (long_ago, long_ago))
    write_whole(tmp_path / "帳票.pdf", b"whole")
    assert {one.name for one in tmp_path.iterdir()} == {"帳票.pdf", names[2], *others}

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.disk.whole_file import Fingerprint, copy_file, fingerprint, sync_folder, write_whole


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

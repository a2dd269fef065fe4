from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.whole_file import Fingerprint, copy_file, fingerprint, sync_folder, write_whole


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

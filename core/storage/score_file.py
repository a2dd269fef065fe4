"""採点票のファイル as JSON: written whole from a value, read as if it came from an enemy.

One object: what kind of file it is, the hash over everything, and the value. There is nothing in it that a value does
not check, and no engine that would run what is in it.
"""

import json
from pathlib import Path

from core.model.machine.stored_json import read_json
from core.model.machine.travelling import plain
from core.model.selection.score_file import FORMAT, ScoreFile, read_score_file, seal_hash
from core.storage.disk.errors import CannotOpen, CannotSave, told_as
from core.storage.disk.whole_file import write_whole

KIND = "anbuncho-scores"
LARGEST_FILE = 16_000_000
_BEGINNING = b'{"kind":"anbuncho-scores"'


def score_file_bytes(file: ScoreFile) -> bytes:
    """Return the sealed file; the same value gives the same bytes."""
    whole = {"kind": KIND, "format": FORMAT, "sha256": seal_hash(file), "scores": plain(file)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def write_score_file(path: Path, file: ScoreFile) -> None:
    """Put the file at `path` at one stroke; raises CannotSave, then what was there is as it was."""
    with told_as(CannotSave, path):
        write_whole(path, score_file_bytes(file))


def open_score_file(path: Path) -> ScoreFile:
    """Return what the file says; raises CannotOpen as `read_score_bytes` does, or when it cannot be read."""
    with told_as(CannotOpen, path):
        if path.stat().st_size > LARGEST_FILE:
            raise CannotOpen("answer_file_too_large", path=path.name)
        content = path.read_bytes()
    return read_score_bytes(content, path.name)


def is_score_file(content: bytes) -> bool:
    """Whether the first bytes say that this is a score file of whatever version."""
    return content.startswith(_BEGINNING)


def read_score_bytes(content: bytes, name: str) -> ScoreFile:
    """Return what the bytes of a score file say. `name` is for the sentence.

    Raises CannotOpen "answer_file_foreign" (not our file), "answer_file_newer", "answer_file_too_large", or
    "answer_file_altered": damaged, values of other types, or not as it was sealed.
    """
    if len(content) > LARGEST_FILE:
        raise CannotOpen("answer_file_too_large", path=name)
    if not is_score_file(content):
        raise CannotOpen("answer_file_foreign", path=name)
    try:
        found = read_json(content.decode())
        if type(found.get("format")) is int and found["format"] > FORMAT:
            raise CannotOpen("answer_file_newer", path=name)
        file = read_score_file(found.get("scores"))
    except (ValueError, AttributeError, TypeError, MemoryError) as error:
        raise CannotOpen("answer_file_altered", path=name) from error
    if content != score_file_bytes(file):
        raise CannotOpen("answer_file_altered", path=name)
    return file

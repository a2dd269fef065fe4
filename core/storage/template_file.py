"""資料のひな形 as JSON: written whole from a value, read as if it came from an enemy, as score files are."""

import json
from pathlib import Path

from core.model.machine.stored_json import read_json
from core.model.papers.template_file import FORMAT, TemplateFile, content_of, read_template_file, seal_hash
from core.storage.disk.errors import CannotOpen, told_as

KIND = "anbuncho-template"
LARGEST_FILE = 8_000_000
_BEGINNING = b'{"kind":"anbuncho-template"'


def template_bytes(file: TemplateFile) -> bytes:
    """Return the sealed file; the same value gives the same bytes."""
    whole = {"kind": KIND, "format": FORMAT, "sha256": seal_hash(file), "template": content_of(file)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def open_template(path: Path) -> TemplateFile:
    """Return what the file says; raises CannotOpen as `read_template` does, or when it cannot be read."""
    with told_as(CannotOpen, path):
        if path.stat().st_size > LARGEST_FILE:
            raise CannotOpen("template_too_large", path=path.name)
        content = path.read_bytes()
    return read_template(content, path.name)


def read_template(content: bytes, name: str) -> TemplateFile:
    """Return what the bytes say. `name` is for the sentence.

    Raises CannotOpen "template_foreign" (not our file), "template_newer", "template_too_large", or "template_altered":
    damaged, values of other types, or not as it was sealed.
    """
    if len(content) > LARGEST_FILE:
        raise CannotOpen("template_too_large", path=name)
    if not content.startswith(_BEGINNING):
        raise CannotOpen("template_foreign", path=name)
    try:
        found = read_json(content.decode())
        if type(found.get("format")) is int and found["format"] > FORMAT:
            raise CannotOpen("template_newer", path=name)
        file = read_template_file(found.get("template"))
    except (ValueError, AttributeError, TypeError, MemoryError) as error:
        raise CannotOpen("template_altered", path=name) from error
    if content != template_bytes(file):
        raise CannotOpen("template_altered", path=name)
    return file

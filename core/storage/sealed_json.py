"""Files that are handed out and come back, as JSON: one object with what kind of file it is, the hash over everything,
and the value. They are written whole from a value and read as if they came from an enemy: there is nothing in them that
a value does not check, and no engine that would run what is in them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from core.dataclass import dataclass
from core.model.machine.stored_json import read_json
from core.storage.disk.errors import CannotOpen, told_as

T = TypeVar("T")


class Refusals(NamedTuple):
    """By which rule it is refused what is not such a file, of a newer version, too large, or not as it was sealed."""

    foreign: str
    newer: str
    too_large: str
    altered: str


@dataclass(frozen=True, slots=True)
class SealedJson(Generic[T]):
    """`kind` begins every file, its value stands under `name`; a newer `version` of the layout is not read, nor more
    than `largest` bytes. `plain` gives the value as JSON has it, `read` the value of that or ValueError, `seal` its
    hash."""

    kind: str
    name: str
    version: int
    largest: int
    refusals: Refusals
    plain: Callable[[T], Any]
    read: Callable[[object], T]
    seal: Callable[[T], str]

    def content(self, value: T) -> bytes:
        """Return the sealed file; the same value gives the same bytes."""
        whole = {"kind": self.kind, "format": self.version, "sha256": self.seal(value), self.name: self.plain(value)}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def is_one(self, content: bytes) -> bool:
        """Whether the first bytes say that this is such a file of whatever version."""
        return content.startswith(f'{{"kind":"{self.kind}"'.encode())

    def open(self, path: Path) -> T:
        """Return what the file says; raises CannotOpen as `value` does, or when it cannot be read."""
        return self.value(small_content(path, self.largest, self.refusals.too_large), path.name)

    def value(self, content: bytes, name: str) -> T:
        """Return what the bytes say. `name` is for the sentence.

        Raises CannotOpen for what is not such a file, of a newer version, too large, or altered: damaged, with values
        of other types, or not as it was sealed.
        """
        if len(content) > self.largest:
            raise CannotOpen(self.refusals.too_large, path=name)
        if not self.is_one(content):
            raise CannotOpen(self.refusals.foreign, path=name)
        try:
            found = read_json(content.decode())
            if type(found.get("format")) is int and found["format"] > self.version:
                raise CannotOpen(self.refusals.newer, path=name)
            value = self.read(found.get(self.name))
        except (ValueError, AttributeError, TypeError, MemoryError) as error:
            raise CannotOpen(self.refusals.altered, path=name) from error
        if content != self.content(value):
            raise CannotOpen(self.refusals.altered, path=name)
        return value


def small_content(path: Path, largest: int, too_large: str) -> bytes:
    """Return the bytes of a file that came from outside; raises CannotOpen when it cannot be read, or `too_large`."""
    with told_as(CannotOpen, path):
        if path.stat().st_size > largest:
            raise CannotOpen(too_large, path=path.name)
        return path.read_bytes()

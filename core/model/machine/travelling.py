"""Values that leave the program as one sealed piece and come back: their plain form, their hash, and reading them as if
an enemy had written them."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from core.model.machine.records import column_names


def plain(value: Any) -> Any:
    """Return a value made of dataclasses and tuples as dictionaries and lists."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value):
        cls: Any = type(value)
        return {name: plain(getattr(value, name)) for name in column_names(cls)}
    return value


def hash_of(value: object) -> str:
    """Return the SHA-256 over a plain value."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def object_of(found: object, cls: Any) -> dict[str, Any]:
    """Return what stands for a dataclass, with exactly its fields; raises ValueError."""
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(cls)}:
        raise ValueError(f"not a {cls.__name__}")
    return dict(found)


def typed(value: object, kind: type) -> Any:
    """Return a value that is of exactly this type; raises ValueError."""
    if type(value) is not kind:
        raise ValueError(f"{value!r:.40} is no {kind.__name__}")
    return value


def list_of(found: object, most: int) -> list[Any]:
    """Return a list of no more than so many; raises ValueError."""
    if not isinstance(found, list) or len(found) > most:
        raise ValueError("not a list, or too long")
    return found

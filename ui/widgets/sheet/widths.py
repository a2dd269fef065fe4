"""Column widths, remembered from one start to the next."""

import json
from collections.abc import Mapping
from typing import Protocol

LEAST, MOST = 16, 4_000


class Store(Protocol):
    """Keeps small texts on this PC; ui.settings.Settings is one."""

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under `key`."""

    def set_text(self, key: str, value: str) -> None:
        """Keep a text under `key`."""


def load_widths(store: Store | None, name: str) -> dict[str, int]:
    """Return the remembered widths in px by column name; nothing when there are none or they cannot be read."""
    text = store.text(f"widths/{name}") if store else ""
    try:
        widths = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(widths, dict):
        return {}
    return {name: width for name, width in widths.items() if isinstance(width, int) and LEAST <= width <= MOST}


def save_widths(store: Store | None, name: str, widths: Mapping[str, int]) -> None:
    """Remember the widths."""
    if store:
        store.set_text(f"widths/{name}", json.dumps(dict(widths), ensure_ascii=False))

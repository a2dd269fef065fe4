"""What was remembered of this user on this PC and cannot be read: it is told once, and begins anew."""

import json
from collections.abc import Callable
from typing import Any

from ui.shell.memory import Memory
from ui.shell.preferences import makes_sense

TOLD = "このPCに残した{names}を読めないため、はじめの状態で表示しています。台帳は変わっていません。"


def unread_told(memory: Memory) -> str:
    """Return the sentence that names what cannot be read, "" where everything can. It is forgotten with that, so that
    nobody is told twice."""
    lost: dict[str, None] = {}
    if memory.is_damaged:
        lost["設定"] = None
    for key in memory.names():
        prefix, _, name = key.partition("/")
        known = _KINDS.get(prefix)
        if known is not None and not _reads(known[1], name, memory.text_at(key)):
            lost[known[0]] = None
            memory.forget(key)
    return TOLD.format(names="、".join(lost)) if lost else ""


def _reads(check: Callable[[str, str], bool], name: str, text: str | None) -> bool:
    try:
        return text is not None and check(name, text)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _widths(_: str, text: str) -> bool:
    return isinstance(_json(text, "{}"), dict)


def _columns(_: str, text: str) -> bool:
    kept = _json(text, "{}")
    return kept == {} or all(isinstance(kept[name], list) for name in ("order", "shown"))


def _matchings(_: str, text: str) -> bool:
    kept = _json(text, "[]")
    return isinstance(kept, list) and all(isinstance(one, str) and isinstance(json.loads(one), dict) for one in kept)


def _json(text: str, nothing: str) -> Any:
    return json.loads(text or nothing)


_KINDS: dict[str, tuple[str, Callable[[str, str], bool]]] = {
    "widths": ("表の列の幅", _widths),
    "columns": ("表の列の選択と順", _columns),
    "matchings": ("取り込みの列の対応", _matchings),
    "preferences": ("設定", makes_sense),
}
"""By the beginning of their names what people call what is remembered, and whether it can be read."""

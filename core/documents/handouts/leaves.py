"""In which words and figures two results differ, whatever they are about."""

from collections.abc import Iterator
from typing import Any

_MOST = 5
_NOTHING = "(なし)"


def differing(before: Any, now: Any) -> tuple[str, str]:
    """Return what stands in the one and not in the other, both ways: 1,000、実施ほか2か所."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    places = [place for place in dict.fromkeys((*old, *new)) if old.get(place) != new.get(place)]
    return _told(old, places), _told(new, places)


def _told(leaves: dict[tuple[str, ...], Any], places: list[tuple[str, ...]]) -> str:
    shown = [_shown(leaves[place]) for place in places[:_MOST] if place in leaves]
    more = f"ほか{len(places) - _MOST}か所" if len(places) > _MOST else ""
    return ("、".join(shown) or _NOTHING) + more


def _shown(leaf: Any) -> str:
    if leaf is None or leaf == "":
        return "(空欄)"
    if isinstance(leaf, bool):
        return "はい" if leaf else "いいえ"
    return f"{leaf:,}" if isinstance(leaf, int) else str(leaf)


def _leaves(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    match value:
        case dict():
            for name, one in value.items():
                yield from _leaves(one, (*place, str(name)))
        case list():
            for at, one in enumerate(value):
                yield from _leaves(one, (*place, str(at)))
        case _:
            yield place, value

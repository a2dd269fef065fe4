"""What is said of a printout before it is drawn."""

from collections.abc import Sequence

from core.model.machine.faults import Fault

NOTHING = Fault("", "nothing_to_print")
_LISTED = 5


def missing_told(missing: Sequence[tuple[str, str]]) -> str:
    """Return which characters no font can print, and where; many are counted."""
    listed = "、".join(f"「{character}」({where})" for character, where in missing[:_LISTED])
    more = f"ほか{len(missing) - _LISTED}件" if len(missing) > _LISTED else ""
    return f"印刷できない文字があります。〓で印刷します: {listed}{more}"

"""The colours of a window whose system asks for high contrast: the system's own, each made strong enough."""

from collections.abc import Sequence

from PySide6.QtGui import QPalette

from ui.look.colours import Colour, Colours, contrast, luminance

LEAST = 7.0
"""The contrast of every word with its ground (WCAG 2.2, enhanced)."""
LEAST_LINE = 3.0
"""The contrast of every line between cells with the grounds it parts (WCAG 2.2, non-text)."""
_STEPS = 20
_BLACK, _WHITE = "#000000", "#FFFFFF"
_RED, _YELLOW, _GREEN = "#FF0000", "#FFFF00", "#00FF00"


def high_contrast(system: QPalette) -> Colours:
    """Return colours in which every word stands out from every ground it may stand on by LEAST at least.

    There is one ground, the system's, drawn towards black or white where it is neither; words, links and the selection
    have the system's hue as far as LEAST allows.
    """
    role = QPalette.ColorRole
    text, ground = _named(system, role.WindowText), _named(system, role.Window)
    far = _BLACK if luminance(text) > luminance(ground) else _WHITE
    ground = _drawn(ground, far, [_other(far)], 2 * LEAST)
    text = _drawn(text, _other(far), [ground], 2 * LEAST)
    marked = _softened(_named(system, role.Highlight), ground, text)
    grounds = [ground, marked]

    def word(wanted: str) -> str:
        return _drawn(wanted, _other(far), grounds, LEAST)

    link = word(_named(system, role.Link))
    quiet = word(_named(system, role.PlaceholderText))
    return {
        Colour.TEXT: text,
        Colour.SECONDARY: quiet,
        Colour.LINE: text,
        Colour.LIGHT_LINE: marked,
        Colour.GRID: _drawn(ground, _other(far), grounds, LEAST_LINE),
        Colour.PAGE: ground,
        Colour.SURFACE: ground,
        Colour.PRIMARY: link,
        Colour.HOVER: word(_named(system, role.Highlight)),
        Colour.LIGHT_PRIMARY: ground,
        Colour.SUCCESS: word(_GREEN),
        Colour.ERROR: word(_RED),
        Colour.LIGHT_ERROR: ground,
        Colour.WARNING: word(_YELLOW),
        Colour.LIGHT_WARNING: ground,
        Colour.FOCUS: text,
        Colour.FOCUS_OUTSIDE: word(_YELLOW),
        Colour.SELECTION: marked,
        Colour.HIT: marked,
        Colour.FREE: marked,
    }


def _named(system: QPalette, role: QPalette.ColorRole) -> str:
    return system.color(QPalette.ColorGroup.Active, role).name()


def _other(end: str) -> str:
    return _WHITE if end == _BLACK else _BLACK


def _drawn(wanted: str, towards: str, grounds: Sequence[str], least: float) -> str:
    """Return `wanted`, drawn towards an end as little as gives it the contrast `least` with every ground; the end
    itself where nothing does."""
    for step in range(_STEPS):
        mixed = _mixed(wanted, towards, step / _STEPS)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
    return towards


def _softened(wanted: str, ground: str, text: str) -> str:
    """Return as much of `wanted` as leaves the text of the selection readable, and words room to be told apart."""
    for step in range(_STEPS):
        mixed = _mixed(wanted, ground, step / _STEPS)
        if contrast(mixed, text) >= 1.5 * LEAST:
            return mixed
    return ground


def _mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two: `share` of the other."""
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02X}" for mine, theirs in parts)

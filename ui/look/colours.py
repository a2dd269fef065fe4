"""The one room of the window's colours: what each is for, and what it is in every theme.

A colour stays a name until it is painted, so that tables of marks can be made before it is known in which theme they
will be seen (docs/adr/0079). What is printed has its own colours and does not change with the window.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, auto
from functools import cache

from PySide6.QtGui import QColor

from core.model.values.words import Word


class Theme(Word):
    """What the user wants the window to look like."""

    SYSTEM = "system", "システムに合わせる"
    LIGHT = "light", "明るい"
    DARK = "dark", "暗い"


class Colour(Enum):
    """What a colour is for. In a text (a style, HTML) it writes itself as it is in the theme that is shown.

    GRID is the light line where it is never a ground for words: between cells, around boxes, of a chart.
    """

    TEXT = auto()
    SECONDARY = auto()
    LINE = auto()
    LIGHT_LINE = auto()
    GRID = auto()
    PAGE = auto()
    SURFACE = auto()
    PRIMARY = auto()
    HOVER = auto()
    LIGHT_PRIMARY = auto()
    SUCCESS = auto()
    ERROR = auto()
    LIGHT_ERROR = auto()
    WARNING = auto()
    LIGHT_WARNING = auto()
    FOCUS = auto()
    FOCUS_OUTSIDE = auto()
    SELECTION = auto()
    HIT = auto()
    FREE = auto()

    # That of the object: Enum's own is Python, and every cell that is painted asks for its colours.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return _SHOWN[self]


Colours = Mapping[Colour, str]
"""#RRGGBB by what it is for."""

LIGHT: Colours = {
    Colour.TEXT: "#1A1A1C",
    Colour.SECONDARY: "#595959",
    Colour.LINE: "#949494",
    Colour.LIGHT_LINE: "#D8D8DB",
    Colour.GRID: "#D8D8DB",
    Colour.PAGE: "#F8F8FB",
    Colour.SURFACE: "#FFFFFF",
    Colour.PRIMARY: "#0017C1",
    Colour.HOVER: "#00118F",
    Colour.LIGHT_PRIMARY: "#E8F1FE",
    Colour.SUCCESS: "#16703F",
    Colour.ERROR: "#C80000",
    Colour.LIGHT_ERROR: "#FDEEEE",
    Colour.WARNING: "#7A5F00",
    Colour.LIGHT_WARNING: "#FFF9E0",
    Colour.FOCUS: "#000000",
    Colour.FOCUS_OUTSIDE: "#FFD43D",
    Colour.SELECTION: "#D4E4FD",
    Colour.HIT: "#FFF3BF",
    Colour.FREE: "#EEEEF1",
}
"""The Digital Agency's public colours; those of words darkened as far as the selected cell asks for."""

DARK: Colours = {
    Colour.TEXT: "#ECECEF",
    Colour.SECONDARY: "#BDBDC4",
    Colour.LINE: "#85858F",
    Colour.LIGHT_LINE: "#43434B",
    Colour.GRID: "#43434B",
    Colour.PAGE: "#1A1A1E",
    Colour.SURFACE: "#232328",
    Colour.PRIMARY: "#A3BCFA",
    Colour.HOVER: "#C8D8FD",
    Colour.LIGHT_PRIMARY: "#2A3350",
    Colour.SUCCESS: "#7AD3A0",
    Colour.ERROR: "#FFA3A3",
    Colour.LIGHT_ERROR: "#4B2529",
    Colour.WARNING: "#EBC955",
    Colour.LIGHT_WARNING: "#423816",
    Colour.FOCUS: "#FFD43D",
    Colour.FOCUS_OUTSIDE: "#000000",
    Colour.SELECTION: "#324375",
    Colour.HIT: "#524312",
    Colour.FREE: "#2E2E35",
}

WORDS = (Colour.TEXT, Colour.SECONDARY, Colour.PRIMARY, Colour.HOVER, Colour.SUCCESS, Colour.ERROR, Colour.WARNING)
GROUNDS = (
    Colour.SURFACE,
    Colour.PAGE,
    Colour.LIGHT_PRIMARY,
    Colour.LIGHT_ERROR,
    Colour.LIGHT_WARNING,
    Colour.SELECTION,
    Colour.HIT,
    Colour.FREE,
)
PAIRS = (
    *((word, ground) for ground in GROUNDS for word in WORDS),
    (Colour.TEXT, Colour.LIGHT_LINE),
    (Colour.SECONDARY, Colour.LIGHT_LINE),
    *((Colour.SURFACE, ground) for ground in (Colour.PRIMARY, Colour.HOVER, Colour.TEXT)),
)
"""What may be written on what: any word on any ground, and what is turned round (buttons, the flag of a day)."""

_SHOWN: dict[Colour, str] = dict(LIGHT)
"""The colours of the running application. It is one, as its style and its palette are."""


def show(colours: Colours) -> None:
    """Let everything that is painted from now on have these colours."""
    _SHOWN.update(colours)


@contextmanager
def painted_in(colours: Colours) -> Iterator[None]:
    """Paint in these colours for a while: what leaves the window as a picture."""
    before = dict(_SHOWN)
    show(colours)
    try:
        yield
    finally:
        show(before)


def colour(name: Colour) -> QColor:
    """Return a colour as it is in the theme that is shown."""
    return _painted(_SHOWN[name])


@cache
def _painted(colour: str) -> QColor:
    return QColor(colour)


def is_dark(colours: Colours) -> bool:
    """Whether words are brighter than their ground."""
    return luminance(colours[Colour.TEXT]) > luminance(colours[Colour.SURFACE])


def luminance(colour: str) -> float:
    """Return how bright #RRGGBB is, 0–1 (WCAG 2.2, relative luminance)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1–21 (WCAG 2.2)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)

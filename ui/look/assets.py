"""Fonts and icons from resources: the same on every PC and on paper, never the system's luck."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QIcon

from ui.look.colours import Colour, luminance

TEXT_FAMILY = "BIZ UDPGothic"
FIGURE_FAMILY = "BIZ UDGothic"
FALLBACK_FAMILIES = ("Anbuncho Noto", "Anbuncho Supplement")
"""For characters that the program's faces lack: 𠮷 in the first, rarer ideographs of names in the second."""
_MIDDLE = 0.18
"""Black and white stand out alike from a ground of this luminance."""
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONT_FOLDER = RESOURCES / "fonts"
FONT_FILES = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
    "AnbunchoNoto-Regular.ttf",
    "AnbunchoNoto-Bold.ttf",
    "AnbunchoSupplement.ttf",
)


def load_fonts(folder: Path = FONT_FOLDER) -> None:
    """Make the program's fonts known to Qt; once per application.

    Raises FileNotFoundError when a font file is missing: a window in the system's font would lose characters.
    """
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FileNotFoundError(folder / name)


def text_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the font of words at `pixels` px."""
    return _font(TEXT_FAMILY, pixels, bold)


def figure_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the font of figures, whose digits are of one width, at `pixels` px."""
    return _font(FIGURE_FAMILY, pixels, bold)


def icon(name: str, ground: Colour) -> str:
    """Return an icon as the stylesheet names it, a drawing of ours under resources/icons: dark on a bright `ground`,
    bright on a dark one."""
    folder = "on_dark" if luminance(str(ground)) < _MIDDLE else "on_bright"
    return f'url("{(RESOURCES / "icons" / folder / name).as_posix()}")'


def program_icon() -> QIcon:
    """Return the program's icon in every size that it was drawn for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addFile(str(RESOURCES / "icons" / f"anbuncho-{size}.png"), QSize(size, size))
    return made


def _font(family: str, pixels: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies([family, *FALLBACK_FAMILIES])
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font

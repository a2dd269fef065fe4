"""Draws anbuncho.svg at every size that desktops ask for, and puts the sizes into one .ico.

    python resources/icons/make_icons.py

A .ico is a head, one entry of 16 bytes per size, and the PNG files one after the other (Windows Vista and later).
"""

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
SMALL = 32
"""Up to this size the drawing with fewer, thicker strokes is used."""


def main() -> None:
    """Write anbuncho-SIZE.png and anbuncho.ico."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    pictures = {size: drawn("anbuncho-small.svg" if size <= SMALL else "anbuncho.svg", size) for size in SIZES}
    for size, data in pictures.items():
        (FOLDER / f"anbuncho-{size}.png").write_bytes(data)
    (FOLDER / "anbuncho.ico").write_bytes(ico(pictures))
    application.quit()


def drawn(name: str, size: int) -> bytes:
    """Return the drawing as a PNG file of `size` × `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / name)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return the pictures as one .ico file; 256 is written as 0."""
    entries, place = [], 6 + 16 * len(pictures)
    for size, data in pictures.items():
        entries.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place))
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + b"".join(entries) + b"".join(pictures.values())


if __name__ == "__main__":
    main()

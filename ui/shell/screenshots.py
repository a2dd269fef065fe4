"""Each page as a picture, as it looks at 1366×768 and at 150 %: for the manual and for eyes that check."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES

SIZE = QSize(1366, 768)
SCALES = {"": 1.0, "_150": 1.5}
FAST = 80
"""Of Qt's qualities of a PNG, which say how long it is packed: as small as it is with more, and sooner."""


def take_screenshots(session: Session, folder: Path) -> Iterator[Path]:
    """Write NN_page.png and NN_page_150.png for every page into `folder` and yield their paths.

    Raises OSError when a picture cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".anbuncho-", dir=folder) as memory:
        window = MainWindow(session, Memory(Path(memory) / "settings.ini"))
        try:
            yield from _pictures(window, folder)
        finally:
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, int(QEvent.Type.DeferredDelete))


def _pictures(window: MainWindow, folder: Path) -> Iterator[Path]:
    window.resize(SIZE)
    window.show()
    for number, entry in enumerate(PAGES, 1):
        window.open_page(entry.key)
        for _ in range(2):  # what a row beside the table changes in its form is laid out a turn later
            QApplication.processEvents()
        for suffix, scale in SCALES.items():
            picture = QPixmap(SIZE * scale)
            picture.setDevicePixelRatio(scale)
            window.render(picture)
            path = folder / f"{number:02}_{entry.key}{suffix}.png"
            if not picture.save(str(path), "PNG", FAST):
                raise OSError(f"{path} cannot be written")
            yield path

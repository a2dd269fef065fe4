from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.ui.desk import OpenSession
from ui.shell.page_list import PAGES
from ui.shell.screenshots import take_screenshots


def test_pages_are_drawn_one_by_one_at_both_sizes(open_session: OpenSession, tmp_path: Path) -> None:
    folder = tmp_path / "画面" / "写し"
    drawing = take_screenshots(open_session(), folder)
    paths = [next(drawing) for _ in range(4)]
    del drawing
    names = [f"{number:02}_{entry.key}" for number, entry in enumerate(PAGES[:2], 1)]
    assert [path.name for path in paths] == [f"{name}{suffix}.png" for name in names for suffix in ("", "_150")]
    for path in paths:
        image = QImage(str(path))
        expected = (2049, 1152) if "_150" in path.name else (1366, 768)
        assert (image.width(), image.height()) == expected
    assert len({path.read_bytes() for path in paths}) == 4


def test_a_folder_that_cannot_be_written_is_an_error(open_session: OpenSession, tmp_path: Path) -> None:
    (tmp_path / "画面").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match="画面"):
        next(take_screenshots(open_session(), tmp_path / "画面"))

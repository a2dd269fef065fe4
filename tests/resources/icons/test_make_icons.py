"""The icon: every size is there, drawn from the drawing beside it."""

import struct

from core.printing.page import png_size
from resources.icons.make_icons import FOLDER, SIZES


def test_every_size_is_a_picture_of_that_size() -> None:
    assert {png_size(FOLDER / f"anbuncho-{size}.png") for size in SIZES} == {(size, size) for size in SIZES}


def test_the_windows_icon_holds_the_same_pictures() -> None:
    data = (FOLDER / "anbuncho.ico").read_bytes()
    kind, count = struct.unpack_from("<HH", data, 2)
    assert (kind, count) == (1, len(SIZES))
    for number, size in enumerate(SIZES):
        *_, length, place = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert data[place : place + length] == (FOLDER / f"anbuncho-{size}.png").read_bytes()

"""Pictures from outside: every one is drawn anew or refused with its reason."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.exchange.pictures import SIDES, take_picture
from core.model.values.pictures import LARGEST_FILE, PictureRefused, is_printable, picture_kind, picture_size

SECRET = b"SECRET-PLACE"


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    output = BytesIO()
    Image.new(mode, size, more.pop("color", 0)).save(output, kind, **more)  # type: ignore[arg-type]
    return output.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def refused(content: bytes) -> str:
    with pytest.raises(PictureRefused) as told:
        take_picture(content, "図.png")
    return told.value.rule


def test_of_a_file_nothing_is_left_but_what_is_seen() -> None:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    for content in (
        encoded("PNG", pnginfo=info) + SECRET,
        encoded("JPEG", exif=exif.tobytes(), comment=SECRET) + SECRET,
        encoded("PNG", icc_profile=SECRET * 20),
    ):
        assert SECRET in content or b"iCCP" in content
        taken = take_picture(content, "図")
        assert SECRET not in taken.content
        assert b"iCCP" not in taken.content
        assert (taken.width, taken.height) == (40, 30)
        assert picture_size(taken.content) == (40, 30)
        assert picture_kind(taken.content) == picture_kind(content)
        assert take_picture(content, "図") == taken


def test_a_photograph_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = take_picture(encoded("JPEG", exif=exif.tobytes()), "図")
    assert (taken.width, taken.height) == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_becomes_grey_or_red_green_and_blue(mode: str) -> None:
    taken = take_picture(encoded("JPEG" if mode == "CMYK" else "PNG", mode), "図")
    with Image.open(BytesIO(taken.content)) as opened:
        assert opened.mode in {"L", "RGB"}


def test_what_is_see_through_is_white_as_paper_is() -> None:
    taken = take_picture(encoded("PNG", "RGBA", color=(200, 0, 0, 0)), "図")
    with Image.open(BytesIO(taken.content)) as opened:
        assert opened.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_picture_is_kept_as_large_as_paper_needs_it() -> None:
    taken = take_picture(encoded("PNG", "L", (6_000, 1_500)), "図")
    assert (taken.width, taken.height) == (SIDES[0], SIDES[0] // 4)


def test_what_is_no_picture_is_refused_by_its_first_bytes_whatever_its_name() -> None:
    gif = encoded("GIF", "P")
    for content in (b"", b"GIF89a", gif, b"%PDF-1.7", b"<svg/>", b"BM" + bytes(60), b"II*\0" + bytes(60), b"MZ"):
        assert refused(content) == "picture_foreign"


def test_a_small_file_that_would_grow_beyond_all_limits_is_refused_before_it_is_unpacked() -> None:
    bomb = png(30_000, 30_000, zlib.compress(bytes(1_000_000)))
    assert refused(bomb) == "picture_too_many_pixels"
    assert refused(png(20_001, 1, b"")) == "picture_too_many_pixels"
    assert not is_printable(bomb)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_FILE)) == "picture_too_large"


def test_a_damaged_picture_is_refused() -> None:
    whole = encoded("PNG", size=(400, 300), color=(1, 2, 3))
    for content in (whole[:100], whole[:30], png(0, 5, b""), png(40, 30, b"no pixels"), encoded("JPEG")[:200]):
        assert refused(content) == "picture_damaged"


def test_a_picture_that_says_two_sizes_is_refused() -> None:
    jpeg = encoded("JPEG", size=(40, 30))
    at = jpeg.index(b"\xff\xc0")
    assert picture_size(jpeg) == (40, 30)
    first = jpeg[:2] + b"\xff\xc1\x00\x0b\x08\x00\x05\x00\x05\x01\x01\x11\x00" + jpeg[2:]
    assert picture_size(first) == (5, 5)
    assert at
    assert refused(first) == "picture_damaged"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG"]), st.data())
def test_whatever_is_changed_in_a_picture_it_is_taken_or_refused_and_nothing_else(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(encoded(kind, size=(16, 12)))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[at] = data.draw(st.integers(0, 255))
    try:
        taken = take_picture(bytes(content), "図")
    except PictureRefused:
        return
    assert is_printable(taken.content)
    assert picture_size(taken.content) == (taken.width, taken.height)

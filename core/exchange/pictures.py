"""Pictures from outside: looked at before they are unpacked, unpacked within limits, and drawn anew.

What comes out has the pixels and nothing else: no metadata, no place where it was taken, no text, no second picture, no
profile, nothing behind the end. It is upright, and has no see-through parts: paper has none either.
"""

import io
import warnings

from PIL import Image, ImageOps

from core.model.values.pictures import (
    LARGEST_FILE,
    LARGEST_KEPT,
    LONGEST_SIDE,
    MOST_PIXELS,
    PictureRefused,
    TakenPicture,
    picture_kind,
    picture_size,
)

SIDES = (3_000, 2_000, 1_400)
"""The longest side that is kept, in pixels: 260 to the inch on A4. The next where the file would be too large."""

_QUALITY = 88


def take_picture(content: bytes, name: str) -> TakenPicture:
    """Return the picture drawn anew; the same file gives the same bytes. `name` is for the sentence.

    Raises PictureRefused: no PNG or JPEG, too many bytes or pixels, or damaged.
    """
    if len(content) > LARGEST_FILE:
        raise PictureRefused("picture_too_large", path=name, limit=f"{LARGEST_FILE // 1_000_000}")
    kind = picture_kind(content)
    if not kind:
        raise PictureRefused("picture_foreign", path=name)
    size = picture_size(content)
    if size is None or not min(size):
        raise PictureRefused("picture_damaged", path=name)
    if max(size) > LONGEST_SIDE or size[0] * size[1] > MOST_PIXELS:
        raise PictureRefused("picture_too_many_pixels", path=name, size=f"{size[0]:,}×{size[1]:,}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            drawn = _drawn(content, kind, size)
    except Exception as error:
        raise PictureRefused("picture_damaged", path=name) from error
    for side in SIDES:
        small = drawn.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        kept = _encoded(small, kind)
        if len(kept) <= LARGEST_KEPT:
            return TakenPicture(kept, *small.size)
    raise PictureRefused("picture_too_large", path=name, limit=f"{LARGEST_FILE // 1_000_000}")


def _drawn(content: bytes, kind: str, size: tuple[int, int]) -> Image.Image:
    """Return the pixels, upright, in grey or in red, green and blue."""
    with Image.open(io.BytesIO(content), formats=(kind,)) as opened:
        if opened.size != size:
            raise ValueError("two sizes")
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    if upright.mode in {"I", "F"} or upright.mode.startswith("I;16"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    if upright.mode == "1":
        upright = upright.convert("L")
    if "A" in upright.getbands() or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        upright = Image.alpha_composite(paper, seen)
    if upright.mode != "L":
        upright = upright.convert("RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _encoded(picture: Image.Image, kind: str) -> bytes:
    output = io.BytesIO()
    if kind == "PNG":
        picture.save(output, "PNG", optimize=False)
    else:
        picture.save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue()

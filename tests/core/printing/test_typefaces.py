"""What is read in bulk is what ReportLab reads number by number."""

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from core.printing.typefaces import Typeface
from core.version import RESOURCES

NAMES = sorted(path.stem for path in (RESOURCES / "fonts").glob("*.ttf"))
MENDED = {"hmetrics"}
"""What ReportLab scales twice: tests/core/printing/pdf/test_archive.py."""
NOT_COMPARED = {"_ttf_data", "_pdfScale", "_pos", "glyphToChar"}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("BIZUDGothic")])
def test_a_typeface_is_read_as_reportlab_reads_it(name: str) -> None:
    path = str(RESOURCES / "fonts" / f"{name}.ttf")
    ours, theirs = vars(Typeface(path)), vars(TTFontFace(path))
    asked = set(theirs) - NOT_COMPARED - MENDED
    assert {key for key in asked if ours[key] != theirs[key]} == set()
    assert len(ours["hmetrics"]) == len(theirs["hmetrics"])


def test_a_font_that_is_set_up_in_another_way_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = bytearray((RESOURCES / "fonts" / "AnbunchoSupplement.ttf").read_bytes())
    at = data.index(b"head") + 8
    head = int.from_bytes(data[at : at + 4], "big")
    data[head + 50 : head + 52] = b"\0\0"
    path = tmp_path_factory.mktemp("fonts") / "short.ttf"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="short"):
        Typeface(str(path))

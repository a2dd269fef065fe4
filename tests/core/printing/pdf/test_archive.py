"""A PDF says the same of itself wherever it says it, and can be kept for decades."""

import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.manual.chapters import chapters
from core.documents.manual.sheets import printed
from core.documents.paper.document import Document, Paragraph, Sheet
from core.printing.fonts import Font
from core.printing.render import render
from core.version import RESOURCES
from tests.core.printing.archived import against_archiving


def paper(text: str, title: str = "按分表", author: str = "協議会", date: str | None = "2014-08-06") -> bytes:
    return render(Document(title, (Sheet(title, (Paragraph(text),), date),), author))


def identity(pdf: bytes) -> bytes:
    return pdf.rpartition(b"/ID")[2]


def test_characters_beyond_the_first_plane_and_beyond_the_main_font_are_kept_too() -> None:
    pdf = paper("𠮷野家 髙﨑 𫝆 ☑実施 ☐未定 🄰 \u20dd①", title="𠮷と髙")
    assert against_archiving(pdf) == []


def test_the_manual_with_its_pictures_is_kept_too() -> None:
    assert against_archiving(render(printed("取扱説明書", chapters()))) == []


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_whatever_was_typed_is_kept(text: str, title: str, author: str) -> None:
    assert against_archiving(paper(text, title, author)) == []


def test_the_description_says_what_the_document_says() -> None:
    pdf = paper("本文", title='<b>&"髙', author="協議会 & 町")
    told = pdf[pdf.index(b"<x:xmpmeta") : pdf.index(b"</x:xmpmeta>")].decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in told
    assert "&lt;b&gt;&amp;&quot;髙" in told
    assert "協議会 &amp; 町" in told
    assert "<xmp:CreateDate>2014-08-06T00:00:00+00:00</xmp:CreateDate>" in told
    assert re.findall(rb"D:(\d{14})", pdf) == [b"20140806000000"] * 2
    assert b"/Lang (ja-JP)" in pdf


def test_two_books_of_one_title_have_two_identities_and_equal_ones_one() -> None:
    assert identity(paper("甲")) == identity(paper("甲"))
    assert identity(paper("甲")) != identity(paper("乙"))


def test_the_colours_have_a_meaning() -> None:
    pdf = paper("本文")
    profiles = [
        data
        for stream in re.findall(rb"stream\r?\n(.*?)\r\nendstream", pdf, re.S)
        if (data := inflated(stream))[36:40] == b"acsp"
    ]
    assert len(profiles) == 1
    assert profiles[0][16:20] == b"RGB "
    assert b"/GTS_PDFA1" in pdf
    assert b"/N 3" in pdf


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("name", ["AnbunchoSupplement", "AnbunchoNoto-Bold", "BIZUDPGothic-Regular"])
def test_no_width_is_scaled_twice(name: str) -> None:
    face = Font(name, str(RESOURCES / "fonts" / f"{name}.ttf")).face
    table = face.get_table("hmtx")
    full = int.from_bytes(face.get_table("hhea")[34:36], "big")
    stored = [int.from_bytes(table[4 * at : 4 * at + 2], "big") for at in range(full)]
    assert [width for width, _ in face.hmetrics] == stored + [stored[-1]] * (len(face.hmetrics) - full)

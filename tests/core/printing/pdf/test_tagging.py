"""What is kept says of each text what it is: judged by a validator that knows nothing of this program."""

import re
import zlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from core.documents.manual.chapters import chapters
from core.documents.manual.sheets import printed
from core.documents.paper.document import (
    Anchor,
    Aside,
    Bitmap,
    Boxes,
    Column,
    Contents,
    Cover,
    Document,
    Emphasis,
    FillIn,
    Framed,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Picture,
    Row,
    Sheet,
    Table,
)
from core.printing.fonts import fonts
from core.printing.layout import lay_out
from core.printing.preview import page_images
from core.printing.render import render
from tests.core.printing.archived import ACCESSIBLE, against_archiving

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)
"""A picture of one black pixel, as it stands in a ledger."""
CHAPTERS = [Anchor(f"chapter{at}", f"第{at}章 𠮷") for at in range(2)]
BLOCKS = (
    Heading("節"),
    KeyValues((("名称", "協議会"), ("期間", "5年"), ("団体", "6")), 2),
    Boxes("意向", (("実施", True), ("未定", False))),
    FillIn((("氏名", 2), ("日付", 1))),
    Framed(("囲み", "長い囲み" * 40)),
    Notes(("注記" * 60, "注"), numbered=True),
    Paragraph("太字", bold=True),
    Aside(("担当", "電話")),
    Picture(Bitmap(1, 1, 1, "", DOT), "拠点の地図", "図1 拠点", 50),
)
HANDOUT = Document(
    "資料一式",
    (
        Sheet("表紙", (Cover("題", "協議会", "平成26年", "取扱注意"),)),
        Sheet("目次", (Contents(tuple(CHAPTERS)),)),
        *[Sheet(one.title, (one, *BLOCKS)) for one in CHAPTERS],
    ),
    through=True,
    tagged=True,
)
TABLE = Table(
    (
        Column("名", repeat=True),
        Column("文", width=10, weight=1),
        Column("初期", Kind.FIGURE, groups=("費用",)),
        Column("運用", Kind.FIGURE, groups=("費用",)),
    ),
    (
        Row(("項1　見出し", "", "", ""), Emphasis.SECTION),
        Row(("甲", "長い文章" * 900, "1", "")),
        *[Row((f"行{at}", "文", "2", "3")) for at in range(40)],
    ),
    (Row(("計", "", "40", "")),),
    unit="単位:円",
    legend="凡例",
)
LONG = Document("長い表", (Sheet("長い表", (TABLE, Notes(("注",)))),), both_sides=True, tagged=True)


def objects(pdf: bytes) -> str:
    """Return all objects that stand in streams."""
    found = re.findall(rb"/Type/ObjStm.*?stream\n(.*?)\r\nendstream", pdf, re.S)
    return "\n".join(zlib.decompress(one).decode("ascii") for one in found)


def count(pdf: bytes, kind: str) -> int:
    return len(re.findall(rf"/S/{kind}\b", objects(pdf)))


def test_cover_contents_links_and_every_kind_of_block_are_accessible() -> None:
    assert against_archiving(render(HANDOUT), *ACCESSIBLE) == []


def test_the_manual_with_its_pictures_is_accessible_too() -> None:
    document = printed("取扱説明書", chapters())
    few = next(at for at, sheet in enumerate(document.sheets) if "Picture" in str(sheet.blocks))
    assert (
        against_archiving(render(replace(document, sheets=document.sheets[: few + 1], tagged=True)), *ACCESSIBLE) == []
    )


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.integers(1, 3))
def test_whatever_was_typed_is_accessible(text: str, title: str, columns: int) -> None:
    table = Table((Column("項", repeat=True), Column(title)), (Row((text, title)), Row((title, ""))), legend=text)
    blocks = (Paragraph(text), KeyValues(((title, text), (text, "")), columns), table, Notes((text,)))
    document = Document(title, (Sheet(title, blocks),), author=text, tagged=True)
    assert against_archiving(render(document), *ACCESSIBLE) == []


def test_a_table_over_several_pages_is_one_table_whose_heading_is_read_once() -> None:
    pdf = render(LONG)
    assert against_archiving(pdf, *ACCESSIBLE) == []
    assert len(PdfDocument(pdf)) > 2
    assert (count(pdf, "Table"), count(pdf, "THead"), count(pdf, "Caption")) == (1, 1, 1)
    assert count(pdf, "TR") == 2 + 1 + 1 + 40 + 1
    # Four columns below two that are one over both; a section, and each other row begins with its name.
    assert count(pdf, "TH") == 3 + 2 + 1 + 42
    assert count(pdf, "TD") == 42 * 3
    assert "/ColSpan 2" in objects(pdf)
    assert "/RowSpan 2" in objects(pdf)


def test_a_row_that_goes_on_on_the_next_page_is_one_row() -> None:
    split = [
        page.texts.owners[at]
        for page in lay_out(LONG, fonts())
        for at, line in enumerate(page.texts.lines)
        if "長い文章" in line.text
    ]
    assert len(split) > 50
    assert len(set(split)) == 1


def test_every_text_belongs_to_an_element_or_is_said_not_to_be_read() -> None:
    for document in (HANDOUT, LONG):
        for page in lay_out(document, fonts()):
            assert page.structure is not None
            assert 0 not in page.texts.owners
            assert max(page.texts.owners) < len(page.structure.kinds)


def test_tagged_pages_look_like_those_that_are_not() -> None:
    tagged, plain = (list(page_images(render(one), 0.7)) for one in (LONG, replace(LONG, tagged=False)))
    assert [one.pixels for one in tagged] == [one.pixels for one in plain]


def test_equal_documents_give_equal_bytes() -> None:
    assert render(HANDOUT) == render(HANDOUT)


def test_the_description_says_that_it_is_accessible_where_it_is() -> None:
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in render(HANDOUT)
    assert b"pdfuaid" not in render(replace(HANDOUT, tagged=False))

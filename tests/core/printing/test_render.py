import re
from dataclasses import replace

import pypdfium2

from core.documents.paper.document import (
    Boxes,
    Column,
    Document,
    Emphasis,
    FillIn,
    Heading,
    KeyValues,
    Kind,
    Notes,
    PageBreak,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.model.values.paper import Orientation, Paper
from core.printing.preview import page_count, page_images
from core.printing.render import render


def table(rows: int = 3) -> Table:
    columns = (Column("項", repeat=True), Column("要望", width=12, weight=1), Column("総額", Kind.FIGURE))
    body = tuple(Row((str(n), f'要望その{n} 髙﨑 <b>&"', f"{n * 1000:,}")) for n in range(1, rows + 1))
    return Table(columns, body, (Row(("", "合計(最大)", "19,620,000"), Emphasis.TOTAL),), "単位:円(税抜)", "凡例:未定")


def document(rows: int = 3) -> Document:
    blocks = (
        Heading("見出し"),
        Paragraph("本文です。"),
        table(rows),
        Notes(("7月31日までに確認をお願いします。",)),
        KeyValues((("協議会", "推進協議会"), ("期限", "平成26年7月31日")), 2),
        Boxes("回答", (("実施", True), ("実施しない", False))),
        FillIn((("記入者", 1),)),
    )
    sheet = Sheet("カスタマイズ費用按分表", blocks, "2014-08-06", "資料1")
    return Document("按分表", (sheet,), "富山県情報システム共同利用推進協議会", "按分帳 0.1.0　富山.anbun")


def pages(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [opened[number].get_textpage().get_text_bounded() for number in range(len(opened))]
    finally:
        opened.close()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(document()) == render(document())


def test_no_path_and_no_present_date_stands_in_the_pdf() -> None:
    undated = Document("按分表", (Sheet("按分表", (table(),)),))
    for made, year in ((document(), b"2014"), (undated, b"2000")):
        pdf = render(made)
        assert b"resources" not in pdf
        assert re.findall(rb"D:(\d{4})", pdf) == [year, year]


def test_what_was_typed_is_printed_as_typed() -> None:
    (text,) = pages(render(document()))
    for expected in ('要望その1 髙﨑 <b>&"', "19,620,000", "平成26年8月6日", "資料1", "単位:円(税抜)", "凡例:未定"):
        assert expected in text
    for expected in ("□✓ 実施", "□ 実施しない", "記入者", "推進協議会", "按分帳 0.1.0　富山.anbun"):
        assert expected in text


def test_the_heading_row_and_the_page_number_stand_on_every_page() -> None:
    texts = pages(render(document(200)))
    assert len(texts) > 3
    for number, text in enumerate(texts, 1):
        assert f"{number}/{len(texts)} ページ" in text
        assert "要望" in text
        assert "総額" in text
    assert "カスタマイズ費用按分表(続き)" in texts[1]


def test_every_sheet_of_a_document_counts_its_own_pages() -> None:
    sheets = (Sheet("一枚目", (Paragraph("甲"),)), Sheet("二枚目", (Paragraph("乙"), PageBreak(), Paragraph("丙"))))
    texts = pages(render(Document("綴り", sheets)))
    assert [re.findall(r"\d/\d ページ", text) for text in texts] == [["1/1 ページ"], ["1/2 ページ"], ["2/2 ページ"]]


def test_characters_beyond_the_basic_plane_can_be_copied_and_missing_ones_show_a_geta() -> None:
    (text,) = pages(render(Document("字", (Sheet("字", (Paragraph("𠮟る 𠮷野 𰻝麺 辻\U000e0100"),)),))))
    assert "𠮟る 𠮷野 〓麺 辻" in text


def test_all_fonts_are_embedded() -> None:
    pdf = render(document())
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor")


def test_nothing_is_drawn_outside_the_margins() -> None:
    wild = Paragraph("長" * 3000 + "w" * 3000 + " <b>&")
    big = Table((Column("項"), Column("要望", weight=1)), (Row(("1", "行\n" * 200)), Row(("999,999" * 30, "x" * 900))))
    for paper in Paper:
        for orientation in Orientation:
            sheet = Sheet(
                "題" * 90, (wild, big, KeyValues((("内容", "値" * 9000),))), number="号" * 50, addressee="団体" * 60
            )
            pdf = render(Document("溢れ", (sheet,), footer="脚" * 300, paper=paper, orientation=orientation))
            opened = pypdfium2.PdfDocument(pdf)
            for number in range(len(opened)):
                page = opened[number]
                width, height = page.get_size()
                textpage = page.get_textpage()
                for left, bottom, right, top in (textpage.get_rect(n) for n in range(textpage.count_rects())):
                    assert left >= 33
                    assert right <= width - 33
                    assert bottom >= 12
                    assert top <= height - 20
            opened.close()


def test_title_and_author_are_in_the_metadata() -> None:
    opened = pypdfium2.PdfDocument(render(document()))
    assert opened.get_metadata_value("Title") == "按分表"
    assert opened.get_metadata_value("Author") == "富山県情報システム共同利用推進協議会"
    opened.close()


def test_the_paper_has_the_size_asked_for() -> None:
    for paper, orientation, size in (
        (Paper.A4, Orientation.LANDSCAPE, (842, 595)),
        (Paper.A3, Orientation.PORTRAIT, (842, 1191)),
    ):
        opened = pypdfium2.PdfDocument(render(replace(document(), paper=paper, orientation=orientation)))
        assert tuple(round(length) for length in opened[0].get_size()) == size
        opened.close()


def test_the_preview_gives_the_pages_one_by_one_as_pixels() -> None:
    pdf = render(document(60))
    assert page_count(pdf) == len(pages(pdf))
    images = list(page_images(pdf, 0.5))
    assert len(images) == page_count(pdf)
    first = images[0]
    assert (first.width, first.height) == (421, 298)
    assert len(first.pixels) == first.stride * first.height
    assert set(first.pixels[:3]) == {255}
    assert min(first.pixels) < 100

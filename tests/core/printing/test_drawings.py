import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from core.documents.charts.bars import Bars, Group, bar_chart
from core.documents.charts.lines import Lines, Mark, Series, line_chart
from core.documents.paper.document import Chart, Document, PageBreak, Paragraph, Sheet, room_of
from core.documents.paper.drawing import Anchor, Drawing, Fill, Rect, Shape, Text, length
from core.model.values.paper import Orientation, Paper
from core.printing.fonts import Face, fonts
from core.printing.layout import lay_out
from core.printing.page import BINDING, BOTTOM, MARGIN, TOP, page_size
from core.printing.preview import page_images
from core.printing.render import render
from core.printing.text import Measure

NAMES = ("射水市", "滑川市", "舟橋村")
BARS = Bars(
    "経費の比較",
    ("現行経費", "クラウド利用料"),
    tuple(Group(name, (at * 300_000, at * 200_000)) for at, name in enumerate(NAMES, 1)),
)
LINES = Lines(
    "均等割の割合",
    "均等割の割合",
    (0, 50, 100),
    tuple(Series(name, (at * 10**6, at * 10**5, 10**6)) for at, name in enumerate(NAMES, 1)),
    Mark(30, "現在 30%"),
)


def document(*drawings: Drawing) -> Document:
    return Document("図", (Sheet("図", tuple(map(Chart, drawings))),))


def pages(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [opened[number].get_textpage().get_text_bounded() for number in range(len(opened))]
    finally:
        opened.close()


def pixels(drawing: Drawing) -> list[list[int]]:
    """Return the grey of each point of the drawing as printed, row by row."""
    (image,) = page_images(render(document(drawing)), 1)
    rows = [image.pixels[at * image.stride : at * image.stride + 3 * image.width : 3] for at in range(image.height)]
    left, top = round(BINDING + (image.width - BINDING - MARGIN - drawing.width) / 2), 58
    return [list(row[left : left + round(drawing.width)]) for row in rows[top : top + round(drawing.height)]]


def test_the_pdf_holds_every_label_of_a_chart() -> None:
    (text,) = pages(render(document(bar_chart(BARS, 500), line_chart(LINES, 500, 200))))
    for label in (*NAMES, "現行経費", "クラウド利用料", "900,000", "600,000", "単位:円", "現在 30%", "均等割の割合"):
        assert label in text


def test_equal_charts_give_equal_bytes() -> None:
    assert render(document(bar_chart(BARS, 500))) == render(document(bar_chart(BARS, 500)))


def test_patterns_are_told_apart_without_colour() -> None:
    fills = (Fill.NONE, Fill.LIGHT, Fill.HATCH, Fill.CROSS, Fill.SOLID)
    shapes: tuple[Shape, ...] = tuple(Rect(60 * at, 0, 40, 40, fill) for at, fill in enumerate(fills))
    printed = pixels(Drawing(300, 60, shapes))
    means = []
    for at in range(len(fills)):
        square = [grey for row in printed[6:34] for grey in row[60 * at + 6 : 60 * at + 34]]
        means.append(sum(square) / len(square))
    none, light, hatch, cross, solid = means
    assert none > 250
    assert none - 15 > light > hatch > cross + 10
    assert cross - 30 > solid
    squares = {at: {grey for row in printed[6:34] for grey in row[60 * at + 6 : 60 * at + 34]} for at in (0, 1, 4)}
    assert all(len(greys) == 1 for greys in squares.values())


def test_a_chart_that_is_too_wide_is_made_smaller() -> None:
    wide = Drawing(2_000, 100, (Rect(0, 0, 2_000, 100, Fill.SOLID), Text(2_000, 90, "右端", 40, Anchor.END)))
    pdf = render(document(wide))
    opened = pypdfium2.PdfDocument(pdf)
    textpage = opened[0].get_textpage()
    rights = [textpage.get_rect(at)[2] for at in range(textpage.count_rects())]
    assert max(rights) <= opened[0].get_size()[0] - MARGIN + 0.5
    opened.close()
    assert "右端" in pages(pdf)[0]


def test_a_text_longer_than_its_room_is_set_smaller() -> None:
    drawing = Drawing(
        300, 50, (Text(0, 20, "とても長い団体の名前です" * 3, 9, room=100), Text(0, 40, "短い", 9, room=100))
    )
    (page,) = lay_out(document(drawing), fonts())
    lines = {line.text: line for face, _, _, line in page.texts if face is Face.TEXT}
    assert lines["短い"].size == 9
    (long,) = (line for text, line in lines.items() if len(text) > 20)
    assert 95 < long.width <= 100


def test_a_chart_that_would_become_too_small_goes_to_the_next_page() -> None:
    chart = Chart(Drawing(400, 300, (Rect(0, 0, 400, 300), Text(0, 20, "図の中", 9))))
    blocks = (Paragraph("\n".join(["行"] * 15)), chart)
    (text,) = pages(render(Document("図", (Sheet("図", blocks),))))
    assert "図の中" in text
    texts = pages(render(Document("図", (Sheet("図", (*blocks, chart)),))))
    assert ["図の中" in text for text in texts] == [True, True]


def test_a_chart_as_large_as_the_room_fills_one_page() -> None:
    for paper in Paper:
        for orientation in Orientation:
            width, height = room_of(paper, orientation)
            whole = page_size(paper, orientation)
            assert whole[0] - BINDING - MARGIN - 2 < width <= whole[0] - BINDING - MARGIN
            assert whole[1] - TOP - BOTTOM - 25 < height < whole[1] - TOP - BOTTOM
            drawing = Drawing(width, height, (Rect(0, 0, width, height),))
            sheet = Sheet("図", (Paragraph("前のページ"), PageBreak(), Chart(drawing)))
            _, page = lay_out(Document("図", (sheet,), paper=paper, orientation=orientation), fonts())
            assert [placed.scale for placed in page.drawings] == [1.0]


@given(st.text("0123456789,.%△〜－()ABCMWilm 射水市ー・アイ円億", max_size=30), st.booleans())
def test_the_length_that_charts_reckon_with_is_enough(text: str, figures: bool) -> None:
    measure = Measure(fonts())
    real = measure.width(text, Face.FIGURE if figures else Face.TEXT, 9)
    bound = length(text, 9, figures=figures)
    if figures:
        assert abs(real - bound) < 0.01
    else:
        wide = sum(char in "%MWm" for char in text)
        assert real <= bound + wide * 0.2 * 9 + 0.01

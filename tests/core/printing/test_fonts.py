from pathlib import Path

import pytest

from core.documents.paper.document import Column, Document, Paragraph, Row, Sheet, Table
from core.printing.fonts import Face, Font, fonts, missing_characters
from core.version import RESOURCES

PRINTED_BEFORE = Path(__file__).parents[2] / "data" / "printed_before_noto.txt"
"""What IPAexGothic and the supplement printed when the main faces lacked it: code points and ranges of them."""
BLANK_BEFORE = {"\uf860", "\uf861", "\uf862", "\uf87a", "\uf87f"}
"""Private-use characters for which IPAexGothic had an empty glyph: nothing was printed, and nothing told."""


def document(*blocks: Table | Paragraph) -> Document:
    return Document("試験", (Sheet("試験", blocks),))


def test_everyday_and_personal_name_characters_are_not_missing() -> None:
    assert missing_characters(document(Paragraph("髙﨑𠮟𠮷𣘺辻①〜～−―△▲●×？☐☑ <b>&\"'\n次の行"))) == []


def test_a_character_that_no_font_has_is_listed_with_its_place() -> None:
    columns = (Column("項"), Column("要望"))
    table = Table(columns, (Row(("1", "吉野家")), Row(("2", "𰻝麺と𰻝")), Row(("3", "😀"))))
    assert missing_characters(document(table)) == [("𰻝", "項 2 の要望"), ("😀", "項 3 の要望")]


def test_a_variation_selector_is_listed_together_with_the_character_that_it_changes() -> None:
    selected = "辻\U000e0100"
    assert missing_characters(document(Paragraph(selected + "さん"))) == [(selected, "本文")]


def test_missing_characters_of_every_kind_of_place_are_found() -> None:
    sheet = Sheet("題𰻝", (), number="号😀")
    assert {char for char, _ in missing_characters(Document("名🄀🀄", (sheet,), footer="脚🂡"))} == {
        "𰻝",
        "😀",
        "🀄",
        "🂡",
    }


def test_no_character_is_lost_that_was_printed_before_noto_sans_came() -> None:
    spans = [word.split("-") for word in PRINTED_BEFORE.read_text(encoding="ascii").split()]
    printed = {chr(code) for first, *last in spans for code in range(int(first, 16), int((last or [first])[0], 16) + 1)}
    assert len(printed) > 4_000
    assert {char for char in printed if not fonts().has(char)} == BLANK_BEFORE


def test_what_is_printed_blank_by_no_font_is_told() -> None:
    assert missing_characters(document(Paragraph("私\uf860用"))) == [("\uf860", "本文")]


@pytest.mark.parametrize("face", list(Face))
def test_yoshi_and_its_neighbours_come_from_gothics_of_one_weight_and_one_width(face: Face) -> None:
    glyphs = fonts().glyphs[face]
    weight = "Bold" if face in {Face.TEXT_BOLD, Face.FIGURE_BOLD} else "Regular"
    for char in "𠮷𣟱𥧌":
        font = glyphs[char].font
        assert font is not None
        assert font.fontName == f"AnbunchoNoto-{weight}"
        assert glyphs[char].width == glyphs["吉"].width
    assert is_supplement(glyphs["𠂇"].font)


def is_supplement(font: Font | None) -> bool:
    return font is not None and font.fontName == "AnbunchoSupplement"


def test_the_supplement_holds_nothing_that_noto_sans_has() -> None:
    folder = RESOURCES / "fonts"
    beyond = [
        set(Font(name, str(folder / f"{name}.ttf")).face.charToGlyph)
        for name in ("BIZUDPGothic-Regular", "AnbunchoNoto-Regular", "AnbunchoSupplement")
    ]
    assert not beyond[2] & (beyond[0] | beyond[1])


def test_the_regular_and_the_bold_have_the_same_characters() -> None:
    regular, bold = (
        Font(name, str(RESOURCES / "fonts" / f"{name}.ttf")).face.charToGlyph
        for name in ("AnbunchoNoto-Regular", "AnbunchoNoto-Bold")
    )
    assert set(regular) == set(bold)


def test_digits_of_the_figure_faces_have_one_width() -> None:
    for face in (Face.FIGURE, Face.FIGURE_BOLD):
        assert len({fonts().widths[face][digit] for digit in "0123456789"}) == 1

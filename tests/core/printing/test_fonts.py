from core.documents.paper.document import Column, Document, Paragraph, Row, Sheet, Table
from core.printing.fonts import Face, fonts, missing_characters


def document(*blocks: Table | Paragraph) -> Document:
    return Document("試験", (Sheet("試験", blocks),))


def test_everyday_and_personal_name_characters_are_not_missing() -> None:
    assert missing_characters(document(Paragraph("髙﨑𠮟𠮷𣘺辻①〜～−―△▲●×？☐☑ <b>&\"'\n次の行"))) == []


def test_a_character_that_no_font_has_is_listed_with_its_place() -> None:
    columns = (Column("項"), Column("要望"))
    table = Table(columns, (Row(("1", "吉野家")), Row(("2", "𰻞麺と𰻞")), Row(("3", "😀"))))
    assert missing_characters(document(table)) == [("𰻞", "項 2 の要望"), ("😀", "項 3 の要望")]


def test_a_variation_selector_is_listed_together_with_the_character_that_it_changes() -> None:
    selected = "辻\U000e0100"
    assert missing_characters(document(Paragraph(selected + "さん"))) == [(selected, "本文")]


def test_missing_characters_of_every_kind_of_place_are_found() -> None:
    sheet = Sheet("題𰻞", (), number="号😀")
    assert {char for char, _ in missing_characters(Document("名🄀🀄", (sheet,), footer="脚🂡"))} == {
        "𰻞",
        "😀",
        "🀄",
        "🂡",
    }


def test_the_fallback_font_steps_in_for_what_the_main_face_lacks() -> None:
    glyph = fonts().glyphs[Face.TEXT]["㋿"] if fonts().has("㋿") else fonts().glyphs[Face.TEXT]["㍻"]
    assert glyph.char in {"㋿", "㍻"}
    fallback = fonts().glyphs[Face.TEXT]["⺅"]
    assert fallback.char == "⺅"
    assert fallback.font is not fonts().glyphs[Face.TEXT]["亻"].font


def test_digits_of_the_figure_faces_have_one_width() -> None:
    for face in (Face.FIGURE, Face.FIGURE_BOLD):
        assert len({fonts().widths[face][digit] for digit in "0123456789"}) == 1

from core.documents.paper.document import (
    Boxes,
    Chart,
    Column,
    Document,
    FillIn,
    Heading,
    KeyValues,
    Notes,
    PageBreak,
    Paragraph,
    Row,
    Sheet,
    Table,
    boxes_text,
    texts,
)
from core.documents.paper.drawing import Drawing, Line, Text


def test_every_text_of_a_document_is_listed_with_its_place() -> None:
    table = Table(
        (Column("い"), Column("ろ", groups=("は",))), (Row(("に", "ほ")),), (Row(("へ", "と")),), unit="ち", legend="り"
    )
    blocks = (
        table,
        Heading("ぬ"),
        Paragraph("る"),
        Notes(("を",), mark="わ"),
        KeyValues((("か", "よ"),)),
        Boxes("た", (("れ", True),)),
        FillIn((("そ", 1),)),
        PageBreak(),
    )
    sheet = Sheet("つ", blocks, number="ね", addressee="な", sender="ら")
    found = {text: where for where, text in texts(Document("む", (sheet,), footer="う"))}
    assert set("いろはにほへとちりぬるをわかよたれそつねならむう") <= set(found)
    assert found["ほ"] == "い に のろ"


def test_the_texts_of_a_chart_are_listed_too() -> None:
    chart = Chart(Drawing(10, 10, (Line(0, 0, 1, 1), Text(0, 5, "𠮷野町", 9)), "費用の図"))
    assert ("図「費用の図」", "𠮷野町") in texts(Document("む", (Sheet("つ", (chart,)),)))


def test_boxes_are_ticked_where_the_answer_is_known() -> None:
    assert boxes_text((("実施", True), ("未定", False))) == "☑ 実施　☐ 未定"

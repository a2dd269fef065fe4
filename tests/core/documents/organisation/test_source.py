"""The source's page 5 (組織図), word by word, against what the chart of the sample says."""

import re
import unicodedata
from pathlib import Path

from core.documents.organisation.sheet import build
from core.documents.paper.document import Chart
from core.documents.paper.drawing import Text
from core.documents.paper.settings import PrintSettings
from core.model.book import Book

SOURCE = Path(__file__).parents[3] / "data" / "toyama_2014_organisation.txt"


def words(text: str) -> str:
    """Return a text without what is only its layout: blanks, bullets, brackets around headings."""
    plain = re.sub(r"^- ", "", unicodedata.normalize("NFKC", text), flags=re.MULTILINE)
    return re.sub(r"[\s#■・【】()]", "", plain)


def test_the_chart_says_every_word_of_the_source_and_no_other(book: Book) -> None:
    (sheet,) = build(book, PrintSettings()).sheets
    (chart,) = sheet.blocks
    assert isinstance(chart, Chart)
    drawn = [shape.text for shape in chart.drawing.shapes if isinstance(shape, Text)]
    printed = words(SOURCE.read_text(encoding="utf-8")).removeprefix("5.実施体制")
    assert words(sheet.title) + words("".join(drawn)) == printed


def test_every_body_has_a_line_in_the_words_for_those_who_do_not_see_the_chart(book: Book) -> None:
    (sheet,) = build(book, PrintSettings()).sheets
    (chart,) = sheet.blocks
    assert isinstance(chart, Chart)
    lines = chart.drawing.words.splitlines()
    assert len(lines) == 3 + 3 + 19
    assert lines[0].startswith("クラウド会議　H25.5設置　副市町村長等で構成　【構成団体】富山市、高岡市")
    assert "　　　16 医療費助成部会" in lines

"""The source's page 1 (経緯), word by word, against the chronicle of the sample."""

import re
import unicodedata
from pathlib import Path

from core.documents.chronicle.sheet import build
from core.documents.paper.document import Heading, Notes, Paragraph
from core.documents.paper.settings import PrintSettings
from core.model.book import Book

SOURCE = Path(__file__).parents[3] / "data" / "toyama_2014_chronicle.txt"
STRAY = "事務職員"
"""A label beside the text that the reading of the picture put into the next line."""

REMARK = "原資料に「事務職員」とある"
"""What the sample says of it."""


def words(text: str) -> str:
    """Return a text without what is only its layout: blanks, bullets, commas between events, 同 for the same year."""
    plain = unicodedata.normalize("NFKC", text).replace("〜", "~").replace("同.", "")
    return re.sub(r"[\s#・、(),]", "", re.sub(r"^- ", "", plain, flags=re.MULTILINE))


def test_the_chronicle_says_every_word_and_date_of_the_source_and_no_other(book: Book) -> None:
    (sheet,) = build(book, PrintSettings()).sheets
    told = []
    for block in sheet.blocks:
        if isinstance(block, Heading | Paragraph):
            told.append(block.text)
        else:
            assert isinstance(block, Notes)
            told += block.lines
    printed = words(SOURCE.read_text(encoding="utf-8")).replace(STRAY, "").removeprefix("1.経緯")
    assert words("".join(told)).replace(REMARK, "", 1) == printed

"""The source's handout against the one that comes out of the sample: every fact is there, or is said to be a picture
that could not be read."""

import unicodedata
from pathlib import Path

import pytest

from core.documents.handouts.sheet import NAME
from core.documents.paper.document import texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.papers.handouts import Template
from core.model.values.dates import show_date
from core.sample import sample

FACTS = Path(__file__).parent / "source_facts.txt"
PICTURES = (
    "地図は図のため読み取れません",
    "一覧は図のため読み取れません",
    "図は読み取れません",
    "「自治体クラウドネットワーク構成」は図のため読み取れません",
    "「6-(1)」「6-(2)」の工程表は図のため読み取れません",
)


def plain(text: str) -> str:
    """Without what two ways of setting the same fact differ in: blanks, widths, wave dashes."""
    return "".join(unicodedata.normalize("NFKC", text).replace("〜", "~").split())


@pytest.fixture(scope="module")
def told() -> str:
    book = Book({})
    book.apply(sample())
    pages = (
        REPORTS[NAME].build(book, PrintSettings(template=Template.SOURCE, anonymous=sign)) for sign in (True, False)
    )
    shown = [text for page in pages for _, text in texts(page)]
    book_dates = [show_date(sheet.date) for sheet in REPORTS[NAME].build(book, PrintSettings()).sheets]
    return "\n".join(map(plain, [*shown, *book_dates]))


@pytest.mark.parametrize(
    "fact", [line for line in FACTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
)
def test_the_fact_is_in_the_handout(told: str, fact: str) -> None:
    assert plain(fact) in told


@pytest.mark.parametrize("picture", PICTURES)
def test_what_was_a_picture_is_said_to_be_one(told: str, picture: str) -> None:
    assert plain(picture) in told


def test_the_headline_is_computed_and_stands_in_no_text(told: str) -> None:
    assert plain("約22億円⇒約14億円【約8億円(3割強)の削減】") in told
    folder = Path(__file__).parents[4] / "resources" / "samples" / "toyama_2014"
    assert "約22億円" not in (folder / "handout_chapters.csv").read_text(encoding="utf-8")

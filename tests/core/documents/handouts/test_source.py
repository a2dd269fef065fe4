"""The source's handout against the one that comes out of the sample: every fact is there, or is said to be a picture
that could not be read."""

import csv
import re
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
from core.operations.health.handout_findings import handout_findings
from core.sample import sample

FACTS = Path(__file__).parent / "source_facts.txt"
PICTURES = (
    "地図は図のため読み取れません",
    "一覧は図のため読み取れません",
    "図は読み取れません",
    "凡例「変更しない」の欄は、色分けのため読み取れません",
    "「自治体クラウドネットワーク構成」は図のため読み取れません",
    "「6-(1)」「6-(2)」の工程表は図のため読み取れません",
)


def plain(text: str) -> str:
    """Without what two ways of setting the same fact differ in: blanks, widths, wave dashes, commas of figures."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", "".join(unicodedata.normalize("NFKC", text).replace("〜", "~").split()))


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
    assert stands(fact, told)


def stands(fact: str, told: str) -> bool:
    """Whether a fact stands there, a figure as a whole: 1.4 is no part of 21.4."""
    wanted = plain(fact)
    before = r"(?<![\d.])" if wanted[0].isdigit() else ""
    return re.search(before + re.escape(wanted) + (r"(?!\d)" if wanted[-1].isdigit() else ""), told) is not None


def source_rows() -> list[dict[str, str]]:
    """The table of the customizations as the source has it."""
    with (Path(__file__).parents[3] / "data" / "toyama_2014_customizations.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", source_rows(), ids=lambda row: f"{row['項']} {row['総額(原文)']}")
def test_a_row_of_the_table_of_customizations_stands_there_with_every_figure_and_word(
    told: str, row: dict[str, str]
) -> None:
    wanted = {text for name, text in row.items() if name not in {"要望", "備考"} and text.strip("△")}
    assert [text for text in wanted if not stands(text, told)] == []
    words = re.sub(r"^対象: |(^| )\d自治体で実施(した場合)?$", "", row["備考"])
    assert all(stands(word, told) for word in (row["要望"].split("(")[0].removesuffix("_標準仕様"), words) if word)


@pytest.mark.parametrize("picture", PICTURES)
def test_what_was_a_picture_is_said_to_be_one(told: str, picture: str) -> None:
    assert plain(picture) in told


def test_the_headline_is_computed_and_stands_in_no_text(told: str) -> None:
    assert plain("約22億円⇒約14億円【約8億円(3割強)の削減】") in told
    folder = Path(__file__).parents[4] / "resources" / "samples" / "toyama_2014"
    assert "約22億円" not in (folder / "handout_chapters.csv").read_text(encoding="utf-8")


def test_no_figure_of_its_texts_is_missing() -> None:
    book = Book({})
    book.apply(sample())
    assert list(handout_findings(book)) == []

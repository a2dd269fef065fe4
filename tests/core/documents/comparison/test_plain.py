from decimal import Decimal

import pytest

from core.documents.comparison.plain import build, headline, result, tenths_words
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from tests.core.documents.sheets import paragraphs, table

SOURCE = """
A 9.2 5.7 38% / B 4.0 2.5 38% / C 2.5 1.8 28% / D 2.4 1.7 29% / E 2.4 1.4 42% / F 1.1 0.8 27%
"""


def test_the_table_and_its_headline_are_those_of_the_source(book: Book) -> None:
    document = build(book, PrintSettings())
    assert paragraphs(document) == ["約22億円⇒約14億円【約8億円(3割強)の削減】"]
    found = table(document)
    assert [one.heading for one in found.columns] == ["市町村名", "現行経費", "クラウド利用料", "増減", "削減率"]
    shown = [" ".join((*row.cells[:3], row.cells[4])) for row in found.rows]
    assert shown == [line.strip() for line in SOURCE.split("/")]
    assert found.totals[0].cells == ("合計", "21.6", "13.9", "△7.7", "36%")
    assert "約22億円⇒約14億円" in result(book, PrintSettings())


@pytest.mark.parametrize(
    ("current", "paid", "expected"),
    [
        (2_160_000_000, 1_386_000_000, "約22億円⇒約14億円【約8億円(3割強)の削減】"),
        (240_000_000, 168_000_000, "約2.4億円⇒約1.7億円【約0.7億円(3割)の削減】"),
        (50_000_000, 52_500_000, "約50,000千円⇒約52,500千円【約2,500千円(5.0%)の増加】"),
        (10**9, 10**9, "約10億円⇒約10億円【増減なし】"),
        (None, 10**9, ""),
        (10**9, None, ""),
    ],
)
def test_the_headline_says_from_what_to_what_in_figures_that_can_be_read(
    current: int | None, paid: int | None, expected: str
) -> None:
    assert headline(current, paid) == expected


@pytest.mark.parametrize(
    ("percent", "words"),
    [("30", "3割"), ("30.4", "3割"), ("35.8", "3割強"), ("38", "4割弱"), ("9", "1割弱"), ("3", "3.0%")],
)
def test_tenths_are_said_as_people_say_them(percent: str, words: str) -> None:
    assert tenths_words(Decimal(percent)) == words

import pytest

from core.documents.comparison.paper import adoption_words, term_words
from core.model.scenarios import Scenario


@pytest.mark.parametrize(
    ("years", "words"),
    [(1, "単年度"), (5, "五年間"), (10, "十年間"), (11, "十一年間"), (20, "二十年間"), (30, "三十年間")],
)
def test_the_length_of_the_term_is_said_as_in_titles(years: int, words: str) -> None:
    assert term_words(years) == words


def test_an_adoption_names_the_day_and_who() -> None:
    assert adoption_words(Scenario(1, "案")) == ""
    adopted = Scenario(1, "案", adopted=True, adopted_on="2019-05-01", adopted_by="髙木")
    assert adoption_words(adopted) == "(令和元年5月1日採用 髙木)"

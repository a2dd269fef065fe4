from fractions import Fraction

import pytest

from core.calc.handouts.headline import about, headline, tenths


def test_the_headline_of_the_source_follows_from_its_figures() -> None:
    assert headline(2_160_000_000, 1_386_000_000) == "約22億円⇒約14億円【約8億円(3割強)の削減】"


def test_what_costs_more_afterwards_is_no_saving() -> None:
    assert headline(1_000_000_000, 1_200_000_000) == "約10億円⇒約12億円【約2億円(2割)の増加】"


@pytest.mark.parametrize(
    ("percent", "words"), [(30, "3割"), (36, "3割強"), (37, "4割弱"), (40, "4割"), (5, "1割未満"), (9, "1割弱")]
)
def test_a_share_is_told_in_tenths(percent: int, words: str) -> None:
    assert tenths(Fraction(percent, 100)) == words


@pytest.mark.parametrize(
    ("yen", "words"), [(2_150_000_000, "約22億円"), (49_000_000, "約4,900万円"), (4_000, "4,000円"), (0, "0円")]
)
def test_a_round_figure_is_never_nothing(yen: int, words: str) -> None:
    assert about(yen) == words

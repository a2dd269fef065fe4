import re

import pytest

from core.pattern import pattern

NUMBER = pattern(r"([0-9]+)円", re.ASCII)


def test_it_does_what_the_compiled_expression_does_again_and_again() -> None:
    for _ in range(2):
        found = NUMBER.fullmatch("12円")
        assert found is not None
        assert found[1] == "12"
        assert NUMBER.sub(r"¥\1", "3円と4円") == "¥3と¥4"
        assert [one[1] for one in NUMBER.finditer("3円と4円")] == ["3", "4"]
    assert (NUMBER.pattern, NUMBER.flags) == (re.compile(r"([0-9]+)円", re.ASCII).pattern, re.ASCII)


def test_it_is_compiled_when_it_is_first_looked_for() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")

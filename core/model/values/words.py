"""Words of the ledger: a value that is stored, the label that people read, and what else people write for it."""

from enum import StrEnum
from functools import cache

from core.model.values.codes import search_key


class Word(StrEnum):
    """A word of the ledger: the value is stored, `label` is what people read, `also` what they write instead."""

    label: str
    also: tuple[str, ...]

    # That of its text, to which it is equal: Enum's own is Python, and hundreds of thousands of answers are counted.
    __hash__ = str.__hash__

    def __new__(cls, value: str, label: str = "", also: str = "") -> "Word":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.also = tuple(also.split())
        return word


@cache
def spellings(words: type[Word]) -> dict[str, tuple[Word, ...]]:
    """Return by folded text the words that it is the value, the label or another spelling of."""
    found: dict[str, tuple[Word, ...]] = {}
    for word in words:
        for text in dict.fromkeys((word.value, search_key(word.label), *map(search_key, word.also))):
            found[text] = (*found.get(text, ()), word)
    return found

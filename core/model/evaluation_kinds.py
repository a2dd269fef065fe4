"""What a field of an evaluation may be: a part of the rule, points or a grade, a factor."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.machine.kinds import LONGEST, Kind
from core.model.selection.evaluation_reading import READERS
from core.model.selection.rule_words import plain_text
from core.model.values.evaluation_rules import NO, show


@dataclass(frozen=True, slots=True)
class RulePart(Kind):
    """A part of a rule of evaluation, stored in the words in which people read it."""

    part: str = "price_formula"
    fallback: str = NO

    def read(self, text: str) -> str:
        return str(READERS[self.part](text).text)

    def is_possible(self, value: Any) -> bool:
        if value == self.fallback:
            return True
        if not isinstance(value, str) or len(value) > LONGEST:
            return False
        try:
            return bool(READERS[self.part](value).text == value)
        except (Refused, ValueError, ZeroDivisionError):
            return False

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return self.fallback


@dataclass(frozen=True, slots=True)
class ScoreValue(Kind):
    """点: points with at most six decimals, or a grade of the criterion's scale."""

    def read(self, text: str) -> str:
        return _score(text)

    def is_possible(self, value: Any) -> bool:
        if not isinstance(value, str) or len(value) > 20:
            return False
        try:
            return value == "" or self.read(value) == value
        except Refused:
            return False

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return ""


@lru_cache(maxsize=4096)
def _score(text: str) -> str:
    """Return a score as it is kept; tens of thousands of scores are few different ones."""
    plain = plain_text(text).removesuffix("点")
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", plain):
        return show(Fraction(plain))
    if re.search("[0-9]", plain) and re.fullmatch(r"[-△▲+.,0-9/%]+", plain):
        raise Refused("score_unread", text=text)
    if len(plain) > 10:
        raise Refused("score_unread", text=text)
    return plain


@dataclass(frozen=True, slots=True)
class Factor(Kind):
    """係数: above zero, with at most six decimals."""

    def read(self, text: str) -> str:
        plain = plain_text(text).removeprefix("×")
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", plain) or not Fraction(plain):
            raise Refused("factor_unread", text=text)
        return show(Fraction(plain))

    def is_possible(self, value: Any) -> bool:
        try:
            return isinstance(value, str) and self.read(value) == value
        except Refused:
            return False

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "1"

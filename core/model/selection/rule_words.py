"""What every part of a rule of evaluation is read with: plain text, figures, quoted names, other names of parts."""

import re
import unicodedata
from fractions import Fraction

from core.model.values.evaluation_rules import Part
from core.model.values.evaluation_scales import NUMBER, fraction_of


def plain_text(text: str) -> str:
    """Return a text without width, spaces and the commas between thousands."""
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))


_NUMERALS = "一二三四五六七八九"
QUOTED = "「([^」\n]+)」"
"""A part, heading or criterion by its name, which stays as it is written whatever stands in it."""


def rule_text(text: str) -> str:
    """Return a rule as plain text, with figures for 第三位, 二桁 and 六割."""
    pieces = re.split(f"({QUOTED.replace('(', '(?:')})", text)
    return "".join(piece if at % 2 else _figures(plain_text(piece)) for at, piece in enumerate(pieces))


def _figures(plain: str) -> str:
    return re.sub(f"[{_NUMERALS}](?=[位桁割])", lambda match: str(_NUMERALS.index(match[0]) + 1), plain)


def steps_of(plain: str, between: str) -> list[str]:
    """Return what stands between marks or words, none of which is looked for in a quoted name."""
    return [piece for piece in re.split(f"(?:{between})(?![^「]*」)", plain) if piece]


def found_in(pattern: str, text: str) -> Fraction | None:
    match = re.search(pattern.replace("#", f"({NUMBER})"), text)
    return fraction_of(match[1]) if match else None


def says(words: str, text: str) -> bool:
    """Whether a text matches. Words alone are looked for one by one: to compile a pattern takes longer than that."""
    return bool(re.search(words, text) if set(words) & set("^$[(") else any(one in text for one in words.split("|")))


def part_named(text: str) -> Part | None:
    return next((part for part in Part for word in (part.label, *part.also) if text.removesuffix("点") == word), None)

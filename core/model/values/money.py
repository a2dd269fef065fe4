"""Yen as integers: how they are typed, pasted and shown."""

import re
import unicodedata
from fractions import Fraction

from core.model.machine.faults import Refused
from core.pattern import pattern

LIMIT = 10**15
"""No amount reaches this (a thousand trillion yen): more is a slip of the keyboard."""

_SCALES = {"": 1, "円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}

UNITS = {
    "円": {word: scale for word, scale in _SCALES.items() if word},
    "人": {"人": 1, "千人": 1_000, "万人": 10_000},
}
"""By the unit of a field the units in which a table may give it, and how many of ours each is."""
_NUMBER = pattern(r"([-+△▲−–]?)[\s]*[¥\\]?\s*([0-9][0-9,]*|)(\.[0-9]+)?\s*(億円|百万円|万円|千円|円|)")

_GUARDED = pattern(r"金\s*([0-9,]+\s*(?:千|百万)?円)\s*也?|([¥\\]\s*[0-9,]+)\s*[-ー―−]")
"""A sum between signs that keep others from adding digits."""

_COMPOUND = pattern(
    r"([-△▲−–]?)[¥\\]?(?:([0-9][0-9,]*)億)?(?:([0-9][0-9,]*)万)?(?:([0-9]{1,4})千)?([0-9]{1,4}|[0-9],[0-9]{3}|)円?"
)
"""A number with the words of its powers: 1億2,000万円, 12万3,456円."""
_POWERS = (100_000_000, 10_000, 1_000, 1)


def _compound(plain: str) -> Fraction | None:
    """Return the number of a text with several words of powers, None for any other."""
    match = _COMPOUND.fullmatch(plain.replace(" ", ""))
    if match is None or sum(map(bool, match.groups()[1:])) < 2:
        return None
    parts = [int((digits or "0").replace(",", "")) for digits in match.groups()[1:]]
    if any(part >= 10_000 for part in parts[1:]):
        return None
    number = sum(part * power for part, power in zip(parts, _POWERS, strict=True))
    return Fraction(-number if match[1] else number)


def parse_number(text: str) -> Fraction:
    """Return the number typed as `text`: full-width digits, commas, △ ▲ - for negative, 円 千円 百万円 億円, also
    several of them (1億2,000万円), and sums as they are guarded against further digits: 金1,000円也, ¥1,000-.

    Raises Refused "not_a_number" for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    negative_by_brackets = plain.startswith("(") and plain.endswith(")")
    if negative_by_brackets:
        plain = plain[1:-1]
    if sum_written := _GUARDED.fullmatch(plain):
        plain = next(filter(None, sum_written.groups()))
    match = _NUMBER.fullmatch(plain)
    if match is None and (several := _compound(plain)) is not None:
        return -several if negative_by_brackets else several
    if not match or not (match[2] or match[3]):
        raise Refused("not_a_number", text=text)
    if "," in match[2] and not re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*", match[2]):
        raise Refused("not_a_number", text=text)
    number = Fraction((match[2].replace(",", "") or "0") + (match[3] or "")) * _SCALES[match[4]]
    negative = negative_by_brackets or match[1] in {"-", "△", "▲", "−", "–"}
    return -number if negative else number


def parse_integer(text: str) -> int:
    """Return the whole number typed as `text`; raises Refused "not_a_number" or "not_whole"."""
    number = parse_number(text)
    if number.denominator != 1:
        raise Refused("not_whole", text=text)
    return int(number)


def parse_yen(text: str) -> int:
    """Return the amount typed as `text` in yen, 0 ≤ amount < LIMIT.

    Example: "１，２００千円" → 1200000. Raises Refused "not_a_number", "not_whole", "negative" or "too_large".
    """
    yen = parse_integer(text)
    if yen < 0:
        raise Refused("negative", text=text)
    if yen >= LIMIT:
        raise Refused("too_large", text=text)
    return yen


def show_yen(yen: int | None) -> str:
    """Return `yen` for screen and paper: 1,234 or △1,234; nothing for None."""
    if yen is None:
        return ""
    return f"△{-yen:,}" if yen < 0 else f"{yen:,}"

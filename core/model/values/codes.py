"""全国地方公共団体コード: six digits as text, the sixth a check digit; and the natural order of item numbers."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from core.model.machine.faults import Refused
from core.pattern import pattern

T = TypeVar("T")


def check_digit(five: str) -> str:
    """Return the sixth digit for the first five: weights 6,5,4,3,2; 11 − (sum mod 11), its last digit.

    Source: 全国地方公共団体コード仕様 (総務省). Example: "16211" → "6".
    """
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), five, strict=True))
    return str((11 - total % 11) % 10)


def parse_code(text: str) -> str:
    """Return the six-digit code typed as `text` (full-width digits allowed).

    Raises Refused "code_form", or "check_digit" (with the digit expected).
    """
    code = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[0-9]{6}", code):
        raise Refused("code_form", text=text)
    if code[5] != check_digit(code[:5]):
        raise Refused("check_digit", text=text, expected=check_digit(code[:5]))
    return code


def folded(value: T) -> T | str:
    """Return text with full-width and half-width letters alike, as keys are compared; anything else as it is."""
    if not isinstance(value, str) or value.isascii():
        return value
    return unicodedata.normalize("NFKC", value)


@lru_cache(maxsize=8_192)
def item_key(item: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key by which 2 comes before 10 and 20-2 before 20-10, full-width digits alike."""
    pieces = re.findall(r"\d+|\D+", unicodedata.normalize("NFKC", item))
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


@lru_cache(maxsize=8_192)
def search_key(text: str) -> str:
    """Return `text` folded for searching: width, case and kana alike. Never stored."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in folded)


_PIECES = pattern(r"[0-9]+|[^0-9]+")


@lru_cache(maxsize=16_384)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key for any text: figures in it by size, however long, the rest folded as for searching.

    Example: 帳票2, 帳票9, 帳票１０; what begins with a figure comes first.
    """
    return tuple(
        (0, len(figure := piece.lstrip("0")), figure) if "0" <= piece[0] <= "9" else (1, 0, piece)
        for piece in _PIECES.findall(search_key(text))
    )


@lru_cache(maxsize=16_384)
def leading_number(code: str) -> int:
    """Return the digits with which a number that is text begins, 0 for none; kept, because thousands of rows may be
    numbered one after the other."""
    found = re.match("[0-9]+", code)
    return int(found[0]) if found else 0


def next_number(codes: Iterable[str]) -> str:
    """Return the number after the highest of those in use."""
    return str(max(map(leading_number, codes), default=0) + 1)


_GROUP = 4


def code_of(hash: str) -> str:
    """Return the first letters of a hash as people read them out to each other: 3F2A-91C4-77B0-0D1E (確認コード)."""
    letters = hash[: 4 * _GROUP].upper()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

"""JSON that stands in a ledger, read as somebody may have written it who was not this program."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u(?!00[01])")
"""A letter written by its number, but for control characters: halves of surrogate pairs come in this way only."""


def decoder(object_hook: Callable[[dict[str, Any]], Any] | None = None) -> json.JSONDecoder:
    """Return what reads JSON in which every number is one: NaN, Infinity and 1e999999999 raise ValueError, as numbers
    of more digits than Python reads do."""
    return json.JSONDecoder(object_hook=object_hook, parse_float=_finite, parse_constant=_no_number)


def has_strange_letters(text: str) -> bool:
    """Whether JSON has letters written by their numbers as this program never writes them."""
    return "\\u" in text and _ESCAPED.search(text) is not None


def read_json(text: str) -> Any:
    """Return the value that stands in the ledger as `text`; raises ValueError for whatever cannot be one."""
    if has_strange_letters(text):
        raise ValueError("letters by their numbers")
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _no_number(text: str) -> float:
    raise ValueError(text)


_DECODER = decoder()

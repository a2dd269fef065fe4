"""JSON that stands in a ledger, read as somebody may have written it who was not this program."""

import json
import math
from collections.abc import Callable
from typing import Any


def decoder(object_hook: Callable[[dict[str, Any]], Any] | None = None) -> json.JSONDecoder:
    """Return what reads JSON in which every number is one: NaN, Infinity and 1e999999999 raise ValueError, as numbers
    of more digits than Python reads do."""
    return json.JSONDecoder(object_hook=object_hook, parse_float=_finite, parse_constant=_no_number)


def has_halves(text: str) -> bool:
    """Whether JSON has halves of surrogate pairs, which are no letters: written by their numbers they come in."""
    if "\\ud" not in text and "\\uD" not in text:
        return False
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        # It is no JSON at all, which whoever reads it notices.
        return False
    return False


def read_json(text: str) -> Any:
    """Return the value that stands in the ledger as `text`; raises ValueError for whatever cannot be one."""
    if has_halves(text):
        raise ValueError("halves of letters")
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

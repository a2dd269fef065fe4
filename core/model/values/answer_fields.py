"""What may stand in the fields of an answer file, whoever has written and sealed it; apart from the file itself, whose
fields are told by their types."""

from core.model.machine.kinds import LONGEST
from core.model.values.dates import is_date, is_moment
from core.model.values.money import LIMIT
from core.pattern import pattern

_NUMBERS = range(LIMIT)
_DAYS, _MOMENTS, _HASHES = {"deadline"}, {"issued_at", "answered_at"}, {"history"}
_HASH = pattern("[0-9a-f]{64}")


def is_possible(name: str, value: object) -> bool:
    """Whether a value of the right type can stand in the field: a day that exists, an amount that there is, a text that
    somebody may have written."""
    if isinstance(value, str):
        return _is_possible_text(name, value)
    return type(value) is not int or value in _NUMBERS


def _is_possible_text(name: str, value: str) -> bool:
    if name in _DAYS:
        return is_date(value)
    if name in _MOMENTS:
        return is_moment(value)
    if name in _HASHES:
        return _HASH.fullmatch(value) is not None
    return len(value) <= LONGEST

"""What a fixed sheet keeps beside its PDF: settings, inputs and result as JSON, asked before anybody relies on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from core.model.answers import AnswerState
from core.model.machine.kinds import LONGEST_KEPT, Kept, is_text
from core.model.machine.stored_json import read_json
from core.model.requests import Disposition

_INTEGERS = range(-(2**63), 2**63)
_ROW = {
    **dict.fromkeys(("item", "title", "option", "status"), (str,)),
    "branch": (str, type(None)),
    **dict.fromkeys(("id", "implementers"), (int,)),
    "total": (int, type(None)),
}
_DISPOSITIONS = frozenset(one.value for one in Disposition)
_STATES = frozenset(one.value for one in AnswerState)


@dataclass(frozen=True, slots=True)
class KeptPaper(Kept):
    """A JSON object. NaN and numbers beyond all numbers are none; what names the report of an allocation or of a
    comparison has what is read of them later."""

    nothing: ClassVar[str] = "{}"

    def is_possible(self, value: Any) -> bool:
        if not is_text(value, LONGEST_KEPT):
            return False
        try:
            found = read_json(value)
            return isinstance(found, dict) and _ASKED.get(_report(found), _anything)(found)
        except (ValueError, KeyError, TypeError, AttributeError):
            return False

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return self.nothing


def _report(found: Mapping[str, Any]) -> str:
    name = found.get("report", "")
    return name if isinstance(name, str) else ""


def _anything(_: Mapping[str, Any]) -> bool:
    return True


def _is_allocation(found: Mapping[str, Any]) -> bool:
    members = all(isinstance(one["code"], str) and isinstance(one["name"], str) for one in _list(found["members"]))
    totals = all(_are_yen(one) for one in _object(found["totals"]).values())
    return members and totals and all(map(_is_row, _list(found["rows"])))


def _is_row(row: Any) -> bool:
    return (
        all(_is(row[name], types) for name, types in _ROW.items())
        and row["disposition"] in _DISPOSITIONS
        and _are_yen(row["shares"])
        and set(_object(row["answers"]).values()) <= _STATES
    )


def _is_comparison(found: Mapping[str, Any]) -> bool:
    """Whether it is one, or says why there was none."""
    if "rows" not in found:
        return isinstance(found["refused"], str)
    rows = [*_object(found["rows"]).values(), found["total"]]
    amounts = all(_is(row["cloud"], (int,)) and _is(row["current"], (int, type(None))) for row in rows)
    return amounts and isinstance(found["premises"], dict)


_ASKED = {"allocation": _is_allocation, "comparison": _is_comparison}


def _are_yen(found: Any) -> bool:
    """Whether every value of an object is an amount or none."""
    values = _object(found).values()
    return set(map(type, values)) <= {int, type(None)} and all(one in _INTEGERS for one in values if one is not None)


def _is(value: Any, types: tuple[type, ...]) -> bool:
    return type(value) in types and (type(value) is not int or value in _INTEGERS)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(value)
    return value


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value

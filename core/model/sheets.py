"""確定版: a printed sheet fixed with its inputs, its result and the very PDF that was handed out. What it keeps
beside the PDF is JSON, asked before anybody relies on it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from core.dataclass import dataclass
from core.model.answers import AnswerState
from core.model.machine.kinds import LONGEST_KEPT, Content, Kept, day, declared, is_text, kept, owner, text
from core.model.machine.stored_json import read_json
from core.model.machine.table import Table
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


@dataclass(frozen=True, slots=True)
class FixedSheet:
    """Only its name is ever typed anew. `last_number` is what its last letter bears, "" for what is no letter."""

    id: int
    report: str = text("帳票", given=True)
    name: str = text("名称")
    fixed_on: str = day("確定日", given=True)
    fixed_by: str = text("確定者", "", given=True)
    settings: str = declared(KeptPaper(), "印刷設定", "{}", given=True)
    inputs: str = declared(KeptPaper(), "入力", "{}", given=True)
    result: str = declared(KeptPaper(), "結果", "{}", given=True)
    sha256: str = kept("PDFのハッシュ値")
    last_number: str = text("最後の文書番号", "", given=True)


LETTERS = frozenset({"notice", "questionnaire", "reminder", "gap-inquiry"})
"""Printouts of which is asked later who had which letter: an older program kept them without their last number."""


def letters_in(sheet: FixedSheet) -> list[str] | None:
    """Return for whom each letter of a 確定版 was (the code, "" for what has none), in their order; None where what it
    shows cannot be read."""
    try:
        return [one.get("code", "") for one in _list(read_json(sheet.result).get("sheets", []))]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The stored bytes of the fixed sheet with the same id; read only when they are printed again."""

    id: int = owner("fixed_sheets", "確定版")
    content: bytes = declared(Content(), "PDF", given=True)


TABLES = (
    Table(
        "fixed_sheets",
        FixedSheet,
        "確定版",
        order=("fixed_on",),
        called=lambda _, one: f"確定版「{one.name}」",
        handed_out=False,
    ),
    Table("sheet_files", SheetFile, "確定版のPDF", lazy=True, handed_out=False),
)

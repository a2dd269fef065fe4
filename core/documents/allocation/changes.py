"""前回からの変更: how an allocation table differs from the record of an earlier one."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.calc.allocation.pricing import PriceStatus
from core.documents.paper.document import Emphasis, Row
from core.model.answers import AnswerState
from core.model.requests import Disposition
from core.model.sheets import KeptPaper
from core.model.values.money import show_yen

_VIEWS = {"max": "合計(最大)", "all": "合計(全員実施)", "low": "範囲の最小", "high": "範囲の最大"}


def changes(previous: str, current: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return a row for everything that changed: item, request, what changed, before, now.

    `previous` is the record (JSON text) of the earlier sheet. Requests are recognised by their id, so that a new
    number is a change and not a new request. Raises ValueError when the text is not the record of such a sheet.
    """
    before = _read(previous)
    names = {member["code"]: member["name"] for sheet in (before, current) for member in sheet["members"]}
    return (*_members(before, current), *_items(before, current, names), *_totals(before, current, names))


def _read(text: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(text) if KeptPaper().is_possible(text) else {}
    if record.get("report") != "allocation":
        raise ValueError("not a record of an allocation table")
    return record


def _members(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Row]:
    old, new = ({member["code"]: member["name"] for member in sheet["members"]} for sheet in (before, now))
    for code, name in old.items():
        if code not in new:
            yield Row(("", "", "団体", name, "なし"))
    for code, name in new.items():
        if code not in old:
            yield Row(("", "", "団体", "なし", name))


def _items(before: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    old, new = ({row["id"]: row for row in sheet["rows"]} for sheet in (before, now))
    for id, row in new.items():
        if id not in old:
            yield Row((row["item"], row["title"], "項", "なし", _total(row)))
        elif row != old[id]:
            yield from _item(old[id], row, names)
    for id, row in old.items():
        if id not in new:
            yield Row((row["item"], row["title"], "項", _total(row), "なし"))


def _item(old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the changes of one request; its number and title stand in the first of them only."""
    number, title = new["item"], new["title"]
    for what, before, now in _differences(old, new, names):
        if before != now:
            yield Row((number, title, what, before, now))
            number = title = ""


def _differences(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    yield "項", old["item"], new["item"]
    yield "要望", old["title"], new["title"]
    yield "案", old["option"], new["option"]
    yield "方針", _disposition(old), _disposition(new)
    yield "枝番", old["branch"] or "", new["branch"] or ""
    yield "実施団体数", f"{old['implementers']}団体", f"{new['implementers']}団体"
    yield "総額", _total(old), _total(new)
    for code, name in names.items():
        if code in old["answers"] and code in new["answers"]:
            yield f"{name}の意向", _answer(old, code), _answer(new, code)
            yield f"{name}の負担額", _share(old, code), _share(new, code)


def _totals(before: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    for view, name in _VIEWS.items():
        if view not in before["totals"] or view not in now["totals"]:
            continue
        old, new = before["totals"][view], now["totals"][view]
        for key in ("total", *names, "secretariat"):
            if key in old and key in new and old[key] != new[key]:
                who = {"total": "総額", "secretariat": "事務局(端数)"}.get(key) or names[key]
                yield Row(("", name, who, show_yen(old[key]), show_yen(new[key])), Emphasis.STRONG)


def _total(row: Mapping[str, Any]) -> str:
    return show_yen(row["total"]) or _status(row)


def _share(row: Mapping[str, Any], code: str) -> str:
    return show_yen(row["shares"].get(code)) or _status(row)


def _status(row: Mapping[str, Any]) -> str:
    """Return the word of the status; one that this program does not know as it stands."""
    known = {status.value: status.label for status in PriceStatus}
    return known.get(row["status"], str(row["status"]))


def _disposition(row: Mapping[str, Any]) -> str:
    return Disposition(row["disposition"]).label


def _answer(row: Mapping[str, Any], code: str) -> str:
    return AnswerState(row["answers"][code]).label

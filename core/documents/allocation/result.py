"""The record of an allocation table: the figures and words that it shows, as plain values."""

from typing import Any

from core.calc.allocation.item import ItemResult
from core.calc.allocation.pricing import option_in_force
from core.documents.allocation.view import Shown, Sum
from core.documents.paper.wording import states_of
from core.model.requests import Customization


def result_of(sheet: Shown) -> dict[str, Any]:
    """Return what the sheet shows: members, rows and totals in yen (None: no amount), answers as stored words."""
    members = sheet.allocation.members
    return {
        "report": "allocation",
        "money": sheet.settings.money.value,
        "view": sheet.view.value,
        "members": [{"code": member.code, "name": name} for member, name in zip(members, sheet.names, strict=True)],
        "rows": [_row(sheet, item) for item in sheet.items],
        "totals": {one.view.value: _totals(sheet, one) for one in sheet.sums},
        "incomplete": [
            sheet.book.all(Customization)[item.customization_id].item
            for item in sheet.items
            if item.counted and item.incomplete(sheet.view)
        ],
    }


def _row(sheet: Shown, item: ItemResult) -> dict[str, Any]:
    customization = sheet.book.all(Customization)[item.customization_id]
    outcome, option = sheet.outcome(item), option_in_force(sheet.book, customization)
    members = sheet.allocation.members
    codes = [member.code for member in members]
    states = states_of(sheet.book, customization, members)
    return {
        "id": customization.id,
        "item": customization.item,
        "title": customization.title,
        "option": option.name if option else "",
        "branch": outcome.branch,
        "disposition": customization.disposition.value,
        "status": outcome.status.value,
        "implementers": outcome.implementers,
        "total": outcome.total,
        "shares": dict(zip(codes, outcome.shares, strict=True)),
        "answers": {code: state.value for code, state in zip(codes, states, strict=True)},
    }


def _totals(sheet: Shown, one: Sum) -> dict[str, Any]:
    shares = dict(zip((member.code for member in sheet.allocation.members), one.totals.shares, strict=True))
    return {**shares, "secretariat": one.totals.secretariat, "total": one.totals.total}

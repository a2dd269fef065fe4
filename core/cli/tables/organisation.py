"""体制 for the command show: the bodies in their tree as of a day, with their seats and who holds them."""

from typing import Any

from core.calc.organisation import bodies_on, day_of, sittings
from core.cli.output import print_table, told_day
from core.model.book import Book
from core.model.machine.tree import depth_of
from core.model.organisation import Body, body_name, party_of
from core.model.values.dates import show_date
from core.model.values.partial_dates import show_partial_date


def organisation_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the bodies that are there on the day, in the order of the tree, each with its seats; dates as they are
    stored and as they are shown."""
    day = as_of or day_of(book)
    return {
        **told_day(day),
        "bodies": [_body(book, body, day) for body in bodies_on(book, day)],
    }


def _body(book: Book, body: Body, day: str) -> dict[str, Any]:
    return {
        "id": body.id,
        "name": body.name,
        "short": body.short,
        "number": body.number,
        "above": body_name(book, body.parent_id) or None,
        "depth": depth_of(book, body),
        "kind": body.kind.label,
        "composition": body.composition,
        "set_up_on": body.set_up_on,
        "set_up_on_shown": show_partial_date(body.set_up_on),
        "abolished_on": body.abolished_on,
        "abolished_on_shown": show_partial_date(body.abolished_on),
        "basis": body.basis,
        "duties": body.duties.splitlines(),
        "quorum": body.quorum.label,
        "majority": body.majority.label,
        "in_chart": body.in_chart,
        "note": body.note,
        "seats": [
            {
                "id": one.seat.id,
                "party": party_of(book, one.seat.municipality_id, one.seat.organisation),
                "post": one.seat.post,
                "role": one.seat.role.label,
                "votes": one.seat.votes,
                "engagement": one.seat.engagement.label if one.seat.engagement else None,
                "from_on": one.seat.from_on,
                "from_on_shown": show_partial_date(one.seat.from_on),
                "until_on": one.seat.until_on,
                "until_on_shown": show_partial_date(one.seat.until_on),
                "holder": one.tenure.name if one.tenure else None,
                "holder_from_on": one.tenure.from_on if one.tenure else None,
                "holder_from_on_shown": show_date(one.tenure.from_on) if one.tenure else "",
                "holder_until_on": one.tenure.until_on if one.tenure else None,
                "holder_until_on_shown": show_date(one.tenure.until_on) if one.tenure else "",
                "vacant": one.is_vacant,
            }
            for one in sittings(book, body, day)
        ],
    }


def organisation_text(book: Book, as_of: str | None) -> None:
    """Print the same: a line for each body, indented, and one for each seat."""
    day = as_of or day_of(book)
    rows = []
    for body in bodies_on(book, day):
        indent = "　" * depth_of(book, body)
        name = " ".join(part for part in (body.number, body.name) if part)
        rows.append((f"{indent}{name}", body.kind.label, show_partial_date(body.set_up_on), body.composition))
        for one in sittings(book, body, day):
            party = party_of(book, one.seat.municipality_id, one.seat.organisation)
            holder = one.tenure.name if one.tenure else "(空席)" if one.is_vacant else ""
            rows.append((f"{indent}　・{party}", one.seat.role.label, one.seat.post, holder))
    print_table([f"会議体・席({show_date(day)}現在)", "種別・役", "設置・職名", "構成・氏名"], rows, [False] * 4)

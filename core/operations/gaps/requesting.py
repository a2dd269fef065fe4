"""要望にする: the request that is made of an item keeps the item as its origin, as a link."""

import re
from collections.abc import Iterable, Sequence

from core.calc.gaps.origins import requests_by_gap
from core.model.book import Book
from core.model.gaps import Gap, Proposal
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import describe
from core.model.machine.records import label_of
from core.model.requests import Customization, next_item
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.find import find

_PARTS = ("present", "standard", "proposed")


def make_requests(book: Book, gaps: Sequence[Gap]) -> ChangeSet | Faults:
    """Make a request of each item, with its function, its system and what was written of it. Refused where one of them
    has become a request already. What had no 対応案 is to be customized."""
    known = requests_by_gap(book)
    for gap in gaps:
        if gap.id in known:
            items = "、".join(f"項{book.all(Customization)[id].item}" for id in known[gap.id])
            return Faults.of("", "gap_is_request", number=gap.number, items=items)
    draft, made = Draft(book), []
    for gap in gaps:
        request = draft.insert(
            Customization,
            item=next_item(draft),
            title=gap.function,
            system_id=gap.system_id,
            description=_description(gap),
        )
        draft.insert(Link, source=value_of(gap), target=value_of(request), kind=LinkKind.ORIGIN)
        if gap.proposal is None:
            draft.update(gap, proposal=Proposal.CUSTOMIZE)
        made.append(request)
    if not made:
        return Faults.of("", "no_gap_chosen")
    if len(made) == 1:
        return checked(draft, f"{describe(book, gaps[0])}を要望({describe(draft, made[0])})にする")
    return checked(draft, f"F&G項目{len(made)}件を要望にする")


def _description(gap: Gap) -> str:
    """Return what was written of the item, each part under its heading."""
    parts = [(label_of(Gap, name), getattr(gap, name)) for name in _PARTS]
    return "\n".join(f"【{label}】{text}" for label, text in parts if text)


def set_requests(book: Book, cells: Iterable[tuple[Gap, str]]) -> ChangeSet | Faults:
    """Say of which requests the items are the origin, by 項 (several with 、 between), all or none; blank of none."""
    draft, faults, touched = Draft(book), list[Fault](), list[Gap]()
    links: dict[str, dict[str, Link]] = {}
    for link in book.all(Link).values():
        if link.kind is LinkKind.ORIGIN and link.target.startswith("customizations#"):
            links.setdefault(link.source, {})[link.target] = link
    for at, (gap, text) in enumerate(cells):
        touched.append(gap)
        wanted = []
        for word in filter(None, re.split(r"[、,，;\s]+", text)):
            found = find(book, Customization, word, "request")
            if isinstance(found, Faults):
                faults += [Fault(fault.field, fault.rule, {**fault.facts, "cell": at}) for fault in found]
            else:
                wanted.append(value_of(found))
        had = links.get(value_of(gap), {})
        for target, link in had.items():
            if target not in wanted:
                draft.delete(link)
        for target in dict.fromkeys(wanted):
            if target not in had:
                draft.insert(Link, source=value_of(gap), target=target, kind=LinkKind.ORIGIN)
    if faults:
        return Faults(tuple(faults))
    subject = describe(book, touched[0]) if len(touched) == 1 else f"F&G項目{len(touched)}件"
    return checked(draft, f"{subject}の要望を変更")

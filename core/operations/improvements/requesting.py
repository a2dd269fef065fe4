"""要望にする: the request that is made of an improvement keeps it as its origin, as a link."""

from collections.abc import Sequence

from core.calc.improvements import requests_by_improvement
from core.model.book import Book
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.table import Look
from core.model.operating.improvements import Improvement, Verdict, asked_by
from core.model.requests import Customization, next_item
from core.model.values.money import show_yen
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def make_requests(book: Book, improvements: Sequence[Improvement]) -> ChangeSet | Faults:
    """Make a request of each improvement, with its title, its system and what was written of it; the council's verdict
    says so then. Refused where one of them has become a request already, or was declined."""
    if not improvements:
        return Faults.of("", "no_improvement_chosen")
    known = requests_by_improvement(book)
    for one in improvements:
        if one.id in known:
            items = "、".join(f"項{book.all(Customization)[id].item}" for id in known[one.id])
            return Faults.of("", "improvement_is_request", number=one.number, items=items)
        if one.verdict is Verdict.DECLINED:
            return Faults.of("", "improvement_declined", number=one.number)
    draft, made = Draft(book), []
    for one in improvements:
        request = draft.insert(
            Customization,
            item=next_item(draft),
            title=one.title,
            system_id=one.system_id,
            description=_description(book, one),
        )
        draft.insert(Link, source=value_of(one), target=value_of(request), kind=LinkKind.ORIGIN)
        draft.update(one, verdict=Verdict.REQUESTED)
        made.append(request)
    if len(made) == 1:
        return checked(draft, f"{describe(book, improvements[0])}を要望({describe(draft, made[0])})にする")
    return checked(draft, f"改善要望{len(made)}件を要望にする")


def _description(look: Look, one: Improvement) -> str:
    """Return what was written of the improvement, each part under its heading."""
    answer = "\n".join(filter(None, (one.vendor.label if one.vendor else "", one.answer)))
    estimate = f"{show_yen(one.estimate_yen)}円" if one.estimate_yen is not None else ""
    parts = (
        ("要望した団体", asked_by(look, one)),
        ("内容", one.content),
        ("事業者の回答", answer),
        ("見積", estimate),
    )
    return "\n".join(f"【{label}】{text}" for label, text in parts if text)

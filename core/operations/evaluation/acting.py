"""What is done in a procurement by somebody on a day: freezing the rule, deciding to change it, closing the scores,
opening the prices, telling equals apart. Each act is a row of the ledger with who and when."""

from collections.abc import Sequence

from core.calc.evaluation.frame import frame_of, is_closed, is_frozen, rule_of, version_of
from core.calc.evaluation.technical import groups_of
from core.model.book import Book
from core.model.evaluation import RULE_FIELDS, Act, ActKind, Bidder, Criterion, Procurement, is_sealed
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.records import abouts
from core.model.values.evaluation_rules import RECORDED
from core.operations.editing.adding import insert_row
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def add_procurement(book: Book, name: str, who: str, now: str) -> ChangeSet | Faults:
    """Add a procurement whose prices are sealed until its scores are closed."""
    draft = Draft(book)
    faults, made = insert_row(draft, Procurement, {"name": name})
    if made is None:
        return faults
    _act(draft, made, ActKind.SEAL, who, now)
    return checked(draft, f"{describe(draft, made)}を追加")


def rule_words(procurement: Procurement) -> list[tuple[str, str]]:
    """Return the rule as pairs of what it is about and what it says."""
    described = abouts(Procurement)
    return [(described[name].label, described[name].kind.show(getattr(procurement, name))) for name in RULE_FIELDS]


def freeze(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Let the rule and the criteria stand as they are, with what they say, as the next version."""
    if is_frozen(book, procurement):
        return Faults.of("", "rule_frozen", procurement=procurement.name)
    criteria = book.children(Criterion, procurement.id).values()
    if not criteria:
        return Faults.of("", "nothing_to_freeze", procurement=procurement.name)
    lines = [f"{label}: {text}" for label, text in rule_words(procurement)]
    lines += [f"{one.part.label}「{one.name}」{one.points}点" for one in criteria]
    name = f"第{version_of(book, procurement) + 1}版"
    return _done(book, procurement, ActKind.FREEZE, who, now, name, "\n".join(lines))


def decide_change(book: Book, procurement: Procurement, name: str, who: str, now: str) -> ChangeSet | Faults:
    """Open a frozen rule for changes by a decision that has a name; freezing it again makes the next version."""
    if not is_frozen(book, procurement):
        return Faults.of("", "rule_not_frozen", procurement=procurement.name)
    if not name.strip():
        return Faults.of("name", "decision_without_name")
    return _done(book, procurement, ActKind.DECIDE, who, now, name.strip())


def close_scores(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Take no more scores. What is still blank is said in the act."""
    if is_closed(book, procurement):
        return Faults.of("", "scores_closed", procurement=procurement.name)
    frame = frame_of(book, procurement)
    asked = [one for some in groups_of(frame).values() for one in some]
    blank = sum(not frame.tally.points.get((one.id, bidder.id)) for one in asked for bidder in frame.bidders)
    if asked and frame.bidders and blank == len(asked) * len(frame.bidders):
        return Faults.of("", "nothing_scored", procurement=procurement.name)
    content = f"採点のない項目が{blank}件(評価項目×提案者)あります。" if blank else ""
    return _done(book, procurement, ActKind.CLOSE, who, now, "", content)


def reopen_scores(book: Book, procurement: Procurement, name: str, who: str, now: str) -> ChangeSet | Faults:
    """Take scores again, by a decision that has a name."""
    if not is_closed(book, procurement):
        return Faults.of("", "scores_not_closed", procurement=procurement.name)
    if not name.strip():
        return Faults.of("name", "decision_without_name")
    return _done(book, procurement, ActKind.REOPEN, who, now, name.strip())


def seal_prices(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Let nobody see the prices until they are opened."""
    if is_sealed(book, procurement):
        return Faults.of("", "price_sealed")
    return _done(book, procurement, ActKind.SEAL, who, now)


def open_prices(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Open the prices, once the technical scores are closed."""
    if not is_sealed(book, procurement):
        return Faults.of("", "price_not_sealed", procurement=procurement.name)
    if not is_closed(book, procurement):
        return Faults.of("", "close_before_opening", procurement=procurement.name)
    return _done(book, procurement, ActKind.OPEN, who, now)


def record_draw(
    book: Book, procurement: Procurement, order: Sequence[Bidder], how: str, who: str, now: str
) -> ChangeSet | Faults:
    """Record who came first when equals were told apart by `how` (くじ, 協議…), in the presence of `who`."""
    if len(order) < 2 or len({one.id for one in order}) < len(order):
        return Faults.of("", "draw_of_two")
    if not how.strip() or not who.strip():
        return Faults.of("", "draw_without_witness")
    if not any(tie.what in RECORDED for tie in rule_of(procurement).ties.steps):
        return Faults.of("", "draw_not_in_rule", procurement=procurement.name)
    draft = Draft(book)
    for place, one in enumerate(order, start=1):
        draft.update(one, draw=place)
    content = "、".join(f"{place}. {one.name}" for place, one in enumerate(order, start=1))
    _act(draft, procurement, ActKind.LOT, who.strip(), now, how.strip(), content)
    return checked(draft, f"{describe(book, procurement)}の{ActKind.LOT.label}({how.strip()})")


def _done(
    book: Book, procurement: Procurement, kind: ActKind, who: str, now: str, name: str = "", content: str = ""
) -> ChangeSet | Faults:
    draft = Draft(book)
    _act(draft, procurement, kind, who, now, name, content)
    named = f"「{name}」" if name else ""
    return checked(draft, f"{describe(book, procurement)}: {kind.label}{named}")


def _act(
    draft: Draft, procurement: Procurement, kind: ActKind, who: str, now: str, name: str = "", content: str = ""
) -> None:
    values = {"kind": kind, "name": name, "acted_at": now, "acted_by": who, "content": content}
    draft.insert(Act, procurement_id=procurement.id, **values)

"""What is done in a procurement by somebody on a day: freezing the rule, deciding to change it, closing the scores,
opening the prices, telling equals apart. Each act is a row of the ledger with who and when."""

from collections.abc import Sequence

from core.calc.evaluation.asked import is_recorded
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import (
    Frame,
    frame_of,
    is_closed,
    is_first_closed,
    is_frozen,
    is_passed,
    rule_of,
    version_of,
)
from core.model.book import Book
from core.model.evaluation import Act, ActKind, Bidder, Criterion, FirstStage, Procurement, Stage, is_sealed
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.records import abouts
from core.model.values.evaluation_rules import RECORDED, Part
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
    return [
        (described[name].label, described[name].kind.show(getattr(procurement, name)))
        for name in procurement.rule_fields
    ]


def freeze(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Let the rule and the criteria stand as they are, with what they say, as the next version."""
    if is_frozen(book, procurement):
        return Faults.of("", "rule_frozen", procurement=procurement.name)
    criteria = book.children(Criterion, procurement.id).values()
    if not criteria:
        return Faults.of("", "nothing_to_freeze", procurement=procurement.name)
    if procurement.is_staged:
        for stage in Stage:
            if not any(one.stage is stage for one in criteria):
                return Faults.of("", "stage_without_criteria", procurement=procurement.name, stage=stage.label)
    lines = [f"{label}: {text}" for label, text in rule_words(procurement)]
    lines += [
        f"{f'{one.stage.label} ' if procurement.is_staged else ''}{one.part.label}「{one.name}」{one.points}点"
        for one in criteria
    ]
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
    if frame.is_staged and not is_recorded(evaluate(frame)):
        return Faults.of("", "first_stage_open", procurement=procurement.name)
    return _closed(book, frame, ActKind.CLOSE, tuple(Stage) if not frame.is_staged else (Stage.SECOND,), who, now)


def close_first_stage(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Take no more scores of the first of two stages. What is still blank is said in the act."""
    if not procurement.is_staged:
        return Faults.of("", "one_stage_only", procurement=procurement.name)
    if is_first_closed(book, procurement) or is_closed(book, procurement):
        return Faults.of("", "first_stage_closed", procurement=procurement.name)
    return _closed(book, frame_of(book, procurement), ActKind.CLOSE_FIRST, (Stage.FIRST,), who, now)


def _closed(
    book: Book, frame: Frame, kind: ActKind, stages: tuple[Stage, ...], who: str, now: str
) -> ChangeSet | Faults:
    """Close what is scored in some stages, unless nothing is."""
    # What is added for other reasons is no question: without it nothing is missing.
    scored = [one for one in frame.scored_criteria if one.part is not Part.BONUS]
    asked = [one for one in scored if not frame.is_staged or one.stage in stages]
    bidders = frame.bidders
    if frame.is_staged and Stage.SECOND in stages:
        bidders = tuple(one for one in bidders if one.first_stage is FirstStage.PASSED)
    blank = sum(not frame.tally.points.get((one.id, bidder.id)) for one in asked for bidder in bidders)
    if asked and bidders and blank == len(asked) * len(bidders):
        return Faults.of("", "nothing_scored", procurement=frame.procurement.name)
    content = f"採点のない項目が{blank}件(評価項目×提案者)あります。" if blank else ""
    return _done(book, frame.procurement, kind, who, now, "", content)


def decide_first_stage(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Record of every bidder that is not disqualified whether it goes on to the second stage, as scores and rule say;
    what has been recorded by hand holds. From then on who is disqualified leaves its place empty."""
    if not procurement.is_staged:
        return Faults.of("", "one_stage_only", procurement=procurement.name)
    if not is_first_closed(book, procurement):
        return Faults.of("", "close_before_passing", procurement=procurement.name)
    if is_passed(book, procurement):
        return Faults.of("", "first_stage_decided", procurement=procurement.name)
    made = evaluate(frame_of(book, procurement))
    inside = [one for one in made.results if one.is_in]
    waiting = [one for one in inside if made.reach[one.bidder.id] is None]
    if waiting:
        faults = dict.fromkeys(one.missing[0].rule for one in waiting if one.missing)
        return Faults(tuple(next(f for one in waiting for f in one.missing if f.rule == rule) for rule in faults))
    draft = Draft(book)
    content = []
    for word in FirstStage:
        some = [one.bidder for one in inside if made.reach[one.bidder.id] is word]
        content.append(f"{word.label}: {'、'.join(one.name for one in some) or 'なし'}")
        for one in some:
            draft.update(book.all(Bidder)[one.id], first_stage=word)
    _act(draft, procurement, ActKind.PASS, who, now, made.frame.rule.passing.text, "\n".join(content))
    return checked(draft, f"{describe(book, procurement)}: {ActKind.PASS.label}")


def reopen_scores(book: Book, procurement: Procurement, name: str, who: str, now: str) -> ChangeSet | Faults:
    """Take scores again of what was closed last, by a decision that has a name. Where that is the first of two stages,
    nobody has passed it any more."""
    whole, first = is_closed(book, procurement), is_first_closed(book, procurement)
    if not whole and not first:
        return Faults.of("", "scores_not_closed", procurement=procurement.name)
    if not name.strip():
        return Faults.of("name", "decision_without_name")
    draft = Draft(book)
    if not whole and is_passed(book, procurement):
        for one in book.children(Bidder, procurement.id).values():
            draft.update(one, first_stage=None)
    _act(draft, procurement, ActKind.REOPEN, who, now, name.strip())
    return checked(draft, f"{describe(book, procurement)}: {ActKind.REOPEN.label}「{name.strip()}」")


def seal_prices(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Let nobody see the prices until they are opened."""
    if is_sealed(book, procurement):
        return Faults.of("", "price_sealed")
    return _done(book, procurement, ActKind.SEAL, who, now)


def open_prices(book: Book, procurement: Procurement, who: str, now: str) -> ChangeSet | Faults:
    """Open the prices, once the technical scores are closed."""
    if not is_sealed(book, procurement):
        return Faults.of("", "price_not_sealed", procurement=procurement.name)
    if not may_open(book, procurement):
        return Faults.of("", "close_before_opening", procurement=procurement.name)
    return _done(book, procurement, ActKind.OPEN, who, now)


def may_open(book: Book, procurement: Procurement) -> bool:
    """Whether the scores are closed before which nobody may see a price: all of them, or where prices count in the
    first of two stages those of the first."""
    if is_closed(book, procurement):
        return True
    criteria = book.children(Criterion, procurement.id).values()
    early = any(one.part is Part.PRICE and one.stage is Stage.FIRST for one in criteria)
    return procurement.is_staged and early and is_first_closed(book, procurement)


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

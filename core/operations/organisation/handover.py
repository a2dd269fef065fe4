"""人事異動: on one day people leave their seats and others follow; every seat that is not spoken of stays as it is."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.calc.organisation import bodies_on, holder_on, is_there
from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import describe
from core.model.machine.table import Look
from core.model.organisation import Seat, Tenure
from core.model.values.codes import search_key
from core.model.values.dates import show_date
from core.model.values.words import Word, spellings
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft


class Move(Word):
    """What becomes of a seat on the day."""

    STAYS = "stays", "留任", "継続"
    FOLLOWED = "followed", "交代"
    LEFT = "left", "退任(後任未定)", "退任"
    JOINED = "joined", "就任"
    VACANT = "vacant", "空席"
    UNNAMED = "unnamed", "氏名の登録なし"


TYPED = (Move.STAYS, Move.LEFT)
"""What may be typed; the others follow from the names."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat with who holds it on the day before and on the day; the id is that of the seat."""

    seat: Seat
    before: Tenure | None
    after: Tenure | None

    @property
    def id(self) -> int:
        return self.seat.id

    def move(self, look: Look) -> Move:
        """Return what becomes of the seat."""
        if self.before is None and self.after is None:
            return Move.VACANT if look.children(Tenure, self.seat.id) else Move.UNNAMED
        if self.after is None:
            return Move.LEFT
        if self.before is None:
            return Move.JOINED
        return Move.STAYS if self.before.id == self.after.id else Move.FOLLOWED


def day_before(day: str) -> str:
    """Return the day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def places(look: Look, day: str) -> list[Place]:
    """Return the seats that are there on the day, body by body, with who holds them before and then."""
    found = []
    for body in bodies_on(look, day):
        seats = [one for one in look.children(Seat, body.id).values() if is_there(day, one.from_on, one.until_on)]
        for seat in sorted(seats, key=lambda one: (one.position, one.id)):
            found.append(Place(seat, holder_on(look, seat, day_before(day)), holder_on(look, seat, day)))
    return found


Wish = tuple[Seat, str, str]
"""A seat, "name" or "move", and what was typed there: the follower's name, or what becomes of the holder."""


def hand_over(book: Book, day: str, wishes: Sequence[Wish]) -> ChangeSet | Faults:
    """Let people leave and follow on `day` as one action: all wishes or none. A fault's fact `cell` is the place of the
    wish."""
    draft, faults, made = Draft(book), [], dict[int, int]()
    for at, (seat, column, text) in enumerate(wishes):
        fault = _named(draft, seat, day, text.strip()) if column == "name" else _moved(draft, seat, day, text.strip())
        if fault is not None:
            faults.append(Fault(column, fault.rule, {**fault.facts, "cell": at}))
        made[seat.id] = at
    if not faults:
        for record, fault in check(draft):
            at = made.get(getattr(record, "seat_id", 0), 0)
            faults.append(Fault("name", fault.rule, {**fault.facts, "cell": at}))
    if faults:
        return Faults(tuple(faults))
    if len(made) == 1:
        return draft.finish(f"{describe(book, wishes[0][0])}の人事異動({show_date(day)})")
    return draft.finish(f"人事異動({show_date(day)}、{len(made):,}席)")


def _named(draft: Draft, seat: Seat, day: str, name: str) -> Fault | None:
    """Let somebody follow; without a name whoever would have begun that day does not."""
    after = holder_on(draft, seat, day)
    began_here = after is not None and after.from_on == day
    if not name:
        if after is not None and began_here:
            draft.delete(after)
        return None
    if after is not None and began_here:
        draft.update(after, name=name)
        return None
    fault = _end(draft, seat, day)
    if fault is None:
        draft.insert(Tenure, seat_id=seat.id, name=name, from_on=day)
    return fault


def _moved(draft: Draft, seat: Seat, day: str, text: str) -> Fault | None:
    words = spellings(Move).get(search_key(text).strip(), ())
    if len(words) != 1 or words[0] not in TYPED:
        return Fault("move", "handover_word", {"text": text, "choices": "・".join(word.label for word in TYPED)})
    after = holder_on(draft, seat, day)
    if after is not None and after.from_on == day:
        draft.delete(after)
    if words[0] is Move.LEFT:
        return _end(draft, seat, day)
    before = holder_on(draft, seat, day_before(day))
    if before is not None and before.until_on == day_before(day):
        draft.update(before, until_on=None)
    return None


def _end(draft: Draft, seat: Seat, day: str) -> Fault | None:
    """Let whoever holds the seat on the day leave it the day before."""
    holder = holder_on(draft, seat, day)
    if holder is None:
        return None
    if holder.from_on is not None and holder.from_on >= day:
        facts = {"seat": describe(draft, seat), "name": holder.name, "began": show_date(holder.from_on)}
        return Fault("name", "handover_started", facts)
    draft.update(holder, until_on=day_before(day))
    return None


def name_holder(book: Book, day: str, wishes: Sequence[tuple[Seat, str]]) -> ChangeSet | Faults:
    """Write who holds seats on a day, as in a roster: a name that is there is corrected, a seat that nobody held gets
    its holder without a day of beginning, one that was held before gets the new one from that day. A blank takes away
    whoever is there."""
    draft = Draft(book)
    put_names(draft, day, wishes)
    faults = [Fault("name", fault.rule, {**fault.facts, "cell": _at(wishes, record)}) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    if len(wishes) == 1:
        return draft.finish(f"{describe(book, wishes[0][0])}の氏名を変更")
    return draft.finish(f"氏名を変更({len(wishes):,}席)")


def put_names(draft: Draft, day: str, wishes: Sequence[tuple[Seat, str]]) -> None:
    """Write the names into a draft, as name_holder does; whether they may stand there is still to be asked."""
    for seat, text in wishes:
        name, holder = text.strip(), holder_on(draft, seat, day)
        if holder is not None and name:
            draft.update(holder, name=name)
        elif holder is not None:
            draft.delete(holder)
        elif name:
            known = bool(draft.children(Tenure, seat.id))
            draft.insert(Tenure, seat_id=seat.id, name=name, from_on=day if known and day else None)


def _at(wishes: Sequence[tuple[Seat, str]], record: object) -> int:
    return next((at for at, (seat, _) in enumerate(wishes) if seat.id == getattr(record, "seat_id", 0)), 0)

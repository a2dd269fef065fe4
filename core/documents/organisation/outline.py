"""What the 組織図 says of each body, before it is drawn: its name, who belongs to it, what it does, and what stands
under it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.calc.organisation import bodies_on, sittings
from core.dataclass import dataclass
from core.model.machine.table import Look
from core.model.organisation import Body, BodyKind, SeatRole, party_of
from core.model.values.partial_dates import short_partial_date

MEMBERS = "【構成団体】"
DUTIES = "【主な所掌業務】"
_MINOR = {BodyKind.GROUP, BodyKind.SUBCOMMITTEE, BodyKind.WORKING_GROUP, BodyKind.SECRETARIAT}
"""Of these the duties are dotted, not numbered, under no heading."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A body of the chart: `lines` are texts one below the other, `aside` what stands beside the line that leads down
    from it, `below` what stands at its end."""

    body: Body
    title: str
    lines: tuple[str, ...]
    aside: tuple["Outline", ...] = ()
    below: tuple["Outline", ...] = ()


def outlines(look: Look, day: str) -> tuple[Outline, ...]:
    """Return the bodies at the top of the chart on a day, with all below. A body whose upper one is not in the chart
    stands at the top."""
    shown = [body for body in bodies_on(look, day) if body.in_chart]
    here = {body.id for body in shown}
    under: dict[int | None, list[Body]] = {}
    for body in shown:
        under.setdefault(body.parent_id if body.parent_id in here else None, []).append(body)
    return tuple(_outline(look, body, under, day) for body in under.get(None, ()))


def _outline(look: Look, body: Body, under: dict[int | None, list[Body]], day: str) -> Outline:
    inner = [_outline(look, one, under, day) for one in under.get(body.id, ())]
    aside = tuple(one for one in inner if _is_aside(one))
    below = tuple(one for one in inner if not _is_aside(one))
    title = " ".join(part for part in (body.number, body.short or body.name) if part)
    lines = tuple(_lines(look, body, day))
    return Outline(body, title, lines, aside, below)


def _is_aside(one: Outline) -> bool:
    return one.body.kind.is_aside and not one.below and not one.aside


def _lines(look: Look, body: Body, day: str) -> Iterator[str]:
    set_up = f"{short_partial_date(body.set_up_on)}設置" if body.set_up_on else ""
    about = "　".join(part for part in (set_up, body.composition) if part)
    if about:
        yield about
    yield from _members(look, body, day)
    duties = [line.strip() for line in body.duties.splitlines() if line.strip()]
    if not duties:
        return
    if body.kind in _MINOR:
        yield from (f"・{line}" for line in duties)
    else:
        yield DUTIES
        yield from (f"{at} {line}" for at, line in enumerate(duties, start=1))


def _members(look: Look, body: Body, day: str) -> Iterator[str]:
    """Yield who belongs to a body; of a subcommittee only who leads it: the others would fill the chart."""
    there = sittings(look, body, day)
    if body.kind is BodyKind.SUBCOMMITTEE:
        for one in there:
            if one.seat.role in {SeatRole.LEADER, SeatRole.CHAIR}:
                who = party_of(look, one.seat.municipality_id, one.seat.organisation)
                name = one.tenure.name if one.tenure else "(空席)" if one.is_vacant else ""
                yield " ".join(part for part in (one.seat.role.label, who, name) if part)
        return
    parties = [party_of(look, one.seat.municipality_id, one.seat.organisation) for one in there]
    names = joined(list(dict.fromkeys(filter(None, parties))))
    if names:
        yield names if body.kind is BodyKind.SECRETARIAT else f"{MEMBERS}{names}"


def joined(parties: Sequence[str]) -> str:
    """Return the parties one after the other; of neighbours in one office its name is written once: 富山県経営管理部
    情報政策課、市町村支援課."""
    told, before = [], ""
    for party in parties:
        office, _, part = party.partition(" ")
        told.append(part if part and office == before else party)
        before = office if part else ""
    return "、".join(told)


def flattened(tops: Sequence[Outline], depth: int = 0) -> Iterator[tuple[int, Outline]]:
    """Yield every body with its depth, in the order of reading: what stands aside comes before what stands below."""
    for one in tops:
        yield depth, one
        yield from flattened((*one.aside, *one.below), depth + 1)


def words_of(tops: Sequence[Outline]) -> str:
    """Return the chart as text, indented, for those who do not see it."""
    return "\n".join("　" * depth + "　".join((one.title, *one.lines)) for depth, one in flattened(tops))


def without_lines(one: Outline) -> Outline:
    """Return the outline with nothing but names."""
    return replace(
        one, lines=(), aside=tuple(map(without_lines, one.aside)), below=tuple(map(without_lines, one.below))
    )

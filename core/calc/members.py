"""Who is a member on the consortium's base date, and with what population and weights."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from core.calc.fixed_amounts import fixed_of
from core.dataclass import dataclass
from core.model.council import WHOLE_SHARE, Municipality, Population, Weight, consortium_of
from core.model.machine.table import Look
from core.model.values.rules import Remainder


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality as the arithmetic sees it; `population` is None where none is in force.

    `equal` is its own share of 均等割 in percent, `fixed` by table the amounts that it pays first (None: no row fits),
    `group` the name of those with whom it has a subtotal.
    """

    id: int
    code: str
    name: str
    label: str
    position: int
    population: int | None
    weights: Mapping[str, int]
    equal: int = WHOLE_SHARE
    fixed: Mapping[str, int | None] = field(default_factory=dict)
    group: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether it is a payer that is no member of the consortium and takes part in the equal split only."""
        return self.id < 0


def members_of(book: Look) -> tuple[Member, ...]:
    """Return the members on consortium.base_date in the order of (position, code).

    A municipality is a member from joined_on until the day before left_on; an empty base date takes everybody.
    """
    day = consortium_of(book).base_date
    present = (one for one in book.all(Municipality).values() if is_member(one, day))
    return tuple(member_of(book, one) for one in sorted(present, key=lambda one: (one.position, one.code)))


def is_member(municipality: Municipality, day: str) -> bool:
    """Whether the municipality belongs to the consortium on `day` (ISO; empty: always)."""
    if not day:
        return True
    joined = not municipality.joined_on or municipality.joined_on <= day
    return joined and (not municipality.left_on or municipality.left_on > day)


def joins_later(municipality: Municipality, day: str) -> bool:
    """Whether the municipality is going to join after `day`."""
    return bool(day and municipality.joined_on and municipality.joined_on > day)


def population_in_force(book: Look, municipality_id: int, date: str | None = None) -> Population | None:
    """Return the population by which amounts are split.

    That of `date`, or else of consortium.population_date, exactly, if one is set; else the newest one not after the
    base date.
    """
    exact, day = date or consortium_of(book).population_date, consortium_of(book).base_date
    known = book.children(Population, municipality_id).values()
    if exact:
        return next((one for one in known if one.reference_date == exact), None)
    usable = (one for one in known if not day or one.reference_date <= day)
    return max(usable, key=lambda one: one.reference_date, default=None)


def representative_of(book: Look, members: Sequence[Member]) -> str | None:
    """Return the code of the 代表団体, or where it is another who bears the difference of 四捨五入, of that one; None
    when none is chosen or it is not among `members`."""
    consortium = consortium_of(book)
    chosen = consortium.representative_id
    if consortium.remainder is Remainder.NEAREST and consortium.difference_id is not None:
        chosen = consortium.difference_id
    return next((member.code for member in members if member.id == chosen), None)


def member_of(book: Look, one: Municipality, population_date: str | None = None) -> Member:
    """Return the municipality with its weights, and its population of `population_date` or the one in force."""
    found = population_in_force(book, one.id, population_date)
    population = None if found is None else found.population
    return Member(
        id=one.id,
        code=one.code,
        name=one.name,
        label=one.label,
        position=one.position,
        population=population,
        weights={weight.name: weight.value for weight in book.children(Weight, one.id).values()},
        equal=one.equal_percent,
        fixed=fixed_of(book, one, population),
        group=one.group_name,
    )

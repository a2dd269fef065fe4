"""Lines by section: how available one is with its spare lines, and what follows for the way from end to end.

Exact: percentages are fractions, rounded where they are shown only.
"""

from fractions import Fraction
from math import prod

from core.dataclass import dataclass
from core.model.foundation.lines import Line, Role, Route, ends_of
from core.model.machine.naming import in_order
from core.model.machine.table import Look

ALONE = "副回線がありません。主回線だけの稼働率です。"
NOT_SEPARATE = "副回線が主回線と同一経路のため、二重化した稼働率は計算しません。同時に切れるおそれがあります。"
SAME_PROVIDER = (
    "主回線と副回線の事業者が同じため、二重化した稼働率は計算しません。事業者の障害で同時に切れるおそれがあります。"
)
ROUTE_UNKNOWN = "副回線の経路が未確認のため、二重化した稼働率は計算しません。"
NO_RATE = "稼働率の分からない回線があるため、計算しません。"
NO_MAIN = "主回線がありません。"
SEVERAL_MAIN = "主回線が2本以上あるため、計算しません。1本を主、ほかを副にしてください。"
LINE_TERMS = (
    "二重化した稼働率は、1−(1−主の稼働率)×(1−副の稼働率)です。"
    "副回線がすべて異経路で、事業者も異なり、互いに独立に止まるとみなせるときだけ計算します。"
    "区間が直列に続くときは稼働率を掛け合わせます。切替にかかる時間は含みません。"
)


@dataclass(frozen=True, slots=True)
class Section:
    """All lines between two ends; `rate` is None where nothing can be said, and `note` says why, or what is meant."""

    from_end: str
    to_end: str
    lines: tuple[Line, ...]
    rate: Fraction | None
    note: str

    @property
    def is_double(self) -> bool:
        """Whether there is a spare line that is known to go another way."""
        spares = [one for one in self.lines if one.role is Role.SPARE]
        return bool(spares) and all(one.route is Route.SEPARATE for one in spares)

    @property
    def monthly_yen(self) -> int | None:
        """What all lines cost in a month; None where one's cost is not known."""
        costs = [one.monthly_yen for one in self.lines]
        known = [yen for yen in costs if yen is not None]
        return sum(known) if len(known) == len(costs) else None

    @property
    def is_told_by_spares(self) -> bool:
        """Whether the rate is that of main and spare lines together."""
        return self.rate is not None and self.note == ""


def sections_of(look: Look) -> list[Section]:
    """Return the sections in the order of their first lines, the main line of each first."""
    found: dict[tuple[str, str], list[Line]] = {}
    for one in in_order(look, look.all(Line).values()):
        found.setdefault(ends_of(look, one), []).append(one)
    return [_section(*ends, sorted(lines, key=lambda one: one.role is Role.SPARE)) for ends, lines in found.items()]


def _section(from_end: str, to_end: str, lines: list[Line]) -> Section:
    rate, note = availability(lines)
    return Section(from_end, to_end, tuple(lines), rate, note)


def availability(lines: list[Line]) -> tuple[Fraction | None, str]:
    """Return how available lines beside each other are, and what has to be said of it: that of the main line alone
    where the spare ones are not known to be independent, None where a rate is missing."""
    mains = [one for one in lines if one.role is Role.MAIN]
    spares = [one for one in lines if one.role is Role.SPARE]
    if len(mains) != 1:
        return None, SEVERAL_MAIN if mains else NO_MAIN
    main = rate_of(mains[0])
    if not spares:
        return main, ALONE if main is not None else NO_RATE
    for route, note in ((Route.SHARED, NOT_SEPARATE), (None, ROUTE_UNKNOWN)):
        if any(one.route is route for one in spares):
            return main, note
    providers = [one.provider for one in lines if one.provider]
    if len(set(providers)) < len(providers):
        return main, SAME_PROVIDER
    rates = [rate_of(one) for one in spares]
    known = [rate for rate in (main, *rates) if rate is not None]
    if len(known) <= len(rates):
        return None, NO_RATE
    return 1 - prod((1 - rate for rate in known), start=Fraction(1)), ""


def rate_of(line: Line) -> Fraction | None:
    """Return the availability of one line as a fraction of 1."""
    return Fraction(line.availability) / 100 if line.availability is not None else None


def show_rate(rate: Fraction | None) -> str:
    """Return 99.9999%, cut off after the fourth decimal so that nothing is called better than it is; - for None."""
    if rate is None:
        return "－"
    units = int(rate * 1_000_000)
    text = f"{units // 10_000}.{units % 10_000:04}".rstrip("0").rstrip(".")
    return f"{text}%"


@dataclass(frozen=True, slots=True)
class Way:
    """Sections one after the other, from an end at which no line arrives to one from which none goes on."""

    sections: tuple[Section, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """The places on the way."""
        return (self.sections[0].from_end, *(one.to_end for one in self.sections))

    @property
    def rate(self) -> Fraction | None:
        """The product of the sections; None where that of one is not known."""
        rates = [one.rate for one in self.sections if one.rate is not None]
        return prod(rates, start=Fraction(1)) if len(rates) == len(self.sections) else None


def ways_of(sections: list[Section]) -> list[Way]:
    """Return the ways that have more than one section. A way that forks is each of its branches; a circle is none."""
    arriving = {one.to_end for one in sections}
    waiting: list[tuple[Section, ...]] = [(one,) for one in sections if one.from_end not in arriving]
    found: list[Way] = []
    while waiting and len(found) < _MOST_WAYS:
        way = waiting.pop(0)
        seen = {way[0].from_end, *(one.to_end for one in way)}
        onward = [one for one in sections if one.from_end == way[-1].to_end and one.to_end not in seen]
        waiting += [(*way, one) for one in onward]
        if not onward and len(way) > 1:
            found.append(Way(way))
    return found


_MOST_WAYS = 200
"""More are not told: a network with so many forks is drawn wrongly."""

"""Who a member is in what was kept: a municipality whose code was changed is no other member.

What was kept bears the code of its day and never changes. Today's record of a municipality tells its former codes, and
by these the codes of two days are those of one member.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from core.model.council import Municipality, former_codes_of
from core.model.machine.table import Look
from core.model.values.charge_premises import ChargePremises, ChargeResult

CodeOf = Callable[[str], str]
"""By a code of any day the one of another day."""


def codes_today(look: Look) -> dict[str, str]:
    """Return by its former code the code that a municipality has today. A code that is another's today, or that two
    municipalities had, tells nobody."""
    rows = look.all(Municipality).values()
    if not any(one.former_codes for one in rows):
        return {}
    found: dict[str, str] = {}
    taken = {one.code for one in rows}
    for one in rows:
        for code in former_codes_of(one):
            if code in found:
                taken.add(code)
            found[code] = one.code
    return {code: today for code, today in found.items() if code not in taken}


def today_of(look: Look) -> CodeOf:
    """Return what gives the code that the bearer of a code has today; its own where nothing else is known."""
    known = codes_today(look)
    return lambda code: known.get(code, code)


def known_in(look: Look, there: Iterable[str]) -> CodeOf:
    """Return what gives the code under which the bearer of a code stands among those `there`; that of today where it is
    not among them."""
    known = codes_today(look)
    if not known:
        return str
    codes = set(there)
    by_today = {known.get(code, code): code for code in sorted(codes)} | {code: code for code in codes}

    def code_of(code: str) -> str:
        today = known.get(code, code)
        return code if code in codes else by_today.get(today, today)

    return code_of


def renamings(look: Look, first: Collection[str], second: Collection[str]) -> dict[str, str]:
    """Return by the code of a member in the first charges its code in the second, of those whose code was changed. Who
    would be one with another member of either is left alone: two that became one left, and one joined."""
    known = codes_today(look)
    if not known:
        return {}
    one, other = (_by_today(known, side) for side in (first, second))
    both = ((codes[0], other[today][0]) for today, codes in one.items() if len(codes) == len(other.get(today, ())) == 1)
    return {code: later for code, later in both if code != later}


def _by_today(known: Mapping[str, str], codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(known.get(code, code), []).append(code)
    return found


def recoded(premises: ChargePremises, codes: Mapping[str, str]) -> ChargePremises:
    """Return premises with other codes for the same members."""

    def of(code: str) -> str:
        return codes.get(code, code)

    return replace(
        premises,
        representative=of(premises.representative),
        items=tuple(replace(one, bearer=of(one.bearer)) for one in premises.items),
        payers=tuple(replace(one, code=of(one.code)) for one in premises.payers),
        taking={system: tuple(map(of, taking)) for system, taking in premises.taking.items()},
        adjusted={of(code): yen for code, yen in premises.adjusted.items()},
    )


def recoded_result(result: ChargeResult, codes: Mapping[str, str]) -> ChargeResult:
    """Return a result with other codes for the same members."""
    return replace(result, shares={codes.get(code, code): yen for code, yen in result.shares.items()})

"""最低削減保障: the caps in yen, and whether they can be kept together."""

from core.calc.comparison.controlled_rounding import unfilled
from core.calc.comparison.premises import Impossible, Premises
from core.model.machine.faults import Fault
from core.model.scenarios import PenaltyMode
from core.model.values.dates import show_fiscal_year


def caps_of(premises: Premises) -> dict[str, int] | None:
    """Return what each member's share may not exceed, below one yen cut off; None without a guarantee.

    Inside the guarantee the penalty counts towards what a member pays: its share has to leave room for it, and the
    cap is below zero where the penalty alone is too much. A member without a known present cost has no place here.
    """
    if premises.guarantee_tenths is None:
        return None
    return {payer.code: _cap(premises, payer.code, premises.guarantee_tenths) for payer in premises.payers}


def why_impossible(premises: Premises) -> Impossible | None:
    """Return why the guarantee cannot be kept, None when it can: each cap and all together must carry the fee."""
    tenths = premises.guarantee_tenths
    if tenths is None:
        return None
    unknown = [payer.name for payer in premises.payers if premises.current[payer.code] is None]
    if unknown:
        return Impossible(Fault("guarantee_percent", "current_cost_unknown", {"names": "、".join(unknown)}))
    short = _short(premises, tenths)
    possible = _possible(premises, tenths) if short else None
    if not short:
        return _impossible_by_year(premises, tenths)
    percent, yen = show_tenths(tenths), f"{short:,}"
    if possible is None:
        fault = Fault("guarantee_percent", "guarantee_never", {"percent": percent, "short": yen})
        return Impossible(fault, short)
    facts = {"percent": percent, "short": yen, "possible": show_tenths(possible)}
    return Impossible(Fault("guarantee_percent", "guarantee_impossible", facts), short, possible)


def _impossible_by_year(premises: Premises, tenths: int) -> Impossible | None:
    """Return in which years those who are there cannot carry the bill, although all together could over the term."""
    missing = _short_by_year(premises, tenths)
    if not any(missing):
        return None
    years = zip(premises.term.fiscal_years, missing, strict=True)
    listed = "、".join(f"{show_fiscal_year(year)} {yen:,}円" for year, yen in years if yen)
    possible = _possible(premises, tenths)
    percent = show_tenths(tenths)
    if possible is None:
        never = Fault("guarantee_percent", "guarantee_by_year_never", {"percent": percent, "years": listed})
        return Impossible(never, sum(missing))
    facts = {"percent": percent, "years": listed, "possible": show_tenths(possible)}
    return Impossible(Fault("guarantee_percent", "guarantee_by_year", facts), sum(missing), possible)


def _short_by_year(premises: Premises, tenths: int) -> tuple[int, ...]:
    """Return by year what those who are there then cannot carry, however it is distributed under the caps."""
    caps = {payer.code: _cap(premises, payer.code, tenths) for payer in premises.payers}
    return unfilled(caps, premises.years, premises.there)


def show_tenths(tenths: int) -> str:
    """Return 30 for 300 and 28.5 for 285."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def _cap(premises: Premises, code: str, tenths: int) -> int:
    limit = (premises.current[code] or 0) * (1000 - tenths) // 1000
    return limit - premises.penalties.get(code, 0) if premises.penalty_mode is PenaltyMode.INSIDE else limit


def _short(premises: Premises, tenths: int) -> int:
    """Return by how many yen the members together would at least be above their limits."""
    caps = [_cap(premises, payer.code, tenths) for payer in premises.payers]
    carried = sum(cap for cap in caps if cap > 0)
    return max(0, premises.total - carried) + sum(-cap for cap in caps if cap < 0)


def _possible(premises: Premises, tenths: int) -> int | None:
    """Return the highest guarantee below `tenths` that can be kept: the lower it is, the higher every cap."""
    if not _kept(premises, 0):
        return None
    kept, broken = 0, tenths
    while broken - kept > 1:
        middle = (kept + broken) // 2
        kept, broken = (middle, broken) if _kept(premises, middle) else (kept, middle)
    return kept


def _kept(premises: Premises, tenths: int) -> bool:
    return not _short(premises, tenths) and not any(_short_by_year(premises, tenths))

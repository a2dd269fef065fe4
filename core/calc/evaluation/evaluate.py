"""評価: first who is out, then price and technique, thresholds, ranks, ties. What is missing is said, never zero; what
only a lot can decide stays undecided until the ledger has its result."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.price import PricePoints, lacks_limit, price_points, rounded
from core.calc.evaluation.results import BidderResult, Evaluation, Verdict, once
from core.calc.evaluation.seat_ranks import SeatRanks, seat_ranks
from core.calc.evaluation.stages import put_together, reach_of
from core.calc.evaluation.tally import ALL, Group
from core.calc.evaluation.technical import Technical, technical_points
from core.calc.evaluation.thresholds import short_of
from core.model.evaluation import Bidder, FirstStage, PriceBasis, Stage
from core.model.machine.faults import Fault
from core.model.values.evaluation_rules import RECORDED, Means, Part, Place, PriceWay, Tie, TieBreak


def evaluate(frame: Frame) -> Evaluation:
    """Return everything about every bidder, in the order of the bidders. Of two stages the second is judged among those
    who have passed the first; whoever has not is not disqualified and has no rank."""
    if not frame.is_staged:
        return _judged(frame)
    stage = frame.first_stage
    # Of whom only the outcome is known there is nothing to be held against the points of the others.
    scored = tuple(one for one in stage.bidders if one.first_stage is None or stage.is_scored(one))
    first = _judged(replace(stage, bidders=scored))
    reach = {one.id: one.first_stage for one in stage.bidders} | reach_of(first, frame.rule.passing)
    out = {one.bidder.id for one in first.results if not one.is_in}
    passed = {id for id, one in reach.items() if one is FirstStage.PASSED and id not in out}
    reached = tuple(one for one in frame.bidders if one.id in passed)
    others = tuple(one for one in frame.bidders if one.id not in passed)
    return put_together(frame, first, reach, _judged(replace(frame, bidders=reached), first, others))


def _judged(frame: Frame, first: Evaluation | None = None, others: tuple[Bidder, ...] = ()) -> Evaluation:
    """Return what comes of the bidders of the frame. `first` is what came of the first stage, of which they keep their
    points; `others` are those who did not go on, whose prices count where the rule says so."""
    earlier = tuple(one.bidder.id for one in first.results if one.is_in) if first is not None else ()
    out = {one.id: tuple(_why_out(frame, one)) for one in frame.bidders}
    inside = tuple(one.id for one in frame.bidders if not out[one.id])
    technical = technical_points(frame, inside, earlier)
    for bidder in inside:
        out[bidder] = tuple(_required(frame, technical, bidder))
    if any(out[bidder] for bidder in inside):
        inside = tuple(bidder for bidder in inside if not out[bidder])
        technical = technical_points(frame, inside, earlier)
    full = sum(one.points for one in frame.price_criteria if frame.counts(one.stage))
    prices = _prices(frame, inside, first, others)
    results = {one.id: _result(frame, one, technical, prices, full, out[one.id]) for one in frame.bidders}
    ranks = SeatRanks()
    if _asks_seats(frame):
        ranks = seat_ranks(frame, technical, {id: prices[id].points for id in inside if id in prices}, inside)
    for id in ranks.mean:
        results[id] = replace(results[id], mean_rank=ranks.mean[id], votes=ranks.votes[id])
    for id in inside:
        if results[id].total is not None:
            short = tuple(short_of(frame, technical, results[id].total, results[id].parts, full, id))
            bonus = Fraction(0) if short else technical.points.get(Part.BONUS, {}).get(id) or Fraction(0)
            total = rounded((results[id].total or 0) + bonus, frame.rule.roundings, Place.TOTAL)
            results[id] = replace(results[id], short=short, bonus=bonus, total=total)
    decided = _decided(frame, results, ranks)
    return Evaluation(
        frame, tuple(decided[one.id] for one in frame.bidders), technical, full, tuple(_notes(frame, technical, inside))
    )


_VOTES = (TieBreak.FIRSTS, TieBreak.SECONDS, TieBreak.THIRDS)
"""Ties that are told apart by how many seats have a bidder first, second, third."""


def _asks_seats(frame: Frame) -> bool:
    """Whether anything depends on how each seat ranks the bidders."""
    by_seats = frame.rule.aggregation.means in {Means.RANKS, Means.VOTES}
    return by_seats or any(tie.what in _VOTES for tie in frame.rule.ties.steps)


def _why_out(frame: Frame, bidder: Bidder) -> list[Fault]:
    found = [Fault("", "out_by_reason", {"reason": bidder.disqualified})] if bidder.disqualified else []
    limit, price = frame.procurement.limit_yen, bidder.price_yen
    is_income = frame.rule.price.way is PriceWay.INCOME
    if price is not None and limit is not None and price > limit and not is_income and not frame.sealed:
        found.append(Fault("", "out_over_limit", {"price": f"{price:,}", "limit": f"{limit:,}"}))
    return found


def _required(frame: Frame, technical: Technical, bidder: int) -> list[Fault]:
    """Return the required criteria for which nobody whose points count has given anything."""
    found = []
    for group in technical.groups.values():
        for one in group.criteria:
            seats = group.seats.get(bidder, ())
            if one.required and seats and not any(frame.tally.points[one.id, bidder][seat] for seat in seats):
                found.append(Fault("", "out_required", {"criterion": one.name}))
    return found


def _prices(
    frame: Frame, inside: tuple[int, ...], first: Evaluation | None, others: tuple[Bidder, ...]
) -> dict[int, PricePoints]:
    """Return what the prices are worth. Those of the first of two stages stay what they were there; those of the second
    are held against the bidders that went on, or by the rule against all that are not disqualified."""
    formula, limit = frame.rule.price, frame.procurement.limit_yen
    if frame.sealed or formula.way is PriceWay.DIVISION or lacks_limit(formula, limit):
        return {}
    late = [one for one in frame.price_criteria if first is None or one.stage is Stage.SECOND]
    full = sum(one.points for one in late)
    known = {one.id: one.price_yen for one in frame.bidders if one.id in inside and one.price_yen is not None}
    if frame.rule.price_basis is PriceBasis.ALL:
        known |= {one.id: one.price_yen for one in others if one.price_yen is not None and not _why_out(frame, one)}
    made = price_points(formula, full, known, limit, frame.rule.roundings) if full else {}
    if first is None or not frame.counts(Stage.FIRST) or len(late) == len(frame.price_criteria):
        return {id: made[id] for id in inside if id in made}
    early = {one.bidder.id: one.price for one in first.results if one.price is not None}
    if not full:
        return {id: early[id] for id in inside if id in early}
    return {id: early[id].plus(made[id]) for id in inside if id in early and id in made}


def _result(
    frame: Frame,
    bidder: Bidder,
    technical: Technical,
    prices: Mapping[int, PricePoints],
    full: int,
    out: tuple[Fault, ...],
) -> BidderResult:
    parts = {part: technical.points[part].get(bidder.id) for part in technical.points}
    if out:
        return BidderResult(bidder, None, parts, None, Fraction(0), None, verdict=Verdict.OUT, why_out=out)
    counted = {part: one for part, one in parts.items() if part is not Part.BONUS}
    known = [one for one in counted.values() if one is not None]
    sum_ = sum(known, Fraction(0)) if len(known) == len(counted) else None
    missing = [Fault("", "part_not_scored", {"part": part.label}) for part, one in counted.items() if one is None]
    price = prices.get(bidder.id)
    is_division = frame.rule.price.way is PriceWay.DIVISION
    if frame.sealed and (full or is_division):
        missing.append(Fault("", "price_sealed", {}))
    elif (is_division or (full and price is None)) and not bidder.price_yen:
        missing.append(Fault("", "price_missing" if bidder.price_yen is None else "price_of_nothing", {}))
    elif full and not is_division and price is None:
        missing.append(Fault("", "limit_missing", {}))
    if not counted and not full:
        missing.append(Fault("", "no_criteria", {}))
    total: Fraction | None = None
    if not missing and sum_ is not None:
        total = sum_ + (price.points if price else 0)
        if is_division:
            total = (sum_ + frame.rule.price.standard) * frame.rule.price.unit / (bidder.price_yen or 1)
    verdict = Verdict.SEALED if frame.sealed else Verdict.OPEN
    return BidderResult(bidder, price, parts, sum_, Fraction(0), total, verdict=verdict, missing=tuple(missing))


Order = Callable[[BidderResult], tuple[Fraction, ...]]


def _order(frame: Frame) -> Order:
    """Return by what bidders are ranked before ties are looked at: the smaller the better."""
    match frame.rule.aggregation.means:
        case Means.RANKS:
            return lambda one: (one.mean_rank,) if one.mean_rank is not None else ()
        case Means.VOTES:
            return lambda one: tuple(-vote for vote in one.votes)
    return lambda one: (-one.total,) if one.total is not None else ()


def _decided(frame: Frame, results: dict[int, BidderResult], ranks: SeatRanks) -> dict[int, BidderResult]:
    candidates = [one for one in results.values() if one.is_in and one.total is not None]
    waiting = any(one.is_in and one.total is None for one in results.values())
    by_seats = frame.rule.aggregation.means in {Means.RANKS, Means.VOTES}
    if by_seats and not ranks.mean:
        return results
    eligible = [one for one in candidates if not one.short] or candidates
    nobody = bool(candidates) and all(one.short for one in candidates)
    order = _order(frame)
    keys = {
        one.bidder.id: (order(one), *(_tie_key(frame, tie, one) for tie in frame.rule.ties.steps)) for one in eligible
    }
    decided, in_order = dict(results), sorted(keys.values())
    for one in candidates:
        key = keys.get(one.bidder.id)
        if key is None:
            decided[one.bidder.id] = replace(one, verdict=Verdict.BELOW)
            continue
        rank = 1 + bisect_left(in_order, key)
        equal = bisect_right(in_order, key) > rank
        verdict = Verdict.NEXT if rank > 1 else Verdict.TIED if equal else Verdict.FIRST
        if nobody:
            verdict = Verdict.NOBODY
        elif waiting:
            verdict = Verdict.OPEN
        decided[one.bidder.id] = replace(one, rank=rank, verdict=verdict)
    return decided


def _tie_key(frame: Frame, tie: Tie, one: BidderResult) -> tuple[Fraction, ...]:
    match tie.what:
        case TieBreak.TECHNICAL:
            return (-(one.technical or Fraction(0)),)
        case TieBreak.PRICE:
            return (Fraction(one.bidder.price_yen or 0),)
        case TieBreak.FIRSTS | TieBreak.SECONDS | TieBreak.THIRDS:
            at = _VOTES.index(tie.what)
            return tuple(-vote for vote in one.votes[at : at + 1])
        case TieBreak.NAMED:
            return (-named_points(frame, one, tie.name),)
    # What somebody has decided holds among those whom nothing before has told apart: a later draw leaves others alone.
    return (Fraction(one.bidder.draw or 0),) if tie.what in RECORDED else ()


def named_points(frame: Frame, one: BidderResult, name: str) -> Fraction:
    """Return what a bidder has for a part, for the criteria of a heading, or for one criterion, by its name; as a mean
    of the seats for the latter two."""
    part = next((part for part in Part if part.label == name), None)
    if part is not None:
        return one.price.points if part is Part.PRICE and one.price else one.parts.get(part) or Fraction(0)
    total = Fraction(0)
    for criterion in frame.scored_criteria:
        if name in criterion.names:
            cell = frame.tally.points.get((criterion.id, one.bidder.id), {})
            counted = [points for seat, points in cell.items() if seat not in frame.out]
            total += Fraction(sum(counted)) / len(counted) if counted else 0
    return total


def _notes(frame: Frame, technical: Technical, inside: tuple[int, ...]) -> list[Fault]:
    found = []
    if frame.bidders and not inside:
        found.append(Fault("", "all_out", {}))
    for key, group in technical.groups.items():
        names = "、".join(frame.by_seat[seat].name for seat in group.incomplete if seat in frame.by_seat)
        if names:
            found.append(Fault("", "seats_left_out", {"names": names}))
        if both := _with_sums_and_seats(frame, key, inside):
            found.append(Fault("", "sums_beside_seats", {"names": "、".join(both)}))
        counts = {len(some) for some in group.seats.values()}
        if len(counts) > 1 and all(counts):
            found.append(Fault("", "seats_differ", {}))
        if group.untrimmed:
            found.append(Fault("", "untrimmed", {}))
    away = [one for one in frame.reviewers if one.id in frame.out]
    if away:
        found.append(Fault("", "seats_out", {"names": "、".join(one.name for one in away)}))
    return once(found)


def _with_sums_and_seats(frame: Frame, group: Group, inside: tuple[int, ...]) -> list[str]:
    """Return the bidders who have the points of seats and the sum of all: of these the former count."""
    sums = frame.tally.sums.get(group, {})
    both = {id for id in inside if ALL in sums.get(id, {}) and len(sums[id]) > 1}
    return [one.name for one in frame.bidders if one.id in both]

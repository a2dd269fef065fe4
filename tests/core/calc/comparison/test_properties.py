"""What holds of every comparison, whatever the rule, the key, the unit and the members."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from core.calc.comparison.charges import Charge, Fee
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.contract_term import ContractTerm, Presence, spread
from core.calc.comparison.guarantee import caps_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.members import Member
from core.calc.splitting.bases import combined_weights
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import split
from core.model.scenarios import Instalment, PenaltyMode, RedistributionKey
from core.model.values.rules import Remainder, parse_rule

CODES = ("162060", "162116", "163210", "163228", "163422", "163431", "164001", "164002")
RULES = tuple(
    map(
        parse_rule,
        ("equal", "population", "equal=3,population=7", "equal=1,decreasing:1.5=2", "weight:w=1,population=1"),
    )
)
FEES = st.one_of(st.integers(0, 30_000), st.integers(0, 10**12))


@st.composite
def all_premises(draw: st.DrawFn, everybody_stays: bool = False, kept: bool = False) -> Premises:
    """`everybody_stays`: throughout, and there is one rule. `kept`: the caps are narrow, but carry the fee."""
    count = draw(st.integers(1, len(CODES)))
    years = draw(st.integers(1, 5))
    term = ContractTerm(2015, years)
    members = tuple(
        Member(at, code, code, "", at, draw(st.integers(1, 100_000)), {"w": draw(st.integers(1, 9))})
        for at, code in enumerate(CODES[:count])
    )
    whole = Presence(0, term.months)
    presences = {member.code: whole for member in members}
    if not everybody_stays:
        for member in members[1:]:
            start = draw(st.integers(0, term.months - 1))
            presences[member.code] = Presence(start, draw(st.integers(start + 1, term.months)))
    rules = draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=1 if everybody_stays else 3))
    charges = tuple(Charge(rule, spread(draw(FEES), [1] * years, Instalment.FIRST)) for rule in rules)
    bearers = draw(st.sets(st.sampled_from(CODES[:count]), max_size=2))
    own = {code: spread(draw(st.integers(0, 5_000)), [1] * years, Instalment.LAST) for code in sorted(bearers)}
    fee = Fee(charges, own)
    total = sum(charge.total for charge in charges) + sum(map(sum, own.values()))
    tenths = draw(st.integers(0, 600) if kept else st.one_of(st.none(), st.integers(0, 600)))
    sizes = {code: draw(st.integers(1, 100)) for code in CODES[:count]}
    whole_size, left = sum(sizes.values()) * (1_000 - (tenths or 0)), draw(st.integers(0, 2_000))
    narrow = {code: -(total * 1_000 * size // -whole_size) + left + 3 for code, size in sizes.items()}
    return Premises(
        payers=members,
        presences=presences,
        term=term,
        rule=rules[0],
        fee=fee,
        current=narrow if kept else {code: draw(st.integers(0, 2 * total + 1)) for code in CODES[:count]},
        penalties={code: draw(st.integers(0, total // 9 + 1)) for code in CODES[:count]},
        guarantee_tenths=tenths,
        key=draw(st.sampled_from(RedistributionKey)),
        penalty_mode=PenaltyMode.OUTSIDE if kept else draw(st.sampled_from(PenaltyMode)),
        rounding=Rounding(draw(st.sampled_from((1, 100, 1_000))), draw(st.sampled_from(Remainder)), CODES[0]),
        instalment=draw(st.sampled_from(Instalment)),
    )


def with_fee(premises: Premises, yen: int) -> Premises:
    years = spread(yen, [1] * premises.term.years, Instalment.FIRST)
    return replace(premises, fee=replace(premises.fee, charges=(Charge(premises.rule, years),)))


def throughout(premises: Premises) -> Premises:
    """Return the premises with everybody there for the whole term."""
    whole = Presence(0, premises.term.months)
    return replace(premises, presences=dict.fromkeys(premises.presences, whole))


def clouds(result: Comparison) -> dict[str, int]:
    return {code: row.cloud for code, row in result.rows.items()}


def impossible_at(premises: Premises, tenths: int) -> bool:
    """Whether some years together cost more than the caps of all who are there in any of them (Hall, Gale)."""
    caps = caps_of(replace(premises, guarantee_tenths=tenths))
    assert caps is not None
    years, there = range(premises.term.years), premises.there
    bills = [
        sum(premises.years[at] for at in chosen)
        - sum(cap for code, cap in caps.items() if any(there[code][at] for at in chosen))
        for count in range(1, len(years) + 1)
        for chosen in combinations(years, count)
    ]
    return min(caps.values()) < 0 or max(bills) > 0


@given(st.one_of(all_premises(), all_premises(kept=True)))
def test_the_shares_add_up_to_the_fee_and_nobody_is_above_its_cap(premises: Premises) -> None:
    result = compare(premises)
    if isinstance(result, Impossible):
        return
    assert sum(clouds(result).values()) + result.secretariat == result.total.cloud == premises.total
    for code, row in result.rows.items():
        assert row.cloud >= 0
        assert row.cap is None or row.cloud <= row.cap
        assert sum(row.years) == row.cloud
        own = premises.own.get(code, 0)
        assert premises.moves or row.cloud >= (own if row.cap is None else min(own, row.cap))
        assert all(yen >= 0 for yen in row.years)
        assert all(may or not yen for yen, may in zip(row.years, premises.there[code], strict=True))
    assert result.total.years == premises.years
    kept = [whole - sum(row.years[at] for row in result.rows.values()) for at, whole in enumerate(premises.years)]
    assert sum(kept) == result.secretariat
    assert min(kept) >= 0


@given(all_premises(kept=True))
def test_caps_that_carry_the_fee_of_every_year_give_a_table(premises: Premises) -> None:
    assert premises.guarantee_tenths is not None
    assume(not impossible_at(premises, premises.guarantee_tenths))
    result = compare(premises)
    nobody = isinstance(result, Impossible) and result.fault.rule == "nobody_takes_over"
    assert isinstance(result, Comparison) or (nobody and premises.moves)


@given(all_premises())
def test_every_year_is_split_among_those_who_are_there_by_its_rules(premises: Premises) -> None:
    """Against fractions, month by month: without a guarantee no cell is a yen off."""
    premises = replace(premises, guarantee_tenths=None, rounding=replace(premises.rounding, unit=1))
    result = compare(premises)
    assert isinstance(result, Comparison)
    exact = month_by_month(premises)
    takers = 0 if premises.rounding.remainder is Remainder.LARGEST else len(premises.payers) * premises.term.years
    for code, row in result.rows.items():
        assert row.cloud == row.base
        for yen, share in zip(row.years, exact[code], strict=True):
            assert abs(yen - share) < 2 + takers


def month_by_month(premises: Premises) -> dict[str, list[Fraction]]:
    found = {payer.code: [Fraction(0)] * premises.term.years for payer in premises.payers}
    for code, years in premises.fee.own.items():
        found[code] = [Fraction(yen) for yen in years]
    for month in range(premises.term.months):
        there = [
            one
            for one in premises.payers
            if premises.presences[one.code].start <= month < premises.presences[one.code].end
        ]
        for charge in premises.fee.charges:
            weights = combined_weights(charge.rule, there)
            for payer, weight in zip(there, weights, strict=True):
                found[payer.code][month // 12] += Fraction(charge.years[month // 12] * weight, 12 * sum(weights))
    return found


@given(st.one_of(all_premises(), all_premises(kept=True)), st.randoms(use_true_random=False))
def test_the_order_of_members_never_matters(premises: Premises, chance: random.Random) -> None:
    shuffled = list(premises.payers)
    chance.shuffle(shuffled)
    before, after = compare(premises), compare(replace(premises, payers=tuple(shuffled)))
    if isinstance(before, Comparison):
        assert isinstance(after, Comparison)
        assert dict(after.rows) == dict(before.rows)
    else:
        assert isinstance(after, Impossible)
        assert (after.short, after.possible_tenths) == (before.short, before.possible_tenths)


@given(all_premises(kept=True), st.one_of(st.integers(1, 2_000), st.integers(1, 10**12)))
def test_more_fee_lowers_nobody_by_more_than_the_rounding(premises: Premises, less: int) -> None:
    premises = throughout(premises)
    rounding = replace(premises.rounding, remainder=Remainder.LARGEST)
    most = sum(charge.total for charge in premises.fee.charges)
    premises = replace(premises, rounding=rounding)
    before, after = compare(with_fee(premises, max(0, most - less))), compare(with_fee(premises, most))
    assert isinstance(before, Comparison)
    assert isinstance(after, Comparison)
    # Who is heaviest may have taken a unit and what is below one.
    most_lost = 1 if rounding.unit == 1 else 2 * rounding.unit
    for code, share in clouds(before).items():
        assert clouds(after)[code] >= share - most_lost


@given(all_premises())
def test_an_impossible_guarantee_is_detected_exactly(premises: Premises) -> None:
    tenths = premises.guarantee_tenths
    assume(tenths is not None)
    assert tenths is not None
    result = compare(premises)
    assert (isinstance(result, Impossible) and result.short is not None) == impossible_at(premises, tenths)
    if isinstance(result, Impossible) and result.short is not None:
        assert result.short > 0
        if result.possible_tenths is None:
            assert impossible_at(premises, 0)
        else:
            assert result.possible_tenths < tenths
            assert not impossible_at(premises, result.possible_tenths)
            assert impossible_at(premises, result.possible_tenths + 1)


@given(all_premises(everybody_stays=True, kept=True))
def test_cutting_and_handing_on_until_nobody_is_above_gives_the_same(premises: Premises) -> None:
    premises = replace(premises, rounding=Rounding())
    result, caps = compare(premises), caps_of(premises)
    assert isinstance(result, Comparison)
    assert caps is not None
    shares = handed_on(premises, caps)
    assert sum(shares.values()) == premises.total
    for code, share in shares.items():
        assert abs(result.rows[code].cloud - share) < 1


def handed_on(premises: Premises, caps: dict[str, int]) -> dict[str, Fraction]:
    """Do it the long way, as the rule is told."""
    weights = combined_weights(premises.rule, premises.payers)
    charge = premises.fee.charges[0].total
    ruled = {
        payer.code: Fraction(charge * weight, sum(weights))
        for payer, weight in zip(premises.payers, weights, strict=True)
    }
    shares = {code: share + premises.own.get(code, 0) for code, share in ruled.items()}
    keys = {
        RedistributionKey.POPULATION: {payer.code: Fraction(payer.population or 0) for payer in premises.payers},
        RedistributionKey.RULE: dict(zip(ruled, map(Fraction, weights), strict=True)),
        RedistributionKey.CURRENT: {code: Fraction(yen or 0) for code, yen in premises.current.items()},
        RedistributionKey.HEADROOM: {code: caps[code] - share for code, share in shares.items()},
    }[premises.key]
    below = set(shares)
    while over := {code for code in below if shares[code] > caps[code]}:
        excess = sum((shares[code] - caps[code] for code in over), Fraction(0))
        below -= over
        shares |= {code: Fraction(caps[code]) for code in over}
        whole = sum(keys[code] for code in below)
        shares |= {code: shares[code] + excess * keys[code] / whole for code in below}
    return shares


@given(all_premises(everybody_stays=True))
def test_without_a_guarantee_it_is_the_plain_split(premises: Premises) -> None:
    premises = replace(premises, guarantee_tenths=None)
    result = compare(premises)
    assert isinstance(result, Comparison)
    rounding = premises.rounding
    plain = split(
        premises.total,
        premises.rule,
        premises.payers,
        unit=rounding.unit,
        remainder=rounding.remainder,
        representative=rounding.representative,
        fixed=premises.own,
    )
    assert clouds(result) == {code: row.base for code, row in result.rows.items()} == dict(plain.shares)
    assert result.secretariat == plain.secretariat


@given(all_premises(kept=True))
def test_hardly_anybody_below_its_cap_pays_less_than_whole_units(premises: Premises) -> None:
    premises = throughout(premises)
    premises = replace(premises, rounding=replace(premises.rounding, remainder=Remainder.LARGEST))
    result = compare(premises)
    assert isinstance(result, Comparison)
    broken = [
        code
        for code, row in result.rows.items()
        if not row.at_cap and (row.cloud - premises.own.get(code, 0)) % premises.rounding.unit
    ]
    assert len(broken) <= 2  # the heaviest, and who takes the last that the caps leave over

"""The rules of statutes: fixed amounts, classes, floors and caps, held against a reference that tries everything."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import combined_weights
from core.calc.splitting.limits import level
from core.calc.splitting.split import split
from core.model.values.rule_words import read_rule
from core.model.values.rules import Remainder, Rule, parse_rule
from tests.core.calc.ledger import code_of, members_with, toyama_members

totals = st.integers(1, 10**7)
amounts = st.integers(0, 10**6)
counts = st.lists(st.integers(1, 400_000), min_size=1, max_size=5)
units = st.sampled_from([1, 10, 100, 1_000, 10_000])
ratios = st.sampled_from(["equal", "population", "equal=3,population=7", "equal=9.5,population=90.5"])
limits = st.one_of(
    st.builds("least:{}".format, amounts),
    st.builds("most:{}".format, amounts),
    st.builds("least:{}%,most:{}%".format, st.integers(0, 60), st.integers(20, 100)),
    st.builds("most:{}%前年度".format, st.sampled_from(["90", "110", "112.5"])),
    st.just(""),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, Rule, tuple[Member, ...]]:
    """Some members with fixed amounts and a figure of last year, and a rule with limits."""
    fixed = draw(st.booleans())
    members = tuple(
        replace(
            one,
            equal=draw(st.sampled_from([100, 100, 50, 25])),
            fixed={"基本料": draw(amounts) if fixed else 0},
            weights={"前年度": draw(st.integers(0, 10**6))},
        )
        for one in members_with(draw(counts))
    )
    pieces = ["fixed:基本料"] if fixed else []
    rule = parse_rule(",".join(filter(None, [*pieces, draw(ratios), draw(limits)])))
    return draw(totals), rule, members


def reference(total: int, rule: Rule, members: Sequence[Member]) -> dict[str, Fraction] | None:
    """Try for everybody in turn whether it stands at the floor, at the cap or at neither; None where nothing fits."""
    weights = combined_weights(rule, members)
    fixed = [(one.fixed[rule.fixed] or 0) if rule.fixed else 0 for one in members]

    def limit(which: str, one: Member) -> Fraction | None:
        wanted = rule.least if which == "least" else rule.most
        if wanted is None:
            return None
        of = one.weights[wanted.name] if wanted.name else total
        exact = Fraction(wanted.yen) if wanted.percent is None else Fraction(wanted.percent) * of / 100
        return Fraction(-(-exact.numerator // exact.denominator) if which == "least" else int(exact))

    floors, caps = [limit("least", one) for one in members], [limit("most", one) for one in members]
    if any(low is not None and cap is not None and low > cap for low, cap in zip(floors, caps, strict=True)):
        return None
    for stands in product(("least", "most", ""), repeat=len(members)):
        places = [
            floors[at] if how == "least" else caps[at] if how == "most" else None for at, how in enumerate(stands)
        ]
        if any(how and places[at] is None for at, how in enumerate(stands)):
            continue
        open_ = [at for at, how in enumerate(stands) if not how]
        rest = total - sum(places[at] or 0 for at in range(len(members)) if at not in open_)
        rest -= sum(fixed[at] for at in open_)
        whole = sum(weights[at] for at in open_)
        if (not whole and rest) or rest < 0:
            continue
        levels = [Fraction(rest, whole)] if whole else [Fraction(0), *_corners(fixed, weights, floors, caps)]
        for level_ in levels:
            shares = [fixed[at] + level_ * weights[at] for at in range(len(members))]
            kept = [
                max(floors[at], share) if floors[at] is not None else share  # type: ignore[type-var]
                for at, share in enumerate(shares)
            ]
            kept = [min(caps[at], share) if caps[at] is not None else share for at, share in enumerate(kept)]  # type: ignore[type-var]
            if sum(kept) == total:  # type: ignore[arg-type]
                return {one.code: Fraction(share) for one, share in zip(members, kept, strict=True)}  # type: ignore[arg-type]
    return None


def _corners(
    fixed: Sequence[int],
    weights: Sequence[int],
    floors: Sequence[Fraction | None],
    caps: Sequence[Fraction | None],
) -> list[Fraction]:
    places = (*zip(fixed, weights, floors, strict=True), *zip(fixed, weights, caps, strict=True))
    return [Fraction(limit - own, weight) for own, weight, limit in places if limit is not None and limit > own]


@given(cases())
def test_exact_shares_are_those_of_the_reference_and_what_it_cannot_solve_is_refused(
    case: tuple[int, Rule, tuple[Member, ...]],
) -> None:
    total, rule, members = case
    right = reference(total, rule, members)
    try:
        found = level(total, rule, members)
    except SplitRefused:
        found = None
    assert (found is None) == (right is None)
    if found is None:
        return
    assert {code: Fraction(share, found.denominator) for code, share in found.numerators.items()} == right


@given(cases(), units, st.sampled_from(Remainder), st.randoms())
def test_shares_add_up_keep_their_limits_and_know_no_order(
    case: tuple[int, Rule, tuple[Member, ...]], unit: int, remainder: Remainder, draw: Random
) -> None:
    total, rule, members = case
    try:
        exact = level(total, rule, members)
    except SplitRefused:
        assume(False)
    done = split(total, rule, members, unit=unit, remainder=remainder, representative=code_of(1))
    assert sum(done.shares.values()) + done.secretariat == total
    assert done.secretariat >= 0
    assert min(done.shares.values()) >= 0
    if not remainder.keeps:
        assert done.secretariat == 0
    for code, share in done.shares.items():
        assert exact.most is None or share <= exact.most[code]
        assert exact.least is None or share >= exact.least[code]
    mixed = list(members)
    draw.shuffle(mixed)
    again = split(total, rule, mixed, unit=unit, remainder=remainder, representative=code_of(1))
    assert (again.shares, again.secretariat) == (done.shares, done.secretariat)
    assert done.derivation.steps[-1].label == "負担額"


@given(totals, counts, units)
def test_rounded_to_the_nearest_all_but_one_pay_what_rounding_gives(
    total: int, populations: list[int], unit: int
) -> None:
    members, whole = members_with(populations), sum(populations)
    nearest = {
        one.code: (2 * total * (one.population or 0) + whole * unit) // (2 * whole * unit) * unit for one in members
    }
    done = split(total, parse_rule("population"), members, unit=unit, remainder=Remainder.NEAREST)
    assert sum(done.shares.values()) == total
    difference = total - sum(nearest.values())
    if nearest[members[0].code] + difference >= 0:
        assert {c: y for c, y in done.shares.items() if c != members[0].code} == {
            c: y for c, y in nearest.items() if c != members[0].code
        }
        assert done.shares[members[0].code] == nearest[members[0].code] + difference


def test_carried_forward_is_the_line_of_what_is_cut_off() -> None:
    done = split(
        1_234_567, parse_rule("equal=1,population=1"), toyama_members(), unit=1_000, remainder=Remainder.CARRIED
    )
    assert all(share % 1_000 == 0 for share in done.shares.values())
    assert done.secretariat == 1_234_567 - sum(done.shares.values()) > 0
    assert ("繰越", f"{done.secretariat:,}円") in done.derivation.steps[-1].inputs


def largest_remainder(total: int, exact: Mapping[str, Fraction], unit: int = 1) -> dict[str, int]:
    """The reference's own 最大剰余: floors, then units in the order of remainders, below one unit to the heaviest."""
    shares = {code: int(share / unit) * unit for code, share in exact.items()}
    rest = total - sum(shares.values())
    heaviest = min(exact, key=lambda code: (-exact[code], code))
    shares[heaviest] += rest % unit
    order = sorted(exact, key=lambda code: (-(exact[code] % unit), code))
    for code in order[: rest // unit]:
        shares[code] += unit
    return shares


def test_sixteen_to_eighty_four_over_eight_members() -> None:
    populations = [181_234, 96_511, 48_020, 33_399, 21_877, 15_002, 9_870, 4_321]
    total, whole = 87_654_321, sum(populations)
    members = members_with(populations)
    exact = {
        one.code: Fraction(16, 100) * total / 8 + Fraction(84, 100) * total * Fraction(one.population or 0, whole)
        for one in members
    }
    assert split(total, read_rule("16:84"), members).shares == largest_remainder(total, exact)


def test_five_to_ninety_five_after_individual_costs() -> None:
    populations, own = [50_000, 30_000, 20_000], [1_200_000, 0, 345_678]
    members = tuple(
        replace(one, fixed={"個別経費": yen}) for one, yen in zip(members_with(populations), own, strict=True)
    )
    total = 20_000_000
    rest = total - sum(own)
    exact = {
        one.code: Fraction(5, 100) * rest / 3 + Fraction(95, 100) * rest * Fraction(one.population or 0, 100_000)
        for one in members
    }
    shares = split(total, read_rule("定額(個別経費)を先に引き、均等5%・人口95%"), members).shares
    right = largest_remainder(rest, exact)
    assert shares == {one.code: right[one.code] + yen for one, yen in zip(members, own, strict=True)}


def test_ten_forty_five_forty_five() -> None:
    waste = [4_100, 2_250, 1_990]
    members = tuple(
        replace(one, weights={"ごみ量": tons}) for one, tons in zip(members_with([900, 500, 100]), waste, strict=True)
    )
    total = 7_777_777
    exact = {
        one.code: total
        * (Fraction(10, 300) + Fraction(45 * (one.population or 0), 100 * 1_500) + Fraction(45 * tons, 100 * 8_340))
        for one, tons in zip(members, waste, strict=True)
    }
    rule = read_rule("均等割:人口割:指標割(ごみ量) = 10:45:45")
    assert split(total, rule, members).shares == largest_remainder(total, exact)


def test_half_and_half_with_thousands_cut_off_leaves_a_named_line() -> None:
    populations = [81_000, 40_500, 13_337]
    total, whole = 33_333_333, sum(populations)
    members = members_with(populations)
    done = split(total, read_rule("50:50"), members, unit=1_000, remainder=Remainder.CARRIED)
    cut = {
        one.code: int((Fraction(total, 6) + Fraction(total * (one.population or 0), 2 * whole)) / 1_000) * 1_000
        for one in members
    }
    assert done.shares == cut
    assert done.secretariat == total - sum(cut.values())


def test_an_associate_member_counts_for_half_in_the_equal_part_only() -> None:
    full, associate = members_with([600, 400])
    members = (full, replace(associate, equal=50))
    assert list(split(900, parse_rule("equal"), members).shares.values()) == [600, 300]
    assert list(split(1_000, parse_rule("population"), members).shares.values()) == [600, 400]
    words = split(900, parse_rule("equal"), members).derivation.steps[0]
    assert [value for _, value in words.inputs] == ["1", "0.5"]
    assert words.result == "合計 1.5"


def test_what_a_cap_cuts_off_is_borne_by_the_others_in_their_proportions() -> None:
    members = members_with([600, 300, 100])
    done = split(1_000, read_rule("人口割、上限 総額の40%"), members)
    assert list(done.shares.values()) == [400, 400, 200]
    done = split(1_000, read_rule("人口割、上限 500円"), members)
    assert list(done.shares.values()) == [500, 375, 125]
    steps = {one.label: one for one in done.derivation.steps}
    assert dict(steps["下限・上限"].inputs)["第1市"] == "上限 500円→上限"
    assert steps["按分"].formula == "残り500円(1,000円 − 下限・上限の団体の額500円) × 重み ÷ 残る団体の重みの合計4"


@pytest.mark.parametrize(
    ("rule", "refusal", "facts"),
    [
        ("population,most:300", "caps_below_total", {"most": "900", "total": "1,000", "short": "100"}),
        ("population,least:400", "floors_above_total", {"least": "1,200", "total": "1,000"}),
        ("equal,least:50%,most:40%", "floor_above_cap", {"names": "第1市、第2市、第3市"}),
        ("fixed:基本料", "fixed_leaves_rest", {"fixed": "30", "total": "1,000", "rest": "970"}),
        ("fixed:高い,equal", "fixed_exceeds_total", {"fixed": "3,000", "total": "1,000"}),
        ("fixed:なし,equal", "fixed_table_missing", {"table": "なし"}),
        ("fixed:不明,equal", "fixed_row_missing", {"table": "不明", "name": "第1市", "code": code_of(1)}),
        ("equal,most:110%前年度", "missing_basis", None),
    ],
)
def test_a_rule_that_cannot_be_applied_says_why_and_allocates_nothing(
    rule: str, refusal: str, facts: dict[str, str] | None
) -> None:
    fixed = {"基本料": 10, "高い": 1_000, "不明": None}
    members = tuple(replace(one, fixed=fixed) for one in members_with([6, 3, 1]))
    with pytest.raises(SplitRefused, match=refusal) as found:
        split(1_000, parse_rule(rule), members)
    assert facts is None or dict(found.value.fault.facts) == facts


def test_nothing_to_split_costs_nobody_anything() -> None:
    members = tuple(replace(one, fixed={"基本料": 10}) for one in members_with([6, 3]))
    assert set(split(0, parse_rule("fixed:基本料,equal,least:5"), members).shares.values()) == {0}


def test_a_negative_amount_has_no_limits() -> None:
    with pytest.raises(SplitRefused, match="limits_negative"):
        split(-5, parse_rule("equal,most:5"), members_with([6, 3]))

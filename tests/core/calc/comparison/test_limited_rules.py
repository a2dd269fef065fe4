"""The fee under rules with fixed amounts, floors and caps: what holds year by year and over the term."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from core.calc.comparison.charges import Among, Charge, Deduction, Fee
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.comparison.exact_shares import exact_years
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.portions import all_levels, portions
from core.calc.comparison.premises import Impossible, Premises
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.limits import level
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import split
from core.model.costs import Flow
from core.model.fixed_amounts import FixedAmount
from core.model.values.rule_words import read_rule
from core.model.values.rules import Remainder, Rule, parse_rule
from core.words.sentences import sentence
from tests.core.calc.cost_book import SCENARIO, cost_book, cost_line
from tests.core.calc.ledger import members_with

RULES = tuple(
    map(
        parse_rule,
        (
            "equal=3,population=7,most:40%",
            "population,least:5%",
            "equal,least:1000,most:200000",
            "fixed:基本料,population",
            "fixed:基本料,equal=9.5,population=90.5,most:110%前年度",
        ),
    )
)
UNBOUND = replace(SCENARIO, guarantee_percent=None)
yen = st.one_of(st.just(0), st.integers(1, 3_000), st.integers(1, 10**7), st.integers(10**6, 10**8))


@st.composite
def all_premises(draw: st.DrawFn, moves: bool = True, most_years: int = 4) -> Premises:
    count, years = draw(st.integers(1, 6)), draw(st.integers(1, most_years))
    term = ContractTerm(2015, years)
    members = tuple(
        replace(
            one,
            fixed={"基本料": draw(st.integers(0, 50_000))},
            weights={"前年度": draw(st.integers(0, 3 * 10**6))},
            equal=draw(st.sampled_from([100, 100, 50])),
        )
        for one in members_with(draw(st.lists(st.integers(1, 90_000), min_size=count, max_size=count)))
    )
    presences = {one.code: Presence(0, term.months) for one in members}
    if moves:
        for one in members[1:]:
            start = draw(st.integers(0, term.months - 1))
            presences[one.code] = Presence(start, draw(st.integers(start + 1, term.months)))
    guest = Member(-1, "外1", "県", "", 10**9, 0, {"前年度": 0})
    charges = tuple(
        Charge(rule, tuple(draw(st.lists(yen, min_size=years, max_size=years))), among=draw(circles(members, guest)))
        for rule in draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=2))
    )
    rounding = Rounding(draw(st.sampled_from([1, 10, 1_000])), draw(st.sampled_from(Remainder)), members[0].code)
    return Premises(
        members,
        presences,
        term,
        charges[0].rule,
        Fee(charges, {}),
        dict.fromkeys(presences),
        {},
        rounding=rounding,
    )


@st.composite
def circles(draw: st.DrawFn, members: tuple[Member, ...], guest: Member) -> Among | None:
    """All who pay, or some of them with a payer that is no member or without; the first one is always among them."""
    if draw(st.booleans()):
        return None
    taking = tuple(one for one in members[1:] if draw(st.booleans()))
    joining = (guest,) if draw(st.booleans()) else ()
    return Among("参加する団体", (members[0], *taking, *joining))


def of_members(premises: Premises) -> Premises:
    """Return the premises without payers that are no members, and every cost borne by all."""
    charges = tuple(replace(one, among=None) for one in premises.fee.charges)
    return replace(premises, fee=replace(premises.fee, charges=charges))


@given(all_premises())
def test_years_and_members_add_up_to_the_fee(premises: Premises) -> None:
    made = compare(with_guest_lines(premises))
    assume(isinstance(made, Comparison))
    assert isinstance(made, Comparison)
    borne = sum(one.total for one in made.premises.fee.deductions)
    assert sum(row.cloud for row in made.rows.values()) + made.secretariat == premises.total - borne
    for row in made.rows.values():
        assert sum(row.years) == row.cloud >= 0
    if not premises.rounding.remainder.keeps:
        columns = zip(*(row.years for row in made.rows.values()), strict=True)
        assert tuple(map(sum, columns)) == made.premises.years


def with_guest_lines(premises: Premises) -> Premises:
    """Return the premises with a line for each payer that is no member, as the fee of a ledger has."""
    guests = {one.code: one for charge in premises.fee.charges for one in _circle(charge, premises) if one.is_guest}
    lines = tuple(
        Deduction(cost_line(9, name=one.name, flow=Flow.JOINING), (0,) * premises.term.years, "", guest=one)
        for one in guests.values()
    )
    return replace(premises, fee=replace(premises.fee, deductions=lines))


def _circle(charge: Charge, premises: Premises) -> tuple[Member, ...]:
    return charge.among.members if charge.among else premises.payers


@given(all_premises(moves=False, most_years=1))
def test_one_year_of_one_rule_is_what_split_gives(premises: Premises) -> None:
    (charge, *_), rounding = premises.fee.charges, premises.rounding
    premises = of_members(replace(premises, fee=Fee((charge,), {})))
    made = compare(premises)
    try:
        right = split(
            charge.total,
            charge.rule,
            premises.payers,
            unit=rounding.unit,
            remainder=rounding.remainder,
            representative=rounding.representative,
        )
    except SplitRefused as refused:
        right, fault = None, refused.fault
    if right is None:
        assert isinstance(made, Impossible)
        assert made.fault == fault
        return
    assert isinstance(made, Comparison)
    assert {code: row.cloud for code, row in made.rows.items()} == dict(right.shares)
    assert made.secretariat == right.secretariat


@given(all_premises())
def test_each_month_is_split_by_the_one_exact_function(premises: Premises) -> None:
    """The reference goes through the months one by one and knows no stretches."""
    payers = (*premises.payers, *(one.guest for one in with_guest_lines(premises).fee.deductions if one.guest))
    presences = {**dict.fromkeys((one.code for one in payers), Presence(0, premises.term.months)), **premises.presences}
    try:
        parts = portions(premises.fee.charges, premises.payers, premises.presences, premises.term)
        found = exact_years(parts, payers, presences, premises.term.years)
        right = by_month(premises, payers)
    except SplitRefused:
        assume(False)
    for code, years in right.items():
        assert [Fraction(share, found.denominator) for share in found.numerators[code]] == years


def by_month(premises: Premises, payers: tuple[Member, ...]) -> dict[str, list[Fraction]]:
    shares = {one.code: [Fraction(0)] * premises.term.years for one in payers}
    known: dict[tuple[int, Rule, tuple[str, ...]], dict[str, Fraction]] = {}
    for month in range(premises.term.months):
        for charge in premises.fee.charges:
            there = [
                one
                for one in _circle(charge, premises)
                if one.is_guest or _is_there(premises.presences[one.code], month)
            ]
            amount = charge.years[month // 12]
            key = amount, charge.rule, tuple(one.code for one in there)
            if key not in known:
                known[key] = _exact(amount, charge.rule, there)
            for code, share in known[key].items():
                shares[code][month // 12] += share / 12
    return shares


def _is_there(presence: Presence, month: int) -> bool:
    return presence.start <= month < presence.end


def _exact(amount: int, rule: Rule, there: list[Member]) -> dict[str, Fraction]:
    if not amount:
        return {}
    found = level(amount, rule, there)
    return {code: Fraction(share, found.denominator) for code, share in found.numerators.items()}


@given(all_premises())
def test_where_nobody_stands_at_a_limit_the_shares_are_those_of_the_limited_rule(premises: Premises) -> None:
    """Split with all else in proportion, or each by its own level: the same to the last part of a yen."""
    try:
        parts = portions(premises.fee.charges, premises.payers, premises.presences, premises.term)
        levelled = all_levels(parts)
    except SplitRefused:
        assume(False)
    payers = (*premises.payers, *(one.guest for one in with_guest_lines(premises).fee.deductions if one.guest))
    presences = {**dict.fromkeys((one.code for one in payers), Presence(0, premises.term.months)), **premises.presences}
    found = exact_years(parts, payers, presences, premises.term.years, levelled)
    for at in range(premises.term.years):
        of_year = [one for _, year, one in levelled if year == at]
        for code, years in found.numerators.items():
            right = sum(Fraction(one.numerators.get(code, 0), 12 * one.denominator) for one in of_year)
            assert Fraction(years[at], found.denominator) == right


@given(all_premises(moves=False))
def test_over_the_term_nobody_is_outside_the_limits_of_the_years(premises: Premises) -> None:
    (charge, *_) = premises.fee.charges
    premises = of_members(replace(premises, fee=Fee((charge,), {})))
    (charge, *_) = premises.fee.charges
    made = compare(premises)
    assume(isinstance(made, Comparison))
    assert isinstance(made, Comparison)
    years = [level(amount, charge.rule, premises.payers) for amount in charge.years if amount]
    for code, row in made.rows.items():
        assert all(one.most is None for one in years) or row.cloud <= sum((one.most or {})[code] for one in years)
        assert all(one.least is None for one in years) or row.cloud >= sum((one.least or {})[code] for one in years)


def test_the_fee_by_class_and_cap_is_computed_from_the_file_and_told_step_by_step() -> None:
    rows = [FixedAmount(1, "基本料", 1_000_000, least=20_000), FixedAmount(2, "基本料", 400_000, below=20_000)]
    book = cost_book(
        consortium={"rule": read_rule("定額(基本料)、均等割:人口割 = 3:7、上限 総額の30%").text}, fixed_amounts=rows
    )
    made = compare_scenario(book, UNBOUND)
    assert isinstance(made, Comparison)
    assert made.rows["162116"].cloud == 277_200_000 * 3 // 10 * 5
    assert sum(row.cloud for row in made.rows.values()) == 277_200_000 * 5
    steps = {one.label: one for one in made.explain("163210").steps}
    years = next(label for label in steps if label.startswith("定額")).removeprefix("定額")
    assert years.startswith("(平成27年度〜")
    assert steps[f"定額{years}"].formula == "定額表「基本料」の額を先に引く。277,200,000円 − 定額の合計"
    assert steps[f"下限・上限{years}"].result == "1団体が下限・上限"
    assert dict(steps[f"下限・上限{years}"].inputs)["射水市"] == "上限 83,160,000円→上限"
    # From the printed text alone: what is left, the member's weight and the others' together.
    words = steps[f"按分{years}"].formula
    rest = int(words.removeprefix("残り").split("円")[0].replace(",", ""))
    whole = int(words.split("重みの合計")[1].split(" ")[0].replace(",", ""))
    weight = int(dict(steps["重み"].inputs)["舟橋村"].replace(",", ""))
    exact = Fraction(rest * weight, whole) + 400_000
    assert int(5 * exact) in {made.rows["163210"].cloud, made.rows["163210"].cloud - 1}


def test_a_rule_that_cannot_be_kept_says_by_how_much() -> None:
    made = compare_scenario(cost_book(consortium={"rule": read_rule("人口割、上限 1円").text}), UNBOUND)
    assert isinstance(made, Impossible)
    assert sentence(made.fault) == (
        "上限まで負担しても合計6円で、按分する額277,200,000円に277,199,994円足りません。"
        "上限を上げるか、規則を直してください。"
    )

"""Made-up charges for the tests: the six members of the source, and random years with everything that may change."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from core.calc.charges.mixing import Pair, pair_of
from core.model.values.charge_premises import ChargePremises, Figures, Item, ItemFlow, Payer
from core.model.values.rules import Remainder
from tests.core.calc.ledger import TOYAMA

CODES = tuple(TOYAMA)
A, B, C, D, E, F = CODES


def payer(code: str, population: int | None = None, at: int = 0, **more: Any) -> Payer:
    label, name, people = TOYAMA[code]
    given = Figures(people if population is None else population, "2010-10-01", "国勢調査", **more)
    return Payer(code, name, label, at or CODES.index(code) + 1, given)


SIX = tuple(payer(code) for code in CODES)
FEE = Item("クラウド利用料", amount=277_200_000)
YEAR = ChargePremises("クラウド利用料", 2015, "equal=3,population=7", items=(FEE,), payers=SIX)

_RULES = (
    "equal=1",
    "population=1",
    "equal=3,population=7",
    "equal=1,population=4,weight:件数=5",
    "decreasing:1.5=7,equal=3",
    "fixed:基本料,population=1",
)


@st.composite
def years(draw: st.DrawFn) -> ChargePremises:
    """A year with members that may join within it, own figures, systems in which not all take part, foreign money."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=2, unique=True))
    codes = codes if len(codes) > 1 else list(CODES[:2])
    payers = []
    for at, code in enumerate(codes, 1):
        start = draw(st.sampled_from((0, 0, 0, 6)))
        figures = Figures(
            draw(st.integers(1, 100_000)),
            weights={"件数": draw(st.integers(1, 999))},
            equal=draw(st.sampled_from((100, 50))),
            fixed={"基本料": draw(st.integers(0, 500))},
        )
        payers.append(replace(payer(code, at=at), figures=figures, start=start if at > 2 else 0))
    systems = {"介護": draw(st.lists(st.sampled_from(codes[:2]), min_size=1, unique=True))}
    items = [Item("利用料", amount=draw(st.integers(1_000_000, 9_999_999)))]
    if draw(st.booleans()):
        rate = draw(st.sampled_from(("110.25", "150", "1103/10")))
        items.append(Item("クラウド", amount=draw(st.integers(1, 99_999)), cents=37, currency="USD", rate=rate))
    if draw(st.booleans()):
        items.append(Item("介護保守", amount=draw(st.integers(10_000, 999_999)), system="介護"))
    if draw(st.booleans()):
        items.append(Item("改修", amount=draw(st.integers(10_000, 999_999)), customization=True, rule="equal=1"))
    if draw(st.booleans()):
        items.append(Item("補助金", ItemFlow.INCOME, draw(st.integers(0, 99_999))))
    if draw(st.booleans()):
        bearer = draw(st.sampled_from(codes))
        items.append(Item("前年度精算", ItemFlow.SETTLED, draw(st.integers(0, 9_999)), bearer=bearer))
    return ChargePremises(
        "利用料",
        draw(st.integers(2015, 2030)),
        draw(st.sampled_from(_RULES)),
        draw(st.sampled_from((1, 100, 1_000))),
        draw(st.sampled_from((Remainder.LARGEST, Remainder.POPULOUS, Remainder.REPRESENTATIVE))),
        draw(st.sampled_from(("", codes[0]))),
        items=tuple(draw(st.permutations(items))),
        payers=tuple(draw(st.permutations(payers))),
        taking={one: tuple(who) for one, who in systems.items()} if draw(st.booleans()) else {},
    )


_MORE_RULES = (*_RULES, "equal=1,most:40%", "population=1,least:1000", "weight:面積=1")


@st.composite
def any_years(draw: st.DrawFn, project: str = "利用料") -> ChargePremises:
    """A year with everything that a ledger may hold: who leaves or is there for one month, figures that nobody knows,
    rules with limits, all ways of rounding, money added back, credits above what is charged, items called alike,
    amounts of nothing, systems in which one member takes part, prices without and with tax."""
    made = draw(years())
    payers = []
    for one in made.payers:
        start = draw(st.sampled_from((0, 0, 0, 5, 11)))
        end = draw(st.sampled_from((12, 12, 12, max(start + 1, 6))))
        figures = replace(one.figures, weights={**one.figures.weights, "面積": draw(st.integers(0, 5)) + 1})
        match draw(st.integers(0, 39)):
            case 38:
                figures = replace(figures, population=None)
            case 39:
                figures = replace(figures, weights={"件数": 0})
        payers.append(replace(one, start=start, end=end, figures=figures, position=draw(st.integers(1, 3))))
    codes = [one.code for one in payers]
    items = list(made.items)
    for _ in range(draw(st.integers(0, 4))):
        flow = draw(st.sampled_from(ItemFlow))
        bearer = draw(st.sampled_from(("", codes[0], codes[-1])))
        if flow is ItemFlow.RETURNED:
            bearer = codes[0]
        items.append(
            Item(
                draw(st.sampled_from(("利用料", "保守", "前年度精算"))),
                flow,
                draw(draw(st.sampled_from((st.just(0), st.integers(0, 300_000), st.integers(0, 30_000_000))))),
                bearer=bearer,
                system=draw(st.sampled_from(("", "", "介護", "国保"))) if not bearer else "",
                rule=draw(st.sampled_from(("", "", *_MORE_RULES))) if not bearer and flow is ItemFlow.COST else "",
                customization=draw(st.booleans()),
            )
        )
    who = st.lists(st.sampled_from(codes), min_size=1, unique=True)
    return replace(
        made,
        project=project,
        rule=draw(st.sampled_from(_MORE_RULES)),
        remainder=draw(st.sampled_from(tuple(Remainder))),
        tax=draw(st.sampled_from(("税込", "税抜"))),
        items=tuple(items),
        payers=tuple(payers),
        taking={name: tuple(draw(who)) for name in ("介護", "国保") if draw(st.booleans())},
    )


@st.composite
def pairs_of_years(draw: st.DrawFn) -> list[Pair]:
    """Two years with up to three projects, some of which are in one of them only."""
    found = []
    for name in draw(st.lists(st.sampled_from(("利用料", "運用", "事務局費")), min_size=1, max_size=3, unique=True)):
        first, second = (draw(st.one_of(st.none(), any_years(name), any_years(name))) for _ in "ab")
        if first is not None or second is not None:
            found.append(pair_of(first, second))
    return found

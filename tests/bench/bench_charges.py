"""Explain for 179 members × 8 factors in sequence ≤ 3 × eight full computations; the mean over orders of six factors
for one member within 1 s: python tests/bench/bench_charges.py

The limit is for the explanation of one member in a ledger of 179, which is what people ask for. Those of all of them in
one go (every page of 負担金の説明) share what is the same for all and have a limit of their own: how the charge of a
member is with nothing but its own figures replaced has to be found for each of them."""

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import thread_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.calc.charges.assess import assess
from core.calc.charges.explain import explain, explain_all, explain_mean
from core.calc.charges.mixing import pair_of
from core.model.values.charge_premises import ChargePremises, Figures, Item, ItemFlow, Payer

MEMBERS = 179
MOST_TIMES = 3.0
MOST_TIMES_ALL = 4.0
MEAN_LIMIT_S = 1.0


def year(fiscal_year: int, more: int, members: int) -> ChargePremises:
    """Return a year in which everything is a little different from `more` = 0."""
    payers = tuple(
        Payer(f"{at:06}", f"団体{at}", "", at, Figures(10_000 + 37 * at + more * at, "2020-10-01"))
        for at in range(1, members + 1)
    )
    items = (
        Item("クラウド利用料", amount=277_200_000 + more * 1_000_000),
        Item("クラウド基盤", amount=90_000, currency="USD", rate=str(110 + more)),
        Item("介護", amount=40_000_000, system="介護"),
        Item("改修", amount=1_000_000 + more, customization=True),
        Item("前年度精算", ItemFlow.CARRIED, 100_000 + more),
    )
    taking = {"介護": tuple(one.code for one in payers[: 100 + more])}
    rule = f"equal={3 - more},population={7 + more}"
    return ChargePremises("利用料", fiscal_year, rule, items=items, payers=payers, taking=taking)


def timed(do: object, times: int = 5) -> float:
    """Return the median of the computing time of a call, in seconds."""
    spent = []
    for _ in range(times):
        began = thread_time()
        do()  # type: ignore[operator]
        spent.append(thread_time() - began)
    return median(spent)


def main() -> int:
    first, second = year(2025, 0, MEMBERS), year(2026, 1, MEMBERS - 1)
    pair = pair_of(first, second)
    whole = timed(lambda: [assess(one) for one in (first, second) * 4])
    one = timed(lambda: explain([pair], "000001"))
    every = timed(lambda: explain_all([pair]))
    same = {"rule": first.rule, "payers": (*second.payers, first.payers[-1]), "taking": first.taking}
    six = pair_of(first, replace(second, **same))  # type: ignore[arg-type]
    mean = timed(lambda: explain_mean([six], "000001"), 1)
    print(f"explain for {MEMBERS} members × 8 factors in sequence ≤ 3 × eight full computations:")
    print(f"  eight full computations: {whole * 1000:.0f} ms")
    print(f"  the explanation of one member among {MEMBERS}: {one * 1000:.0f} ms, {one / whole:.1f} times (limit 3)")
    print(f"  the explanations of all {MEMBERS}: {every * 1000:.0f} ms, {every / whole:.1f} times (limit 4)")
    print(f"the mean over orders of six factors for one member within 1 s: {mean:.2f} s")
    slow = one > MOST_TIMES * whole or every > MOST_TIMES_ALL * whole
    return int(slow or mean > MEAN_LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())

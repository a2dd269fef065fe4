"""The guarantee by year, whatever figures its keys are."""

import pytest

from core.calc.comparison.capped_years import cap_years
from core.calc.comparison.controlled_rounding import SCALE
from core.calc.comparison.exact_shares import ExactYears
from core.model.scenarios import RedistributionKey


@pytest.mark.parametrize("denominator", [1, 3, 7**200, 7**4_000], ids=["1", "3", "560 bits", "11,000 bits"])
def test_what_is_cut_off_is_taken_over_however_long_the_common_denominator_is(denominator: int) -> None:
    # 甲 is above its cap; 乙 has room for more in both years, 丙 joins in the second.
    yen = {"甲": (900_000, 600_000), "乙": (300_000, 200_000), "丙": (0, 400_000)}
    caps = {"甲": 1_000_000, "乙": 900_000, "丙": 1_200_000}
    months = {"甲": (12, 12), "乙": (12, 12), "丙": (0, 12)}
    base = ExactYears({code: tuple(one * denominator for one in row) for code, row in yen.items()}, denominator)
    keys = {code: max(0, caps[code] * denominator - sum(row)) for code, row in base.numerators.items()}
    found = cap_years(base, caps, keys, months, RedistributionKey.HEADROOM)
    assert found.capped == {"甲"}
    assert sum(found.shares["甲"]) == pytest.approx(1_000_000 * SCALE, abs=2)
    for at in range(2):
        assert sum(row[at] for row in found.shares.values()) == pytest.approx(
            sum(row[at] for row in yen.values()) * SCALE, abs=3
        )
    taken = {code: sum(found.shares[code]) - sum(yen[code]) * SCALE for code in ("乙", "丙")}
    assert taken["乙"] == pytest.approx((300_000 + 200_000 * 400 // 1_200) * SCALE, rel=1e-5)
    assert taken["丙"] > 0

"""Signs and digits are words only where nothing says otherwise."""

import pytest

from core.operations.importing.understood import Wishes
from tests.core.operations.importing.tidying.conftest import Bring

DIGITS = (("項", "射水市", "滑川市"), ("1", 1, 2), ("2", 3, 1))


def test_digits_below_members_are_asked_unless_somebody_says_that_they_are_answers(bring: Bring) -> None:
    for title in ((), ("帳票の数",)):
        (asked,) = bring(title, *DIGITS).asks
        assert "意向として読むと、1は実施、2は実施しない、3は未定になります" in asked
    assert bring(*DIGITS, wishes=Wishes(table="answers")).asks == []
    assert bring(("意向の一覧",), *DIGITS).asks == []


@pytest.mark.parametrize("title", ["意向(1:実施 2:実施しない 3:未定)", "意向　凡例 ○＝実施、×＝実施しない"])
def test_a_legend_that_says_what_the_ledger_says_is_no_question(bring: Bring, title: str) -> None:
    assert bring((title,), *DIGITS).asks == []


@pytest.mark.parametrize("title", ["意向(1:実施しない 2:実施)", "意向 1．未定、2．実施", "意向調査(1→しない、2→する)"])
def test_a_legend_that_says_otherwise_is_never_passed_over(bring: Bring, title: str) -> None:
    for wishes in (None, Wishes(table="answers")):
        asked = bring((title,), *DIGITS, wishes=wishes).asks
        assert asked
        assert all("台帳の意向では" in one for one in asked)


def test_a_legend_below_the_table_is_read_too(bring: Bring) -> None:
    rows = (("項", "射水市", "滑川市"), ("1", "○", "△"), ("※△：実施しない",))
    (asked,) = bring(*rows).asks
    assert asked.startswith("この表では「△」が「実施しない」ですが、台帳の意向では未定を表します。")
    assert bring(*rows[:2], ("※△：検討中",)).asks == []

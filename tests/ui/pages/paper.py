"""What the tests of the pages share: an empty ledger, the sentences of refusal, pages by their kind."""

from collections.abc import Callable
from typing import Any

from core.sample import empty
from ui.pages.table_page import TablePage
from ui.widgets.add_bar import AddBar

OpenPage = Callable[..., Any]
"""(key of the page, content of a new ledger: the sample by default) → the page, shown."""


def adding(page: TablePage) -> AddBar:
    """Return the line that adds a row."""
    assert page.adding is not None
    return page.adding


EMPTY = empty("新しい協議会", "2026-11-23")

NOT_A_NUMBER = "「{}」は数として読めません。数字で入力してください。"
NEGATIVE = "「{}」は負の数です。0以上で入力してください。"
TOO_LARGE = "「{}」は大きすぎます。1,000,000,000,000,000円未満で入力してください。"
BAD_YEN = (
    ("たくさん", NOT_A_NUMBER),
    ("-1", NEGATIVE),
    ("△1,000", NEGATIVE),
    ("1000000000000000", TOO_LARGE),
    ("1.5", "「{}」に端数があります。整数で入力してください。"),
)
"""What may be typed into a field of yen by mistake, and what is said of it."""

"""Percentages, exchange rates and currencies as text: no decimal of them is lost."""

import re
import unicodedata
from fractions import Fraction

from core.model.machine.faults import Refused
from core.model.values.money import parse_number

YEN = "JPY"
"""The currency of amounts that need no exchange rate."""

_CURRENCIES = {"円": YEN, "日本円": YEN, "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "元": "CNY"}

RATE_DECIMALS = 6


def parse_percent(text: str) -> str:
    """Return a percentage from 0 to 100 with at most one decimal: 30, 28.5; 30% and ３０％ alike.

    Raises Refused "not_a_number" or "percent_range".
    """
    number = parse_number(unicodedata.normalize("NFKC", text).strip().removesuffix("%"))
    if not 0 <= number <= 100 or (number * 10).denominator != 1:
        raise Refused("percent_range", text=text)
    return _decimal(number, 1)


def parse_exchange_rate(text: str) -> str:
    """Return how many yen one unit of a currency is, above zero, with at most six decimals: 110.25.

    Raises Refused "not_a_number" or "exchange_rate_range".
    """
    number = parse_number(text)
    if not 0 < number < 10**9 or (number * 10**RATE_DECIMALS).denominator != 1:
        raise Refused("exchange_rate_range", text=text)
    return _decimal(number, RATE_DECIMALS)


def parse_currency(text: str) -> str:
    """Return the three letters of a currency: usd, ＵＳＤ and ドル give USD. Raises Refused "currency_form"."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    code = _CURRENCIES.get(plain, plain)
    if not re.fullmatch("[A-Z]{3}", code):
        raise Refused("currency_form", text=text)
    return code


def _decimal(number: Fraction, decimals: int) -> str:
    """Return the number with as many decimals as it needs, at most `decimals`: 30, 28.5."""
    whole, rest = divmod(int(number * 10**decimals), 10**decimals)
    return f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")

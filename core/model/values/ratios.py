"""Percentages, exchange rates and currencies as text: no decimal of them is lost."""

import re
import unicodedata
from fractions import Fraction

from core.model.machine.faults import Refused
from core.model.values.money import parse_number
from core.pattern import pattern

YEN = "JPY"
"""The currency of amounts that need no exchange rate."""

_CURRENCIES = {"円": YEN, "日本円": YEN, "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "元": "CNY"}

RATE_DECIMALS = 6

_FRACTION = pattern(r"([0-9]{1,9})/([0-9]{1,9})")


def parse_percent(text: str, decimals: int = 1) -> str:
    """Return a percentage from 0 to 100 with at most so many decimals: 30, 28.5; 30% and ３０％ alike.

    Raises Refused "not_a_number", or "percent_range" with the decimals.
    """
    number = parse_number(unicodedata.normalize("NFKC", text).strip().removesuffix("%"))
    if not 0 <= number <= 100 or (number * 10**decimals).denominator != 1:
        raise Refused("percent_range", text=text, decimals=decimals)
    return _decimal(number, decimals)


def parse_exchange_rate(text: str) -> str:
    """Return how many yen one unit of a currency is, above zero, with at most six decimals, or as a fraction: 110.25,
    1103/10.

    Raises Refused "not_a_number" or "exchange_rate_range".
    """
    fraction = _fraction(text)
    if fraction is not None:
        if not 0 < fraction < 10**9:
            raise Refused("exchange_rate_range", text=text)
        return str(fraction)
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


def parse_part(text: str) -> str:
    """Return a part of a whole, above 0 and at most 1: 1/3 as 1/3, 50% and 0.5 as 50%, 5割 as 50%.

    Percentages have at most six decimals. Raises Refused "not_a_number" or "part_range".
    """
    fraction = _fraction(text)
    if fraction is not None:
        if not 0 < fraction <= 1:
            raise Refused("part_range", text=text)
        return str(fraction) if fraction < 1 else "100%"
    plain = unicodedata.normalize("NFKC", text).strip()
    scale = 100 if plain.endswith("%") else 10 if plain.endswith("割") else 1
    percent = parse_number(plain.removesuffix("%").removesuffix("割")) * 100 / scale
    if not 0 < percent <= 100 or (percent * 10**RATE_DECIMALS).denominator != 1:
        raise Refused("part_range", text=text)
    return f"{_decimal(percent, RATE_DECIMALS)}%"


def part_of(text: str) -> Fraction:
    """Return a stored part, 1/3 or 50%, as a fraction; raises ValueError for what is none."""
    return Fraction(text.removesuffix("%")) / 100 if text.endswith("%") else Fraction(text)


MOST_STEPS = 30
"""So many years a change of rule may take: no term is longer."""


def parse_percents(text: str) -> str:
    """Return percentages by year, as in 20, 40, 60, 80: 20%、40%・60 80 alike; no year's is below the one before.

    Raises Refused "not_a_number", "percent_range" or "percents_form".
    """
    pieces = [piece for piece in re.split(r"[,、・\s→]+", unicodedata.normalize("NFKC", text).strip()) if piece]
    percents = [parse_percent(piece) for piece in pieces]
    numbers = [Fraction(percent) for percent in percents]
    if not 0 < len(percents) <= MOST_STEPS or numbers != sorted(numbers):
        raise Refused("percents_form", text=text)
    return ",".join(percents)


def _fraction(text: str) -> Fraction | None:
    """Return 1/3 and 1／3 as a fraction, None where it is not written as one; of nothing is no fraction."""
    match = _FRACTION.fullmatch(unicodedata.normalize("NFKC", text).strip().replace(",", "").replace(" ", ""))
    return Fraction(int(match[1]), int(match[2])) if match and int(match[2]) else None


def _decimal(number: Fraction, decimals: int) -> str:
    """Return the number with as many decimals as it needs, at most `decimals`: 30, 28.5."""
    whole, rest = divmod(int(number * 10**decimals), 10**decimals)
    return f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")

"""返金の段, ペナルティの段 and 加重 as people write them: what part of a fee is given back for which result."""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from core.dataclass import dataclass
from core.model.machine.faults import Refused

NOTHING = "なし"
_DECIMALS = 6
_NUMBER = rf"([0-9]{{1,9}}(?:\.[0-9]{{1,{_DECIMALS}}})?)"
_UNIT = r"(%|時間|分|秒|件|点)?"


def show_number(number: Fraction) -> str:
    """Return a number of at most six decimals as it is kept: 99.5, 24."""
    whole, rest = divmod(int(number * 10**6), 10**6)
    return f"{whole:d}.{rest:06d}".rstrip("0").rstrip(".")


def parse_decimal(text: str) -> str:
    """Return a number from 0 with at most six decimals, whatever unit stands behind it: 99.5, 24.

    Raises Refused "decimal_form".
    """
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", unicodedata.normalize("NFKC", text).strip())
    match = re.fullmatch(rf"{_NUMBER}\s*{_UNIT}", plain)
    if match is None:
        raise Refused("decimal_form", text=text)
    return show_number(Fraction(match[1]))


@dataclass(frozen=True, slots=True)
class Step:
    """What part is given back, in percent, for results from `low` to `high`; None is without a limit. The limit itself
    belongs to the step where it is said so."""

    low: Fraction | None
    has_low: bool
    high: Fraction | None
    has_high: bool
    percent: Fraction
    text: str

    def holds(self, value: Fraction) -> bool:
        """Whether a result, not rounded, falls into the step."""
        above = self.low is None or value > self.low or (self.has_low and value == self.low)
        below = self.high is None or value < self.high or (self.has_high and value == self.high)
        return above and below

    def overlaps(self, other: "Step") -> bool:
        """Whether a result may fall into both."""
        lows = [(one.low, one.has_low) for one in (self, other) if one.low is not None]
        highs = [(one.high, one.has_high) for one in (self, other) if one.high is not None]
        if not lows or not highs:
            return True
        low = max(value for value, _ in lows)
        high = min(value for value, _ in highs)
        return low < high or (low == high and all(has for value, has in (*lows, *highs) if value == low))


@dataclass(frozen=True, slots=True)
class Steps:
    """`text` in the one form in which it is kept."""

    text: str
    steps: tuple[Step, ...]

    def of(self, value: Fraction) -> Step | None:
        """Return the step of a result, None for one of which no step speaks: nothing is given back for it."""
        return next((step for step in self.steps if step.holds(value)), None)


@lru_cache(maxsize=256)
def parse_steps(text: str) -> Steps:
    """Return the steps written as 99.5%以上 なし、95%以上99.5%未満 10%、95%未満 25%.

    Raises Refused "steps_form" for what cannot be read, "steps_overlap" where one result has two steps, "percent_range"
    for more than the whole.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    pieces = [piece.strip() for piece in re.split(r"[、,;/\n]+", plain) if piece.strip()]
    steps = tuple(_step(piece, text) for piece in pieces)
    for at, step in enumerate(steps):
        for other in steps[:at]:
            if step.overlaps(other):
                raise Refused("steps_overlap", text=step.text, other=other.text)
    return Steps("、".join(step.text for step in steps), steps)


def _step(piece: str, text: str) -> Step:
    low = rf"(?:{_NUMBER}\s*{_UNIT}\s*(以上|超|を超え)(?:で|かつ)?\s*)?"
    high = rf"(?:{_NUMBER}\s*{_UNIT}\s*(未満|以下)\s*)?"
    given = rf"(?:{_NUMBER}\s*%(?:返金|減額)?|(なし|無し|0))"
    match = re.fullmatch(rf"{low}[・〜~\-]?\s*{high}(?:の?場合)?\s*[:=→はを]?\s*{given}", piece)
    if match is None or (match[1] is None and match[4] is None):
        raise Refused("steps_form", text=text)
    first, last = (Fraction(match[at]) if match[at] else None for at in (1, 4))
    percent = Fraction(match[7] or 0)
    if percent > 100:
        raise Refused("percent_range", text=match[7], decimals=_DECIMALS)
    if first is not None and last is not None and first >= last:
        raise Refused("steps_form", text=text)
    unit = match[2] or match[5] or ""
    shown = f"{show_number(first)}{unit}{'以上' if match[3] == '以上' else '超'}" if first is not None else ""
    shown += f"{show_number(last)}{unit}{match[6]}" if last is not None else ""
    part = f"{show_number(percent)}%" if percent else NOTHING
    return Step(first, match[3] == "以上", last, match[6] == "以下", percent, f"{shown} {part}")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many penalty points what part of the fee is given back, the lowest first."""

    text: str
    steps: tuple[tuple[Fraction, Fraction], ...]

    def percent_of(self, points: Fraction) -> Fraction:
        """Return the part, in percent, for so many points."""
        return max((percent for least, percent in self.steps if points >= least), default=Fraction(0))


@lru_cache(maxsize=256)
def parse_thresholds(text: str) -> Thresholds:
    """Return the thresholds written as 10点以上 5%、20点以上 10%.

    Raises Refused "thresholds_form", "steps_overlap" for one threshold twice, "percent_range".
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found: dict[Fraction, Fraction] = {}
    for piece in [piece.strip() for piece in re.split(r"[、,;/\n]+", plain) if piece.strip()]:
        match = re.fullmatch(rf"{_NUMBER}\s*点?\s*(?:以上)?\s*[:=→はで]?\s*{_NUMBER}\s*%(?:返金|減額)?", piece)
        if match is None:
            raise Refused("thresholds_form", text=text)
        least, percent = Fraction(match[1]), Fraction(match[2])
        if percent > 100:
            raise Refused("percent_range", text=match[2], decimals=_DECIMALS)
        if least in found:
            raise Refused("steps_overlap", text=piece, other=f"{show_number(least)}点以上 {show_number(found[least])}%")
        found[least] = percent
    steps = tuple(sorted(found.items()))
    return Thresholds("、".join(f"{show_number(a)}点以上 {show_number(b)}%" for a, b in steps), steps)


@dataclass(frozen=True, slots=True)
class Weights:
    """By how much the points of the first, the second, … miss of the same item are multiplied; the last one stays."""

    text: str
    factors: tuple[Fraction, ...]

    def of(self, time: int) -> Fraction:
        """Return the factor of the miss that is the `time`-th, from 1."""
        return self.factors[min(time, len(self.factors)) - 1] if self.factors else Fraction(1)


@lru_cache(maxsize=256)
def parse_weights(text: str) -> Weights:
    """Return the factors written as 1、1.5、2. Raises Refused "weights_form"."""
    plain = unicodedata.normalize("NFKC", text).strip()
    pieces = [re.sub("倍$", "", piece.strip()) for piece in re.split(r"[、,;/\s]+", plain) if piece.strip()]
    if not all(re.fullmatch(_NUMBER, piece) and Fraction(piece) for piece in pieces) or len(pieces) > 20:
        raise Refused("weights_form", text=text)
    factors = tuple(Fraction(piece) for piece in pieces)
    return Weights("、".join(map(show_number, factors)), factors)

"""尺度 as people write it, and the numbers in a rule of evaluation."""

import re
import unicodedata
from fractions import Fraction
from itertools import pairwise

from core.model.machine.faults import Refused
from core.model.values.evaluation_rules import AND, NO, Scale, show

NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?"


def fraction_of(text: str) -> Fraction:
    """Return the number of a text that fits NUMBER; raises Refused "evaluation_number" for a part of nothing."""
    above, _, below = text.partition("/")
    if below and not int(below):
        raise Refused("evaluation_number", text=text)
    return Fraction(above) / (int(below) if below else 1)


def read_scale(text: str) -> Scale:
    """Return the scale: A=1、B=0.75…; letters or signs alone in equal steps (A B C D E, ○△×), numbers alone as parts
    of the highest (5 4 3 1 0). Raises Refused "scale_unread" or "scale_not_decreasing"."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in {"点", NO, "直接"}:
        return Scale()
    signs = re.fullmatch("[◎○〇◯△▲×✕]+", plain)
    pieces = list(plain) if signs else [one for one in re.split(r"[、,;・\s]+", _with_equals(plain)) if one]
    pairs = [re.fullmatch(rf"([^=:]+?)\s*[=:]\s*({NUMBER})(%?)", one) for one in pieces]
    if all(pairs) and pieces:
        grades = [(one[1], fraction_of(one[2]) / (100 if one[3] else 1)) for one in pairs if one]
    elif any(pairs) or len(pieces) < 2 or any("=" in one for one in pieces):
        raise Refused("scale_unread", text=text)
    elif all(re.fullmatch(NUMBER, one) for one in pieces):
        most = max(fraction_of(one) for one in pieces)
        grades = [(one, fraction_of(one) / most if most else Fraction(0)) for one in pieces]
    else:
        grades = [(one, Fraction(len(pieces) - 1 - at, len(pieces) - 1)) for at, one in enumerate(pieces)]
    falls = all(a[1] > b[1] for a, b in pairwise(grades))
    if not falls or not 0 < grades[0][1] <= 1 or len({name for name, _ in grades}) < len(grades):
        raise Refused("scale_not_decreasing", text=text)
    return Scale(tuple(grades))


def _with_equals(plain: str) -> str:
    """Return A100/B70/C40/D0% and A1 B.75 C.5 with a sign between a grade and what it is worth; else the text."""
    pieces = [one for one in re.split(r"[、,;・\s/]+", plain.removesuffix("%")) if one]
    glued = [re.fullmatch(r"([^0-9.=:/%]+)([0-9]*\.?[0-9]+)%?", one) for one in pieces]
    found = [(one[1], Fraction(f"0{one[2]}")) for one in glued if one]
    falls = len(found) == len(pieces) > 1 and all(a[1] > b[1] for a, b in pairwise(found))
    if not falls or found[0][1] > (100 if "%" in plain else 1):
        return plain
    return AND.join(f"{name}={show(share)}{'%' * ('%' in plain)}" for name, share in found)

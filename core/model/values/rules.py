"""按分規則: in proportion to what an amount is split."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from core.model.machine.faults import Refused
from core.model.values.words import Word


class Basis(Word):
    """What the parts of a rule are proportional to."""

    EQUAL = "equal", "均等割"
    POPULATION = "population", "人口割"
    DECREASING = "decreasing", "逓減人口割"
    WEIGHT = "weight", "指標割"


class Remainder(Word):
    """端数の扱い: who bears what the unit of rounding leaves over."""

    LARGEST = "largest", "最大剰余"
    REPRESENTATIVE = "representative", "代表団体"
    POPULOUS = "populous", "人口最多の団体"
    SECRETARIAT = "secretariat", "事務局"


@dataclass(frozen=True, slots=True)
class Term:
    """`parts` of the amount go by `basis`. `factor` is the k of 逓減人口, `name` the named weight of 指標割."""

    basis: Basis
    parts: int
    factor: Decimal = Decimal(0)
    name: str = ""

    @property
    def label(self) -> str:
        """Return 均等割, 人口割, 逓減人口割(1.5倍) or 指標割(ごみ量)."""
        if self.basis is Basis.DECREASING:
            return f"{self.basis.label}({self.factor}倍)"
        return f"{self.basis.label}({self.name})" if self.basis is Basis.WEIGHT else self.basis.label

    @property
    def text(self) -> str:
        """Return the term as stored and typed on the command line: equal=3, decreasing:1.5=7, weight:NAME=1."""
        detail = {Basis.DECREASING: f":{self.factor}", Basis.WEIGHT: f":{self.name}"}.get(self.basis, "")
        return f"{self.basis}{detail}={self.parts}"


@dataclass(frozen=True, slots=True)
class Rule:
    """The amount is divided by the terms' parts, and each part split by its basis."""

    terms: tuple[Term, ...]

    @property
    def label(self) -> str:
        """Return 均等割:人口割 = 3:7, or 均等割 when there is one term."""
        if len(self.terms) == 1:
            return self.terms[0].label
        return ":".join(t.label for t in self.terms) + " = " + ":".join(str(t.parts) for t in self.terms)

    @property
    def text(self) -> str:
        """Return the rule as stored; parse_rule reads it back."""
        return ",".join(term.text for term in self.terms)


EQUAL_SPLIT = Rule((Term(Basis.EQUAL, 1),))
"""The default among those who implement a customization."""

_TERM = re.compile(r"\s*([a-z]+)\s*(?::\s*([^=,]+?))?\s*(?:=\s*([0-9]{1,6}))?\s*")


@cache
def parse_rule(text: str) -> Rule:
    """Return the rule written as "equal=3,population=7"; a term without parts has 1.

    Raises Refused "rule_form" (with the term), "rule_parts" (all parts zero) or "rule_factor" (k outside 1 < k ≤ 2:
    k = 2 is the plain population, k = 1 would make everybody equal).
    """
    terms = tuple(_parse_term(piece) for piece in unicodedata.normalize("NFC", text).split(","))
    if not any(term.parts for term in terms):
        raise Refused("rule_parts", text=text)
    return Rule(tuple(term for term in terms if term.parts))


def _parse_term(text: str) -> Term:
    match = _TERM.fullmatch(text)
    if not match or match[1] not in set(Basis):
        raise Refused("rule_form", text=text.strip())
    basis, detail, parts = Basis(match[1]), match[2] or "", int(match[3] or 1)
    if (basis in {Basis.DECREASING, Basis.WEIGHT}) != bool(detail):
        raise Refused("rule_form", text=text.strip())
    if basis is Basis.DECREASING:
        if not re.fullmatch(r"[0-9](\.[0-9]{1,6})?", detail) or not 1 < Decimal(detail) <= 2:
            raise Refused("rule_factor", text=detail)
        return Term(basis, parts, factor=Decimal(detail))
    return Term(basis, parts, name=detail)


_BASES = "|".join(basis.label for basis in Basis)
_SHOWN_TERM = re.compile(rf"\s*({_BASES})(?:[(（](.+)[)）])?\s*(?:[=＝]\s*(\d{{1,6}}))?\s*")


def read_rule(text: str) -> Rule:
    """Return the rule written as on the command line or as it is shown: 均等割:人口割 = 3:7, 均等割=3、人口割=7.

    Raises Refused as parse_rule does.
    """
    try:
        return parse_rule(text)
    except Refused:
        if not any(basis.label in text for basis in Basis):
            raise
    shown = re.fullmatch(r"(.+?)\s*[=＝]\s*(\d+(?:\s*[:：]\s*\d+)+)\s*", text)
    between, heads = ("[:：]", shown[1]) if shown else ("[,、]", text)
    terms = [_shown_term(piece) for piece in re.split(rf"{between}(?=\s*(?:{_BASES}))", heads)]
    if not shown:
        return parse_rule(",".join(terms))
    parts = [int(part) for part in re.split("[:：]", shown[2])]
    if len(parts) != len(terms):
        raise Refused("rule_form", text=text)
    return parse_rule(",".join(f"{term}={part}" for term, part in zip(terms, parts, strict=True)))


def _shown_term(text: str) -> str:
    """Return 逓減人口割(1.5倍)=7 as decreasing:1.5=7."""
    match = _SHOWN_TERM.fullmatch(text)
    if not match:
        raise Refused("rule_form", text=text.strip())
    basis = next(basis for basis in Basis if basis.label == match[1])
    detail = match[2] or ""
    if basis is Basis.DECREASING:
        detail = unicodedata.normalize("NFKC", detail).removesuffix("倍")
    return basis.value + (f":{detail}" if detail else "") + (f"={int(match[3])}" if match[3] else "")

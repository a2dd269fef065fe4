"""按分規則: in proportion to what an amount is split, what is taken off first, and within what limits."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.values.words import Word
from core.pattern import pattern


class Basis(Word):
    """What the parts of a rule are proportional to."""

    EQUAL = "equal", "均等割"
    POPULATION = "population", "人口割"
    DECREASING = "decreasing", "逓減人口割"
    WEIGHT = "weight", "指標割"


class Remainder(Word):
    """端数の扱い: who bears what the unit of rounding leaves over."""

    LARGEST = "largest", "最大剰余", "最大剰余方式 最大剰余法"
    REPRESENTATIVE = "representative", "代表団体"
    POPULOUS = "populous", "人口最多の団体"
    SECRETARIAT = "secretariat", "事務局"
    NEAREST = "nearest", "四捨五入(差は指定の団体)"
    CARRIED = "carried", "切捨て(残りは繰越)"

    @property
    def keeps(self) -> bool:
        """Whether what is left over goes to no member, but stands as a line of its own."""
        return self in {Remainder.SECRETARIAT, Remainder.CARRIED}

    @property
    def line(self) -> str:
        """Return how the line of what goes to no member is called."""
        return "繰越" if self is Remainder.CARRIED else "事務局"

    @property
    def stays(self) -> str:
        """Return in a sentence where it stays: 事務局に残り."""
        return "翌年度へ繰り越し" if self is Remainder.CARRIED else "事務局に残り"

    @property
    def line_of_rest(self) -> str:
        """Return the same with what it is: 事務局(端数)."""
        return f"{self.line}(端数)"


@dataclass(frozen=True, slots=True)
class Term:
    """`parts` of the amount go by `basis`, as whole numbers of the rule's scale. `factor` is the k of 逓減人口, `name`
    the named weight of 指標割."""

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

    def written(self, parts: str) -> str:
        """Return the term as stored and typed on the command line: equal=3, decreasing:1.5=7, weight:NAME=1."""
        detail = {Basis.DECREASING: f":{self.factor}", Basis.WEIGHT: f":{self.name}"}.get(self.basis, "")
        return f"{self.basis}{detail}={parts}"


@dataclass(frozen=True, slots=True)
class Limit:
    """下限 or 上限 of a share: so many `yen`, or `percent` of the amount that is split or of the weight `name`."""

    yen: int = 0
    percent: Decimal | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """Return 100,000円, 総額の40% or 指標(前年度負担金)の110%."""
        if self.percent is None:
            return f"{self.yen:,}円"
        return f"{f'指標({self.name})' if self.name else '総額'}の{self.percent}%"

    @property
    def text(self) -> str:
        """Return the limit as stored: 100000, 40% or 110%NAME."""
        return str(self.yen) if self.percent is None else f"{self.percent}%{self.name}"


@dataclass(frozen=True, slots=True)
class Rule:
    """The amount without the fixed amounts of the table `fixed` (定額) is divided by the terms' parts, and each part
    split by its basis; nobody pays less than `least` or more than `most`, and the others take over what that moves.

    `scale` is what 1 is written as in the parts: 10 for 9.5:90.5. Without terms the fixed amounts are the whole amount.
    """

    terms: tuple[Term, ...]
    scale: int = 1
    fixed: str = ""
    least: Limit | None = None
    most: Limit | None = None

    @property
    def is_plain(self) -> bool:
        """Whether every share is in proportion to weights, and nothing else."""
        return not (self.fixed or self.least or self.most)

    @property
    def is_limited(self) -> bool:
        """Whether shares have a floor or a cap."""
        return bool(self.least or self.most)

    @property
    def label(self) -> str:
        """Return 均等割:人口割 = 3:7, or 均等割 when there is one term, with what is taken off first and the limits:
        定額(基本料)、人口割、上限 総額の40%."""
        pieces = [f"定額({self.fixed})"] if self.fixed else []
        if len(self.terms) == 1:
            pieces.append(self.terms[0].label)
        elif self.terms:
            parts = ":".join(self.show_parts(term.parts) for term in self.terms)
            pieces.append(":".join(term.label for term in self.terms) + " = " + parts)
        pieces += [f"下限 {self.least.label}"] if self.least else []
        pieces += [f"上限 {self.most.label}"] if self.most else []
        return "、".join(pieces)

    @property
    def text(self) -> str:
        """Return the rule as stored; parse_rule reads it back."""
        pieces = [f"fixed:{self.fixed}"] if self.fixed else []
        pieces += [term.written(self.show_parts(term.parts)) for term in self.terms]
        pieces += [f"least:{self.least.text}"] if self.least else []
        pieces += [f"most:{self.most.text}"] if self.most else []
        return ",".join(pieces)

    @property
    def whole(self) -> int:
        """The parts of all terms together."""
        return sum(term.parts for term in self.terms)

    @property
    def names(self) -> tuple[str, ...]:
        """The named weights that the rule needs, for its terms and its limits."""
        limits = (limit.name for limit in (self.least, self.most) if limit)
        return tuple(dict.fromkeys(filter(None, (*(term.name for term in self.terms), *limits))))

    @property
    def needs_population(self) -> bool:
        """Whether anything goes by population."""
        return any(term.basis in {Basis.POPULATION, Basis.DECREASING} for term in self.terms)

    def show_parts(self, parts: int) -> str:
        """Return parts as they are written: 3, or 9.5 for 95 of a rule of tenths."""
        whole, rest = divmod(parts, self.scale)
        return f"{whole}.{str(self.scale + rest)[1:].rstrip('0')}" if rest else str(whole)


EQUAL_SPLIT = Rule((Term(Basis.EQUAL, 1),))
"""The default among those who implement a customization."""

_TERM = pattern(r"\s*([a-z]+)\s*(?::\s*([^=,]+?))?\s*(?:=\s*([0-9]{1,6}(?:\.[0-9]{1,4})?))?\s*")
_PERCENT = pattern(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*%\s*(.*)")


@cache
def parse_rule(text: str) -> Rule:
    """Return the rule written as "equal=3,population=7"; a term without parts has 1.

    "fixed:NAME" takes the amounts of a table off first, "least:100000" and "most:40%" or "most:110%NAME" limit a share.

    Raises Refused "rule_form" (with the piece), "rule_parts" (all parts zero) or "rule_factor" (k outside 1 < k ≤ 2:
    k = 2 is the plain population, k = 1 would make everybody equal).
    """
    terms: list[tuple[Term, Decimal]] = []
    others: dict[str, str] = {}
    for piece in unicodedata.normalize("NFC", text).split(","):
        match = _TERM.fullmatch(piece)
        if not match:
            raise Refused("rule_form", text=piece.strip())
        word, detail, parts = match[1], match[2] or "", match[3]
        if word in _OTHERS and detail and parts is None and word not in others:
            others[word] = detail
        else:
            terms.append((_term(word, detail, piece), Decimal(parts or 1)))
    if terms and not any(parts for _, parts in terms):
        raise Refused("rule_parts", text=text)
    used = [(term, parts.normalize()) for term, parts in terms if parts]
    scale = 10 ** max((_decimals(parts) for _, parts in used), default=0)
    if not used and "fixed" not in others:
        raise Refused("rule_form", text=text.strip())
    rule = Rule(
        tuple(Term(term.basis, int(parts * scale), term.factor, term.name) for term, parts in used),
        scale if len(used) > 1 else 1,
        others.get("fixed", ""),
        _limit(others.get("least")),
        _limit(others.get("most")),
    )
    # The very one, by which the rule of nearly every request is known at a glance.
    return EQUAL_SPLIT if rule == EQUAL_SPLIT else rule


_OTHERS = frozenset({"fixed", "least", "most"})


def _decimals(parts: Decimal) -> int:
    exponent = parts.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _term(word: str, detail: str, piece: str) -> Term:
    if word not in set(Basis):
        raise Refused("rule_form", text=piece.strip())
    basis = Basis(word)
    if (basis in {Basis.DECREASING, Basis.WEIGHT}) != bool(detail):
        raise Refused("rule_form", text=piece.strip())
    if basis is Basis.DECREASING:
        if not re.fullmatch(r"[0-9](\.[0-9]{1,6})?", detail) or not 1 < Decimal(detail) <= 2:
            raise Refused("rule_factor", text=detail)
        return Term(basis, 1, factor=Decimal(detail))
    return Term(basis, 1, name=detail)


def _limit(text: str | None) -> Limit | None:
    if text is None:
        return None
    if re.fullmatch("[0-9]{1,15}", text):
        return Limit(int(text))
    match = _PERCENT.fullmatch(text)
    if not match:
        raise Refused("rule_form", text=text)
    percent = Decimal(match[1])
    return Limit(percent=Decimal(f"{percent.normalize():f}"), name=match[2])

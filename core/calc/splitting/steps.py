"""The derivation of one split, in Japanese."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.calc.derivation import Derivation, Step, quotient, step, yen
from core.calc.members import Member
from core.calc.splitting.apportion import floors
from core.calc.splitting.bases import DECREASING_SCALE, term_weights
from core.model.values.rules import Basis, Remainder, Rule, Term


@dataclass(frozen=True, slots=True)
class SplitFacts:
    """A split that was made: what went in and what came out."""

    total: int
    rule: Rule
    payers: tuple[Member, ...]
    fixed: Mapping[str, int]
    weights: Mapping[str, int]
    divided: Mapping[str, int]
    secretariat: int
    unit: int
    remainder: Remainder
    taker: Member | None

    @property
    def rest(self) -> int:
        """What the rule splits: the total without the fixed amounts."""
        return self.total - sum(self.fixed.values())


def split_derivation(facts: SplitFacts) -> Derivation:
    """Return the steps from the total through fixed amounts, weights and exact shares to the amounts to the yen."""
    return Derivation(f"{yen(facts.total)}の按分({facts.rule.label})", tuple(_steps(facts)))


def show_weight(term: Term, weight: int) -> str:
    """Return one member's weight by `term` as people read it: 33,676人, 1, 12.34…"""
    if term.basis is Basis.DECREASING:
        return quotient(weight, DECREASING_SCALE)
    return f"{weight:,}人" if term.basis is Basis.POPULATION else f"{weight:,}"


def exact_share(rule: Rule, payers: tuple[Member, ...], member: Member, total: int) -> tuple[str, tuple[int, int]]:
    """Return the formula of one member's exact share, and the share itself as (dividend, divisor)."""
    whole = sum(term.parts for term in rule.terms)
    pieces, dividend, divisor = [], 0, 1
    for term in rule.terms:
        weights = dict(zip((payer.code for payer in payers), term_weights(term, payers), strict=True))
        own, sum_ = weights[member.code], sum(weights.values())
        part = f"{term.parts}/{whole} × " if len(rule.terms) > 1 else ""
        pieces.append(f"{part}{show_weight(term, own)} ÷ {show_weight(term, sum_)}")
        dividend, divisor = dividend * sum_ + term.parts * own * divisor, divisor * sum_
    formula = pieces[0] if len(pieces) == 1 else "(" + " + ".join(pieces) + ")"
    return f"{yen(total)} × {formula}", (total * dividend, whole * divisor)


def rounding_words(unit: int, remainder: Remainder, taker: str | None) -> str:
    """Return in one sentence how what is below the unit is treated."""
    match remainder:
        case Remainder.LARGEST if unit > 1:
            goes = f"残りは最大剰余の順に{unit:,}円ずつ、{unit:,}円に満たない分は最も重い団体へ"
        case Remainder.LARGEST:
            goes = "残りは最大剰余の順に1円ずつ"
        case Remainder.SECRETARIAT:
            goes = "残りは事務局に残す"
        case _:
            goes = f"残りは{remainder.label}({taker})へ"
    return f"{unit:,}円未満を切り捨て、{goes}"


def _steps(facts: SplitFacts) -> Iterator[Step]:
    names = {payer.code: payer.name for payer in facts.payers}
    if facts.fixed:
        inputs = tuple((names[code], yen(amount)) for code, amount in facts.fixed.items())
        yield step("定額", "総額 − 定額の合計", (("総額", yen(facts.total)), *inputs), yen(facts.rest))
    for term in facts.rule.terms:
        weights = term_weights(term, facts.payers)
        whole = sum(one.parts for one in facts.rule.terms)
        inputs = tuple((payer.name, show_weight(term, w)) for payer, w in zip(facts.payers, weights, strict=True))
        sum_ = show_weight(term, sum(weights))
        yield step(term.label, f"割合 {term.parts}/{whole}、指標の合計 {sum_}", inputs, f"合計 {sum_}")
    exact = []
    for payer in facts.payers:
        _, (dividend, divisor) = exact_share(facts.rule, facts.payers, payer, facts.rest)
        exact.append((payer.name, f"{quotient(dividend, divisor)}円"))
    yield step("按分", "按分する額 × Σ(割合 × 指標 ÷ 指標の合計)", exact, yen(facts.rest))
    floored = floors(facts.rest, facts.weights, facts.unit)
    words = rounding_words(facts.unit, facts.remainder, facts.taker.name if facts.taker else None)
    rest = facts.rest - sum(floored.values())
    yield step("端数", words, ((names[code], yen(share)) for code, share in floored.items()), f"残り {yen(rest)}")
    result = [(names[code], yen(share + facts.fixed.get(code, 0))) for code, share in facts.divided.items()]
    if facts.secretariat:
        result.append((Remainder.SECRETARIAT.label, yen(facts.secretariat)))
    yield step("負担額", "合計は総額に一致", result, yen(facts.total))

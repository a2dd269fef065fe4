"""The derivation of one split, in Japanese."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from core.calc.derivation import Derivation, Step, quotient, step, yen
from core.calc.members import Member
from core.calc.splitting.bases import DECREASING_SCALE, combined_weights, term_weights
from core.calc.splitting.limits import Levelled
from core.calc.splitting.rounding import Rounding, cut_down
from core.dataclass import dataclass
from core.model.council import WHOLE_SHARE
from core.model.values.rules import Basis, Remainder, Rule, Term

Named = Callable[[Member], str]
"""What a member is called."""


@dataclass(frozen=True, slots=True)
class SplitFacts:
    """A split that was made: what went in and what came out; `levelled` where the rule is more than proportions."""

    total: int
    rule: Rule
    payers: tuple[Member, ...]
    fixed: Mapping[str, int]
    levelled: Levelled | None
    shares: Mapping[str, int]
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
    if term.basis is Basis.EQUAL:
        return show_equal(weight)
    return f"{weight:,}人" if term.basis is Basis.POPULATION else f"{weight:,}"


def show_equal(percent: int) -> str:
    """Return a share of 均等割 as a number of members: 1, 0.5."""
    whole, rest = divmod(percent, WHOLE_SHARE)
    return f"{whole:,}.{rest:02d}".rstrip("0") if rest else f"{whole:,}"


def exact_share(rule: Rule, payers: tuple[Member, ...], member: Member, total: int) -> tuple[str, tuple[int, int]]:
    """Return the formula of one member's exact share, and the share itself as (dividend, divisor)."""
    whole = sum(term.parts for term in rule.terms)
    pieces, dividend, divisor = [], 0, 1
    for term in rule.terms:
        weights = dict(zip((payer.code for payer in payers), term_weights(term, payers), strict=True))
        own, sum_ = weights[member.code], sum(weights.values())
        part = f"{rule.show_parts(term.parts)}/{rule.show_parts(whole)} × " if len(rule.terms) > 1 else ""
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
        case Remainder.CARRIED:
            goes = "残りは翌年度へ繰り越す"
        case Remainder.NEAREST:
            return f"{unit:,}円未満を四捨五入、合計との差は{taker}へ"
        case _:
            goes = f"残りは{remainder.label}({taker})へ"
    return f"{unit:,}円未満を切り捨て、{goes}"


def _steps(facts: SplitFacts) -> Iterator[Step]:
    names = {payer.code: payer.name for payer in facts.payers}
    rounding = Rounding(facts.unit, facts.remainder)
    if facts.levelled is not None:
        yield from level_steps(facts.levelled, facts.total, facts.rule, facts.payers)
        one = facts.levelled
        first, _, _ = cut_down(one.numerators, one.denominator, rounding, one.fixed, one.most, one.least)
    else:
        if facts.fixed:
            inputs = [(names[code], yen(amount)) for code, amount in facts.fixed.items()]
            yield step("定額", "総額 − 定額の合計", (("総額", yen(facts.total)), *inputs), yen(facts.rest))
        yield from base_steps(facts.rule, facts.payers)
        exact = []
        for payer in facts.payers:
            _, (dividend, divisor) = exact_share(facts.rule, facts.payers, payer, facts.rest)
            exact.append((payer.name, f"{quotient(dividend, divisor)}円"))
        yield step("按分", "按分する額 × Σ(割合 × 指標 ÷ 指標の合計)", exact, yen(facts.rest))
        first = _cut(facts, rounding)
    words = rounding_words(facts.unit, facts.remainder, facts.taker.name if facts.taker else None)
    rest = facts.total - sum(first.values()) - (sum(facts.fixed.values()) if facts.levelled is None else 0)
    left = "差" if facts.remainder is Remainder.NEAREST else "残り"
    yield step("端数", words, ((names[code], yen(share)) for code, share in first.items()), f"{left} {yen(rest)}")
    result = [(names[code], yen(share)) for code, share in facts.shares.items()]
    if facts.secretariat:
        result.append((facts.remainder.line, yen(facts.secretariat)))
    yield step("負担額", "合計は総額に一致", result, yen(facts.total))


def _cut(facts: SplitFacts, rounding: Rounding) -> dict[str, int]:
    """Return what is cut down to the unit, towards zero."""
    weights = dict(zip((one.code for one in facts.payers), combined_weights(facts.rule, facts.payers), strict=True))
    sign = -1 if facts.rest < 0 else 1
    exact = {code: abs(facts.rest) * weight for code, weight in weights.items()}
    cut, _, _ = cut_down(exact, sum(weights.values()), rounding)
    return {code: sign * share for code, share in cut.items()}


def base_steps(
    rule: Rule, payers: Sequence[Member], named: Named = lambda one: one.name, among: str = ""
) -> Iterator[Step]:
    """Yield by term of the rule everybody's figure and their sum."""
    for term in rule.terms:
        weights = term_weights(term, payers)
        inputs = [(named(payer), show_weight(term, weight)) for payer, weight in zip(payers, weights, strict=True)]
        sum_ = show_weight(term, sum(weights))
        part = f"{rule.show_parts(term.parts)}/{rule.show_parts(rule.whole)}"
        yield step(f"{term.label}{among}", f"割合 {part}、指標の合計 {sum_}", inputs, f"合計 {sum_}")


def level_steps(
    levelled: Levelled,
    total: int,
    rule: Rule,
    payers: Sequence[Member],
    named: Named = lambda one: one.name,
    when: str = "",
    among: str = "",
    weights: bool = True,
) -> Iterator[Step]:
    """Yield how the exact shares of `total` yen come about by a rule with fixed amounts or limits: everything that is
    needed to compute them again. `when` stands behind each label, `among` behind those that hold for all years.
    Without `weights` the figures and weights are left out: they are told already."""
    if rule.fixed or any(levelled.fixed.values()):
        inputs = [(named(one), yen(levelled.fixed[one.code])) for one in payers if levelled.fixed[one.code]]
        words = f"定額表「{rule.fixed}」の額を先に引く" if rule.fixed else "定額を先に引く"
        rest = total - sum(levelled.fixed.values())
        yield step(f"定額{when}", f"{words}。{yen(total)} − 定額の合計", inputs, yen(rest))
    if weights:
        yield from base_steps(rule, payers, named, among)
    if rule.terms and weights:
        words = "Σ(割合 × 指標 ÷ 指標の合計)を、同じ比の整数にしたもの"
        inputs = [(named(one), f"{levelled.weights[one.code]:,}") for one in payers]
        yield step(f"重み{among}", words, inputs, f"合計 {sum(levelled.weights.values()):,}")
    if rule.is_limited:
        yield _limits(levelled, rule, payers, named, when)
    open_ = [one for one in payers if one.code not in levelled.held]
    whole = sum(levelled.weights[one.code] for one in open_)
    fixed = sum(levelled.fixed[one.code] for one in open_)
    held = sum(levelled.numerators[code] for code in levelled.held) // levelled.denominator
    pieces = [yen(total)]
    pieces += [f"下限・上限の団体の額{yen(held)}"] if levelled.held else []
    pieces += [f"{'残る団体の' if levelled.held else ''}定額の合計{yen(fixed)}"] if fixed else []
    formula = f"残り{yen(total - held - fixed)}({' − '.join(pieces)})"
    if whole:
        formula += f" × 重み ÷ {'残る団体の' if levelled.held else ''}重みの合計{whole:,}"
        formula += " + 定額" if fixed else ""
    exact = [(named(one), f"{quotient(levelled.numerators[one.code], levelled.denominator)}円") for one in payers]
    yield step(f"按分{when}", formula, exact, yen(total))


def _limits(levelled: Levelled, rule: Rule, payers: Sequence[Member], named: Named, when: str) -> Step:
    """Return the limits of each in yen, and who stands at one."""
    words = [f"下限 {rule.least.label}(1円未満切上げ)"] if rule.least else []
    words += [f"上限 {rule.most.label}(1円未満切捨て)"] if rule.most else []
    formula = "、".join(words) + "。超える分・足りない分は、残る団体が重みの比で負担"
    inputs = []
    for one in payers:
        limits = [f"下限 {yen(levelled.least[one.code])}"] if levelled.least else []
        limits += [f"上限 {yen(levelled.most[one.code])}"] if levelled.most else []
        held = {"least": "→下限", "most": "→上限", "": ""}[levelled.held.get(one.code, "")]
        inputs.append((named(one), "・".join(limits) + held))
    count = len(levelled.held)
    return step(f"下限・上限{when}", formula, inputs, f"{count}団体が下限・上限" if count else "達した団体なし")

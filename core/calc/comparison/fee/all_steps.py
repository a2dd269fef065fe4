"""How the whole fee is shared out, in Japanese: what holds for all once, then each member, then how yen were made."""

from collections.abc import Iterator, Sequence

from core.calc.comparison.contract_term import MONTHS
from core.calc.comparison.controlled_rounding import SCALE, SECRETARIAT
from core.calc.comparison.fee.steps import basis_step, fee_steps
from core.calc.comparison.portions import Portion
from core.calc.comparison.steps import Working, levels_part, part_label, rounding_of, share_steps, years_words
from core.calc.derivation import Derivation, Step, quotient, step, yen
from core.calc.splitting.steps import base_steps
from core.model.values.dates import show_fiscal_year

_NET = "規則ごとの額(控除の後)"


def all_derivations(working: Working) -> Iterator[Derivation]:
    """Yield everything that is needed to compute every share again: the fee by year, by what it is split, each member's
    share, and the years."""
    premises = working.premises
    yield Derivation("クラウド利用料", (*fee_steps(premises, working.name), *_by_year(working)))
    bases = tuple(_bases(working))
    if bases:
        yield Derivation("按分に使う数値", bases)
    for payer in premises.payers:
        own = (*basis_step(premises, payer), *share_steps(working, payer, alone=False))
        yield Derivation(payer.name, own)
    yield Derivation("年度別の負担額", tuple(_years(working)))


def _by_year(working: Working) -> Iterator[Step]:
    """Yield the fee of each year, what of it each rule splits, and the part of each stretch of months."""
    premises = working.premises
    years = list(map(show_fiscal_year, premises.term.fiscal_years))
    fee = zip(years, map(yen, premises.years), strict=True)
    yield step("年度別の利用料", "構成団体が負担する額", fee, yen(premises.total))
    for one in premises.fee.parts if premises.fee.deductions else ():
        if any(one.gross):
            inputs = [
                (year, f"{yen(gross)} − 控除 {yen(gross - net)} = {yen(net)}" if gross != net else yen(net))
                for year, gross, net in zip(years, one.gross, one.net, strict=True)
            ]
            yield step(one.label, _NET, inputs, yen(sum(one.net)))
    for part in working.parts:
        if part.twelfths:
            words = "規則と負担する団体が同じ経費の年度ごとの額。途中で団体が変わる年度は、その月数の分"
            result = f"{quotient(part.twelfths, MONTHS)}円"
            yield step(part_label(part, premises.term), words, _months(part, years), result)


def _months(part: Portion, years: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, (year, twelfths) in enumerate(zip(years, part.years, strict=True)):
        months = part.segment.in_year(at)
        if twelfths:
            whole = f"{yen(part.charge.years[at])}"
            yield year, whole if months == MONTHS else f"{whole} × {months}か月 ÷ {MONTHS}か月"


def _bases(working: Working) -> Iterator[Step]:
    """Yield the figures of all who bear a part, once for parts that are split by the same among the same."""
    seen = set()
    for part in working.parts:
        if not part.twelfths:
            continue
        if not part.charge.is_plain:
            yield from levels_part(part, working.premises.term)
            continue
        key = part.charge.rule, part.circle, tuple(payer.code for payer in part.payers)
        if key not in seen:
            seen.add(key)
            label = part_label(part, working.premises.term)
            for one in base_steps(part.charge.rule, part.payers):
                yield step(one.label if one.label == label else f"{one.label}({label})", *_rest(one))


def _rest(one: Step) -> tuple[str, tuple[tuple[str, str], ...], str]:
    return one.formula, one.inputs, one.result


def _years(working: Working) -> Iterator[Step]:
    """Yield by year everybody's exact share beside what it became, and the bill that they add up to."""
    premises, exact = working.premises, working.table.exact().shares
    words = years_words(premises)
    names = {payer.code: payer.name for payer in premises.payers}
    kept = {SECRETARIAT: premises.rounding.remainder.line} if premises.rounding.remainder.keeps else {}
    for at, (year, bill) in enumerate(zip(premises.term.fiscal_years, premises.years, strict=True)):
        inputs = [
            (name, f"{quotient(exact[code][at], SCALE)}円 → {yen(working.table.of(code)[at])}")
            for code, name in names.items()
            if exact[code][at] or working.table.of(code)[at]
        ]
        inputs += [(name, yen(working.table.of(code)[at])) for code, name in kept.items() if working.table.of(code)[at]]
        yield step(show_fiscal_year(year), "" if at else words, inputs, yen(bill))
    total = [(name, yen(working.cloud[code])) for code, name in names.items()]
    yield step("期間の計", rounding_of(premises, working.caps is not None), total, yen(premises.total))

"""The derivation of a member's share of the fee, in Japanese: base share, cap, cut off, taken over, rounding, years."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from core.calc.comparison.capped_years import CappedYears
from core.calc.comparison.capping import CappedShares, Round, rounds_of
from core.calc.comparison.charges import show_ratio
from core.calc.comparison.contract_term import MONTHS, ContractTerm
from core.calc.comparison.controlled_rounding import SCALE
from core.calc.comparison.exact_shares import ExactShares
from core.calc.comparison.fee.steps import basis_step, charge_label, fee_steps, own_step
from core.calc.comparison.guarantee import show_tenths
from core.calc.comparison.portions import Portion
from core.calc.comparison.premises import Premises
from core.calc.comparison.reduction import reduction_percent, show_percent
from core.calc.comparison.year_table import YearTable
from core.calc.derivation import Derivation, Step, quotient, step, yen
from core.calc.members import Member
from core.calc.splitting.limits import Levelled, level
from core.calc.splitting.rounding import rest_taker
from core.calc.splitting.steps import exact_share, level_steps, rounding_words
from core.dataclass import dataclass
from core.model.scenarios import PenaltyMode, RedistributionKey
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.rules import Remainder

_YEARS = (
    "各年度の利用料をその年度にいる団体で按分した額(上限で切り捨てた額と引き受けた額を含む)。端数は、年度の合計が利用料、"
    "団体の合計が負担額に一致するように配る(行列の両方の合計を保つ丸め: Cox・Ernst 1982、Bacharach 1966)。"
)


@dataclass(frozen=True, slots=True)
class Working:
    """A comparison that was made, with all that lies between its premises and its shares."""

    premises: Premises
    parts: tuple[Portion, ...]
    base: ExactShares
    base_yen: Mapping[str, int]
    caps: Mapping[str, int] | None
    keys: Mapping[str, int]
    capped: CappedShares
    by_year: CappedYears
    cloud: Mapping[str, int]
    table: YearTable

    def after(self, code: str) -> Fraction:
        """Return the share of the term after the guarantee, before anything is rounded."""
        if self.by_year.rounds:
            return Fraction(sum(self.by_year.shares[code]), SCALE)
        return self.base.of(code) if self.caps is None or self.premises.moves else self.capped.exact.of(code)

    def name(self, code: str) -> str:
        return next(payer.name for payer in self.premises.payers if payer.code == code)


def derivation_of(working: Working, code: str, years: tuple[int, ...]) -> Derivation:
    """Return the steps from the fee to what the member pays over the term and in each year."""
    return Derivation(f"{working.name(code)}のクラウド利用料", tuple(_steps(working, code, years)))


def _steps(working: Working, code: str, years: tuple[int, ...]) -> Iterator[Step]:
    premises = working.premises
    member = next(payer for payer in premises.payers if payer.code == code)
    yield from fee_steps(premises, working.name)
    yield from basis_step(premises, member)
    yield from share_steps(working, member)
    rate = reduction_percent(premises.current[code], None if premises.fee.missing else working.cloud[code])
    if rate is not None:
        inputs = (("現行経費", yen(premises.current[code])), ("負担額", yen(working.cloud[code])))
        yield step("削減率", "(現行経費 − 負担額) ÷ 現行経費", inputs, show_percent(rate))
    by_year = zip(map(show_fiscal_year, premises.term.fiscal_years), map(yen, years), strict=True)
    yield step("年度別", years_words(premises), by_year, yen(sum(years)))


def years_words(premises: Premises) -> str:
    """Return how the years come from the shares of the term, with the source of the method."""
    return _YEARS + f"同じ端数は{premises.instalment.label}から"


def share_steps(working: Working, member: Member, alone: bool = True) -> Iterator[Step]:
    """Yield the steps from what is split to what the member pays over the term.

    Unless it stands `alone`, what holds for all members alike is told elsewhere, and each sum is shown as it was before
    it was rounded.
    """
    premises, code = working.premises, member.code
    for part in working.parts:
        counted = next((one for one in part.payers if one.code == code), None)
        if part.twelfths and counted is not None and part.charge.is_plain:
            yield _base_part(part, counted, premises.term)
        elif part.twelfths and counted is not None:
            yield from _levelled_part(part, counted, premises.term, alone)
    yield from own_step(premises, member)
    exact = () if alone else (("端数処理の前", f"{_show(working.base.of(code))}円"),)
    yield step("基礎額", rounding_of(premises), exact, yen(working.base_yen[code]))
    if working.caps is not None:
        yield _cap(premises, code, working.caps[code])
        yield from _redistribution(working, code)
    exact = () if alone else (("端数処理の前", f"{_show(working.after(code))}円"),)
    yield step("負担額", rounding_of(premises, working.caps is not None), exact, yen(working.cloud[code]))


def _base_part(part: Portion, member: Member, term: ContractTerm) -> Step:
    formula, (dividend, divisor) = exact_share(part.charge.rule, part.payers, member, part.twelfths)
    amount = quotient(part.twelfths, MONTHS)
    words = f"{amount}円 × {formula.split(' × ', 1)[1]}"
    return step(part_label(part, term), words, (), f"{quotient(dividend, divisor * MONTHS)}円")


def part_label(part: Portion, term: ContractTerm) -> str:
    """Return the rule and who bears it, with the months where it is not the whole term."""
    whole = part.segment.start == 0 and part.segment.end == term.months
    when = "" if whole else f"({_month(term, part.segment.start)}〜{_month(term, part.segment.end - 1)})"
    return f"{charge_label(part.charge)}{when}"


def levels_part(part: Portion, term: ContractTerm) -> Iterator[Step]:
    """Yield how the shares of all come about by a rule with fixed amounts or limits, once for years that cost the
    same."""
    yield from _levelled_part(part, None, term)


def _levelled_part(part: Portion, member: Member | None, term: ContractTerm, alone: bool = True) -> Iterator[Step]:
    """Yield the steps of a rule with fixed amounts or limits, once for years that cost the same, unless only the
    member's are wanted; then the member's, for whole years and parts of years.

    Money in is told as the same amount of cost, and at last taken off.
    """
    same = dict[int, dict[int, list[int]]]()
    circle = part.charge.among.label if part.charge.among else ""
    whole = part.segment.start == 0 and part.segment.end == term.months
    stretch = "" if whole else f"{_month(term, part.segment.start)}〜{_month(term, part.segment.end - 1)}の団体"
    common = [word for word in (circle, "財源" if part.twelfths < 0 else "", stretch) if word]
    figures = [part.charge.among.when] if part.charge.among and part.charge.among.when else []
    among = f"({'、'.join((*common, *figures))})" if common or figures else ""
    for at, yen_of_year in enumerate(part.charge.years):
        months = part.segment.in_year(at)
        if yen_of_year and months:
            same.setdefault(yen_of_year, {}).setdefault(months, []).append(term.first + at)
    for number, (yen_of_year, by_months) in enumerate(same.items()):
        when = f"({'、'.join((*common, _years(sorted(year for years in by_months.values() for year in years))))})"
        each = [level(abs(yen_of_year), rule, part.payers) for rule in part.charge.rules]
        for found, rule, (of, within) in zip(each, part.charge.rules, _kinds(part, when, among), strict=True):
            if alone:
                first = not number
                yield from level_steps(found, abs(yen_of_year), rule, part.payers, when=of, among=within, weights=first)
        if member is None:
            continue
        sign, share, words = -1 if yen_of_year < 0 else 1, *_share(part, each, member)
        for months, years in by_months.items():
            formula = words
            formula += f" × {months}か月 ÷ {MONTHS}か月" if months < MONTHS else ""
            formula += f" × {len(years)}年度" if len(years) > 1 else ""
            formula += "を控除" if yen_of_year < 0 else ""
            label = f"{member.name}の分({'、'.join((*common, _years(years)))})"
            result = _show(sign * share * months * len(years) / MONTHS)
            yield step(label, formula, (("按分規則", part.charge.rule_label),), f"{result}円")


def _kinds(part: Portion, when: str, among: str) -> list[tuple[str, str]]:
    """Return what stands behind the labels of each rule of the charge: of a former and a new one, which it is."""
    if part.charge.mixed is None:
        return [(when, among)]
    return [(f"{when}({kind})", f"{among}({kind})") for kind in ("従前の規則", "新しい規則")]


def _share(part: Portion, each: Sequence[Levelled], member: Member) -> tuple[Fraction, str]:
    """Return a member's share of a whole year, and in words what it is made of."""
    shares = [Fraction(found.numerators[member.code], found.denominator) for found in each]
    mixed = part.charge.mixed
    if mixed is None:
        return shares[0], f"按分の額{_show(shares[0])}円"
    left = 100 - mixed.percent
    words = (
        f"(従前の規則の額{_show(shares[0])}円 × {show_ratio(left)}%"
        f" + 新しい規則の額{_show(shares[1])}円 × {show_ratio(mixed.percent)}%)"
    )
    return (shares[0] * left + shares[1] * mixed.percent) / 100, words


def _years(years: Sequence[int]) -> str:
    """Return 平成26年度〜平成30年度 for years that follow each other, else all of them."""
    shown = [show_fiscal_year(year) for year in years]
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{shown[0]}〜{shown[-1]}"
    return "、".join(shown)


def _month(term: ContractTerm, month: int) -> str:
    years, at = divmod(month + 3, MONTHS)
    return show_date(date(term.first + years, at + 1, 1).isoformat()).removesuffix("1日")


def _cap(premises: Premises, code: str, cap: int) -> Step:
    assert premises.guarantee_tenths is not None
    formula = f"現行経費 × (100% − {show_tenths(premises.guarantee_tenths)}%)"
    inputs = [("現行経費", yen(premises.current[code]))]
    if premises.penalty_mode is PenaltyMode.INSIDE:
        formula += " − 違約金"
        inputs.append(("違約金", yen(premises.penalties.get(code, 0))))
    return step("上限", f"{formula}、1円未満切捨て", inputs, yen(cap))


def _redistribution(working: Working, code: str) -> Iterator[Step]:
    """Yield what the member took over in each round until it was cut down itself."""
    assert working.caps is not None
    if working.by_year.rounds:
        yield from _by_year(working, code)
        return
    rounds = rounds_of(working.base, working.caps, working.keys, working.capped.levels)
    for number, one in enumerate(rounds, start=1):
        label = f"({number}回目)" if len(rounds) > 1 else ""
        if code in one.cut:
            yield step(f"上限を超えた額{label}", "基礎額と引き受けた額 − 上限", (), f"{_show(one.cut[code])}円")
            return
        if one.pool and one.keys.get(code):
            yield _taken(working, one, code, label)


def _by_year(working: Working, code: str) -> Iterator[Step]:
    """Yield the same where members join or leave: cut off and taken over year by year."""
    rounds, months = working.by_year.rounds, working.premises.months[code]
    years = [show_fiscal_year(year) for year in working.premises.term.fiscal_years]
    for number, one in enumerate(rounds, start=1):
        label = f"({number}回目)" if len(rounds) > 1 else ""
        if code in one.cut:
            cut = one.cut[code]
            inputs = [(year, f"{quotient(yen, SCALE)}円") for year, yen in zip(years, cut, strict=True) if yen]
            formula = "基礎額と引き受けた額 − 上限を、引き受ける団体のいる各年度の額に比例して切り捨て"
            yield step(f"上限を超えた額{label}", formula, inputs, f"{quotient(sum(cut), SCALE)}円")
            return
        inputs, taken = [], 0
        for year, pool, whole, count in zip(years, one.pools, one.keys, months, strict=True):
            if pool and whole and count:
                part = pool * working.keys[code] * count // whole
                key = f"{_show_key(working, working.keys[code])} × {count}か月 ÷ {_show_key(working, whole)}・月"
                inputs.append((year, f"{quotient(pool, SCALE)}円 × {key} = {quotient(part, SCALE)}円"))
                taken += part
        if taken:
            formula = (
                f"その年度に切り捨てた額 × {working.premises.key.label} × 月数 ÷ その年度にいる引き受ける団体の合計"
            )
            yield step(f"引き受けた額{label}", formula, inputs, f"{quotient(taken, SCALE)}円")


def _taken(working: Working, one: Round, code: str, label: str) -> Step:
    key, order = working.premises.key, [payer.code for payer in working.premises.payers]
    own, whole = (_show_key(working, number) for number in (one.keys[code], sum(one.keys.values())))
    part = Fraction(one.keys[code], sum(one.keys.values()))
    cut = sorted(one.cut.items(), key=lambda pair: order.index(pair[0]))
    inputs = [(f"{working.name(who)}から", f"{_show(yen_cut * part)}円") for who, yen_cut in cut]
    formula = f"{_show(one.pool)}円 × {key.label} {own} ÷ {whole}"
    return step(f"引き受けた額{label}", formula, inputs, f"{_show(one.taken_by(code))}円")


def _show_key(working: Working, number: int) -> str:
    match working.premises.key:
        case RedistributionKey.POPULATION:
            return f"{number:,}人"
        case RedistributionKey.CURRENT:
            return yen(number)
        case RedistributionKey.HEADROOM:
            return f"{quotient(number, working.base.denominator)}円"
    return f"{number:,}"


def rounding_of(premises: Premises, capped: bool = False) -> str:
    """Return in one sentence how exact shares become yen."""
    taker = None
    if premises.rounding.remainder is not Remainder.LARGEST:
        taker = rest_taker(premises.payers, premises.rounding)
    words = rounding_words(premises.rounding.unit, premises.rounding.remainder, taker.name if taker else None)
    if not all(charge.is_plain for charge in premises.fee.charges):
        words += "。定額・下限・上限の額は1円単位のまま"
    return f"{words}、上限を超えない範囲" if capped else words


def _show(ratio: Fraction) -> str:
    return quotient(ratio.numerator, ratio.denominator)

"""The derivation of the fee, in Japanese: what the lines cost, what is deducted, by which rules it is split."""

from collections.abc import Callable, Iterator, Sequence

from core.calc.comparison.charges import Charge, Deduction, YearBasis
from core.calc.comparison.premises import Premises
from core.calc.derivation import Step, step, yen
from core.calc.members import Member
from core.model.costs import Flow
from core.model.values.dates import show_date, show_fiscal_year

_LEFT = (
    "経費 − 控除する額。規則の異なる経費があるときは、年度ごとに規則別の額に比例して控除し、"
    "1円未満は最大剰余の順に1円ずつ"
)


def fee_steps(premises: Premises, name: Callable[[str], str]) -> Iterator[Step]:
    """Yield how the fee came about; `name` has the members' names by code."""
    fee = premises.fee
    if not fee.deductions:
        inputs = [(charge_label(charge), yen(charge.total)) for charge in fee.charges if charge.total]
        own = sum(premises.own.values())
        if own:
            inputs.append(("1団体だけの負担", yen(own)))
        yield step("クラウド利用料", "按分規則ごとの合計(単独負担を先に除く)", inputs, yen(premises.total))
    else:
        yield from _deducted(premises, name)
    if fee.phase_in is not None:
        words = f"従前の規則({fee.phase_in.former.label})から按分規則({premises.rule.label})へ、年度ごとの割合で移る"
        years = zip(premises.term.fiscal_years, fee.phase_in.percents, fee.phase_in.labels, strict=True)
        shown = [(show_fiscal_year(year), f"新しい規則{percent}% → {label}") for year, percent, label in years]
        yield step("激変緩和", words, shown)


def _deducted(premises: Premises, name: Callable[[str], str]) -> Iterator[Step]:
    fee, payers = premises.fee, {payer.id for payer in premises.payers}
    alone = [line for line in fee.lines if line.line.flow is Flow.COST and line.line.borne_by_id in payers]
    gross = [(part.label, yen(sum(part.gross))) for part in fee.parts if any(part.gross)]
    gross += [(f"{line.line.name}(1団体だけの負担)", yen(line.total)) for line in alone]
    yield step("経費", "経費明細の合計(按分規則ごと)", gross, yen(sum(premises.gross_years)))
    taken = [one for one in fee.deductions if one.guest is not None]
    for one in fee.deductions:
        if one.guest is None:
            yield _deduction(premises, one, name)
    left = [(part.label, yen(sum(part.net))) for part in fee.parts if any(part.gross)]
    split = [one for one in fee.deductions if _is_split(one)]
    if split:
        left.append(("規則で分ける財源", yen(-sum(one.total for one in split))))
    own = sum(premises.own.values())
    if own:
        left.append(("団体ごとの負担・財源・戻入", yen(own)))
    whole = premises.total + sum(one.total for one in taken)
    yield step("按分する額" if taken else "クラウド利用料", _LEFT, left, yen(whole))
    for one in taken:
        yield _deduction(premises, one, name)
    if taken:
        yield step("クラウド利用料", "按分する額 − 構成団体以外の負担", (), yen(premises.total))


def _deduction(premises: Premises, one: Deduction, name: Callable[[str], str]) -> Step:
    of_all = "この規則で分けて、各団体の負担から控除" if _is_split(one) else "按分の前に控除"
    words = {
        Flow.INCOME: f"{name(one.code)}の負担から控除" if one.code else of_all,
        Flow.RETURNED: f"按分の前に控除し、{name(one.code)}の負担に戻す" if one.code else "",
    }.get(one.line.flow, "構成団体以外の負担")
    years = [
        (show_fiscal_year(year), yen(-amount))
        for year, amount in zip(premises.term.fiscal_years, one.years, strict=True)
        if amount
    ]
    return step(deduction_label(one), f"{one.formula}、{words}", years, yen(-one.total))


def _is_split(one: Deduction) -> bool:
    """Whether it is money in that is split by a rule of its own."""
    return one.line.flow is Flow.INCOME and not one.code and one.line.rule is not None


def deduction_label(one: Deduction) -> str:
    """Return 財源「国庫補助金」, 構成団体以外「富山県」 or 控除・戻入「特別交付税」."""
    kind = "構成団体以外" if one.line.flow.is_outside else one.line.flow.label
    return f"{kind}「{one.line.name}」"


def charge_label(charge: Charge) -> str:
    """Return the rule of a charge, with those who bear it where they are not all: 均等割(介護保険に参加する団体)."""
    return charge.rule_label + (f"({charge.among.words})" if charge.among else "")


def basis_step(premises: Premises, member: Member) -> Iterator[Step]:
    """Yield which figures of the member count in each year, where they are not the same for the whole term."""
    years = [
        (show_fiscal_year(basis.fiscal_year), "、".join(words))
        for basis in premises.fee.bases
        if (words := list(_figures(premises.fee.charges, basis, member.code)))
    ]
    if years:
        yield step("年度ごとの基礎数値", premises.fee.basis_words, years)


def _figures(charges: Sequence[Charge], basis: YearBasis, code: str) -> Iterator[str]:
    dated = next((one for one in basis.members if one.code == code), None)
    if dated is None:
        return
    if needs_people(charges) and dated.population is not None:
        day = basis.dates.get(code)
        yield f"人口 {dated.population:,}人" + (f"({show_date(day)})" if day else "")
    for index in index_names(charges):
        if index in dated.weights:
            year = basis.years.get(code, {}).get(index)
            yield f"{index} {dated.weights[index]:,}" + (f"({show_fiscal_year(year)})" if year else "")


def index_names(charges: Sequence[Charge]) -> list[str]:
    """Return the named weights by which anything of the fee is split or limited."""
    return list(dict.fromkeys(name for charge in charges for rule in charge.rules for name in rule.names))


def needs_people(charges: Sequence[Charge]) -> bool:
    """Whether anything of the fee is split by population."""
    return any(rule.needs_population for charge in charges for rule in charge.rules)


def own_step(premises: Premises, member: Member) -> Iterator[Step]:
    """Yield what the member bears alone, and what it is credited with or gets back."""
    if member.code not in premises.own:
        return
    lines = [line for line in premises.fee.lines if line.line.borne_by_id == member.id]
    if all(line.line.flow is Flow.COST for line in lines):
        yield step("単独負担", "この団体だけが負担する経費", (), yen(premises.own[member.code]))
        return
    signs = {Flow.COST: 1, Flow.RETURNED: 1, Flow.INCOME: -1}
    inputs = [
        (f"{line.line.name}({line.line.flow.label})", yen(signs[line.line.flow] * line.total))
        for line in lines
        if line.line.flow in signs
    ]
    words = "この団体だけが負担する経費 + 戻し入れる額 − この団体の財源"
    yield step("団体ごとの額", words, inputs, yen(premises.own[member.code]))

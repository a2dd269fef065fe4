"""The charges of one project and fiscal year: money in is taken off, the rest split by the existing rules."""

from collections.abc import Iterator, Mapping, Sequence

from core.calc.comparison.charges import LineYears
from core.calc.comparison.contract_term import ContractTerm, Presence, segments, spread
from core.calc.comparison.fee.deductions import Pot, deduct
from core.calc.derivation import Step, step, yen
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.limits import NobodyPays
from core.calc.splitting.split import Split, split
from core.dataclass import dataclass
from core.model.costs import CostLine, Flow
from core.model.scenarios import Instalment
from core.model.values.charge_premises import FULL_YEAR, ChargePremises, ChargeResult, Item, ItemFlow, Payer
from core.model.values.ratios import YEN
from core.model.values.rules import Rule, parse_rule

_SIGNS = {ItemFlow.COST: 1, ItemFlow.SETTLED: 1, ItemFlow.RETURNED: 1, ItemFlow.INCOME: -1, ItemFlow.CARRIED: -1}


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount to be split by a rule: among whom, by code; `system` and `span` as in SplitPart."""

    rule: Rule
    system: str
    span: Presence
    total: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToSplit:
    """What a charge comes to before anything is split: it goes by nobody's figures. The rest as in Assessed."""

    amounts: tuple[Amount, ...]
    own: Mapping[str, int]
    deducted: int
    unborne: int


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One amount that was split: by a rule, among the participants of a system ("": all), in the months `span`: the
    `payers`."""

    rule: Rule
    system: str
    span: Presence
    total: int
    split: Split
    payers: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """The result with how it came about. `own` is by code what a member bears alone less what it is credited with;
    `unborne` what nobody is there to pay, above zero only where this was allowed."""

    premises: ChargePremises
    result: ChargeResult
    parts: tuple[SplitPart, ...]
    own: Mapping[str, int]
    gross: int
    unborne: int = 0


def assess(premises: ChargePremises, lenient: bool = False, members: Mapping[str, Member] | None = None) -> Assessed:
    """Return the charges that follow from the premises.

    Items split by one rule among the same members are one amount. Who joins or leaves within the year pays for the
    months in which it is there: the amount is spread over the stretches in which nobody does, the fraction in the last.
    `lenient`: an amount that nobody is there to bear is told as unborne, as between two charges it may be; and shares
    may be below zero. `members`: the payers as the arithmetic sees them, from who has them already.
    Raises SplitRefused: what split and deduct refuse, "item_without_rate", "bearer_not_there", "charge_below_zero".
    """
    to_split = amounts_of(premises, lenient)
    members = members_of_payers(premises.payers) if members is None else members
    shares, parts, kept = dict(to_split.own), [], 0
    for one in to_split.amounts:
        payers = tuple([members[code] for code in one.codes])
        made = split(
            one.total,
            one.rule,
            payers,
            unit=premises.unit,
            remainder=premises.remainder,
            representative=premises.representative or None,
        )
        parts.append(SplitPart(one.rule, one.system, one.span, one.total, made, payers))
        kept += made.secretariat
        for code, share in made.shares.items():
            shares[code] += share
    for code, more in premises.adjusted.items():
        if code in shares:
            shares[code] += more
    if not lenient:
        _check_credits(premises, shares)
    deducted = to_split.deducted
    result = ChargeResult(shares, sum(shares.values()) + kept, deducted, kept)
    return Assessed(premises, result, tuple(parts), to_split.own, result.total + deducted, to_split.unborne)


def amounts_of(premises: ChargePremises, lenient: bool = False) -> ToSplit:
    """Return what is to be split and what each bears alone. Raises what assess raises, but for what split refuses."""
    own: dict[str, int] = dict.fromkeys((one.code for one in premises.payers), 0)
    shared, unborne, deducted = [], 0, 0
    for item in premises.items:
        amount = item_yen(item)
        if item.flow in {ItemFlow.INCOME, ItemFlow.CARRIED}:
            deducted += amount
        if item.bearer and item.flow is ItemFlow.RETURNED:
            shared.append(item)
        elif not item.bearer:
            shared.append(item)
            continue
        if item.bearer in own:
            own[item.bearer] += _SIGNS[item.flow] * amount
        elif lenient:
            unborne += _SIGNS[item.flow] * amount
        else:
            raise SplitRefused("bearer_not_there", name=item.name)
    amounts = []
    for rule, system, total in _pots(premises, shared):
        for span, amount in _stretches(premises, system, total):
            codes = _there(premises, system, span)
            if codes:
                amounts.append(Amount(rule, system, span, amount, codes))
            elif lenient:
                unborne += amount
            else:
                raise NobodyPays
    return ToSplit(tuple(amounts), own, deducted, unborne)


def item_yen(item: Item) -> int:
    """Return the item in yen. Raises SplitRefused "item_without_rate"."""
    if item.currency != YEN and not item.rate:
        raise SplitRefused("item_without_rate", name=item.name, currency=item.currency)
    return item.yen


def members_of_payers(payers: Sequence[Payer]) -> dict[str, Member]:
    """Return the payers as the arithmetic sees them, by code."""
    return {one.code: member_of_payer(at, one) for at, one in enumerate(payers, 1)}


def member_of_payer(at: int, one: Payer) -> Member:
    """Return one payer as the arithmetic sees it, known by a number of its own."""
    given = one.figures
    return Member(
        at,
        one.code,
        one.name,
        one.label,
        one.position,
        given.population,
        given.weights,
        given.equal,
        given.fixed,
    )


def _pots(premises: ChargePremises, items: Sequence[Item]) -> Iterator[tuple[Rule, str, int]]:
    """Yield what is split by one rule among the same members, less what is taken off first."""
    items = sorted(items, key=_in_order)  # what is rounded on the way must not go by who typed what first
    named = {item.system for item in items if item.flow.is_taken_off and item.system}
    everybody = {one.code for one in premises.payers}
    narrow = {system for system, codes in premises.taking.items() if not everybody <= set(codes)}
    systems = {name: at for at, name in enumerate(sorted({item.system for item in items} - {""}), 1)}
    by_text: dict[tuple[str, int, int], int] = {}
    taken = []
    for at, item in enumerate(items, 1):
        system = systems.get(item.system, 0)
        if item.flow.is_taken_off:
            flow = Flow.RETURNED if item.flow is ItemFlow.RETURNED else Flow.INCOME
            line = CostLine(at, item.name, flow=flow, system_id=system or None)
            taken.append(LineYears(line, item_yen(item), (item_yen(item),)))
            continue
        key = item.rule, system if item.system in narrow else 0, system if item.system in named else 0
        by_text[key] = by_text.get(key, 0) + item_yen(item)
    pots: dict[Pot, tuple[int, ...]] = {}
    for (text, among, system), amount in by_text.items():
        pot = Pot(parse_rule(text or premises.rule), not text, among, system)
        pots[pot] = (pots.get(pot, (0,))[0] + amount,)
    names = {at: name for name, at in systems.items()}
    left = deduct(pots, taken, lambda _: frozenset(), premises.fiscal_year).pots if taken else pots
    sums: dict[tuple[Rule, int], int] = {}
    for pot, (amount,) in left.items():
        sums[pot.rule, pot.among] = sums.get((pot.rule, pot.among), 0) + amount
    for (rule, among), total in sums.items():
        if total:
            yield rule, names.get(among, ""), total


def _in_order(item: Item) -> tuple[str, ...]:
    numbers = (f"{item.amount:015}", f"{item.cents:02}", item.rate)
    return item.system, item.rule, item.flow, item.name, item.bearer, item.currency, *numbers


def _stretches(premises: ChargePremises, system: str, total: int) -> list[tuple[Presence, int]]:
    """Return the stretches of the year in which nobody of those who bear an amount joins or leaves, with their parts
    of it by months."""
    taking = set(premises.taking[system]) if system else set()
    concerned = [one for one in premises.payers if not system or one.code in taking]
    if all((one.start, one.end) == (0, FULL_YEAR) for one in concerned):
        return [(Presence(0, FULL_YEAR), total)]
    spans = [Presence(one.start, one.end) for one in concerned]
    found = segments(spans, ContractTerm(premises.fiscal_year, 1))
    amounts = spread(total, [span.months for span in found], Instalment.LAST)
    return [(span, amount) for span, amount in zip(found, amounts, strict=True) if amount]


def _there(premises: ChargePremises, system: str, span: Presence) -> tuple[str, ...]:
    taking = set(premises.taking[system]) if system else set()
    return tuple(
        one.code
        for one in premises.payers
        if one.start <= span.start and span.end <= one.end and (not system or one.code in taking)
    )


def _check_credits(premises: ChargePremises, shares: Mapping[str, int]) -> None:
    for one in premises.payers:
        if shares[one.code] < 0:
            above = f"{-shares[one.code]:,}"
            raise SplitRefused("charge_below_zero", name=one.name, project=premises.project, yen=above)


def span_words(span: Presence) -> str:
    """Return 4月〜9月 for the first half of a fiscal year, "" for all of it."""
    if span == Presence(0, FULL_YEAR):
        return ""
    first, last = (span.start + 3) % FULL_YEAR + 1, (span.end + 2) % FULL_YEAR + 1
    return f"{first}月〜{last}月" if first != last else f"{first}月"


def steps_of(made: Assessed) -> Iterator[Step]:
    """Yield how the charges came about: the items, what is taken off, every split, what members bear alone."""
    premises = made.premises
    names = {one.code: one.name for one in premises.payers}
    costs = [item for item in premises.items if not item.flow.is_taken_off]
    taken = [item for item in premises.items if item.flow.is_taken_off]
    yield step("経費", "費目の合計", [_told(item, names) for item in costs], yen(sum(map(item_yen, costs))))
    if taken:
        inputs = [_told(item, names) for item in taken]
        yield step("差し引く額", "按分の前に、または団体の負担から差し引く", inputs, yen(sum(map(item_yen, taken))))
    for part in made.parts:
        when = "、".join(filter(None, (part.system and f"{part.system}に参加する団体", span_words(part.span))))
        yield step(f"按分する額{f'({when})' if when else ''}", part.rule.label, (), yen(part.total))
        yield from part.split.derivation.steps
    alone = [(names[code], yen(amount)) for code, amount in made.own.items() if amount]
    if alone:
        told = "1団体だけの負担 + 戻し入れる額 − その団体への充当"
        yield step("団体ごとの額", told, alone, yen(sum(made.own.values())))
    if premises.adjusted:
        more = [(names[code], yen(amount)) for code, amount in premises.adjusted.items() if code in names]
        whole = sum(amount for code, amount in premises.adjusted.items() if code in names)
        yield step("試算の調整", premises.adjusted_by or "年度割と端数", more, yen(whole))
    shares = [(names[code], yen(amount)) for code, amount in made.result.shares.items()]
    if made.result.remainder:
        shares.append((premises.remainder.line_of_rest, yen(made.result.remainder)))
    yield step("負担金", "按分した額と団体ごとの額の合計", shares, yen(made.result.total))


def _told(item: Item, names: Mapping[str, str]) -> tuple[str, str]:
    more = [item.flow.label] if item.flow is not ItemFlow.COST else []
    more += [f"{item.system}"] if item.system else []
    more += [names.get(item.bearer, item.bearer)] if item.bearer else []
    name = f"{item.name}({'、'.join(more)})" if more else item.name
    if item.currency == YEN:
        return name, yen(item_yen(item))
    return name, f"{amount_words(item)} × {item.rate}円 = {yen(item_yen(item))}"


def amount_words(item: Item) -> str:
    """Return 12,345.67ドル建ての as USD 12,345.67; 1,234円 of yen."""
    if item.currency == YEN:
        return yen(item.amount)
    return f"{item.currency} {item.amount:,}.{item.cents:02}"

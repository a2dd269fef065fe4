"""計算根拠: how any amount of an allocation came about, step by step, as of the present state of the book."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.frame import NO, OPEN, YES, Frame, frame_of, is_equal
from core.calc.allocation.item import Case, ItemResult, Outcome, View, case_of, result_of, spread_of
from core.calc.allocation.pricing import PriceStatus, option_in_force
from core.calc.allocation.ranges import MOST_EXACT
from core.calc.derivation import BETWEEN, Derivation, Names, Step, quotient, step, yen
from core.calc.members import Member
from core.calc.splitting.limits import level
from core.calc.splitting.rounding import cut_down, rest_taker
from core.calc.splitting.steps import exact_share, level_steps, rounding_words
from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.requests import Customization
from core.model.values.rules import Remainder, Rule

Shown = Callable[[Member], str]
"""What a member is called on the sheet: its name, or its label where names are withheld."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One item with everything that its derivations are read from."""

    book: Book
    frame: Frame
    case: Case
    result: ItemResult
    shown: Shown

    def names(self, *stances: int) -> str:
        """Return the names of the members with one of the stances."""
        pairs = zip(self.frame.members, self.case.stance, strict=True)
        return Names(BETWEEN.join(self.shown(member) for member, one in pairs if one in stances) or "なし")

    def reason(self, fault: Fault) -> str:
        """Return in a few words why the rule cannot be applied, with the member called as on the sheet."""
        facts = fault.facts
        match fault.rule:
            case "zero_weights":
                return f"{facts['basis']}の値がすべて0"
            case "negative_weight":
                return f"{facts['basis']}に負の値がある"
            case "missing_basis":
                return f"{self._whose(facts)}の{facts['what']}がない({facts['basis']})"
            case "fixed_table_missing":
                return f"定額表「{facts['table']}」がない"
            case "fixed_row_missing":
                return f"定額表「{facts['table']}」に{self._whose(facts)}の行が1つに決まらない"
            case "fixed_exceeds_total":
                return f"定額の合計{facts['fixed']}円が総額{facts['total']}円を超える"
            case "fixed_leaves_rest":
                return f"定額の合計{facts['fixed']}円のほかに{facts['rest']}円が残り、分ける割合がない"
            case "floors_above_total":
                return f"下限と定額の合計{facts['least']}円が総額{facts['total']}円を超える"
            case "caps_below_total":
                return f"上限まで負担しても合計{facts['most']}円で、総額{facts['total']}円に{facts['short']}円足りない"
            case "floor_above_cap":
                return "下限が上限より大きい団体がある"
        return "按分規則を読めない"

    def _whose(self, facts: Mapping[str, object]) -> str:
        return next(self.shown(member) for member in self.frame.members if member.code == facts["code"])


def by_name(member: Member) -> str:
    """Return the member's own name."""
    return member.name


def explain(
    book: Book,
    allocation: Allocation,
    customization_id: int | None,
    municipality_code: str | None,
    view: View,
    shown: Shown = by_name,
    called: Callable[[View], str] = attrgetter("label"),
) -> Derivation:
    """Return how the amount of one item for one member came about; `called` is what the view is called.

    Without a customization the amount is the total of the items, without a municipality that of all members.
    """
    place = None if municipality_code is None else allocation.places[municipality_code]
    whose = "総額" if place is None else shown(allocation.members[place])
    if customization_id is None:
        return Derivation(
            f"{called(view)} {whose}", tuple(_total_steps(book, allocation, place, view, shown, called(view)))
        )
    customization = book.all(Customization)[customization_id]
    frame = frame_of(book, allocation.money)
    case = case_of(book, frame, customization)
    item = _Item(book, frame, case, result_of(frame, case), shown)
    title = f"項{customization.item} {customization.title} {called(view)} {whose}"
    return Derivation(title, tuple(_item_steps(item, place, view)))


def _total_steps(
    book: Book, allocation: Allocation, place: int | None, view: View, shown: Shown, word: str
) -> Iterator[Step]:
    customizations = book.all(Customization)
    totals = allocation.totals[view]
    inputs, missing = [], []
    for item in allocation.items:
        amount = item.total(view) if place is None else item.shares(view)[place]
        name = f"項{customizations[item.customization_id].item}"
        if item.incomplete(view):
            missing.append(name)
        if amount:
            inputs.append((name, yen(amount) + ("(概算)" if item.estimated(view) else "")))
    whole = totals.total if place is None else totals.shares[place]
    yield step("項の合計", f"方針が検討中・実施の項の{word}の合計", inputs, yen(whole))
    if place is None and view in {View.MAX, View.ALL}:
        parts = [
            (shown(member), yen(share))
            for member, share in zip(allocation.members, totals.shares, strict=True)
            if share
        ]
        if totals.secretariat:
            parts.append((book.consortium.remainder.line, yen(totals.secretariat)))
        yield step("内訳", "各団体の負担額と事務局に残る端数の合計", parts, yen(whole))
    if missing:
        yield step(
            "一部未算定",
            "金額のない項、または金額のない場合がある項",
            ((name, "") for name in missing),
            f"{len(missing)}項",
        )


def _item_steps(item: _Item, place: int | None, view: View) -> Iterator[Step]:
    disposition = item.case.customization.disposition
    counted = "計算の対象" if disposition.costs else "対象外 0円"
    yield step("方針", "検討中と実施の項だけを計算", (("方針", disposition.label),), counted)
    if not disposition.costs:
        return
    if view in {View.LOW, View.HIGH}:
        yield from _range_steps(item, place, view)
        return
    outcome = item.result.max if view is View.MAX else item.result.all
    counts = YES if view is View.MAX else OPEN
    taken = "実施しないとみなす" if view is View.MAX else "実施とみなす"
    inputs = (("実施", item.names(YES)), (f"未定・未回答({taken})", item.names(OPEN)))
    yield step("実施団体数", f"未定・未回答は{taken}", inputs, f"{outcome.implementers}団体")
    yield _price_step(item, outcome)
    paying = {YES, counts}
    payers = tuple(one for one, s in zip(item.frame.members, item.case.stance, strict=True) if s in paying)
    if place is not None and item.frame.members[place] not in payers:
        yield step("按分", _why_not(item, place), (), "0円")
    elif payers and outcome.price.yen is not None:
        yield from _share_steps(item, outcome, payers, place)


def _why_not(item: _Item, place: int) -> str:
    if place in item.frame.absent.get(item.case.customization.system_id or 0, ()):
        return "参加していない業務の項は負担しない"
    return "実施しない団体は負担しない"


def _price_step(item: _Item, outcome: Outcome) -> Step:
    option = option_in_force(item.book, item.case.customization)
    name = (("案", option.name),) if option and option.name else ()
    n, price = outcome.implementers, outcome.price
    if price.status is PriceStatus.ESTIMATED:
        around = item.case.prices.neighbours(n)
        assert around is not None
        of = item.frame.money.of
        low, high = around
        formula = (
            f"{of(low):,} + ({of(high):,} − {of(low):,}) × ({n} − {low.implementers})"
            f" ÷ ({high.implementers} − {low.implementers})"
        )
        quotes = ((f"{one.implementers}団体の見積", yen(of(one))) for one in around)
        return step("総額", formula, (*name, *quotes), f"{yen(price.yen)}(概算)")
    if price.yen is None or not n:
        return step("総額", f"実施{n}団体", name, price.status.label + (" 0円" if price.yen == 0 else ""))
    branch = (("枝番", outcome.branch),) if outcome.branch else ()
    return step("総額", f"実施{n}団体の見積", (*name, *branch), yen(price.yen))


def _share_steps(item: _Item, outcome: Outcome, payers: tuple[Member, ...], place: int | None) -> Iterator[Step]:
    rule, rounding = item.case.rule, item.frame.rounding
    if isinstance(rule, Fault) or outcome.fault is not None:
        fault = rule if isinstance(rule, Fault) else outcome.fault
        assert fault is not None
        yield step("按分", item.reason(fault), (), PriceStatus.RULE_FAILS.label)
        return
    member = None if place is None else item.frame.members[place]
    assert outcome.total is not None
    taker = None if rounding.remainder is Remainder.LARGEST else rest_taker(payers, rounding)
    words = rounding_words(rounding.unit, rounding.remainder, item.shown(taker) if taker else None)
    own = (("按分規則", rule.label),)
    if not rule.is_plain:
        yield from _levelled(item, outcome, payers, place, words)
        return
    if member is not None and place is not None:
        formula, exact = exact_share(rule, payers, member, outcome.total)
        yield step("按分", formula, own, f"{quotient(*exact)}円")
        cut, _, _ = cut_down({member.code: exact[0]}, exact[1], rounding)
        yield _rest_step(item, words, cut[member.code], outcome.shares[place] or 0)
        return
    shares = [
        (item.shown(one), yen(share))
        for one, share in zip(item.frame.members, outcome.shares, strict=True)
        if one in payers
    ]
    if outcome.secretariat:
        shares.append((rounding.remainder.line, yen(outcome.secretariat)))
    yield step("按分", f"{rule.label}、{words}", shares, yen(outcome.total))


def _levelled(
    item: _Item, outcome: Outcome, payers: tuple[Member, ...], place: int | None, words: str
) -> Iterator[Step]:
    """Yield the steps by a rule with fixed amounts or limits, which nobody's share can be told without the others'."""
    rule, rounding, total = item.case.rule, item.frame.rounding, outcome.total
    assert isinstance(rule, Rule)
    assert total is not None
    found = level(total, rule, payers)
    if not total:
        yield step("按分", "分ける額がない", (("按分規則", rule.label),), "0円")
        return
    yield from level_steps(found, total, rule, payers, item.shown)
    cut, _, _ = cut_down(found.numerators, found.denominator, rounding, found.fixed, found.most, found.least)
    if place is not None:
        yield _rest_step(item, words, cut[item.frame.members[place].code], outcome.shares[place] or 0)
        return
    shares = [(item.shown(one), yen(outcome.shares[at])) for at, one in _paying(item, payers)]
    if outcome.secretariat:
        shares.append((rounding.remainder.line, yen(outcome.secretariat)))
    yield step("端数", words, shares, yen(total))


def _paying(item: _Item, payers: tuple[Member, ...]) -> Iterator[tuple[int, Member]]:
    return ((at, one) for at, one in enumerate(item.frame.members) if one in payers)


def _rest_step(item: _Item, words: str, cut: int, share: int) -> Step:
    first, then = (
        ("四捨五入後", "差の負担")
        if item.frame.rounding.remainder is Remainder.NEAREST
        else ("切り捨て後", "端数の加算")
    )
    return step("端数", words, ((first, yen(cut)), (then, yen(share - cut))), yen(share))


def _range_steps(item: _Item, place: int | None, view: View) -> Iterator[Step]:
    case, result = item.case, item.result
    inputs = (("実施", item.names(YES)), ("未定・未回答", item.names(OPEN)))
    yield step("実施団体数", "実施の数から、未定・未回答を加えた数まで", inputs, f"{case.yes}〜{case.most}団体")
    if place is not None and case.stance[place] == NO:
        yield step("按分", _why_not(item, place), (), "0円")
        return
    if place is not None and case.stance[place] == OPEN:
        yield step("自団体が実施しないとき", "実施しない団体は負担しない", (), "0円")
    if isinstance(case.rule, Fault):
        yield step("按分", item.reason(case.rule), (), PriceStatus.RULE_FAILS.label)
        return
    first = case.yes + (place is not None and case.stance[place] == OPEN)
    for n in range(max(first, 1), case.most + 1):
        yield _count_step(item, place, n)
    amounts = result.total(view) if place is None else result.shares(view)[place]
    yield from _width(item, place)
    word = "小さい" if view is View.LOW else "大きい"
    left_out = "。金額のない場合を除く" if result.incomplete(view) else ""
    yield step(view.label, f"以上のうち最も{word}額{left_out}", (), yen(amounts))


def _width(item: _Item, place: int | None) -> Iterator[Step]:
    """Yield by how much the range of the member may be too wide, where not every way of answering was tried."""
    slack = item.result.spread.slack
    if slack and place is not None:
        words = f"未定・未回答が{MOST_EXACT}団体を超えるため、答え方をすべては調べず、外側から限る額で示す"
        yield step("範囲の幅", words, (), f"実際より最大{yen(slack)}広い")


def _count_step(item: _Item, place: int | None, n: int) -> Step:
    price = item.case.prices.at(n)
    label = f"{n}団体のとき"
    if price.yen is None:
        return step(label, price.status.label, (), price.status.label)
    total = f"{yen(price.yen)}{'(概算)' if price.status is PriceStatus.ESTIMATED else ''}"
    if place is None:
        return step(label, f"実施{n}団体の総額", (), total)
    spread, _ = spread_of(item.frame, item.case, n, n)
    low = _low_if_paying(item, place, n)
    high = spread.high[place]
    if high is None:
        return step(label, "按分に使う値がない", (("総額", total),), PriceStatus.RULE_FAILS.label)
    rule = item.case.rule
    assert not isinstance(rule, Fault)
    formula = (
        f"総額 ÷ {n}を{item.frame.rounding.unit:,}円単位に切り捨て・切り上げ"
        if is_equal(item.frame, rule)
        else f"{rule.label}。{_ways_tried(item)}"
        if rule.is_plain
        else f"{rule.label}。ほかの実施団体のどの組み合わせでも収まる額"
    )
    return step(label, formula, (("総額", total),), f"{yen(low)}〜{yen(high)}")


def _ways_tried(item: _Item) -> str:
    if item.case.stance.count(OPEN) <= MOST_EXACT:
        return "未定・未回答の団体のうち誰が実施するかのすべての場合のうち"
    return "ほかの実施団体の重みが最大・最小のとき"


def _low_if_paying(item: _Item, place: int, n: int) -> int | None:
    """Return the least that the member pays if it is among the n implementers."""
    stance = bytearray(item.case.stance)
    stance[place] = YES
    joined = item.case._replace(stance=bytes(stance), yes=bytes(stance).count(YES))
    return spread_of(item.frame, joined, n, n)[0].low[place]

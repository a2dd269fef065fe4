"""Why a bidder has the points that it has: every step from who is out to the rank, in words and figures."""

from collections.abc import Iterator
from fractions import Fraction

from core.calc.derivation import Derivation, Step, step
from core.calc.evaluation.price import show_points
from core.calc.evaluation.results import BidderResult, Evaluation
from core.calc.evaluation.tally import ALL, OBJECTIVE, Group
from core.calc.evaluation.technical import GroupPoints
from core.model.values.evaluation_rules import Part, PriceWay

BEHIND = {
    "behind_in_first": "一次審査の順位により、進みませんでした。失格ではありません。",
    "short_in_first": "一次審査の下限に届かず、進みませんでした。失格ではありません。",
    "behind_as_recorded": "一次審査の記録により、進みませんでした。失格ではありません。",
}
"""Why a bidder did not go on to the second stage, by the fault that says so with its figures."""


def explain(made: Evaluation, one: BidderResult, hidden: bool = False) -> Derivation:
    """Return the steps of one bidder; with `hidden` reviewers are told by their number in the order."""
    title = f"{one.bidder.name} {show_points(one.total)}点" if one.total is not None else one.bidder.name
    return Derivation(title, tuple(_steps(made, one, hidden)))


def _steps(made: Evaluation, one: BidderResult, hidden: bool) -> Iterator[Step]:
    rule = made.frame.rule
    if one.why_out:
        yield step("失格", "価格点・技術点を付けず、最低価格にも含めません。")
        return
    if one.first is not None:
        inputs = [("順位", f"{one.first_rank}位")] if one.first_rank is not None else []
        yield step("一次審査", f"二次審査に進む者: {rule.passing.text}", inputs, f"{show_points(one.first)}点")
    if one.price is not None:
        rounding = rule.roundings.text
        yield step("価格点", one.price.words, [("端数", rounding)], f"{show_points(one.price.points)}点")
    for group, some in made.technical.groups.items():
        if one.bidder.id in some.points:
            system = f"({some.criteria[0].name}など)" if group[2] is not None else ""
            inputs = list(_seats(made, one, group, some, hidden))
            points = some.points[one.bidder.id]
            formula = f"{rule.aggregation.means.label}、満点{show_points(some.full)}点"
            stage = f"{group[3].label} " if made.early is not None else ""
            yield step(
                f"{stage}{group[0].label}{system}",
                formula,
                inputs,
                f"{show_points(points)}点" if points is not None else "",
            )
    parts = [(part.label, f"{show_points(points)}点") for part, points in one.parts.items() if points is not None]
    if one.technical is not None:
        full = show_points(made.technical_full)
        yield step(
            "技術点",
            "区分ごとの点の合計",
            [p for p in parts if p[0] != Part.BONUS.label],
            f"{show_points(one.technical)}点/{full}点",
        )
    for text in one.short:
        yield step("下限", text, (), "届いていません。加算点は加えません。")
    if one.bonus:
        yield step("加算点", "下限に届いたため加えます。", (), f"{show_points(one.bonus)}点")
    if one.total is not None:
        formula = "価格点+技術点" if made.price_full else "技術点"
        formula += "+加算点" if one.bonus else ""
        if rule.price.way is PriceWay.DIVISION:
            formula = f"(技術点+標準点)÷提案額×{int(rule.price.unit):,}円"
        yield step("合計", formula, (), f"{show_points(one.total)}点")
    for fault in one.behind:
        yield step("二次審査", BEHIND[fault.rule], (), one.verdict.label)
    if one.rank is not None:
        seats = [("順位の平均", show_points(one.mean_rank, 2))] if one.mean_rank is not None else []
        seats += [("1位とした審査員", f"{show_points(one.votes[0], 2)}名")] if one.votes else []
        yield step("順位", f"同点のとき: {rule.ties.text}", seats, f"{one.rank}位 {one.verdict.label}")


def _seats(
    made: Evaluation, one: BidderResult, group: Group, some: GroupPoints, hidden: bool
) -> Iterator[tuple[str, str]]:
    frame = made.frame
    order = {reviewer.id: at for at, reviewer in enumerate(frame.reviewers, 1)}
    for seat in some.seats.get(one.bidder.id, ()):
        given = sum((Fraction(frame.tally.points[item.id, one.bidder.id][seat]) for item in some.criteria), Fraction(0))
        together = group[1].label if group[1] in OBJECTIVE else "審査員の合計"
        name = together if seat == ALL else frame.by_seat[seat].name if not hidden else f"審査員{order[seat]}"
        yield name, f"{show_points(given)}点"

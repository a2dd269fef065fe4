"""How a result came about: the promised time, each stop and what of it counts, the exact rate, and the verdict."""

from fractions import Fraction

from core.calc.derivation import Derivation, Step, step
from core.calc.sla.clock import Hit
from core.calc.sla.results import JUDGED, Board, Result, show_result, target_text
from core.calc.sla.spans import minute_of, total
from core.model.council import municipality_name
from core.model.sla.kinds import Minute
from core.model.sla.records import AgreedStops, Measure, item_name

MOST_STOPS = 40
"""So many stops are told one by one."""


def explain(board: Board, result: Result, member: int | None = None) -> Derivation:
    """Return the steps to a result, or what is missing for it."""
    item = result.item
    who = f"・{municipality_name(board.look, member)}" if member is not None else ""
    title = f"{item_name(board.look, item.id)} {result.period.label}{who}"
    if item.measure is Measure.AVAILABILITY:
        steps = _availability(board, result, member)
    elif item.measure.is_from_outages:
        steps = _failures(board, result)
    else:
        steps = _measured(result)
    return Derivation(title, (*steps, _verdict(result)))


def _availability(board: Board, result: Result, member: int | None) -> list[Step]:
    item, minutes = result.item, result.minutes
    if minutes is None:
        return []
    fixed = f"1か月 {item.month_minutes:,}分(固定)" if item.month_minutes is not None else "暦どおり"
    planned = step(
        "計画の分数",
        "サービス時間帯の分数−合意した計画停止の分数" if item.agreed is AgreedStops.OUT else "サービス時間帯の分数",
        (("サービス時間帯", item.hours), ("月の分数", fixed), ("合意した計画停止", item.agreed.label)),
        f"{minutes.planned:,}分",
    )
    hits = board.hits(result, member)
    told = [_stop(board, result, hit, member) for hit in hits[:MOST_STOPS]]
    if len(hits) > MOST_STOPS:
        told.append(("ほか", f"{len(hits) - MOST_STOPS:,}件"))
    short = f"続く時間が{item.shortest:,}分に満たない停止は数えません。" if item.shortest else ""
    stopped = step("停止の分数", f"停止を合わせた分数(重なりは1回)。{short}", told, f"{minutes.stopped:,}分")
    rate = step(
        "稼働率",
        "(計画の分数−停止の分数)÷計画の分数",
        (("稼働", f"{minutes.available:,}分"), ("正確な値", f"{minutes.available:,}/{minutes.planned:,}")),
        show_result(result) or result.missing,
    )
    left = result.left
    allowed = step(
        "目標が破れるまで",
        "計画の分数×(100−目標)÷100(分未満切捨て)−停止の分数",
        (("許容される停止", f"{result.allowed:,}分"),) if result.allowed is not None else (),
        "" if left is None else f"あと{left:,}分" if left >= 0 else f"{-left:,}分の超過",
    )
    return [planned, stopped, rate, allowed]


def _stop(board: Board, result: Result, hit: Hit, member: int | None) -> tuple[str, str]:
    begin, end = max(hit.begin, result.period.begin), min(hit.end, result.period.end)
    counted = total(board.clock.stops(result.item, begin, end, member))
    return f"障害{hit.outage.number} {hit.outage.title}", f"{counted:,}分"


def _failures(board: Board, result: Result) -> list[Step]:
    found = []
    for hit in board.hits(result)[:MOST_STOPS]:
        if result.item.measure is Measure.NOTICE:
            noticed = hit.outage.noticed_at
            told = "通知の日時なし" if noticed is None else f"{max(0, minute_of(noticed) - hit.begin):,}分"
        else:
            told = f"{hit.end - hit.begin:,}分"
        found.append((f"障害{hit.outage.number} {Minute().show(hit.outage.began_at)}", told))
    formula = {
        Measure.FAILURES: "期間に始まった障害の件数",
        Measure.RECOVERY: "発生から復旧までの時間の最大",
        Measure.MEAN_RECOVERY: "発生から復旧までの時間の平均",
        Measure.NOTICE: "発生から通知までの時間の最大",
    }[result.item.measure]
    return [step(result.item.measure.label, formula, found, show_result(result) or result.missing)]


def _measured(result: Result) -> list[Step]:
    cases, all_ = result.counted
    inputs = [("件数", f"{cases:,}件")] if cases is not None else []
    inputs += [("全件数", f"{all_:,}件")] if all_ is not None else []
    formula = {
        Measure.SHARE: "件数の計÷全件数の計",
        Measure.CASES: "件数の計",
        Measure.LONGEST: "値の最大",
        Measure.MEAN: "値を全件数で加重した平均",
    }[result.item.measure]
    if cases is not None and all_:
        inputs.append(("正確な値", f"{Fraction(cases * 100, all_)}%"))
    return [
        step(result.item.measure.label, f"入力した実績から: {formula}", inputs, show_result(result) or result.missing)
    ]


def _verdict(result: Result) -> Step:
    told = result.verdict.label
    if result.value is not None and not result.is_known:
        told = f"{told}(今のところ{result.so_far.label})"
    if result.value is None and result.missing:
        told = f"{told}({result.missing})"
    return step("達否", JUDGED, (("目標", target_text(result.item)),), told)

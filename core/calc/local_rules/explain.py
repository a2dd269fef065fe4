"""How the years came about after which a customization for a rule has paid, in words and figures."""

from core.calc.derivation import Derivation, Step, step, yen
from core.calc.local_rules.board import Board
from core.calc.local_rules.payback import TERMS, added_work, payback_of, quoted, rate_on, whole_yen, work_cost
from core.model.local_rules import LocalRule
from core.model.values.dates import show_date
from core.model.values.money import show_yen

UNKNOWN = "未入力"


def show_minutes(minutes: int | None) -> str:
    """Return 1,200分, △30分 for less work, nothing for None."""
    return "" if minutes is None else f"{show_yen(minutes)}分"


def explain(board: Board, rule: LocalRule) -> Derivation:
    """Return the steps from the quote and the hours to the years, or to what is missing."""
    cost, work, rate = quoted(board, rule), added_work(board, rule), rate_on(board.look, board.day)
    names = {member.id: member.name for member in board.members}
    inputs = [("初期費用", yen(cost.one_off_yen, UNKNOWN)), ("年額", yen(cost.yearly_yen, UNKNOWN))]
    minutes = [(names[id], show_minutes(added)) for id, added in work.by]
    minutes += [(names[id], UNKNOWN) for id in work.unknown]
    total = show_minutes(work.minutes) or UNKNOWN
    steps = [
        step("カスタマイズの費用", cost.source, inputs),
        step(
            "増える作業時間(1年)",
            "カスタマイズせずに対応するときの作業時間−今の作業時間を、該当する団体で合計",
            minutes,
            f"{total}{'(一部未算定)' if work.is_partial else ''}",
        ),
    ]
    if rate is None:
        steps.append(step("人件費(1年)", "人件費の単価が登録されていません。", (), UNKNOWN))
    else:
        steps.append(_labour(work.minutes, rate.hour_yen, f"{show_date(rate.from_on)}から {rate.source}".strip()))
    result = payback_of(board, rule)
    told = f"未算定({'・'.join(result.missing)}が未入力)" if result.missing else result.text
    steps.append(step("回収年数", TERMS, (), told))
    return Derivation(f"独自ルール{rule.number}「{rule.name}」の回収年数", tuple(steps))


def _labour(minutes: int | None, hour_yen: int, source: str) -> Step:
    inputs = (("人件費の単価", f"{yen(hour_yen)}/時間"), ("適用", source))
    told = UNKNOWN if minutes is None else f"{yen(whole_yen(work_cost(minutes, hour_yen)))}/年"
    return step("人件費(1年)", "増える作業時間÷60×人件費の単価(円未満は四捨五入して表示)", inputs, told)

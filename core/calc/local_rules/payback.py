"""Whether a customization pays: what it costs, what work it spares, and after how many years it has paid."""

from fractions import Fraction

from core.calc.allocation.pricing import option_in_force
from core.calc.linked import links_of
from core.calc.local_rules.board import Board
from core.calc.organisation import day_of
from core.dataclass import dataclass
from core.model.local_rules import LabourRate, LocalRule, Use
from core.model.machine.anywhere import row_at
from core.model.machine.table import Look
from core.model.requests import Customization, Quote

TERMS = (
    "回収年数は、カスタマイズの初期費用÷(増える作業時間の人件費/年−カスタマイズの年額)です。"
    "分母が0以下のときは「回収しない」とします。小数第2位を切り上げて示します。"
)
WORK_TERMS = (
    "増える作業時間は、カスタマイズせずに対応するときの1年の作業時間−今の作業時間を、続ける・標準で足りる・やめる団体で合計した時間です。"
    "両方が入力されていない団体は合計に入れず、一部未算定とします。"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a customization costs in all, None where nobody knows; `source` says where each figure comes from."""

    one_off_yen: int | None
    yearly_yen: int | None
    source: str


def requests_of(look: Look, rule: LocalRule) -> list[Customization]:
    """Return the requests that a rule is linked to, whichever way."""
    rows = (row_at(look, one.value) for one in links_of(look, rule))
    return [row for row in rows if isinstance(row, Customization)]


def quoted(board: Board, rule: LocalRule) -> Quoted:
    """Return what a customization for the rule costs: as it is written with the rule, else as the requests say that it
    is linked to; of several their sum, and nothing where one of them says nothing.

    A request says its 回避した見積, else the quote of its option for as many as keep the rule, which must be there
    exactly.
    """
    if rule.one_off_yen is not None:
        return Quoted(rule.one_off_yen, rule.yearly_yen, "この独自ルールに入力した見積")
    keepers = sum(use is Use.KEPT for use in board.uses(rule).values())
    found = [_said(board.look, one, keepers) for one in requests_of(board.look, rule)]
    if not found:
        return Quoted(None, rule.yearly_yen, "見積も、結び付けた要望もない")
    yearly = rule.yearly_yen if rule.yearly_yen is not None else _sum([one.yearly_yen for one in found])
    return Quoted(_sum([one.one_off_yen for one in found]), yearly, "、".join(one.source for one in found))


def _said(look: Look, request: Customization, keepers: int) -> Quoted:
    if request.avoided_yen is not None:
        return Quoted(request.avoided_yen, None, f"項{request.item}の回避した見積")
    option = option_in_force(look, request)
    quotes = look.children(Quote, option.id).values() if option is not None and keepers else ()
    quote = next((one for one in quotes if one.implementers == keepers), None)
    if quote is None:
        return Quoted(None, None, f"項{request.item}には{keepers}団体の見積がない")
    return Quoted(quote.one_off_yen, quote.yearly_yen, f"項{request.item}の{keepers}団体の見積")


def _sum(amounts: list[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if len(known) == len(amounts) else None


@dataclass(frozen=True, slots=True)
class Work:
    """`minutes` that are more each year (less where negative), None where nothing is known of anybody; `by` member
    what is known, and of whom it is `unknown`."""

    minutes: int | None
    by: tuple[tuple[int, int], ...]
    unknown: tuple[int, ...]

    @property
    def is_partial(self) -> bool:
        """Whether a sum is there that lacks somebody."""
        return self.minutes is not None and bool(self.unknown)


def added_work(board: Board, rule: LocalRule) -> Work:
    """Return by how much the yearly work grows where the rule is met without a customization: WORK_TERMS."""
    rows = board.rows(rule)
    concerned = [id for id, use in board.uses(rule).items() if use is not None and use is not Use.ABSENT]
    by = []
    for id in concerned:
        now, after = rows[id].minutes_now, rows[id].minutes_after
        if now is not None and after is not None:
            by.append((id, after - now))
    known = {id for id, _ in by}
    unknown = tuple(id for id in concerned if id not in known)
    return Work(sum(minutes for _, minutes in by) if by else None, tuple(by), unknown)


def rate_on(look: Look, day: str = "") -> LabourRate | None:
    """Return the cost of labour in force on a day, of 資料日付 (else 基準日) by itself; without any day the newest."""
    day = day or day_of(look)
    known = [one for one in look.all(LabourRate).values() if not day or one.from_on <= day]
    return max(known, key=lambda one: one.from_on, default=None)


def work_cost(minutes: int, hour_yen: int) -> Fraction:
    """Return what so many minutes cost, exactly. Example: 90 minutes at 3,000 yen → 4,500."""
    return Fraction(minutes * hour_yen, 60)


def whole_yen(amount: Fraction) -> int:
    """Return an amount as it is shown, halves away from zero; nothing is calculated with it."""
    return (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator) * (-1 if amount < 0 else 1)


@dataclass(frozen=True, slots=True)
class Payback:
    """After how many `years` a customization has paid: None where it never does, or where something is `missing`."""

    years: Fraction | None
    missing: tuple[str, ...] = ()
    is_partial: bool = False

    @property
    def text(self) -> str:
        """Return 3.4年, 回収しない, or 未算定; a sum that lacks somebody is said."""
        if self.missing:
            return "未算定"
        told = "回収しない" if self.years is None else f"{show_years(self.years)}年"
        return f"{told}(一部未算定)" if self.is_partial else told


def show_years(years: Fraction) -> str:
    """Return years with one decimal, further decimals rounded up: before that time it has not paid."""
    tenths = -(-10 * years.numerator // years.denominator)
    return f"{tenths // 10:,}.{tenths % 10}"


def payback(one_off_yen: int, yearly_yen: int, minutes: int, hour_yen: int) -> Fraction | None:
    """Return after how many years `one_off_yen` is saved; None where what is saved a year is nothing or less.

    Example: 1,200,000 yen once and 20,000 a year against 8,800 minutes at 3,000 yen an hour (440,000 yen) → 20/7.
    """
    saved = work_cost(minutes, hour_yen) - yearly_yen
    return Fraction(one_off_yen) / saved if saved > 0 else None


def payback_of(board: Board, rule: LocalRule) -> Payback:
    """Return after how many years a customization for the rule has paid, or what is missing to say so."""
    cost, work, rate = quoted(board, rule), added_work(board, rule), rate_on(board.look, board.day)
    if cost.one_off_yen is None or cost.yearly_yen is None or work.minutes is None or rate is None:
        missing = (
            ("カスタマイズの初期費用", cost.one_off_yen is None),
            ("カスタマイズの年額", cost.yearly_yen is None),
            ("団体の作業時間", work.minutes is None),
            ("人件費の単価", rate is None),
        )
        return Payback(None, tuple(name for name, is_missing in missing if is_missing))
    return Payback(payback(cost.one_off_yen, cost.yearly_yen, work.minutes, rate.hour_yen), (), work.is_partial)


def avoided_yen(board: Board, rule: LocalRule) -> int | None:
    """Return the quote that is not paid because the rule is met otherwise; None where nothing is decided, where it is
    customized, and where nobody knows the quote."""
    return quoted(board, rule).one_off_yen if rule.cover.avoids else None

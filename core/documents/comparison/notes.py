"""What the comparison says in words below its table: how to read it, who sits at the cap, and what was inferred."""

from collections.abc import Iterable, Iterator

from core.calc.comparison.fee.steps import deduction_label
from core.calc.comparison.guarantee import show_tenths
from core.documents.comparison.view import Compared, Look
from core.model.costs import CostLine, CurrentCost, Flow, Penalty
from core.model.council import Municipality, Scope
from core.model.scenarios import PenaltyMode

_MANY = 12
"""So many members a note names; of more it says how many there are."""
_INFERRED = "推定"


def notes(view: Compared, yearly: bool = False) -> tuple[str, ...]:
    """Return the notes below the table, with those on the figures of each year if they are shown."""
    return (
        *_missing_fee(view),
        *_guarantee(view),
        *rates(view.look),
        *_kept_rates(view),
        *_apart(view),
        *_partial(view),
        *(_by_year() if yearly else ()),
        *inferred(view),
    )


def _missing_fee(view: Compared) -> Iterator[str]:
    if view.premises.fee.missing:
        yield "クラウド利用料が入力されていないため、負担額と削減率はありません。"


def rates(look: Look) -> Iterator[str]:
    """Yield from what the rates are calculated, and why sums may not seem to add up."""
    if look.rounds:
        source = f"{look.unit_words}で表示した額" if look.from_unit else "表示の額ではなく円の額"
        yield (
            f"削減率は{source}から計算しています。金額は{look.unit_words}の単位未満を四捨五入しているため、"
            "合計と内訳が一致しない場合があります。"
        )


def named(view: Compared, codes: Iterable[str]) -> str:
    """Return the names of members, in their order; of many how many there are."""
    chosen = set(codes)
    names = [name for code, name in view.names.items() if code in chosen]
    return "、".join(names) if len(names) <= _MANY else f"{'、'.join(names[:_MANY])} ほか{len(names) - _MANY}団体"


def inferred(view: Compared) -> Iterator[str]:
    """Yield the note of the scenario, and what is written beside the figures as 推定."""
    if view.scenario.note:
        yield f"試算の備考: {view.scenario.note}"
    texts = dict.fromkeys(text for text in _remarks(view) if _INFERRED in text and text not in view.scenario.note)
    if texts:
        yield "推定: " + "／".join(text.removeprefix(_INFERRED).removeprefix(": ") for text in texts)


def _remarks(view: Compared) -> Iterator[str]:
    book = view.book
    yield from (line.line.note for line in view.premises.fee.lines)
    for payer in view.premises.payers:
        yield book.all(Municipality)[payer.id].note
        yield from (one.note for one in book.children(CurrentCost, payer.id).values())
        yield from (one.note for one in book.children(Penalty, payer.id).values())


def _guarantee(view: Compared) -> Iterator[str]:
    tenths, rows, look = view.premises.guarantee_tenths, view.comparison.rows, view.look
    if tenths is None:
        return
    inside = "から違約金を除いた額" if view.premises.penalty_mode is PenaltyMode.INSIDE else ""
    rule = f"上限は現行経費の{show_tenths(1000 - tenths)}%{inside}(1円未満切捨て)で、保障は円の額で確かめています。"
    capped = view.comparison.at_cap
    if not capped:
        yield f"{rule}上限に達した団体はありません。"
        return
    words = f"{rule}上限に達した団体は{named(view, capped)}です。"
    takers = [code for code, row in rows.items() if row.shifted > 0]
    cut = -sum(row.shifted for row in rows.values() if row.shifted < 0)
    if cut and takers:
        amount = f"{look.figures.show(cut)}{look.figures.unit.label}"
        key = view.premises.key.label
        words += f"上限を超えた{amount}は、{named(view, takers)}が{key}に応じて引き受けます(保障による増減)。"
    yield words


def _kept_rates(view: Compared) -> Iterator[str]:
    """Say of those who seem to be below the guarantee, because the shown figures are rounded, that they are not."""
    tenths = view.premises.guarantee_tenths
    if tenths is None or not view.look.from_unit:
        return
    exact = Look(view.look.figures, type(view.look.rate_from).YEN)
    below = {}
    for code, row in view.comparison.rows.items():
        percent = view.look.percent(row.current, row.paid)
        if percent is not None and percent * 10 < tenths:
            below[code] = exact.rate(row.current, row.paid)
    if below:
        listed = "、".join(f"{view.names[code]} {rate}" for code, rate in list(below.items())[:_MANY])
        more = f" ほか{len(below) - _MANY}団体" if len(below) > _MANY else ""
        yield f"表示の額からの削減率が{show_tenths(tenths)}%を下回る団体も、円から計算すると{listed}{more}です。"


def _apart(view: Compared) -> Iterator[str]:
    """Yield what stands beside the split: penalties, lines with another rule or bearer, what the secretariat keeps."""
    comparison, fee = view.comparison, view.premises.fee
    if comparison.total.penalty and view.premises.guarantee_tenths is not None:
        where = "含めて" if view.premises.penalty_mode is PenaltyMode.INSIDE else "含めずに"
        yield f"違約金はクラウド利用料と別にかかる額で、最低削減保障は違約金を{where}確かめています。"
    elif comparison.total.penalty:
        yield "違約金はクラウド利用料と別にかかる額です。"
    yield from _first(view)
    for charge in fee.charges:
        if not charge.default and charge.total > 0:
            amount = f"{view.look.figures.show(charge.total)}{view.look.figures.unit.label}"
            yield f"クラウド利用料のうち{amount}は、経費ごとに定めた規則({charge.rule_label})で按分しています。"
    bearers = {line.line.borne_by_id for line in fee.lines if line.line.flow is Flow.COST and line.total}
    alone = [payer.code for payer in view.premises.payers if payer.id in bearers]
    if alone:
        yield f"クラウド利用料に、1団体だけが負担する経費を含む団体があります({named(view, alone)})。"
    if comparison.secretariat:
        stays = view.premises.rounding.remainder.stays
        yield f"端数{comparison.secretariat:,}円は{stays}、どの団体の額にも入っていません。"
    unknown = [code for code, row in comparison.rows.items() if row.current is None]
    if unknown:
        yield f"現行経費が入力されていない団体があるため、合計の現行経費と削減率はありません({named(view, unknown)})。"


def _first(view: Compared) -> Iterator[str]:
    """Yield what was deducted before the split, who bears only a part of the lines, and what a typed fee leaves out."""
    fee, unit = view.premises.fee, view.look.figures.unit.label
    gone = [one for one in fee.deductions if one.is_gone]
    if gone:
        listed = "、".join(f"{deduction_label(one)} {view.look.figures.show(-one.total)}{unit}" for one in gone[:_MANY])
        more = f" ほか{len(gone) - _MANY}件" if len(gone) > _MANY else ""
        yield f"クラウド利用料は、経費から次の額を差し引いた、構成団体の負担です: {listed}{more}。"
    returned = [one for one in fee.deductions if not one.is_gone]
    if returned:
        amount = f"{view.look.figures.show(sum(one.total for one in returned))}{unit}"
        yield f"控除・戻入の{amount}は、按分の前に差し引き、それぞれの団体の負担に戻しています。"
    circles = dict.fromkeys(part.label for part in fee.parts if "に参加する団体)" in part.label and any(part.gross))
    if circles:
        yield "業務の経費は、その業務に参加する団体だけで按分しています(費用の内訳)。"
    if view.scenario.fee_yen is not None and any(
        line.flow is not Flow.COST and line.scope is Scope.IN_SCOPE for line in view.book.all(CostLine).values()
    ):
        yield "総額を入力した試算のため、経費明細の財源と構成団体以外の負担は差し引いていません。"


def _partial(view: Compared) -> Iterator[str]:
    whole = view.premises.term.months
    months = {code: presence.months for code, presence in view.premises.presences.items() if presence.months != whole}
    if months:
        listed = "、".join(f"{view.names[code]} {count}か月" for code, count in list(months.items())[:_MANY])
        more = f" ほか{len(months) - _MANY}団体" if len(months) > _MANY else ""
        yield f"期間の途中で加入または離脱する団体があり、参加する月数によっています({listed}{more})。"


def _by_year() -> Iterator[str]:
    yield (
        "年度別の額は、各年度の利用料をその年度にいる団体で按分し、年度の合計が利用料に、団体の合計が負担額に"
        "一致するように端数を配っています。"
    )

"""SLA年度評価・返金計算書: what was kept of the promises of a fiscal year, and what is given back, step by step."""

from collections import Counter
from fractions import Fraction

from core.calc.sla.refunds import Evaluation, evaluate
from core.calc.sla.results import JUDGED, Result, Verdict, items_of, show_result, show_value, target_text
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.sla.wording import EMPTY, Told, told_of
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.sla.records import Refund, SlaContract, SlaItem
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.model.values.partial_dates import show_partial_date
from core.model.values.refund_steps import show_number

TITLE = PRINTOUTS["sla-year"].title

_ITEM_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER, repeat=True),
    Column("SLA項目", width=9, weight=3, repeat=True),
    Column("区分", width=4, weight=1),
    Column("目標", width=6),
    Column("測定間隔", width=4),
    Column("達成", Kind.FIGURE),
    Column("未達", Kind.FIGURE),
    Column("未算定", Kind.FIGURE),
    Column("未達の期間と結果", width=10, weight=4),
    Column("配点", Kind.FIGURE),
    Column("得点", Kind.FIGURE),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each contract that has items."""
    told = told_of(book, settings)
    contracts = in_order(book, book.all(SlaContract).values())
    sheets = tuple(
        _sheet(book, settings, told, contract) for contract in contracts if book.children(SlaItem, contract.id)
    )
    if not sheets:
        sheets = (Sheet(TITLE, (Paragraph(EMPTY),), sheet_date(book, settings), settings.number),)
    return Document(
        TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _sheet(book: Book, settings: PrintSettings, told: Told, contract: SlaContract) -> Sheet:
    made = evaluate(told.board, contract, told.fiscal_year)
    blocks: list[Block] = [
        KeyValues(_pairs(made), columns=2),
        Heading("項目ごとの結果"),
        Table(
            _ITEM_COLUMNS,
            tuple(_item_row(made, item) for item in items_of(book, contract)),
            (_total_row(made),),
            legend="配点と得点は、達否の決まった期間の数だけ合計しています。",
        ),
        *_refund(made),
        Notes(tuple(_notes(made))),
    ]
    return Sheet(
        f"{TITLE} {show_fiscal_year(told.fiscal_year)}",
        tuple(blocks),
        sheet_date(book, settings),
        settings.number,
        sender=book.consortium.name,
    )


def _pairs(made: Evaluation) -> tuple[tuple[str, str], ...]:
    contract = made.contract
    return (
        ("契約", " ".join(filter(None, (contract.name, contract.vendor)))),
        ("年度", show_fiscal_year(made.fiscal_year)),
        ("返金の方法", contract.refund.label),
        ("達成度", achievement_text(made) or "配点がありません"),
        ("返金額", refund_text(made)),
        ("確定", "確定" if made.is_final else f"確定していません({why_open(made)})"),
    )


def achievement_text(made: Evaluation) -> str:
    """Return 92.00(92/100点), nothing without points."""
    if made.achievement is None:
        return ""
    return f"{show_value(made.achievement, 2)}({made.reached:,}/{made.full:,}点)"


def refund_text(made: Evaluation) -> str:
    """Return the yen that are given back, or why they are not known."""
    if made.contract.refund is Refund.NONE:
        return "返金の定めはありません"
    return f"未算定({made.missing})" if made.yen is None else f"{show_yen(made.yen)}円"


def why_open(made: Evaluation) -> str:
    """Return what is still missing for the year."""
    if made.missing:
        return made.missing
    return f"達否の決まらない期間 {len(made.open):,}"


def _item_row(made: Evaluation, item: SlaItem) -> Row:
    results = [one for one in made.results if one.item.id == item.id]
    missed = [one for one in results if one.verdict is Verdict.MISSED]
    known = [one for one in results if one.is_known]
    reached = len(known) - len(missed)
    points = item.points
    return Row(
        (
            item.number,
            item.name,
            item.category,
            target_text(item),
            item.interval.label,
            str(reached),
            str(len(missed)),
            str(len(results) - len(known)),
            "、".join(_missed_text(one) for one in missed),
            "" if points is None else f"{points * len(known):,}",
            "" if points is None else f"{points * reached:,}",
        )
    )


def _missed_text(one: Result) -> str:
    return f"{one.period.label}({show_result(one)})"


def _total_row(made: Evaluation) -> Row:
    kept = sum(one.verdict is Verdict.MET for one in made.results)
    missed = sum(one.verdict is Verdict.MISSED for one in made.results)
    cells = ("", "合計", "", "", "", str(kept), str(missed), str(len(made.results) - kept - missed), "")
    return Row((*cells, f"{made.full:,}", f"{made.reached:,}"), Emphasis.TOTAL)


def _refund(made: Evaluation) -> list[Block]:
    match made.contract.refund:
        case Refund.STEPS:
            return _by_steps(made)
        case Refund.POINTS:
            return [Heading("返金の計算(配点)"), Paragraph(_points_formula(made))]
        case Refund.PENALTY:
            return _by_penalty(made)
        case Refund.NONE:
            return []


def _points_formula(made: Evaluation) -> str:
    if made.fee is None or made.achievement is None or made.exact is None:
        return f"未算定({made.missing})"
    return (
        f"年額 {yen_text(made.fee)}円 × (100 − 達成度 {made.reached:,}/{made.full:,}×100) ÷ 100 = "
        f"{yen_text(made.exact)}円 → {show_yen(made.yen)}円(円未満{made.contract.rounding.label})"
    )


def yen_text(exact: Fraction) -> str:
    """Return an exact amount: whole yen as they are, else with two decimals and … where there are more."""
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    hundredths = exact * 100
    whole = hundredths.numerator // hundredths.denominator
    return f"{whole // 100:,}.{whole % 100:02d}{'' if hundredths.denominator == 1 else '…'}"


_STEP_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER),
    Column("SLA項目", width=9, weight=2),
    Column("期間", width=8),
    Column("結果", Kind.FIGURE),
    Column("段", width=10, weight=2),
    Column("期間の料金(円)", Kind.FIGURE),
    Column("返金(円)", Kind.FIGURE),
)


def _by_steps(made: Evaluation) -> list[Block]:
    lines = [line for line in made.steps if line.step is not None and line.step.percent]
    heading = Heading("返金の計算(段階)")
    if not lines:
        return [heading, Paragraph("返金の段に当たる結果はありません。")]
    rows = tuple(
        Row(
            (
                line.result.item.number,
                line.result.item.name,
                line.result.period.label,
                show_result(line.result),
                line.step.text if line.step else "",
                "" if line.fee is None else yen_text(line.fee),
                "" if line.yen is None else yen_text(line.yen),
            )
        )
        for line in lines
    )
    total = Row(("", "合計", "", "", "", "", show_yen(made.yen)), Emphasis.TOTAL)
    rounding = made.contract.rounding.label
    return [
        heading,
        Table(_STEP_COLUMNS, rows, (total,), legend=f"合計の円未満は{rounding}です。1か月の返金は月額までです。"),
    ]


_PENALTY_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER),
    Column("SLA項目", width=9, weight=2),
    Column("未達の期間", width=8),
    Column("結果", Kind.FIGURE),
    Column("ポイント", Kind.FIGURE),
    Column("回数", width=4, align=Align.CENTER),
    Column("加重", Kind.FIGURE),
    Column("計", Kind.FIGURE),
    Column("有効な最後の月", width=7),
    Column("年度末", width=4, align=Align.CENTER),
)


def _by_penalty(made: Evaluation) -> list[Block]:
    heading = Heading("返金の計算(ペナルティポイント)")
    if not made.penalties:
        return [heading, Paragraph("ペナルティポイントはありません。")]
    rows = tuple(
        Row(
            (
                line.result.item.number,
                line.result.item.name,
                line.result.period.label,
                show_result(line.result),
                show_number(line.points),
                f"{line.time}回目",
                show_number(line.weight),
                show_number(line.total),
                show_partial_date(line.lapses_after) or "失効なし",
                "失効" if line.lapsed else "有効",
            ),
            Emphasis.QUIET if line.lapsed else Emphasis.PLAIN,
        )
        for line in made.penalties
    )
    total = Row(("", "年度末に有効な計", "", "", "", "", "", show_number(made.alive), "", ""), Emphasis.TOTAL)
    told = f"未算定({made.missing})"
    if made.fee is not None and made.percent is not None and made.exact is not None:
        told = (
            f"{show_number(made.alive)}点 → 年額 {yen_text(made.fee)}円 × {show_number(made.percent)}% = "
            f"{yen_text(made.exact)}円 → {show_yen(made.yen)}円(円未満{made.contract.rounding.label})"
        )
    return [heading, Table(_PENALTY_COLUMNS, rows, (total,)), Paragraph(told)]


def _notes(made: Evaluation) -> list[str]:
    found = [JUDGED]
    if made.open:
        counts: dict[str, Counter[str]] = {}
        for one in made.open:
            counts.setdefault(one.item.name, Counter())[one.missing or one.verdict.label] += 1
        told = [f"{name} {n}期間({why})" for name, reasons in counts.items() for why, n in reasons.items()]
        found.append(f"達否の決まらないものは計算に入れていません: {'、'.join(told)}。")
    return found


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = told_of(book, settings)
    rows = []
    for contract in in_order(book, book.all(SlaContract).values()):
        made = evaluate(told.board, contract, told.fiscal_year)
        exact = None if made.exact is None else str(made.exact)
        rows.append([contract.name, made.reached, made.full, exact, made.yen, made.is_final])
    return canonical({"report": "sla-year", "fiscal_year": told.fiscal_year, "rows": rows})

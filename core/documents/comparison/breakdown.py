"""負担額内訳書: to each municipality, how its share of the fee came about step by step, and what it pays by year."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from core.calc.comparison.compare import Row as Amounts
from core.calc.comparison.guarantee import show_tenths
from core.calc.derivation import Step
from core.calc.members import Member
from core.documents.comparison.fee_tables import fee_blocks
from core.documents.comparison.notes import inferred, named
from core.documents.comparison.paper import paper_of, premises_of_sheet, refused, term_words
from core.documents.comparison.view import Compared, NotCompared, compared
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
from core.documents.paper.wording import is_anonymous, sender, sheet_date
from core.model.book import Book
from core.model.costs import Penalty
from core.model.council import Municipality
from core.model.papers.printouts import PRINTOUTS
from core.model.scenarios import MoneyUnit, PenaltyMode, RateFrom
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["breakdown"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet per municipality that pays, or for the chosen one; one that says why if there is no table.

    Amounts are in yen, whatever the unit of other sheets; the other members stand under their signs if so chosen.
    """
    made = compared(book, _in_yen(settings))
    if isinstance(made, NotCompared):
        return refused(book, settings, TITLE, made)
    payers = [payer for payer in made.premises.payers if settings.municipality in {None, payer.code}]
    name = book.all(Municipality)[payers[0].id].name if len(payers) == 1 else ""
    title = f"{TITLE}({name})" if name else TITLE
    return paper_of(book, settings, title, tuple(_sheet(made, payer) for payer in payers), Orientation.PORTRAIT)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the derivations and yearly amounts of each sheet as JSON, in yen, or the sentence of the refusal."""
    made = compared(book, _in_yen(settings))
    if isinstance(made, NotCompared):
        return canonical({"report": "breakdown", "refused": made.sentence})
    sheets = [
        {
            "code": code,
            "cloud": row.cloud,
            "penalty": row.penalty,
            "years": list(row.years),
            "derivation": asdict(made.comparison.explain(code)),
        }
        for code, row in made.comparison.rows.items()
        if settings.municipality in {None, code}
    ]
    return canonical({"report": "breakdown", "scenario": made.scenario.name, "sheets": sheets})


def _in_yen(settings: PrintSettings) -> PrintSettings:
    return replace(settings, unit=MoneyUnit.YEN, digits=0, rate_from=RateFrom.YEN)


def _sheet(view: Compared, payer: Member) -> Sheet:
    one = view.book.all(Municipality)[payer.id]
    row = view.comparison.rows[payer.code]
    *steps, by_year = view.comparison.explain(payer.code).steps
    years = view.premises.term.years
    opening = (
        f"{term_words(years)}の経費比較(試算「{view.scenario.name}」)による貴団体のクラウド利用料の負担額と、"
        "その計算の過程は次のとおりです。"
    )
    blocks: list[Block] = [
        Paragraph(opening),
        KeyValues(tuple(_summary(view, payer, row)), 3),
        Heading("計算の過程"),
        _steps(steps),
        Paragraph(_guarantee(view, row)),
        Heading("年度別の負担額"),
        _years(view, row),
        Notes((by_year.formula,)),
    ]
    penalties = view.book.children(Penalty, payer.id).values()
    if penalties:
        blocks += [Heading("違約金"), _penalties(view, list(penalties), row)]
    blocks += [*fee_blocks(view), Heading("前提"), premises_of_sheet(view, 2), Notes((*_NOTES, *inferred(view)))]
    return Sheet(
        title=TITLE,
        blocks=tuple(blocks),
        date=sheet_date(view.book, view.settings),
        number=view.settings.number,
        addressee=f"{one.name} 御中",
        sender=sender(view.book),
    )


_NOTES = ("金額は整数で計算し、途中では丸めていません。「…」は表示のうえで切り捨てた小数です。",)


def _summary(view: Compared, payer: Member, row: Amounts) -> Iterator[tuple[str, str]]:
    yield f"負担額({view.premises.term.years}年)", _yen(row.paid)
    yield "現行経費", _yen(row.current)
    yield "削減額", _yen(row.saving)
    yield "削減率", view.look.rate(row.current, row.paid)
    yield "上限", _yen(row.cap) if view.premises.guarantee_tenths is not None else "保障なし"
    yield "違約金", _yen(row.penalty)
    if is_anonymous(view.book, view.settings):
        yield "比較表での記号", payer.name


def _yen(amount: int | None) -> str:
    return "－" if amount is None else f"{show_yen(amount)}円"


def _steps(steps: Sequence[Step]) -> Table:
    columns = (
        Column("段階", width=8, repeat=True),
        Column("計算", width=14, weight=3, repeat=True),
        Column("内訳", width=12, weight=2),
        Column("結果", Kind.FIGURE),
    )
    return Table(columns, tuple(map(_step, steps)))


def _step(one: Step) -> Row:
    return Row((one.label, one.formula, "、".join(f"{name} {value}" for name, value in one.inputs), one.result))


def _guarantee(view: Compared, row: Amounts) -> str:
    """Say what the guarantee does to this member: what was cut off and who takes it over, or what it takes over."""
    tenths, rows = view.premises.guarantee_tenths, view.comparison.rows
    if tenths is None:
        return "最低削減保障のない試算です。負担額は按分規則によります。"
    guarantee, key = f"{show_tenths(tenths)}%の最低削減保障", view.premises.key.label
    capped = [code for code, one in rows.items() if one.shifted < 0]
    takers = [code for code, one in rows.items() if one.shifted > 0]
    reached = "その結果、貴団体も上限に達しています。" if row.at_cap else ""
    if row.shifted < 0:
        return (
            f"規則による負担{_yen(row.base)}は上限{_yen(row.cap)}を超えるため、{guarantee}により"
            f"{_yen(-row.shifted)}を切り捨てます。切り捨てた額は、{named(view, takers)}が{key}に応じて引き受けます。"
        )
    if row.shifted > 0:
        return (
            f"{guarantee}により上限に達した団体({named(view, capped)})の上限を超えた額のうち、"
            f"{_yen(row.shifted)}を{key}に応じて引き受けます。{reached}"
        )
    return f"{guarantee}による増減はありません。" + ("負担額は上限と同じ額です。" if row.at_cap else "")


def _years(view: Compared, row: Amounts) -> Table:
    presence, term = view.premises.presences[row.code], view.premises.term
    partial = presence.months != term.months
    columns = (
        Column("年度", align=Align.CENTER, width=8, repeat=True),
        *((Column("参加する月数", Kind.FIGURE),) if partial else ()),
        Column("全体のクラウド利用料", Kind.FIGURE, weight=1),
        Column("貴団体の負担額", Kind.FIGURE, weight=1),
    )
    lines = []
    for at, (year, yen) in enumerate(zip(term.fiscal_years, row.years, strict=True)):
        months = (f"{presence.in_year(at)}か月",) if partial else ()
        lines.append(Row((show_fiscal_year(year), *months, show_yen(view.premises.years[at]), show_yen(yen))))
    months = (f"{presence.months}か月",) if partial else ()
    sums = Row(("合計", *months, show_yen(view.premises.total), show_yen(row.cloud)), Emphasis.TOTAL)
    return Table(columns, tuple(lines), (sums,), unit=view.look.figures.caption)


def _penalties(view: Compared, penalties: list[Penalty], row: Amounts) -> Table:
    columns = (
        Column("契約名", width=12, weight=2, repeat=True),
        Column("契約終了日", align=Align.CENTER, width=10),
        Column("入力の額", Kind.FIGURE),
        Column("消費税", align=Align.CENTER, width=4),
        Column("備考", width=10, weight=2),
    )
    lines = tuple(
        Row((one.name, show_date(one.contract_ends_on), show_yen(one.yen), one.tax_mode.label, one.note))
        for one in penalties
    )
    inside = view.premises.penalty_mode is PenaltyMode.INSIDE and view.premises.guarantee_tenths is not None
    tax = view.look.figures.about
    remark = "上限から除いています" if inside else "負担額と別にかかります"
    return Table(
        columns, lines, (Row(("合計", "", show_yen(row.penalty), tax, remark), Emphasis.TOTAL),), unit="単位:円"
    )

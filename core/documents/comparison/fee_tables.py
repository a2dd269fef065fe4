"""費用の内訳 and 年度ごとの基礎数値: what the lines cost and what is deducted by year, and the figures of each year."""

from collections.abc import Iterator, Sequence

from core.calc.comparison.charges import Deduction, YearBasis
from core.calc.comparison.fee.steps import deduction_label, index_names, needs_people
from core.documents.charts.scale import Figures
from core.documents.comparison.view import Compared
from core.documents.paper.document import Block, Column, Emphasis, Heading, Kind, Row, Table
from core.model.costs import Flow
from core.model.scenarios import MoneyUnit
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen


def fee_blocks(view: Compared) -> tuple[Block, ...]:
    """Return the tables, each where there is something that the other tables of a sheet do not say."""
    fee = view.premises.fee
    blocks: list[Block] = []
    if fee.deductions or any(charge.among for charge in fee.charges) or fee.phase_in:
        blocks += [Heading("費用の内訳"), _inner(view)]
    figures = list(_figure_rows(view))
    if figures:
        blocks += [Heading("年度ごとの基礎数値"), _figures(view, figures)]
    return tuple(blocks)


def _inner(view: Compared) -> Table:
    """Return what each rule splits before and after the deductions, in every year: in yen, to be computed again."""
    fee = view.premises.fee
    rows = [_line(part.label, part.gross) for part in fee.parts if any(part.gross)]
    payers = {payer.id: payer.code for payer in view.premises.payers}
    rows += [
        _line(f"{line.line.name}({view.names[payers[line.line.borne_by_id]]}だけの負担)", line.years)
        for line in fee.lines
        if line.line.flow is Flow.COST and line.line.borne_by_id in payers
    ]
    if fee.deductions:
        rows.append(_line("経費の計", view.premises.gross_years, Emphasis.STRONG))
        rows += [_line(_of(view, one), [-yen for yen in one.years]) for one in fee.deductions if one.is_gone]
        returned = [one for one in fee.deductions if not one.is_gone]
        rows += [_line(f"{_of(view, one)}を控除", [-yen for yen in one.years]) for one in returned]
        rows += [_line(f"{_of(view, one)}を戻入", one.years) for one in returned]
    if any(part.gross != part.net for part in fee.parts) and len(fee.parts) > 1:
        rows.append(Row(("按分の前に控除した後の、規則ごとの額",), Emphasis.SECTION))
        rows += [_line(part.label, part.net) for part in fee.parts if any(part.gross)]
    columns = (
        Column("区分", width=12, weight=3, repeat=True),
        *(Column(show_fiscal_year(year), Kind.FIGURE, weight=1) for year in view.premises.term.fiscal_years),
        Column("計", Kind.FIGURE, weight=1),
    )
    total = _line("クラウド利用料(構成団体の負担)", view.premises.years, Emphasis.TOTAL)
    caption = Figures(MoneyUnit.YEN, 0, view.look.figures.about).caption
    return Table(columns, tuple(rows), (total,), unit=caption)


def _line(label: str, years: Sequence[int], emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    return Row((label, *map(show_yen, years), show_yen(sum(years))), emphasis)


def _of(view: Compared, one: Deduction) -> str:
    return deduction_label(one) + (f"({view.names[one.code]})" if one.code else "")


def _figures(view: Compared, rows: Sequence[Row]) -> Table:
    columns = (
        Column("団体", width=6, repeat=True),
        Column("数値", width=6, repeat=True),
        *(Column(show_fiscal_year(year), Kind.FIGURE, weight=1) for year in view.premises.term.fiscal_years),
    )
    return Table(columns, tuple(rows), legend=view.premises.fee.basis_words)


def _figure_rows(view: Compared) -> Iterator[Row]:
    """Yield the figures of each member side by side, and below of when they are."""
    bases, charges = view.premises.fee.bases, view.premises.fee.charges
    if not bases:
        return
    if needs_people(charges):
        for code in view.comparison.rows:
            yield Row((view.names[code], "人口", *(_number(_member_figure(basis, code)) for basis in bases)))
        yield Row(("", "基準日", *(_days(basis) for basis in bases)), Emphasis.STRONG)
    for index in index_names(charges):
        for code in view.comparison.rows:
            yield Row((view.names[code], index, *(_number(_member_figure(basis, code, index)) for basis in bases)))
        yield Row(("", f"{index}の年度", *(_index_years(basis, index) for basis in bases)), Emphasis.STRONG)


def _member_figure(basis: YearBasis, code: str, index: str = "") -> int | None:
    member = next((one for one in basis.members if one.code == code), None)
    if member is None:
        return None
    return member.weights.get(index) if index else member.population


def _number(value: int | None) -> str:
    return "－" if value is None else f"{value:,}"


def _days(basis: YearBasis) -> str:
    return "、".join(show_date(day) for day in sorted(set(basis.dates.values()))) or "共通"


def _index_years(basis: YearBasis, index: str) -> str:
    years = sorted({found[index] for found in basis.years.values() if index in found})
    return "、".join(map(show_fiscal_year, years)) or "共通"

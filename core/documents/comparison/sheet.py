"""五年間経費比較表: what every member pays today and would pay, and what it saves, on one sheet."""

from collections.abc import Iterator
from dataclasses import replace

from core.calc.comparison.compare import Row as Amounts
from core.calc.comparison.values import comparison_values
from core.calc.subtotals import compared_groups
from core.dataclass import dataclass
from core.documents.charts.bars import Bars, Group, bar_chart
from core.documents.charts.frame import parts
from core.documents.comparison.fee_tables import fee_blocks
from core.documents.comparison.notes import notes
from core.documents.comparison.paper import one_sheet, premises_of_sheet, refused, term_words
from core.documents.comparison.view import Compared, NotCompared, compared, scenario_of
from core.documents.paper.document import (
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    PageBreak,
    Row,
    Table,
    room_of,
)
from core.documents.paper.inputs import inputs_text
from core.documents.paper.settings import PrintSettings, canonical, settings_text
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.scenarios import Scenario
from core.model.values.dates import show_fiscal_year
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["comparison"].title

_TOGETHER = 12
"""So many members have the chart on the page of their table; of more it has its own pages."""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the sheet of the chosen scenario, or the sentence that says why there is no table."""
    return _document(book, settings, compared(book, settings))


def result(book: Book, settings: PrintSettings) -> str:
    """Return rows, totals and premises as JSON, as the command show gives them, or the sentence of the refusal."""
    return _record(compared(book, settings))


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is kept when a scenario is adopted: the sheet to be printed, and its papers as JSON texts."""

    document: Document
    settings: str
    inputs: str
    result: str


def adoption(book: Book, scenario: Scenario, day: str, who: str, settings: PrintSettings) -> Adoption:
    """Return the sheet as adopted on `day` by `who`, which it says, with what it was computed from."""
    chosen = replace(settings, scenario=scenario.id or None)
    made = compared(book, chosen, replace(scenario, adopted=True, adopted_on=day, adopted_by=who))
    return Adoption(_document(book, chosen, made), settings_text(chosen), inputs_text(book), _record(made))


def _document(book: Book, settings: PrintSettings, made: Compared | NotCompared) -> Document:
    if isinstance(made, NotCompared):
        chosen = scenario_of(book, settings)
        return refused(book, settings, _title(chosen.years if chosen else 5), made)
    blocks: list[Block] = [_table(made)]
    if settings.yearly:
        blocks.append(_yearly(made))
    blocks += [*fee_blocks(made), Notes(notes(made, settings.yearly)), premises_of_sheet(made), *_charts(made)]
    return one_sheet(book, settings, _title(made.premises.term.years), tuple(blocks))


def _record(made: Compared | NotCompared) -> str:
    if isinstance(made, NotCompared):
        return canonical({"report": "comparison", "refused": made.sentence})
    return canonical({"report": "comparison", **comparison_values(made.book, made.scenario, made.comparison)})


def _title(years: int) -> str:
    return f"{term_words(years)}経費比較表"


def _table(view: Compared) -> Table:
    capped, penalties = view.premises.guarantee_tenths is not None, bool(view.comparison.total.penalty)
    headings = (
        *("現行経費", "規則による負担"),
        *(("上限", "保障による増減") if capped else ()),
        *("クラウド利用料", "現行との増減", "削減率", "違約金"),
        *(("違約金を含む計",) if penalties else ()),
    )
    columns = (
        Column("団体", width=6, repeat=True),
        *(Column(heading, Kind.FIGURE, weight=1) for heading in headings),
        Column("備考", width=5, weight=2),
    )
    rows = tuple(_row(view, row, view.names[code]) for code, row in view.comparison.rows.items())
    return Table(
        columns,
        (*rows, *_secretariat(view, len(columns), 5 if capped else 3)),
        (
            *(_row(view, row, name, Emphasis.STRONG) for name, row in compared_groups(view.comparison)),
            _row(view, view.comparison.total, "合計", Emphasis.TOTAL),
        ),
        unit=view.look.figures.caption,
        legend="△=減少　上限=最低削減保障による負担の上限(備考の「上限」は、上限に達した団体)" if capped else "△=減少",
    )


def _row(view: Compared, row: Amounts, name: str, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    show = view.look.show
    capped = (show(row.cap), show(row.shifted)) if view.premises.guarantee_tenths is not None else ()
    with_penalty = (
        (show(None if row.paid is None else row.paid + row.penalty),) if view.comparison.total.penalty else ()
    )
    cells = (
        name,
        show(row.current),
        show(row.ruled),
        *capped,
        show(row.paid),
        show(None if row.saving is None else -row.saving),
        view.look.rate(row.current, row.paid),
        show(row.penalty),
        *with_penalty,
        "、".join(_marks(view, row)) if row.code else "",
    )
    return Row(cells, emphasis)


def _marks(view: Compared, row: Amounts) -> Iterator[str]:
    if row.at_cap:
        yield "上限"
    presence = view.premises.presences[row.code]
    if presence.months != view.premises.term.months:
        yield f"{presence.months}か月"


def _secretariat(view: Compared, columns: int, at: int) -> tuple[Row, ...]:
    """Return the row of what rounding leaves with the secretariat, if it does: then the total is the fee."""
    if not view.comparison.secretariat:
        return ()
    kept = view.look.show(view.comparison.secretariat)
    return (Row((view.kept_line, *[""] * (at - 1), kept, *[""] * (columns - at - 1))),)


def _yearly(view: Compared) -> Table:
    show, rows, total = view.look.show, view.comparison.rows, view.comparison.total
    columns = (
        Column("団体", width=6, repeat=True),
        *(
            Column(show_fiscal_year(year), Kind.FIGURE, groups=("年度別のクラウド利用料",))
            for year in view.premises.term.fiscal_years
        ),
        Column("計", Kind.FIGURE),
    )
    lines = [Row((view.names[code], *map(show, row.years), show(row.cloud))) for code, row in rows.items()]
    if view.comparison.secretariat:
        kept = [whole - sum(row.years[at] for row in rows.values()) for at, whole in enumerate(total.years)]
        lines.append(Row((view.kept_line, *map(show, kept), show(view.comparison.secretariat))))
    groups = [
        Row((name, *map(show, row.years), show(row.cloud)), Emphasis.STRONG)
        for name, row in compared_groups(view.comparison)
    ]
    sums = Row(("合計", *map(show, total.years), show(total.cloud)), Emphasis.TOTAL)
    return Table(columns, tuple(lines), (*groups, sums), unit=view.look.figures.caption)


def _charts(view: Compared) -> list[Block]:
    """Return present cost and fee side by side, of many members over pages of their own."""
    width, height = room_of(view.settings.paper, Orientation.LANDSCAPE)
    rows, total = view.comparison.rows, view.comparison.total
    groups = [Group(view.names[code], (row.current, row.paid)) for code, row in rows.items()]
    series = ("現行経費", "クラウド利用料")
    bars = Bars("現行経費とクラウド利用料", series, tuple(groups), view.look.figures)
    if len(rows) <= _TOGETHER:
        whole = Group("合計", (total.current, total.paid), strong=True)
        return [Chart(bar_chart(replace(bars, groups=(*groups, whole)), width))]
    drawings = parts(lambda shown: bar_chart(bars, width, shown), len(bars.groups), height)
    return [block for drawing in drawings for block in (PageBreak(), Chart(drawing))]

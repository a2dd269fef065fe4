"""団体別総額表: what each municipality pays in all over the term, against what it pays today."""

from collections.abc import Iterator

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import TotalCost, TotalCosts, total_costs
from core.calc.comparison.values import totals_values
from core.calc.subtotals import total_groups
from core.dataclass import dataclass
from core.documents.comparison.notes import inferred, rates
from core.documents.comparison.paper import one_sheet, premises_of_sheet, refused, term_words
from core.documents.comparison.view import Compared, NotCompared, compared, in_yen_unless_chosen
from core.documents.paper.document import Block, Column, Document, Emphasis, Kind, Notes, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.scenarios import Unborne, UndecidedAs
from core.words.sentences import sentence

TITLE = PRINTOUTS["totals"].title

UNBORNE = "負担者なし"
"""The line of what falls to nobody who is there."""

_MANY = 30
"""So many items a note names; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class Totalled:
    """The comparison and the totals that stand on it."""

    view: Compared
    totals: TotalCosts


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the totals of every municipality, or of the chosen one alone; the sentence where there is no table."""
    made = totalled(book, settings)
    if isinstance(made, NotCompared):
        return refused(book, settings, TITLE, made)
    blocks: list[Block] = [_table(made), Notes(tuple(_notes(made))), premises_of_sheet(made.view)]
    return one_sheet(book, settings, TITLE, tuple(blocks))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the totals as JSON, as the command show gives them, or the sentence of the refusal."""
    made = totalled(book, settings)
    if isinstance(made, NotCompared):
        return canonical({"report": "totals", "refused": made.sentence})
    items = {one.id: one.item for one in book.all(Customization).values()}
    values = totals_values(made.totals, items)
    return canonical({"report": "totals", "scenario": made.view.scenario.name, **values})


def totalled(book: Book, settings: PrintSettings) -> Totalled | NotCompared:
    """Return the totals of the chosen scenario, or why there are none."""
    view = compared(book, in_yen_unless_chosen(settings))
    if isinstance(view, NotCompared):
        return view
    totals = total_costs(book, view.scenario, view.comparison, allocate(book), allocate(book, Money.YEARLY))
    if isinstance(totals, Impossible):
        return NotCompared(sentence(totals.fault))
    return Totalled(view, totals)


def _table(made: Totalled) -> Table:
    view, years = made.view, term_words(made.view.premises.term.years)
    columns = (
        Column("団体", width=6, repeat=True),
        Column("現行経費", Kind.FIGURE, weight=1),
        Column("クラウド利用料", Kind.FIGURE, weight=1),
        Column("初期", Kind.FIGURE, groups=("カスタマイズ",), weight=1),
        Column(f"運用({years})", Kind.FIGURE, groups=("カスタマイズ",), weight=1),
        Column("違約金", Kind.FIGURE, weight=1),
        Column("調達外経費", Kind.FIGURE, weight=1),
        Column("総額", Kind.FIGURE, weight=1),
        Column("現行との増減", Kind.FIGURE, weight=1),
        Column("削減率", Kind.FIGURE, weight=1),
    )
    chosen = view.settings.municipality
    rows = (_row(view, row, view.names[code]) for code, row in made.totals.rows.items() if chosen in {None, code})
    nobody = made.totals.unborne_row
    unborne = () if chosen or nobody is None else (_row(view, nobody, UNBORNE),)
    groups = [_row(view, row, name, Emphasis.STRONG) for name, row in total_groups(made.totals, view.premises.payers)]
    totals = () if chosen else (*groups, _row(view, made.totals.total, "合計", Emphasis.TOTAL))
    legend = "△=減少　総額=クラウド利用料+カスタマイズ+違約金+調達外経費"
    return Table(columns, (*rows, *unborne), totals, unit=view.look.figures.caption, legend=legend)


def _row(view: Compared, row: TotalCost, name: str, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    paid = (row.current, row.fee, row.one_off, row.running, row.penalty, row.out_of_scope, row.paid)
    more = None if row.saving is None else -row.saving
    cells = (name, *map(view.look.show, (*paid, more)), view.look.rate(row.current, row.paid))
    return Row(cells, emphasis)


def _notes(made: Totalled) -> Iterator[str]:
    view, scenario, totals = made.view, made.view.scenario, made.totals
    yield "現行経費には、調達外の業務に現在かかっている経費も含めて入力されているものとして比べています。"
    word = "実施する" if scenario.undecided_as is UndecidedAs.YES else "実施しない"
    yield (
        f"カスタマイズは、意向が未定・未回答の団体を「{word}」とみなした額です。運用は年額に参加する月数を乗じた額です。"
    )
    if totals.incomplete:
        items = view.book.all(Customization)
        names = [f"項{items[id].item}" for id in totals.incomplete]
        more = f" ほか{len(names) - _MANY}項" if len(names) > _MANY else ""
        yield f"一部未算定: 見積などのない次の要望は総額に含みません。{'、'.join(names[:_MANY])}{more}"
    if totals.unborne and view.settings.municipality is None:
        listed = "、".join(f"{one.label} {one.yen:,}円" for one in totals.unborne)
        yield f"負担者なし: 参加しない団体、離脱した後の団体などの分で、どの団体の額にも入っていません。{listed}"
    if scenario.unborne is Unborne.TAKEN_OVER:
        yield (
            "参加しない団体、離脱した後の団体の分のカスタマイズ費用は、残る団体が、その団体数の見積と項の規則で負担します。"
        )
    if totals.secretariat:
        stays = view.premises.rounding.remainder.stays
        yield f"端数{totals.secretariat:,}円は{stays}、どの団体の額にも入っていません。"
    if totals.total.current is None and totals.rows:
        yield "現行経費が入力されていない団体があるため、合計の現行経費と削減率はありません。"
    yield from rates(view.look)
    yield from inferred(view)

"""クラウド利用料計算根拠書: how every member's share of the fee came about, from the cost lines to the years."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from core.calc.comparison.charges import Ways, exchange_rate
from core.calc.comparison.contract_term import MONTHS
from core.calc.comparison.fee.all_steps import all_derivations
from core.calc.comparison.gathering import ways_of
from core.calc.comparison.taxes import changes
from core.calc.derivation import Derivation, Step, step, yen
from core.documents.comparison.notes import inferred
from core.documents.comparison.paper import one_sheet, premises_of_sheet, refused
from core.documents.comparison.view import Compared, NotCompared, compared
from core.documents.paper.document import Column, Document, Emphasis, Kind, Notes, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.costs import CostAmount, CostLine
from core.model.papers.printouts import PRINTOUTS
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import YEN

TITLE = PRINTOUTS["fee-derivation"].title

_COLUMNS = (
    Column("段階", width=13, repeat=True),
    Column("計算", width=14, weight=2, repeat=True),
    Column("内訳", width=16, weight=3),
    Column("結果", Kind.FIGURE),
)

_NOTES = ("金額は整数と分数で計算し、途中では丸めていません。「…」は表示のうえで切り捨てた小数です。",)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return every step of the fee of one scenario on one sheet, in yen; one that says why if there is no table."""
    made = compared(book, _in_yen(settings))
    if isinstance(made, NotCompared):
        return refused(book, settings, TITLE, made)
    rows = tuple(row for one in derivations(made) for row in _rows(one))
    blocks = (premises_of_sheet(made), Table(_COLUMNS, rows), Notes((*_NOTES, *inferred(made))))
    return one_sheet(book, settings, TITLE, blocks)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the derivations as JSON, titles and steps as the sheet prints them, or the sentence of the refusal."""
    made = compared(book, _in_yen(settings))
    if isinstance(made, NotCompared):
        return canonical({"report": "fee-derivation", "refused": made.sentence})
    shown = [asdict(one) for one in derivations(made)]
    return canonical({"report": "fee-derivation", "scenario": made.scenario.name, "derivations": shown})


def derivations(view: Compared) -> Iterator[Derivation]:
    """Yield the cost lines, then all that follows from them."""
    lines = tuple(_lines(view))
    if lines:
        yield Derivation("経費明細", lines)
    yield from all_derivations(view.comparison.working)


def _in_yen(settings: PrintSettings) -> PrintSettings:
    return replace(settings, unit=MoneyUnit.YEN, digits=0, rate_from=RateFrom.YEN)


def _lines(view: Compared) -> Iterator[Step]:
    """Yield each line as it was entered, how it was converted, and what it comes to in each year."""
    ways = ways_of(view.book, view.scenario)
    for one in view.premises.fee.lines:
        line, entered = one.line, sorted(view.book.children(CostAmount, one.line.id).values(), key=_year)
        converted = changes(line.tax_mode, ways.tax_mode)
        inputs = []
        for amount in entered:
            at = amount.fiscal_year - ways.term.first
            if not 0 <= at < ways.term.years:
                continue
            text = yen(amount.amount) if line.currency == YEN else f"{_foreign(amount)}{line.currency}"
            text += f"({_rate(ways, at)})" if converted else ""
            text += f" → {yen(one.years[at])}" if converted or line.currency != YEN else ""
            inputs.append((show_fiscal_year(amount.fiscal_year), text))
        yield step(line.name, _conversion(view, line, ways.tax_mode.label, converted), inputs, yen(one.total))


def _year(amount: CostAmount) -> int:
    return amount.fiscal_year


def _rate(ways: Ways, at: int) -> str:
    """Return 税率8%, or 税率8%×6か月・10%×6か月 in a year in which it changes."""
    percents = [percent for _, percent in ways.taxes.by_month(ways.term.first, at * MONTHS, (at + 1) * MONTHS)]
    counts = {percent: percents.count(percent) for percent in percents}
    if len(counts) == 1:
        return f"税率{percents[0]}%"
    return "税率" + "・".join(f"{percent}%×{months}か月" for percent, months in counts.items())


def _foreign(amount: CostAmount) -> str:
    return f"{amount.amount:,}.{amount.cents:02d}" if amount.cents else f"{amount.amount:,}"


def _conversion(view: Compared, line: CostLine, wanted: str, converted: bool) -> str:
    """Return how the amounts of a line become yen, and by which rule they are split."""
    words = [line.flow.label]
    if line.currency != YEN:
        words.append(f"1{line.currency} = {exchange_rate(line)}円")
    if converted:
        words.append(f"{line.tax_mode.label}の額を{wanted}に換算、消費税は明細の合計で1円未満切捨て")
    if converted or line.currency != YEN:
        instalment = view.premises.instalment.label
        words.append(f"年度の額は合計を換算後の額に比例して分け、1円未満の残りは{instalment}へ")
    return "、".join(words)


def _rows(derivation: Derivation) -> Iterator[Row]:
    yield Row((derivation.title,), Emphasis.SECTION)
    for one in derivation.steps:
        yield Row((one.label, one.formula, _inputs(one.inputs), one.result))


def _inputs(inputs: Sequence[tuple[str, str]]) -> str:
    """Return the figures in a row, but calculations below each other."""
    calculated = any(sign in value for _, value in inputs for sign in ("→ ", "= ", "× "))
    return ("\n" if calculated else "　").join(f"{name}:{value}" for name, value in inputs)

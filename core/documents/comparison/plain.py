"""五年間経費の表: the comparison in the plain columns of the source, under a headline that says it in one line."""

from decimal import Decimal

from core.calc.comparison.compare import Row as Amounts
from core.calc.comparison.reduction import in_unit
from core.documents.comparison.paper import one_sheet, refused, term_words
from core.documents.comparison.view import Compared, NotCompared, compared
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    Paragraph,
    Row,
    Size,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.scenarios import MoneyUnit

TITLE = PRINTOUTS["five-years"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with headline and table, or the sentence that says why there is none."""
    made = compared(book, settings)
    if isinstance(made, NotCompared):
        return refused(book, settings, TITLE, made)
    total = made.comparison.total
    rows = tuple(_row(made, row, made.names[code]) for code, row in made.comparison.rows.items())
    if made.comparison.secretariat:
        rows = (*rows, Row((made.kept_line, "", made.look.show(made.comparison.secretariat), "", "")))
    table = Table(_COLUMNS, rows, (_row(made, total, "合計", Emphasis.TOTAL),), unit=made.look.figures.caption)
    said = headline(total.current, total.paid)
    blocks: list[Block] = [Paragraph(said, Size.LARGE, bold=True, align=Align.CENTER)] if said else []
    blocks += [table, Notes((f"試算「{made.scenario.name}」による額です。違約金は含みません。",))]
    return one_sheet(book, settings, f"{term_words(made.premises.term.years)}の経費", tuple(blocks))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the headline and by code the yen of today and of the fee as JSON, or the sentence of the refusal."""
    made = compared(book, settings)
    if isinstance(made, NotCompared):
        return canonical({"report": "five-years", "refused": made.sentence})
    total = made.comparison.total
    rows = {code: [row.current, row.paid] for code, row in made.comparison.rows.items()}
    return canonical({"report": "five-years", "headline": headline(total.current, total.paid), "rows": rows})


_COLUMNS = (
    Column("市町村名", width=8, weight=1, repeat=True),
    *(Column(name, Kind.FIGURE, weight=1) for name in ("現行経費", "クラウド利用料", "増減", "削減率")),
)


def _row(view: Compared, row: Amounts, name: str, emphasis: Emphasis = Emphasis.PLAIN) -> Row:
    show = view.look.show
    change = show(None if row.saving is None else -row.saving)
    return Row((name, show(row.current), show(row.paid), change, view.look.rate(row.current, row.paid)), emphasis)


def headline(current: int | None, paid: int | None) -> str:
    """Return 約22億円⇒約14億円【約8億円(3割強)の削減】; nothing where one of the sums is not known.

    From 10 億円 on in whole 億円, from 1 億円 on with one decimal, below in 万円; what is saved is the difference of
    the two figures that are read.
    """
    if not current or paid is None:
        return ""
    unit, word, digits = _unit(max(current, paid))
    before, after = (in_unit(yen, unit, digits) for yen in (current, paid))
    saved = before - after
    ends = f"約{_figure(before, word)}⇒約{_figure(after, word)}"
    if not saved:
        return f"{ends}【増減なし】"
    part = tenths_words(Decimal(abs(current - paid) * 100) / current)
    return f"{ends}【約{_figure(abs(saved), word)}({part})の{'削減' if saved > 0 else '増加'}】"


def _unit(yen: int) -> tuple[MoneyUnit, str, int]:
    if yen >= 10**9:
        return MoneyUnit.OKU, "億円", 0
    return (MoneyUnit.OKU, "億円", 1) if yen >= 10**8 else (MoneyUnit.THOUSAND, "千円", 0)


def _figure(amount: Decimal, word: str) -> str:
    return f"{amount:,}{word}"


def tenths_words(percent: Decimal) -> str:
    """Return how many tenths that is: 3割 for 30.0, 3割強 for up to 36, 4割弱 for more; below 1割 the percent.

    The source calls 36 % 3割強.
    """
    if percent < 9:
        return f"{percent:.1f}%"
    tenths, rest = divmod(percent, 10)
    if rest < Decimal("0.5"):
        return f"{tenths:.0f}割"
    return f"{tenths:.0f}割強" if rest < 7 else f"{tenths + 1:.0f}割弱"

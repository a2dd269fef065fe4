"""The table totals of the command show."""

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.gathering import first_shown
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import TotalCosts, total_costs
from core.calc.comparison.values import Values, totals_values
from core.cli.output import CommandFailed, print_table
from core.cli.tables.comparison import made, names
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.words.sentences import sentence


def totals_json(book: Book) -> Values:
    """Return what every municipality pays in all."""
    items = {one.id: one.item for one in book.all(Customization).values()}
    return totals_values(_totals(book), items)


def totals_text(book: Book) -> None:
    """Print the totals as a table."""
    totals, by_code = _totals(book), names(book)
    nobody = totals.unborne_row
    shown = [(by_code[code], row) for code, row in totals.rows.items()]
    shown += [("負担者なし", nobody)] if nobody else []
    rows = [
        (
            name,
            *(show_yen(yen) for yen in (row.fee, row.one_off, row.running, row.penalty, row.out_of_scope)),
            *(show_yen(yen) for yen in (row.paid, row.current, row.saving)),
        )
        for name, row in (*shown, ("合計", totals.total))
    ]
    headings = ("団体", "クラウド利用料", "カスタマイズ初期", "カスタマイズ運用", "違約金", "調達外経費")
    print_table((*headings, "総額", "現行経費", "削減額"), rows, (False, *[True] * 8))


def _totals(book: Book) -> TotalCosts:
    scenario = first_shown(book)
    totals = total_costs(book, scenario, made(book, scenario), allocate(book), allocate(book, Money.YEARLY))
    if isinstance(totals, Impossible):
        raise CommandFailed(sentence(totals.fault))
    return totals

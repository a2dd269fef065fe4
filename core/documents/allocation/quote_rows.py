"""A row for every quoted number of implementers, as the source prints 20-1 … 20-6."""

from core.calc.allocation.frame import names_only_equal, rule_of
from core.calc.allocation.item import Outcome
from core.calc.allocation.pricing import Money
from core.calc.splitting.apportion import floors
from core.documents.paper.document import Emphasis, Row
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.requests import Customization, Option, Quote
from core.model.values.codes import item_key
from core.model.values.money import show_yen


def scenario_rows(
    book: Book, money: Money, customization: Customization, outcome: Outcome, blanks: int
) -> tuple[Row, ...]:
    """Return one row per quote of the request: branch, number of implementers, total, and the equal share of each.

    A request whose only quote is the one in force has none. The quote in force is marked 現在の見積.
    """
    options = sorted(book.children(Option, customization.id).values(), key=lambda option: (option.position, option.id))
    quotes = [(option, quote) for option in options for quote in _in_order(book, option)]
    in_force = outcome.price.quote
    if [quote for _, quote in quotes] == [in_force]:
        return ()
    return tuple(_row(book, money, customization, option, quote, quote == in_force, blanks) for option, quote in quotes)


def _in_order(book: Book, option: Option) -> list[Quote]:
    quotes = book.children(Quote, option.id).values()
    return sorted(quotes, key=lambda quote: (item_key(quote.branch), -quote.implementers))


def _row(
    book: Book, money: Money, customization: Customization, option: Option, quote: Quote, in_force: bool, blanks: int
) -> Row:
    total = money.of(quote)
    each, rest = _each(total, quote.implementers, book.consortium.unit)
    rule = rule_of(customization, book.consortium.request_rule)
    alike = len({one.equal_percent for one in book.all(Municipality).values()}) < 2
    by_rule = isinstance(rule, Fault) or not (alike and names_only_equal(rule))
    words = f"{quote.implementers}団体で実施した場合"
    remarks = [
        "現在の見積" if in_force else "",
        "" if by_rule else f"端数 {show_yen(rest)}円" if rest else "",
        "按分規則によるため1団体当たりは一律ではない" if by_rule else "",
        "要確認" + (f"(推定: {quote.likely_reading})" if quote.likely_reading else "") if quote.doubtful else "",
        "" if _says_count(quote) else quote.note,
    ]
    return Row(
        (
            quote.branch,
            f"　{option.name} {words}" if option.name else f"　{words}",
            show_yen(total),
            "" if by_rule else show_yen(each),
            *[""] * blanks,
            "、".join(remark for remark in remarks if remark),
        ),
        Emphasis.QUIET,
        joined=True,
    )


def _says_count(quote: Quote) -> bool:
    """Whether the quote's note only repeats for how many implementers it is."""
    count = quote.implementers
    return quote.note.removesuffix("した場合") in {f"{count}自治体で実施", f"{count}団体で実施"}


def _each(total: int, count: int, unit: int) -> tuple[int, int]:
    """Return the equal share of each, cut down to the unit, and what is left over."""
    shares = floors(total, {str(place): 1 for place in range(count)}, unit)
    return shares["0"], total - sum(shares.values())

"""A row for every quoted number of implementers, as the source prints 20-1 … 20-6."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.calc.allocation.frame import names_only_equal, rule_of
from core.calc.allocation.item import ItemResult, Outcome
from core.calc.allocation.pricing import Money
from core.calc.members import members_of
from core.calc.participation import is_absent
from core.calc.splitting.apportion import floors
from core.documents.paper.document import Emphasis, Row
from core.documents.paper.wording import states_of
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.requests import Customization, Option, Quote
from core.model.values.codes import item_key
from core.model.values.money import show_yen

UNDECIDED = "△"
"""Stands in these rows, as in the source, for a member that has not decided."""


def scenario_rows(
    book: Book, money: Money, customization: Customization, item: ItemResult, outcome: Outcome, blanks: int
) -> tuple[Row, ...]:
    """Return one row per quote of the request: branch, number of implementers, total, the equal share of each, and what
    each member pays then: △ for the undecided, nothing for those that do not implement or where it is not known.

    A request whose only quote is the one in force has none. The quote in force is marked 現在の見積.
    """
    members = members_of(book)
    states = states_of(book, customization, members)
    asked = [not is_absent(book, customization, member.id) for member in members]
    options = sorted(book.children(Option, customization.id).values(), key=lambda option: (option.position, option.id))
    quotes = [(option, quote) for option in options for quote in _in_order(book, option)]
    in_force = outcome.price.quote
    if [quote for _, quote in quotes] == [in_force]:
        return ()
    rows = []
    for option, quote in quotes:
        row = _row(book, money, customization, option, quote, quote == in_force)
        cells = _cells(item, quote, states, asked, row.cells[3])
        rows.append(replace(row, cells=(*row.cells[:4], *cells, *[""] * blanks, *row.cells[4:])))
    return tuple(rows)


def _cells(
    item: ItemResult, quote: Quote, states: Sequence[AnswerState], asked: Sequence[bool], each: str
) -> Iterator[str]:
    """Yield what stands for each member: known where as many implement as have said so, or as may in the end, and else
    where all of them pay alike; where fewer would than have said so it is not known who. Where all would, all pay."""
    together = quote.implementers == sum(asked)
    known = next((one for one in (item.max, item.all) if _is_of(one, quote)), None)
    many = sum(state is AnswerState.YES for state in states)
    for at, state in enumerate(states):
        if state.is_open:
            yield UNDECIDED
        elif state is AnswerState.NO and together and asked[at]:
            yield each
        elif state is not AnswerState.YES or quote.implementers < many:
            yield ""
        else:
            yield show_yen(known.shares[at]) if known is not None else each


def _is_of(outcome: Outcome, quote: Quote) -> bool:
    return outcome.price.quote == quote and outcome.implementers == quote.implementers


def _in_order(book: Book, option: Option) -> list[Quote]:
    quotes = book.children(Quote, option.id).values()
    return sorted(quotes, key=lambda quote: (item_key(quote.branch), -quote.implementers))


def _row(book: Book, money: Money, customization: Customization, option: Option, quote: Quote, in_force: bool) -> Row:
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

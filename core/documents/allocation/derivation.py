"""計算根拠書: how every amount of the allocation table came about, item by item, and how the totals add up."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace

from core.calc.allocation.explain import explain
from core.calc.allocation.frame import rule_of
from core.calc.allocation.item import ItemResult, Outcome, View
from core.calc.allocation.pricing import option_in_force
from core.calc.derivation import Derivation, Step, quotient, step, yen
from core.calc.members import Member
from core.calc.splitting.steps import exact_share
from core.dataclass import dataclass
from core.documents.allocation.view import Shown, Sum, none_of, shown
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date, states_of, title_of
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["derivation"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the derivation of every amount under the same view as the allocation table with these settings."""
    sheet = shown(book, settings)
    rows = tuple(row for derivation in derivations(sheet) for row in _rows(derivation))
    consortium = book.consortium
    facts = (
        ("協議会", consortium.name),
        ("基準日", show_date(consortium.base_date)),
        ("対象の額", settings.money.label),
        ("見方", "、".join(one.name for one in sheet.sums)),
        ("端数処理", f"{consortium.unit:,}円単位・{consortium.remainder.label}"),
        ("消費税", consortium.tax_mode.label),
    )
    title = f"カスタマイズ費用{TITLE}"
    blocks: tuple[Block, ...] = (KeyValues(facts, 3), Table(_COLUMNS, rows), Notes(_NOTES))
    if not sheet.items:
        blocks = (Paragraph(none_of(book)),)
    return Document(
        title=title,
        sheets=(Sheet(title, blocks, sheet_date(book, settings), settings.number),),
        author=consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the derivations as JSON: titles and steps, as the sheet prints them."""
    sheet = shown(book, settings)
    return canonical({"report": "derivation", "derivations": [asdict(one) for one in derivations(sheet)]})


_COLUMNS = (
    Column("段階", width=7, repeat=True),
    Column("計算", width=14, weight=2, repeat=True),
    Column("内訳", width=16, weight=3),
    Column("結果", Kind.FIGURE),
)

_NOTES = ("金額は整数で計算し、途中では丸めていません。「…」は表示のうえで切り捨てた小数です。",)


def derivations(sheet: Shown) -> Iterator[Derivation]:
    """Yield the derivation of each item in order, then of each row of totals, for every view that the sheet shows.

    Another view than the sheet's own is derived only for the items that it changes.
    """
    called = {member.code: name for member, name in zip(sheet.allocation.members, sheet.names, strict=True)}
    names = Names(called, lambda member: called[member.code])
    for one in sheet.sums:
        for item in sheet.items:
            if one.view is sheet.view or item.max != item.all:
                yield _of_item(sheet, item, one.view, names)
        yield _of_sum(sheet, one, names)


@dataclass(frozen=True, slots=True)
class Names:
    """What the members are called on the sheet, by code and as core.calc.allocation.explain wants to know it."""

    by_code: Mapping[str, str]
    shown: Callable[[Member], str]


def _of_item(sheet: Shown, item: ItemResult, view: View, names: Names) -> Derivation:
    book, customization = sheet.book, sheet.book.all(Customization)[item.customization_id]
    outcome = item.all if view is View.ALL else item.max
    number = outcome.branch if view in {View.MAX, View.ALL} and outcome.branch else customization.item
    also = "" if view is sheet.view else f"({_sum_name(sheet, view)})"
    title = f"項{number}　{title_of(customization, option_in_force(book, customization))}{also}"
    steps = explain(book, sheet.allocation, customization.id, None, view, names.shown).steps
    shares = _share_steps(sheet, customization, outcome, view, names) if view in {View.MAX, View.ALL} else ()
    return Derivation(title, (*steps, *shares))


def _share_steps(
    sheet: Shown, customization: Customization, outcome: Outcome, view: View, names: Names
) -> Iterator[Step]:
    """Yield each payer's exact share beside the amount that it pays."""
    if not outcome.implementers or outcome.total is None or not customization.disposition.costs:
        return
    members = sheet.allocation.members
    states = states_of(sheet.book, customization, members)
    paying = {state for state in AnswerState if state is AnswerState.YES or (state.is_open and view is View.ALL)}
    payers = tuple(member for member, state in zip(members, states, strict=True) if state in paying)
    rule = rule_of(customization, sheet.book.consortium.request_rule)
    assert not isinstance(rule, Fault), rule
    if not rule.is_plain:
        return  # the steps of the item have everybody's share already: nobody's follows without the others'
    for member, state, share in zip(members, states, outcome.shares, strict=True):
        if state in paying:
            formula, exact = exact_share(rule, payers, member, outcome.total)
            yield step(
                f"　{names.by_code[member.code]}", formula, (("端数処理の前", f"{quotient(*exact)}円"),), yen(share)
            )


def _of_sum(sheet: Shown, one: Sum, names: Names) -> Derivation:
    """Return how the totals of each member, and of all together, add up from the items."""
    steps: list[Step] = []
    for code, name in names.by_code.items():
        first, *further = explain(sheet.book, sheet.allocation, None, code, one.view, names.shown).steps
        steps += [replace(first, label=name), *(replace(more, label=f"　{more.label}") for more in further)]
    first, *further = explain(sheet.book, sheet.allocation, None, None, one.view, names.shown).steps
    return Derivation(one.name, (*steps, replace(first, label="総額"), *further))


def _sum_name(sheet: Shown, view: View) -> str:
    return next(one.name for one in sheet.sums if one.view is view)


def _rows(derivation: Derivation) -> Iterator[Row]:
    yield Row((derivation.title,), Emphasis.SECTION)
    for one in derivation.steps:
        inputs = "　".join(f"{name}:{value}" for name, value in one.inputs)
        yield Row((one.label, one.formula, inputs, one.result))

"""計算根拠書: how every amount of the allocation table came about, item by item, and how the totals add up."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from core.calc.derivation import Derivation, Step, step, yen
from core.calc.item import ItemResult, View
from core.calc.members import Member, representative_of
from core.calc.pricing import PriceStatus, option_in_force, price_list
from core.calc.splitting import split
from core.documents.allocation_view import Shown, Sum, shown
from core.documents.document import (
    Column,
    Document,
    Emphasis,
    KeyValues,
    Kind,
    Notes,
    Orientation,
    Row,
    Sheet,
    Table,
)
from core.documents.settings import Settings, canonical
from core.documents.wording import disposition_word, footer, sheet_date, states_of, title_of
from core.messages import sentence
from core.model.book import Book
from core.model.customization import AnswerState, Customization
from core.model.dates import show_date
from core.model.rules import EQUAL_SPLIT, parse_rule

TITLE = "計算根拠書"


def build(book: Book, settings: Settings) -> Document:
    """Return the derivation of every amount under the same view as the allocation table with these settings."""
    sheet = shown(book, settings)
    rows = tuple(row for derivation in derivations(sheet) for row in _rows(derivation))
    consortium = book.consortium
    facts = (
        ("協議会", consortium.name),
        ("基準日", show_date(consortium.base_date)),
        ("対象の額", settings.money.label),
        ("見方", sheet.sums[0].name),
        ("端数処理", f"{consortium.unit:,}円単位・{consortium.remainder.label}"),
        ("消費税", consortium.tax_mode.label),
    )
    title = f"カスタマイズ費用{TITLE}"
    blocks = (KeyValues(facts, 3), Table(_COLUMNS, rows), Notes(_NOTES))
    return Document(
        title=title,
        sheets=(Sheet(title, blocks, sheet_date(book, settings), settings.number),),
        author=consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def result(book: Book, settings: Settings) -> str:
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
    """Yield the derivation of each item in order, then of each row of totals."""
    members = tuple(
        replace(member, name=name) for member, name in zip(sheet.allocation.members, sheet.names, strict=True)
    )
    for item in sheet.items:
        yield _of_item(sheet, item, members)
    for one in sheet.sums:
        if one.view is sheet.view:
            yield _of_sum(sheet, one, members)


def _of_item(sheet: Shown, item: ItemResult, members: tuple[Member, ...]) -> Derivation:
    book, customization = sheet.book, sheet.book.all(Customization)[item.customization_id]
    outcome = sheet.outcome(item)
    number = outcome.branch or customization.item
    title = f"項{number}　{title_of(customization, option_in_force(book, customization))}"
    if not item.counted:
        word = disposition_word(book, customization)
        return Derivation(title, (step("方針", f"方針が「{word}」のため、費用はかからない", (), yen(0)),))
    return Derivation(title, tuple(_item_steps(sheet, item, customization, members)))


def _item_steps(
    sheet: Shown, item: ItemResult, customization: Customization, members: tuple[Member, ...]
) -> Iterator[Step]:
    outcome = sheet.outcome(item)
    states = states_of(sheet.book, customization, members)
    paying = {state for state in AnswerState if state is AnswerState.YES or (state.is_open and sheet.view is View.ALL)}
    payers = [member for member, state in zip(members, states, strict=True) if state in paying]
    yield step(
        "実施団体数",
        "実施と回答した団体" + ("と、未定・未回答の団体" if sheet.view is View.ALL else ""),
        ((member.name, state.label) for member, state in zip(members, states, strict=True) if state in paying),
        f"{outcome.implementers}団体",
    )
    if not outcome.implementers:
        return
    yield _price_step(sheet, item, customization)
    if outcome.fault is not None:
        yield step("按分", sentence(outcome.fault), (), outcome.status.label)
    elif outcome.total is not None:
        rule = parse_rule(customization.rule) if customization.rule else EQUAL_SPLIT
        consortium = sheet.book.consortium
        made = split(
            outcome.total,
            rule,
            payers,
            unit=consortium.unit,
            remainder=consortium.remainder,
            representative=representative_of(sheet.book, members),
        )
        yield from made.derivation.steps


def _price_step(sheet: Shown, item: ItemResult, customization: Customization) -> Step:
    outcome = sheet.outcome(item)
    count, price = outcome.implementers, outcome.price
    if price.quote is not None:
        branch = f"({price.quote.branch})" if price.quote.branch else ""
        return step("総額", f"{count}団体で実施した場合の見積{branch}", (), yen(price.yen))
    prices = price_list(sheet.book, customization, sheet.settings.money, sheet.book.consortium.estimate)
    around = prices.neighbours(count)
    if price.status is PriceStatus.ESTIMATED and around:
        inputs = ((f"{one.implementers}団体の見積", yen(sheet.settings.money.of(one))) for one in around)
        return step("総額(概算)", f"前後の見積の間を直線で補った{count}団体の額", inputs, yen(price.yen))
    return step("総額", f"{count}団体で実施した場合の見積がない", (), outcome.status.label)


def _of_sum(sheet: Shown, one: Sum, members: tuple[Member, ...]) -> Derivation:
    """Return how the totals of each member add up from the items."""
    customizations = sheet.book.all(Customization)
    numbered = [
        (sheet.outcome(item).branch or customizations[item.customization_id].item, item.shares(one.view))
        for item in sheet.items
        if item.counted
    ]
    steps = [
        step(
            member.name,
            "負担額のある項の合計",
            ((f"項{number}", yen(shares[place])) for number, shares in numbered if shares[place]),
            yen(one.totals.shares[place]),
        )
        for place, member in enumerate(members)
    ]
    if one.totals.secretariat:
        steps.append(step("事務局(端数)", "按分で残った端数の合計", (), yen(one.totals.secretariat)))
    everything = step("総額", "各団体の合計" + ("と端数" if one.totals.secretariat else ""), (), yen(one.totals.total))
    return Derivation(one.name, (*steps, everything))


def _rows(derivation: Derivation) -> Iterator[Row]:
    yield Row((derivation.title,), Emphasis.SECTION)
    for one in derivation.steps:
        inputs = "　".join(f"{name}:{value}" for name, value in one.inputs)
        yield Row((one.label, one.formula, inputs, one.result))

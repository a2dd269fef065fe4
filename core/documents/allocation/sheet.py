"""カスタマイズ費用按分表: the table that the meeting decides on, as the source prints it."""

from collections.abc import Iterator

from core.calc.allocation.item import ItemResult, Outcome, View
from core.calc.allocation.pricing import Money, option_in_force
from core.documents.allocation.changes import changes
from core.documents.allocation.notes import doubts, notes, remarks
from core.documents.allocation.quote_rows import scenario_rows
from core.documents.allocation.result import result_of
from core.documents.allocation.view import Shown, Sum, none_of, shown
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.turned import turned
from core.documents.paper.wording import (
    UNCOSTED,
    amount,
    disposition_word,
    footer,
    is_estimated,
    sheet_date,
    states_of,
    title_of,
    unit_text,
)
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.records import label_of
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["allocation"].title
_MEMBERS = "対象団体"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the table with its legend, totals and notes, and what changed since the previous sheet if one is given.

    Very many members stand below each other in a table of their own.
    """
    sheet = shown(book, settings)
    if not sheet.items:
        return _paper(book, settings, (Paragraph(none_of(book)),))
    table = Table(
        columns=_columns(sheet),
        rows=tuple(row for item in sheet.items for row in _rows(sheet, item)),
        totals=tuple(_sum_row(sheet, one) for one in sheet.sums),
        unit=unit_text(book, settings.money),
        legend=_legend(sheet),
    )
    first, *by_member = turned(table, _MEMBERS, "団体", "項")
    blocks: list[Block] = [first]
    if by_member:
        blocks += [Heading("団体ごとの負担額"), *by_member]
    blocks.append(Notes(notes(book, settings, sheet.items, sheet.view)))
    if settings.previous is not None:
        blocks += _changes(sheet, settings.previous)
    return _paper(book, settings, tuple(blocks))


def _paper(book: Book, settings: PrintSettings, blocks: tuple[Block, ...]) -> Document:
    title = _title(settings)
    return Document(
        title=title,
        sheets=(Sheet(title, blocks, sheet_date(book, settings), settings.number),),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the sheet shows as JSON, equal for equal sheets; a later sheet compares itself with it."""
    return canonical(result_of(shown(book, settings)))


def _title(settings: PrintSettings) -> str:
    kind = "年額" if settings.money is Money.YEARLY else "初期"
    part = f" 方針「{settings.disposition.label}」のみ" if settings.disposition else ""
    return f"{TITLE}({kind}){part}"


def _legend(sheet: Shown) -> str:
    quoted = "　△=団体数ごとの行で、意向が決まっていない団体" if sheet.settings.scenario_rows else ""
    assumed = "　(　)=未定・未回答を実施とみなした額" if sheet.view is View.ALL else ""
    return f"凡例: 未定・未回答=意向が決まっていない団体　空欄=実施しない団体　0=費用のかからない対応{assumed}{quoted}"


def _columns(sheet: Shown) -> tuple[Column, ...]:
    each = (Column("1団体当たり", Kind.FIGURE, repeat=True),) if sheet.settings.scenario_rows else ()
    kept = (Column(sheet.book.consortium.remainder.line_of_rest, Kind.FIGURE),) if sheet.secretariat else ()
    return (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=14, weight=3, repeat=True),
        Column("総額", Kind.FIGURE, repeat=True),
        *each,
        *(Column(name, Kind.FIGURE, groups=(_MEMBERS,)) for name in sheet.names),
        *(Column(name, Kind.FIGURE, groups=("小計",)) for name in sheet.groups),
        *kept,
        Column(label_of(Customization, "note"), width=9, weight=3),
    )


def _rows(sheet: Shown, item: ItemResult) -> list[Row]:
    customization = sheet.book.all(Customization)[item.customization_id]
    outcome = sheet.outcome(item)
    option = option_in_force(sheet.book, customization)
    each = ("",) if sheet.settings.scenario_rows else ()
    kept = (_kept(outcome),) if sheet.secretariat else ()
    row = Row(
        (
            outcome.branch or customization.item,
            title_of(customization, option),
            amount(outcome.total, outcome) if item.counted else disposition_word(sheet.book, customization),
            *each,
            *cells(sheet, item, customization),
            *_group_cells(sheet, item, outcome),
            *kept,
            "\n".join((*doubts(customization, outcome), *remarks(sheet.book, sheet.settings, customization, item))),
        )
    )
    if not sheet.settings.scenario_rows:
        return [row]
    blanks = len(sheet.groups) + int(sheet.secretariat)
    return [row, *scenario_rows(sheet.book, sheet.settings.money, customization, item, outcome, blanks)]


def _group_cells(sheet: Shown, item: ItemResult, outcome: Outcome) -> Iterator[str]:
    """Yield what the members of each group pay together; nothing where an amount is missing or nobody pays."""
    for places in sheet.groups.values():
        shares = [outcome.shares[at] for at in places]
        paid = sum(filter(None, shares))
        yield show_yen(paid) if item.counted and None not in shares and paid else ""


def _kept(outcome: Outcome) -> str:
    return show_yen(outcome.secretariat) if outcome.secretariat else ""


def cells(sheet: Shown, item: ItemResult, customization: Customization) -> tuple[str, ...]:
    """Return what stands in each member's column."""
    if not item.counted:
        return ("0" if customization.disposition in UNCOSTED else "",) * len(sheet.names)
    outcome = sheet.outcome(item)
    states = states_of(sheet.book, customization, sheet.allocation.members)
    if is_estimated(outcome) or sheet.view is View.ALL:
        return tuple(map(_cell, states, outcome.shares, [outcome] * len(states), [sheet.view] * len(states)))
    word = outcome.status.label
    return tuple(
        (word if yen is None else f"{yen:,}") if state is AnswerState.YES else _OTHERS[state]
        for state, yen in zip(states, outcome.shares, strict=True)
    )


_OTHERS = {state: state.label if state.is_open else "" for state in AnswerState}


def _cell(state: AnswerState, yen: int | None, outcome: Outcome, view: View) -> str:
    if state is AnswerState.YES:
        return amount(yen, outcome)
    if state.is_open and view is View.ALL:
        return f"({amount(yen, outcome)})"
    return _OTHERS[state]


def _sum_row(sheet: Shown, one: Sum) -> Row:
    each = ("",) if sheet.settings.scenario_rows else ()
    kept = (show_yen(one.totals.secretariat),) if sheet.secretariat else ()
    marks = [
        word for word, count in (("一部未算定", one.totals.incomplete), ("概算を含む", one.totals.estimated)) if count
    ]
    return Row(
        (
            "",
            one.name,
            show_yen(one.totals.total),
            *each,
            *map(show_yen, one.totals.shares),
            *(show_yen(sum(one.totals.shares[at] for at in places)) for places in sheet.groups.values()),
            *kept,
            "、".join(marks),
        ),
        Emphasis.TOTAL if one.view in {View.MAX, View.ALL} else Emphasis.STRONG,
    )


def _changes(sheet: Shown, previous: str) -> list[Block]:
    name = f"({sheet.settings.previous_name})" if sheet.settings.previous_name else ""
    heading = Heading(f"前回{name}からの変更")
    try:
        rows = changes(previous, result_of(sheet))
    except ValueError:
        # Only the PDF of that sheet is left, or a program to come has kept it in another way.
        return [heading, Paragraph("前回の確定版に比べられる記録が残っていないため、比べられません。")]
    if not rows:
        return [heading, Paragraph("前回から変わったところはありません。")]
    columns = (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=14, weight=2),
        Column("変わったところ", width=8, weight=1),
        Column("前回", Kind.FIGURE),
        Column("今回", Kind.FIGURE),
    )
    return [heading, Table(columns, rows, unit=unit_text(sheet.book, sheet.settings.money))]

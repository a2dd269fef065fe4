"""Figures in a text that are bound to the ledger: 「{五年間.現行経費:億円}」, {団体.射水市.記号}. They are looked up
each time the text is read, so none is ever stale; what is not found is told and never guessed.

A name has parts between points: one of the figures below, or a table, what a row of it is called, and a column. After
a colon stands the unit.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, first_shown
from core.calc.handouts.headline import about, headline
from core.calc.members import members_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.council import System, consortium_of
from core.model.evaluation import Bidder, Carried, Criterion, Procurement, ReviewRound, Stage
from core.model.foundation.services import Service, ServiceState, ServiceStatus
from core.model.machine.faults import Refused
from core.model.machine.kinds import Reference
from core.model.machine.naming import (
    describe,
    in_order,
    reference_name,
    table_named,
    title_of,
    told_columns,
    told_tables,
)
from core.model.machine.records import Record, abouts
from core.model.machine.sealing import is_sealed
from core.model.machine.table import Table
from core.model.papers.handouts import HandoutChapter
from core.model.registry import TABLES, table_of
from core.model.scenarios import Scenario
from core.model.values.codes import search_key
from core.model.values.dates import show_date
from core.model.values.evaluation_rules import Part
from core.pattern import pattern

Value = int | str | Decimal | None
"""Yen, a text, percent, or None where the ledger does not know it."""

_BOUND = pattern(r"[{｛]([^{}｛｝:：\n]+)(?:[:：]([^{}｛｝\n]*))?[}｝]")
"""Braces, colon and points may be those of an input method, too."""
UNITS = {"円": (1, 0), "千円": (1_000, 0), "万円": (10_000, 0), "百万円": (1_000_000, 0), "億円": (100_000_000, 1)}
COUNTED = ("団体", "市町村", "件", "業務", "回", "名", "人", "社", "点")
"""Units of what is counted."""
OFFERING = "実施団体数"
"""Beside the columns of a service: how many members offer it."""
MISSING = "〔{name}: 台帳にありません〕"
"""What stands in a text in place of a figure that is not found."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A text with its figures; `missing` are the names that lead to nothing, as they are typed, and `figures` all of
    them with what stands in their place."""

    text: str
    missing: tuple[str, ...]
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Source:
    """What figures are asked of: `scenario` None is the present premises, `procurement` None the first one; `anonymous`
    puts signs for names. It is asked of one state of the ledger: what is computed is computed once."""

    book: Book
    scenario: Scenario | None = None
    anonymous: bool = False
    procurement: Procurement | None = None

    @cached_property
    def comparison(self) -> Comparison | None:
        """The five-year comparison; None where the ledger does not have what it needs."""
        made = compare_scenario(self.book, self.scenario or first_shown(self.book))
        return made if isinstance(made, Comparison) else None


def source_of(book: Book, chapter: HandoutChapter, anonymous: bool = False, scenario: int | None = None) -> Source:
    """Return what the figures in the text of a chapter are asked of; where it names no scenario, `scenario` (an id) is
    meant."""
    chosen = book.all(Scenario).get(chapter.scenario_id or scenario or 0)
    return Source(book, chosen, anonymous, book.all(Procurement).get(chapter.procurement_id or 0))


def bound_names(text: str) -> tuple[str, ...]:
    """Return the names that stand in braces, each once, in their order."""
    return tuple(dict.fromkeys(match[1].strip() for match in _BOUND.finditer(text)))


def bind(source: Source, text: str) -> Bound:
    """Return the text with every figure in its place."""
    missing: list[str] = []
    figures: dict[str, str] = {}
    found: dict[str, Value] = {name: figure(source, name) for name in bound_names(text)}

    def put(match: re.Match[str]) -> str:
        name, unit = match[1].strip(), (match[2] or "").strip()
        shown = shown_figure(found[name], unit)
        if shown is None:
            missing.append(match[0][1:-1])
            shown = MISSING.format(name=match[0][1:-1])
        figures[match[0][1:-1]] = shown
        return shown

    text = _BOUND.sub(put, text)
    return Bound(text, tuple(dict.fromkeys(missing)), tuple(figures.items()))


def figure(source: Source, name: str) -> Value:
    """Return what a name stands for; None where it leads to nothing."""
    ask = FIGURES.get(unicodedata.normalize("NFKC", name))
    return ask(source) if ask else _cell(source, name)


def shown_figure(value: Value, unit: str) -> str | None:
    """Return a figure in a unit (億円, 約, %, 団体); None where it is not known or has no such unit."""
    match value:
        case None | "":
            return None
        case str():
            return value if not unit else None
        case Decimal():
            return f"{value}%" if unit in {"", "%"} else None
    if unit.startswith("約"):
        return about(value)
    if not unit:
        return f"{value:,}"
    if unit not in UNITS:
        return f"{value:,}{unit}" if unit in COUNTED else None
    size, digits = UNITS[unit]
    rounded = (Decimal(value) / size).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:,}{unit}"


def _cell(source: Source, name: str) -> Value:
    """Return what stands in one cell of a table: 団体.射水市.区分."""
    parts = [part.strip() for part in re.split("[.．]", name)]
    if len(parts) < 3:
        return None
    table = table_meant(parts[0])
    if table is None:
        return None
    called, label = search_key(".".join(parts[1:-1])), search_key(parts[-1])
    book = source.book
    rows = [row for row in book.all(table.record).values() if called in _names(book, row)]
    columns = [one for one in told_columns(table.record) if search_key(abouts(table.record)[one].label) == label]
    if len(rows) == 1 and isinstance(rows[0], Service) and label == search_key(OFFERING):
        return len(of_state(book, rows[0], ServiceState.RUNNING))
    if len(rows) != 1 or not columns:
        return None
    return _value(book, rows[0], columns[0])


def table_meant(text: str) -> Table | None:
    """Return the table of this name, or of whose rows people speak like that: カスタマイズ, 要望."""
    try:
        return table_named(text)
    except Refused:
        key = search_key(text)
        return next((one for one in told_tables() if one.noun and search_key(one.noun) == key), None)


def _names(book: Book, row: Record) -> set[str]:
    table = table_of(type(row))
    known = str(getattr(row, table.known_by)) if table.known_by else ""
    return {search_key(text) for text in (title_of(book, row), describe(book, row), known) if text}


def _value(book: Book, row: Record, column: str) -> Value:
    value, kind = getattr(row, column), abouts(type(row))[column].kind
    if value is None or is_sealed(book, row, column):
        return None
    if isinstance(kind, Reference):
        target: Record | None = book.all(TABLES[kind.target].record).get(value)
        return reference_name(book, type(row), target) if target is not None else None
    return value if type(value) is int and kind.is_number else kind.show(value)


def _total(ask: Callable[[Comparison], Value]) -> Callable[[Source], Value]:
    def asked(source: Source) -> Value:
        return None if source.comparison is None else ask(source.comparison)

    return asked


def _rate(made: Comparison) -> Value:
    current, saving = made.total.current, made.total.saving
    if not current or saving is None:
        return None
    return (Decimal(saving) * 100 / current).quantize(Decimal(1), ROUND_HALF_UP)


def _headline(made: Comparison) -> Value:
    current, paid = made.total.current, made.total.paid
    return None if current is None or paid is None else headline(current, paid)


def of_state(book: Book, service: Service, state: ServiceState) -> list[ServiceStatus]:
    """Return what members say of a service that are in this state."""
    members = {one.id for one in members_of(book)}
    told = book.children(ServiceStatus, service.id).values()
    return [one for one in told if one.state is state and one.municipality_id in members]


def _selection(ask: Callable[[Source, Procurement], Value]) -> Callable[[Source], Value]:
    def asked(source: Source) -> Value:
        known = sorted(source.book.all(Procurement).values(), key=lambda one: (one.position, one.id))
        chosen = source.procurement or next(iter(known), None)
        return None if chosen is None else ask(source, chosen)

    return asked


def _points(source: Source, of: Procurement, price: bool | None = None) -> Value:
    """Return the points of all criteria that count in the end, of those of the price, or of the others; None where
    there are none."""
    is_late = of.is_staged and of.carried is Carried.FRESH
    rows = source.book.children(Criterion, of.id).values()
    criteria = [one for one in rows if not is_late or one.stage is Stage.SECOND]
    points = [one.points for one in criteria if price is None or (one.part is Part.PRICE) is price]
    return sum(points) if points else None


def _criteria(source: Source, of: Procurement) -> Value:
    rows = in_order(source.book, source.book.children(Criterion, of.id).values())
    return "、".join(f"{one.name} {one.points:,}点" for one in rows)


def _rounds(source: Source, of: Procurement) -> Value:
    told = []
    for one in in_order(source.book, source.book.children(ReviewRound, of.id).values()):
        days = "〜".join(show_date(day) for day in (one.held_from, one.held_until) if day)
        told.append(f"{one.name}({days}) 審査員{one.seats:,}名")
    return "、".join(told)


def _proposals(source: Source, of: Procurement) -> Value:
    rounds = [one.proposals for one in source.book.children(ReviewRound, of.id).values() if one.proposals]
    return len(source.book.children(Bidder, of.id)) or max(rounds, default=None)


def _members(source: Source) -> Value:
    signs = source.anonymous
    return "、".join(
        (one.label or f"団体{at}") if signs else one.name for at, one in enumerate(members_of(source.book), 1)
    )


def _systems(source: Source) -> Value:
    return "、".join(one.name for one in in_order(source.book, source.book.all(System).values()))


FIGURES: dict[str, Callable[[Source], Value]] = {
    "五年間.現行経費": _total(lambda made: made.total.current),
    "五年間.クラウド利用料": _total(lambda made: made.total.paid),
    "五年間.削減額": _total(lambda made: made.total.saving),
    "五年間.削減率": _total(_rate),
    "五年間.見出し": _total(_headline),
    "選定.案件": _selection(lambda _, of: of.name),
    "選定.総合評価点": _selection(_points),
    "選定.価格点": _selection(lambda source, of: _points(source, of, True)),
    "選定.技術点": _selection(lambda source, of: _points(source, of, False)),
    "選定.配点": _selection(_criteria),
    "選定.審査会": _selection(_rounds),
    "選定.提案者数": _selection(_proposals),
    "協議会.名称": lambda source: consortium_of(source.book).name,
    "協議会.事務局": lambda source: consortium_of(source.book).secretariat,
    "協議会.団体数": lambda source: len(members_of(source.book)),
    "協議会.団体一覧": _members,
    "協議会.業務数": lambda source: len(source.book.all(System)),
    "協議会.業務一覧": _systems,
}
"""What is computed, by name."""

"""What holds for every line of a block though no column of it says so: a day, a fiscal year, a word such as 税込."""

from collections.abc import Iterator, Sequence
from dataclasses import field

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell
from core.model.machine.kinds import FiscalYear, Form, Kind, OneOf
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.model.values.codes import search_key
from core.model.values.dates import is_date, show_date
from core.model.values.partial_dates import show_partial_date
from core.model.values.words import Word, spellings
from core.operations.importing.columns import Matching, choices
from core.operations.importing.headings import heading, word_of
from core.operations.importing.titles import days_said, not_made, titles, words_in, years_said
from core.operations.importing.understood import Wishes

WHERE = {"heading": "見出しから", "title": "表題から", "beside": "表の横か下の記載から", "clerk": "指定により"}


@dataclass(slots=True)
class Holding:
    """The columns with the value that every line has, what is said of them, what has to be asked, and the words of
    headings and titles that are the value of no column."""

    columns: dict[SheetColumn, GridCell] = field(default_factory=dict)
    said: list[Fault] = field(default_factory=list)
    asks: list[Fault] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def what_holds(
    matching: Matching, block: Grid, start: int, figures: Sequence[int], wishes: Wishes, around: Sequence[str] = ()
) -> Holding:
    """Return what holds for all of a block whose heading is in row `start`, whose figures stand in `figures`, and
    `around` which these texts stand."""
    held = Holding()
    texts = titles(block, start)
    heads = [word_of(_at(block.rows[start], at)) for at in figures]
    table = TABLES[matching.table]
    have = {column.name for column in matching.columns if column is not None}
    for column in choices(table):
        about = abouts(table.record).get(column.name)
        if about is None or column.name in have:
            continue
        if column.form is Form.DATE and column in matching.missing:
            _day(held, column, days_said(texts), days_said(heads), wishes, table.label)
        elif about.kind.may_be_said and column in matching.missing:
            _said_once(held, column, about.kind, texts, wishes, table.label)
        elif isinstance(about.kind, FiscalYear) and column.name in (table.keys or table.alike):
            years = years_said(texts)
            if len(years) == 1:
                facts = {"label": column.heading, "day": about.kind.show(years[0]), "where": WHERE["title"]}
                held.said.append(Fault("", "day_said", facts))
                held.columns[column] = years[0]
    beside = [word for head in heads for word in heading(head).asides]
    words = [wishes.tax] if wishes.tax else list(dict.fromkeys((*beside, *words_in([*texts, *around]))))
    used = {word for column in choices(table) if column.name not in have for word in _word(held, column, table, words)}
    held.words = [word for word in words if word not in used]
    return held


def _day(
    held: Holding, column: SheetColumn, above: Sequence[str], within: Sequence[str], wishes: Wishes, table: str
) -> None:
    """The day that the clerk says (a month is none), else the one in the heading of the figures, else the one above."""
    where = "clerk" if wishes.day else "heading" if within else "title"
    days = ([wishes.day] if is_date(wishes.day) else []) if wishes.day else within or above
    if len(days) == 1:
        facts = {"label": column.heading, "day": show_date(days[0]), "where": WHERE[where]}
        held.said.append(Fault("", "day_said", facts))
        held.columns[column] = days[0]
    else:
        facts = {"label": column.heading, "table": table, "days": "、".join(map(show_date, days)) or "なし"}
        held.asks.append(Fault("", "ask_day", facts))


def _said_once(
    held: Holding, column: SheetColumn, kind: Kind, above: Sequence[str], wishes: Wishes, table: str
) -> None:
    """What the clerk says, else the titles; of a day the month in which it lies."""
    if wishes.day:
        where, values = "clerk", kind.said_in([show_partial_date(wishes.day)])
    else:
        where, values = "title", kind.said_in(not_made(above))
    shown = [kind.show(value) for value in values]
    if len(values) == 1:
        held.said.append(Fault("", "day_said", {"label": column.heading, "day": shown[0], "where": WHERE[where]}))
        held.columns[column] = values[0]
    else:
        held.asks.append(
            Fault("", "ask_day", {"label": column.heading, "table": table, "days": "、".join(shown) or "なし"})
        )


def _word(held: Holding, column: SheetColumn, table: Table, words: Sequence[str]) -> Iterator[str]:
    """Yield the words that are values of a column which the block has not; one of them holds for every line."""
    about = abouts(table.record).get(column.name)
    if about is None or not isinstance(about.kind, OneOf):
        return
    meant: dict[Word, str] = {}
    for word in words:
        hits = spellings(about.kind.words).get(search_key(word), ())
        if len(word) > 1 and hits:
            meant[hits[0]] = word
    yield from meant.values()
    labels = [value.label for value in meant]
    if len(labels) == 1:
        held.said.append(Fault("", "word_said", {"label": column.heading, "word": labels[0]}))
        held.columns[column] = labels[0]
    elif labels:
        held.asks.append(Fault("", "ask_word", {"label": column.heading, "words": "・".join(labels)}))


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None

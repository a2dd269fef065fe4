"""What may stand in braces, while somebody types it: {五 → 五年間.現行経費, then its units; {団体. → rows, columns."""

from decimal import Decimal

from core.calc.handouts.figures import COUNTED, FIGURES, UNITS, Source, figure, shown_figure, table_meant
from core.dataclass import dataclass
from core.model.machine.naming import in_order, title_of, told_columns, told_tables
from core.model.machine.records import Record, abouts
from core.model.machine.table import Table
from core.model.values.codes import search_key

MOST = 60
"""So many are offered; who needs more types on."""


@dataclass(frozen=True, slots=True)
class Offered:
    """`text` stands behind the brace once it is chosen, `told` beside it what it stands for. What `is_whole` needs
    nothing more: the brace is closed."""

    text: str
    told: str
    is_whole: bool


def brace_before(text: str, cursor: int) -> int | None:
    """Return where the brace stands that is open at the cursor, None where none is: it is closed on its own line."""
    line = text[text.rfind("\n", 0, cursor) + 1 : cursor]
    behind = max(line.rfind("{"), line.rfind("｛"))
    is_open = behind > max(line.rfind("}"), line.rfind("｝"))
    return cursor - len(line) + behind if is_open else None


def offered(source: Source, typed: str) -> list[Offered]:
    """Return what may follow, from what was typed behind the brace: only what the ledger has."""
    typed = typed.replace("：", ":").replace("．", ".")
    name, colon, unit = typed.partition(":")
    if colon:
        return _units(source, name.strip(), unit.strip())[:MOST]
    parts = [part.strip() for part in typed.split(".")]
    found = _figures(source, typed)
    match parts:
        case [label]:
            found += [Offered(f"{one.label}.", f"{one.label}の表", False) for one in _tables(label)]
        case [label, row]:
            found += _rows(source, label, row)
        case [label, *row, column]:
            found += _columns(source, label, ".".join(row), column)
    return found[:MOST]


def _figures(source: Source, typed: str) -> list[Offered]:
    key = search_key(typed)
    names = [name for name in FIGURES if key in search_key(name)]
    return [one for name in names if (one := _named(source, name)) is not None]


def _named(source: Source, name: str) -> Offered | None:
    """Return a name that is whole, or to which a unit belongs; None where the ledger does not know it."""
    value = figure(source, name)
    if value is None or value == "":
        return None
    if isinstance(value, int):
        return Offered(f"{name}:", f"{value:,}", False)
    told = f"{value}%" if isinstance(value, Decimal) else value
    return Offered(f"{name}:%" if isinstance(value, Decimal) else name, told[:40], True)


def _units(source: Source, name: str, typed: str) -> list[Offered]:
    value = figure(source, name)
    if isinstance(value, Decimal):
        return [Offered(f"{name}:%", f"{value}%", True)]
    if not isinstance(value, int):
        return []
    units = [unit for unit in (*UNITS, "約", *COUNTED) if search_key(unit).startswith(search_key(typed))]
    return [Offered(f"{name}:{unit}", str(shown_figure(value, unit)), True) for unit in units]


def _tables(typed: str) -> list[Table]:
    key = search_key(typed)
    return [one for one in told_tables() if key in search_key(one.label)]


def _rows(source: Source, label: str, typed: str) -> list[Offered]:
    """Offer the rows whose name is theirs alone and can stand in braces."""
    table, book = table_meant(label), source.book
    if table is None:
        return []
    rows: list[Record] = in_order(book, book.all(table.record).values())
    titles = [title_of(book, row) for row in rows]
    key = search_key(typed)
    fitting = [one for one in titles if key in search_key(one) and titles.count(one) == 1]
    return [Offered(f"{label}.{one}.", one, False) for one in fitting[:MOST] if not set("{}:\n") & set(one)]


def _columns(source: Source, label: str, row: str, typed: str) -> list[Offered]:
    table = table_meant(label)
    if table is None:
        return []
    key = search_key(typed)
    labels = [abouts(table.record)[name].label for name in told_columns(table.record)]
    names = [f"{label}.{row}.{one}" for one in labels if key in search_key(one)]
    return [one for name in names if (one := _named(source, name)) is not None]

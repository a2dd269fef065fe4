"""What cannot stand in a ledger, told as findings: in which table, row and column."""

from collections.abc import Iterable

from core.calc.handouts.heeding import chapters_called
from core.model.book import Book
from core.model.machine.kinds import place_of_any
from core.model.machine.naming import describe
from core.model.machine.possible import LEFT_OUT, Impossible
from core.model.machine.records import label_of
from core.model.machine.spreadsheet import ID_HEADING
from core.model.papers.handouts import HandoutChapter
from core.model.registry import TABLES
from core.operations.health.finding import Finding, Severity

_LONGEST = 40
_LOG = {
    "change_log": (
        "変更履歴",
        {"at": "日時", "who": "変更した人", "pc": "PC", "label": "操作", "changes": "変更の内容"},
    ),
    "saves": ("保存の記録", {"at": "日時"}),
}
"""What people call the change log and its columns: they are no records."""


def impossible_values(book: Book, found: Iterable[Impossible]) -> list[Finding]:
    """Return a finding for each."""
    return [_finding(book, one) for one in found]


def _finding(book: Book, one: Impossible) -> Finding:
    table, label, row = _place(book, one)
    told = _row_told(one.value) if one.rule == "reference_to_nothing" else str(one.value)
    value = "".join(letter if letter.isprintable() else "□" for letter in told[: _LONGEST + 1])
    length = len(told)
    facts = {
        "table": table,
        "row": row,
        "label": label,
        "text": value if length <= _LONGEST else f"{value[:_LONGEST]}…({length:,}文字)",
        "done": "この行を除いて表示しています。" if one.instead is LEFT_OUT else "空欄で表示しています。",
    }
    return Finding(Severity.WARNING, one.table, one.id, one.rule, facts)


def _row_told(value: object) -> str:
    """Return what people call a row that is not there: 番号9, or 会議体の番号9 where it may be of any table."""
    place = place_of_any(value) if isinstance(value, str) else None
    if place is None:
        return f"番号{value}"
    table = TABLES.get(place[0])
    return f"{table.label if table else place[0]}の番号{place[1]}"


def _place(book: Book, one: Impossible) -> tuple[str, str, str]:
    """Return what people call the table, the column and the row; where what it belongs to is gone, its number."""
    if one.table in _LOG:
        table, labels = _LOG[one.table]
        return table, labels[one.column], f"{one.id}番の記録"
    about = TABLES[one.table]
    label = ID_HEADING if one.column == "id" else label_of(about.record, one.column)
    try:
        row = book.all(about.record)[one.id]
        if isinstance(row, HandoutChapter):
            # By its number too: a handout has many chapters, and some have the same name.
            return about.label, label, next(called for other, called in chapters_called(book) if other.id == row.id)
        return about.label, label, describe(book, row)
    except (KeyError, ValueError, StopIteration):
        return about.label, label, f"{about.label}{one.id}"

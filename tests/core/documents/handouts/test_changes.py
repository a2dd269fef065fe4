import json
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.documents.handouts.changes import Change, changes
from core.documents.handouts.sheet import NAME
from core.documents.paper.document import Document, Table, texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.changes import Change as Edit
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.papers.handouts import Template
from core.model.registry import TABLES
from core.model.sheets import FixedSheet
from core.sample import sample

SOURCE = PrintSettings(template=Template.SOURCE)
AMOUNTS = {"quotes": "one_off_yen", "current_costs": "yen", "populations": "population"}
WORDS = {"municipalities": "kana", "chronicle": "title", "bodies": "composition", "risks": "content"}
DATES = {"tasks": "planned_end", "chronicle": "began_on", "municipalities": "joined_on"}
EDITED = [*AMOUNTS.items(), *WORDS.items(), *DATES.items(), ("answers", "state")]


@cache
def fixed() -> str:
    """The result of the sample's handout."""
    return REPORTS[NAME].result(ledger(), SOURCE)


@cache
def content() -> ChangeSet:
    return sample()


def ledger() -> Book:
    book = Book({})
    book.apply(content())
    return book


@cache
def cells() -> list[tuple[str, int, str]]:
    """Every cell that may be changed: amounts, words, dates, answers."""
    book = ledger()
    return [(table, id, column) for table, column in EDITED for id in book.all(TABLES[table].record)]


def found(book: Book) -> list[Change]:
    now = json.loads(REPORTS[NAME].result(book, SOURCE))
    return changes(book, SOURCE, json.loads(fixed()), now["chapters"])


def fix(book: Book) -> None:
    sheet = FixedSheet(1, NAME, "第1回の資料", "2014-11-18", result=REPORTS[NAME].result(book, SOURCE))
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(sheet)),)))


def page(document: Document) -> list[str]:
    sheet = next(one for one in document.sheets if one.title == "前回の資料からの変更点")
    return [" ".join(row.cells) for block in sheet.blocks if isinstance(block, Table) for row in block.rows]


def other(table: str, column: str, value: Any) -> Any:
    if table == "answers":
        return (AnswerState.NO if value == AnswerState.YES else AnswerState.YES).value
    if column in AMOUNTS.values():
        return value + 1_000
    return f"{value}と別" if (table, column) in WORDS.items() else "2031-05-06"


@st.composite
def edits(draw: Callable[..., Any]) -> list[tuple[str, int, str]]:
    """Up to twenty cells of the sample, each once, of amounts, answers, dates, words and members."""
    chosen: list[tuple[str, int, str]] = draw(st.lists(st.sampled_from(cells()), unique=True, max_size=20))
    return chosen


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits(), st.integers(0, 3), st.integers(0, 3))
def test_what_was_changed_is_told_and_nothing_else(changed: list[tuple[str, int, str]], gone: int, came: int) -> None:
    book = ledger()
    made: list[Edit] = [
        Update(table, id, {column: other(table, column, getattr(book.all(TABLES[table].record)[id], column))})
        for table, id, column in changed
    ]
    edited = {(table, str(id), column) for table, id, column in changed}
    removed = [id for id in book.all(TABLES["risks"].record) if ("risks", str(id), "content") not in edited][:gone]
    made += [Delete("risks", id) for id in removed]
    pattern = next(iter(book.all(TABLES["chronicle"].record).values()))
    made += [Insert("chronicle", {**to_row(pattern), "id": 900 + at, "title": f"新{at}"}) for at in range(came)]
    book.apply(ChangeSet("変更", tuple(made)))
    kept = json.loads(fixed())
    told = [(one.table, one.id, one.column) for one in changes(book, SOURCE, kept, kept["chapters"])]
    expected = (
        edited | {("risks", str(id), "") for id in removed} | {("chronicle", str(900 + at), "") for at in range(came)}
    )
    assert sorted(told) == sorted(expected)


def test_before_anything_was_fixed_there_is_no_page_of_changes() -> None:
    assert "前回の資料からの変更点" not in [sheet.title for sheet in REPORTS[NAME].build(ledger(), SOURCE).sheets]


def test_nothing_changed_is_said_so() -> None:
    book = ledger()
    fix(book)
    told = [text for _, text in texts(REPORTS[NAME].build(book, SOURCE))]
    assert "「第1回の資料」から変わったところはありません。" in told


def test_a_change_is_told_in_words_and_figures_in_its_chapter_after_the_cover() -> None:
    book = ledger()
    fix(book)
    cost = next(iter(book.all(TABLES["current_costs"].record)))
    book.apply(ChangeSet("変更", (Update("current_costs", cost, {"yen": 1_000_000_000}),)))
    document = REPORTS[NAME].build(book, PrintSettings(template=Template.SOURCE, anonymous=True))
    assert document.sheets[1].title == "前回の資料からの変更点"
    line = next(line for line in page(document) if "1,000,000,000" in line)
    assert line.startswith("4-(1) 情報関連経費の削減 ")
    assert "920,000,000" in line
    assert "射水市" not in "".join(page(document))


def test_a_text_whose_figure_changes_is_told_with_both_figures() -> None:
    book = ledger()
    cost = next(iter(book.all(TABLES["current_costs"].record)))
    book.apply(ChangeSet("変更", (Update("current_costs", cost, {"yen": 1_000_000_000}),)))
    text = next(one for one in found(book) if one.column == "text")
    assert "21.6億円" in text.before
    assert "22.4億円" in text.after

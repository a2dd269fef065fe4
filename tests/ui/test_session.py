"""What a session promises: everything can be undone, a write that fails changes nothing, listeners find it in step."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.allocation.pricing import Money
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Consortium, Municipality, Population, System
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.model.requests import Customization, Option, Quote
from core.model.sheets import SheetFile
from core.operations.answers.answering import answer
from core.operations.council.matrices import set_populations
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import move, remove
from core.operations.requests.adding import add_option, add_quote
from core.operations.sheets.fixing import fix_sheet
from core.storage.disk.errors import StoreError
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.digest import records_hash
from core.version import ROOT
from core.words.sentences import sentence
from tests.examples import few
from tests.ui.desk import OpenSession, item, member
from tests.ui.pages.paper import EMPTY
from ui.long_writing import MANY
from ui.session import Changed, Session

Wish = Callable[[Book], ChangeSet | Faults]


def contents(book: Book) -> dict[str, dict[int, Any]]:
    return {name: dict(book.all(table.record)) for name, table in TABLES.items()}


def digest(home: Home) -> str:
    """Return the hash of the records in the one working copy that is open."""
    (database,) = home.work.glob("*/ledger.db")
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return records_hash(connection)


def in_step(session: Session) -> None:
    """The book in memory is what the file holds, and the amounts are what a full recomputation gives."""
    stored = session.file.store.book()
    assert contents(session.book) == contents(stored)
    for money in Money:
        assert session.allocation(money) == allocate(stored, money)


def in_another_thread(work: Callable[[], Any]) -> Any:
    """Do long writing as a window does, but without one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def nth(book: Book, cls: type, at: int) -> Any:
    rows: list[Any] = list(book.all(cls).values())
    return rows[at % len(rows)] if rows else None


numbers = st.integers(0, 10_000)
KINDS: tuple[type, ...] = (Municipality, System, Customization, Option, Quote, Answer, Population)
EDITS = (
    (Customization, "title", ("髙﨑𠮷", "別の題")),
    (Customization, "disposition", ("実施", "検討中", "実施しない", "EUCで対応")),
    (Customization, "rule", ("", "人口割", "equal=1,population=1")),
    (Customization, "item", ("99", "100")),
    (Municipality, "kana", ("", "かな")),
    (Municipality, "left_on", ("", "2014-01-01")),
    (Quote, "one_off_yen", ("0", "1,234,567", "999,999,999,999,999")),
    (Quote, "implementers", ("1", "4", "9")),
    (Consortium, "unit", ("1", "1,000")),
    (Consortium, "remainder", ("最大剰余", "事務局", "代表団体")),
    (Consortium, "estimate", ("はい", "いいえ")),
)


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    """Draw what a clerk may do; many wishes are refused, which must leave everything as it is."""
    at, other = draw(numbers), draw(numbers)
    match draw(st.sampled_from(("answer", "edit", "edit", "remove", "add", "move", "populate"))):
        case "answer":
            state = draw(st.sampled_from(AnswerState))
            return lambda book: answer(
                book, nth(book, Customization, at), nth(book, Municipality, other), state, "髙木", "2026-11-23"
            )
        case "edit":
            cls, name, texts = draw(st.sampled_from(EDITS))
            text = draw(st.sampled_from(texts))
            return lambda book: edit(book, row, name, text) if (row := nth(book, cls, at)) else ChangeSet("", ())
        case "remove":
            kind = draw(st.sampled_from(KINDS))
            return lambda book: remove(book, [row] if (row := nth(book, kind, at)) else [])
        case "move":
            kind = draw(st.sampled_from((Municipality, System, Option)))
            return lambda book: move(book, nth(book, kind, at), _places(other))
        case "populate":
            return lambda book: set_populations(book, [(nth(book, Municipality, at), "2010-10-01", str(other))])
    return draw(st.sampled_from(ADDITIONS))(at)


def _places(number: int) -> int:
    return number % 7 - 3


ADDITIONS: tuple[Callable[[int], Wish], ...] = (
    lambda at: lambda book: add_row(book, Customization, {"title": f"要望{at}"}),
    lambda at: lambda book: add_row(book, System, {"name": f"業務{at}"}),
    lambda at: lambda book: add_row(book, Municipality, {"code": "162019", "name": f"{at}市"}),
    lambda at: lambda book: add_option(book, nth(book, Customization, at), f"案{at}"),
    lambda at: lambda book: add_quote(book, nth(book, Option, at), str(at % 9), f"{at},000"),
)


@settings(few(8), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(wishes(), min_size=1, max_size=6), many=st.sampled_from((MANY, 0)))
def test_undoing_everything_gives_back_the_ledger_and_redoing_it_the_same_again(
    steps: list[Wish], many: int, home: Home, open_session: OpenSession
) -> None:
    session = open_session()
    session.beside = in_another_thread
    try:
        session.many = many
        states = [(digest(home), contents(session.book), session.allocation())]
        for wish in steps:
            before = session.undo_stack.count()
            session.run(wish(session.book))
            if session.undo_stack.count() > before:
                states.append((digest(home), contents(session.book), session.allocation()))
        in_step(session)
        assert session.undo_stack.count() == len(states) - 1
        for state in reversed(states[:-1]):
            session.undo()
            assert (digest(home), contents(session.book), session.allocation()) == state
        in_step(session)
        for state in states[1:]:
            session.redo()
            assert (digest(home), contents(session.book), session.allocation()) == state
        in_step(session)
    finally:
        session.end()
        session.file.close()


def test_a_refused_wish_returns_its_faults_and_leaves_no_step(open_session: OpenSession) -> None:
    session = open_session()
    before = contents(session.book)
    faults = session.run(edit(session.book, item(session, "25"), "avoided_yen", "たくさん"))
    assert faults is not None
    assert [sentence(fault) for fault in faults] == ["「たくさん」は数として読めません。数字で入力してください。"]
    assert not session.undo_stack.canUndo()
    assert contents(session.book) == before


def test_an_edit_without_effect_leaves_no_step(open_session: OpenSession) -> None:
    session = open_session()
    told: list[Changed] = []
    session.changed.connect(told.append)
    assert session.run(edit(session.book, item(session, "25"), "title", item(session, "25").title)) is None
    assert told == []
    assert not session.undo_stack.canUndo()
    assert not session.file.is_dirty


def test_listeners_hear_which_tables_and_which_amounts_changed(open_session: OpenSession) -> None:
    session = open_session()
    told: list[Changed] = []
    session.changed.connect(told.append)
    one, b = item(session, "25"), member(session, "B")
    session.run(answer(session.book, one, b, AnswerState.YES))
    assert told.pop() == Changed(frozenset({"answers"}), frozenset({one.id}), {"answers": frozenset({one.id})})
    session.run(edit(session.book, session.book.consortium, "secretariat", "別の課"))
    assert told.pop() == Changed(frozenset({"consortium"}), frozenset(), {"consortium": frozenset({1})})
    session.run(edit(session.book, session.book.consortium, "unit", "1,000"))
    assert told.pop().customizations == frozenset(session.book.all(Customization))
    session.run(remove(session.book, [item(session, "26")]))
    assert told[-1].tables == {"customizations", "options", "quotes", "answers", "links"}
    session.undo()
    assert told[-1].tables == {"customizations", "options", "quotes", "answers", "links"}
    assert told[-1].customizations == {item(session, "26").id}


def test_listeners_find_the_undo_stack_already_moved(open_session: OpenSession) -> None:
    session = open_session()
    seen: list[tuple[bool, bool, str]] = []
    stack = session.undo_stack
    session.changed.connect(lambda _: seen.append((stack.canUndo(), stack.canRedo(), stack.undoText())))
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    session.undo()
    session.redo()
    assert seen == [
        (True, False, "滑川市の回答を変更(項25)"),
        (False, True, ""),
        (True, False, "滑川市の回答を変更(項25)"),
    ]


def test_one_answer_changes_one_item_and_the_totals_only(open_session: OpenSession) -> None:
    session = open_session()
    before, one = session.allocation(), item(session, "25")
    session.run(answer(session.book, one, member(session, "B"), AnswerState.YES))
    after = session.allocation()
    assert [now.customization_id for was, now in zip(before.items, after.items, strict=True) if was != now] == [one.id]
    assert (before.item(one.id).max.shares, after.item(one.id).max.shares) == (
        (300_000, 0, 0, 0, 0, 0),
        (170_000, 170_000, 0, 0, 0, 0),
    )
    assert before.totals[View.MAX].total == 19_620_000
    assert after.totals[View.MAX].total == 19_660_000


@pytest.mark.parametrize("many", [MANY, 0])
def test_a_change_that_the_store_refuses_leaves_everything_and_says_so(many: int, open_session: OpenSession) -> None:
    session = open_session()
    session.beside, session.many = in_another_thread, many
    failures: list[StoreError] = []
    session.failed.connect(failures.append)
    session.run(edit(session.book, item(session, "1"), "note", "前の変更"))
    before = contents(session.book)
    assert session.run(ChangeSet("ない行", (Update("customizations", 999, {"note": "x"}),))) is None
    assert [failure.rule for failure in failures] == ["row_gone"]
    assert contents(session.book) == before
    in_step(session)
    assert session.run(edit(session.book, item(session, "1"), "note", "次の変更")) is None
    assert item(session, "1").note == "次の変更"
    assert len(failures) == 1


@pytest.mark.parametrize("action", ["run", "undo", "redo"])
def test_a_file_that_can_no_longer_be_written_leaves_the_ledger_on_the_screen(
    action: str, open_session: OpenSession
) -> None:
    session = open_session()
    session.run(edit(session.book, item(session, "1"), "note", "一つ目"))
    session.run(edit(session.book, item(session, "1"), "note", "二つ目"))
    session.undo()
    failures: list[StoreError] = []
    loaded: list[str] = []
    session.failed.connect(failures.append)
    session.loaded.connect(lambda: loaded.append(item(session, "1").note))
    before, amounts = contents(session.book), session.allocation()
    session.file.store.close()
    if action == "run":
        session.run(edit(session.book, item(session, "1"), "note", "三つ目"))
    else:
        getattr(session, action)()
    assert len(failures) == 1
    assert "これまでの作業は無事です" in sentence(failures[0].fault)
    assert loaded == ["一つ目"]
    assert (contents(session.book), session.allocation()) == (before, amounts)
    assert not session.undo_stack.canUndo()
    assert not session.undo_stack.canRedo()


def test_nothing_is_written_where_an_undo_fails(open_session: OpenSession) -> None:
    session = open_session()
    added = add_row(session.book, Customization, {"title": "あとで消える要望"})
    session.run(added)
    new = session.book.all(Customization)[session.book.last_id(Customization)]
    # Somebody else takes the row away: the inverse no longer fits the file.
    session.file.store.apply(remove_of(session, new))
    failures: list[StoreError] = []
    session.failed.connect(failures.append)
    session.undo()
    assert [failure.rule for failure in failures] == ["row_gone"]
    in_step(session)
    assert new.id not in session.book.all(Customization)


def remove_of(session: Session, record: Any) -> ChangeSet:
    wish = remove(session.book, [record])
    assert isinstance(wish, ChangeSet)
    return wish


def test_another_file_takes_the_place_of_the_first(open_session: OpenSession, home: Home) -> None:
    session = open_session()
    session.run(edit(session.book, session.book.consortium, "name", "前の協議会"))
    loaded: list[str] = []
    session.loaded.connect(lambda: loaded.append(session.book.consortium.name))
    first = session.file
    session.load(LedgerFile.new(home))
    first.close()
    assert loaded == [""]
    assert not session.undo_stack.canUndo()
    assert session.allocation().items == ()


def test_the_pdf_of_a_fixed_sheet_is_read_when_it_is_asked_for(open_session: OpenSession) -> None:
    session = open_session()
    session.run(fix_sheet(session.book, "allocation", "第1回", "2026-11-23", "髙木", b"%PDF-1.4"))
    assert session.lazy(SheetFile, 1).content == b"%PDF-1.4"
    session.undo()
    with pytest.raises(StoreError):
        session.lazy(SheetFile, 1)


def test_closing_without_saving_keeps_a_backup(open_session: OpenSession, home: Home) -> None:
    session = open_session()
    session.run(edit(session.book, session.book.consortium, "name", "保存しなかった協議会"))
    session.file.close(keep=True)
    (backup,) = home.backups.glob("*/*_未保存_*.anbun")
    again = LedgerFile.open(home, backup)
    try:
        assert again.store.book().consortium.name == "保存しなかった協議会"
        assert to_row(again.store.book().consortium) == to_row(session.book.consortium)
    finally:
        again.close()


def test_the_change_log_says_who_did_what(open_session: OpenSession) -> None:
    session = open_session()
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    session.undo()
    assert [(entry.who, entry.label) for entry in session.file.store.log()][:2] == [
        ("髙木", "元に戻す: 滑川市の回答を変更(項25)"),
        ("髙木", "滑川市の回答を変更(項25)"),
    ]
    session.redo()
    session.undo()
    assert [entry.label for entry in session.file.store.log()][:2] == [
        "元に戻す: 滑川市の回答を変更(項25)",
        "やり直す: 滑川市の回答を変更(項25)",
    ]
    assert session.undo_stack.redoText() == "滑川市の回答を変更(項25)"


def test_what_is_looked_at_is_always_the_book_that_is_open(open_session: OpenSession) -> None:
    session, other = open_session(), open_session(EMPTY)
    look = session.look
    assert len(look.all(Municipality)) == 6
    (option, *_) = look.children(Option, 1).values()
    assert option.customization_id == 1
    session.load(other.file)
    assert look.all(Municipality) == {}
    assert look.children(Option, 1) == {}


LET_GO = """
import gc
gc.disable()
from PySide6.QtWidgets import QApplication
from core.model.machine.changes import ChangeSet
from core.sample import sample
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from ui.commands import AppliedChange
from ui.session import Session
app = QApplication([])
files = [LedgerFile.new(default_home(), sample()) for _ in range(3)]
for file in files:
    older = AppliedChange(lambda change_set: None, ChangeSet("前からある手順", ()))
    session = Session(file)
    older.session = session
    session.undo_stack.push(older)
    del older, session
print(gc.collect() > 0)
for file in files:
    file.close()
"""
"""A command that is older than its session is the first that the collector clears."""


def test_the_collector_may_take_a_session_that_nobody_ended(tmp_path: Path) -> None:
    environment = {**os.environ, "ANBUNCHO_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(LET_GO)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_another_session_goes_on_where_one_stood_with_all_its_steps(open_session: OpenSession) -> None:
    first = open_session()
    for name in ("一", "二", "三"):
        first.run(ChangeSet(name, (Update("consortium", 1, {"name": name}),)))
    first.undo()
    before = first.hand_over()
    first.end()
    second = Session(before, "髙木")
    assert second.book is first.book
    assert (second.book.consortium.name, second.undo_stack.undoText(), second.undo_stack.redoText()) == (
        "二",
        "二",
        "三",
    )
    second.redo()
    assert (second.book.consortium.name, second.undo_stack.canRedo()) == ("三", False)
    for _ in range(3):
        second.undo()
    assert not second.undo_stack.canUndo()
    assert second.book.consortium.name == "富山県情報システム共同利用推進協議会"
    for _ in range(3):
        second.redo()
    assert second.file.store.book().consortium.name == "三"
    second.end()

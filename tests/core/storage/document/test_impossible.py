"""Ledgers that are as they were saved and hold what nobody can have typed: named, looked at, mended in a copy."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.calc.allocation.allocate import allocate
from core.cli.run import run
from core.jobs.checking import Opened, check_file
from core.model.council import Consortium
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import column_names, to_row
from core.model.registry import TABLES
from core.model.sheets import FixedSheet, SheetFile
from core.storage.disk.errors import CannotSave, ChangeRefused
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.rescue.salvage import salvage_file
from core.storage.rows.digest import content_hash
from core.words.sentences import sentence
from tests.small_sample import small_sample

IMPOSSIBLE: Mapping[str, tuple[str, str, Any]] = {
    "a day after all days": ("municipalities", "joined_on", "9999-99-99"),
    "a day that does not exist": ("municipalities", "left_on", "2010-02-30"),
    "a day in another spelling": ("consortium", "base_date", "20140806"),
    "a day that must be there": ("populations", "reference_date", "2010-13-01"),
    "a day of antiquity": ("consortium", "document_date", "0001-01-01"),
    "a rate beyond all numbers": ("cost_lines", "exchange_rate", "1e999999999"),
    "a rate that is no number": ("cost_lines", "exchange_rate", "Infinity"),
    "a rate of nothing": ("cost_lines", "exchange_rate", "0"),
    "a percentage with an exponent": ("scenarios", "guarantee_percent", "1e999999999"),
    "a percentage as a fraction": ("scenarios", "guarantee_percent", "1/0"),
    "a rule that cannot be read": ("consortium", "rule", "equal=many"),
    "a rule without parts": ("customizations", "rule", "equal=0"),
    "a text of a sheet": ("consortium", "note", "長" * 32_767),
    "a number of too many digits": ("customizations", "item", "9" * 5_000),
    "a word of another program": ("customizations", "disposition", "maybe"),
    "a unit of nothing": ("consortium", "unit", 0),
    "a term of ages": ("scenarios", "years", 2**62),
    "negative yen": ("quotes", "one_off_yen", -1),
    "more yen than there are": ("quotes", "one_off_yen", 2**62),
    "a year of antiquity": ("consortium", "fiscal_year", -5),
    "a currency of six letters": ("cost_lines", "currency", "DOLLAR"),
    "yes, twice": ("consortium", "anonymous", 2),
    "a letter that ends all letters": ("municipalities", "note", "一\0二"),
    "a month that does not exist, of a date of less than a day": ("chronicle", "began_on", "2014-13"),
    "a day that does not exist, of a date of less than a day": ("chronicle", "began_on", "2010-02-30"),
    "a year of nothing, of a date of less than a day": ("bodies", "set_up_on", "0000"),
    "a date of less than a day in another spelling": ("meeting_series", "first_on", "2014/04"),
    "a form of meeting of another program": ("meetings", "form", "by_telepathy"),
    "a session before the first": ("meetings", "number", 0),
    "a code that is none": ("municipalities", "code", "9" * 2_000),
}
cases = pytest.mark.parametrize(("table", "column", "value"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("small")
    with closing(LedgerFile.new(Home(folder / "home"), small_sample(3))) as file:
        assert not file.store.sieve.found()
        file.save_as(folder / "台帳.anbun")
    return (folder / "台帳.anbun").read_bytes()


@pytest.fixture
def path(desk: Path, small: bytes) -> Path:
    path = desk / "台帳.anbun"
    path.write_bytes(small)
    return path


def crafted(path: Path, table: str, column: str, value: object) -> int:
    """Write a value into the first row of a table, with a content hash that is right; return the row's id."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        (id,) = connection.execute(f"SELECT min(id) FROM {table}").fetchone()
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, id))
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
        connection.commit()
    return int(id)


@cases
def test_what_is_impossible_is_named_looked_at_and_mended_in_a_copy(
    home: Home, path: Path, table: str, column: str, value: Any
) -> None:
    id = crafted(path, table, column, value)
    before = path.read_bytes()
    found = check_file(home, path)
    assert isinstance(found, Opened)
    (wrong,) = found.wrong
    assert (wrong.rule, wrong.table, wrong.id) == ("impossible_value", table, id)
    assert f"表「{TABLES[table].label}」" in sentence(wrong)
    copy = path.with_name("写し.anbun")
    with closing(LedgerFile.open(home, path)) as file:
        file.store.book()
        assert (file.is_read_only, file.is_dirty) == (True, False)
        with pytest.raises(CannotSave):
            file.save()
        file.save_as(copy)
        assert (file.is_read_only, file.is_dirty) == (False, False)
    with closing(LedgerFile.open(home, copy)) as file:
        assert (file.is_read_only, file.store.sieve.found()) == (False, ())
        file.store.book()
    assert path.read_bytes() == before


@cases
def test_commands_that_would_compute_refuse_with_a_sentence(
    home: Home, path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str, value: Any
) -> None:
    crafted(path, table, column, value)
    assert run(["show", str(path), "totals"]) == 2
    assert "ありえない値が1か所あります" in capsys.readouterr().err
    assert run(["check", str(path)]) == 1
    assert "ありえない値「" in capsys.readouterr().out


@cases
def test_rescue_empties_or_drops_it_and_says_so(home: Home, path: Path, table: str, column: str, value: Any) -> None:
    crafted(path, table, column, value)
    target = path.with_name("救出.anbun")
    found = salvage_file(home, path, target)
    assert any(one.table == table and one.dropped + one.emptied for one in found.accounts)
    with closing(LedgerFile.open(home, target)) as file:
        assert file.store.sieve.found() == ()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerFile]:
    """A ledger that is open; nobody can write into it what these tests would."""
    with closing(LedgerFile.new(Home(tmp_path_factory.mktemp("opened")), small_sample(3))) as file:
        yield file
        assert file.store.revision == 1


@cases
def test_nobody_can_write_it(opened: LedgerFile, table: str, column: str, value: Any) -> None:
    id = min(opened.store.book().all(TABLES[table].record), default=1)
    with pytest.raises(ChangeRefused) as raised:
        opened.store.apply(ChangeSet("", (Update(table, id, {column: value}),)))
    assert raised.value.rule == "wrong_value"
    assert len(sentence(raised.value.fault)) < 400


def test_several_are_all_named_and_a_row_that_is_a_key_stays_its_own(home: Home, path: Path) -> None:
    crafted(path, "municipalities", "joined_on", "x")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE tax_rates SET start_date = '2010-02-3' || (id - 1)")
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
        connection.commit()
    with closing(LedgerFile.open(home, path, Access.COPY)) as file:
        count = len(file.store.sieve.found())
        assert count > 3
        assert not file.is_read_only
        file.store.apply(ChangeSet("", (Update("consortium", 1, {"note": "直した"}),)))
        file.save_as(path.with_name("写し.anbun"))
        assert file.store.sieve.found() == ()
        assert file.store.book().consortium.note == "直した"
        assert [entry.label for entry in file.store.log(1)] == ["ありえない値を空欄か仮の値に置き換え"]


@pytest.fixture(scope="module")
def small_with_sheet(tmp_path_factory: pytest.TempPathFactory, small: bytes) -> bytes:
    folder = tmp_path_factory.mktemp("fixed")
    path = folder / "台帳.anbun"
    path.write_bytes(small)
    with closing(LedgerFile.open(Home(folder / "home"), path)) as file:
        sheet = FixedSheet(1, "allocation", "第1回", "2026-11-25", sha256=hashlib.sha256(b"PDF").hexdigest())
        rows = (Insert("fixed_sheets", to_row(sheet)), Insert("sheet_files", to_row(SheetFile(1, b"PDF"))))
        file.store.apply(ChangeSet("確定", rows))
        file.save()
    return path.read_bytes()


@pytest.fixture
def fixed(path: Path, small_with_sheet: bytes) -> Path:
    """A ledger with a fixed sheet."""
    path.write_bytes(small_with_sheet)
    return path


@pytest.mark.parametrize("column", ["settings", "inputs", "result"])
@pytest.mark.parametrize(
    "value",
    [
        "",
        "{",
        "[]",
        '{"a": NaN}',
        '{"a": 1e999999999}',
        '{"a": ' * 50_000,
        '{"report": "allocation"}',
        '{"a": "\\ud800"}',
    ],
    ids=["empty", "cut", "list", "NaN", "1e999999999", "nested", "no allocation", "half a letter"],
)
def test_what_a_fixed_sheet_keeps_is_asked_too(home: Home, fixed: Path, column: str, value: str) -> None:
    crafted(fixed, "fixed_sheets", column, value)
    found = check_file(home, fixed)
    assert isinstance(found, Opened)
    assert [(one.rule, one.table, one.id) for one in found.wrong] == [("impossible_value", "fixed_sheets", 1)]
    with closing(LedgerFile.open(home, fixed)) as file:
        assert file.is_read_only
        assert getattr(file.store.book().all(FixedSheet)[1], column) == "{}"


def test_a_fixed_sheet_without_its_pdf_is_named(home: Home, fixed: Path) -> None:
    rewritten(fixed, "DELETE FROM sheet_files")
    found = check_file(home, fixed)
    assert isinstance(found, Opened)
    assert [one.rule for one in found.wrong] == ["sheet_differs"]


def rewritten(path: Path, *statements: str) -> None:
    """Do something to the rows that the program never does, and give the file a content hash that is right."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
        connection.commit()


ALONE: Mapping[str, tuple[tuple[str, ...], list[tuple[str, str, str]]]] = {
    "an answer of nobody": (
        ("UPDATE answers SET municipality_id = 999 WHERE id = 1",),
        [("reference_to_nothing", "answers", "municipality_id")],
    ),
    "an option of nothing, and its quote": (
        ("UPDATE options SET customization_id = 999 WHERE id = 1",),
        [("reference_to_nothing", "options", "customization_id")],
    ),
    "a system that is not there": (
        ("UPDATE customizations SET system_id = 999 WHERE id = 1",),
        [("reference_to_nothing", "customizations", "system_id")],
    ),
    "a PDF of no sheet": (
        ("INSERT INTO sheet_files VALUES (77, x'00')",),
        [("reference_to_nothing", "sheet_files", "id")],
    ),
    "a negative id": (("UPDATE tax_rates SET id = -5 WHERE id = 1",), [("impossible_id", "tax_rates", "id")]),
    "a second council": (
        (
            f"INSERT INTO consortium (id, {', '.join(column_names(Consortium)[1:])}) "
            f"SELECT 2, {', '.join(column_names(Consortium)[1:])} FROM consortium",
        ),
        [("impossible_id", "consortium", "id")],
    ),
    "a body that stands under a body of its own": (
        ("UPDATE bodies SET parent_id = 3 WHERE id = 1", "UPDATE bodies SET parent_id = 1 WHERE id = 3"),
        [("circle", "bodies", "parent_id")],
    ),
    "a body under itself": (("UPDATE bodies SET parent_id = 2 WHERE id = 2",), [("circle", "bodies", "parent_id")]),
    "a body under nothing": (
        ("UPDATE bodies SET parent_id = 999 WHERE id = 2",),
        [("reference_to_nothing", "bodies", "parent_id")],
    ),
    "a seat of no body": (
        ("UPDATE seats SET body_id = 999 WHERE id = 1",),
        [("reference_to_nothing", "seats", "body_id")],
    ),
    "a session of no series": (
        ("UPDATE meetings SET series_id = 999 WHERE id = 1",),
        [("reference_to_nothing", "meetings", "series_id")],
    ),
    "a link to a row that is not there": (
        ("INSERT INTO links VALUES (991, 'bodies#999', 'bodies#1', 'related', '')",),
        [("reference_to_nothing", "links", "source")],
    ),
    "a link to a table that is not there": (
        ("INSERT INTO links VALUES (991, 'bodies#1', 'planets#1', 'related', '')",),
        [("reference_to_nothing", "links", "target")],
    ),
    "a link to what is no row": (
        ("INSERT INTO links VALUES (991, 'bodies#1', '<b>', 'related', '')",),
        [("impossible_value", "links", "target")],
    ),
    "a link to a row that cannot stand itself": (
        (
            "INSERT INTO links VALUES (991, 'bodies#1', 'options#1', 'related', '')",
            "UPDATE options SET customization_id = 999 WHERE id = 1",
        ),
        [("reference_to_nothing", "options", "customization_id")],
    ),
    "two with one name, wide and narrow": (
        ("UPDATE systems SET name = 'ＡＢＣ' WHERE id = 1", "UPDATE systems SET name = 'ABC' WHERE id = 2"),
        [("key_twice", "systems", "name")],
    ),
}


@pytest.mark.parametrize(("statements", "expected"), ALONE.values(), ids=ALONE)
def test_rows_that_cannot_stand_together_are_named_shown_without_and_mended_in_a_copy(
    home: Home, path: Path, statements: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    rewritten(path, *statements)
    before, copy = path.read_bytes(), path.with_name("写し.anbun")
    found = check_file(home, path)
    assert isinstance(found, Opened)
    assert [one.rule for one in found.wrong][: len(expected)] == [rule for rule, _, _ in expected]
    assert all(sentence(one) for one in found.wrong)
    with closing(LedgerFile.open(home, path)) as file:
        told = [(one.rule, one.table, one.column) for one in file.store.sieve.found()]
        assert told[: len(expected)] == expected
        assert file.is_read_only
        allocate(file.store.book())
        file.save_as(copy)
    salvage_file(home, path, path.with_name("救出.anbun"))
    with closing(LedgerFile.open(home, path.with_name("救出.anbun"))) as file:
        assert [one.rule for one in file.store.sieve.found() if one.rule != "key_twice"] == []
    with closing(LedgerFile.open(home, copy)) as file:
        assert (file.is_read_only, file.store.sieve.found()) == (False, ())
        assert file.store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            "a body that stands under a body of its own",
            "表「会議体」の富山県電子自治体の整備に関する研究会は、「上位の会議体」をたどるとそれ自身に戻ります。"
            "いちばん上の行として表示しています。",
        ),
        (
            "a link to a row that is not there",
            "表「関連」の関連991の「元の記録」が、ない行(会議体の番号999)を指しています。この行を除いて表示しています。",
        ),
        (
            "a link to a table that is not there",
            "表「関連」の関連991の「関係する記録」が、ない行(planetsの番号1)を指しています。この行を除いて表示しています。",
        ),
    ],
)
def test_what_stands_nowhere_is_told_in_words(home: Home, path: Path, case: str, said: str) -> None:
    rewritten(path, *ALONE[case][0])
    found = check_file(home, path)
    assert isinstance(found, Opened)
    assert [sentence(one) for one in found.wrong] == [said]


def test_a_log_that_nobody_has_written_is_named_and_the_file_opened_read_only(home: Home, path: Path) -> None:
    rewritten(path, 'UPDATE change_log SET changes = \'[["insert","systems",["id"],[[NaN]]]]\', at = \'9999-99-99\'')
    copy = path.with_name("写し.anbun")
    found = check_file(home, path)
    assert isinstance(found, Opened)
    assert [sentence(one).partition("、")[0] for one in found.wrong] == [
        "表「変更履歴」の1番の記録の「日時」に",
        "表「変更履歴」の1番の記録の「変更の内容」に",
    ]
    with closing(LedgerFile.open(home, path)) as file:
        assert file.is_read_only
        assert file.store.log()[0].label.startswith("(読めない記録)")
        file.save_as(copy)
    with closing(LedgerFile.open(home, copy)) as file:
        assert not file.is_read_only
        assert file.store.log()[-1].label.startswith("(読めない記録)")

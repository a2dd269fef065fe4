"""Ledgers that are as they were saved and hold what nobody can have typed: named, looked at, mended in a copy."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.cli.run import run
from core.jobs.checking import Opened, check_file
from core.jobs.new import new_ledger
from core.model.machine.changes import ChangeSet, Update
from core.model.registry import TABLES
from core.storage.disk.errors import CannotSave, ChangeRefused
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.rescue.salvage import salvage_file
from core.storage.rows.digest import content_hash
from core.words.sentences import sentence

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
}
cases = pytest.mark.parametrize(("table", "column", "value"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sample")
    with closing(new_ledger(Home(folder / "home"), with_sample=True)) as file:
        file.save_as(folder / "見本.anbun")
    return (folder / "見本.anbun").read_bytes()


@pytest.fixture
def path(desk: Path, sample: bytes) -> Path:
    path = desk / "台帳.anbun"
    path.write_bytes(sample)
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


@cases
def test_nobody_can_write_it(home: Home, path: Path, table: str, column: str, value: Any) -> None:
    with closing(LedgerFile.open(home, path)) as file:
        id = min(file.store.book().all(TABLES[table].record), default=1)
        with pytest.raises(ChangeRefused) as raised:
            file.store.apply(ChangeSet("", (Update(table, id, {column: value}),)))
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

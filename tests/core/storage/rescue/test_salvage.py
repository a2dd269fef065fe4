"""Damaged files, made from a good one: what is whole must come back, and what is not must be said."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from core.model.council import Consortium, Municipality, Population
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.salvage import Salvage, salvage
from core.storage.rescue.sqlite_pages import PAGE, Pages, read_tree
from core.storage.rows.database import open_still
from core.storage.rows.writer import read_rows

TOWNS = 300


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose tables need many pages, with long texts, and with pages that hold nothing any more."""
    folder = tmp_path_factory.mktemp("good")
    path = folder / "台帳.anbun"
    with closing(LedgerFile.new(Home(folder / "home"))) as file:
        towns = [
            Insert("municipalities", to_row(Municipality(n, f"{n:06}", f"𠮷{n}町"))) for n in range(1, TOWNS + 101)
        ]
        people = [Insert("populations", to_row(Population(n, n, "2010-10-01", n * 7))) for n in range(1, TOWNS + 1)]
        file.store.apply(ChangeSet("追加", (*towns, *people)))
        gone = tuple(Delete("municipalities", n) for n in range(TOWNS + 1, TOWNS + 101))
        file.store.apply(ChangeSet("削除", gone))
        file.store.apply(ChangeSet("長い備考", (Update("consortium", 1, {"note": "髙" * 9_000}),)))
        file.save_as(path)
    return path


def saved_from(content: bytes, tmp_path: Path) -> tuple[Salvage, dict[str, dict[int, object]]]:
    found = salvage(content, tmp_path / "scratch")
    assert list((tmp_path / "scratch").iterdir()) == []
    rows: dict[str, dict[int, object]] = {name: {} for name in TABLES}
    for change in found.content.changes:
        assert isinstance(change, Insert)
        rows[change.table][change.id] = dict(change.values)
    return found, rows


def expected(path: Path) -> dict[str, dict[int, object]]:
    with closing(open_still(path)) as connection:
        return {name: dict(rows) for name, rows in read_rows(connection).items()}


def roots(path: Path) -> dict[str, int]:
    with closing(open_still(path)) as connection:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall())


def without(content: bytes, number: int) -> bytes:
    return content[: (number - 1) * PAGE] + bytes(PAGE) + content[number * PAGE :]


def test_pages_read_without_sqlite_say_what_sqlite_says(good: Path) -> None:
    pages = Pages(good.read_bytes())
    with closing(open_still(good)) as connection:
        for name, root in roots(good).items():
            count = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            tree = read_tree(pages, root)
            assert (len(tree.rows), tree.is_broken) == (count, False), name


def test_a_whole_file_comes_back_row_by_row(good: Path, tmp_path: Path) -> None:
    found, rows = saved_from(good.read_bytes(), tmp_path)
    assert rows == expected(good)
    assert all(account.is_whole for account in found.accounts)
    assert [entry[3] for entry in found.history] == ["新しい台帳", "追加", "削除", "長い備考"]


@pytest.mark.parametrize("lost", ["first page", "root of municipalities"])
def test_a_lost_index_of_pages_costs_no_row(good: Path, tmp_path: Path, lost: str) -> None:
    number = 1 if lost == "first page" else roots(good)["municipalities"]
    _, rows = saved_from(without(good.read_bytes(), number), tmp_path)
    assert rows == expected(good)


def test_a_lost_page_of_rows_costs_its_rows_and_what_refers_to_them(good: Path, tmp_path: Path) -> None:
    content = good.read_bytes()
    leaf = max(read_tree(Pages(content), roots(good)["municipalities"]).pages)
    found, rows = saved_from(without(content, leaf), tmp_path)
    towns = rows["municipalities"]
    assert 0 < len(towns) < TOWNS
    assert set(rows["populations"]) == set(towns)
    accounts = {account.table: account for account in found.accounts}
    assert accounts["municipalities"].is_broken
    assert accounts["populations"].dropped == TOWNS - len(towns)


def test_lost_history_is_said_so(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "長い履歴.anbun"
    with closing(LedgerFile.open(Home(tmp_path / "home"), good)) as file:
        for number in range(200):
            file.store.apply(ChangeSet("備考", (Update("consortium", 1, {"note": f"{number}" * 50}),)), "髙木")
        file.store._connection.execute("UPDATE change_log SET changes = '[' WHERE id = 204")
        (entries,) = file.store._connection.execute("SELECT count(*) FROM change_log").fetchone()
        file.save_as(path)
    content = path.read_bytes()
    leaves = sorted(read_tree(Pages(content), roots(path)["change_log"]).pages)[2:5]
    for leaf in leaves:
        content = without(content, leaf)
    found, rows = saved_from(content, tmp_path)
    assert len(rows["municipalities"]) == TOWNS
    log = found.accounts[-1]
    assert (log.table, log.label, log.saved) == ("change_log", "変更履歴", len(found.history))
    assert 0 < len(found.history) < entries - 1
    assert (log.is_broken, log.dropped, log.is_whole) == (True, 1, False)
    assert found.saved == sum(map(len, rows.values()))


def test_a_lost_consortium_is_invented_and_said_so(good: Path, tmp_path: Path) -> None:
    found, rows = saved_from(without(good.read_bytes(), roots(good)["consortium"]), tmp_path)
    assert isinstance(rows["consortium"][1], dict)
    assert rows["consortium"][1] == to_row(Consortium(1, "(協議会の設定を読み取れませんでした)"))
    assert {account.table: account.saved for account in found.accounts}["consortium"] == 0


def test_whatever_is_done_to_a_file_what_comes_back_makes_a_ledger(good: Path, tmp_path: Path) -> None:
    content, chance = good.read_bytes(), random.Random(2014)
    home = Home(tmp_path / "home")
    for number in range(25):
        spoilt = bytearray(content)
        for _ in range(chance.choice((1, 20, 400))):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.choice((1, 64))] = bytes([chance.randrange(256)])
        spoilt = spoilt[: chance.randrange(1, len(spoilt))] if number % 3 == 0 else spoilt
        found = salvage(bytes(spoilt), tmp_path / "scratch")
        with closing(LedgerFile.new(home, found.content, found.document_id, found.history)) as file:
            assert sum(map(len, file.store.rows().values())) == len(found.content.changes)

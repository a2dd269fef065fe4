from typing import Any

from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.standard_systems import STANDARD_SYSTEMS
from core.operations.council.choosing import add_places, add_systems, let_all_take_part


def done(wish: ChangeSet | Faults) -> ChangeSet:
    assert isinstance(wish, ChangeSet)
    return wish


def test_many_members_are_one_action_and_who_is_there_stays(ledger: Any) -> None:
    before = dict(ledger.book.all(Municipality))
    wish = done(add_places(ledger.book, ["162116", "202096", "160008", "202096", "999999"]))
    assert wish.label == "団体を追加(2件)"
    ledger.do(wish)
    new = [one for id, one in ledger.book.all(Municipality).items() if id not in before]
    assert [(one.code, one.name, one.kana, one.kind.label, one.label, one.position) for one in new] == [
        ("202096", "伊那市", "いなし", "市", "G", 7),
        ("160008", "富山県", "とやまけん", "都道府県", "H", 8),
    ]
    assert {id: one for id, one in ledger.book.all(Municipality).items() if id in before} == before


def test_nothing_chosen_changes_nothing(ledger: Any) -> None:
    assert not done(add_places(ledger.book, ["162116"]))
    assert not done(add_systems(ledger.book, ["国民年金"], with_all=True))


def test_the_twenty_systems_of_the_law_are_marked_and_everybody_takes_part_if_wanted(ledger: Any) -> None:
    assert len(STANDARD_SYSTEMS) == len(set(STANDARD_SYSTEMS)) == 20
    before = dict(ledger.book.all(System))
    wish = done(add_systems(ledger.book, STANDARD_SYSTEMS, with_all=True))
    there = {one.name for one in before.values()} & set(STANDARD_SYSTEMS)
    assert wish.label == f"業務を追加({20 - len(there)}件)"
    ledger.do(wish)
    new = [one for id, one in ledger.book.all(System).items() if id not in before]
    assert [one.name for one in new] == [name for name in STANDARD_SYSTEMS if name not in there]
    assert all(one.standardised for one in new)
    pairs = {(one.system_id, one.municipality_id) for one in ledger.book.all(Participation).values()}
    assert all((one.id, who) in pairs for one in new for who in ledger.book.all(Municipality))


def test_systems_are_added_without_anybody_taking_part(ledger: Any) -> None:
    before = len(ledger.book.all(Participation))
    ledger.do(add_systems(ledger.book, ["生活保護"], with_all=False))
    assert len(ledger.book.all(Participation)) == before


def test_all_take_part_in_some_systems_in_one_action(ledger: Any) -> None:
    ledger.do(add_systems(ledger.book, ["生活保護", "戸籍"], with_all=False))
    new = list(ledger.book.all(System).values())[-2:]
    wish = done(let_all_take_part(ledger.book, new))
    assert wish.label == "2業務を全団体の参加に"
    ledger.do(wish)
    pairs = {(one.system_id, one.municipality_id) for one in ledger.book.all(Participation).values()}
    assert all((one.id, who) in pairs for one in new for who in ledger.book.all(Municipality))
    assert not done(let_all_take_part(ledger.book, new))

"""The file changed behind our back: two programs' work becomes one again, or nothing is touched."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.model.council import Consortium, Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.history import LogFilter
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.model.sheets import FixedSheet, SheetFile
from core.operations.editing.find import find
from core.operations.editing.rows import remove
from core.operations.merging.merge import Side, compare, merge
from core.sample import sample
from core.storage.disk.errors import CannotOpen, ChangedOutside
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.outside import look_outside, merge_in

Edit = Callable[[LedgerFile, str], None]


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
    return path


def set_name(file: LedgerFile, name: str) -> None:
    file.store.apply(ChangeSet("名称を変更", (Update("consortium", 1, {"name": name}),)), who="北川")


def add_town(file: LedgerFile, id: int, code: str) -> None:
    file.store.apply(ChangeSet("団体を追加", (Insert("municipalities", to_row(Municipality(id, code, "町"))),)), "北川")


def merged(file: LedgerFile, choices: dict[tuple[str, int], Side] | None = None) -> None:
    outside = look_outside(file)
    comparison = compare(outside.base, outside.ours, outside.theirs, outside.references, outside.ids)
    merge_in(file, outside, comparison.ids, merge(comparison, "統合", choices), "髙木")


def test_what_two_people_did_becomes_one_ledger_with_both_their_histories(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        edit(ours, "こちらの備考")
        add_town(ours, 1, "000001")
        with closing(LedgerFile.open(home, saved)) as theirs:
            set_name(theirs, "相手の名称")
            add_town(theirs, 1, "000002")
            theirs.save()
        with pytest.raises(ChangedOutside):
            ours.save()
        merged(ours)
        ours.save()
    with closing(LedgerFile.open(home, saved)) as file:
        book = file.store.book()
        assert book.consortium == Consortium(1, "相手の名称", note="こちらの備考")
        assert {town.code for town in book.all(Municipality).values()} == {"000001", "000002"}
        labels = [entry.label for entry in reversed(file.store.log())]
        assert labels == ["新しい台帳", "備考をこちらの備考に", "団体を追加", "名称を変更", "団体を追加", "統合"]
    assert len(list(home.backups.rglob("*_統合前_*.anbun"))) == 2
    for backup in home.backups.rglob("*_統合前_*.anbun"):
        LedgerFile.open(home, backup).close()


def test_what_both_changed_is_as_chosen(home: Home, saved: Path) -> None:
    for side, name in ((Side.OURS, "こちら"), (Side.THEIRS, "相手")):
        with closing(LedgerFile.open(home, saved)) as ours:
            set_name(ours, "こちら")
            with closing(LedgerFile.open(home, saved)) as theirs:
                set_name(theirs, "相手")
                theirs.save()
            merged(ours, {("consortium", 1): side})
            assert ours.store.book().consortium.name == name
            ours.save()


def test_after_a_save_the_saved_state_is_what_both_began_with(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        for note in ("一", "二"):
            edit(ours, note)
            ours.save()
        with closing(LedgerFile.open(home, saved)) as theirs:
            set_name(theirs, "相手")
            theirs.save()
        edit(ours, "三")
        outside = look_outside(ours)
        assert outside.base is not None
        assert outside.base["consortium"][1]["note"] == "二"
        assert [entry.label for entry in outside.entries] == ["名称を変更"]


def test_a_document_fixed_by_the_other_comes_with_its_pdf(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        edit(ours, "こちら")
        with closing(LedgerFile.open(home, saved)) as theirs:
            sheet = FixedSheet(1, "allocation", "確定版", "2026-11-23", "北川", "{}", "{}", "{}", "")
            rows = (Insert("fixed_sheets", to_row(sheet)), Insert("sheet_files", to_row(SheetFile(1, b"%PDF"))))
            theirs.store.apply(ChangeSet("確定", rows))
            theirs.save()
        merged(ours)
        assert ours.store.lazy(SheetFile, 1).content == b"%PDF"


def test_another_document_in_the_same_place_is_not_merged(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        edit(ours, "こちら")
        other = saved.with_name("別.anbun")
        with closing(LedgerFile.new(home)) as file:
            file.save_as(other)
        shutil.copy(other, saved)
        with pytest.raises(CannotOpen) as raised:
            look_outside(ours)
        assert raised.value.rule == "not_same_document"
        assert ours.is_dirty


def test_a_beginning_that_is_lost_leaves_every_difference_to_people(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        edit(ours, "こちら")
        ours.copy.base.unlink()
        with closing(LedgerFile.open(home, saved)) as theirs:
            set_name(theirs, "相手")
            theirs.save()
        outside = look_outside(ours)
        assert outside.base is None
        (conflict,) = compare(None, outside.ours, outside.theirs, outside.references).conflicts
        assert conflict.columns == ("name", "note")


def test_what_they_did_after_a_merge_and_before_our_save_reaches_their_row(home: Home, saved: Path) -> None:
    with closing(LedgerFile.open(home, saved)) as ours:
        add_town(ours, 1, "000001")
        with closing(LedgerFile.open(home, saved)) as theirs:
            add_town(theirs, 1, "000002")
            theirs.save()
            merged(ours)
            assert {id: town.code for id, town in ours.store.book().all(Municipality).items()} == {
                1: "000001",
                2: "000002",
            }
            theirs.store.apply(ChangeSet("備考", (Update("municipalities", 1, {"note": "あとから"}),)), "北川")
            theirs.save()
        with pytest.raises(ChangedOutside):
            ours.save()
        merged(ours)
        ours.save()
        towns = {town.code: town.note for town in ours.store.book().all(Municipality).values()}
        assert towns == {"000001": "", "000002": "あとから"}
        about = LogFilter(rows=frozenset({("municipalities", 2)}))
        assert [entry.label for entry in ours.store.entries(about, 10)] == ["統合", "備考", "統合", "団体を追加"]
        assert [entry.who for entry in ours.store.entries(about, 10)] == ["髙木", "北川", "髙木", "北川"]
    with closing(LedgerFile.open(home, saved)) as ours:
        set_name(ours, "また")
        with closing(LedgerFile.open(home, saved)) as theirs:
            theirs.store.apply(ChangeSet("備考", (Update("municipalities", 1, {"note": "今度は1"}),)), "北川")
            theirs.save()
        merged(ours)
        assert ours.store.book().all(Municipality)[1].note == "今度は1"


def test_a_removed_request_that_is_kept_keeps_its_amounts(home: Home, desk: Path) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
    with closing(LedgerFile.open(home, path)) as ours, closing(LedgerFile.open(home, path)) as theirs:
        book = theirs.store.book()
        request = find(book, Customization, "16", "item")
        assert isinstance(request, Customization)
        gone = remove(book, [request])
        assert isinstance(gone, ChangeSet)
        theirs.store.apply(gone, "北川")
        theirs.save()
        ours.store.apply(ChangeSet("要望", (Update("customizations", request.id, {"title": "変更"}),)))
        merged(ours)
        assert allocate(ours.store.book()).totals[View.MAX].total == 19_620_000
        ours.save()
    with closing(LedgerFile.open(home, path)) as ours, closing(LedgerFile.open(home, path)) as theirs:
        theirs.store.apply(ChangeSet("要望", (Update("customizations", request.id, {"title": "また変更"}),)))
        theirs.save()
        gone = remove(ours.store.book(), [ours.store.book().all(Customization)[request.id]])
        assert isinstance(gone, ChangeSet)
        ours.store.apply(gone)
        merged(ours)
        assert allocate(ours.store.book()).totals[View.MAX].total == 19_620_000

"""Two states of a ledger are held against each other: files, backups, 確定版; what differs is told by name."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from core.documents.paper.inputs import inputs_text
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.jobs.comparing import (
    compared,
    left_out_lines,
    nothing_text,
    paper_of,
    papers_between,
    state_of_file,
    state_of_sheet,
    state_of_store,
    titles_of,
)
from core.jobs.new import new_ledger
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.chronicle import Event
from core.model.costs import CurrentCost
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.papers.handouts import HandoutChapter, HandoutPicture
from core.model.requests import Customization
from core.model.sheets import FixedSheet
from core.operations.answers.answering import answer_cells
from core.operations.editing.edit import edit
from core.operations.editing.find import find
from core.operations.editing.rows import remove
from core.operations.merging.likeness import same_rows
from core.operations.sheets.fixing import fix_sheet
from core.operations.telling.comparing import State, differences, not_compared
from core.storage.disk.errors import StoreError
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.store import Store
from core.words.sentences import sentence

Rows = dict[str, dict[int, dict[str, Any]]]
REFERENCES = {("populations", "municipality_id"): "municipalities", ("answers", "municipality_id"): "municipalities"}


def done(store: Store, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet)
    store.apply(wish)


def request(book: Book, number: str) -> Customization:
    found = find(book, Customization, number, "item")
    assert isinstance(found, Customization)
    return found


def town(book: Book, name: str) -> Municipality:
    found = find(book, Municipality, name, "municipality")
    assert isinstance(found, Municipality)
    return found


def test_rows_that_were_moved_and_pictures_that_are_others_are_told(home: Home, path: Path, tmp_path: Path) -> None:
    kept = hashlib.sha256(b"one").hexdigest()
    with closing(LedgerFile.open(home, path)) as file:
        book = file.store.book()
        chapter = min(book.all(HandoutChapter))
        row = to_row(HandoutPicture(1, chapter, "地図", 4, 3, sha256=kept))
        made = (Insert("handout_pictures", row), Insert("picture_files", {"id": 1, "content": b"one"}))
        file.store.apply(ChangeSet("図", made))
        file.save()
    copy = Path(shutil.copy(path, path.with_name("写し.anbun")))
    with closing(LedgerFile.open(home, copy)) as file:
        book = file.store.book()
        first, *_, last = sorted(book.all(Municipality).values(), key=lambda one: one.position)
        other = hashlib.sha256(b"two").hexdigest()
        moved = Update("municipalities", last.id, {"position": first.position - 1})
        file.store.apply(ChangeSet("変更", (moved, Update("handout_pictures", 1, {"sha256": other}))))
        file.save()
    with closing(LedgerFile.open(home, path)) as file:
        before, after = state_of_store(file.store, "台帳.anbun"), state_of_file(home, copy)
        told = compared(file.store, before, after)
        assert [(one.what, one.kind, one.column, one.before, one.after) for one in told] == [
            ("舟橋村", "移動", "順", "6番目", "1番目"),
            ("資料「取組みの資料」の章「経緯」の図「地図」(1)", "変更", "中身", "(前のもの)", "(後のもの)"),
        ]
        (back,) = [one for one in compared(file.store, after, before) if one.kind == "移動"]
        assert (back.before, back.after) == ("1番目", "6番目")


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    assert titles_of(tmp_path / "甲.anbun", tmp_path / "乙.anbun") == ("甲.anbun", "乙.anbun")
    first, second = titles_of(tmp_path / "a" / "甲.anbun", tmp_path / "b" / "甲.anbun")
    assert first == f"甲.anbun({tmp_path / 'a'})"
    assert second == f"甲.anbun({tmp_path / 'b'})"


def test_a_changed_copy_is_told_by_names_and_what_belongs_to_a_row_goes_with_it(home: Home, path: Path) -> None:
    copy = Path(shutil.copy(path, path.with_name("写し.anbun")))
    with closing(LedgerFile.open(home, copy)) as file:
        book = file.store.book()
        done(file.store, edit(book, request(book, "3"), "title", "別の題名"))
        done(file.store, remove(book, [request(book, "5")]))
        file.save()
    with closing(LedgerFile.open(home, path)) as file:
        before = state_of_store(file.store, "台帳.anbun")
        after = state_of_file(home, copy)
        told = compared(file.store, before, after)
        assert [one.kind for one in told] == ["変更", "削除"]
        assert (told[0].what, told[0].column, told[0].after) == ("項3", "要望", "別の題名")
        assert told[0].before == request(file.store.book(), "3").title
        assert told[1].what.startswith("項5(属する")
        assert "要望: " in told[1].before
        assert told[1].after == ""
        back = compared(file.store, after, before)
        assert [(one.what, one.kind, one.before, one.after) for one in back] == [
            (told[0].what, "変更", told[0].after, told[0].before),
            (told[1].what, "追加", "", told[1].before),
        ]
        assert compared(file.store, before, before) == []
        pdf = paper_of(file.store.book(), before, after, told, "2026-06-01", "台帳.anbun")
        assert pdf.startswith(b"%PDF")


def test_another_ledger_of_the_same_towns_is_compared_by_names_and_numbers(home: Home, path: Path) -> None:
    """Its ids and its document are others: the sample made anew is the same ledger all the same."""
    with closing(new_ledger(home, with_sample=True)) as other, closing(LedgerFile.open(home, path)) as file:
        theirs = state_of_store(other.store, "別の台帳")
        moved = State("別の台帳", theirs.document_id, moved_ids(theirs.rows, file.store, 1_000))
        ours = state_of_store(file.store, "台帳")
        assert ours.document_id != moved.document_id
        assert compared(file.store, ours, moved) == []


def moved_ids(rows: Any, store: Store, by: int) -> Any:
    """Return the rows with other ids, the references along with them; the one row of a single table keeps its own."""
    references = store.references()
    still = {"consortium"}
    lazy = {"sheet_files", "links"}
    found: Rows = {}
    for name, some in rows.items():
        if name in lazy:
            continue
        shift = 0 if name in still else by
        found[name] = {
            id + shift: {
                column: value + by
                if references.get((name, column), "consortium") not in still and isinstance(value, int)
                else value
                for column, value in row.items()
            }
            | {"id": id + shift}
            for id, row in some.items()
        }
    return found


def test_two_kept_tables_tell_the_answer_that_changed_and_what_each_pays_for_it(home: Home, path: Path) -> None:
    with closing(LedgerFile.open(home, path)) as file:
        keep(file.store, "第1回")
        book = file.store.book()
        three, imizu = request(book, "3"), town(book, "射水市")
        cells = [(three, imizu, AnswerState.UNDECIDED.label)]
        done(file.store, answer_cells(book, cells, "髙木", "2026-06-01T10:00:00"))
        keep(file.store, "第2回")
        book, id = file.store.book(), file.store.document_id
        first, second = (state_of_sheet(book, name, id) for name in ("第1回", "第2回"))
        told = compared(file.store, first, second)
        assert {one.table for one in told} == {"意向"}
        assert any(one.after == "未定" for one in told)
        amounts, _ = papers_between(book, "第1回", "第2回")
        assert any(one.column.endswith("の意向") and one.after == "未定" for one in amounts), amounts
        assert all(one.what for one in amounts)
        now = state_of_store(file.store, "今")
        assert compared(file.store, second, now) == []
        assert not_compared(now, now) == []
        assert "会議" in not_compared(second, now)
        assert set(not_compared(second, now)) < set(not_compared(first, second))
        assert "意向" not in not_compared(first, second)


def test_what_two_handouts_tell_differently_is_listed_with_what_was_moved_and_so_is_one_beside_the_ledger(
    home: Home, path: Path
) -> None:
    with closing(LedgerFile.open(home, path)) as file:
        keep(file.store, "第1回の資料", "handout")
        keep(file.store, "第1回の経緯", "chronicle")
        book = file.store.book()
        first, *_ = events = list(book.all(Event).values())
        cost = next(iter(book.all(CurrentCost).values()))
        made = (
            Update("chronicle", first.id, {"title": "別<b>髙𠮷"}),
            Update("chronicle", events[-1].id, {"position": 0}),
            Insert("chronicle", {**to_row(first), "id": 900, "title": "新しいできごと", "position": 900}),
            Update("current_costs", cost.id, {"yen": 1}),
        )
        file.store.apply(ChangeSet("変更", made))
        now = file.store.book()
        expected = [("変更", "別<b>髙𠮷"), ("追加", "追加"), ("移動", "1番目")]
        since, _ = papers_between(now, "第1回の資料", None)
        assert sorted((one.kind, one.after) for one in since) == sorted(expected)
        back, _ = papers_between(now, None, "第1回の資料")
        assert ("削除", "削除") in [(one.kind, one.after) for one in back]
        keep(file.store, "第2回の資料", "handout")
        keep(file.store, "第2回の経緯", "chronicle")
        book, id = file.store.book(), file.store.document_id
        assert papers_between(book, "第1回の資料", "第2回の資料") == (since, [])
        (amount,) = compared(
            file.store, state_of_sheet(book, "第1回の資料", id), state_of_sheet(book, "第2回の資料", id)
        )
        assert (amount.table, amount.after) == ("現行経費", "1円")
        ((shown,), _) = papers_between(book, "第1回の経緯", "第2回の経緯")
        assert (shown.table, shown.what) == ("帳票の内容", "経緯")
        assert "別<b>髙𠮷" in shown.after
        none, (fault,) = papers_between(book, "第1回の経緯", "第2回の資料")
        assert none == []
        assert sentence(fault) == (
            "確定版「第1回の経緯」は「経緯」、「第2回の資料」は「資料一式」なので、帳票の内容は見比べていません。"
        )
        assert papers_between(book, "第2回の資料", None) == ([], [])


def keep(store: Store, name: str, report: str = "allocation") -> None:
    book, settings = store.book(), PrintSettings()
    result = REPORTS[report].result(book, settings)
    done(
        store,
        fix_sheet(book, report, name, "2026-06-01", "髙木", b"%PDF", inputs=inputs_text(book), result=result),
    )


def spoil(store: Store, name: str, **values: str) -> None:
    (id,) = [one.id for one in store.book().all(FixedSheet).values() if one.name == name]
    store.apply(ChangeSet("壊す", (Update("fixed_sheets", id, values),)))


NOT_READ = (
    "確定版{}に残っている帳票の内容は、壊れているため読めません。帳票の内容は見比べていません。PDFで比べてください。"
)
STRANGE = (
    '{"report":"handout","chapters":5,"state":{}}',
    '{"report":"handout","state":{}}',
    '{"report":"handout","handout":"","title":"","chapters":[7],"state":{"municipalities":{"1":3}}}',
)


@pytest.fixture(scope="module")
def two_handouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerFile]:
    """A ledger with two 確定版 of its handout between which nothing has changed."""
    with closing(new_ledger(Home(tmp_path_factory.mktemp("資料")), with_sample=True)) as file:
        for name in ("第1回", "第2回"):
            keep(file.store, name, "handout")
        yield file


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("which", ["第1回", "第2回"])
def test_a_kept_paper_that_cannot_be_read_is_named_and_never_looks_like_no_difference(
    two_handouts: LedgerFile, which: str, strange: str
) -> None:
    store = two_handouts.store
    good = next(one.result for one in store.book().all(FixedSheet).values() if one.name == which)
    spoil(store, which, result=strange)
    book, id = store.book(), two_handouts.store.document_id
    told, faults = papers_between(book, "第1回", "第2回")
    states = [state_of_sheet(book, name, id) for name in ("第1回", "第2回")]
    spoil(store, which, result=good)
    assert told == []
    assert [sentence(one) for one in faults] == [NOT_READ.format(f"「{which}」")]
    assert nothing_text(faults) == "見比べたところに、違いはありません。"
    assert left_out_lines(states[0], states[1], faults)[1:] == [NOT_READ.format(f"「{which}」")]
    paper = paper_of(book, states[0], states[1], told, "2026-06-01", "台帳.anbun", faults)
    printed = PdfDocument(paper)[0].get_textpage().get_text_range().replace("\r\n", "")
    assert NOT_READ.format(f"「{which}」") in printed
    assert "。違いはありません。" not in printed
    assert papers_between(store.book(), "第1回", "第2回") == ([], [])


def test_a_kept_paper_with_one_cell_that_is_none_is_named_by_holding_both_against_the_ledger(
    two_handouts: LedgerFile,
) -> None:
    store = two_handouts.store
    good = next(one.result for one in store.book().all(FixedSheet).values() if one.name == "第2回")
    shown = json.loads(good)
    next(iter(shown["state"]["chronicle"].values()))[1]["began_on"] = []
    spoil(store, "第2回", result=json.dumps(shown))
    told, faults = papers_between(store.book(), "第1回", "第2回")
    spoil(store, "第2回", result=good)
    assert (told, [sentence(one) for one in faults]) == ([], [NOT_READ.format("「第2回」")])


def test_both_kept_papers_are_named_where_neither_can_be_read_and_one_that_keeps_nothing_is(
    two_handouts: LedgerFile,
) -> None:
    store = two_handouts.store
    good = {one.name: one.result for one in store.book().all(FixedSheet).values()}
    spoil(store, "第1回", result=STRANGE[0])
    spoil(store, "第2回", result="{}")
    _, faults = papers_between(store.book(), "第1回", "第2回")
    for name, result in good.items():
        spoil(store, name, result=result)
    assert [sentence(one) for one in faults] == [
        NOT_READ.format("「第1回」"),
        "確定版「第2回」には帳票の内容が残っていないため、帳票の内容は見比べていません。",
    ]


@pytest.mark.parametrize(
    "strange",
    ['{"municipalities":7}', '{"municipalities":{"columns":["id"],"rows":[["x"]]}}', '{"answers":{"columns":3}}'],
)
def test_a_kept_sheet_whose_rows_cannot_be_read_is_named(two_handouts: LedgerFile, strange: str) -> None:
    store = two_handouts.store
    good = next(one.inputs for one in store.book().all(FixedSheet).values() if one.name == "第2回")
    spoil(store, "第2回", inputs=strange)
    with pytest.raises(StoreError) as error:
        state_of_sheet(store.book(), "第2回", store.document_id)
    assert "確定版「第2回」に残っている内容は、壊れているため読めません" in sentence(error.value.fault)
    rows = '{"municipalities":{"columns":["id","name"],"rows":[[1,{"a":1}],[2,"町"]]}}'
    spoil(store, "第2回", inputs=rows)
    book, id = store.book(), store.document_id
    with pytest.raises(StoreError) as error:
        compared(store, state_of_sheet(book, "第1回", id), state_of_sheet(book, "第2回", id))
    spoil(store, "第2回", inputs=good)
    assert sentence(error.value.fault) == ("確定版「第2回」の内容は、壊れているため読めません。見比べていません。")


def test_a_kept_sheet_that_is_not_there_or_holds_nothing_is_said_to_be_so(home: Home, path: Path) -> None:
    with closing(LedgerFile.open(home, path)) as file:
        done(file.store, fix_sheet(file.store.book(), "allocation", "空", "2026-06-01", "髙木", b"%PDF"))
        for name, rule in (("ない版", "no_such_sheet"), ("空", "sheet_keeps_nothing")):
            with pytest.raises(StoreError) as error:
                state_of_sheet(file.store.book(), name, file.store.document_id)
            assert error.value.rule == rule


def municipality(id: int, code: str, note: str) -> dict[str, Any]:
    return {"id": id, "code": code, "name": f"町{code}", "note": note}


def ledger(towns: Iterable[tuple[int, str, str]]) -> Rows:
    return {"municipalities": {id: municipality(id, code, note) for id, code, note in towns}, "populations": {}}


codes = st.lists(st.sampled_from("ABCDEF"), unique=True, max_size=6)


@given(codes, codes, st.booleans())
def test_every_row_has_a_place_of_its_own_and_likes_are_found(ours: list[str], theirs: list[str], same: bool) -> None:
    before, after = (ledger((at, code, "") for at, code in enumerate(some, 1)) for some in (ours, theirs))
    found = same_rows(before, after, REFERENCES, is_one_document=same)["municipalities"]
    assert len(set(found.values())) == len(theirs)
    if not same:
        for id, ours_id in found.items():
            code = after["municipalities"][id]["code"]
            assert (code in ours) == (ours_id in before["municipalities"])
            assert code not in ours or before["municipalities"][ours_id]["code"] == code


@given(codes, st.integers(0, 3))
def test_a_state_differs_from_itself_in_nothing_whatever_ids_it_has(some: list[str], by: int) -> None:
    before, after = (ledger((at + step, code, "") for at, code in enumerate(some, 1)) for step in (0, by))
    assert list(differences(State("前", "a", before), State("後", "b", after), REFERENCES)) == []

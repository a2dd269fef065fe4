import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.documents.handouts.changes import Change, changes, following
from core.documents.handouts.sheet import NAME
from core.documents.handouts.signs import signed, signs_of
from core.documents.handouts.state import TABLES_OF
from core.documents.paper.document import Document, Table, texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.evaluation import Bidder, Reviewer
from core.model.machine.changes import Change as Edit
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.papers.handouts import Handout, HandoutChapter, Template
from core.model.registry import ABOVE, PARENTS, TABLES
from core.model.sheets import FixedSheet
from core.operations.health.handout_findings import handout_findings
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


def fix_as_it_was(book: Book) -> None:
    """Fix the handout of the sample in a ledger that has changed since."""
    sheet = FixedSheet(1, NAME, "第1回の資料", "2014-11-18", result=fixed())
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


def edited(
    changed: list[tuple[str, int, str]], gone: int, came: int, moves: int = 0
) -> tuple[Book, set[tuple[str, str, str]]]:
    """The sample with these cells changed, so many risks less and so many events more, and the last so many members
    before all others; and what is to be told."""
    book = ledger()
    made: list[Edit] = [
        Update(table, id, {column: other(table, column, getattr(book.all(TABLES[table].record)[id], column))})
        for table, id, column in changed
    ]
    told = {(table, str(id), column) for table, id, column in changed}
    removed = [id for id in book.all(TABLES["risks"].record) if ("risks", str(id), "content") not in told][:gone]
    made += [Delete("risks", id) for id in removed]
    pattern = next(iter(book.all(TABLES["chronicle"].record).values()))
    made += [Insert("chronicle", {**to_row(pattern), "id": 900 + at, "title": f"新{at}"}) for at in range(came)]
    for at, id in enumerate(sorted(book.all(TABLES["municipalities"].record))[::-1][:moves]):
        made.append(Update("municipalities", id, {"position": -at}))
        told.add(("municipalities", str(id), "position"))
    book.apply(ChangeSet("変更", tuple(made)))
    told |= {("risks", str(id), "") for id in removed} | {("chronicle", str(900 + at), "") for at in range(came)}
    return book, told


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits(), st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))
def test_what_was_changed_is_told_and_nothing_else(
    changed: list[tuple[str, int, str]], gone: int, came: int, moves: int
) -> None:
    book, expected = edited(changed, gone, came, moves)
    assert sorted((one.table, one.id, one.column) for one in found(book)) == sorted(expected)


def test_of_two_meetings_with_twenty_changes_between_the_page_names_exactly_these_twenty() -> None:
    every = cells()
    changed = [next(cell for cell in every if cell[0] == table and cell[2] == column) for table, column in EDITED]
    changed += [cell for cell in every if cell[0] in {"quotes", "answers"} and cell not in changed][: 16 - len(changed)]
    book, expected = edited(changed, 2, 2)
    assert len(expected) == 20
    fix_as_it_was(book)
    document = REPORTS[NAME].build(book, SOURCE)
    sheet = next(one for one in document.sheets if one.title == "前回の資料からの変更点")
    told, *figures = [block for block in sheet.blocks if isinstance(block, Table)]
    assert len(told.rows) == 20
    assert len({row.cells[2] for row in told.rows}) == 20
    assert all(row.cells[3] != row.cells[4] for row in told.rows)
    assert {row.cells[1] for row in told.rows} == {"＋追加", "－削除", "変更"}
    assert all(word in told.legend for word in ("＋追加=", "－削除=", "変更=", "移動="))
    assert [row.cells[2] for table in figures for row in table.rows]


def test_before_anything_was_fixed_there_is_no_page_of_changes() -> None:
    assert "前回の資料からの変更点" not in [sheet.title for sheet in REPORTS[NAME].build(ledger(), SOURCE).sheets]


@pytest.mark.parametrize(
    "spoilt",
    [
        "{}",
        '{"report":"handout","handout":"取組みの資料","chapters":5,"state":{}}',
        '{"report":"handout","handout":"取組みの資料","chapters":[],"state":{"risks":{"1":3}}}',
        '{"report":"handout","handout":"取組みの資料","chapters":[{"shown":1}],"state":{}}',
    ],
)
def test_a_kept_handout_that_cannot_be_read_is_named_and_the_one_before_it_is_held_against(spoilt: str) -> None:
    book = ledger()
    fix(book)
    damaged = FixedSheet(2, NAME, "第2回の資料", "2014-11-19", result=spoilt)
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(damaged)),)))
    document = REPORTS[NAME].build(book, SOURCE)
    assert document.lacking == (
        "確定版「第2回の資料」に残っている内容は、壊れているため読めません。変更点は、この確定版とは比べていません。",
    )
    assert "「第1回の資料」から変わったところはありません。" in [text for _, text in texts(document)]


def test_a_word_that_this_version_does_not_know_is_told_as_it_was_kept() -> None:
    book = ledger()
    result = json.loads(fixed())
    next(iter(result["state"]["cost_lines"].values()))[1]["flow"] = "昔のことば"
    sheet = FixedSheet(1, NAME, "第1回の資料", "2014-11-18", result=json.dumps(result))
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(sheet)),)))
    assert any("昔のことば" in line for line in page(REPORTS[NAME].build(book, SOURCE)))


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


def test_a_text_whose_figure_changes_is_told_with_both_figures_and_is_no_change_of_its_own() -> None:
    book = ledger()
    cost = next(iter(book.all(TABLES["current_costs"].record)))
    book.apply(ChangeSet("変更", (Update("current_costs", cost, {"yen": 1_000_000_000}),)))
    now = json.loads(REPORTS[NAME].result(book, SOURCE))
    told = {one.what: (one.before, one.after) for one in following(json.loads(fixed()), now["chapters"])}
    assert told["五年間.現行経費:億円"] == ("21.6億円", "22.4億円")
    assert [one.column for one in found(book)] == ["yen"]


@pytest.mark.parametrize(
    ("report", "table", "column", "value"),
    [
        ("経緯", "chronicle", "title", "別の題"),
        ("試算比較表", "cost_lines", "name", "別の費目"),
        ("組織図", "bodies", "name", "別の部会"),
        ("移行スケジュール", "tasks", "name", "別の作業"),
        ("DC要件充足表", "requirements", "content", "別の要件"),
        ("サービス一覧", "services", "name", "別のサービス"),
    ],
)
def test_of_every_printout_rows_that_came_went_changed_and_were_moved_are_marked(
    report: str, table: str, column: str, value: str
) -> None:
    book = ledger()
    chosen = own_chapter(book, report=report)
    record, owner = TABLES[table].record, ABOVE.get(table) or PARENTS.get(table)
    by_owner: dict[Any, list[Any]] = {}
    for one in book.all(record).values():
        by_owner.setdefault(getattr(one, owner or "id") if owner else None, []).append(one)
    longest: list[Any] = sorted(by_owner.values(), key=len)[-1]
    rows = sorted(longest, key=lambda one: (getattr(one, "position", 0), one.id))
    first, last = rows[0], rows[-1]
    new = {**to_row(first), "id": 9_000, column: "新しい行"}
    has_places = "position" in new
    if has_places:
        new["position"] = last.position + 1
    made: list[Edit] = [Update(table, first.id, {column: value}), Insert(table, new)]
    expected = {("変更", str(first.id)), ("＋追加", "9000")}
    if has_places and len(rows) > 1:
        made.append(Update(table, last.id, {"position": first.position - 1}))
        expected.add(("移動", str(last.id)))
    kept = json.loads(REPORTS[NAME].result(book, chosen))
    book.apply(ChangeSet("変更", tuple(made)))
    now = json.loads(REPORTS[NAME].result(book, chosen))
    found = changes(book, chosen, kept, now["chapters"])
    assert {(one.word.value, one.id) for one in found if one.table == table} == expected
    back = changes(book, chosen, now, kept["chapters"])
    assert not [one for one in back if one.table == table], "the same rows, whatever the chapter showed"
    text = json.loads(REPORTS[NAME].result(book, chosen))
    before = Book({name: book.all(one.record).values() for name, one in TABLES.items()})
    before.apply(ChangeSet("削除", (Delete(table, 9_000),)))
    gone = changes(before, chosen, text, json.loads(REPORTS[NAME].result(before, chosen))["chapters"])
    assert [(one.word.value, one.id) for one in gone if one.table == table] == [("－削除", "9000")]


def test_a_moved_row_says_from_where_to_where_and_so_does_a_chapter() -> None:
    book = ledger()
    chosen = own_chapter(book, report="経緯", body_text="一")
    more = HandoutChapter(91, 90, "後の章", body_text="二", position=2)
    book.apply(ChangeSet("章", (Insert("handout_chapters", to_row(more)),)))
    members = sorted(book.all(TABLES["municipalities"].record).values(), key=lambda one: one.position)  # type: ignore[attr-defined]
    found = changed_since(
        book,
        chosen,
        Update("handout_chapters", 91, {"position": 0}),
        Update("municipalities", members[-1].id, {"position": 0}),
    )
    assert [(one.word.value, one.what.split("「")[0], one.before, one.after) for one in found] == [
        ("移動", "団体: 舟橋村の順", "6番目", "1番目"),
        ("移動", "章", "2", "1"),
    ]


def test_what_an_older_program_kept_without_places_tells_no_moves() -> None:
    book = ledger()
    kept = json.loads(fixed())
    kept["state"] = {name: {id: row[:2] for id, row in rows.items()} for name, rows in kept["state"].items()}
    book.apply(ChangeSet("順", (Update("municipalities", 1, {"position": 99}),)))
    now = json.loads(REPORTS[NAME].result(book, SOURCE))
    assert not [one for one in changes(book, SOURCE, kept, now["chapters"]) if one.table]


def own_chapter(book: Book, **more: Any) -> PrintSettings:
    """A handout of one chapter, and the settings that print it."""
    rows = (Handout(90, "自分の資料", "題"), HandoutChapter(90, 90, "章", position=1, **more))
    book.apply(ChangeSet("資料", (Insert("handouts", to_row(rows[0])), Insert("handout_chapters", to_row(rows[1])))))
    return PrintSettings(handout=90)


def changed_since(book: Book, chosen: PrintSettings, *made: Edit) -> list[Change]:
    kept = json.loads(REPORTS[NAME].result(book, chosen))
    book.apply(ChangeSet("変更", made))
    return changes(book, chosen, kept, json.loads(REPORTS[NAME].result(book, chosen))["chapters"])


def test_of_a_printout_that_names_no_tables_the_rows_it_reads_are_told_in_words_and_figures() -> None:
    book = ledger()
    chosen = own_chapter(book, report="業務参加表")
    assert "participation" not in TABLES_OF
    found = changed_since(book, chosen, Update("systems", 1, {"name": "住民記録"}))
    assert [(one.chapter, one.before, one.after) for one in found] == [("1 章", "住基情報", "住民記録")]
    assert found[0].what.endswith("の業務名")


def test_a_row_that_a_printout_reads_and_does_not_show_is_no_change() -> None:
    book = ledger()
    chosen = own_chapter(book, report="業務参加表")
    assert changed_since(book, chosen, Update("systems", 1, {"note": "別の備考"})) == []


def test_what_is_chosen_for_a_chapter_its_text_its_name_and_its_report_are_told() -> None:
    book = ledger()
    chosen = own_chapter(book, report="五年間経費比較表", body_text="{協議会.団体数:団体}の経費")
    made = {"unit": "yen", "body_text": "経費の表", "heading": "経費"}
    found = changed_since(book, chosen, Update("handout_chapters", 90, made))
    assert [(one.what, one.before, one.after) for one in found] == [
        ("章の名前", "章", "経費"),
        ("章「経費」の本文", "6団体の経費", "経費の表"),
        ("章「経費」の表示単位", "(空欄)", "円"),
    ]


def test_a_figure_in_the_name_of_a_chapter_is_looked_up_and_is_no_change_of_its_own() -> None:
    book = ledger()
    chosen = own_chapter(book, report="経緯")
    book.apply(ChangeSet("名前", (Update("handout_chapters", 90, {"heading": "市町村({協議会.団体数:団体})"}),)))
    document = REPORTS[NAME].build(book, chosen)
    assert [sheet.title for sheet in document.sheets[2:]] == ["1 市町村(6団体)"]
    assert "1. 市町村(6団体)" in [text for _, text in texts(document)]
    before = json.loads(REPORTS[NAME].result(book, chosen))
    last = max(book.all(TABLES["municipalities"].record))
    book.apply(ChangeSet("離脱", (Update("municipalities", last, {"left_on": "2014-01-01"}),)))
    now = json.loads(REPORTS[NAME].result(book, chosen))
    told = changes(book, chosen, before, now["chapters"])
    assert [one.table for one in told] == ["municipalities"]
    assert [(one.before, one.after) for one in following(before, now["chapters"])] == [("6団体", "5団体")]
    book.apply(ChangeSet("名前", (Update("handout_chapters", 90, {"heading": "{団体.無い市.記号}"}),)))
    (found_,) = handout_findings(book)
    assert "{団体.無い市.記号}" in str(found_.facts["names"])


def test_a_printout_that_shows_something_else_without_a_changed_row_says_which_figures() -> None:
    book = ledger()
    chosen = own_chapter(book, report="期限一覧")
    kept = json.loads(REPORTS[NAME].result(book, chosen))
    later = replace(chosen, as_of="2014-03-01")
    found = changes(book, later, kept, json.loads(REPORTS[NAME].result(book, later))["chapters"])
    assert [one.what for one in found] == ["章「章」の帳票の内容"]
    assert found[0].before != found[0].after


def test_a_handout_that_an_older_program_fixed_is_held_against_what_it_kept() -> None:
    book = ledger()
    kept = json.loads(fixed())
    for one in kept["chapters"]:
        for name in ("id", "raw", "figures", "settings", "pictures", "reads"):
            del one[name]
    assert changes(book, SOURCE, kept, json.loads(fixed())["chapters"]) == []


def test_names_of_bidders_and_reviewers_are_signs_where_they_are_signs_in_the_chapters() -> None:
    book = ledger()
    first = next(iter(book.all(TABLES["procurements"].record)), 0)
    assert first
    rows = (Bidder(900, first, "甲社"), Reviewer(900, first, name="乙席"))
    book.apply(ChangeSet("", (Insert("bidders", to_row(rows[0])), Insert("reviewers", to_row(rows[1])))))
    signs = signs_of(book, PrintSettings(anonymous=True))
    assert "甲" not in signed("甲社への乙席の点", signs)
    assert "乙" not in signed("甲社への乙席の点", signs)
    assert "乙" not in signed("乙席の点", signs_of(book, PrintSettings(anonymous=False, hide_reviewers=True)))


def test_a_member_that_was_renamed_is_a_sign_under_both_its_names() -> None:
    book = ledger()
    fix(book)
    made = {"name": "新しい市", "kana": "あたらしいし"}
    book.apply(ChangeSet("改名", (Update("municipalities", 2, made),)))
    for anonymous, told in ((True, False), (False, True)):
        lines = page(REPORTS[NAME].build(book, PrintSettings(template=Template.SOURCE, anonymous=anonymous)))
        assert len([line for line in lines if line.startswith("団体と人口")]) == 2
        assert any("滑川市" in line for line in lines) is told
        assert any("あたらしいし" in line for line in lines) is told

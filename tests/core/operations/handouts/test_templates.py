"""Handouts from templates and templates from handouts, as values and as files."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.handouts.templates import from_template
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Faults
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import in_order
from core.model.machine.records import to_row
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture, Template
from core.model.papers.template_file import STAY, TemplateFile, columns_of
from core.model.scenarios import Scenario
from core.operations.editing.edit import edit
from core.operations.handouts.templates import Begun, as_template, put_handout, take_template
from core.sample import empty, sample
from core.storage.disk.errors import CannotOpen
from core.storage.template_file import TEMPLATE_FILES
from core.words.sentences import sentence


@pytest.fixture
def book() -> Book:
    made = Book({})
    made.apply(sample())
    return made


def begun(wish: Begun | Faults) -> Begun:
    assert isinstance(wish, Begun), wish
    return wish


def chapters_of(book: Book, handout: int) -> list[HandoutChapter]:
    return in_order(book, book.children(HandoutChapter, handout).values())


def plain(chapter: HandoutChapter) -> HandoutChapter:
    return replace(chapter, id=0, handout_id=0, position=0)


def test_a_template_of_the_house_puts_its_chapters_into_the_ledger_in_their_order(book: Book) -> None:
    made = begun(put_handout(book, *from_template(book, Template.TOWN, None, 3), name="舟橋村議会"))
    book.apply(made.change_set)
    assert book.all(Handout)[made.handout_id].name == "舟橋村議会"
    chapters = chapters_of(book, made.handout_id)
    assert [one.heading for one in chapters] == ["負担金の説明", "安全性の説明", "サービス一覧", "要望と負担"]
    assert {one.municipality_id for one in chapters} == {3}
    assert [one.position for one in chapters] == [1, 2, 3, 4]


def test_a_name_that_is_taken_is_refused_and_without_a_wish_the_next_free_one_is_given(book: Book) -> None:
    wish = put_handout(book, *from_template(book, Template.SOURCE), name="取組みの資料")
    assert isinstance(wish, Faults)
    assert [sentence(one) for one in wish] == ["「取組みの資料」という資料は、もうあります。別の名称にしてください。"]
    made = begun(put_handout(book, *from_template(book, Template.SOURCE)))
    book.apply(made.change_set)
    assert book.all(Handout)[made.handout_id].name == "取組みの資料(2)"


def full(book: Book) -> HandoutChapter:
    """A chapter in which every column says something."""
    chapter = chapters_of(book, 1)[0]
    values: dict[str, FieldValue] = {
        "paper": "A3",
        "unit": "million",
        "digits": 2,
        "rate_from": "unit",
        "money": "yearly",
        "totals": "range",
        "scenario_id": min(book.all(Scenario)),
        "municipality_id": 2,
        "month": "2026-04",
        "as_of": "2014-12-01",
        "disposition": "implement",
        "addressing": "office",
        "deadline": "2015-01-31",
        "yearly": True,
        "scenario_rows": True,
        "open_only": True,
        "hide_reviewers": True,
        "chased": "前",
        "mark": "案",
        "listed": "risks",
        "new_page": False,
        "when_empty": "leave_out",
        "note": "備考",
        "fiscal_year": 2014,
        "level": "plain",
        "body_text": "本文\n・{協議会.名称}",
    }
    book.apply(ChangeSet("", (Update("handout_chapters", chapter.id, values),)))
    return book.all(HandoutChapter)[chapter.id]


def test_a_handout_that_is_kept_and_taken_again_has_the_same_chapters_to_the_last_setting(
    book: Book, tmp_path: Path
) -> None:
    full(book)
    file, pictures = as_template(book, book.all(Handout)[1], "按分帳")
    path = tmp_path / "t.anbun-template"
    path.write_bytes(TEMPLATE_FILES.content(file))
    assert TEMPLATE_FILES.open(path) == file
    assert pictures == 0
    made = begun(take_template(book, TEMPLATE_FILES.open(path)))
    book.apply(made.change_set)
    assert made.left == ()
    assert list(map(plain, chapters_of(book, made.handout_id))) == list(map(plain, chapters_of(book, 1)))


def test_in_another_ledger_what_it_does_not_have_is_left_open_and_told(book: Book) -> None:
    full(book)
    file, _ = as_template(book, book.all(Handout)[1], "按分帳")
    other = Book({})
    other.apply(empty("別の協議会", "2026-11-23"))
    made = begun(take_template(other, file))
    other.apply(made.change_set)
    assert [one.split("」の")[0] for one in made.left] == ["章「経緯"] * 2 + ["章「事業実施の概要"]
    assert any("団体「滑川市」" in one for one in made.left)
    chapter = chapters_of(other, made.handout_id)[0]
    assert (chapter.scenario_id, chapter.municipality_id, chapter.month) == (None, None, "2026-04")


def test_pictures_stay_with_their_ledger_and_are_counted(book: Book) -> None:
    picture = HandoutPicture(1, 2, "地図", width=1, height=1)
    book.apply(ChangeSet("", (Insert("handout_pictures", to_row(picture)),)))
    file, pictures = as_template(book, book.all(Handout)[1], "按分帳")
    assert pictures == 1
    assert "地図" not in TEMPLATE_FILES.content(file).decode().replace("原資料の地図", "")


def test_every_column_of_a_chapter_travels_or_stays_for_a_reason() -> None:
    assert {one.name for one in fields(HandoutChapter)} == {*columns_of(HandoutChapter), "id"} | (
        STAY & {one.name for one in fields(HandoutChapter)}
    )


def rule(content: bytes) -> str:
    with pytest.raises(CannotOpen) as told:
        TEMPLATE_FILES.value(content, "t.anbun-template")
    assert sentence(told.value.fault)
    return told.value.fault.rule


@pytest.fixture
def content(book: Book) -> bytes:
    return TEMPLATE_FILES.content(as_template(book, book.all(Handout)[1], "按分帳")[0])


def test_a_file_that_is_not_ours_newer_altered_or_too_large_is_refused(content: bytes) -> None:
    assert rule(b"{}") == "template_foreign"
    assert rule(b"") == "template_foreign"
    assert rule(content.replace(b'"format":1', b'"format":2')) == "template_newer"
    assert rule(content.replace("経緯".encode(), "経過".encode(), 1)) == "template_altered"
    assert rule(content[:-1]) == "template_altered"
    assert rule(content + b" ") == "template_altered"
    assert rule(content + bytes(TEMPLATE_FILES.largest)) == "template_too_large"
    assert rule(b'{"kind":"anbuncho-template","format":1,"template":' + b"[" * 100_000) == "template_altered"


@pytest.mark.parametrize(
    "damage",
    [
        lambda value: value["template"].update(extra=""),
        lambda value: value["template"]["handout"].update(id="1"),
        lambda value: value["template"]["chapters"][0].update(position="1"),
        lambda value: value["template"]["chapters"][0].update(heading=1),
        lambda value: value["template"]["chapters"][0].update(heading=""),
        lambda value: value["template"].update(chapters=[]),
        lambda value: value["template"].update(chapters=[{"heading": "章"}] * 501),
        lambda value: value["template"]["chapters"][0].update(body_text="長" * 10_001),
    ],
)
def test_a_value_that_no_template_has_is_refused(content: bytes, damage: object) -> None:
    value = json.loads(content)
    damage(value)  # type: ignore[operator]
    assert rule(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) == "template_altered"


def test_a_setting_that_cannot_be_read_is_refused_with_its_chapter_and_nothing_is_begun(book: Book) -> None:
    file = TemplateFile("", {"name": "資料", "title": "題"}, ({"heading": "章", "fiscal_year": "いつか"},))
    wish = take_template(book, file)
    assert isinstance(wish, Faults)
    assert [sentence(one) for one in wish] == ["ひな形の章「章」の年度「いつか」は、この版では使えません。"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(columns_of(HandoutChapter)), st.text(max_size=20), max_size=4))
def test_whatever_stands_in_a_chapter_it_is_begun_or_refused_in_words(texts: dict[str, str]) -> None:
    other = Book({})
    other.apply(empty("別の協議会", "2026-11-23"))
    wish = take_template(other, TemplateFile("", {"name": "資料", "title": "題"}, ({"heading": "章", **texts},)))
    if isinstance(wish, Faults):
        assert all(sentence(one) for one in wish)
    else:
        other.apply(wish.change_set)


@pytest.mark.parametrize(
    ("table", "column", "text", "told"),
    [
        (HandoutPicture, "share", "500", "図の大きさは、頁の幅に対する割合です。1〜100で入力してください。"),
        (HandoutPicture, "words", "", "代替テキストを入力してください。"),
        (HandoutChapter, "digits", "9", "8"),
    ],
)
def test_what_no_paper_can_show_is_refused_in_words(
    book: Book, table: type[HandoutPicture | HandoutChapter], column: str, text: str, told: str
) -> None:
    book.apply(ChangeSet("", (Insert("handout_pictures", to_row(HandoutPicture(1, 2, "地図", width=1, height=1))),)))
    wish = edit(book, book.all(table)[1], column, text)
    assert isinstance(wish, Faults)
    assert told in " ".join(map(sentence, wish))

"""Chapters of a handout that cannot be printed as they say, each by handout, number and title."""

from dataclasses import replace
from typing import Any

import pytest

from core.calc.handouts.heeding import with_lost
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.papers.handouts import Handout, HandoutChapter, Level
from core.operations.editing.rows import remove
from core.operations.health.finding import Finding, Severity
from core.operations.health.findings import findings
from core.words.sentences import sentence


@pytest.fixture
def own(book: Book) -> Book:
    """The sample with a handout of three chapters: 1, 1-(1) and one without a number."""
    levels = (Level.CHAPTER, Level.SECTION, Level.PLAIN)
    chapters = (HandoutChapter(90 + at, 9, f"章{at}", one, position=at) for at, one in enumerate(levels))
    rows = [Insert("handouts", to_row(Handout(9, "第3回", "題")))]
    rows += [Insert("handout_chapters", to_row(one)) for one in chapters]
    book.apply(ChangeSet("資料", tuple(rows)))
    return book


def told(book: Book, id: int, **values: Any) -> list[Finding]:
    book.apply(ChangeSet("変更", (Update("handout_chapters", id, values),)))
    return [one for one in findings(book) if one.table == "handout_chapters"]


@pytest.mark.parametrize(
    ("id", "values", "said"),
    [
        (
            91,
            {"report": "ない帳票"},
            "資料「第3回」の章「1-(1) 章1」について: 帳票「ない帳票」はこの版にありません。"
            "章の帳票の名前を直してください。",
        ),
        (
            92,
            {"report": "資料一式"},
            "資料「第3回」の章「章2」について: 「資料一式」は資料の全体なので、章には入りません。"
            "章の帳票を選び直してください。",
        ),
        (
            90,
            {"report": "台帳の表", "listed": "なくした表"},
            "資料「第3回」の章「1 章0」について: 表「なくした表」は台帳にありません。"
            "章で選んだ表の名前を直してください。",
        ),
    ],
)
def test_a_chapter_whose_printout_or_table_there_is_not_is_named(
    own: Book, id: int, values: dict[str, str], said: str
) -> None:
    assert not [one for one in findings(own) if one.table == "handout_chapters"]
    (found,) = told(own, id, **values)
    assert (found.id, found.severity, sentence(found)) == (id, Severity.WARNING, said)


def test_a_setting_that_the_printout_does_not_know_is_noted(own: Book) -> None:
    (found,) = told(own, 91, report="経緯", month="2026-04", yearly=1)
    assert found.severity is Severity.NOTE
    assert sentence(found) == "資料「第3回」の章「1-(1) 章1」について: 月・年度別の額は、帳票「経緯」では使いません。"


def test_a_chapter_whose_town_is_removed_is_told_with_the_removal_and_until_somebody_has_chosen_again(
    own: Book,
) -> None:
    town = next(one for one in own.all(Municipality).values() if one.name == "舟橋村")
    told(own, 91, report="notice", municipality_id=town.id)
    wish = remove(own, [town])
    assert isinstance(wish, ChangeSet)
    assert "資料「第3回」の章「章1」は団体の指定がなくなる" in wish.label
    own.apply(wish)
    assert own.all(HandoutChapter)[91].municipality_id is None
    (found,) = [one for one in findings(own) if one.table == "handout_chapters"]
    said = (
        "選んでいた団体は削除されました。選び直してください。選ばないままにするときは、備考の〔〕の中を消してください。"
    )
    assert (found.severity, sentence(found)) == (Severity.WARNING, f"資料「第3回」の章「1-(1) 章1」について: {said}")
    settings = PrintSettings(handout=9)
    assert f"章「1-(1) 章1」: {said}" in REPORTS["handout"].build(own, settings).lacking
    other = next(iter(own.all(Municipality)))
    assert told(own, 91, municipality_id=other) == []
    assert told(own, 91, municipality_id=None) != []
    assert told(own, 91, note="") == []


def test_a_chapter_that_has_lost_a_thing_twice_says_so_once() -> None:
    chapter = HandoutChapter(1, 1, "章", note="覚え")
    once = replace(chapter, note=with_lost(chapter, "meeting_id"))
    assert once.note == "覚え〔選んでいた会議は削除されました〕"
    assert with_lost(once, "meeting_id") == once.note

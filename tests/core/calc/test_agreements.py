"""What an article says on a day, and whether the settings are what it says."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.agreements import differing, held_against, wording_on
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.operating.agreements import Agreement, Amendment, Article, Setting
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.health.findings import findings
from core.sample import sample
from core.words.sentences import sentence

SAMPLE = sample()
DAY = "2014-08-06"


@pytest.fixture
def book() -> Book:
    book = Book({})
    book.apply(SAMPLE)
    return book


def do(book: Book, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def article(book: Book, setting: Setting = Setting.RULE) -> Article:
    return next(one for one in book.all(Article).values() if one.setting is setting)


def govern(book: Book, setting: Setting, agreed: str) -> Article:
    """Let the cost article govern another setting."""
    one = article(book)
    do(book, edit(book, one, "setting", setting.label))
    do(book, edit(book, book.all(Article)[one.id], "agreed", agreed))
    return book.all(Article)[one.id]


def test_the_cost_article_is_held_against_the_rule_of_the_council_and_of_the_scenario(book: Book) -> None:
    held = held_against(book, article(book), DAY)
    assert [(one.where, one.agrees) for one in held] == [
        ("協議会の既定の按分規則", True),
        ("試算「3割削減を保障(原資料)」の按分規則", True),
    ]
    assert differing(book, DAY) == []


def test_a_rule_that_differs_is_told_where_and_how(book: Book) -> None:
    do(book, edit(book, book.consortium, "rule", "均等割:人口割 = 5:5"))
    ((one, held),) = differing(book, DAY)
    assert one == article(book)
    assert held.text == "協議会の既定の按分規則は均等割:人口割 = 5:5で、定めた値(均等割:人口割 = 3:7)と違います"
    told = [sentence(found) for found in findings(book) if found.rule == "article_differs"]
    assert len(told) == 1
    assert told[0].startswith("「参加6市町村による協定書」架空の例1: 協議会の既定の按分規則は")


def test_the_same_proportions_are_the_same_rule_however_they_are_written(book: Book) -> None:
    govern(book, Setting.RULE, "人口割:均等割 = 70:30")
    assert differing(book, DAY) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 9))
def test_a_rule_agrees_with_its_multiples_and_with_nothing_else(equal: int, population: int, times: int) -> None:
    book = Book({})
    book.apply(SAMPLE)
    do(book, edit(book, book.consortium, "rule", f"均等割:人口割 = {equal}:{population}"))
    one = govern(book, Setting.RULE, f"均等割:人口割 = {equal * times}:{population * times}")
    assert held_against(book, one, DAY)[0].agrees
    one = govern(book, Setting.RULE, f"均等割:人口割 = {equal * times + 1}:{population * times}")
    assert held_against(book, one, DAY)[0].agrees is False


@pytest.mark.parametrize(
    ("setting", "agreed", "agrees"),
    [
        (Setting.GUARANTEE, "30%", True),
        (Setting.GUARANTEE, "25%", False),
        (Setting.GUARANTEE, "三割くらい", None),
        (Setting.YEARS, "5年間", True),
        (Setting.YEARS, "10年", False),
        (Setting.UNIT, "1", True),
        (Setting.REMAINDER, "最大剰余", True),
        (Setting.REMAINDER, "最大剰余方式", True),
        (Setting.REQUEST_RULE, "均等割", True),
        (Setting.SECRETARIAT, "富山県経営管理部情報政策課・市町村支援課", True),
        (Setting.MEMBERS, "射水市、滑川市、入善町、朝日町、上市町、舟橋村", True),
        (Setting.MEMBERS, "射水市、滑川市", False),
        (Setting.REPRESENTATIVE, "射水市", False),
    ],
)
def test_every_setting_is_held_against_what_was_agreed(
    book: Book, setting: Setting, agreed: str, agrees: bool | None
) -> None:
    (held,) = held_against(book, govern(book, setting, agreed), DAY)
    assert held.agrees is agrees


def test_an_amendment_counts_from_its_day_on(book: Book) -> None:
    one = article(book)
    texts = {"effective_on": "H28.4.1", "body": "均等割を10分の5とする。", "agreed": "均等割:人口割 = 5:5"}
    do(book, add_row(book, Amendment, texts, {"article_id": one.id}))
    assert wording_on(book, one, "2016-03-31").body == one.body
    assert wording_on(book, one, "2016-04-01").body == "均等割を10分の5とする。"
    assert wording_on(book, one, "2016-04-01").heading == "費用負担"
    assert differing(book, "2016-03-31") == []
    assert [held.agrees for _, held in differing(book, "2016-04-01")] == [False, False]
    struck = {"effective_on": "H29.4.1", "body": "(削除)"}
    do(book, add_row(book, Amendment, struck, {"article_id": one.id}))
    assert differing(book, "2017-04-01") == []


def test_what_is_not_in_force_governs_nothing(book: Book) -> None:
    do(book, edit(book, book.consortium, "rule", "均等割"))
    agreement = next(iter(book.all(Agreement).values()))
    assert differing(book, DAY)
    assert differing(book, "2013-12-10") == []
    do(book, edit(book, agreement, "ends_on", "H26.3.31"))
    assert differing(book, DAY) == []


def told(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def test_an_amendment_from_before_the_agreement_is_found(book: Book) -> None:
    texts = {"effective_on": "H25.12.10", "body": "改めた本文"}
    do(book, add_row(book, Amendment, texts, {"article_id": article(book).id}))
    assert [sentence(found) for found in findings(book) if found.rule == "amended_early"] == [
        "「参加6市町村による協定書」架空の例1の改正(平成25年12月10日)が、条の効力の生じた平成25年12月11日より前です。"
        "日付を確かめてください。"
    ]


def test_an_agreement_ends_after_it_was_concluded(book: Book) -> None:
    agreement = next(iter(book.all(Agreement).values()))
    (one,) = told(edit(book, agreement, "ends_on", "H25.12.1"))
    assert "より前です" in one

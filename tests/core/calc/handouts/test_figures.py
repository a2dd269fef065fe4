import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.handouts.completing import brace_before, offered
from core.calc.handouts.figures import FIGURES, Source, bind, bound_names
from core.model.book import Book
from core.model.costs import CurrentCost
from core.model.council import Municipality
from core.model.evaluation import Procurement
from core.model.foundation.services import ServiceStatus
from core.model.machine.changes import ChangeSet, Delete, Update
from core.model.papers.handouts import HandoutChapter
from core.operations.health.findings import findings
from core.sample import sample
from core.words.sentences import sentence


@pytest.fixture
def book() -> Book:
    made = Book({})
    made.apply(sample())
    return made


def shown(book: Book, text: str, anonymous: bool = False) -> str:
    return bind(Source(book, anonymous=anonymous), text).text


def test_a_bound_figure_is_that_of_the_ledger_in_the_unit_that_is_asked_for(book: Book) -> None:
    assert shown(book, "{五年間.現行経費:億円}と{五年間.クラウド利用料:億円}") == "21.6億円と13.9億円"
    assert shown(book, "{五年間.現行経費:円} {五年間.現行経費:約}") == "2,160,000,000円 約22億円"
    assert shown(book, "{五年間.削減率:%} {協議会.団体数:市町村}") == "36% 6市町村"


def test_names_of_members_are_signs_where_signs_are_asked_for(book: Book) -> None:
    assert shown(book, "{協議会.団体一覧}", anonymous=True) == "A、B、C、D、E、F"
    assert "射水市" in shown(book, "{協議会.団体一覧}")


def test_any_cell_can_be_bound(book: Book) -> None:
    assert shown(book, "{団体.射水市.記号}") == "A"


def test_a_figure_that_changes_is_never_stale(book: Book) -> None:
    cost = next(iter(book.all(CurrentCost).values()))
    book.apply(ChangeSet("変更", (Update("current_costs", cost.id, {"yen": cost.yen + 100_000_000}),)))
    assert shown(book, "{五年間.現行経費:億円}") == "22.6億円"


def test_what_is_renamed_is_told_in_the_text_and_by_check_and_is_there_again_when_undone(book: Book) -> None:
    town = next(one for one in book.all(Municipality).values() if one.name == "射水市")
    chapter = next(iter(book.all(HandoutChapter).values()))
    book.apply(ChangeSet("本文", (Update("handout_chapters", chapter.id, {"body_text": "{団体.射水市.記号}"}),)))
    assert not [one for one in findings(book) if one.table == "handout_chapters"]
    book.apply(ChangeSet("改名", (Update("municipalities", town.id, {"name": "新射水市"}),)))
    assert shown(book, "{団体.射水市.記号}") == "〔団体.射水市.記号: 台帳にありません〕"
    found = [one for one in findings(book) if one.table == "handout_chapters"]
    assert [sentence(one) for one in found] == [
        "資料「取組みの資料」の章「1 経緯」の本文にある{団体.射水市.記号}が台帳にありません。"
        "名前を直すか、元の記録を登録してください。"
    ]
    book.apply(ChangeSet("元に戻す", (Update("municipalities", town.id, {"name": "射水市"}),)))
    assert shown(book, "{団体.射水市.記号}") == "A"


def test_a_figure_that_is_not_known_is_missing_and_not_zero(book: Book) -> None:
    rows = tuple(Delete("current_costs", id) for id in book.all(CurrentCost))
    book.apply(ChangeSet("削除", rows))
    bound = bind(Source(book), "{五年間.現行経費:億円}")
    assert bound.missing == ("五年間.現行経費:億円",)
    assert "0" not in bound.text


@pytest.mark.parametrize(
    "text", ["{}", "{:億円}", "{五年間}", "{五年間.現行経費:升}", "{協議会.名称:円}", "{団体.なし.記号}"]
)
def test_what_cannot_be_read_is_never_a_figure(book: Book, text: str) -> None:
    bound = bind(Source(book), text)
    assert bound.missing or bound.text == text


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_found_in_the_sample(book: Book, name: str) -> None:
    assert bound_names(f"{{{name}}}") == (name,)
    assert bind(Source(book), f"{{{name}}}").missing == ()


@given(st.text(alphabet="{}:.億円五年間現行経費a\n", max_size=60))
def test_any_text_is_bound_without_a_fault(text: str) -> None:
    bound = bind(Source(Book({})), text)
    assert isinstance(bound.text, str)


def test_points_reviewers_and_bidders_are_those_of_the_procurement_that_is_meant(book: Book) -> None:
    text = "{選定.提案者数:社} {選定.総合評価点:点} {選定.価格点:点} {選定.技術点:点}"
    first, second = book.all(Procurement).values()
    assert bind(Source(book, procurement=first), text).text == "3社 3,000点 1,000点 2,000点"
    assert shown(book, "{選定.審査会}") == (
        "1次選考審査会(平成26年1月28日) 審査員6名、2次選考審査会(平成26年1月29日〜平成26年1月31日) 審査員116名"
    )
    assert shown(book, "{選定.配点}").startswith("価格点 1,000点、提案書評価・プレゼンテーション 1,000点")
    assert "架空" in bind(Source(book, procurement=second), "{選定.案件}").text


def test_how_many_members_offer_a_service_is_counted(book: Book) -> None:
    assert shown(book, "{住民サービス.コンビニ収納.実施団体数:市町村}") == "6市町村"
    status = next(iter(book.all(ServiceStatus).values()))
    book.apply(ChangeSet("", (Update("service_statuses", status.id, {"state": "refused"}),)))
    assert shown(book, "{住民サービス.コンビニ収納.実施団体数:市町村}") == "5市町村"


def test_braces_of_an_input_method_mean_the_same(book: Book) -> None:
    assert shown(book, "｛五年間．現行経費：億円｝と{協議会.団体数：団体}") == "21.6億円と6団体"


def told(book: Book, typed: str) -> list[str]:
    return [one.text for one in offered(Source(book), typed)]


def test_what_may_follow_a_brace_is_offered_step_by_step(book: Book) -> None:
    assert "五年間.現行経費:" in told(book, "")
    assert told(book, "五年間.現") == ["五年間.現行経費:"]
    assert told(book, "五年間.現行経費:億") == ["五年間.現行経費:億円"]
    assert "五年間.現行経費:約" in told(book, "五年間.現行経費:")
    assert "団体." in told(book, "団体")
    assert "団体.射水市." in told(book, "団体.")
    assert "団体.射水市.記号" in told(book, "団体.射水市.")
    assert told(book, "団体.射水市.記") == ["団体.射水市.記号"]
    assert told(book, "そのような名前はない") == []


def test_whatever_is_offered_as_whole_is_found(book: Book) -> None:
    source = Source(book)
    for typed in ("五年間", "選定", "協議会", "五年間.現行経費:", "五年間.削減率:", "団体.射水市.", "団体.舟橋村."):
        whole = [one for one in offered(source, typed) if one.is_whole]
        assert whole
        assert [one.text for one in whole if bind(source, f"{{{one.text}}}").missing] == []


@pytest.mark.parametrize(
    ("text", "cursor", "brace"),
    [("費用は{五", 5, 3), ("{a}と{b", 6, 4), ("{a}と", 4, None), ("{a\nb", 4, None), ("｛五", 2, 0), ("", 0, None)],
)
def test_an_open_brace_is_found_on_its_own_line_only(text: str, cursor: int, brace: int | None) -> None:
    assert brace_before(text, cursor) == brace

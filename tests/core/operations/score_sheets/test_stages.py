"""Score sheets of two stages: one stage at a time, and nothing is taken for what has been decided meanwhile."""

from core.model.book import Book
from core.model.evaluation import Act, ActKind, FirstStage, Procurement, Reviewer
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.selection.score_file import ScoreFile
from core.operations.returning import TakeStatus
from core.operations.score_sheets.issuing import SheetTerms, issue_sheets
from core.words.sentences import sentence
from tests.core.calc.evaluation.test_stages import FIVE, staged
from tests.core.operations.score_sheets.post import DOCUMENT, NOW, plan, scored

RECORDED = {who: FirstStage.PASSED if who in "ABC" else FirstStage.BELOW for who in FIVE}


def issued(book: Book, number: str) -> ScoreFile:
    terms = SheetTerms(DOCUMENT, 3, NOW, "事務局", "按分帳")
    made = issue_sheets(book, book.all(Procurement)[1], [book.all(Reviewer)[100]], [number], terms)
    assert not isinstance(made, Faults), made
    book.apply(made.change_set)
    return made.files[0]


def told(book: Book, file: ScoreFile) -> str:
    (one,) = plan(book, file).files
    assert one.status is TakeStatus.REFUSED
    assert one.reason is not None
    return sentence(one.reason)


def test_the_first_stage_is_asked_of_all_and_not_taken_once_it_is_closed() -> None:
    book = staged(FIVE, {})
    file = issued(book, "一")
    assert [one.name for one in file.criteria] == ["書類"]
    assert [one.name for one in file.bidders] == list(FIVE)
    back = scored(file, (1, 11, "1"))
    assert plan(book, back).files[0].status is TakeStatus.NEW
    closed = Act(1, 1, ActKind.CLOSE_FIRST, "", NOW, "事務局", "")
    book.apply(ChangeSet("締切", (Insert("acts", to_row(closed)),)))
    assert told(book, back) == "案件「試しの案件」の一次審査の採点は締め切られています。"


def test_the_second_stage_is_asked_of_those_who_went_on_and_not_taken_for_one_who_did_not() -> None:
    book = staged(FIVE, {}, recorded=RECORDED)
    file = issued(book, "二")
    assert [one.name for one in file.criteria] == ["説明"]
    assert [one.name for one in file.bidders] == ["A", "B", "C"]
    back = scored(file, (2, 11, "50"), (2, 13, "60"))
    assert plan(book, back).files[0].status is TakeStatus.NEW
    book.apply(ChangeSet("決め直し", (Update("bidders", 13, {"first_stage": FirstStage.BELOW}),)))
    assert told(book, back) == "「C」は一次審査で次点以下のため、二次審査の評価項目「説明」の点は入れられません。"

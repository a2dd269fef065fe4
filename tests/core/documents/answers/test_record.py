from dataclasses import replace

from core.documents.answers import record as answer_record
from core.documents.paper.document import KeyValues, Notes, Table
from core.model.answer_file import AnswerFile, Cost, Given, Issue, Request, unanswered_file
from core.model.answers import AnswerState
from core.printing.render import render

ISSUE = Issue(
    number="配布1",
    document_id="甲",
    consortium="協議会",
    contact="事務局",
    code="162116",
    name="射水市",
    base_revision=1,
    issued_at="2026-11-23T09:00:00",
    deadline="2026-12-24",
    tax="税抜",
    program="按分帳",
    with_others=False,
)
NOW, NONE = Cost(1, 300_000, 0, "見積"), Cost(6, None, None, "見積なし")


def file() -> AnswerFile:
    one = Request(25, "25", "検診票", "4様式", "", "", "", None, NOW, NONE, AnswerState.UNANSWERED, "")
    answered = replace(unanswered_file(ISSUE, (one,)), answers=((25, Given(AnswerState.YES, "<予算>を確保")),))
    return replace(answered, answered_by="総務課", answered_at="2026-12-01T10:00:00", finished=True)


def test_the_sheet_says_what_was_answered_by_whom_and_when() -> None:
    (sheet,) = answer_record.build(file()).sheets
    pairs, table, notes = sheet.blocks
    assert isinstance(pairs, KeyValues)
    assert isinstance(table, Table)
    assert isinstance(notes, Notes)
    assert dict(pairs.pairs)["回答日"] == "令和8年12月1日"
    assert dict(pairs.pairs)["回答数"] == "1件中1件"
    assert table.rows[0].cells == ("25", "検診票(4様式)", "実施", "300,000", "見積なし", "<予算>を確保")
    assert notes.lines == ()


def test_an_unfinished_answer_says_so_and_prints() -> None:
    document = answer_record.build(replace(file(), finished=False, answered_at=""))
    assert isinstance(document.sheets[0].blocks[2], Notes)
    assert document.sheets[0].blocks[2].lines == ("回答はまだ完了していません。",)
    assert render(document).startswith(b"%PDF")

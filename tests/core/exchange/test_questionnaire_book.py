import io
import zipfile
from collections.abc import Callable

import pytest

from core.exchange.questionnaire_book import SHEET, filled_book, questionnaire_book, read_questionnaire
from core.exchange.reading_workbook import read_workbook
from core.exchange.sealed_sheet import SEAL_SHEET
from core.model.answer_file import AnswerFile
from core.model.machine.grids import Grid, SourceRefused
from core.operations.answers.answering_file import filled
from tests.fuzz.mutations import originals


@pytest.fixture(scope="module")
def file() -> AnswerFile:
    return originals().file


@pytest.fixture
def grids(file: AnswerFile) -> dict[str, Grid]:
    return {grid.name: grid for grid in read_workbook(questionnaire_book(file))}


def test_the_book_has_one_open_sheet_and_a_hidden_seal(file: AnswerFile, grids: dict[str, Grid]) -> None:
    assert list(grids) == [SHEET, SEAL_SHEET]
    with zipfile.ZipFile(io.BytesIO(questionnaire_book(file))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert "<sheetProtection" in sheet
    assert "実施,実施しない,未定" in sheet
    assert 'state="veryHidden"' in book


def test_what_is_filled_in_comes_back(file: AnswerFile, grids: dict[str, Grid]) -> None:
    rows = [list(row) + [None] * (9 - len(row)) for row in grids[SHEET].rows]
    at = next(place for place, row in enumerate(rows) if row[1] == file.requests[0].item)
    rows[at][7:9] = ["実施しない", "来年度に検討"]
    rows[4][2] = "総務課 佐藤"
    found = filled_book([Grid(SHEET, tuple(map(tuple, rows))), grids[SEAL_SHEET]])
    result = filled(found.file, found.texts, found.who, "")
    assert isinstance(result, AnswerFile)
    assert (result.answered_by, result.given[file.requests[0].id].comment) == ("総務課 佐藤", "来年度に検討")
    assert result.requests == file.requests


def test_a_book_that_was_sorted_says_the_same(file: AnswerFile, grids: dict[str, Grid]) -> None:
    head, rows = grids[SHEET].rows[:7], grids[SHEET].rows[7:]
    mixed = Grid(SHEET, (*head, *reversed(rows)))
    assert filled_book([mixed, grids[SEAL_SHEET]]) == read_questionnaire(questionnaire_book(file))


Rows = list[list[object]]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows.pop(),
        lambda rows: rows.append(rows[-1]),
        lambda rows: rows[7].__setitem__(0, 4711.0),
        lambda rows: rows[7].__setitem__(1, "別の項"),
    ],
)
def test_rows_that_are_not_those_sent_are_refused(grids: dict[str, Grid], spoil: Callable[[Rows], object]) -> None:
    rows: Rows = [list(row) for row in grids[SHEET].rows]
    spoil(rows)
    changed = Grid(SHEET, tuple(map(tuple, rows)))  # type: ignore[arg-type]
    with pytest.raises(SourceRefused) as refused:
        filled_book([changed, grids[SEAL_SHEET]])
    assert refused.value.rule == "questionnaire_altered"


@pytest.mark.parametrize(("row", "text", "rule"), [(1, "2", "newer"), (2, "0" * 64, "altered"), (3, "AAAA", "altered")])
def test_a_broken_seal_is_refused(grids: dict[str, Grid], row: int, text: str, rule: str) -> None:
    rows = list(grids[SEAL_SHEET].rows)
    rows[row] = (text,)
    with pytest.raises(SourceRefused) as refused:
        filled_book([grids[SHEET], Grid(SEAL_SHEET, tuple(rows))])
    assert refused.value.rule == f"questionnaire_{rule}"


def test_any_other_book_is_no_questionnaire() -> None:
    with pytest.raises(SourceRefused) as refused:
        filled_book([Grid("表", (("項",),))])
    assert refused.value.rule == "not_a_questionnaire"


def test_the_same_file_gives_the_same_bytes(file: AnswerFile) -> None:
    assert questionnaire_book(file) == questionnaire_book(file)

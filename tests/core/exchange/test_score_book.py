"""Score sheets as files: an Excel book and a sealed file carry the same value, and neither a price."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.reading_workbook import read_workbook
from core.exchange.returned_book import read_returned_book
from core.exchange.score_book import SHEET, filled_scores, read_scores, score_book
from core.model.machine.grids import Grid, GridCell, SourceRefused
from core.model.selection.score_file import FilledScores, ScoreFile, from_json, seal_hash, to_json
from core.operations.score_sheets.scoring_file import filled
from core.storage.disk.errors import CannotOpen
from core.storage.score_file import SCORE_FILES
from tests.core.operations.score_sheets.post import cell, issue, sample_book, scored


@pytest.fixture(scope="module")
def file() -> ScoreFile:
    return issue(sample_book())[0]


def test_a_book_says_what_was_issued_and_the_same_file_is_the_same_book(file: ScoreFile) -> None:
    content = score_book(file)
    assert content == score_book(file)
    came = read_scores(content)
    assert came.file == file
    assert {key: text for key, text in came.texts.items() if text} == file.given
    assert isinstance(read_returned_book(content), FilledScores)


def test_neither_form_holds_a_price(file: ScoreFile) -> None:
    with zipfile.ZipFile(io.BytesIO(score_book(file))) as book:
        texts = [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    texts.append(SCORE_FILES.content(file).decode())
    for price in ("985000000", "1020000000", "1130000000", "985,000,000"):
        assert not [text for text in texts if price in text]


def test_what_stands_in_the_open_cells_is_read_and_what_is_protected_may_not_differ(file: ScoreFile) -> None:
    grids = read_workbook(score_book(file))
    sheet = next(grid for grid in grids if grid.name == SHEET)
    others = [grid for grid in grids if grid.name != SHEET]
    first = next(at for at, row in enumerate(sheet.rows) if row and row[0] == file.criteria[0].id)

    def having(row: int, column: int, value: GridCell) -> list[Grid]:
        cells = list(sheet.rows[row])
        cells[column] = value
        rows = (*sheet.rows[:row], tuple(cells), *sheet.rows[row + 1 :])
        return [replace(sheet, rows=rows), *others]

    came = filled_scores(having(first, 5, 12.0))
    key = file.criteria[0].id, file.bidders[0].id
    assert came.texts[key] == "12"
    assert came.cells[key] == f"F{first + 1}"
    made = filled(came.file, came.texts, came.who, came.cells)
    assert isinstance(made, ScoreFile)
    assert made.given[key] == "12"
    for row, column, value in (
        (first, 0, 999.0),
        (first, 2, "別の項目"),
        (first - 1, 5, "別の社"),
        (first - 2, 5, 99.0),
    ):
        with pytest.raises(SourceRefused, match="questionnaire_altered"):
            filled_scores(having(row, column, value))


def test_a_sealed_file_comes_back_as_it_was(file: ScoreFile) -> None:
    book = sample_book()
    done = scored(file, cell(book, "データ移行", "甲社", "88"))
    content = SCORE_FILES.content(done)
    assert SCORE_FILES.is_one(content)
    assert SCORE_FILES.value(content, "a") == done
    assert from_json(to_json(done)) == done
    assert seal_hash(done) != seal_hash(file)


@given(at=st.integers(min_value=0), letter=st.integers(min_value=0, max_value=255))
def test_a_file_of_which_one_letter_was_changed_is_refused(at: int, letter: int) -> None:
    content = bytearray(_CONTENT)
    at %= len(content)
    if content[at] == letter:
        return
    content[at] = letter
    with pytest.raises(CannotOpen):
        SCORE_FILES.value(bytes(content), "a")


_CONTENT = SCORE_FILES.content(issue(sample_book())[0])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"kind":"anbuncho-scores"}',
        b'{"kind":"anbuncho-scores","format":1,"sha256":"","scores":' + b"[" * 50_000,
        b'{"kind":"anbuncho-scores","format":99}',
        _CONTENT + b" ",
        _CONTENT[:-1],
        b"[" + _CONTENT + b"]",
    ],
)
def test_what_somebody_else_has_written_is_refused(content: bytes) -> None:
    with pytest.raises(CannotOpen):
        SCORE_FILES.value(content, "a")


def test_a_cell_for_points_is_no_cell_of_text_where_excel_would_refuse_every_number(file: ScoreFile) -> None:
    graded = replace(file.criteria[1], scale="A=1、B=0.5、C=0")
    asked = replace(file, criteria=(file.criteria[0], graded, *file.criteria[2:]), scores=(), sent=())
    with zipfile.ZipFile(io.BytesIO(score_book(asked))) as book:
        sheet, styles = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    formats = re.findall(r'<xf numFmtId="([0-9]+)"', styles.partition("<cellXfs")[2])
    rule = re.search(r'type="decimal"[^>]*sqref="F([0-9]+):H[0-9]+"><formula1>0</formula1><formula2>([0-9]+)', sheet)
    assert rule is not None
    assert int(rule[2]) == asked.criteria[0].points
    row = int(rule[1])

    def format_of(cell: str) -> str:
        found = re.search(rf'<c r="{cell}" s="([0-9]+)"', sheet)
        assert found is not None
        return str(formats[int(found[1])])

    assert (format_of(f"F{row}") == "0", format_of(f"F{row + 1}") == "0") == (True, False)

"""採点票 as an Excel book: criteria against bidders, the cells of the points open, everything else protected, the ids
and the seal inside."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from core.exchange.reading_workbook import read_workbook
from core.exchange.sealed_sheet import Seal, cell_at, is_marked, read_seal, write_seal
from core.exchange.styles import Styles, set_up_page, write_text
from core.model.machine.grids import Grid, SourceRefused, csv_text, place_name
from core.model.papers.printouts import report_title
from core.model.selection.evaluation_reading import READERS
from core.model.selection.score_file import (
    FORMAT,
    AskedCriterion,
    FilledScores,
    ScoreFile,
    from_json,
    issued_hash,
    to_json,
)

SHEET = "採点"
MARK = "按分帳の採点票"

_HEADINGS = ("番号", "区分", "評価項目", "配点", "付けられる点")
_WIDTHS = (1, 14, 34, 8, 16)
_FIRST = len(_HEADINGS)
"""The column of the first bidder."""
_WHO = "採点者(職・氏名)"
_IDS = 6
"""The row in which the bidders' ids stand, hidden; the headings stand in the next one."""
_WIDTH_OF_BIDDER = 16
_LONGEST_LIST = 255


def score_book(file: ScoreFile) -> bytes:
    """Return the book of one seat; the same file gives the same bytes."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": MARK, "created": datetime(2000, 1, 1)})
    styles = Styles(book)
    sheet = book.add_worksheet(SHEET)
    _write_head(sheet, styles, file)
    first, given = _IDS + 2, file.given
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        write_text(sheet, first - 1, column, heading, styles.heading)
        sheet.set_column(column, column, width)
    for column, bidder in enumerate(file.bidders, _FIRST):
        sheet.write_number(_IDS, column, bidder.id, styles.plain_number)
        write_text(sheet, first - 1, column, bidder.name, styles.heading)
        sheet.set_column(column, column, _WIDTH_OF_BIDDER)
    last = _FIRST + len(file.bidders) - 1
    for row, criterion in enumerate(file.criteria, first):
        _write_criterion(sheet, styles, row, criterion)
        # In cells of text Excel takes a typed 65 for text, which no rule between 0 and 100 lets pass.
        style = styles.open_text if _grades(criterion) else styles.open_figure
        for column, bidder in enumerate(file.bidders, _FIRST):
            text = given.get((criterion.id, bidder.id), "")
            if text.replace(".", "", 1).isdecimal():
                sheet.write_number(row, column, float(text), style)
            elif text:
                write_text(sheet, row, column, text, style)
            else:
                sheet.write_blank(row, column, None, style)
        sheet.data_validation(row, _FIRST, row, last, _validation(criterion))
    sheet.set_row(_IDS, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.freeze_panes(first, _FIRST)
    sheet.repeat_rows(first - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up_page(sheet, landscape=True)
    write_seal(book, styles, Seal(MARK, FORMAT, issued_hash(file), to_json(file)))
    book.close()
    return output.getvalue()


def _write_head(sheet: Any, styles: Styles, file: ScoreFile) -> None:
    issue = file.issue
    lines = (
        report_title("score-sheets"),
        f"{issue.procurement}　審査員: {issue.reviewer}",
        f"{issue.consortium}　{issue.contact}",
        "提案者の列に点を入れて、このファイルをそのままご返送ください。空欄は未採点で、0点ではありません。",
    )
    for row, line in enumerate(lines):
        write_text(sheet, row, 1, line, styles.title if row == 0 else styles.text)
    write_text(sheet, 4, 1, _WHO, styles.heading)
    sheet.merge_range(4, 2, 4, 3, file.answered_by, styles.open_text)


def _write_criterion(sheet: Any, styles: Styles, row: int, criterion: AskedCriterion) -> None:
    sheet.write_number(row, 0, criterion.id, styles.plain_number)
    part = f"{criterion.part}\n{criterion.heading}" if criterion.heading else criterion.part
    write_text(sheet, row, 1, part, styles.boxed)
    write_text(sheet, row, 2, criterion.name, styles.boxed)
    sheet.write_number(row, 3, criterion.points, styles.boxed_figure)
    write_text(sheet, row, 4, " ".join(_grades(criterion)) or f"0〜{criterion.points}", styles.boxed)


def _grades(criterion: AskedCriterion) -> list[str]:
    return [name for name, _ in READERS["scale"](criterion.scale).grades]


def _validation(criterion: AskedCriterion) -> dict[str, Any]:
    grades = _grades(criterion)
    told = {
        "error_title": "採点",
        "error_message": f"{'・'.join(grades) or f'0から{criterion.points}までの点'}を入れてください。",
    }
    if grades and len(",".join(grades)) < _LONGEST_LIST:
        return {"validate": "list", "source": grades, **told}
    if grades:
        return {"validate": "any"}
    return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": criterion.points, **told}


def is_score_book(grids: Sequence[Grid]) -> bool:
    """Whether a workbook that was read is one of our score sheets."""
    return is_marked(grids, MARK)


def read_scores(content: bytes) -> FilledScores:
    """Return what a returned book says.

    Raises SourceRefused as `read_workbook` does, "not_a_questionnaire", "questionnaire_newer", or
    "questionnaire_altered" when the seal is broken or rows and columns are not those that were sent.
    """
    return filled_scores(read_workbook(content))


def filled_scores(grids: Sequence[Grid]) -> FilledScores:
    """Return what a returned book says, from its sheets; raises SourceRefused as `read_scores` does."""
    if not is_score_book(grids):
        raise SourceRefused("not_a_questionnaire")
    seal = read_seal(grids, MARK, FORMAT)
    try:
        file = from_json(seal.text)
    except ValueError as error:
        raise SourceRefused("questionnaire_altered") from error
    sheet = next((grid for grid in grids if grid.name == SHEET), None)
    if seal.hash != issued_hash(file) or file.history or file.scores != file.sent or sheet is None:
        raise SourceRefused("questionnaire_altered")
    texts, cells = _texts(file, sheet)
    return FilledScores(file, texts, _who(sheet), cells)


Texts = dict[tuple[int, int], str]


def _texts(file: ScoreFile, sheet: Grid) -> tuple[Texts, Texts]:
    """Return by criterion and bidder what stands in the cell, and what the cell is called."""
    columns = _columns(file, sheet)
    asked = {one.id: one for one in file.criteria}
    texts: Texts = {}
    cells: Texts = {}
    for at, row in enumerate(sheet.rows):
        id = cell_at(row, 0)
        if not isinstance(id, int | float) or isinstance(id, bool):
            continue
        criterion = asked.pop(int(id), None) if float(id).is_integer() else None
        if criterion is None or csv_text(cell_at(row, 2)) != criterion.name:
            raise SourceRefused("questionnaire_altered")
        for bidder, column in columns.items():
            texts[criterion.id, bidder] = csv_text(cell_at(row, column))
            cells[criterion.id, bidder] = place_name(at, column)
    if asked:
        raise SourceRefused("questionnaire_altered")
    return texts, cells


def _columns(file: ScoreFile, sheet: Grid) -> dict[int, int]:
    """Return by bidder the column in which its points stand: ids and names are those that were sent, in their order."""
    for at, row in enumerate(sheet.rows):
        if cell_at(row, _FIRST) == file.bidders[0].id and at + 1 < len(sheet.rows):
            columns = {}
            for column, bidder in enumerate(file.bidders, _FIRST):
                if (cell_at(row, column), csv_text(cell_at(sheet.rows[at + 1], column))) != (bidder.id, bidder.name):
                    raise SourceRefused("questionnaire_altered")
                columns[bidder.id] = column
            return columns
    raise SourceRefused("questionnaire_altered")


def _who(sheet: Grid) -> str:
    return next((csv_text(cell_at(row, 2)) for row in sheet.rows if cell_at(row, 1) == _WHO), "")

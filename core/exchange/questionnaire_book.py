"""意向確認票 as an Excel book: one sheet to fill in, everything else protected, the ids and the seal inside."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from core.exchange.reading_workbook import read_workbook
from core.exchange.sealed_sheet import Seal, cell_at, is_marked, read_seal, write_seal
from core.exchange.styles import Styles, set_up_page, write_text
from core.model.answer_file import (
    FORMAT,
    AnswerFile,
    Cost,
    FilledBook,
    Request,
    from_json,
    issued_hash,
    to_json,
)
from core.model.answers import AnswerState
from core.model.machine.grids import Grid, SourceRefused, csv_text, place_name
from core.model.values.dates import show_date
from core.model.values.money import show_yen

SHEET = "回答"
MARK = "按分帳の回答用紙"

_HEADINGS = (
    "番号", "項", "要望", "内容", "今の回答のまま加わると", "未定の団体も加わると", "実施しないと", "意向", "コメント",
)  # fmt: skip
_WIDTHS = (1, 6, 36, 40, 18, 18, 12, 12, 40)
_STATE, _COMMENT = 7, 8
_WHO = "回答者(職・氏名)"
_CHOICES = [state.label for state in (AnswerState.YES, AnswerState.NO, AnswerState.UNDECIDED)]


def questionnaire_book(file: AnswerFile) -> bytes:
    """Return the book of one municipality; the same file gives the same bytes."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": MARK, "created": datetime(2000, 1, 1)})
    styles = Styles(book)
    sheet = book.add_worksheet(SHEET)
    _write_head(sheet, styles, file)
    first = 7
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        write_text(sheet, first - 1, column, heading, styles.heading)
        sheet.set_column(column, column, width)
    for row, request in enumerate(file.requests, first):
        _write_request(sheet, styles, row, request)
    last = first + len(file.requests) - 1
    choices = {
        "validate": "list",
        "source": _CHOICES,
        "error_title": "意向",
        "error_message": "実施・実施しない・未定のいずれかを選んでください。",
    }
    sheet.data_validation(first, _STATE, last, _STATE, choices)
    sheet.data_validation(
        first,
        _COMMENT,
        last,
        _COMMENT,
        {"validate": "length", "criteria": "<=", "value": 2_000, "error_title": "コメント"},
    )
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.freeze_panes(first, 3)
    sheet.repeat_rows(first - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up_page(sheet, landscape=True)
    write_seal(book, styles, Seal(MARK, FORMAT, issued_hash(file), to_json(file)))
    book.close()
    return output.getvalue()


def _write_head(sheet: Any, styles: Styles, file: AnswerFile) -> None:
    issue = file.issue
    until = f"{show_date(issue.deadline)}までに" if issue.deadline else ""
    lines = (
        "カスタマイズ意向確認票",
        f"{issue.name} 御中　　{issue.consortium}　{issue.contact}",
        f"「意向」を選び、必要ならコメントを書いて、{until}このファイルをそのままご返送ください。",
        f"金額は貴団体の負担額で、単位は円({issue.tax}、初期費用)です。ほかの欄は変更できません。",
    )
    for row, line in enumerate(lines):
        write_text(sheet, row, 1, line, styles.title if row == 0 else styles.text)
    write_text(sheet, 4, 1, _WHO, styles.heading)
    sheet.merge_range(4, 2, 4, 3, file.answered_by, styles.open_text)


def _write_request(sheet: Any, styles: Styles, row: int, request: Request) -> None:
    details = [f"{request.title}({request.option})" if request.option else request.title]
    others = "、".join(f"{one.name} {one.state.label}" for one in request.others)
    notes = [
        request.description,
        *(f"{quote.option}{quote.implementers}団体で総額{show_yen(quote.one_off)}円" for quote in request.quotes),
        f"回答期限 {show_date(request.deadline)}" if request.deadline else "",
        request.remarks,
        f"他団体: {others}" if others else "",
    ]
    sheet.write_number(row, 0, request.id, styles.plain_number)
    for column, text in ((1, request.item), (2, "\n".join(details)), (3, "\n".join(filter(None, notes)))):
        write_text(sheet, row, column, text, styles.boxed)
    for column, cost in ((4, request.now), (5, request.every)):
        _write_cost(sheet, styles, row, column, cost)
    sheet.write_number(row, 6, 0, styles.boxed_figure)
    state = "" if request.state is AnswerState.UNANSWERED else request.state.label
    write_text(sheet, row, _STATE, state, styles.open_text)
    write_text(sheet, row, _COMMENT, request.comment, styles.open_text)


def _write_cost(sheet: Any, styles: Styles, row: int, column: int, cost: Cost) -> None:
    if cost.one_off is None or cost.status == "概算":
        shown = cost.status if cost.one_off is None else f"{cost.status} {show_yen(cost.one_off)}"
        write_text(sheet, row, column, f"{shown}({cost.implementers}団体)", styles.boxed)
    else:
        sheet.write_number(row, column, cost.one_off, styles.boxed_figure)


def is_questionnaire(grids: Sequence[Grid]) -> bool:
    """Whether a workbook that was read is one of ours to be answered."""
    return is_marked(grids, MARK)


def read_questionnaire(content: bytes) -> FilledBook:
    """Return what a returned book says.

    Raises SourceRefused as `read_workbook` does, "not_a_questionnaire", "questionnaire_newer", or
    "questionnaire_altered" when the seal is broken or the rows are not those that were sent.
    """
    return filled_book(read_workbook(content))


def filled_book(grids: Sequence[Grid]) -> FilledBook:
    """Return what a returned book says, from its sheets; raises SourceRefused as `read_questionnaire` does."""
    if not is_questionnaire(grids):
        raise SourceRefused("not_a_questionnaire")
    seal = read_seal(grids, MARK, FORMAT)
    try:
        file = from_json(seal.text)
    except ValueError as error:
        raise SourceRefused("questionnaire_altered") from error
    sheet = next((grid for grid in grids if grid.name == SHEET), None)
    if seal.hash != issued_hash(file) or file.history or sheet is None:
        raise SourceRefused("questionnaire_altered")
    cells = {
        int(id): place_name(at, _STATE) for at, row in enumerate(sheet.rows) if type(id := cell_at(row, 0)) is float
    }
    return FilledBook(file, _texts(file, sheet), _who(sheet), cells)


def _texts(file: AnswerFile, sheet: Grid) -> dict[int, tuple[str, str]]:
    asked = {request.id: request for request in file.requests}
    texts: dict[int, tuple[str, str]] = {}
    for row in sheet.rows:
        id = cell_at(row, 0)
        if not isinstance(id, int | float) or isinstance(id, bool):
            continue
        request = asked.get(int(id)) if float(id).is_integer() else None
        if request is None or request.id in texts or csv_text(cell_at(row, 1)) != request.item:
            raise SourceRefused("questionnaire_altered")
        texts[request.id] = csv_text(cell_at(row, _STATE)), csv_text(cell_at(row, _COMMENT))
    if set(texts) != set(asked):
        raise SourceRefused("questionnaire_altered")
    return texts


def _who(sheet: Grid) -> str:
    return next((csv_text(cell_at(row, 2)) for row in sheet.rows if cell_at(row, 1) == _WHO), "")

"""Dates that are known to the month or the year, as cells of other people's sheets hold them."""

from datetime import date
from typing import Any

import pytest

from core.model.chronicle import Event
from core.model.machine.faults import Faults, Refused
from core.model.machine.grids import Grid, GridCell, SourceFile
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.registry import TABLES
from core.operations.importing.rows import cell_text
from core.operations.intake import plan_file
from core.words.sentences import sentence


def column() -> SheetColumn:
    return next(one for one in sheet_columns(TABLES["chronicle"]) if one.name == "began_on")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (date(2014, 4, 22), "2014-04-22"),
        (2014, "2014"),
        (2014.0, "2014"),
        ("2014/4/22", "2014/4/22"),
        ("4月22日", "4月22日"),
        ("平成26年4月", "平成26年4月"),
        (None, ""),
    ],
)
def test_a_cell_is_read_as_it_was_meant(cell: GridCell, text: str) -> None:
    assert cell_text(cell, Event, column()) == text


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            date(2014, 4, 1),
            "日付のセル「平成26年4月1日」は、その日のことか平成26年4月のことか分かりません(Excelは「4月」を4月1日に変えます)。"
            "セルの書式を文字列にして「平成26年4月1日」か「平成26年4月」と入力し直してください。",
        ),
        (2014.1, "「2014.1」は日付として読めません。セルの書式を文字列にして入力し直してください。"),
    ],
)
def test_a_cell_that_may_mean_two_things_is_asked_for_and_never_guessed(cell: GridCell, said: str) -> None:
    with pytest.raises(Refused) as raised:
        cell_text(cell, Event, column())
    assert sentence(raised.value) == said


def test_such_a_line_is_named_and_the_others_are_taken(ledger: Any) -> None:
    rows: tuple[tuple[GridCell, ...], ...] = (
        ("年月日", "できごと"),
        (date(2014, 4, 22), "会った"),
        (date(2014, 5, 1), "決めた"),
        ("4月22日", "何年か分からない"),
    )
    plan = plan_file(ledger.book, "", SourceFile((Grid("経緯", rows),)))
    assert not isinstance(plan, Faults)
    assert len(plan.added) == 1
    faults = [reason for line in plan.refused for reason in line.reasons]
    assert [sentence(fault).partition("」")[0] for fault in faults] == [
        "日付のセル「平成26年5月1日",
        "「4月22日",
    ]

"""Files that mean harm, or that met with it: refused with a reason, quickly and in little memory."""

import io
import random
import zipfile
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
import xlsxwriter

from core.exchange.questionnaire_book import questionnaire_book, read_questionnaire
from core.exchange.reading_workbook import read_workbook
from core.exchange.sources import read_source
from core.exchange.vetting import MOST_CELLS, check_extent
from core.exchange.workbook import workbook
from core.model.grids import SourceRefused
from tests.fuzz.campaign import CAMPAIGN, run_one
from tests.fuzz.mutations import Originals, originals, zip_bomb


@pytest.fixture(scope="module")
def made() -> Originals:
    return originals()


@pytest.mark.parametrize("kind", CAMPAIGN, ids=lambda kind: str(kind.title))
def test_spoilt_files_are_refused_or_harmless(made: Originals, kind: object) -> None:
    begin = monotonic()
    for number in range(12):
        run_one(made, kind, random.Random(number))  # type: ignore[arg-type]
    assert monotonic() - begin < 12 * 5


def refusal(read: Callable[[bytes], object], content: bytes) -> str:
    with pytest.raises(SourceRefused) as refused:
        read(content)
    return refused.value.rule


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            packed.writestr(name, change(name, archive.read(name)))
    return output.getvalue()


def test_a_zip_bomb_is_not_unpacked() -> None:
    large, small = zip_bomb(100_000_000), zip_bomb(20_000_000)
    begin = monotonic()
    assert refusal(read_workbook, large) == "workbook_too_large"
    assert refusal(read_workbook, small) == "workbook_suspicious"
    assert monotonic() - begin < 5


def test_a_zip_that_lies_about_its_size_is_measured_all_the_same(made: Originals) -> None:
    bomb = bytearray(zip_bomb(70_000_000))
    at = bomb.rfind(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    assert refusal(read_workbook, bytes(bomb)).startswith("workbook_")


def test_distant_cells_do_not_reserve_what_lies_between(made: Originals) -> None:
    far = repacked(made.workbook, lambda _, part: part.replace(b'r="B2"', b'r="XFD1048576"'))
    assert refusal(read_workbook, far) == "workbook_too_large"
    for spelt in (b"<c\tr = 'ZZ999999'/>", b'<c s="1"r="ZZ999999"/>', b'<x:c\nr\n=\n"ZZ999999"/>'):
        with pytest.raises(SourceRefused):
            check_extent(b"<sheetData>" + spelt)
    check_extent(b'<dataValidation operator="lessThanOrEqual"/>' + f'<c r="A{MOST_CELLS}"/>'.encode())


def test_many_wide_sheets_are_not_read_one_after_the_other() -> None:
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    for _ in range(40):
        book.add_worksheet().write(99_998, 51, 1)
    book.close()
    begin = monotonic()
    assert refusal(read_workbook, output.getvalue()) == "workbook_too_large"
    assert monotonic() - begin < 5


def test_one_long_text_repeated_by_every_cell_is_refused(made: Originals) -> None:
    def change(name: str, part: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return part.replace(b"<si><t", b"<si><t>" + b"A" * 2_000_000 + b"</t></si><si><t", 1)
        cell = b'<row r="1">' + b"".join(b'<c r="A1" t="s"><v>0</v></c>' for _ in range(2_000)) + b"</row>"
        return part.replace(b"<sheetData>", b"<sheetData>" + cell) if name.endswith("sheet2.xml") else part

    assert refusal(read_workbook, repacked(made.workbook, change)) == "workbook_suspicious"


def test_entities_are_not_expanded(made: Originals) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    content = repacked(
        made.workbook, lambda name, part: part.replace(b"?>", b"?>" + laughs, 1) if "sheet2" in name else part
    )
    assert refusal(read_workbook, content) == "workbook_suspicious"
    wide = repacked(made.workbook, lambda name, part: part.decode().encode("utf-16") if "sheet2" in name else part)
    assert refusal(read_workbook, wide) == "workbook_suspicious"


def test_what_is_no_workbook_is_told_apart() -> None:
    assert refusal(read_workbook, b"\xd0\xcf\x11\xe0" + b"\0" * 600) == "workbook_old"
    assert refusal(read_workbook, b"") == "not_a_workbook"
    assert refusal(read_workbook, b"PK\x03\x04") == "workbook_broken"
    assert refusal(lambda content: read_source(content, "表.pdf"), b"%PDF") == "ending_unknown"


def test_pictures_and_programs_are_left_behind(made: Originals) -> None:
    output = io.BytesIO(made.workbook)
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert [grid.name for grid in read_workbook(output.getvalue())] == [
        grid.name for grid in read_workbook(made.workbook)
    ]


def test_the_originals_are_read(made: Originals) -> None:
    assert read_questionnaire(made.questionnaire).file == made.file
    assert read_questionnaire(questionnaire_book(made.file)).file == made.file
    assert read_source(workbook(made.book, "甲", 3), "台帳.xlsx").document_id == "甲"

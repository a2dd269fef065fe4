"""Files that mean harm, or that met with it: refused with a reason, quickly and in little memory."""

import io
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import xlsxwriter

from core.exchange.marks import marks_of, percent_styles, sheet_parts, trimmed
from core.exchange.questionnaire_book import questionnaire_book, read_questionnaire
from core.exchange.reading_workbook import read_workbook
from core.exchange.sources import read_source
from core.exchange.vetting import MOST_CELLS, check_extent
from core.exchange.workbook import workbook
from core.model.machine.grids import SourceRefused
from tests.fuzz.campaign import CAMPAIGN, run_one
from tests.fuzz.mutations import Originals, originals, zip_bomb

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def made() -> Originals:
    return originals()


@pytest.mark.parametrize("kind", CAMPAIGN, ids=lambda kind: str(kind.title))
def test_spoilt_files_are_refused_or_harmless(made: Originals, kind: object) -> None:
    begin = process_time()
    for number in range(12):
        run_one(made, kind, random.Random(number))  # type: ignore[arg-type]
    assert process_time() - begin < 12 * 5


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
    begin = process_time()
    assert refusal(read_workbook, large) == "workbook_too_large"
    assert refusal(read_workbook, small) == "workbook_suspicious"
    assert process_time() - begin < 5


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
    begin = process_time()
    assert refusal(read_workbook, output.getvalue()) == "workbook_too_large"
    assert process_time() - begin < 5


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


def sheet_of(cells: bytes) -> bytes:
    """Return a small workbook whose only sheet has these cells."""
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet().write(0, 0, 1)
    book.close()
    old = re.compile(b"<sheetData>.*</sheetData>", re.DOTALL)
    return repacked(output.getvalue(), lambda name, part: old.sub(cells, part) if "sheet1" in name else part)


ONE = b"<c><v>1</v></c>"
FIRST = b'<row r="1"><c r="A1"><v>1</v></c></row>'
FAR_AWAY = {
    "row without a place in the cells": b'<row r="1048576">' + ONE * 16_000 + b"</row>",
    "in single quotes": b"<row r = '1048576'>" + ONE * 16_000 + b"</row>",
    "with a prefix": b'<x:row r="1048576">' + ONE.replace(b"c>", b"x:c>") * 16_000 + b"</x:row>",
    "after a far cell": b'<row r="90000"><c r="XFA90000"><v>1</v></c>' + ONE * 3 + b"</row>",
    "rows that count on": b'<row r="1048000"/>' + b"<row/>" * 500 + b"<row>" + ONE * 3_000 + b"</row>",
    "rows that descend": b'<row r="1048576">' + ONE + b"</row><row r='2'>" + ONE * 16_000 + b"</row>",
    "empty rows only": b"<row/>" * 100_000 + b"<row>" + ONE * 100 + b"</row>",
    "one row of a million": b"<row>" + ONE * 1_600_000 + b"</row>",
    "beyond all rows": b'<row r="4294967295">' + ONE * 2 + b"</row>",
    "letters that overflow": b'<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>',
    "a bracket in a word": b'<row a="<" r="1048576">' + ONE * 16_000 + b"</row>",
    "a place behind a bracket": b'<row a=">" r="1048576">' + ONE * 16_000 + b"</row>",
    "a false place": b"<row a=' r=\"1\"' r='1048576'>" + ONE * 16_000 + b"</row>",
    "a second table of cells": b"</sheetData><sheetData><row r='1048576'>" + ONE * 16_000 + b"</row>",
}


@pytest.mark.parametrize("cells", FAR_AWAY.values(), ids=FAR_AWAY)
def test_cells_that_do_not_say_their_place_reserve_no_more_than_others(cells: bytes) -> None:
    content = sheet_of(b"<sheetData>" + FIRST + cells + b"</sheetData>")
    begin = process_time()
    assert refusal(read_workbook, content) in {"workbook_too_large", "workbook_suspicious"}
    assert process_time() - begin < 5


def test_a_workbook_of_two_kilobytes_does_not_end_the_program() -> None:
    content = sheet_of(b"<sheetData>" + FIRST + FAR_AWAY["row without a place in the cells"] + b"</sheetData>")
    assert len(content) < 6_000
    assert refusal(read_workbook, content) == "workbook_too_large"


def test_cells_that_do_not_say_their_place_are_read_where_they_stand() -> None:
    rows = (
        b"<row>" + ONE * 2 + b"</row><row/><row r='5'><c r='C5'><v>2</v></c>" + ONE + b"</row><row>" + ONE + b"</row>"
    )
    (grid,) = read_workbook(sheet_of(b"<sheetData>" + rows + b"</sheetData>"))
    assert grid.rows == ((1.0, 1.0), (), (), (), (None, None, 2.0, 1.0), (1.0,))
    many = sheet_of(b"<sheetData>" + (b"<row>" + ONE * 20 + b"</row>") * 10_000 + b"</sheetData>")
    assert len(read_workbook(many)[0].rows) == 10_000


@pytest.mark.parametrize(
    "piece", [b'<c "', b'<c a="', b"<a:", b"<c ", b"<c>", b' a="1"', b'<c a="1" ', b"<:", b"<c r "]
)
def test_no_spelling_of_cells_takes_long_to_measure(piece: bytes) -> None:
    begin = process_time()
    with suppress(SourceRefused):
        check_extent(b"<sheetData><c" + piece * (8_000_000 // len(piece)))
    assert process_time() - begin < 5


@pytest.mark.parametrize("tag", [b'<sst uniqueCount="4294967295">', b"<x:sst a='<' uniqueCount = '4294967295' >"])
def test_shared_texts_that_say_to_be_more_than_they_are_reserve_nothing(made: Originals, tag: bytes) -> None:
    content = repacked(made.workbook, lambda _, part: re.sub(b"<sst[^>]*>", tag, part))
    assert refusal(read_workbook, content) == "workbook_suspicious"


def test_a_few_words_may_stand_in_thousands_of_cells() -> None:
    """As in a survey that came back: the shared texts are shorter than the number of their cells."""
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet()
    for at in range(20_000):
        sheet.write(at % 1_000, at // 1_000, ("満足", "普通", "不満")[at % 3])
    book.close()
    assert sum(map(len, read_workbook(output.getvalue())[0].rows)) == 20_000


PIECES = (
    *(b"<row>", b"</row>", b"<row/>", b"<c>", b"</c>", b"<c/>", b"<v>1</v>", b"<x:c>", b"</x:c>", ONE, ONE, ONE),
    *(b'<row r="%d">', b"<row r='%d'/>", b'<c r="%s%d">', b"<c\nr = '%s%d'><v>1</v></c>", b'<c s="1"r="%s%d"/>'),
    *(b'<row spans="1:3" r="%d">', b"<sheetData>", b"</sheetData>", b"<!-- <c> -->", b'<c a=">" r="%s%d">'),
)
LETTERS, NUMBERS = (b"A", b"ZZ", b"XFD", b"b", b"AAAA"), (0, 1, 7, 9**5, 2**20, 2**32)


def randomly_made(chance: random.Random) -> bytes:
    """Return cells and rows in any order, with and without places, near and far."""
    made = []
    for _ in range(chance.randrange(1, 60)):
        piece = chance.choice(PIECES)
        letters, number = chance.choice(LETTERS), chance.choice(NUMBERS)
        made.append(piece % (letters, number) if b"%s" in piece else piece % number if b"%d" in piece else piece)
    return b"".join(made)


READ_IN_LITTLE_MEMORY = """
import random, resource
from contextlib import suppress
from core.exchange.reading_workbook import read_workbook
from core.model.machine.grids import SourceRefused
from tests.core.exchange.test_hostile_files import FIRST, randomly_made, sheet_of
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
for number in range(400):
    with suppress(SourceRefused):
        read_workbook(sheet_of(b"<sheetData>" + FIRST + randomly_made(random.Random(number)) + b"</sheetData>"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited in another way there")
def test_no_order_of_cells_makes_the_reader_run_out_of_memory() -> None:
    """The reader ends the program where it cannot have the memory that it asks for, so it runs in one of its own."""
    ended = subprocess.run([sys.executable, "-c", READ_IN_LITTLE_MEMORY], capture_output=True, cwd=ROOT, check=False)
    assert (ended.returncode, ended.stderr[-500:]) == (0, b"")


LONG = {
    "words in one endless tag": b'<sheetData><row r="1"><x ' + b's="1" ' * 400_000 + b"/></row></sheetData>",
    "errors without a value": b'<sheetData><row r="1">' + b'<c r="A1" t="e"/>' * 100_000 + b"</row></sheetData>",
    "white space behind a formula": b'<sheetData><row r="1"><c r="A1"><f>1</f>'
    + b" " * 3_000_000
    + b"x</c></row></sheetData>",
    "hidden in one endless tag": b"<sheetData><row " + b'hidden="1" ' * 300_000 + b"/></sheetData>",
    "an endless name": b"<sheetData><row " + b"a" * 3_000_000 + b" hidden/></sheetData>",
    "formulas that never end": b"<sheetData>" + b"<f a " * 500_000 + b"</sheetData>",
}


@pytest.mark.parametrize("part", LONG.values(), ids=LONG)
def test_what_is_searched_for_in_the_xml_takes_no_longer_than_the_xml_is_long(part: bytes) -> None:
    begin = process_time()
    marks_of(part, frozenset({b"1"}), True)
    trimmed(part)
    assert process_time() - begin < 5


def test_styles_and_names_of_sheets_are_searched_in_no_longer_time() -> None:
    begin = process_time()
    percent_styles(b"<cellXfs " * 300_000 + b"<xf " * 300_000 + b"<numFmt " + b"a" * 3_000_000)
    sheet_parts(b"<sheet " + b"name " * 600_000 + b">", b"<Relationship " * 300_000)
    assert process_time() - begin < 5


def test_ranges_that_cover_everything_many_times_are_refused() -> None:
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet().write(9_998, 25, 1)
    book.close()
    ranges = b"<mergeCells>" + b'<mergeCell ref="A1:Z9999"/>' * 5_000 + b"</mergeCells></worksheet>"
    content = repacked(
        output.getvalue(),
        lambda name, part: part.replace(b"</worksheet>", ranges) if name.endswith("sheet1.xml") else part,
    )
    begin = process_time()
    assert refusal(read_workbook, content) == "workbook_suspicious"
    assert process_time() - begin < 10

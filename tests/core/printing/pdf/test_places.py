"""A PDF as a file: where its bookmarks lead, what its pages are called, what it says of itself, how it is copied."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from core.documents.paper.document import Anchor, Document, Heading, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.printing.render import render
from core.sample import sample

ROOT = Path(__file__).resolve().parents[4]
LETTERS = Document(
    "通知",
    tuple(
        Sheet(
            "費用の通知",
            (Heading("1　内訳"), Paragraph("本文"), Heading("2　𠮷")),
            "2014-08-06",
            addressee=f"{name} 様",
        )
        for name in ("射水市長", "氷見市長")
    ),
    author="協議会",
)


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return depth, title and page (from 0) of each bookmark."""
    found = []
    for one in PdfDocument(pdf).get_toc():
        target = one.get_dest()
        found.append((one.level, one.get_title(), -1 if target is None else target.get_index()))
    return found


def labels(pdf: bytes) -> list[str]:
    document = PdfDocument(pdf)
    return [document.get_page_label(at) for at in range(len(document))]


@pytest.mark.parametrize("tagged", [False, True])
def test_sheets_and_their_headings_are_bookmarks(tagged: bool) -> None:
    assert bookmarks(render(replace(LETTERS, tagged=tagged))) == [
        (0, "費用の通知　射水市長 様", 0),
        (1, "1　内訳", 0),
        (1, "2　𠮷", 0),
        (0, "費用の通知　氷見市長 様", 1),
        (1, "1　内訳", 1),
        (1, "2　𠮷", 1),
    ]


def test_a_paper_of_one_sheet_without_headings_has_no_bookmark() -> None:
    assert bookmarks(render(Document("表", (Sheet("表", (Paragraph("本文"),)),)))) == []


def test_anchors_are_the_bookmarks_where_there_are_any() -> None:
    sheets = (Sheet("章", (Anchor("one", "第1章"), Heading("節"))), Sheet("章", (Anchor("two", "第2章"),)))
    assert bookmarks(render(Document("資料", sheets, through=True))) == [(0, "第1章", 0), (0, "第2章", 1)]


def test_pages_are_called_by_their_sheet_and_blank_ones_blank() -> None:
    letters = replace(LETTERS, sheets=tuple(replace(one, on_front=True) for one in LETTERS.sheets))
    assert labels(render(letters)) == ["1-1", "白紙", "2-1"]
    assert labels(render(replace(LETTERS, through=True))) == ["", ""]


def test_the_file_says_what_it_is_and_from_which_day() -> None:
    pdf = render(LETTERS)
    said = PdfDocument(pdf).get_metadata_dict()
    assert (said["Title"], said["Author"], said["Subject"], said["Creator"]) == ("通知", "協議会", "", "按分帳")
    assert said["CreationDate"][:16] == said["ModDate"][:16] == "D:20140806000000"
    assert b"/Lang (ja-JP)" in pdf
    assert b"/DisplayDocTitle true" in pdf


def test_a_copied_table_has_the_figures_of_the_members_on_the_line_of_their_request() -> None:
    book = Book({})
    book.apply(sample())
    pages = PdfDocument(render(REPORTS["allocation"].build(book, PrintSettings())))
    told = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert re.search(r"^3 軽度請求書町条例対応 120,000 120,000\b", told, re.M)


def test_another_process_time_zone_and_hash_seed_give_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from dataclasses import replace\n"
        "from core.documents.paper.settings import PrintSettings\n"
        "from core.documents.registry import REPORTS\n"
        "from core.model.book import Book\n"
        "from core.printing.render import render\n"
        "from core.sample import sample\n"
        "book = Book({})\n"
        "book.apply(sample())\n"
        "for name in ('allocation', 'comparison', 'schedule'):\n"
        "    document = REPORTS[name].build(book, PrintSettings())\n"
        "    for tagged in (False, True):\n"
        "        print(hashlib.sha256(render(replace(document, tagged=tagged))).hexdigest())\n"
    )
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment, cwd=ROOT)
    book = Book({})
    book.apply(sample())
    documents = [REPORTS[name].build(book, PrintSettings()) for name in ("allocation", "comparison", "schedule")]
    ours = [
        hashlib.sha256(render(replace(document, tagged=tagged))).hexdigest()
        for document in documents
        for tagged in (False, True)
    ]
    assert other.stdout.decode().split() == ours

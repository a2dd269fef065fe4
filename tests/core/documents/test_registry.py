import json
from dataclasses import replace

import pytest

from core.calc.allocation.pricing import Money
from core.documents.paper.document import Table, texts
from core.documents.paper.settings import PrintSettings, Totals, parse_settings, settings_text
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.kinds import Text
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.model.requests import Disposition
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.values.paper import Paper
from core.printing.fonts import missing_characters
from core.printing.render import render
from core.sample import sample
from tests.core.printing.archived import ACCESSIBLE, against_archiving

MARK = '<b>髙𠮷</b>&amp;"A&B"'
OF_OPERATIONS = (
    *("safety", "requirements", "merits", "network", "risks", "continuity", "neighbours", "services", "sla"),
    *("outage-report", "sla-year", "law-changes", "improvements", "survey", "survey-form", "applications", "agreement"),
)
"""The papers of the data centre, of the services and of the operation."""


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_prints_the_sample_with_equal_bytes_each_time(book: Book, name: str) -> None:
    report, settings = REPORTS[name], PrintSettings(municipality="163210", file_name="見本.anbun")
    again = Book({})
    again.apply(sample())
    pdf = render(report.build(book, settings))
    assert against_archiving(pdf) == []
    assert pdf == render(report.build(again, settings))
    assert report.result(book, settings) == report.result(again, settings)
    assert json.loads(report.result(book, settings))["report"] == name


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_that_is_kept_can_be_read_without_being_seen(book: Book, name: str) -> None:
    document = replace(REPORTS[name].build(book, PrintSettings(file_name="見本.anbun")), tagged=True)
    assert against_archiving(render(document), *ACCESSIBLE) == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_sample_has_no_character_that_cannot_be_printed(book: Book, name: str) -> None:
    assert missing_characters(REPORTS[name].build(book, PrintSettings())) == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_can_say_what_it_is_and_which_settings_it_heeds(name: str) -> None:
    report = REPORTS[name]
    assert report.name == name
    assert report.about.endswith("。")
    assert set(report.options) <= set(PrintSettings.__dataclass_fields__)


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_ledger_prints_too(book: Book, name: str) -> None:
    empty = Book({"consortium": [book.consortium]})
    made = REPORTS[name].build(empty, PrintSettings())
    assert render(made).startswith(b"%PDF")
    blocks = [block for sheet in made.sheets for block in sheet.blocks]
    assert [one.columns for one in blocks if isinstance(one, Table) and not one.rows] == [], "a heading over nothing"
    assert not any(isinstance(sheet.blocks[0], Table) for sheet in made.sheets), "it says what is not there"
    assert json.loads(REPORTS[name].result(empty, PrintSettings()))


@pytest.fixture(scope="module")
def marked() -> Book:
    """The sample, every text of it markup with characters beyond the first plane and of compatibility."""
    book = Book({})
    book.apply(sample())
    for name, table in TABLES.items():
        columns = [column for column, about in abouts(table.record).items() if type(about.kind) is Text]
        if columns and not table.lazy:
            rows = list(book.all(table.record))
            changes = (Update(name, id, dict.fromkeys(columns, f"{MARK}{id}")) for id in rows)
            book.apply(ChangeSet("書き換え", tuple(changes)))
    return book


@pytest.mark.parametrize("name", OF_OPERATIONS)
def test_whatever_was_typed_stands_on_the_paper_letter_for_letter(marked: Book, name: str) -> None:
    made = REPORTS[name].build(marked, PrintSettings())
    assert sum(MARK in text for _, text in texts(made)) > 2
    assert missing_characters(made) == []


def test_settings_are_written_and_read_back() -> None:
    settings = PrintSettings(
        anonymous=True,
        paper=Paper.A3,
        as_of="2026-11-23",
        totals=Totals.RANGE,
        disposition=Disposition.IMPLEMENT,
        money=Money.YEARLY,
        scenario_rows=True,
        scenario=2,
        unit=MoneyUnit.OKU,
        digits=1,
        rate_from=RateFrom.UNIT,
        yearly=True,
    )
    assert parse_settings(settings_text(settings)) == settings
    assert parse_settings("{}") == PrintSettings()
    assert parse_settings('{"paper":"A3","of_a_newer_program":1}') == PrintSettings(paper=Paper.A3)

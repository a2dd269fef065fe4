import json
from dataclasses import replace

import pytest

from core.calc.allocation.pricing import Money
from core.documents.paper.settings import PrintSettings, Totals, parse_settings, settings_text
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.requests import Disposition
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.values.paper import Paper
from core.printing.fonts import missing_characters
from core.printing.render import render
from core.sample import sample
from tests.core.printing.archived import ACCESSIBLE, against_archiving


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
    assert render(REPORTS[name].build(empty, PrintSettings())).startswith(b"%PDF")
    assert json.loads(REPORTS[name].result(empty, PrintSettings()))


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

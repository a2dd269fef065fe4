import json
from collections.abc import Callable

import pypdfium2
import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.allocation.pricing import Money
from core.documents.allocation.sheet import build, result
from core.documents.paper.document import Document, Emphasis, Heading, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, Totals
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.requests import Customization, Disposition
from core.model.values.paper import Paper
from core.printing.render import render
from tests.core.documents.sheets import paragraphs


def table(document: Document) -> Table:
    return next(block for block in document.sheets[0].blocks if isinstance(block, Table))


def row(document: Document, number: str) -> tuple[str, ...]:
    return next(one.cells for one in table(document).rows if one.cells[0] == number)


def total(document: Document, name: str = "合計(最大)") -> tuple[str, ...]:
    return next(one.cells for one in table(document).totals if one.cells[1] == name)


def notes(document: Document) -> str:
    return "\n".join(line for block in document.sheets[0].blocks if isinstance(block, Notes) for line in block.lines)


def test_the_sample_prints_the_totals_of_the_source(book: Book) -> None:
    document = build(book, PrintSettings())
    assert total(document)[2:9] == ("19,620,000", "9,400,000", "0", "8,500,000", "400,000", "1,320,000", "0")
    assert document.sheets[0].date == "2014-08-06"
    assert table(document).unit == "単位:円(税抜)"


def test_a_row_has_the_branch_in_force_shares_and_words_for_open_answers(book: Book) -> None:
    document = build(book, PrintSettings())
    assert row(document, "25-6")[2:9] == ("300,000", "300,000", "未定", "未定", "未定", "未定", "未定")
    assert row(document, "16-1")[1] == "窓口支援(資格情報表示および帳票出力)"
    assert row(document, "9")[2:9] == ("標準仕様で対応", "0", "0", "0", "0", "0", "0")
    assert row(document, "23")[2:9] == ("項22に統合", "", "", "", "", "", "")


def test_answering_changes_only_that_row_and_the_totals(book: Book, answer: Callable[..., None]) -> None:
    before = table(build(book, PrintSettings()))
    answer("25", "B", AnswerState.YES)
    after = table(build(book, PrintSettings()))
    changed = [new.cells[0] for old, new in zip(before.rows, after.rows, strict=True) if old != new]
    assert changed == ["25-5"]
    assert before.totals != after.totals


def test_names_stand_in_the_heading_only_when_wanted(book: Book) -> None:
    headings = [column.heading for column in table(build(book, PrintSettings(anonymous=False))).columns]
    assert headings[3:9] == ["射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村"]
    signs = build(book, PrintSettings())
    assert [column.heading for column in table(signs).columns][3:9] == list("ABCDEF")
    assert "射水市" not in "".join(cell for one in table(signs).rows for cell in one.cells)


def test_all_implementing_shows_the_undecided_in_brackets(book: Book) -> None:
    document = build(book, PrintSettings(totals=Totals.ALL))
    assert row(document, "25-1")[2:9] == ("900,000", "150,000", *["(150,000)"] * 5)
    assert total(document, "合計(全員実施)")[2] == "20,220,000"


def test_the_range_stands_under_both_totals(book: Book) -> None:
    names = [one.cells[1] for one in table(build(book, PrintSettings(totals=Totals.RANGE))).totals]
    assert names == ["合計(最大)", "合計(全員実施)", "範囲の最小", "範囲の最大"]


def test_every_quoted_number_of_implementers_has_a_scenario_row(book: Book) -> None:
    rows = table(build(book, PrintSettings(scenario_rows=True))).rows
    quoted = [one for one in rows if one.emphasis is Emphasis.QUIET and one.cells[0].startswith("20-")]
    assert [one.cells[0] for one in quoted] == [f"20-{n}" for n in range(1, 7)]
    assert [one.cells[2] for one in quoted] == [
        "1,400,000", "1,340,000", "1,280,000", "1,220,000", "1,160,000", "1,100,000"
    ]  # fmt: skip
    assert quoted[0].cells[3] == "233,333"
    assert "端数 2円" in quoted[0].cells[-1]


def test_scenario_rows_show_what_each_member_pays_then_as_the_source_does(book: Book) -> None:
    found = table(build(book, PrintSettings(scenario_rows=True)))
    quoted = {one.cells[0]: one.cells[4:10] for one in found.rows if one.emphasis is Emphasis.QUIET}
    assert quoted["20-2"] == ("", "△", "△", "△", "△", "△"), "A does not, the others have not decided"
    assert quoted["2-1"] == ("200,000",) * 6, "where all would, all pay"
    assert quoted["25-6"] == ("300,000", "△", "△", "△", "△", "△"), "A alone"
    assert quoted["25-5"] == ("170,000", "△", "△", "△", "△", "△"), "and half of it with another"
    assert "△=団体数ごとの行で、意向が決まっていない団体" in found.legend
    assert "△" not in table(build(book, PrintSettings())).legend


def test_with_fewer_implementers_than_have_said_so_no_row_says_who_they_are(
    book: Book, answer: Callable[..., None]
) -> None:
    for label in "BC":
        answer("25", label, AnswerState.YES)
    found = table(build(book, PrintSettings(scenario_rows=True)))
    quoted = {one.cells[0]: one.cells[4:10] for one in found.rows if one.emphasis is Emphasis.QUIET}
    assert quoted["25-4"] == ("120,000", "120,000", "120,000", "△", "△", "△")
    assert quoted["25-5"] == ("", "", "", "△", "△", "△")


def test_an_item_without_a_quote_says_so_and_the_totals_say_what_they_lack(
    book: Book, request_without_quote: str
) -> None:
    document = build(book, PrintSettings())
    assert row(document, request_without_quote)[2:5] == ("見積なし", "見積なし", "未回答")
    assert "一部未算定" in total(document)[-1]
    assert "項32" in notes(document)


def test_an_estimate_is_marked_wherever_it_shows(
    book: Book, answer: Callable[..., None], consortium: Callable[..., None]
) -> None:
    for label in "BD":
        answer("2", label, AnswerState.YES)
    item = next(one for one in book.all(Customization).values() if one.item == "2")
    book.apply(ChangeSet("方針", (Update("customizations", item.id, {"disposition": "under_review"}),)))
    consortium(estimate=1)
    document = build(book, PrintSettings())
    assert row(document, "2")[2:5] == ("概算\n900,000", "概算\n300,000", "概算\n300,000")
    assert "概算を含む" in total(document)[-1]


def test_one_disposition_only_prints_and_adds_up_those_requests(book: Book) -> None:
    document = build(book, PrintSettings(disposition=Disposition.STANDARD))
    assert [one.cells[0] for one in table(document).rows] == ["9", "20", "30"]
    assert total(document)[2] == "0"
    assert "標準仕様で対応" in document.title


def test_amounts_per_year_say_so(book: Book) -> None:
    document = build(book, PrintSettings(money=Money.YEARLY))
    assert table(document).unit == "単位:円/年(税抜)"
    assert "年額" in document.title


def test_the_rest_that_stays_with_the_secretariat_has_its_own_column(
    book: Book, consortium: Callable[..., None], answer: Callable[..., None]
) -> None:
    consortium(remainder="secretariat")
    for label in "BC":
        answer("25", label, AnswerState.YES)
    document = build(book, PrintSettings())
    assert [column.heading for column in table(document).columns][9] == "事務局(端数)"
    assert len(total(document)) == len(table(document).columns)


def test_the_date_and_the_paper_can_be_chosen(book: Book) -> None:
    document = build(book, PrintSettings(as_of="2026-11-23", paper=Paper.A3))
    assert (document.sheets[0].date, document.paper) == ("2026-11-23", Paper.A3)


def test_what_changed_since_the_previous_sheet_is_listed(book: Book, answer: Callable[..., None]) -> None:
    previous = result(book, PrintSettings())
    answer("25", "B", AnswerState.YES)
    blocks = build(book, PrintSettings(previous=previous, previous_name="8月版")).sheets[0].blocks
    assert Heading("前回(8月版)からの変更") in blocks
    changes = [one.cells for block in blocks[1:] if isinstance(block, Table) for one in block.rows]
    title = "健康管理_骨粗鬆症検診_前立腺がん検診4in1はがき化"
    assert changes == [
        ("25", title, "枝番", "25-6", "25-5"),
        ("", "", "実施団体数", "1団体", "2団体"),
        ("", "", "総額", "300,000", "340,000"),
        ("", "", "Aの負担額", "300,000", "170,000"),
        ("", "", "Bの意向", "未定", "実施"),
        ("", "", "Bの負担額", "0", "170,000"),
        ("", "合計(最大)", "総額", "19,620,000", "19,660,000"),
        ("", "合計(最大)", "A", "9,400,000", "9,270,000"),
        ("", "合計(最大)", "B", "0", "170,000"),
    ]


def test_nothing_changed_is_said(book: Book) -> None:
    blocks = build(book, PrintSettings(previous=result(book, PrintSettings()))).sheets[0].blocks
    assert Paragraph("前回から変わったところはありません。") in blocks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"report":"notice"}',
        '{"report":"allocation"}',
        '{"report":"allocation","members":[],"rows":[{"id":NaN}],"totals":{}}',
        '{"report":"allocation","members":[],"rows":[],"totals":{"max":{"total":1e999999999}}}',
        '{"report":"allocation","members":[{"code":1,"name":2}],"rows":[],"totals":{}}',
        '{"a":' * 50_000,
    ],
)
def test_a_record_that_is_none_is_not_compared_with_and_the_sheet_says_so(book: Book, text: str) -> None:
    told = paragraphs(build(book, PrintSettings(previous=text)))
    assert "前回の確定版に比べられる記録が残っていないため、比べられません。" in told


def test_a_status_of_a_later_program_is_told_as_it_stands(book: Book) -> None:
    record = json.loads(result(book, PrintSettings()))
    record["rows"][0] |= {"status": "later", "total": None}
    assert build(book, PrintSettings(previous=json.dumps(record))).sheets


def test_the_record_has_the_amounts_of_the_allocation(book: Book) -> None:
    record, allocation = json.loads(result(book, PrintSettings(totals=Totals.RANGE))), allocate(book)
    codes = [member.code for member in allocation.members]
    for shown, item in zip(record["rows"], allocation.items, strict=True):
        assert (shown["total"], shown["shares"]) == (item.max.total, dict(zip(codes, item.max.shares, strict=True)))
    for view in View:
        assert record["totals"][view.value]["total"] == allocation.totals[view].total


def test_every_figure_of_the_allocation_is_in_the_pdf(book: Book, request_without_quote: str) -> None:
    pdf = render(build(book, PrintSettings()))
    opened = pypdfium2.PdfDocument(pdf)
    text = "\n".join(opened[n].get_textpage().get_text_bounded() for n in range(len(opened)))
    opened.close()
    allocation = allocate(book)
    amounts = {yen for item in allocation.items for yen in (item.max.total, *item.max.shares)}
    amounts |= {allocation.totals[View.MAX].total, *allocation.totals[View.MAX].shares}
    assert all(f"{yen:,}" in text for yen in amounts if yen)
    assert '見積のない<b>&"要望 髙﨑' in text
    assert pdf == render(build(book, PrintSettings()))


def test_every_row_has_a_cell_for_every_column(book: Book) -> None:
    for settings in (PrintSettings(), PrintSettings(scenario_rows=True, totals=Totals.RANGE)):
        shown = table(build(book, settings))
        everything: tuple[Row, ...] = (*shown.rows, *shown.totals)
        assert {len(one.cells) for one in everything} == {len(shown.columns)}

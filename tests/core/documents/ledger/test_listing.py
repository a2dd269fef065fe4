"""台帳の表: any table as a list on paper."""

import json
from dataclasses import replace

import pytest

from core.documents.ledger.listing import build, list_title, result
from core.documents.paper.document import Align, Column, Kind, Table
from core.documents.paper.settings import PrintSettings
from core.model.answers import Answer
from core.model.book import Book
from core.model.costs import OutOfScopeCost
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Refused
from core.model.machine.naming import table_named, told_columns, told_tables
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.model.values.paper import Paper
from core.printing.fonts import missing_characters
from core.printing.render import render
from tests.core.documents.sheets import column, notes, paragraphs, table

NAMES = [one.name for one in told_tables()]


def of(name: str) -> PrintSettings:
    return PrintSettings(table=name, file_name="見本.anbun")


def heading(book: Book, name: str, text: str) -> Column:
    return next(one for one in table(build(book, of(name))).columns if one.heading == text)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_printed_and_equal_books_give_equal_bytes(book: Book, name: str) -> None:
    document = build(book, of(name))
    assert document.title == document.sheets[0].title == TABLES[name].label
    assert missing_characters(document) == []
    assert render(document) == render(build(book, of(name)))


def test_every_table_that_is_kept_in_memory_has_a_list() -> None:
    assert set(TABLES) - set(NAMES) == {"picture_files", "sheet_files"}


def test_the_settings_are_listed_one_below_the_other(book: Book) -> None:
    document = build(book, PrintSettings(table="consortium"))
    (table,) = [block for block in document.sheets[0].blocks if isinstance(block, Table)]
    assert [str(cell) for cell in table.rows[0].cells][:1] == ["協議会名"]


def test_what_the_program_keeps_for_itself_is_not_printed() -> None:
    told = {column for name in ("fixed_sheets", "distributions") for column in told_columns(TABLES[name].record)}
    assert not told & {"inputs", "result", "sent", "taken", "history"}


def test_a_table_is_found_by_its_name_or_its_label() -> None:
    assert table_named("out_of_scope_costs").label == "調達外経費"
    assert table_named(" 団体 ").name == "municipalities"
    with pytest.raises(Refused) as refused:
        table_named("値段")
    assert refused.value.rule == "unknown"
    assert "団体(municipalities)" in str(refused.value.facts["candidates"])


def test_without_a_choice_the_first_table_is_printed(book: Book) -> None:
    assert list_title(PrintSettings()) == build(book, PrintSettings()).title == "団体"


def test_rows_stand_in_their_order_with_the_owner_first(book: Book) -> None:
    made = table(build(book, of("participations")))
    assert [one.heading for one in made.columns] == ["団体", "業務"]
    assert list(dict.fromkeys(column(made, "団体")))[:2] == ["射水市", "滑川市"]
    assert column(table(build(book, of("customizations"))), "項")[:10] == [str(at) for at in range(1, 11)]


def test_every_kind_stands_as_it_is_read(book: Book) -> None:
    book.apply(ChangeSet("採用", (Update("municipalities", 1, {"joined_on": "2014-08-06"}),)))
    cost = OutOfScopeCost(1, 1, "回線", fiscal_year=2014, yen=1_234_567, note="<b>&髙")
    book.apply(ChangeSet("追加", (Insert("out_of_scope_costs", to_row(cost)),)))
    made = table(build(book, of("out_of_scope_costs")))
    assert dict(zip([one.heading for one in made.columns], made.rows[0].cells, strict=True)) == {
        "団体": "射水市",
        "経費名": "回線",
        "調達外の理由": "調達外①ブラックボックス化",
        "区分": "運用",
        "年度": "平成26年度",
        "金額(円)": "1,234,567",
        "消費税": "税抜",
        "備考": "<b>&髙",
    }
    assert column(table(build(book, of("municipalities"))), "加入日") == ["平成26年8月6日", *[""] * 5]
    assert "○" in column(table(build(book, of("customizations"))), "要確認")
    assert heading(book, "out_of_scope_costs", "金額(円)").kind is Kind.FIGURE
    assert heading(book, "out_of_scope_costs", "年度").kind is Kind.TEXT
    assert heading(book, "scenarios", "最低削減保障(%)").kind is Kind.FIGURE
    assert heading(book, "customizations", "要確認").align is Align.CENTER


def test_an_option_is_named_with_its_request_where_another_table_speaks_of_it(book: Book) -> None:
    assert column(table(build(book, of("quotes"))), "案")[0] == "項1の案「10様式」"


def test_what_nobody_filled_in_is_left_out_and_named(book: Book) -> None:
    document = build(book, of("municipalities"))
    assert "加入日" not in [one.heading for one in table(document).columns]
    assert notes(document).startswith("6件\nどの行にも記入のない列は印刷していません: 加入日、離脱日")
    assert notes(build(book, of("participations"))).count("\n") == 0


def test_a_table_without_rows_says_so(book: Book) -> None:
    document = build(book, of("penalties"))
    assert paragraphs(document) == ["違約金はまだ登録されていません。"]
    assert json.loads(result(book, of("penalties")))["rows"] == []


def test_what_says_which_row_it_is_stands_on_every_sheet_of_a_wide_table(book: Book) -> None:
    assert [one.heading for one in table(build(book, of("customizations"))).columns if one.repeat] == ["項", "要望"]
    assert [one.heading for one in table(build(book, of("cost_lines"))).columns if one.repeat] == ["経費名"]
    assert [one.heading for one in table(build(book, of("answers"))).columns if one.repeat] == ["要望", "団体"]


def test_it_is_dated_and_signed_as_other_papers_are(book: Book) -> None:
    settings = replace(of("municipalities"), paper=Paper.A3, number="第12号", as_of="2026-11-23")
    (sheet,) = build(book, settings).sheets
    assert (sheet.date, sheet.number, sheet.sender) == ("2026-11-23", "第12号", book.consortium.name)
    assert build(book, settings).footer.endswith("見本.anbun")
    assert build(book, settings).paper is Paper.A3


def test_the_result_holds_the_texts_of_the_table(book: Book) -> None:
    kept = json.loads(result(book, of("answers")))
    assert (kept["report"], kept["table"], kept["columns"][:3]) == ("list", "answers", ["要望", "団体", "意向"])
    assert len(kept["rows"]) == len(book.all(Answer))

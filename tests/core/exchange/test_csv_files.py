import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.csv_files import CP932, csv_bytes, escaped, kept, ledger_grids, lost_characters, unescaped
from core.exchange.sources import decoded, read_csv, read_source
from core.model.book import Book
from core.model.council import System
from core.model.machine.grids import Grid, Lost, SourceRefused
from core.model.machine.spreadsheet import sheet_of
from core.model.registry import TABLES
from core.version import ROOT


@given(st.text(alphabet="=+-@'＝\t\rあ1,\"\n0/:%月日", max_size=8))
def test_an_escape_is_undone_exactly_and_never_runs(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert unescaped(kept(text)) == text
    assert escaped(text)[:1] not in set("=+-@\t\r＝")


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=3)))
def test_a_table_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    if rows and ("\t" in rows[0][0] or "\t" in "".join(rows[0])):
        return  # a heading with tabs is a table separated by tabs
    grid = Grid("表", tuple(tuple(cell or None for cell in row) for row in rows))
    assert read_csv(csv_bytes(grid), "表").rows == grid.rows


def test_a_number_is_not_escaped_and_text_that_looks_like_one_is() -> None:
    assert csv_bytes(Grid("表", ((-1234, "-1234"),)), "utf-8") == b"-1234,'-1234\r\n"


NOTES = [
    "1,200,000",
    "007",
    "4/1",
    "20-1",
    "1月20日",
    "R7.4.1",
    "平成26年10月1日",
    "令和7年",
    "3:07",
    "12:30",
    "50%",
    "1.50",
    "1e5",
    "TRUE",
    "¥1,000",
    "(500)",
    "△500",
    "１２３",
    "Jan-20",
    "20-Jan",
    "2026/4/1",
    "=1+1",
    "'5",
    "'007",
    "5",
    "1.5",
    "-3",
    "+3",
    "2026-04-01",
    "12時30分",
    "8.10",
    "令和7年4月",
    "10円",
]


def test_what_a_spreadsheet_would_make_of_notes_survives_it() -> None:
    """tests/data/libreoffice_notes.csv: 業務 with these notes as exported, opened by LibreOffice 7.4 with numbers and
    dates detected, and saved as CSV again. Without the apostrophes 1,200,000 came back as 1200000."""
    systems = [System(at, f"業務{at}", note=note) for at, note in enumerate(NOTES, start=1)]
    grid = sheet_of(Book({"systems": systems}), TABLES["systems"])
    saved = ROOT / "tests" / "data" / "libreoffice_notes.csv"
    assert read_csv(saved.read_bytes(), "業務").rows == read_csv(csv_bytes(grid), "業務").rows
    assert [row[-1] for row in read_csv(saved.read_bytes(), "業務").rows[1:]] == list(NOTES)


def test_codes_and_plain_notes_are_written_as_they_are() -> None:
    grid = sheet_of(
        Book({"systems": [System(1, "介護", note="5"), System(2, "国保", note="令和7年から")]}), TABLES["systems"]
    )
    assert b"'" not in csv_bytes(grid)
    quotes = Grid("見積", (("枝番",), ("20-1",)))
    assert csv_bytes(quotes, "utf-8") == "枝番\r\n20-1\r\n".encode()


def test_excel_finds_the_encoding(book: Book) -> None:
    assert all(csv_bytes(grid).startswith(b"\xef\xbb\xbf") for grid in ledger_grids(book))


def test_lost_characters_are_listed_with_their_cells() -> None:
    grid = Grid("団体", (("団体名",), ("髙﨑𠮷市",), ("葛󠄀城市",)))
    assert lost_characters([grid], CP932) == [
        Lost("団体", "A2", "𠮷"),
        Lost("団体", "A3", "\U000e0100"),
    ]
    with pytest.raises(UnicodeEncodeError):
        csv_bytes(grid, CP932)
    assert csv_bytes(grid, CP932, "〓").decode(CP932) == "団体名\r\n髙﨑〓市\r\n葛〓城市\r\n"


def test_the_encoding_is_found_or_chosen() -> None:
    assert decoded("表".encode("utf-8-sig")) == ("表", "utf-8-sig")
    assert decoded("表".encode()) == ("表", "utf-8")
    assert decoded("髙表①です".encode(CP932)) == ("髙表①です", "cp932")
    assert decoded("表".encode("utf-16")) == ("表", "utf-16")
    assert decoded(b"\x83\x5c", "utf-16") == ("\u5c83", "utf-16")
    with pytest.raises(SourceRefused) as refused:
        decoded(b"\x81\x20")
    assert refused.value.rule == "encoding_unknown"


def test_tabs_separate_what_was_copied_from_a_sheet() -> None:
    assert read_csv("項\t要望\n1\tあ,い\n".encode(), "貼り付け").rows == (("項", "要望"), ("1", "あ,い"))


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_what_separates_the_most_lines_alike_separates_cells_below_a_title(separator: str, encoding: str) -> None:
    figure = '"92,000"' if separator == "," else "92,000"
    lines = ("人口(令和8年1月1日現在)", separator.join(("団体名", "人口")), separator.join(("射水市", figure)))
    grid = read_csv("\r\n".join(lines).encode(encoding), "人口")
    assert grid.rows == (("人口(令和8年1月1日現在)",), ("団体名", "人口"), ("射水市", "92,000"))


def test_wide_spaces_do_not_hide_which_utf_16_a_text_is() -> None:
    text = "団体名,人口\r\n" + "\u3000" * 50 + ",5\r\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read_csv(text.encode(encoding), "x").rows[0] == ("団体名", "人口")


def test_the_line_that_says_the_separator_is_no_row() -> None:
    assert read_csv("sep=;\r\n団体名;人口\r\n".encode(), "人口").rows == (("団体名", "人口"),)


def test_commas_and_line_breaks_in_quotes_separate_nothing() -> None:
    content = '団体名\t備考\r\n射水市\t"a,b,c\nd,e,f"\r\n'.encode()
    assert read_csv(content, "x").rows == (("団体名", "備考"), ("射水市", "a,b,c\nd,e,f"))


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("一覧.ods", b"PK", "ending_to_save"),
        ("一覧.xlsb", b"PK", "ending_to_save"),
        ("一覧.html", b"<table>", "ending_to_save"),
        ("一覧.xls", "<html><table></table></html>".encode("cp932"), "workbook_is_page"),
        ("一覧.xlsx", b"\xef\xbb\xbf <table>", "workbook_is_page"),
        ("一覧.docx", b"PK", "ending_unknown"),
    ],
)
def test_what_is_no_workbook_is_told_what_to_do_with_it(name: str, content: bytes, rule: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        read_source(content, name)
    assert refused.value.rule == rule


def test_a_broken_csv_says_in_which_line() -> None:
    with pytest.raises(SourceRefused) as refused:
        read_csv(b'a,b\n1,"2\n', "表")
    assert (refused.value.rule, refused.value.facts["line"]) == ("csv_broken", 2)


def test_a_rule_stands_in_a_sheet_as_people_write_it(book: Book) -> None:
    grid = next(one for one in ledger_grids(book) if one.name == "試算")
    rules = {row[grid.rows[0].index("按分規則")] for row in grid.rows[1:]}
    assert rules == {"均等割:人口割 = 3:7"}
    assert not [row for one in ledger_grids(book) for row in one.rows for cell in row if "equal=" in str(cell)]

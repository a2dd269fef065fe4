"""What clerks bring: the files of tests/data/intake, as they come from Excel, and more forms of each kind, through the
command import into the sample."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.model.machine.changes import Insert
from core.sample import sample
from core.version import ROOT
from tests.core.cli.desk import Call, Done
from tests.workbooks import repacked, sheet_part, workbook

FILES = ROOT / "tests" / "data" / "intake"
Rows = list[dict[str, Any]]


class Desk:
    """The command import with a ledger, and what stands in the ledger after it."""

    def __init__(self, call: Call, ledger: Path, folder: Path) -> None:
        self.call, self.ledger, self.folder = call, ledger, folder
        self.before = ids_of_sample()

    def bring(self, source: str | bytes, *options: object) -> Done:
        """Import a file of tests/data/intake by its name, or a workbook."""
        if isinstance(source, bytes):
            path = self.folder / "持ち込み.xlsx"
            path.write_bytes(source)
        else:
            path = FILES / source
        return self.call("import", self.ledger, path, "--json", *options)

    def rows(self, table: str) -> Rows:
        return list(self.call("show", self.ledger, table, "--json").json)

    def new(self, table: str, *columns: str) -> list[Any]:
        """The columns of the rows that were not in the sample."""
        found = [row for row in self._records(table) if row["id"] not in self.before[table]]
        return [tuple(row[column] for column in columns) for row in found]

    def answers(self, item: str) -> dict[str, str]:
        """By municipality what it answers to a request."""
        return {
            row["municipality_id"]: row["state"] for row in self._records("意向") if row["customization_id"] == item
        }

    def quotes(self, item: str) -> dict[int, int]:
        """By number of implementers the total price of a request."""
        found = [row for row in self._records("見積") if row["called"].startswith(f"項{item}の")]
        return {row["implementers"]: row["one_off_yen"] for row in found}

    def _records(self, table: str) -> Rows:
        labels = {"populations": "人口", "current_costs": "現行経費", "municipalities": "団体", "quotes": "見積"}
        return self.rows(labels.get(table, table))


@cache
def ids_of_sample() -> dict[str, set[Any]]:
    """By table the ids of the rows with which the ledger begins."""
    found: dict[str, set[Any]] = {}
    for change in sample().changes:
        if isinstance(change, Insert):
            found.setdefault(change.table, set()).add(change.values["id"])
    return found


@pytest.fixture
def desk(call: Call, ledger: Path, tmp_path: Path) -> Desk:
    return Desk(call, ledger, tmp_path)


def left_out(done: Done) -> list[tuple[int | None, str | None, str]]:
    return [(one["row"], one["column"], one["why"]) for one in done.json["left_out"]]


COST = ("municipality_id", "fiscal_year", "category", "yen")


def costs(desk: Desk) -> list[tuple[str, int]]:
    return desk.new("current_costs", "municipality_id", "yen")


def people(desk: Desk) -> list[tuple[str, str, int]]:
    return desk.new("populations", "municipality_id", "reference_date", "population")


# --- units ----------------------------------------------------------------------------------------------------------


def test_an_amount_under_a_heading_with_its_unit_is_taken(desk: Desk) -> None:
    assert desk.bring("keihi_yen.xlsx").code == 0
    assert desk.new("current_costs", *COST) == [("162116", 2024, "保守", 184_000_000)]


@pytest.mark.parametrize(
    ("heading", "typed", "yen"),
    [
        ("金額(千円)", 184_000, 184_000_000),
        ("金額\n（単位：百万円）", 184.5, 184_500_000),
        ("経費【万円】", "18,400", 184_000_000),
        ("金 額 ※1", "184,000千円", 184_000_000),
    ],
)
def test_a_unit_in_the_heading_is_applied(desk: Desk, heading: str, typed: object, yen: int) -> None:
    assert desk.bring(workbook(("団体名", "年度", heading), ("射水市", "R6", typed))).code == 0
    assert costs(desk) == [("162116", yen)]


def test_a_unit_above_the_table_is_applied_and_said(desk: Desk) -> None:
    done = desk.bring("senyen_title.xlsx")
    assert costs(desk) == [("162116", 184_000_000), ("162060", 80_000_000)]
    assert done.json["said"] == ["表題から、列 D の単位を千円として読みました。"]


@pytest.mark.parametrize("title", ["単位：千円", "(単位 千円)", "現行経費(千円・税抜)"])
def test_a_unit_in_a_title_is_applied(desk: Desk, title: str) -> None:
    desk.bring(workbook((title,), ("団体名", "年度", "金額"), ("射水市", 2024, 184_000)))
    assert costs(desk) == [("162116", 184_000_000)]


def test_a_row_of_units_below_the_heading_is_applied(desk: Desk) -> None:
    done = desk.bring(workbook(("団体名", "年度", "金額"), (None, None, "(千円)"), ("射水市", 2024, 184_000)))
    assert costs(desk) == [("162116", 184_000_000)]
    assert (2, None, "単位の行です。") in left_out(done)


def test_two_units_are_asked_and_the_option_answers(desk: Desk) -> None:
    book = workbook(("現行経費 単位：千円", "(百万円)"), ("団体名", "金額"), ("射水市", 184))
    done = desk.bring(book)
    assert done.code == 1
    assert "--unit 千円" in done.err
    assert costs(desk) == []
    assert desk.bring(book, "--unit", "百万円").code == 0
    assert costs(desk) == [("162116", 184_000_000)]


def test_a_word_of_the_tax_in_a_heading_is_stored_with_each_amount(desk: Desk) -> None:
    done = desk.bring(workbook(("団体名", "費目", "金額（千円・税込）"), ("射水市", "保守", 1)))
    assert desk.new("current_costs", "yen", "tax_mode") == [(1_000, "税込")]
    assert done.json["said"][-1] == "見出しか表題から、すべての行の消費税を「税込」としました。"


def test_quotes_with_the_other_tax_than_the_ledger_are_asked(desk: Desk) -> None:
    book = workbook(("見積一覧(税込)",), ("項", "1団体", "2団体"), ("3", 100, 200))
    done = desk.bring(book)
    assert done.code == 1
    assert "この表は税込ですが、台帳の金額は税抜です。" in done.err
    assert desk.bring(book, "--tax", "税抜").code == 0


# --- days -----------------------------------------------------------------------------------------------------------


def test_the_day_in_the_title_holds_for_every_row(desk: Desk) -> None:
    done = desk.bring("pop_nodate.xlsx")
    assert people(desk) == [("162116", "2025-10-01", 92_000), ("162060", "2025-10-01", 33_000)]
    assert done.json["said"] == ["表題から、すべての行の基準日を令和7年10月1日としました。"]
    assert (None, "C", "台帳のどの項目か分からない列です。") in left_out(done)


@pytest.mark.parametrize("titles", [("人口一覧",), ("令和6年1月1日", "令和7年1月1日")])
def test_a_day_that_is_not_known_is_asked_and_the_option_answers(desk: Desk, titles: tuple[str, ...]) -> None:
    book = workbook(titles, ("団体名", "総人口"), ("射水市", 92_000))
    done = desk.bring(book)
    assert (done.code, people(desk)) == (1, [])
    assert "--date 2025-10-01" in done.err
    assert desk.bring(book, "--date", "R7.10.1").code == 0
    assert people(desk) == [("162116", "2025-10-01", 92_000)]


def test_days_are_read_in_the_forms_of_published_lists(desk: Desk) -> None:
    done = desk.bring("dates.xlsx", "--partial")
    known = {
        row["reference_date"]: row["population"] for row in desk.rows("人口") if row["municipality_id"] == "162116"
    }
    wanted = {"2010-10-01": 1002, "2022-10-01": 1003, "2023-10-01": 1004, "2024-10-01": 1005, "2025-10-01": 1006}
    assert wanted.items() <= known.items()
    assert any(one["row"] == 9 and "令和8年10月" in one["why"] for one in done.json["left_out"])


def test_the_fiscal_year_of_the_title_holds_for_every_row(desk: Desk) -> None:
    desk.bring(workbook(("令和6年度 現行経費一覧",), ("団体名", "費目", "金額"), ("射水市", "保守", 5)))
    assert desk.new("current_costs", *COST) == [("162116", 2024, "保守", 5)]


# --- what is nothing of ours ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        (("団体名", "担当課", "担当者", "電話番号", "備考"), ("射水市", "総務課", "職員A", "0000-00-0000", None)),
        (("団体名", "備考"), ("射水市", "よろしく")),
        (("日時", "会場", "出席者"), ("R8.4.1", "大会議室", "全員")),
        (("メモだけ",),),
    ],
)
def test_a_list_that_is_nothing_of_ours_is_told_so(desk: Desk, rows: tuple[tuple[object, ...], ...]) -> None:
    done = desk.bring(workbook(*rows))
    assert done.code == 1
    assert "台帳へ取り込むものが見つかりません" in done.err
    assert desk.bring("ninki.xlsx").err == desk.bring(workbook(*NINKI)).err


NINKI = (
    ("団体名", "担当課", "担当者", "電話番号", "備考"),
    ("射水市", "総務課", "職員A", "0000-00-0000", None),
    ("滑川市", "企画課", "職員B", "0000-00-0000", None),
)


def test_figures_under_an_unknown_heading_are_asked_and_the_option_answers(desk: Desk) -> None:
    book = workbook(("団体名", "年度", "お金"), ("射水市", 2024, 184_000_000))
    done = desk.bring(book)
    assert (done.code, costs(desk)) == (1, [])
    assert "「お金」(C)" in done.err
    assert "--map 見出し=項目" in done.err or "--map" in done.err
    assert desk.bring(book, "--table", "現行経費", "--map", "お金=金額").code == 0
    assert costs(desk) == [("162116", 184_000_000)]


def test_a_sheet_that_may_be_two_tables_is_asked_unless_its_title_says_it(desk: Desk) -> None:
    rows = (("団体名", "金額"), ("射水市", 5))
    done = desk.bring(workbook(*rows))
    assert (done.code, costs(desk)) == (1, [])
    assert "現行経費、違約金のどれとしても読めます" in done.err
    assert "--table" in done.err
    assert desk.bring(workbook(("現行経費一覧",), *rows)).code == 0
    assert costs(desk) == [("162116", 5)]
    assert desk.bring(workbook(*rows), "--table", "違約金").code == 0


def test_a_sheet_of_keys_and_one_column_changes_what_is_there_when_its_table_is_said(desk: Desk) -> None:
    book = workbook(("団体コード", "ふりがな"), ("162116", "いみずのし"), ("162094", "おやべし"))
    assert desk.bring(book).code == 1
    done = desk.bring(book, "--table", "団体", "--partial")
    assert [line["subject"] for line in done.json["changed"]] == ["射水市"]
    assert [(line["row"], line["reasons"][0]["text"]) for line in done.json["refused"]] == [
        (3, "団体名を入力してください。")
    ]


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    book = workbook(("団体名", "年度", "金額"), ("射水市", 2024, 1), ("滑川市", 2024, 2))
    assert len(desk.bring(book).json["added"]) == 2
    again = desk.bring(book).json
    assert (again["added"], again["changed"], again["refused"]) == ([], [], [])


def test_a_table_is_named_by_its_name_or_its_label_and_a_wrong_word_is_told(desk: Desk) -> None:
    book = workbook(("団体名", "値段"), ("射水市", 5))
    assert "ない見出し" in desk.bring(book, "--map", "ない見出し=金額").err
    assert "「ねだん」という項目は台帳にありません" in desk.bring(book, "--map", "値段=ねだん").err
    assert "宇宙" in desk.bring(book, "--table", "宇宙").err
    assert desk.bring(book, "--map", "値段").code == 2
    assert desk.bring(book, "--table", "penalties", "--map", "値段=違約金").code == 0
    assert [row["yen"] for row in desk.rows("違約金")] == [5]


# --- silent losses --------------------------------------------------------------------------------------------------


def test_an_error_cell_is_refused_and_never_zero(desk: Desk) -> None:
    done = desk.bring("errcell.xlsx")
    assert done.code == 1
    (reason,) = done.json["refused"][0]["reasons"]
    assert (reason["cell"], "#DIV/0!" in reason["text"]) == ("D2", True)
    assert costs(desk) == []
    assert desk.bring("errcell.xlsx", "--partial").code == 0
    assert costs(desk) == [("162060", 500)]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="C2"><f>1+1</f></c>',
        b'<c r="C2"><f>1+1</f><v></v></c>',
        b'<c r="C2"><f>1+1</f><v/></c>',
        b'<c r="C2"><f>SUM(A1)</f><v>0</v></c>',
        b'<c r="C2" t="e"><v>#REF!</v></c>',
    ],
)
def test_a_formula_that_was_not_computed_is_refused(desk: Desk, cell: bytes) -> None:
    book = workbook(("団体名", "年度", "金額"), ("射水市", 2024, 7))
    spoilt = repacked(book, sheet_part(b'<c r="C2"><v>7</v></c>', cell))
    done = desk.bring(spoilt)
    assert done.code == 1
    assert [one["cell"] for one in done.json["refused"][0]["reasons"]] == ["C2"]


def test_an_amount_that_is_missing_is_refused(desk: Desk) -> None:
    done = desk.bring(workbook(("団体名", "年度", "金額"), ("射水市", 2024, None), ("滑川市", 2024, "-")))
    assert [one["cell"] for one in done.json["refused"][0]["reasons"]] == ["C2"]
    assert "空欄を0とはみなしません" in done.json["refused"][0]["reasons"][0]["text"]
    desk.bring(workbook(("団体名", "年度", "金額"), ("滑川市", 2024, "－")))
    assert costs(desk) == [("162060", 0)]


def test_other_sheets_hidden_sheets_and_hidden_rows_are_named(desk: Desk) -> None:
    done = desk.bring("hidden_sheet.xlsx")
    assert people(desk) == [("162116", "2025-10-01", 100_000)]
    assert done.json["said"] == ["シート「令和7年」を読みました。"]
    assert [(one["sheet"], one["why"]) for one in done.json["left_out"]] == [("旧(使わない)", "非表示のシートです。")]


def test_hidden_rows_are_asked_and_the_option_answers(desk: Desk) -> None:
    book = workbook(("団体名", "年度", "金額"), ("射水市", 2024, 1), ("滑川市", 2024, 2), hidden_rows=(2,))
    done = desk.bring(book)
    assert (done.code, costs(desk)) == (1, [])
    assert "隠れた行が1行あります(3行)" in done.err
    assert "--hidden-rows take" in done.err
    assert (3, None, "隠れた行です。") in left_out(desk.bring(book, "--hidden-rows", "leave"))
    assert costs(desk) == [("162116", 1)]
    assert desk.bring(book, "--hidden-rows", "take").code == 0
    assert costs(desk) == [("162116", 1), ("162060", 2)]


@pytest.mark.parametrize(
    ("rows", "hidden", "columns"),
    [
        ((("団体名", "年度", "費目", "金額"), ("射水市", 2024, "保守", 1)), (1, 2), "B、C"),
        ((("団体名", "メモ書き", "R5", "R6"), ("射水市", "x", 1, 2)), (1, 3), "D"),
        ((("項", "要望", "1団体", "2団体"), ("101", "新しい要望", 300, 200)), (2,), "C"),
        ((("項", "要望", "総額", "射水市", "滑川市"), ("101", "様式", 200, 100, 100)), (3, 9), "D"),
    ],
)
def test_hidden_columns_are_read_and_named(
    desk: Desk, rows: tuple[tuple[object, ...], ...], hidden: tuple[int, ...], columns: str
) -> None:
    done = desk.bring(workbook(*rows, hidden_columns=hidden))
    assert f"隠れた列 {columns} も読みました。" in done.json["said"]
    assert "隠れた列" not in "".join(desk.bring(workbook(*rows)).json["said"])


def test_totals_notes_and_groups_are_left_out_and_counted(desk: Desk) -> None:
    done = desk.bring(
        workbook(
            ("団体名", "年度", "金額"),
            ("【市部】", None, None),
            ("射水市", 2024, 1),
            ("市計", None, 1),
            ("団体名", "年度", "金額"),
            ("滑川市", 2024, 2),
            ("合　計", None, 3),
            ("※ 端数は切り捨て", None, None),
        )
    )
    assert costs(desk) == [("162116", 1), ("162060", 2)]
    assert [row for row, _, _ in left_out(done)] == [2, 4, 5, 7, 8]


# --- the printed cost table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cost_flat.xlsx", "cost_merged.xlsx", "cost_newline.xlsx", "cost_spaces.xlsx"])
def test_the_allocation_table_is_understood_in_each_dress(desk: Desk, name: str) -> None:
    assert desk.bring(name).code == 0
    assert desk.quotes("101") == {6: 600_000, 5: 500_000, 4: 400_000}
    no = {code for code, state in desk.answers("101").items() if state == "実施しない"}
    assert no == {"163431", "163210"}
    assert desk.quotes("102") == {2: 300_000}


def test_an_amount_in_joined_cells_is_refused(desk: Desk) -> None:
    rows = (("団体名", "年度", "金額"), ("射水市", 2024, 9), ("滑川市", 2024, None))
    done = desk.bring(workbook(*rows, merged=((1, 2, 2, 2),)))
    assert [one["cell"] for line in done.json["refused"] for one in line["reasons"]] == ["C2", "C3"]
    desk.bring(workbook(*rows[:2], ("滑川市", None, 8), merged=((1, 1, 2, 1),)))
    assert desk.new("current_costs", "fiscal_year", "yen") == [(2024, 9), (2024, 8)]


def test_a_dash_is_no(desk: Desk) -> None:
    assert desk.bring("cost_dash.xlsx").code == 0
    for item in ("101", "102"):
        assert sorted(desk.answers(item).values()) == ["実施"] * 2 + ["実施しない"] * 4


def test_circles_instead_of_amounts_are_answers(desk: Desk) -> None:
    assert desk.bring(workbook(("項", "要望", "射水市", "滑川市"), ("101", "様式", "○", "△"))).code == 0
    assert {code: desk.answers("101")[code] for code in ("162116", "162060")} == {"162116": "実施", "162060": "未定"}


def test_every_priced_row_is_taken_or_named(desk: Desk) -> None:
    done = desk.bring("skip_rows.xlsx", "--partial")
    taken = {row["item"] for row in desk.rows("customizations")}
    assert {"101", "104", "106", "107", "12", "113"} <= taken
    named = {row for row, _, _ in left_out(done)}
    assert named == {6, 7, 8, 11}


def test_an_item_that_became_a_date_is_refused_with_what_it_was(desk: Desk) -> None:
    done = desk.bring("cost_dateitem.xlsx")
    (reason,) = done.json["refused"][0]["reasons"]
    assert (done.code, reason["cell"]) == (1, "A2")
    assert "「1-20」か「20-1」" in reason["text"]


def test_full_width_figures_are_read_and_a_negative_price_is_refused(desk: Desk) -> None:
    done = desk.bring("cost_fullwidth.xlsx", "--partial")
    assert desk.quotes("101") == {6: 600_000}
    assert {"104", "105", "106", "107"} <= {row["item"] for row in desk.rows("customizations")}
    assert 4 in {line["row"] for line in done.json["refused"]}


def test_a_fault_is_told_by_the_row_in_which_it_stands(desk: Desk) -> None:
    (line,) = desk.bring("wrong_cell.xlsx").json["refused"]
    assert (line["row"], line["reasons"][0]["cell"]) == (4, "A4")


def test_an_allocation_table_in_thousands_is_read_in_yen(desk: Desk) -> None:
    desk.bring(workbook(("(単位：千円)",), ("項", "要望", "総額", "射水市", "滑川市"), ("101", "様式", 200, 100, 100)))
    assert desk.quotes("101") == {2: 200_000}


# --- codes, names, published lists ----------------------------------------------------------------------------------


def test_percent_cells_are_what_they_show(desk: Desk) -> None:
    assert desk.bring("percent_scenario.xlsx").code == 0
    assert [row["guarantee_percent"] for row in desk.rows("試算") if row["name"] == "保障三割"] == ["30"]
    desk.bring(workbook(("試算名", "最低削減保障"), ("別", 0.285), percents=((1, 1),)))
    assert [row["guarantee_percent"] for row in desk.rows("試算") if row["name"] == "別"] == ["28.5"]


def test_figures_have_fifteen_digits(desk: Desk) -> None:
    assert desk.bring("noise_raw.xlsx").code == 0
    assert [yen for _, yen in costs(desk)] == [1_670, 1_210_000, 123_450]


def test_five_digits_are_decided_by_which_municipality_exists(desk: Desk) -> None:
    assert desk.bring("five_num_kamiichi.xlsx").json["added"] == []
    assert desk.bring("five_text.xlsx").code == 0
    assert desk.new("municipalities", "code", "name") == [("162094", "小矢部市"), ("162086", "砺波市")]
    desk.bring(workbook(("団体コード", "団体名"), (11002, "札幌市")))
    assert desk.new("municipalities", "code")[-1] == ("011002",)


def test_published_lists_of_codes_are_understood(desk: Desk) -> None:
    done = desk.bring("soumu_heading.xlsx")
    assert desk.new("municipalities", "code", "name", "kana", "kind") == [("162094", "小矢部市", "おやべし", "市")]
    assert (2, None, "都道府県の行です。") in left_out(done)
    assert desk.bring("csv_hyojun.csv").code == 0
    assert desk.new("municipalities", "kana", "kind") == [("おやべし", "市")]


def test_published_populations_are_understood(desk: Desk) -> None:
    done = desk.bring("csv_niigata.csv")
    assert people(desk) == [("162116", "2024-10-01", 92_000), ("162060", "2024-10-01", 32_000)]
    assert (4, None, "都道府県の行です。") in left_out(done)
    assert desk.bring("pop_estat.xlsx").code == 0
    assert ("162060", "2025-10-01", 32_755) in people(desk)


def test_a_list_that_is_finer_than_ours_gives_no_wrong_figure(desk: Desk) -> None:
    done = desk.bring("csv_ods.csv", "--partial")
    assert people(desk) == []
    assert [line["row"] for line in done.json["refused"]] == [2, 3]


def test_a_member_with_one_district_has_not_its_people_alone(desk: Desk) -> None:
    rows = (
        ("射水市", "新湊", 30_000),
        ("射水市", "小杉", 31_000),
        ("滑川市", "浜加積", 2_000),
        ("上市町", "音杉", 1_000),
    )
    done = desk.bring(workbook(("団体名", "地区", "人口"), *rows), "--date", "2025-10-01", "--partial")
    assert people(desk) == []
    assert [line["row"] for line in done.json["refused"]] == [2, 3, 4, 5]
    twice = (("射水市", 30_000), ("射水市", 31_000), ("滑川市", 32_000))
    desk.bring(workbook(("団体名", "人口"), *twice), "--date", "2025-10-01", "--partial")
    assert people(desk) == [("162060", "2025-10-01", 32_000)], "written twice by mistake, and nothing tells of parts"


def test_the_rest_of_the_country_is_left_out_and_counted(desk: Desk) -> None:
    rows = (("市区町村名", "2025/10/1"), ("富山市", 1), ("射水市", 2), ("富山県", 3), ("北海道札幌市", 4))
    done = desk.bring(workbook(*rows))
    assert people(desk) == [("162116", "2025-10-01", 2)]
    assert [row for row, _, _ in left_out(done)] == [2, 4, 5]


def test_names_are_found_however_they_are_written(desk: Desk) -> None:
    done = desk.bring("pop_name.xlsx")
    assert [code for code, _, _ in people(desk)] == ["162116", "162060", "163422", "163431", "163210"]
    assert (7, None, "合計の行です。") in left_out(done)


def test_members_get_their_kind_from_the_name(call: Call, empty_ledger: Path) -> None:
    assert call("import", empty_ledger, FILES / "members.csv").code == 0
    found = call("show", empty_ledger, "団体", "--json").json
    assert [row["kind"] for row in found] == ["市", "市", "町", "町", "町", "村"]


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["far.xlsx", "csv_eq.csv"])
def test_two_municipalities_come_in(desk: Desk, name: str) -> None:
    assert desk.bring(name).code == 0
    assert [code for (code,) in desk.new("municipalities", "code")] == ["162094", "162086"]


def test_backslashes_in_the_names_of_parts_are_no_obstacle(desk: Desk) -> None:
    book = workbook(("団体名", "年度", "金額"), ("射水市", 2024, 7))
    assert desk.bring(repacked(book, name=lambda part: part.replace("/", "\\"))).code == 0
    assert costs(desk) == [("162116", 7)]


@pytest.mark.parametrize("encoding", ["euc_jp", "cp932", "utf-8", "utf-16", "iso2022_jp"])
def test_csv_is_read_in_every_encoding_of_offices(desk: Desk, encoding: str) -> None:
    (desk.folder / "名簿.csv").write_bytes("団体コード,団体名\r\n162094,小矢部市\r\n".encode(encoding))
    assert desk.call("import", desk.ledger, desk.folder / "名簿.csv").code == 0
    assert desk.new("municipalities", "name") == [("小矢部市",)]


def test_our_csv_through_excel_is_not_taken_for_a_change(desk: Desk) -> None:
    done = desk.bring("own_quotes_excel_date.csv")
    (reason,) = done.json["refused"][0]["reasons"]
    assert (done.code, reason["cell"]) == (1, "G2")
    assert "「20-1」" in reason["text"]


def test_a_questionnaire_is_no_table_and_its_wrong_word_is_named(desk: Desk) -> None:
    done = desk.bring("answer_sheet_bad_word.xlsx")
    assert done.code == 2
    assert "項7の意向(H10のセル)の「○（条件付き）」は読めません。" in done.err
    told = desk.call("take", desk.ledger, FILES / "answer_sheet_bad_word.xlsx")
    assert "項7の意向(H10のセル)" in told.out


# --- cross tables ---------------------------------------------------------------------------------------------------


def test_members_by_years_become_costs_of_each_year(desk: Desk) -> None:
    assert desk.bring("crosstab.xlsx").code == 0
    assert desk.new("current_costs", "municipality_id", "fiscal_year", "yen") == [
        ("162116", 2012, 100),
        ("162116", 2013, 200),
        ("162116", 2014, 300),
        ("162060", 2012, 10),
        ("162060", 2013, 20),
        ("162060", 2014, 30),
    ]


def test_a_cross_table_has_units_totals_and_faults_of_its_own(desk: Desk) -> None:
    book = workbook(
        ("現行経費 (単位：千円)",),
        ("団体名", "R5", "R6年度", "合計"),
        ("射水市", 1, 2, 3),
        ("滑川市", "不明", "-", None),
        ("計", 1, 2, 3),
    )
    done = desk.bring(book, "--partial")
    assert desk.new("current_costs", "municipality_id", "fiscal_year", "yen") == [
        ("162116", 2023, 1_000),
        ("162116", 2024, 2_000),
        ("162060", 2024, 0),
    ]
    assert [(one["row"], one["column"]) for one in done.json["left_out"]] == [
        (1, None),
        (5, None),
        (None, "D"),
        (4, "B"),
    ]


def test_members_by_days_become_populations(desk: Desk) -> None:
    done = desk.bring(workbook(("市町村", "令和6年10月1日", "R7.10.1(人)"), ("射水市", 1, 2), ("県計", 5, 6)))
    assert people(desk) == [("162116", "2024-10-01", 1), ("162116", "2025-10-01", 2)]
    assert (3, None, "合計の行です。") in left_out(done)


def test_requests_by_members_become_answers(desk: Desk) -> None:
    assert desk.bring(workbook(("項番", "射水市", "滑 川 市"), ("3", "○", "－"), ("5", "×", "△"))).code == 0
    found = {item: [desk.answers(item)[code] for code in ("162116", "162060")] for item in ("3", "5")}
    assert found == {"3": ["実施", "実施しない"], "5": ["実施しない", "未定"]}


@pytest.mark.parametrize(
    "heading", [("1団体", "2団体", "３自治体"), ("n=1団体", "2市町村(円)", "3団体で実施"), (1, 2, 3)]
)
def test_requests_by_number_of_implementers_become_quotes(desk: Desk, heading: tuple[object, ...]) -> None:
    done = desk.bring(
        workbook(("項", "要望", *heading), ("101", "新しい要望", 300, "400", None), ("3", None, 1, 2, "-"))
    )
    assert done.code == 0
    assert desk.quotes("101") == {1: 300, 2: 400}
    assert desk.quotes("3")[2] == 2
    assert [row["title"] for row in desk.rows("customizations") if row["item"] == "101"] == ["新しい要望"]


@pytest.mark.parametrize(
    "rows",
    [
        (("合計", None, 400, 280),),
        ((None, "合　計", 400, 280),),
        (("小計", None, 300, 200), ("総計", None, 400, 280)),
        (("※税抜", None, None, None), ("注1 端数は切り捨て", None, None, None), ("計", None, 1, 1)),
        (("項", "要望", "1団体", "2団体"), ("団体数", None, 1, 2)),
    ],
)
def test_totals_and_notes_below_quotes_are_left_out_and_named(desk: Desk, rows: tuple[tuple[object, ...], ...]) -> None:
    table = (("項", "要望", "1団体", "2団体"), ("101", "新しい要望", 300, 200))
    done = desk.bring(workbook(*table, *rows))
    assert (done.code, done.json["refused"]) == (0, [])
    assert [row for row, _, _ in left_out(done)] == [at for at, _ in enumerate(rows, 3)]
    assert desk.quotes("101") == {1: 300, 2: 200}


def test_a_price_across_leaves_alone_what_a_quote_has_besides(desk: Desk) -> None:
    def quote() -> dict[str, Any]:
        (found,) = (one for one in desk.rows("見積") if one["called"].startswith("項3の") and one["implementers"] == 1)
        return dict(found)

    before = quote()
    assert before["branch"]
    assert desk.bring(workbook(("項", "要望", "1団体"), ("3", None, before["one_off_yen"] + 1))).code == 0
    assert quote() == {**before, "one_off_yen": before["one_off_yen"] + 1}


def test_counts_below_answers_are_no_request(desk: Desk) -> None:
    done = desk.bring(workbook(("項", "射水市", "滑川市"), ("3", "○", "×"), ("合計", 1, 0), ("実施団体数", 1, 0)))
    assert (done.code, done.json["refused"]) == (0, [])
    assert [row for row, _, _ in left_out(done)] == [3, 4]


def test_a_turned_cross_table_is_taken_and_its_places_are_its_own(desk: Desk) -> None:
    rows = (("見積 (単位：千円)",), ("実施団体数", "11", "12", "計"), ("1団体", 1, "多分", 3), ("2団体", 4, 5, 9))
    done = desk.bring(workbook(*rows))
    assert (done.code, [(one["row"], one["column"]) for one in done.json["refused"]]) == (1, [(3, "C")])
    assert left_out(done) == [
        (1, None, "見出しより上の行(表題や注記)です。"),
        (None, "D", "合計の列です。"),
        (3, "C", "「多分」は数として読めません。数字で入力してください。"),
    ]
    assert done.json["said"] == ["表題から、行 3、4 の単位を千円として読みました。"]
    assert desk.bring(workbook(*rows), "--partial").code == 0
    assert (desk.quotes("11")[1], desk.quotes("11")[2], desk.quotes("12")[2]) == (1_000, 4_000, 5_000)
    open_corner = desk.bring(workbook(("見積",), (None, 1, 2), (1, 100, 200), (2, 90, 180)))
    assert (open_corner.code, "左上のセル(A2)" in open_corner.err) == (1, True)


def test_one_of_two_tables_beside_one_another_is_named_by_its_number(desk: Desk) -> None:
    book = workbook(
        ("団体名", "年度", "金額", None, "団体名", "年度", "金額"), ("射水市", 2024, 1, None, "滑川市", 2024, 2)
    )
    assert "--part 1(左から何番目の表か) を付けてください。" in desk.bring(book).err
    assert "A〜C列、E〜G列" in desk.bring(book, "--part", 3).err
    assert desk.bring(book, "--part", 1).code == desk.bring(book, "--part", 2).code == 0
    assert costs(desk) == [("162116", 1), ("162060", 2)]


def test_a_heading_of_two_rows_is_one(desk: Desk) -> None:
    book = workbook(
        ("団体", "現行の経費", None),
        (None, "年度", "金額(千円)"),
        ("射水市", 2024, 7),
        merged=((0, 0, 1, 0), (0, 1, 0, 2)),
    )
    assert desk.bring(book).code == 0
    assert desk.new("current_costs", "fiscal_year", "yen") == [(2024, 7_000)]

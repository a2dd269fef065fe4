from pathlib import Path

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.model.machine.naming import table_named, told_tables
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from tests.core.cli.desk import Call

CODES = ["162116", "162060", "163422", "163228", "163431", "163210"]
MAX = [9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0]


def test_new_makes_an_empty_ledger(call: Call, tmp_path: Path) -> None:
    done = call("new", tmp_path / "新しい 台帳.anbun")
    assert (done.code, done.out, done.err) == (0, "新しい 台帳.anbun を作りました。\n", "")
    assert call("show", tmp_path / "新しい 台帳.anbun", "municipalities", "--json").json == []


def test_new_with_the_sample_has_the_source_s_data(call: Call, tmp_path: Path) -> None:
    assert call("new", tmp_path / "見本.anbun", "--sample").code == 0
    shown = call("show", tmp_path / "見本.anbun", "municipalities", "--json").json
    assert [row["code"] for row in shown] == CODES
    assert shown[0] == {"code": "162116", "name": "射水市", "label": "A", "population": 93_588, "weights": {}}


def test_new_never_replaces_a_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "台帳.anbun").write_bytes(b"important")
    done = call("new", tmp_path / "台帳.anbun", "--sample")
    assert (done.code, done.out) == (1, "")
    assert done.err == "台帳.anbun は既にあります。別の名前を指定してください。\n"
    assert (tmp_path / "台帳.anbun").read_bytes() == b"important"


def test_new_in_a_folder_that_is_not_there_is_refused(call: Call, tmp_path: Path) -> None:
    done = call("new", tmp_path / "ない" / "台帳.anbun")
    assert done.code == 1
    assert "見つかりません" in done.err
    assert not (tmp_path / "ない").exists()


def test_new_leaves_no_working_copy_behind(call: Call, tmp_path: Path) -> None:
    call("new", tmp_path / "台帳.anbun", "--sample")
    call("new", tmp_path / "ない" / "台帳.anbun")
    assert list(default_home().work.iterdir()) == []


def test_the_allocation_has_exactly_the_keys_that_were_agreed(call: Call, ledger: Path) -> None:
    shown = call("show", ledger, "allocation", "--json").json
    assert list(shown) == ["columns", "rows", "totals", "incomplete"]
    assert shown["columns"] == CODES
    assert [row["item"] for row in shown["rows"]] == [str(number) for number in range(1, 32)]
    assert {tuple(row) for row in shown["rows"]} == {
        ("item", "option", "branch", "title", "disposition", "status", "total", "shares")
    }
    assert list(shown["totals"]) == ["max", "all", "low", "high"]
    assert list(shown["totals"]["max"]) == [*CODES, "total"]
    assert shown["incomplete"] == []


def test_the_totals_of_the_sample_are_those_of_the_source(call: Call, ledger: Path) -> None:
    totals = call("show", ledger, "allocation", "--json").json["totals"]["max"]
    assert [totals[code] for code in CODES] == MAX
    assert totals["total"] == 19_620_000


def test_every_amount_is_that_of_the_calculation(call: Call, ledger: Path) -> None:
    shown = call("show", ledger, "allocation", "--json").json
    file = LedgerFile.open(default_home(), ledger)
    try:
        allocation = allocate(file.store.book())
    finally:
        file.close()
    for row, result in zip(shown["rows"], allocation.items, strict=True):
        assert row["total"] == result.max.total
        assert row["branch"] == result.max.branch
        if result.max.total is not None:
            assert list(row["shares"].values()) == list(result.max.shares)
    for view in View:
        assert [shown["totals"][view.value][code] for code in CODES] == list(allocation.totals[view].shares)
        assert shown["totals"][view.value]["total"] == allocation.totals[view].total


def test_the_rows_of_the_source_are_told_as_they_stand(call: Call, ledger: Path) -> None:
    rows = {row["item"]: row for row in call("show", ledger, "allocation", "--json").json["rows"]}
    assert rows["25"] == {
        "item": "25",
        "option": "",
        "branch": "25-6",
        "title": "健康管理_骨粗鬆症検診_前立腺がん検診4in1はがき化",
        "disposition": "実施",
        "status": rows["25"]["status"],
        "total": 300_000,
        "shares": {"162116": 300_000, "162060": 0, "163422": 0, "163228": 0, "163431": 0, "163210": 0},
    }
    assert (rows["16"]["option"], rows["16"]["branch"]) == ("資格情報表示および帳票出力", "16-1")
    assert (rows["9"]["total"], rows["9"]["branch"]) == (0, None)
    assert rows["23"]["disposition"] == "他の項に統合"


def test_an_item_without_a_quote_has_no_total_and_is_listed(call: Call, ledger: Path) -> None:
    assert call("answer", ledger, "26", "B", "実施").code == 0
    shown = call("show", ledger, "allocation", "--json").json
    row = next(row for row in shown["rows"] if row["item"] == "26")
    assert (row["total"], row["branch"], row["status"], row["shares"]) == (None, None, "見積なし", {})
    assert shown["incomplete"] == ["26"]
    assert shown["totals"]["max"]["total"] == 19_020_000
    assert "見積なし" in call("show", ledger, "allocation").out


@pytest.mark.parametrize("table", ["municipalities", "customizations", "answers", "allocation"])
def test_every_table_is_shown_as_text_too(call: Call, ledger: Path, table: str) -> None:
    done = call("show", ledger, table)
    assert (done.code, done.err) == (0, "")
    heading, *rows = done.out.splitlines()
    assert not heading.startswith(("{", "["))
    assert len(rows) == {"municipalities": 6, "customizations": 31, "answers": 31, "allocation": 36}[table]


def test_the_text_of_the_allocation_ends_with_the_totals(call: Call, ledger: Path) -> None:
    line = next(line for line in call("show", ledger, "allocation").out.splitlines() if "合計(最大)" in line)
    assert line.split()[1:] == ["19,620,000", "9,400,000", "0", "8,500,000", "400,000", "1,320,000", "0"]


def test_columns_stand_one_under_another(call: Call, ledger: Path) -> None:
    lines = call("show", ledger, "municipalities").out.splitlines()
    assert lines[0] == "団体コード  団体名  記号    人口"
    assert lines[1] == "162116      射水市  A     93,588"


def test_answers_and_customizations_as_json(call: Call, ledger: Path) -> None:
    answers = {row["item"]: row for row in call("show", ledger, "answers", "--json").json}
    assert list(answers["25"]) == ["item", "title", "answers"]
    assert list(answers["25"]["answers"].values()) == ["実施", "未定", "未定", "未定", "未定", "未定"]
    requests = {row["item"]: row for row in call("show", ledger, "customizations", "--json").json}
    assert requests["23"]["merged_into"] == "22"
    assert requests["16"]["adopted"] == "資格情報表示および帳票出力"
    assert requests["25"]["deadline"] == "2014-07-31"


@pytest.mark.parametrize("table", ["municipalities", "customizations", "answers", "allocation"])
def test_an_empty_ledger_has_empty_tables(call: Call, empty_ledger: Path, table: str) -> None:
    assert call("show", empty_ledger, table).code == 0
    shown = call("show", empty_ledger, table, "--json").json
    assert (shown["rows"] if table == "allocation" else shown) == []


def test_showing_changes_nothing(call: Call, ledger: Path) -> None:
    before = ledger.read_bytes()
    call("show", ledger, "allocation")
    assert ledger.read_bytes() == before
    assert list(default_home().work.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "見つかりません"),
        (b"", "0バイト"),
        ("名前,人口".encode(), "按分帳の台帳ではありません"),
        (b"SQLite format 3\0" + bytes(200), "按分帳の台帳ではありません"),
    ],
)
def test_what_is_no_ledger_ends_with_two(call: Call, tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "よその.anbun"
    if content is not None:
        path.write_bytes(content)
    for command in (("show", path, "allocation"), ("answer", path, "25", "B", "実施")):
        done = call(*command)
        assert (done.code, done.out) == (2, "")
        assert words in done.err
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_ledger_that_was_cut_is_not_opened(call: Call, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[:-100])
    done = call("show", ledger, "allocation")
    assert done.code == 2
    assert "途中で切れているか" in done.err


def test_any_table_is_shown_by_its_name_or_its_label(call: Call, ledger: Path) -> None:
    by_name = call("show", ledger, "systems", "--json").json
    assert by_name == call("show", ledger, "業務", "--json").json
    assert by_name[0]["called"] == by_name[0]["name"]
    assert set(by_name[0]) == {"id", "called", "name", "subcommittee", "scope", "standardised", "position", "note"}
    assert by_name[0]["scope"] == "調達内"


def test_references_are_shown_as_sheets_call_the_rows_and_dates_as_iso(call: Call, ledger: Path) -> None:
    first = call("show", ledger, "populations", "--json").json[0]
    assert (first["municipality_id"], first["reference_date"]) == ("162116", "2005-10-01")
    text = call("show", ledger, "人口").out.splitlines()
    assert text[0].split() == ["団体", "基準日", "人口", "出典"]
    assert text[2].split() == ["射水市", "平成22年10月1日", "93,588", "国勢調査"]


def test_every_table_can_be_shown(call: Call, ledger: Path) -> None:
    for at, table in enumerate(told_tables()):
        # By its name or by what it is called, as figures for programs or for people: each table in one way of the four.
        called = table.label if at % 4 < 2 else table.name
        assert call("show", ledger, called, *(["--json"] if at % 2 else [])).code == 0, called
    assert [table_named(table.label) for table in told_tables()] == list(told_tables())


def test_the_rows_of_a_table_that_has_a_view_come_by_its_label(call: Call, ledger: Path) -> None:
    rows = call("show", ledger, "団体", "--json").json
    assert {"kana", "joined_on"} <= set(rows[0])
    assert rows[0]["joined_on"] is None


def test_a_table_that_is_none_names_those_there_are(call: Call, ledger: Path) -> None:
    done = call("show", ledger, "値段")
    assert (done.code, done.out) == (2, "")
    assert "「値段」という表はありません" in done.err
    assert "違約金(penalties)" in done.err

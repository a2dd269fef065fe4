"""show comparison, scenarios and totals, and compare: what they print and how they exit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.calc.comparison.gathering import present_scenario
from core.cli.run import run
from core.model.book import Book
from core.model.costs import CostLine
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import Scenario
from core.operations.costs.entering import set_cost_cells
from core.operations.editing.edit import edit
from core.operations.scenarios.deciding import adopt
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile

CODES = {"A": "162116", "B": "162060", "C": "163422", "D": "163228", "E": "163431", "F": "163210"}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A file with the sample, as the command new makes it."""
    monkeypatch.setenv("ANBUNCHO_HOME", str(tmp_path / "data"))
    path = tmp_path / "見本.anbun"
    assert run(["new", str(path), "--sample"]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def ran(sample: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the sample; its exit code, output and errors."""

    def ran(name: str, *arguments: str) -> tuple[int, str, str]:
        code = run([name, str(sample), *arguments])
        output = capsys.readouterr()
        return code, output.out, output.err

    return ran


def values(result: tuple[int, str, str]) -> Any:
    code, output, error = result
    assert (code, error) == (0, "")
    return json.loads(output)


def oku(shown: Any) -> list[str]:
    return [f"{shown['rows'][code]['cloud'] / 10**8:.1f}" for code in CODES.values()]


def change(path: Path, wish: Callable[[Any], ChangeSet | Faults]) -> None:
    file = LedgerFile.open(default_home(), path)
    change_set = wish(file.store.book())
    assert isinstance(change_set, ChangeSet)
    file.store.apply(change_set)
    file.save()
    file.close()


def test_the_sample_gives_the_source_s_table(ran: Run) -> None:
    shown = values(ran("show", "comparison", "--json"))
    rows = {label: shown["rows"][code] for label, code in CODES.items()}
    assert oku(shown) == ["5.7", "2.5", "1.8", "1.7", "1.4", "0.8"]
    assert [rows[label]["current"] for label in CODES] == [yen * 10**7 for yen in (92, 40, 25, 24, 24, 11)]
    assert [label for label in CODES if rows[label]["cloud"] == rows[label]["cap"]] == ["C", "D", "F"]
    assert [rows[label]["rate_percent_from_yen"] for label in "CDF"] == [30.0, 30.0, 30.0]
    from_unit = [rows[label]["rate_percent_from_unit"] for label in CODES]
    assert [int(rate + 0.5) for rate in from_unit] == [38, 38, 28, 29, 42, 27]
    assert shown["total"]["cloud"] == 1_386_000_000
    assert int(shown["total"]["rate_percent_from_unit"] + 0.5) == 36


def test_the_premises_stand_with_the_result(ran: Run) -> None:
    premises = values(ran("show", "comparison", "--json"))["premises"]
    assert (premises["rule"], premises["guarantee_percent"], premises["key"]) == (
        "equal=3,population=7",
        30,
        "population",
    )
    assert premises["tax_rates"] == [
        {"from": "2015-04", "to": "2019-09", "percent": 8},
        {"from": "2019-10", "to": "2020-03", "percent": 10},
    ]
    found = premises["populations"]["162116"]
    assert found == {"population": 93_588, "date": "2010-10-01", "source": "国勢調査"}
    assert "原資料は13.9億円、内数と再配分の基準は推定" in premises["note"]


def test_without_guarantee_compare_gives_the_plain_split_and_saves_nothing(ran: Run, sample: Path) -> None:
    before = sample.read_bytes()
    for guarantee in ("0", "none", "なし"):
        shown = values(ran("compare", "--guarantee", guarantee, "--json"))
        assert oku(shown) == ["5.4", "2.4", "2.1", "1.8", "1.4", "0.8"]
    assert sample.read_bytes() == before


def test_compare_takes_other_premises(ran: Run) -> None:
    options = ("--fee", "13億円", "--rule", "equal", "--guarantee", "12.5", "--key", "headroom", "--date", "2015-10-01")
    shown = values(ran("compare", *options, "--json"))
    assert shown["total"]["cloud"] == 1_300_000_000
    premises = shown["premises"]
    assert (premises["rule"], premises["guarantee_percent"], premises["key"]) == ("equal=1", 12.5, "headroom")
    assert premises["populations"]["162116"]["population"] == 92_308


def test_compare_agrees_with_split(ran: Run, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = values(ran("compare", "--fee", "1385999999", "--guarantee", "none", "--json"))
    assert run(["split", "1385999999", "--file", str(sample), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)["shares"]
    assert {code: row["cloud"] for code, row in shown["rows"].items()} == plain


def test_an_impossible_guarantee_exits_1_with_the_sentence(ran: Run) -> None:
    code, output, error = ran("compare", "--guarantee", "36", "--json")
    assert (code, output) == (1, "")
    assert "3,600,000円足りません" in error
    assert "35.8%までなら保障できます" in error
    assert ran("compare", "--guarantee", "35.8")[0] == 0


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--fee", "たくさん", "数として読めません"),
        ("--fee", "-1", "負の数"),
        ("--rule", "half", "按分規則として読めません"),
        ("--guarantee", "120", "割合として使えません"),
        ("--date", "きのう", "日付として読めません"),
        ("--date", "2011-10-01", "2010-10-01"),
    ],
)
def test_a_premise_that_makes_no_sense_exits_1(ran: Run, option: str, text: str, words: str) -> None:
    code, _, error = ran("compare", option, text)
    assert code == 1
    assert words in error


def test_scenarios_stand_side_by_side_with_their_differences(ran: Run) -> None:
    first, second = values(ran("show", "scenarios", "--json"))["scenarios"]
    assert {row["difference"] for row in first["rows"].values()} == {0}
    assert second["rows"]["163422"]["difference"] == 205_921_836 - 175_000_000
    assert second["rows"]["163422"]["difference_percent"] == 17.7
    assert (second["total"]["difference"], second["refused"]) == (0, None)


def test_a_scenario_without_a_table_says_why(ran: Run, sample: Path) -> None:
    change(sample, lambda book: edit(book, book.all(Scenario)[2], "guarantee_percent", "36"))
    second = values(ran("show", "scenarios", "--json"))["scenarios"][1]
    assert (second["rows"], second["total"]) == ({}, None)
    assert "35.8%" in second["refused"]
    assert "35.8%" in ran("show", "scenarios")[1]


def test_an_adopted_scenario_shows_the_figures_that_it_was_adopted_with(ran: Run, sample: Path) -> None:
    adopted = values(ran("show", "comparison", "--json"))
    papers = {"result": json.dumps(adopted)}
    change(sample, lambda book: adopt(book, book.all(Scenario)[1], "2014-11-18", "事務局", b"%PDF", papers))
    change(sample, lambda book: set_cost_cells(book, [(book.all(CostLine)[1], 2015, "1")]))
    assert values(ran("show", "comparison", "--json"))["rows"] != adopted["rows"]
    first = values(ran("show", "scenarios", "--json"))["scenarios"][0]
    assert first["rows"] == adopted["rows"]
    assert first["adopted"] == {"on": "2014-11-18", "by": "事務局"}


def test_without_a_name_the_adopted_scenario_is_shown_and_named(ran: Run, sample: Path) -> None:
    """As the window shows it first; the one in the first place is asked for by its name."""
    names = [one["name"] for one in values(ran("show", "scenarios", "--json"))["scenarios"]]
    first = values(ran("compare", "--json"))
    assert f"試算: {names[0]} 単位" in ran("compare")[1]
    change(sample, lambda book: adopt(book, book.all(Scenario)[2], "2014-11-18", "事務局", b"%PDF", {"result": "{}"}))
    for command in (("compare",), ("show", "comparison")):
        assert f"試算: {names[1]}(採用) 単位" in ran(*command)[1]
        assert values(ran(*command, "--json")) != first
    assert values(ran("compare", "--scenario", names[0], "--json")) == first


def test_totals_add_everything_up(ran: Run) -> None:
    shown = values(ran("show", "totals", "--json"))
    row = shown["rows"]["162116"]
    assert (row["cloud"], row["customization_one_off"]) == (572_788_364, 9_400_000)
    assert row["total"] == 582_188_364
    assert shown["total"]["total"] == 1_386_000_000 + 19_620_000
    assert shown["incomplete"] == []


@pytest.mark.parametrize("table", ["comparison", "scenarios", "totals"])
def test_the_tables_are_printed_for_people_too(ran: Run, table: str) -> None:
    code, output, _ = ran("show", table)
    assert code == 0
    assert "合計" in output


def test_an_empty_file_has_nothing_to_compare(tmp_path: Path, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "空.anbun"
    assert run(["new", str(path)]) == 0
    assert run(["show", str(path), "comparison"]) == 1
    assert "負担する団体がない" in capsys.readouterr().err


LINES = """経費名,種別,割合,区分,按分規則,業務,負担団体,消費税,通貨,換算レート
国庫補助金,財源,1/2,運用,,,,不課税,円,
富山県,構成団体以外の負担,,運用,,,,不課税,円,
上市町の補助金,財源,,運用,,,上市町,不課税,円,
共通基盤,経費,,運用,"均等割:人口割 = 9.5:90.5、上限 総額の40%",,,税抜,円,
滑川市の機器,経費,,運用,,,滑川市,税抜,円,
クラウド基盤,経費,,運用,,,,税抜,USD,100/3
"""
AMOUNTS = """経費明細,年度,金額,1/100単位
富山県,H27,5000000,
富山県,H29,7000000,
国庫補助金,H28,1000001,
上市町の補助金,H28,300000,
共通基盤,H27,33333333,
共通基盤,H31,33333334,
滑川市の機器,H30,1234567,
クラウド基盤,H28,12345,67
"""


@pytest.fixture
def moving(sample: Path, tmp_path: Path, ran: Run) -> Path:
    """The sample with a town that leaves within the term, lines of every kind, and a scenario with other instalments,
    without a guarantee."""
    (tmp_path / "経費明細.csv").write_text(LINES, encoding="utf-8-sig")
    (tmp_path / "年度別の金額.csv").write_text(AMOUNTS, encoding="utf-8-sig")
    for name in ("経費明細.csv", "年度別の金額.csv"):
        code, _, error = ran("import", str(tmp_path / name))
        assert code == 0, error
    change(sample, lambda book: edit(book, member(book, "上市町"), "left_on", "2017-10-01"))
    return sample


def member(book: Book, name: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.name == name)


def test_in_every_scenario_years_and_members_add_up_to_the_fee_that_the_premises_say(moving: Path, ran: Run) -> None:
    names = [one["name"] for one in values(ran("show", "scenarios", "--json"))["scenarios"]]
    assert len(names) > 1
    shown = [values(ran("compare", "--scenario", name, "--guarantee", "none", "--json")) for name in names]
    change(moving, lambda book: edit(book, present_scenario(book), "guarantee_percent", ""))
    for one in (values(ran("show", "comparison", "--json")), *shown):
        years = one["total"]["years"]
        assert list(one["premises"]["fee_by_year"].values()) == years
        assert sum(years) == one["total"]["cloud"] == one["premises"]["fee"]
        assert [sum(row["years"]) for row in one["rows"].values()] == [row["cloud"] for row in one["rows"].values()]
        columns = zip(*(row["years"] for row in one["rows"].values()), strict=True)
        assert [sum(column) for column in columns] == years
        for column in ("base", "cloud", "penalty"):
            assert sum(row[column] for row in one["rows"].values()) == one["total"][column]


def test_totals_name_what_nobody_bears(moving: Path, ran: Run) -> None:
    change(moving, lambda book: edit(book, present_scenario(book), "guarantee_percent", ""))
    shown = values(ran("show", "totals", "--json"))
    assert [sorted(one) for one in shown["unborne"]] == [["label", "yen"]] * len(shown["unborne"])
    assert all(isinstance(one["yen"], int) for one in shown["unborne"])
    borne = sum(row["total"] for row in shown["rows"].values())
    assert borne + sum(one["yen"] for one in shown["unborne"]) + shown["secretariat"] == shown["total"]["total"]


def test_money_in_and_other_payers_are_lines_of_the_printed_comparison(moving: Path, ran: Run) -> None:
    code, output, _ = ran("compare", "--guarantee", "none")
    assert code == 0
    assert "経費の総額" in output
    assert "財源「国庫補助金」" in output
    assert "構成団体以外「富山県」" in output
    code, _, error = ran("compare", "--scenario", "無い試算")
    assert code == 1
    assert "試算「無い試算」はこの台帳にありません。" in error

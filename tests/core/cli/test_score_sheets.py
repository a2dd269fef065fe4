"""Score sheets from the command line: issued, filled in, taken with one backup, refused where they do not belong."""

from pathlib import Path

from core.storage.score_file import SCORE_FILES, write_score_file
from tests.core.cli.desk import Call
from tests.core.operations.score_sheets.post import EXAMPLE, scored


def test_score_sheets_go_out_and_come_back(call: Call, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "採点票"
    done = call("issue", ledger, "--reviewer", "all", "--procurement", EXAMPLE, "--excel", "-d", out)
    assert done.code == 0
    assert len(list(out.glob("*.xlsx"))) == 18
    one = tmp_path / "1席"
    assert call("issue", ledger, "--reviewer", "審査員1", "-d", one).code == 0
    (path,) = one.iterdir()
    assert path.name == "採点票_審査員1.anbun-score"
    file = SCORE_FILES.open(path)
    criterion, bidder = file.criteria[0], file.bidders[0]
    write_score_file(path, scored(file, (criterion.id, bidder.id, "1")))
    tried = call("take", ledger, path, "--dry-run", "--json")
    assert (tried.code, [(row["status"], row["name"]) for row in tried.json]) == (0, [("new", "審査員1")])
    (changed,) = tried.json[0]["answers"]
    assert (changed["item"], changed["title"], changed["returned"]) == (bidder.name, criterion.name, {"value": "1"})
    assert call("take", ledger, path).code == 0
    assert [row["status"] for row in call("take", ledger, path, "--json").json] == ["same"]


def test_an_unknown_seat_is_named_with_those_that_score(call: Call, ledger: Path, tmp_path: Path) -> None:
    done = call("issue", ledger, "--reviewer", "だれか", "-d", tmp_path / "x")
    assert done.code == 1
    assert "「だれか」という審査員はありません。採点する審査員: 審査員1、" in done.err
    assert not (tmp_path / "x").exists()


def test_a_score_sheet_is_no_table_to_import(call: Call, ledger: Path, tmp_path: Path) -> None:
    assert call("issue", ledger, "--reviewer", "審査員1", "--excel", "-d", tmp_path).code == 0
    done = call("import", ledger, tmp_path / "採点票_審査員1.xlsx")
    assert done.code == 2
    assert "採点票の受け渡し" in done.err

"""check and recover: exit codes and figures for files in every state."""

import json
import os
import re
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from core.model.machine.changes import ChangeSet, Update
from core.model.papers.handouts import HandoutChapter
from core.model.registry import TABLES
from core.storage.disk.errors import Damaged
from core.storage.disk.places import default_home
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.presence import announce
from core.storage.document.saving import SaveJob
from core.storage.document.usable import usable
from core.storage.rows.digest import content_hash
from core.version import ROOT
from tests.core.cli.desk import Call


def checked(call: Call, path: Path, code: int) -> dict[str, object]:
    done = call("check", path, "--json")
    assert done.code == code
    told: dict[str, object] = json.loads(done.out)
    return told


def test_a_good_ledger_is_good(call: Call, ledger: Path) -> None:
    before = ledger.read_bytes()
    told = checked(call, ledger, 0)
    assert (told["state"], told["findings"], told["seal"]) == ("good", [], None)
    assert told["rows"]["answers"] == 186  # type: ignore[index]
    assert ledger.read_bytes() == before
    assert "誤りは見つかりませんでした" in call("check", ledger).out


def test_a_chapter_whose_printout_there_is_not_is_named_and_one_that_points_at_nothing_is_wrong(
    call: Call, ledger: Path
) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        chapter = min(file.store.book().all(HandoutChapter))
        file.store.apply(ChangeSet("帳票", (Update("handout_chapters", chapter, {"report": "ない帳票"}),)))
        file.save()
    fault = "帳票「ない帳票」はこの版にありません。章の帳票の名前を直してください。"
    said = f"資料「取組みの資料」の章「1 経緯」について: {fault}"
    assert said in checked(call, ledger, 0)["attention"]  # type: ignore[operator]
    assert f"  ・{said}\n" in call("check", ledger).out
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        connection = file.store._connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE handout_chapters SET procurement_id = 99 WHERE id = ?", (chapter,))
        connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    assert [one["message"] for one in checked(call, ledger, 1)["findings"]] == [  # type: ignore[attr-defined]
        "表「資料の章」の資料「取組みの資料」の章「1 経緯」の「案件」が、ない行(番号99)を指しています。"
        "空欄で表示しています。"
    ]


def test_a_sealed_file_says_who_sealed_it(call: Call, ledger: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "提出用.anbun"
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        hand_over(file, sealed, "髙木")
    assert checked(call, sealed, 0)["seal"]["by"] == "髙木"  # type: ignore[index]


def test_a_ledger_that_opens_with_something_wrong_in_it_has_findings(call: Call, ledger: Path) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        connection = file.store._connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE answers SET municipality_id = 99 WHERE id = 1")
        connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    told = checked(call, ledger, 1)
    assert told["state"] == "findings"
    findings = told["findings"]
    assert isinstance(findings, list)
    assert [(one["rule"], one["table"], one["id"]) for one in findings] == [("reference_to_nothing", "answers", 1)]


def test_a_broken_rule_is_a_finding(call: Call, ledger: Path) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        connection = file.store._connection
        connection.execute("UPDATE customizations SET merged_into_id = 3, disposition = 'implement' WHERE item = '25'")
        connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    assert [one["rule"] for one in checked(call, ledger, 1)["findings"]] == ["row_against_rule"]  # type: ignore[attr-defined]


def a_text(path: Path) -> None:
    path.write_text("項,要望\n1,帳票\n", encoding="cp932")


def a_book(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def a_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_lost_page(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4_096] + bytes(4_096) + content[8_192:])


def newer(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:60] + b"\0\0\0\x63" + content[64:])


@pytest.mark.parametrize(
    ("spoil", "state", "seems"),
    [
        (a_text, "foreign", "テキストかCSV"),
        (a_book, "foreign", "Excelブック"),
        (a_database, "foreign", "ほかのプログラムのデータベース(SQLite)"),
        (nothing, "empty", None),
        (half, "cut", None),
        (a_lost_page, "damaged", None),
        (newer, "newer", None),
    ],
)
def test_what_does_not_open_is_named_and_left_alone(
    call: Call, ledger: Path, spoil: object, state: str, seems: str | None
) -> None:
    spoil(ledger)  # type: ignore[operator]
    before = ledger.read_bytes()
    told = checked(call, ledger, 2)
    assert (told["state"], told.get("seems")) == (state, seems)
    assert bool(told.get("damages")) == (state in {"cut", "damaged"})
    assert ledger.read_bytes() == before


def test_a_file_that_is_not_there_is_unreadable(call: Call, tmp_path: Path) -> None:
    assert checked(call, tmp_path / "ない.anbun", 2)["state"] == "unreadable"


def test_the_newest_good_backup_is_named(call: Call, ledger: Path) -> None:
    good = ledger.read_bytes()
    assert call("answer", ledger, "25", "B", "実施").code == 0
    half(ledger)
    backup = checked(call, ledger, 2)["backup"]
    assert Path(backup["path"]).read_bytes() == good  # type: ignore[index]
    Path(backup["path"]).write_bytes(good[:100])  # type: ignore[index]
    assert checked(call, ledger, 2)["backup"] is None


def test_checking_a_file_of_an_older_version_leaves_nothing_behind(call: Call, tmp_path: Path) -> None:
    path = Path(shutil.copy(ROOT / "tests" / "data" / "schema_1.anbun", tmp_path / "以前の版.anbun"))
    for _ in range(2):
        assert call("check", path).code == 0
    assert not list(default_home().backups.rglob("*.anbun"))


def test_what_can_be_read_is_recovered_into_a_new_file(call: Call, ledger: Path, tmp_path: Path) -> None:
    new = tmp_path / "救出.anbun"
    a_lost_page(ledger)
    before = ledger.read_bytes()
    done = call("recover", ledger, "-o", new, "--json")
    assert done.code == 0
    told = json.loads(done.out)
    assert set(told["rows"]) == set(TABLES)
    assert told["complete"] == (told["missing"] == [])
    assert checked(call, new, 0)["rows"] == {k: v for k, v in told["rows"].items() if not TABLES[k].lazy}
    assert ledger.read_bytes() == before


def test_a_whole_file_is_recovered_whole(call: Call, ledger: Path, tmp_path: Path) -> None:
    new = tmp_path / "救出.anbun"
    done = call("recover", ledger, "-o", new)
    assert done.code == 0
    assert "足りない行は見つかりませんでした" in done.out
    assert call("show", new, "allocation", "--json").out == call("show", ledger, "allocation", "--json").out


@pytest.mark.parametrize("spoil", [a_text, a_book, a_database, nothing, newer])
def test_from_what_is_no_ledger_nothing_is_recovered(call: Call, ledger: Path, tmp_path: Path, spoil: object) -> None:
    spoil(ledger)  # type: ignore[operator]
    assert call("recover", ledger, "-o", tmp_path / "救出.anbun").code == 2
    assert not (tmp_path / "救出.anbun").exists()


def test_a_file_that_is_there_is_not_replaced(call: Call, ledger: Path, empty_ledger: Path) -> None:
    before = empty_ledger.read_bytes()
    done = call("recover", ledger, "-o", empty_ledger)
    assert done.code == 1
    assert "既にあります" in done.err
    assert empty_ledger.read_bytes() == before


def test_recover_refuses_in_json_too_where_that_is_asked_for(call: Call, ledger: Path, empty_ledger: Path) -> None:
    done = call("recover", ledger, "-o", empty_ledger, "--json")
    assert (done.code, done.json["state"]) == (1, "already_there")
    assert "既にあります" in done.json["message"]
    ledger.write_bytes(b"")
    done = call("recover", ledger, "-o", empty_ledger.with_name("新.anbun"), "--json")
    assert (done.code, done.json["state"], done.err) == (2, "file_empty", "")


def test_a_command_does_not_write_behind_a_windows_back(call: Call, ledger: Path) -> None:
    presence = announce(default_home(), ledger, "北川")
    before = ledger.read_bytes()
    done = call("answer", ledger, "25", "B", "実施")
    assert (done.code, "北川さん" in done.err) == (1, True)
    assert ledger.read_bytes() == before
    presence.withdraw()
    assert call("answer", ledger, "25", "B", "実施").code == 0


def test_an_answer_that_meets_another_is_written_upon_it(
    call: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = SaveJob.__call__
    met: list[SaveJob] = []

    def meet(job: SaveJob) -> object:
        if not met:
            met.append(job)
            with closing(LedgerFile.open(default_home(), ledger)) as file:
                file.store._connection.execute("UPDATE meta SET revision = revision + 1")
                original(file.save_job())
        return original(job)

    monkeypatch.setattr(SaveJob, "__call__", meet)
    assert call("answer", ledger, "25", "B", "実施").code == 0
    assert len(met) == 1
    rows = json.loads(call("show", ledger, "answers", "--json").out)
    (row,) = [row for row in rows if row["item"] == "25"]
    assert list(row["answers"].values())[:2] == ["実施", "実施"]


@pytest.fixture
def without_consortium(ledger: Path) -> Path:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        file.store._connection.execute("DELETE FROM consortium")
        file.store._connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    return ledger


def test_a_ledger_without_a_consortium_opens_with_that_finding_first(call: Call, without_consortium: Path) -> None:
    told = checked(call, without_consortium, 1)
    assert [one["message"][:14] for one in told["findings"]][:1] == ["協議会の設定がありません。画"]  # type: ignore[attr-defined]
    done = call("show", without_consortium, "answers")
    assert (done.code, done.out) == (2, "")
    assert "協議会の設定がないため開けません" in done.err
    new = without_consortium.with_name("救出.anbun")
    assert call("recover", without_consortium, "-o", new).code == 0
    assert call("show", new, "customizations").code == 0


def test_recover_tells_of_lost_history_too(call: Call, ledger: Path, tmp_path: Path) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        file.store._connection.execute("UPDATE change_log SET changes = '['")
        file.store._connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    told = call("recover", ledger, "-o", tmp_path / "一.anbun", "--json").json
    assert (told["complete"], [one["table"] for one in told["missing"]]) == (False, ["change_log"])
    assert "変更履歴: 0件を救出、1件は壊れている" in call("recover", ledger, "-o", tmp_path / "二.anbun").out


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_a_circle_are_refused_in_a_sentence(call: Call, tmp_path: Path) -> None:
    one, other = tmp_path / "一.anbun", tmp_path / "二.anbun"
    one.symlink_to(other)
    other.symlink_to(one)
    for command in (("check",), ("show", "answers"), ("answer", "25", "A", "実施"), ("recover", "-o", "x.anbun")):
        name, *rest = command
        done = call(name, one, *rest)
        assert (done.code, done.out) == (2, "") or name == "check", command
        assert "自分自身に戻るリンク" in done.out + done.err, command


def test_a_ledger_whose_history_is_nested_too_deep_is_still_recovered(call: Call, ledger: Path, tmp_path: Path) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        file.store._connection.execute("UPDATE change_log SET changes = ?", ("[" * 100_000,))
        file.store._connection.execute("UPDATE meta SET revision = revision + 1")
        file.save()
    done = call("recover", ledger, "-o", tmp_path / "救出.anbun", "--json")
    assert (done.code, done.json["history"], done.json["rows"]["answers"]) == (0, 0, 186)


def test_a_file_with_strange_parts_is_not_opened(call: Call, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON customizations BEGIN DELETE FROM answers; END")
        connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
        connection.commit()
    told = checked(call, ledger, 2)
    assert told["state"] == "strange"
    assert told["damages"] == ["表の定義が、按分帳の台帳のものではありません"]


def test_a_file_with_a_very_long_path_is_checked(call: Call, ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*(letter * 80 for letter in "あいう"))
    try:
        folder.mkdir(parents=True)
    except OSError:
        return  # Windows without long paths
    path = ledger.rename(folder / ledger.name)
    assert call("answer", path, "25", "B", "実施").code == 0
    assert checked(call, path, 0)["state"] == "good"
    content = path.read_bytes()
    path.write_bytes(content.replace("実施".encode(), "実行".encode(), 1))
    told = checked(call, path, 2)
    assert told["state"] == "damaged"
    assert "unable to open" not in str(told["damages"])
    assert told["backup"] is not None
    assert call("recover", path, "-o", path.with_name("救出.anbun")).code == 0


def test_the_text_of_check_tells_times_as_people_write_them_and_the_command_as_it_was_called(
    call: Call, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = tmp_path / "提出用.anbun"
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        hand_over(file, sealed, "髙木")
    assert re.search(r"提出用ファイルです\(髙木、令和\d+年\d+月\d+日 \d\d:\d\d\)", call("check", sealed).out)
    assert call("answer", ledger, "25", "B", "実施").code == 0
    half(ledger)
    told = call("check", ledger).out
    assert re.search(r"いちばん新しい正常な控え: .*\(令和\d+年\d+月\d+日 \d\d:\d\d\)", told)
    assert "python main.py recover FILE -o NEW" in told
    assert "T" in checked(call, ledger, 2)["backup"]["at"]  # type: ignore[index]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "anbuncho-cli.exe"))
    assert "取り出すには: anbuncho-cli recover FILE -o NEW" in call("check", ledger).out
    assert "使い方: anbuncho-cli" in call("--help").out


def test_unsaved_work_without_a_consortium_is_kept_as_a_backup(call: Call, ledger: Path) -> None:
    file = LedgerFile.open(default_home(), ledger)
    file.store._connection.execute("DELETE FROM consortium")
    file.store._connection.execute("UPDATE meta SET revision = revision + 1")
    with pytest.raises(Damaged):
        usable(file)
    assert list(default_home().backups.rglob("*_未保存_*.anbun"))
    assert call("check", ledger).code == 0

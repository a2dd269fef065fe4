"""The commands issue, take, export and import, from a file on the disk to a file on the disk."""

import errno
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.cli.run import run
from core.model.answer_file import AnswerFile
from core.model.answers import AnswerState, Distribution
from core.operations.answers.answering_file import finish, give, sign
from core.storage.answer_file import open_answer_file, write_answer_file
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.presence import announce
from core.storage.document.saving import SaveJob
from core.version import ROOT

TABLE = ROOT / "tests" / "data" / "toyama_2014_customizations.csv"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample, and a home for the program's own data."""
    monkeypatch.setenv("ANBUNCHO_HOME", str(tmp_path / "home"))
    folder = tmp_path / "机 の上"
    folder.mkdir()
    assert run(["new", str(folder / "台帳.anbun"), "--sample"]) == 0
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run a command with --json and return its exit code and what it says."""

    def call(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = run([*map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


Told = Callable[..., tuple[int, Any]]


def answer(path: Path, item: str, state: AnswerState, comment: str = "") -> None:
    file = open_answer_file(path)
    request = next(one for one in file.requests if one.item == item)
    given = give(file, request.id, state, comment)
    assert isinstance(given, AnswerFile)
    signed = sign(given, "総務課")
    assert isinstance(signed, AnswerFile)
    done = finish(signed, "2014-07-30T10:00:00")
    assert isinstance(done, AnswerFile)
    write_answer_file(path, done)


def test_out_to_all_and_back(desk: Path, told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, out = desk / "台帳.anbun", desk / "配布"
    assert run(["issue", str(ledger), "--municipality", "all", "-d", str(out)]) == 0
    files = sorted(out.iterdir())
    assert [path.name for path in files][:2] == ["162060_滑川市.anbun-answer", "162116_射水市.anbun-answer"]
    answer(files[0], "25", AnswerState.YES, "予算を確保")
    code, records = told("take", ledger, *files, "--dry-run")
    assert (code, [one["status"] for one in records]) == (0, ["new"] * 6)
    assert records[0]["answers"][0]["returned"] == {"state": "実施", "comment": "予算を確保"}
    backups = desk.parent / "home" / "backups"
    before = len(list(backups.rglob("*.anbun")))
    assert run(["take", str(ledger), *map(str, files)]) == 0
    assert len(list(backups.rglob("*.anbun"))) == before + 1
    assert [one["status"] for one in told("take", ledger, *files)[1]] == ["same"] * 6
    shares = {row["item"]: row["shares"] for row in told("show", ledger, "allocation")[1]["rows"]}
    assert shares["25"] == {"162116": 170_000, "162060": 170_000, "163422": 0, "163228": 0, "163431": 0, "163210": 0}


def test_conflicts_wait_for_a_preference(desk: Path, told: Told) -> None:
    ledger, out = desk / "台帳.anbun", desk / "配布"
    run(["issue", str(ledger), "--municipality", "B", "-d", str(out)])
    (path,) = out.iterdir()
    answer(path, "25", AnswerState.YES)
    assert run(["answer", str(ledger), "25", "B", "実施しない"]) == 0
    code, (record,) = told("take", ledger, path)
    assert (code, record["status"]) == (1, "conflict")
    assert told("show", ledger, "answers")[1][24]["answers"]["162060"] == "実施しない"
    code, (record,) = told("take", ledger, path, "--prefer", "returned")
    assert (code, record["status"]) == (0, "new")
    assert told("show", ledger, "answers")[1][24]["answers"]["162060"] == "実施"


def test_strangers_are_refused_one_by_one(desk: Path, told: Told) -> None:
    ledger, other, out = desk / "台帳.anbun", desk / "別.anbun", desk / "配布"
    run(["new", str(other), "--sample"])
    run(["issue", str(other), "--municipality", "B", "-d", str(out)])
    (strange,) = out.iterdir()
    junk = desk / "写真.jpg"
    junk.write_bytes(b"\xff\xd8\xff")
    code, records = told("take", ledger, strange, junk, desk / "ない.anbun-answer", ledger)
    assert (code, [one["status"] for one in records]) == (1, ["refused"] * 4)
    assert all(one["reason"].endswith("。") for one in records)


def test_the_excel_questionnaire_comes_back_by_the_same_way(desk: Path, told: Told) -> None:
    ledger, out = desk / "台帳.anbun", desk / "配布"
    assert run(["issue", str(ledger), "--municipality", "162060", "--excel", "-d", str(out)]) == 0
    (path,) = out.iterdir()
    assert path.name == "162060_滑川市.xlsx"
    code, (record,) = told("take", ledger, path)
    assert (code, record["status"], record["name"]) == (0, "new", "滑川市")
    assert told("take", ledger, path)[1][0]["status"] == "same"


def test_an_issue_never_overwrites_an_earlier_one(desk: Path) -> None:
    ledger, out = desk / "台帳.anbun", desk / "配布"
    for _ in range(2):
        assert run(["issue", str(ledger), "--municipality", "B", "-d", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "162060_滑川市(2).anbun-answer",
        "162060_滑川市.anbun-answer",
    ]


def test_an_unknown_municipality_leaves_nothing_behind(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["issue", str(desk / "台帳.anbun"), "--municipality", "999999", "-d", str(desk / "配布")]) == 1
    assert "999999" in capsys.readouterr().err
    assert not (desk / "配布").exists()


def test_export_and_import_into_the_same_file_reports_no_change(desk: Path, told: Told) -> None:
    ledger, book = desk / "台帳.anbun", desk / "全部.xlsx"
    assert run(["export", str(ledger), str(book)]) == 0
    assert told("import", ledger, book) == (0, {"added": [], "changed": [], "refused": [], "left_out": [], "said": []})


def test_export_and_import_into_an_empty_file_and_export_gives_the_same_bytes_of_each_table(desk: Path) -> None:
    ledger, other = desk / "台帳.anbun", desk / "空.anbun"
    run(["new", str(other)])
    run(["export", str(ledger), str(desk / "全部.xlsx")])
    assert run(["import", str(other), str(desk / "全部.xlsx")]) == 0
    for name in ("台帳", "空"):
        assert run(["export", str(desk / f"{name}.anbun"), str(desk / name), "--csv"]) == 0
    first, second = ({path.name: path.read_bytes() for path in (desk / name).iterdir()} for name in ("台帳", "空"))
    assert first == second


def test_cp932_lists_what_would_be_lost_and_writes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, out = desk / "台帳.anbun", desk / "CSV"
    assert run(["export", str(ledger), str(out), "--csv", "--encoding", "cp932"]) == 1
    assert "協議会 R2: 「〜」" in capsys.readouterr().err
    assert not out.exists()
    assert run(["export", str(ledger), str(out), "--csv", "--encoding", "cp932", "--replace-lost", "〓"]) == 0
    assert "A〓F" in (out / "協議会.csv").read_text(encoding="cp932")
    assert run(["export", str(ledger), str(desk / "C"), "--csv", "--encoding", "cp932", "--replace-lost", "𠮷"]) == 1


def test_an_import_with_a_refused_line_changes_nothing_unless_in_part(desk: Path, told: Told) -> None:
    ledger, source = desk / "台帳.anbun", desk / "要望.csv"
    source.write_bytes("項,要望,回答期限\n50,よい行,R8.11.23\n51,わるい行,いつか\n".encode("cp932"))
    code, plan = told("import", ledger, source)
    assert (code, len(plan["added"]), plan["refused"][0]["row"]) == (1, 1, 3)
    assert plan["refused"][0]["reasons"][0]["cell"] == "C3"
    assert len(told("show", ledger, "customizations")[1]) == 31
    assert told("import", ledger, source, "--partial", "--dry-run")[0] == 0
    assert len(told("show", ledger, "customizations")[1]) == 31
    assert told("import", ledger, source, "--partial")[0] == 0
    assert told("show", ledger, "customizations")[1][-1]["deadline"] == "2026-11-23"


def test_the_sources_own_table_is_one_import(desk: Path, told: Told) -> None:
    ledger = desk / "新.anbun"
    run(["new", str(ledger)])
    members = desk / "団体.csv"
    rows = [
        "162116,射水市,A",
        "162060,滑川市,B",
        "163422,入善町,C",
        "163228,上市町,D",
        "163431,朝日町,E",
        "163210,舟橋村,F",
    ]
    members.write_text("\n".join(["団体コード,団体名,記号", *rows]), encoding="utf-8")
    assert run(["import", str(ledger), str(members)]) == 0
    code, plan = told("import", ledger, TABLE)
    assert (code, plan["changed"], plan["refused"]) == (0, [], [])
    assert {one["subject"] for one in plan["decisions"]} >= {"項1", "項16", "全体"}
    assert len(told("show", ledger, "customizations")[1]) == 31
    assert told("import", ledger, TABLE)[1]["added"] == []


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv", "表.pdf"])
def test_a_source_that_cannot_be_read_is_a_wrong_call(
    desk: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / name).write_bytes(b'"\xff\x81 ')
    assert run(["import", str(desk / "台帳.anbun"), str(desk / name)]) == 2
    assert capsys.readouterr().err.endswith("。\n")
    assert run(["import", str(desk / "台帳.anbun"), str(desk / "ない.csv")]) == 2


def test_nothing_goes_out_or_comes_in_behind_a_windows_back(desk: Path, told: Told, tmp_path: Path) -> None:
    ledger, out, again = desk / "台帳.anbun", desk / "配布", desk / "二度目"
    run(["issue", str(ledger), "--municipality", "B", "-d", str(out)])
    (path,) = out.iterdir()
    answer(path, "25", AnswerState.YES)
    presence = announce(default_home(), ledger, "北川")
    before = ledger.read_bytes()
    for arguments in (
        ("issue", ledger, "--municipality", "B", "-d", again),
        ("take", ledger, path),
        ("import", ledger, TABLE),
    ):
        assert run([*map(str, arguments)]) == 1
    assert not again.exists()
    assert told("take", ledger, path, "--dry-run")[0] == 0
    assert told("import", ledger, TABLE, "--dry-run")[0] in {0, 1}
    assert ledger.read_bytes() == before
    presence.withdraw()
    assert told("take", ledger, path)[0] == 0


def test_an_issue_that_meets_another_save_is_done_again_and_leaves_its_files_once(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, out = desk / "台帳.anbun", desk / "配布"
    original = SaveJob.__call__
    met: list[SaveJob] = []

    def meet(job: SaveJob) -> object:
        if not met:
            met.append(job)
            assert run(["answer", str(ledger), "25", "B", "実施"]) == 0
        return original(job)

    monkeypatch.setattr(SaveJob, "__call__", meet)
    assert run(["issue", str(ledger), "--municipality", "B", "-d", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["162060_滑川市.anbun-answer"]
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        assert len(file.store.book().all(Distribution)) == 1
        assert file.store.log()[1].label == "滑川市の回答を変更(項25)"


@pytest.mark.parametrize(
    "arguments", [("issue", "--municipality", "all", "-d", "配布"), ("export", "全部.xlsx"), ("export", "CSV", "--csv")]
)
def test_a_full_disk_leaves_nothing_of_what_goes_out(
    desk: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    command, *rest = arguments
    ledger, fsync = desk / "台帳.anbun", os.fsync

    def full(descriptor: int) -> None:
        if any(desk.rglob(".anbuncho-*")):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.chdir(desk)
    monkeypatch.setattr(os, "fsync", full)
    assert run([command, str(ledger), *rest]) == 1
    assert [path.name for path in desk.rglob("*") if path.is_file()] == [ledger.name]

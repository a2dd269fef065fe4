"""The command log, and check for what it closed off."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_the_log_is_shown_from_the_newest(call: Call, ledger: Path) -> None:
    assert call("answer", ledger, "25", "A", "未定").code == 0
    done = call("log", ledger)
    assert done.code == 0
    assert "の回答を変更(項25)" in done.out.splitlines()[1]
    newest, *older = call("log", ledger, "--json").json
    assert newest["changes"] == 1
    assert len(older) == 1
    assert len(call("log", ledger, "--limit", "1", "--json").json) == 1


def test_the_older_part_is_closed_off_verified_and_read_again(call: Call, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "年度末.anbun-log"
    before = call("log", ledger, "--json").json
    done = call("log", ledger, "--close-until", "2099-03-31", "-o", out)
    assert (done.code, done.err) == (0, "")
    assert f"{len(before)}件を 年度末.anbun-log に締め切り" in done.out
    (said,) = call("log", ledger, "--json").json
    assert said["label"].startswith("変更履歴を締め切り(令和81年3月31日まで")
    assert call("log", out, "--json").json == before
    assert call("check", ledger).code == 0
    checked = call("check", out)
    assert checked.code == 0
    assert "書かれたときのままです" in checked.out
    assert call("check", out, "--json").json["hash"] in said["label"]
    content = out.read_bytes()
    out.write_bytes(content.replace("見本".encode(), "別人".encode(), 1))
    assert out.read_bytes() != content
    checked = call("check", out)
    assert checked.code == 2
    assert "書き換えられたか" in checked.out


def test_half_a_wish_and_an_old_day_are_refused(call: Call, ledger: Path, tmp_path: Path) -> None:
    content, out = ledger.read_bytes(), tmp_path / "x.anbun-log"
    assert call("log", ledger, "--close-until", "2026-03-31").code == 2
    done = call("log", ledger, "--close-until", "2001-03-31", "-o", out)
    assert (done.code, "変更履歴はありません" in done.err) == (1, True)
    assert call("log", ledger, "--close-until", "三月", "-o", out).code == 1
    assert (ledger.read_bytes(), out.exists()) == (content, False)

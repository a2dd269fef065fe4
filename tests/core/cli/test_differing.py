"""The command diff: a ledger beside another, as a table, as JSON and on paper."""

import shutil
from pathlib import Path

from core.documents.ledger.comparing import between
from tests.core.cli.desk import Call


def test_an_answer_is_seen_beside_the_copy_that_was_kept(call: Call, ledger: Path, tmp_path: Path) -> None:
    kept = Path(shutil.copy(ledger, tmp_path / "先週.anbun"))
    assert call("diff", kept, ledger).out == "違いはありません。\n"
    assert call("answer", ledger, "3", "射水市", "yes").code == 0
    told = call("diff", kept, ledger, "--json").json
    assert (told["before"], told["after"]) == ("先週.anbun", "台帳.anbun")
    assert told["not_compared"] == []
    assert {one["table"] for one in told["differences"]} == {"意向"}
    assert any(one["after"] == "実施" or "実施" in one["after"] for one in told["differences"])
    shown = call("diff", kept, ledger)
    assert shown.code == 0
    assert "「先週.anbun」から「台帳.anbun」への違い" in shown.out
    paper = tmp_path / "違い.pdf"
    assert call("diff", kept, ledger, "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_what_is_to_be_compared_must_be_said(call: Call, ledger: Path) -> None:
    assert call("diff", ledger).code == 2
    assert call("diff", ledger, ledger, "--sheet", "第1回").code == 2
    refused = call("diff", ledger, "--sheet", "第1回")
    assert refused.code == 2
    assert "確定版「第1回」はこの台帳にありません" in refused.err
    assert between("確定版「第1回」", "台帳.anbun") == "確定版「第1回」から「台帳.anbun」への違い"
    assert "ない.anbun" in call("diff", ledger, ledger.parent / "ない.anbun").err

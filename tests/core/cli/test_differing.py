"""The command diff: a ledger beside another, as a table, as JSON and on paper."""

import shutil
from contextlib import closing
from pathlib import Path

from core.documents.ledger.comparing import between
from core.documents.paper.inputs import inputs_text
from core.documents.registry import REPORTS, PrintSettings
from core.model.machine.changes import ChangeSet, Update
from core.operations.sheets.fixing import fix_sheet
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
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


def test_a_kept_paper_that_cannot_be_read_is_named_and_is_not_taken_for_the_same(call: Call, ledger: Path) -> None:
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        book = file.store.book()
        kept = {"inputs": inputs_text(book), "result": REPORTS["handout"].result(book, PrintSettings())}
        for name in ("第1回", "第2回"):
            fixed = fix_sheet(file.store.book(), "handout", name, "2026-06-01", "髙木", b"%PDF", **kept)
            assert isinstance(fixed, ChangeSet)
            file.store.apply(fixed)
        file.save()
    same = call("diff", ledger, "--sheet", "第1回", "--sheet", "第2回")
    assert same.out.startswith("違いはありません。\n")
    with closing(LedgerFile.open(default_home(), ledger)) as file:
        strange = Update("fixed_sheets", 2, {"result": '{"report":"handout","chapters":5,"state":{}}'})
        file.store.apply(ChangeSet("壊す", (strange,)))
        file.save()
    told = call("diff", ledger, "--sheet", "第1回", "--sheet", "第2回")
    assert told.out.startswith("見比べたところに、違いはありません。\n")
    sentence = "確定版「第2回」に残っている帳票の内容は、壊れているため読めません。"
    assert sentence in told.out
    found = call("diff", ledger, "--sheet", "第1回", "--sheet", "第2回", "--json").json
    assert found["differences"] == []
    assert [one["rule"] for one in found["papers_not_compared"]] == ["paper_unreadable"]
    assert found["papers_not_compared"][0]["message"].startswith(sentence)

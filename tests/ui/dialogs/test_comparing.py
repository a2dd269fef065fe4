"""見比べる: the ledger that is open beside a file, a backup or a 確定版, in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from core.documents.paper.inputs import inputs_text
from core.operations.editing.edit import edit
from core.operations.sheets.fixing import fix_sheet
from tests.ui.desk import Answers, OpenWindow, choose, in_dialog, item, menu
from ui.dialogs.comparing import CHOOSE, NOW, CompareDialog
from ui.session import Session


def keep(session: Session, name: str, result: str = "{}") -> None:
    """Keep a 確定版 of an allocation table of which nothing is kept, or one of a handout that shows `result`."""
    book, report = session.book, "allocation" if result == "{}" else "handout"
    session.run(fix_sheet(book, report, name, "2026-06-01", "髙木", b"%PDF", inputs=inputs_text(book), result=result))


def test_what_was_changed_since_a_file_and_since_a_kept_sheet_is_listed_and_printed(
    open_window: OpenWindow, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    answers.stop()
    session, path = window.session, tmp_path / "先週.anbun"
    keep(session, "第1回")
    session.file.save_as(path)
    session.run(edit(session.book, item(session, "3"), "title", "新しい題名"))
    keep(session, "読めない", '{"report":"handout","chapters":5,"state":{}}')
    keep(session, "第2回")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    seen: list[list[tuple[str, str, str]]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        assert dialog.before.currentText() == "確定版「第2回」"
        assert dialog.after.currentText() == NOW
        assert dialog.said.plain.startswith(
            "見比べたところに、違いはありません。\n確定版「第2回」には帳票の内容が残って"
        )
        assert dialog.left_out.isVisible()
        assert dialog.left_out.plain.startswith("確定版には金額のもとになる表だけが残るため、")
        choose(dialog.before, CHOOSE)
        assert dialog.before.currentText() == path.name
        assert not dialog.left_out.isVisible()
        seen.append([(one.what, one.before, one.after) for one in dialog.sheet.model.rows.shown])
        assert dialog.paper().startswith(b"%PDF")
        choose(dialog.before, "確定版「第1回」")
        choose(dialog.after, "確定版「第2回」")
        seen.append([(one.what, one.before, one.after) for one in dialog.sheet.model.rows.shown])
        choose(dialog.before, "確定版「読めない」")
        choose(dialog.after, NOW)
        assert dialog.said.plain.startswith(
            "見比べたところに、違いはありません。\n確定版「読めない」に残っている帳票の内容は、壊れているため読めません。"
        )
        dialog.reject()

    before = item(session, "3").title
    in_dialog(look)
    menu(window, "見比べる").trigger()
    changed = [one for one in seen[0] if one[0] == "項3"]
    assert [one[2] for one in changed] == ["新しい題名"]
    assert before == "新しい題名"
    assert [one[0] for one in seen[0]] == ["項3", "確定版「読めない」", "確定版「第2回」"]
    assert [one[0] for one in seen[1]] == ["項3"]


def test_a_file_that_is_no_ledger_is_said_to_be_none(open_window: OpenWindow, tmp_path: Path, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    strange = tmp_path / "写真.anbun"
    strange.write_bytes(b"no ledger")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        assert dialog.said.plain == "見比べる台帳を選んでください。"
        dialog.add_file(dialog.before, strange)
        assert "写真.anbun" in dialog.said.plain
        assert dialog.paper() == b""
        assert not dialog._print_it.isEnabled()
        dialog.reject()

    in_dialog(look)
    menu(window, "見比べる").trigger()

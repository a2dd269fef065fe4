"""The survey in the window: rows made, sheets written, what is known taken over and taken back."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog

from core.model.costs import CurrentCost
from core.model.machine.changes import ChangeSet, Delete
from core.model.selection.present_systems import PresentSystem
from tests.ui.desk import member, press_button, type_into
from tests.ui.pages.paper import OpenPage
from ui.pages.present_systems.survey_page import SurveyPage


def test_the_survey_is_prepared_handed_out_and_fed(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cast(SurveyPage, open_page("present_systems"))
    session = page.session
    page.prepare()
    assert len(page.sheet.model.rows.all) == len(session.book.all(PresentSystem)) == 96
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press_button(page, "調査票を書き出す")
    assert len(list(tmp_path.glob("現況調査_*.xlsx"))) == 6
    own = list(session.book.children(PresentSystem, member(session, "A").id).values())
    costs = tuple(Delete("current_costs", id) for id in session.book.all(CurrentCost))
    assert session.run(ChangeSet("消す", costs)) is None
    type_into(page.sheet, own[0].id, "yearly_yen", "2,000,000")
    press_button(page, "経費・違約金に反映")
    assert "反映していません" in page.message.text
    assert not session.book.all(CurrentCost), "one known amount of many is not what a member pays"
    for one in own[1:]:
        type_into(page.sheet, one.id, "yearly_yen", "0")
    press_button(page, "経費・違約金に反映")
    found = session.book.children(CurrentCost, member(session, "A").id).values()
    assert {one.yen for one in found} == {2_000_000}
    session.undo()
    assert not session.book.all(CurrentCost)

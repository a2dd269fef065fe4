"""改善要望 in the window; what is not in the sample is made up."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from core.model.operating.improvements import Improvement, ImprovementSupport, Stance
from tests.filled_forms import filled
from tests.ui.desk import cell, fill, item, paste, press_button
from tests.ui.pages.paper import OpenPage
from ui.pages.improvements.improvement_side import ImprovementSide


def test_an_improvement_is_typed_in_and_becomes_a_request_in_one_click(open_page: OpenPage) -> None:
    page = open_page("improvements")
    fill(page, 団体="射水市", 業務="住民税", 件名="検索を速く")
    press_button(page, "改善要望を追加")
    one = page.session.book.all(Improvement)[3]
    assert (one.number, one.title) == ("3", "検索を速く")
    press_button(page, "要望にする")
    assert item(page.session, "32").title == "検索を速く"
    assert cell(page.sheet, 3, "要望(項)") == "32"
    assert cell(page.sheet, 3, "協議会の判断") == "カスタマイズ要望にする"
    press_button(page, "要望にする")
    assert page.message.text == "改善要望3はすでに要望(項32)になっています。"
    page.session.undo()
    assert cell(page.sheet, 3, "要望(項)") == ""
    paste(page.sheet, 3, "municipality_id", "事務局")  # as it is shown where nobody else asks
    assert page.session.book.all(Improvement)[3].municipality_id is None


def test_what_the_others_say_is_typed_beside(open_page: OpenPage) -> None:
    page = open_page("improvements")
    page.resize(1366, 768)
    page.sheet.select(1)
    side = page.form
    assert isinstance(side, ImprovementSide)
    shown = next(one for one in side.stances.model.rows.shown if one.name == "上市町")
    paste(side.stances, shown.id, "stance", "○")
    rows = page.session.book.children(ImprovementSupport, 1).values()
    assert next(row.stance for row in rows if row.municipality_id == shown.id) is Stance.SUPPORTS
    assert cell(page.sheet, 1, "賛否") == "賛同3 どちらでも1 未回答1"


def test_forms_go_out_and_come_back(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page("improvements")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press_button(page, "用紙を作る")
    assert page.message.text == f"6団体の用紙を {tmp_path} に作りました。"
    path = tmp_path / "改善要望票_163431_朝日町.xlsx"
    path.write_bytes(filled(path.read_bytes(), {("改善要望", 1, "件名"): "画面の字を大きく"}))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    press_button(page, "戻った用紙を取り込む")
    assert page.message.text == "改善要望票1通を取り込みました。"
    assert page.session.book.all(Improvement)[3].title == "画面の字を大きく"
    page.session.undo()
    assert 3 not in page.session.book.all(Improvement)

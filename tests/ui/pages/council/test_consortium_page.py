from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from core.model.council import Consortium, TaxMode
from core.model.values.rules import Remainder
from core.operations.editing.edit import edit
from tests.ui.desk import choose, item, member, named
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.council.consortium_page import ConsortiumPage
from ui.widgets.form import FieldBox


@pytest.fixture
def page(open_page: OpenPage) -> ConsortiumPage:
    made = open_page("consortium")
    assert isinstance(made, ConsortiumPage)
    return made


def box(page: ConsortiumPage, name: str) -> FieldBox:
    return next(form.boxes[name] for form in page.forms if name in form.boxes)


def line_of(page: ConsortiumPage, name: str) -> Any:
    """Return what is typed into: the field, or the line of a date."""
    return getattr(box(page, name).input, "line", box(page, name).input)


def type_in(page: ConsortiumPage, name: str, text: str) -> None:
    line = line_of(page, name)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    press(Qt.Key.Key_Return)


def shown(page: ConsortiumPage, name: str) -> str:
    line = line_of(page, name)
    return line.currentText() if isinstance(line, QComboBox) else str(line.text())


def consortium(page: ConsortiumPage) -> Consortium:
    return page.session.book.consortium


def test_it_shows_the_sample_in_words(page: ConsortiumPage) -> None:
    assert shown(page, "base_date") == "平成26年8月6日"
    assert shown(page, "rule") == "均等割:人口割 = 3:7"
    assert shown(page, "population_date") == "平成22年10月1日"
    assert shown(page, "representative_id") == "(なし)"
    assert shown(page, "unit") == "1"
    assert shown(page, "fiscal_year") == "平成26年度"


@pytest.mark.parametrize(
    ("name", "text", "value", "as_shown"),
    [
        ("name", "髙﨑𠮷協議会", "髙﨑𠮷協議会", "髙﨑𠮷協議会"),
        ("fiscal_year", "平成２７年度", 2015, "平成27年度"),
        ("base_date", "Ｒ１.５.１", "2019-05-01", "令和元年5月1日"),
        ("rule", "均等割=16、人口割=84", "equal=16,population=84", "均等割:人口割 = 16:84"),
        ("rule", "equal=1,decreasing:1.5=2", "equal=1,decreasing:1.5=2", "均等割:逓減人口割(1.5倍) = 1:2"),
        ("answer_deadline", "", None, ""),
    ],
)
def test_what_is_typed_is_kept_and_shown_in_one_way(
    page: ConsortiumPage, name: str, text: str, value: object, as_shown: str
) -> None:
    type_in(page, name, text)
    assert getattr(consortium(page), name) == value
    assert shown(page, name) == as_shown
    page.session.undo()
    assert getattr(consortium(page), name) != value


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("name", "", "協議会名を入力してください。"),
        ("base_date", "夏", "「夏」は日付として読めません。"),
        ("base_date", "平成26年2月30日", "「平成26年2月30日」は日付として読めません。"),
        ("fiscal_year", "今年", "「今年」は年度として読めません。"),
        ("rule", "三対七", "「三対七」は按分規則として読めません。"),
        ("rule", "均等割=0", "按分規則の割合がすべて0です。"),
        ("rule", "指標割(ごみ量)", "指標「ごみ量」がありません。"),
    ],
)
def test_a_wrong_value_is_refused_beside_the_field_and_stays_there(
    page: ConsortiumPage, name: str, text: str, sentence: str
) -> None:
    before = consortium(page)
    type_in(page, name, text)
    field = box(page, name)
    assert field.error.isVisible()
    assert field.error.text().startswith(f"エラー: {sentence}")
    assert shown(page, name) == text
    assert consortium(page) == before
    assert not page.session.undo_stack.canUndo()


def test_words_are_chosen_from_lists_and_amounts_follow(page: ConsortiumPage) -> None:
    choose(named(page, QComboBox, "消費税"), "税込")
    choose(named(page, QComboBox, "端数の扱い"), "事務局")
    choose(named(page, QComboBox, "端数処理の単位"), "1,000")
    choose(named(page, QComboBox, "代表団体"), "射水市")
    assert (consortium(page).tax_mode, consortium(page).remainder) == (TaxMode.INCLUSIVE, Remainder.SECRETARIAT)
    assert (consortium(page).unit, consortium(page).representative_id) == (1_000, member(page.session, "A").id)
    choose(named(page, QComboBox, "代表団体"), "(なし)")
    assert consortium(page).representative_id is None


def test_estimates_are_switched_on_with_the_space_bar(page: ConsortiumPage) -> None:
    named(page, QCheckBox, "概算").setFocus()
    press(Qt.Key.Key_Space)
    assert consortium(page).estimate


def test_only_members_of_the_base_date_may_represent(page: ConsortiumPage) -> None:
    assert [named(page, QComboBox, "代表団体").itemText(at) for at in range(7)] == [
        "(なし)", "射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村"]  # fmt: skip


def test_a_base_date_after_a_member_left_takes_it_out_of_the_amounts(page: ConsortiumPage) -> None:
    session = page.session
    session.run(edit(session.book, member(session, "A"), "left_on", "2016-04-01"))
    assert "162116" in session.allocation().places
    type_in(page, "base_date", "H28.4.1")
    assert "162116" not in session.allocation().places
    result = session.allocation().item(item(session, "25").id)
    assert (result.max.implementers, result.all.implementers) == (0, 5)
    assert named(page, QComboBox, "代表団体").itemText(1) == "滑川市"


def test_an_empty_ledger_is_ready_to_be_filled_in(open_page: OpenPage) -> None:
    page = open_page("consortium", EMPTY)
    assert shown(page, "base_date") == "令和8年11月23日"
    type_in(page, "secretariat", "県庁")
    assert consortium(page).secretariat == "県庁"

"""The rule by which a request is split: in the table of requests, and as the consortium's default for them."""

from PySide6.QtWidgets import QLabel

from core.calc.allocation.item import View
from core.model.requests import Customization
from core.operations.editing.edit import edit
from tests.ui.desk import item
from tests.ui.pages.paper import OpenPage


def rules(page: object) -> dict[str, str]:
    model = page.sheet.model  # type: ignore[attr-defined]
    column = next(one for one in model.columns if one.name == "rule")
    return {one.item: column.text(one) for one in model.rows.shown}


def test_the_table_shows_the_rule_of_each_request_and_says_which_is_the_default(open_page: OpenPage) -> None:
    page = open_page("customizations")
    session = page.session
    assert set(rules(page).values()) == {"均等割(既定)"}
    session.run(edit(session.book, item(session, "25"), "rule", "人口割"))
    session.run(edit(session.book, session.book.consortium, "request_rule", "均等割:人口割 = 3:7"))
    shown = rules(page)
    assert shown.pop("25") == "人口割"
    assert set(shown.values()) == {"均等割:人口割 = 3:7(既定)"}


def test_the_default_of_requests_moves_the_amounts_of_requests_and_not_those_of_the_fee(open_page: OpenPage) -> None:
    page = open_page("consortium")
    session = page.session
    before = dict(session.allocation().by_code(View.MAX))
    session.run(edit(session.book, session.book.consortium, "rule", "人口割"))
    assert session.allocation().by_code(View.MAX) == before
    session.run(edit(session.book, session.book.consortium, "request_rule", "人口割"))
    after = session.allocation().by_code(View.MAX)
    assert after != before
    assert sum(after.values()) == sum(before.values())
    assert session.book.all(Customization)[item(session, "25").id].rule is None


def test_the_settings_say_where_each_default_applies(open_page: OpenPage) -> None:
    page = open_page("consortium")
    boxes = {name: box for form in page.forms for name, box in form.boxes.items()}
    said = {name: " ".join(label.text() for label in boxes[name].findChildren(QLabel)) for name in boxes}
    assert "カスタマイズ要望の費用には使いません" in said["rule"]
    assert "要望が規則を指定していないもの" in said["request_rule"]

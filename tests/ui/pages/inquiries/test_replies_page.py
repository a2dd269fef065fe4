"""Vendors of a request for information: typed in, counted, and compared area by area."""

from typing import cast

from core.model.council import System
from core.model.selection.inquiries import Estimate, Inquiry, Reply
from core.operations.editing.adding import add_row
from tests.ui.desk import cell, type_into
from tests.ui.pages.paper import OpenPage
from ui.pages.inquiries.replies_page import RepliesPage


def test_vendors_are_counted_and_what_they_declare_stands_side_by_side(open_page: OpenPage) -> None:
    page = cast(RepliesPage, open_page("inquiry_replies"))
    session = page.session
    assert page.choice.currentText() == "第1回情報提供依頼"
    assert page.counts.plain == "13者に依頼、6者が回答(回答率 46%)"
    name = next(iter(session.book.all(Inquiry).values())).name
    for vendor, state in (("甲の社", "回答"), ("乙の社", "辞退")):
        assert session.run(add_row(session.book, Reply, {"inquiry_id": name, "vendor": vendor, "state": state})) is None
    assert page.counts.plain == "2者に依頼、1者が回答(回答率 50%)"
    first = next(one for one in session.book.all(Reply).values() if one.vendor == "甲の社")
    type_into(page.replies, first.id, "initial_yen", "5,000")
    assert [column.label for column in page.compared.model.columns] == [
        "業務",
        "甲の社\n初期",
        "甲の社\n年額",
        "甲の社\n適合率",
    ]
    system = next(iter(session.book.all(System).values()))
    typed = {"reply_id": "甲の社", "system_id": system.name, "yearly_yen": "700", "fit_percent": "85"}
    assert session.run(add_row(session.book, Estimate, typed)) is None
    assert cell(page.compared, system.id, f"年額{first.id}") == "700"
    assert cell(page.compared, system.id, f"適合率{first.id}") == "85%"

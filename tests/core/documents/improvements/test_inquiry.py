"""改善要望照会票 as a letter with its form."""

import json
from dataclasses import replace

from core.documents.improvements.inquiry import build, result
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.improvements import Improvement
from core.operations.editing.edit import edit
from tests.core.documents.sheets import column, notes, paragraphs, table, tables

NYUZEN = PrintSettings(municipality="163422", deadline="2026-12-18")


def test_each_member_is_asked_about_what_the_others_wish_for_with_its_former_answer(book: Book) -> None:
    made = build(book, NYUZEN)
    letter, form = made.sheets
    assert (letter.title, letter.addressee) == ("改善要望について(照会)", "入善町長 様")
    assert form.material == "別紙"
    asked = table(made)
    assert column(asked, "要望した団体") == ["滑川市"], "its own wish it is not asked about"
    assert column(asked, "貴団体の賛否") == ["☐ 賛同\n☐ どちらでもよい\n☐ 賛同しない"], "nothing is ticked before"
    assert column(asked, "これまでの回答")[0] in {"賛同", "未回答", "どちらでもよい", "賛同しない"}
    assert "回答期限　令和8年12月18日" in notes(Document("", (letter,)))
    assert "返送先" in paragraphs(Document("", (form,)))[0]


def test_there_is_room_for_new_wishes_even_where_nothing_is_asked(book: Book) -> None:
    made = build(book, replace(NYUZEN, open_only=True))
    new = tables(made)[-1]
    assert [one.heading for one in new.columns] == ["件名", "業務", "緊急度", "内容"]
    assert len(new.rows) == 3
    bare = Book({"consortium": [book.consortium]})
    assert build(bare, PrintSettings()).sheets == ()


def test_what_is_settled_is_asked_no_more(book: Book) -> None:
    asked = json.loads(result(book, NYUZEN))["sheets"][0]["rows"]
    for one in book.all(Improvement).values():
        wish = edit(book, one, "done_on", "H27.4.1")
        assert isinstance(wish, ChangeSet)
        book.apply(wish)
    assert asked
    assert json.loads(result(book, NYUZEN))["sheets"][0]["rows"] == []


def test_the_form_speaks_of_its_tables_where_they_stand(book: Book) -> None:
    form = build(book, NYUZEN).sheets[1]
    at = {type(block).__name__: place for place, block in enumerate(form.blocks)}
    assert at["Notes"] > at["Table"]
    assert "新しい改善要望は、上の表に記入してください" in notes(Document("", (form,)))

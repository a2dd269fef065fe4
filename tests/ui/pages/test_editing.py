"""Columns that follow from what a record says of its fields."""

import pytest

from core.model.costs import CostLine, OutOfScopeCost
from core.model.council import Municipality, System
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario
from core.operations.editing.edit import edit
from tests.ui.desk import OpenSession, item, member
from ui.pages.editing import field_column
from ui.session import Session


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    return open_session()


def test_a_reference_is_shown_by_name_and_offers_those_of_the_book_that_is_open(session: Session) -> None:
    column = field_column(CostLine, "borne_by_id", look=session.look)
    line = next(iter(session.book.all(CostLine).values()))
    assert column.text(line) == ""
    assert (column.offered(line) or ())[:3] == ("", "射水市", "滑川市")
    session.run(edit(session.book, member(session, "A"), "name", "新射水市"))
    session.load(session.file)
    assert (column.offered(line) or ())[1] == "新射水市"
    session.run(edit(session.book, line, "borne_by_id", "新射水市"))
    changed = session.book.all(CostLine)[line.id]
    assert column.text(changed) == column.plain_text(changed) == "新射水市"


def test_a_row_is_never_offered_itself_and_an_option_only_within_its_request(session: Session) -> None:
    request = item(session, "16")
    merged = field_column(Customization, "merged_into_id", look=session.look).offered(request)
    assert merged is not None
    assert request.title not in merged
    options = field_column(Customization, "adopted_option_id", look=session.look).offered(request)
    assert options == ("", "資格情報表示および帳票出力", "異動履歴票に資格情報印字", "資格情報表示")


def test_an_owner_is_shown_with_its_own_and_takes_text_in_new_rows_only(session: Session) -> None:
    column = field_column(Quote, "option_id", look=session.look)
    option = next(one for one in session.book.all(Option).values() if one.name == "10様式")
    quote = next(iter(session.book.children(Quote, option.id).values()))
    assert column.text(quote) == "項1の案「10様式」"
    assert (column.edit, column.can_edit(quote)) == ("option_id", False)
    assert column.locked == "案は行を追加するときにだけ入力できます。"


def test_references_are_sorted_as_they_stand_in_their_table_and_numbers_of_text_by_size(session: Session) -> None:
    column = field_column(OutOfScopeCost, "municipality_id", look=session.look)
    ids = sorted(session.book.all(Municipality), key=column.sort)
    assert [session.book.all(Municipality)[id].label for id in ids] == list("ABCDEF")
    assert sorted(["10", "2", "1"], key=field_column(Customization, "item").sort) == ["1", "2", "10"]


def test_what_is_empty_may_be_shown_by_a_word_and_is_edited_as_nothing() -> None:
    column = field_column(Scenario, "rule", blank="(協議会の規則)")
    scenario = Scenario(1, "現在の前提")
    assert (column.text(scenario), column.plain_text(scenario)) == ("(協議会の規則)", "")


def test_a_word_that_may_be_missing_can_be_taken_away(session: Session) -> None:
    assert (field_column(Scenario, "tax_mode").offered(None) or ())[0] == ""
    assert (field_column(System, "scope").offered(None) or ())[0] == "調達内"

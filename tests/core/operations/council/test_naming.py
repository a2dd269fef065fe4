"""What is typed of a new member is completed from the list of the country; what was typed stays as it was typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gazetteer.places import meant, municipalities
from core.model.book import Book
from core.model.council import Municipality, MunicipalityKind
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.sample import empty
from core.words.sentences import sentence


def new_book() -> Book:
    book = Book({})
    book.apply(empty("協議会", "2026-11-29"))
    return book


def added(book: Book, **texts: str) -> Municipality:
    wish = add_row(book, Municipality, texts)
    assert not isinstance(wish, Faults), [sentence(fault) for fault in wish]
    book.apply(wish)
    return book.all(Municipality)[book.last_id(Municipality)]


def refused(book: Book, **texts: str) -> list[tuple[str, str]]:
    wish = add_row(book, Municipality, texts)
    assert isinstance(wish, Faults)
    return [(fault.field, sentence(fault)) for fault in wish]


def told(one: Municipality) -> tuple[str, str, str, str]:
    return one.code, one.name, one.kana, one.kind.label


def test_a_name_alone_is_enough_where_one_municipality_has_it() -> None:
    assert told(added(new_book(), name="伊那市")) == ("202096", "伊那市", "いなし", "市")
    assert told(added(new_book(), name="富山県入善町")) == ("163422", "富山県入善町", "にゅうぜんまち", "町")


def test_a_name_may_stand_where_the_code_belongs() -> None:
    book = new_book()
    assert told(added(book, code="射 水 市")) == ("162116", "射 水 市", "いみずし", "市")
    assert refused(book, code="団体名")[0] == (
        "code",
        "「団体名」は団体コードの形ではありません。6桁の数字で入力してください。",
    )
    assert [field for field, _ in refused(book, code="府中市")] == ["name"]


def test_a_code_alone_is_enough_too_with_or_without_its_check_digit() -> None:
    assert told(added(new_book(), code="202096")) == ("202096", "伊那市", "いなし", "市")
    assert told(added(new_book(), code="２０２０９")) == ("202096", "伊那市", "いなし", "市")


@given(st.sampled_from([one for one in municipalities() if len(meant(one.name)) == 1]))
def test_every_name_that_one_municipality_has_gives_its_code_kana_and_kind(place: Any) -> None:
    assert told(added(new_book(), name=place.name)) == (place.code, place.name, place.kana, place.kind.label)


def test_the_name_is_kept_as_it_was_typed() -> None:
    assert told(added(new_book(), name="龍ヶ崎市")) == ("082082", "龍ヶ崎市", "りゅうがさきし", "市")
    assert told(added(new_book(), code="162116", name="新しい射水市"))[1:3] == ("新しい射水市", "")


def test_a_name_of_several_places_is_asked_unless_the_members_say_which() -> None:
    book = new_book()
    assert refused(book, name="朝日町") == [
        (
            "name",
            "「朝日町」という団体は複数あります(山形県 063231、富山県 163431、三重県 243434)。"
            "団体コードも入力するか、候補から選んでください。",
        )
    ]
    added(book, name="射水市")
    assert told(added(book, name="朝日町"))[0] == "163431"


def test_five_digits_that_two_may_mean_are_asked_unless_the_name_stands_beside() -> None:
    book = new_book()
    assert [field for field, _ in refused(book, code="16322")] == ["code"]
    assert added(book, code="16322", name="上市町").code == "163228"
    assert added(book, code="16322", name="士幌町").code == "016322"


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("160008", "富山県", MunicipalityKind.PREFECTURE),
        ("168009", "砺波広域圏事務組合", MunicipalityKind.JOINT_OFFICE),
        ("16800", "砺波広域圏水道企業団", MunicipalityKind.JOINT_OFFICE),
        ("168238", "富山県後期高齢者医療広域連合", MunicipalityKind.WIDE_UNION),
        ("162175", "大沢野町", MunicipalityKind.TOWN),
        ("131016", "千代田区", MunicipalityKind.WARD),
        ("168009", "協議会の事務局", MunicipalityKind.UNION),
    ],
)
def test_prefectures_unions_and_municipalities_of_the_past_are_registered_as_what_they_are(
    code: str, name: str, kind: MunicipalityKind
) -> None:
    assert added(new_book(), code=code, name=name).kind is kind


def test_a_place_typed_whole_fills_the_row_that_is_there() -> None:
    book = new_book()
    one = added(book, code="162116", name="射水市")
    wish = edit(book, one, "name", "伊那市(202096)")
    assert not isinstance(wish, Faults)
    book.apply(wish)
    assert told(book.all(Municipality)[one.id]) == ("202096", "伊那市", "いなし", "市")


def test_a_name_with_another_place_s_code_behind_it_is_a_name() -> None:
    book = new_book()
    one = added(book, code="162116", name="射水市")
    wish = edit(book, one, "name", "射水市(202096)")
    assert not isinstance(wish, Faults)
    book.apply(wish)
    assert told(book.all(Municipality)[one.id])[:2] == ("162116", "射水市(202096)")


def test_a_name_changed_in_a_cell_changes_nothing_else() -> None:
    book = new_book()
    one = added(book, code="162116", name="射水市")
    wish = edit(book, one, "name", "伊那市")
    assert not isinstance(wish, Faults)
    book.apply(wish)
    assert told(book.all(Municipality)[one.id]) == ("162116", "伊那市", "いみずし", "市")

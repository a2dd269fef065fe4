from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.letters.address import addressee, contact_lines, counted_on, sender_lines
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Addressing, Municipality, MunicipalityKind


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("射水市", MunicipalityKind.CITY, "射水市長 様"),
        ("舟橋村", MunicipalityKind.VILLAGE, "舟橋村長 様"),
        ("富山県", MunicipalityKind.PREFECTURE, "富山県知事 様"),
        ("砺波広域圏事務組合", MunicipalityKind.JOINT_OFFICE, "砺波広域圏事務組合管理者 様"),
        ("試しの広域連合", MunicipalityKind.WIDE_UNION, "試しの広域連合長 様"),
        ("試しの協会", MunicipalityKind.UNION, "試しの協会 御中"),
    ],
)
def test_a_letter_goes_to_the_head_by_office(book: Book, name: str, kind: MunicipalityKind, expected: str) -> None:
    assert addressee(book, PrintSettings(), Municipality(9, "999999", name, kind=kind)) == expected


def test_it_may_go_to_the_office_in_charge_or_to_the_body(book: Book, consortium: Callable[..., None]) -> None:
    city = Municipality(9, "162116", "射水市", kind=MunicipalityKind.CITY)
    office = PrintSettings(addressing=Addressing.OFFICE)
    assert addressee(book, office, city) == "射水市 情報担当課長 様"
    named = Municipality(9, "162116", "射水市", kind=MunicipalityKind.CITY, office="デジタル推進課長")
    assert addressee(book, office, named) == "射水市 デジタル推進課長 様"
    consortium(addressing="body")
    assert addressee(book, PrintSettings(), city) == "射水市 御中"
    assert addressee(book, PrintSettings(addressing=Addressing.HEAD), city) == "射水市長 様"


def test_the_sender_has_title_and_name_and_the_seal_is_said_to_be_omitted(
    book: Book, consortium: Callable[..., None]
) -> None:
    consortium(sender_title="会長", sender_name="試し 太郎")
    assert sender_lines(book).split("\n")[1:] == ["会長　試し 太郎", "(公印省略)"]
    consortium(seal_omitted=False)
    assert "公印" not in sender_lines(book)


def test_the_contact_tells_what_is_known(book: Book, consortium: Callable[..., None]) -> None:
    consortium(contact_phone="000-000-0000", contact_mail="a@example.jp")
    assert [line.split("　")[0] for line in contact_lines(book)] == ["担当", "電話", "メール"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("推第12号", "推第15号"), ("第００９号", "第０１２号"), ("26推第099号", "26推第102号"), ("推", "推"), ("", "")],
)
def test_numbers_run_on_by_their_last_figure(number: str, expected: str) -> None:
    assert counted_on(number, 3) == expected


@given(st.text(max_size=12), st.integers(0, 2000), st.integers(0, 2000))
def test_counting_on_twice_is_counting_on_once(number: str, first: int, second: int) -> None:
    assert counted_on(counted_on(number, first), second) == counted_on(number, first + second)

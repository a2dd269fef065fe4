"""What a written name or code means, over all 1,741 of the list."""

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gazetteer.places import Place, codes_meant, full_code, meant, municipalities, place_of, prefectures, search
from core.model.council import MunicipalityKind
from core.model.machine.faults import Refused
from core.model.values.codes import check_digit, parse_code
from core.words.sentences import sentence

PLACES = st.sampled_from(municipalities())


def names(text: str) -> list[str]:
    return [one.name for one in search(text)]


def test_the_list_holds_every_municipality_with_a_right_code_a_name_and_kana() -> None:
    assert len(municipalities()) == 1741
    assert len({one.code for one in municipalities()}) == 1741
    assert all(parse_code(one.code) and one.name and one.kana for one in municipalities())
    counted = Counter(one.kind for one in municipalities())
    assert counted[MunicipalityKind.CITY] == 792
    assert counted[MunicipalityKind.TOWN] == 743
    assert counted[MunicipalityKind.VILLAGE] == 183
    assert counted[MunicipalityKind.WARD] == 23


def test_the_prefectures_have_their_own_codes() -> None:
    assert [one.code for one in prefectures() if one.name in {"北海道", "東京都", "富山県"}] == [
        "010006",
        "130001",
        "160008",
    ]
    assert {one.prefecture for one in municipalities()} == {one.name for one in prefectures()}


@given(PLACES)
def test_every_municipality_is_meant_by_its_name_with_its_prefecture(place: Place) -> None:
    assert meant(f"{place.prefecture}{place.name}") == (place,)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("射　水　市", "162116"),
        ("滑 川 市", "162060"),
        ("富山県入善町", "163422"),
        ("富山県下新川郡朝日町", "163431"),
        ("龍ヶ崎市", "082082"),
        ("髙岡市", "162027"),
        ("大和郡山市", "292036"),
        ("赤穂郡上郡町", "284815"),
        ("葛\U000e0101飾区", "131229"),
        ("富山県", "160008"),
    ],
)
def test_a_name_is_understood_as_people_write_it(written: str, code: str) -> None:
    assert [one.code for one in meant(written)] == [code]


def test_one_name_of_several_places_gives_all_of_them_unless_the_prefecture_is_known() -> None:
    assert [one.prefecture for one in meant("下新川郡朝日町")] == ["山形県", "富山県", "三重県"]
    assert [one.code for one in meant("朝日町", "富山県")] == ["163431"]


def test_a_name_that_nobody_has_and_a_part_of_a_name_mean_nothing() -> None:
    assert meant("大沢野町") == meant("射水") == meant("") == meant("富山県高岡地区広域圏事務組合") == ()


def test_five_digits_are_a_code_without_check_digit_or_one_that_lost_its_zero_as_municipalities_exist() -> None:
    assert full_code("16209") == "162094"
    assert full_code("11002") == "011002"
    assert full_code("１６２０８") == "162086"


def test_five_digits_that_two_municipalities_may_mean_are_asked_and_what_is_known_decides() -> None:
    assert codes_meant("16322") == ("163228", "016322")
    with pytest.raises(Refused, match="code_of_two") as refused:
        full_code("16322")
    assert sentence(refused.value.at("code")) == (
        "5桁の団体コード「16322」は、検査数字のないコードとも、先頭の0が消えたコードとも読めます"
        "(163228(富山県上市町)、016322(北海道士幌町))。6桁で入力してください。"
    )
    assert full_code("16322", known=["163228", "162116"]) == "163228"
    assert full_code("16322", known=["016322"]) == "016322"


def test_the_code_of_a_union_or_of_the_past_is_completed_where_only_one_reading_is_possible() -> None:
    assert place_of("168009") is None
    assert full_code("16800") == "168009"


@given(PLACES)
def test_six_digits_are_taken_as_they_are_and_a_wrong_check_digit_is_refused(place: Place) -> None:
    code = place.code
    assert full_code(code) == code
    wrong = str((int(code[5]) + 1) % 10)
    with pytest.raises(Refused, match="check_digit"):
        full_code(code[:5] + wrong)


@given(st.text(alphabet="0123456789", min_size=5, max_size=5))
def test_whatever_five_digits_mean_is_a_code_whose_check_digit_fits(five: str) -> None:
    for code in codes_meant(five):
        assert code[5] == check_digit(code[:5])
        assert five in {code[:5], code[1:]}


def test_typing_finds_by_part_of_a_name_by_kana_and_by_code() -> None:
    assert names("伊那") == ["伊那市"]
    assert names("いな")[0] == names("イナ")[0] == "伊那市"
    assert names("なめり") == ["滑川市"]
    assert names("1620")[:3] == ["富山市", "高岡市", "魚津市"]
    assert names("16322") == ["上市町", "士幌町"]
    assert names("ヶ崎") == ["金ケ崎町", "龍ケ崎市", "茅ヶ崎市"]


def test_a_prefecture_gives_itself_and_all_its_places_and_narrows_what_follows() -> None:
    assert names("富山県")[:3] == ["富山県", "富山市", "高岡市"]
    assert len(names("富山県")) == 16
    assert names("長野県伊") == ["伊那市"]


def test_whole_names_come_first_then_beginnings_then_parts() -> None:
    assert names("朝日") == ["朝日町", "朝日町", "朝日村", "朝日町"]
    assert names("日野")[:3] == ["日野市", "日野町", "日野町"]
    assert names("川崎")[:3] == ["川崎町", "川崎市", "川崎町"]


def test_nothing_and_nonsense_find_nothing() -> None:
    assert search("") == search("　") == search("※") == search("999999") == []


def test_the_list_is_not_read_before_it_is_asked_for() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from core.gazetteer import places; print(places.municipalities.cache_info().currsize)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "0"

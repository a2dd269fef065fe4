import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gazetteer.places import municipalities
from core.model.values.place_names import PREFECTURES, place_key, place_keys, prefecture_of, split_prefecture

NAMES = st.sampled_from([one.name for one in municipalities()])
UNSEEN = st.sampled_from([" ", "　", "\u00a0", "\ufe00", "\U000e0101", "\u200b", "\ufeff"])


@given(NAMES, st.data())
def test_spaces_and_variation_selectors_inside_a_name_do_not_matter(name: str, data: st.DataObject) -> None:
    written = "".join(letter + data.draw(UNSEEN | st.just("")) for letter in name)
    assert place_key(written) == place_key(name)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("龍ヶ崎市", "龍ケ崎市"),
        ("竜が崎市", "龍ケ崎市"),
        ("ﾂｶﾞﾙ市", "つがる市"),
        ("髙岡市", "高岡市"),
        ("茅ケ﨑市", "茅ヶ崎市"),
        ("塩釜市", "塩竈市"),
        ("鯵ヶ沢町", "鰺ヶ沢町"),
    ],
)
def test_two_ways_to_write_one_name_have_one_key(written: str, name: str) -> None:
    assert place_key(written) == place_key(name)


def test_no_two_names_of_the_country_fall_into_one_key() -> None:
    names = {one.name for one in municipalities()}
    assert len({place_key(name) for name in names}) == len(names)
    assert place_key("鹿嶋市") != place_key("鹿島市")


def test_the_prefecture_before_a_name_is_told_apart_from_it() -> None:
    assert split_prefecture("富 山 県　入善町") == ("富山県", "入善町")
    assert split_prefecture("富山県") == ("富山県", "")
    assert split_prefecture("富山市") == ("", "富山市")


def test_the_county_before_a_name_may_be_left_out_and_the_prefecture_may_not() -> None:
    assert place_keys("富山県下新川郡朝日町") == ("富山県下新川郡朝日町", "富山県朝日町")
    assert place_keys("郡山市") == ("郡山市",)
    assert place_keys("赤穂郡上郡町") == ("赤穂郡上郡町", "上郡町")


def test_the_first_two_digits_of_a_code_name_the_prefecture() -> None:
    assert prefecture_of("162116") == "富山県"
    assert (prefecture_of("010006"), prefecture_of("470007"), len(PREFECTURES)) == ("北海道", "沖縄県", 47)
    assert prefecture_of("990000") == prefecture_of("") == prefecture_of("１６") == ""

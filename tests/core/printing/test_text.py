from hypothesis import given, settings
from hypothesis import strategies as st

from core.printing.fonts import Face, fonts
from core.printing.text import NOT_AT_END, NOT_AT_START, Measure, break_lines

WIDTHS = fonts().widths[Face.TEXT]
TEXTS = st.text(alphabet="あ漢、。「」（）ー 　abcXYZ019,.円△ゃ要望", max_size=60)


def lines(text: str, room_in_ems: float) -> list[str]:
    return list(break_lines(text, WIDTHS, room_in_ems * 1000))


def test_japanese_breaks_between_any_two_characters() -> None:
    assert lines("健康管理高齢者", 3) == ["健康管", "理高齢", "者"]


def test_no_line_begins_with_a_closing_mark_or_a_small_kana() -> None:
    assert lines("あいう、えお", 3) == ["あい", "う、え", "お"]
    assert lines("さしシャツ", 3) == ["さし", "シャツ"]


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert lines("あい「うえ", 3) == ["あい", "「うえ"]


def test_words_and_figures_stay_whole_where_a_line_can_hold_them() -> None:
    assert lines("費用は1,000,000円", 8) == ["費用は", "1,000,000円"]
    assert lines("項目と項25", 4) == ["項目と", "項25"]
    assert lines("a quick brown fox", 5) == ["a quick", "brown", "fox"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert "".join(lines("abcdefghijklmnop", 3)) == "abcdefghijklmnop"
    assert len(lines("abcdefghijklmnop", 3)) > 1


@settings(max_examples=150)
@given(TEXTS, st.floats(min_value=1.0, max_value=20.0))
def test_breaking_loses_nothing_but_spaces_and_overflows_nowhere(text: str, room: float) -> None:
    broken = lines(text, room)
    assert "".join(broken).replace(" ", "").replace("　", "") == text.replace(" ", "").replace("　", "")
    for line in broken:
        assert sum(WIDTHS[char] for char in line) <= room * 1000 or len(line) == 1


@settings(max_examples=100)
@given(st.text(alphabet="あ漢、。「」要", max_size=40))
def test_kinsoku_holds_where_a_line_has_another_place_to_break(text: str) -> None:
    for before, after in zip(*(lambda b: (b, b[1:]))(lines(text, 8)), strict=False):
        inner = [i for i in range(1, len(before)) if before[i] not in NOT_AT_START and before[i - 1] not in NOT_AT_END]
        if inner:
            assert after[0] not in NOT_AT_START
            assert before[-1] not in NOT_AT_END


def test_a_text_slightly_too_long_is_set_smaller_on_one_line() -> None:
    (line,) = Measure(fonts()).fit("一二三四五六七八九十", Face.TEXT, 9, 80, 7)
    assert line.size < 9
    assert line.width <= 80


def test_a_figure_shrinks_to_the_floor_and_then_wraps_without_losing_a_digit() -> None:
    measure = Measure(fonts())
    assert [line.text for line in measure.fit("999,999,999,999,999", Face.FIGURE, 9, 60, 5)] == ["999,999,999,999,999"]
    broken = measure.fit("999,999,999,999,999", Face.FIGURE, 9, 30, 5)
    assert "".join(line.text for line in broken) == "999,999,999,999,999"
    assert all(line.width <= 30 for line in broken)


def test_line_feeds_are_kept_and_an_empty_text_has_no_line() -> None:
    measure = Measure(fonts())
    assert [line.text for line in measure.fit("一行\n\r\n三行", Face.TEXT, 9, 100, 7)] == ["一行", "", "三行"]
    assert measure.fit("", Face.TEXT, 9, 100, 7) == ()

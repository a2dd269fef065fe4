from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics

from ui.look import theme
from ui.look.assets import FALLBACK_FAMILIES, FIGURE_FAMILY, TEXT_FAMILY, figure_font, load_fonts, text_font


def test_words_and_figures_are_drawn_in_the_programs_own_fonts() -> None:
    assert QFontInfo(text_font(14)).family() == TEXT_FAMILY
    assert QFontInfo(figure_font(14)).family() == FIGURE_FAMILY


def test_characters_that_the_fonts_lack_come_from_the_fallback() -> None:
    assert set(FALLBACK_FAMILIES) <= set(QFontDatabase.families())
    assert text_font(14).families()[1:] == list(FALLBACK_FAMILIES)


def test_figures_have_one_width() -> None:
    metrics = QFontMetrics(figure_font(14))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_a_missing_font_file_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="BIZUDPGothic"):
        load_fonts(tmp_path)


def test_rows_are_high_enough_to_be_pressed() -> None:
    assert theme.row_height() >= theme.TARGET
    assert theme.row_height(2) > theme.row_height()

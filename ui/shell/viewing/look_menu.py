"""The entries of 表示 that every window has: the size of the text, and the colours."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.look.colours import Theme
from ui.shell.preferences import TEXT_SIZES
from ui.shell.viewing.text_size import TextSize
from ui.shell.viewing.theme_choice import ThemeChoice
from ui.widgets.menu_entries import fill


def fill_look(menu: QMenu, size: TextSize, theme: ThemeChoice) -> None:
    """Add the sizes of the text with their keys, and the themes; what is shown now is ticked."""
    larger = [QKeySequence(keys) for keys in ("Ctrl+Alt++", "Ctrl+Alt+;", "Ctrl+Alt+=")]
    fill(
        menu,
        ("文字を大きく(&L)", lambda: size.step(1), larger),
        ("文字を小さく(&S)", lambda: size.step(-1), QKeySequence("Ctrl+Alt+-")),
        ("文字を標準の大きさに(&0)", lambda: size.choose(100), QKeySequence("Ctrl+Alt+0")),
    )
    sizes = menu.addMenu("文字の大きさ(&T)")
    made = fill(sizes, *((f"{one} %", partial(size.choose, one), None) for one in TEXT_SIZES))
    _tick(sizes, made, TEXT_SIZES.index(size.wanted))
    themes, choices = menu.addMenu("画面の色(&K)"), (Theme.LIGHT, Theme.DARK, Theme.SYSTEM)
    made = fill(themes, *((one.label, partial(theme.choose, one), None) for one in choices))
    _tick(themes, made, choices.index(theme.wanted))


def _tick(menu: QMenu, entries: Sequence[QAction], at: int) -> None:
    group = QActionGroup(menu)
    for number, entry in enumerate(entries):
        entry.setCheckable(True)
        entry.setChecked(number == at)
        group.addAction(entry)

"""Sizes and the one stylesheet of the window; what its colours are in each theme stands in colours.py."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.look.assets import figure_font, icon, load_fonts, text_font
from ui.look.colours import DARK, LIGHT, Colour, Colours, Theme, colour, show
from ui.look.high_contrast import high_contrast
from ui.look.plain import PLAIN_STYLE

TEXT = Colour.TEXT
SECONDARY = Colour.SECONDARY
LINE = Colour.LINE
LIGHT_LINE = Colour.LIGHT_LINE
GRID = Colour.GRID
PAGE = Colour.PAGE
SURFACE = Colour.SURFACE
PRIMARY = Colour.PRIMARY
HOVER = Colour.HOVER
LIGHT_PRIMARY = Colour.LIGHT_PRIMARY
SUCCESS = Colour.SUCCESS
ERROR = Colour.ERROR
LIGHT_ERROR = Colour.LIGHT_ERROR
WARNING = Colour.WARNING
LIGHT_WARNING = Colour.LIGHT_WARNING
FOCUS = Colour.FOCUS
FOCUS_OUTSIDE = Colour.FOCUS_OUTSIDE
SELECTION = Colour.SELECTION
HIT = Colour.HIT
FREE = Colour.FREE

STEP = 4
GAP = 2 * STEP
MARGIN = 4 * STEP
FORM_PX = 16
TABLE_PX = 14
SMALL_PX = 12
TITLE_PX = 24
HEADING_PX = 18
TARGET = 32
"""The least height of anything that can be pressed."""
_SHEET = "anbuncho_sheet"


def table_font(*, bold: bool = False) -> QFont:
    """Return the font of words in tables."""
    return text_font(TABLE_PX, bold=bold)


def table_figures(*, bold: bool = False) -> QFont:
    """Return the font of figures in tables."""
    return figure_font(TABLE_PX, bold=bold)


def row_height(lines: int = 1) -> int:
    """Return the height of a table row of `lines` lines, at least TARGET."""
    metrics = QFontMetrics(table_font())
    return max(TARGET, metrics.lineSpacing() * (lines - 1) + metrics.height() + 3 * STEP)


def apply(app: QApplication, more: Callable[[], str] = str, theme: Theme = Theme.LIGHT) -> None:
    """Give `app` the program's fonts, Fusion style and the colours that are wanted: those of a theme, or the system's
    where it asks for high contrast; and its windows the stylesheet, to which `more` is added."""
    load_fonts()
    show(_wanted(app, theme))
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(text_font(FORM_PX))
    app.setPalette(palette())
    _restyle(app, PLAIN_STYLE + stylesheet() + more())


def wishes_of(app: QApplication) -> tuple[bool, bool]:
    """Return what the system wishes: whether it is dark, and whether it asks for high contrast."""
    hints = app.styleHints()
    asks = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return hints.colorScheme() == Qt.ColorScheme.Dark, asks


def _wanted(app: QApplication, theme: Theme) -> Colours:
    """Return the colours of a theme, and let the system's part of the window (its frame, its dialogs) follow it."""
    hints = app.styleHints()
    hints.unsetColorScheme()
    is_dark, asks_for_contrast = wishes_of(app)
    if asks_for_contrast:
        return high_contrast(app.palette())
    if theme is not Theme.SYSTEM:
        is_dark = theme is Theme.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)
    return DARK if is_dark else LIGHT


def dress(window: QWidget) -> None:
    """Give a finished window the stylesheet, unless it has it of the window to which it belongs.

    Every window is dressed and the application is not: under a stylesheet of the application Qt goes through all that
    is in a widget each time the widget is put into another one, which took half of the time in which a page is built.
    """
    if not is_dressed(window):
        window.setStyleSheet(_sheet())


def is_dressed(widget: QWidget) -> bool:
    """Whether a widget has the stylesheet, its own or that of a widget in which it is."""
    sheet = _sheet()
    at: QWidget | None = widget
    while at is not None and at.styleSheet() != sheet:
        at = at.parentWidget()
    return at is not None


def _sheet() -> str:
    app = QApplication.instance()
    return str(app.property(_SHEET)) if app is not None else ""


def _restyle(app: QApplication, sheet: str) -> None:
    before = app.property(_SHEET)
    dressed = [window for window in app.topLevelWidgets() if before and window.styleSheet() == before]
    app.setProperty(_SHEET, sheet)
    for window in dressed:
        window.setStyleSheet(sheet)


def palette() -> QPalette:
    """Return the palette made of the colours that are shown."""
    role = QPalette.ColorRole
    colours = QPalette()
    for name, shade in (
        (role.Window, PAGE),
        (role.WindowText, TEXT),
        (role.Base, SURFACE),
        (role.AlternateBase, PAGE),
        (role.Text, TEXT),
        (role.PlaceholderText, SECONDARY),
        (role.Button, SURFACE),
        (role.ButtonText, TEXT),
        (role.BrightText, SURFACE),
        (role.Light, SURFACE),
        (role.Midlight, PAGE),
        (role.Mid, LIGHT_LINE),
        (role.Dark, LINE),
        (role.Shadow, LINE),
        (role.ToolTipBase, SURFACE),
        (role.ToolTipText, TEXT),
        (role.Highlight, PRIMARY),
        (role.HighlightedText, SURFACE),
        (role.Link, PRIMARY),
        (role.LinkVisited, PRIMARY),
        (role.Accent, PRIMARY),
    ):
        colours.setColor(name, colour(shade))
    for name in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, name, colour(SECONDARY))
    return colours


def stylesheet() -> str:
    """Return the stylesheet in the colours that are shown."""
    return f"""
QToolTip {{ background: {SURFACE}; color: {TEXT}; border: 1px solid {LINE}; padding: {STEP}px; }}
QLabel[role="title"] {{ font-size: {TITLE_PX}px; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: {HEADING_PX}px; font-weight: bold; }}
QLabel[role="help"] {{ font-size: {TABLE_PX}px; color: {SECONDARY}; }}
QLabel[role="error"] {{ font-size: {TABLE_PX}px; color: {ERROR}; }}
QLabel[role="label"] {{ font-weight: bold; }}

QPushButton {{
    min-height: {TARGET - 2}px; padding: 0 {MARGIN}px; border-radius: {STEP}px;
    background: {SURFACE}; color: {PRIMARY}; border: 1px solid {PRIMARY};
}}
QPushButton:hover {{ background: {LIGHT_PRIMARY}; color: {HOVER}; border-color: {HOVER}; }}
QPushButton:pressed {{ background: {SELECTION}; }}
QPushButton:checked {{ background: {LIGHT_PRIMARY}; font-weight: bold; }}
QPushButton:disabled {{ color: {SECONDARY}; border-color: {GRID}; background: {PAGE}; }}
QPushButton[kind="primary"] {{ background: {PRIMARY}; color: {SURFACE}; }}
QPushButton[kind="primary"]:hover {{ background: {HOVER}; color: {SURFACE}; }}
QPushButton[kind="primary"]:disabled {{ background: {LIGHT_LINE}; color: {SECONDARY}; border-color: {GRID}; }}
QPushButton[kind="text"] {{ border: 1px solid transparent; background: transparent; padding: 0 {GAP}px;
    text-decoration: underline; }}
QPushButton[kind="text"]:hover {{ background: {LIGHT_PRIMARY}; }}
QPushButton[kind="text"]:disabled {{ color: {SECONDARY}; text-decoration: none; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
    min-height: {TARGET - 2}px; border: 1px solid {LINE}; border-radius: {STEP}px; background: {SURFACE};
    padding: 0 {GAP}px; selection-background-color: {PRIMARY}; selection-color: {SURFACE};
}}
QPlainTextEdit {{ padding: {STEP}px; }}
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    background: {PAGE}; color: {SECONDARY}; border-color: {GRID};
}}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {ERROR}; }}
QLineEdit[cell="true"], QPlainTextEdit[cell="true"], QComboBox[cell="true"] {{
    min-height: 0; border: 2px solid {PRIMARY}; border-radius: 0; padding: 0 {STEP + 1}px; font-size: {TABLE_PX}px;
}}
QLineEdit[cell="true"][wrong="true"], QPlainTextEdit[cell="true"][wrong="true"] {{ border-color: {ERROR}; }}
QComboBox::drop-down {{ border: 0; width: {TARGET - STEP}px; }}
QComboBox::down-arrow {{ image: {icon("down.svg", SURFACE)}; width: 16px; height: 16px; }}
QCheckBox, QRadioButton {{ spacing: {GAP}px; min-height: {TARGET}px; }}
QCheckBox::indicator, QListView::indicator {{
    width: 18px; height: 18px; border: 1px solid {SECONDARY}; border-radius: 3px; background: {SURFACE};
}}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {PRIMARY}; border-color: {PRIMARY}; image: {icon("check.svg", PRIMARY)};
}}
QCheckBox::indicator:disabled, QListView::indicator:disabled {{ background: {PAGE}; border-color: {LINE}; }}
QRadioButton::indicator {{
    width: 18px; height: 18px; border: 1px solid {SECONDARY}; border-radius: 10px; background: {SURFACE};
}}
QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 6px solid {PRIMARY}; }}
QComboBox QAbstractItemView {{
    background: {SURFACE}; border: 1px solid {LINE}; outline: 0;
    selection-background-color: {SELECTION}; selection-color: {TEXT};
}}
QComboBox QAbstractItemView::item {{ min-height: {TARGET}px; padding: 0 {GAP}px; }}
QTableView {{
    background: {SURFACE}; border: 0; gridline-color: {GRID}; font-size: {TABLE_PX}px;
    selection-background-color: {SELECTION}; selection-color: {TEXT};
}}
QHeaderView {{ background: {PAGE}; border: 0; }}
QFrame#sheet {{ background: {SURFACE}; border: 1px solid {LINE}; }}
QFrame#paneLine {{ background: {LINE}; }}
QFrame#bubble {{ background: {SURFACE}; border: 2px solid {ERROR}; border-radius: {STEP}px; }}
QFrame#rejected {{ background: {LIGHT_ERROR}; border: 2px solid {ERROR}; }}
QFrame#rejected QHeaderView::section {{
    background: {PAGE}; border: 0; border-right: 1px solid {GRID};
    border-bottom: 1px solid {LINE}; padding: {STEP}px; font-weight: bold;
}}
QMenu {{ background: {SURFACE}; border: 1px solid {LINE}; padding: {STEP}px 0; }}
QMenu::item {{ padding: {GAP}px {MARGIN * 2}px {GAP}px {MARGIN}px; }}
QMenu::item:selected {{ background: {SELECTION}; color: {TEXT}; }}
QMenu::item:disabled {{ color: {SECONDARY}; }}
QMenu::separator {{ height: 1px; background: {GRID}; margin: {STEP}px 0; }}
QFrame[surface="true"] {{ background: {SURFACE}; border: 1px solid {GRID}; border-radius: {GAP}px; }}
QScrollBar:vertical {{ background: {PAGE}; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: {PAGE}; height: 14px; margin: 0; }}
QScrollBar::handle {{ background: {LINE}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {TARGET}px; }}
QScrollBar::handle:horizontal {{ min-width: {TARGET}px; }}
QScrollBar::handle:hover {{ background: {SECONDARY}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

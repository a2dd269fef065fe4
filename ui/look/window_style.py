"""The part of the stylesheet that concerns the window's own parts: navigation, header, banners, panels."""

from ui.look import theme


def window_style() -> str:
    """Return the stylesheet of these parts in the colours that are shown."""
    return f"""
QTreeWidget#navigation {{
    background: {theme.SURFACE}; border: 0; border-right: 1px solid {theme.GRID}; outline: 0;
    font-size: 15px; show-decoration-selected: 1;
}}
QTreeWidget#navigation:focus {{ border: 0; border-right: 1px solid {theme.GRID}; }}
QTreeWidget#navigation::item {{ height: {theme.TARGET - 4}px; border: 2px solid transparent; }}
QTreeWidget#navigation::item:hover {{ background: {theme.LIGHT_PRIMARY}; }}
QTreeWidget#navigation::item:selected {{ background: {theme.LIGHT_PRIMARY}; color: {theme.PRIMARY}; }}
QTreeWidget#navigation::item:focus {{ border-color: {theme.FOCUS}; }}
QWidget#header {{ background: {theme.SURFACE}; border-bottom: 1px solid {theme.GRID}; }}
QLabel#fileTitle {{ font-weight: bold; }}
QLabel#fileState {{ color: {theme.SECONDARY}; font-size: 14px; }}
QFrame#banner {{ border-radius: 4px; }}
QFrame#banner[kind="info"] {{ background: {theme.LIGHT_PRIMARY}; border: 1px solid {theme.PRIMARY}; }}
QFrame#banner[kind="warning"] {{ background: {theme.LIGHT_WARNING}; border: 1px solid {theme.WARNING}; }}
QFrame#banner[kind="error"] {{ background: {theme.LIGHT_ERROR}; border: 1px solid {theme.ERROR}; }}
QLabel#bannerWord {{ font-weight: bold; }}
QTextBrowser#derivation, QListWidget#list {{
    background: {theme.SURFACE}; border: 1px solid {theme.GRID}; border-radius: 4px; font-size: 14px;
}}
QListWidget#offers {{ background: {theme.SURFACE}; border: 1px solid {theme.LINE}; outline: 0; font-size: 14px; }}
QListWidget#offers::item {{ min-height: {theme.TARGET}px; padding: 0 8px; }}
QListWidget#offers::item:selected {{ background: {theme.SELECTION}; color: {theme.TEXT}; }}
QListWidget#list::item {{ min-height: {theme.TARGET}px; padding-left: 8px; }}
QListWidget#list::item:selected {{ background: {theme.SELECTION}; color: {theme.TEXT}; }}
QScrollArea#paper, QTextBrowser#paper, QTableWidget {{
    background: {theme.SURFACE}; border: 1px solid {theme.GRID}; border-radius: 4px;
}}
QScrollArea#paper QLabel, QTextBrowser#paper {{ background: {theme.SURFACE}; font-size: 14px; }}
QTextBrowser#paper {{ padding: 8px; }}
QTableWidget {{ outline: 0; }}
QTableWidget::item {{ padding: 6px 8px; border: 0; }}
QTableWidget::item:selected {{ background: {theme.SELECTION}; color: {theme.TEXT}; }}
QTableWidget QHeaderView::section {{
    background: {theme.PAGE}; border: 0; border-right: 1px solid {theme.GRID};
    border-bottom: 1px solid {theme.LINE}; padding: 8px; font-weight: bold;
}}
QScrollArea#preview {{ background: {theme.LIGHT_LINE}; border: 1px solid {theme.LINE}; }}
QScrollArea#preview QLabel {{ background: {theme.LIGHT_LINE}; }}
QScrollArea#form, QScrollArea#form > QWidget > QWidget {{ background: transparent; border: 0; }}
QLabel#figure {{ font-size: 22px; font-weight: bold; }}
QLabel#figure[small="true"] {{ font-size: 16px; }}
QMenuBar {{ background: {theme.SURFACE}; border-bottom: 1px solid {theme.GRID}; font-size: 14px; }}
QMenuBar::item {{ padding: 6px 12px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.LIGHT_PRIMARY}; }}
QSplitter::handle {{ background: {theme.PAGE}; }}
"""

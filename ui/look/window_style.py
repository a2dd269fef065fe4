"""The part of the stylesheet that concerns the window's own parts: navigation, header, banners, panels."""

from ui.look import theme

WINDOW_STYLE = f"""
QListWidget#navigation {{
    background: {theme.SURFACE}; border: 0; border-right: 1px solid {theme.LIGHT_LINE}; outline: 0;
    font-size: 15px; padding: 2px 0;
}}
QListWidget#navigation:focus {{ border: 0; border-right: 1px solid {theme.LIGHT_LINE}; }}
QListWidget#navigation::item {{ min-height: {theme.TARGET}px; padding-left: 12px; }}
QListWidget#navigation::item:disabled {{ color: {theme.SECONDARY}; min-height: 18px; padding-top: 2px; }}
QListWidget#navigation::item:hover:enabled {{ background: {theme.LIGHT_PRIMARY}; }}
QListWidget#navigation::item:selected {{
    background: {theme.LIGHT_PRIMARY}; color: {theme.PRIMARY}; border-left: 4px solid {theme.PRIMARY};
    padding-left: 8px; font-weight: bold;
}}
QListWidget#navigation::item:selected:focus {{ border: 2px solid {theme.FOCUS}; }}
QWidget#header {{ background: {theme.SURFACE}; border-bottom: 1px solid {theme.LIGHT_LINE}; }}
QLabel#fileTitle {{ font-weight: bold; }}
QLabel#fileState {{ color: {theme.SECONDARY}; font-size: 14px; }}
QFrame#banner {{ border-radius: 4px; }}
QFrame#banner[kind="info"] {{ background: {theme.LIGHT_PRIMARY}; border: 1px solid {theme.PRIMARY}; }}
QFrame#banner[kind="warning"] {{ background: {theme.LIGHT_WARNING}; border: 1px solid {theme.WARNING}; }}
QFrame#banner[kind="error"] {{ background: {theme.LIGHT_ERROR}; border: 1px solid {theme.ERROR}; }}
QLabel#bannerWord {{ font-weight: bold; }}
QTextBrowser#derivation, QListWidget#list {{
    background: {theme.SURFACE}; border: 1px solid {theme.LIGHT_LINE}; border-radius: 4px; font-size: 14px;
}}
QListWidget#list::item {{ min-height: {theme.TARGET}px; padding-left: 8px; }}
QListWidget#list::item:selected {{ background: {theme.SELECTION}; color: {theme.TEXT}; }}
QScrollArea#paper, QTextBrowser#paper, QTableWidget {{
    background: {theme.SURFACE}; border: 1px solid {theme.LIGHT_LINE}; border-radius: 4px;
}}
QScrollArea#paper QLabel, QTextBrowser#paper {{ background: {theme.SURFACE}; font-size: 14px; }}
QTextBrowser#paper {{ padding: 8px; }}
QTableWidget {{ outline: 0; }}
QTableWidget::item {{ padding: 6px 8px; border: 0; }}
QTableWidget::item:selected {{ background: {theme.SELECTION}; color: {theme.TEXT}; }}
QTableWidget QHeaderView::section {{
    background: {theme.PAGE}; border: 0; border-right: 1px solid {theme.LIGHT_LINE};
    border-bottom: 1px solid {theme.LINE}; padding: 8px; font-weight: bold;
}}
QScrollArea#preview {{ background: {theme.LIGHT_LINE}; border: 1px solid {theme.LINE}; }}
QScrollArea#preview QLabel {{ background: {theme.LIGHT_LINE}; }}
QScrollArea#form, QScrollArea#form > QWidget > QWidget {{ background: transparent; border: 0; }}
QLabel#figure {{ font-size: 22px; font-weight: bold; }}
QMenuBar {{ background: {theme.SURFACE}; border-bottom: 1px solid {theme.LIGHT_LINE}; font-size: 14px; }}
QMenuBar::item {{ padding: 6px 12px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.LIGHT_PRIMARY}; }}
QSplitter::handle {{ background: {theme.PAGE}; }}
"""

"""Ctrl+P: the table that is seen as it is seen, else the figures, else what the page itself prints."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget

from core.documents.ledger.on_screen import ShownColumn, ShownTable, figures_document, table_document
from core.documents.paper.document import Chart, Document
from core.documents.paper.document import Sheet as PaperSheet
from core.documents.paper.drawing import Drawing
from core.documents.paper.settings import PrintSettings
from ui.dialogs.print_dialog import PrintDialog
from ui.pages.page import Page
from ui.session import Session
from ui.tables.columns import CENTER, RIGHT
from ui.tables.sheet.sheet import Sheet
from ui.widgets.drawing_view import DrawingView

_OWN = ("この表を印刷", "印刷")
"""What the buttons say of a page that prints what it shows by itself."""
NOTHING = "表に行がないため、印刷するものがありません。"
NO_TABLE = "「{title}」のページには表も図もありません。印刷する帳票を選んでください。"
GONE = "絞り込みで、表に見えている行がありません。絞り込みを解くと印刷できます。"


def what_to_print(page: Page, focused: Sheet | None) -> QPushButton | Document | str:
    """Return the page's own button, what is seen of it as a document, or why there is neither.

    The table that has the keyboard goes first, then that of the page, then any other that is seen. The button of a page
    that prints its table as a paper of its own is pressed, unless the table is filtered or sorted.
    """
    tables = [one for one in page.findChildren(Sheet) if one.isVisibleTo(page)]
    main = page.main_sheet
    seen = [one for one in (focused, main, *tables) if one is not None and one in tables]
    full = next((one for one in seen if one.model.rows.shown), None)
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page) and one.isEnabled()]
    own = next((one for one in buttons if one.text() in _OWN), None)
    is_arranged = main is not None and bool(main.model.rows.filters or main.model.rows.sorting)
    if own is not None and not is_arranged and (full is None or full is main or main is None):
        return own
    if full is not None:
        return table_document(page.session.book, _settings(page.session), shown_table(page, full))
    figures = [one.drawing for one in page.findChildren(DrawingView) if one.isVisibleTo(page) and one.drawing.words]
    if figures:
        return figures_document(page.session.book, _settings(page.session), page.accessibleName(), figures)
    if any(one.model.rows.all for one in seen):
        return GONE
    other = next((one for one in buttons if "印刷" in one.text()), None)
    if other is not None:
        return other
    return NOTHING if seen else NO_TABLE.format(title=page.accessibleName())


def shown_table(page: Page, sheet: Sheet) -> ShownTable:
    """Return a table as it is seen: the columns that are shown in their order, the rows as filtered and sorted."""
    columns, rows = sheet.model.columns, sheet.model.rows
    texts = [column.texts(rows.shown) for column in columns]
    title = page.accessibleName() if sheet is page.main_sheet else f"{page.accessibleName()} {sheet.accessibleName()}"
    frozen = max(sheet.choice.frozen, 1)
    return ShownTable(
        title,
        tuple(
            ShownColumn(column.label, column.alignment is RIGHT, column.alignment is CENTER, at < frozen)
            for at, column in enumerate(columns)
        ),
        tuple(zip(*texts, strict=True)),
        sheet.totals.texts,
        len(rows.all) - len(rows.shown),
    )


def print_page(
    page: QWidget | None, focused: Sheet | None, open_page: Callable[[str], object], window: QWidget
) -> None:
    """Print what is on the screen. A page with nothing to print says so; one without any table leads to 帳票."""
    if not isinstance(page, Page):
        open_page("reports")
        return
    found = what_to_print(page, focused)
    if isinstance(found, QPushButton):
        found.click()
    elif isinstance(found, Document):
        print_document(found, window)
    elif found in {NOTHING, GONE}:
        page.message.show_message("info", found)
    else:
        reports = open_page("reports")
        if isinstance(reports, Page):
            reports.message.show_message("info", found)


def print_document(document: Document, window: QWidget) -> None:
    """Show a document before it is printed or saved."""
    dialog = PrintDialog(document, window)
    dialog.exec()
    dialog.deleteLater()


def print_figure(drawing: Drawing, window: QWidget) -> None:
    """Show one figure before it is printed or saved, larger than on the screen where there is room."""
    title = drawing.title or "図"
    sheet = PaperSheet(title, (Chart(drawing),))
    print_document(Document(title, (sheet,)), window)


def _settings(session: Session) -> PrintSettings:
    name = session.path.name if session.path else ""
    return replace(PrintSettings(), file_name=name)

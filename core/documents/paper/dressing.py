"""What may stand on any sheet whatever it is about: the mark, the meeting, and the number of the material."""

from dataclasses import replace

from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings


def dressed(document: Document, settings: PrintSettings) -> Document:
    """Return the document with what was chosen for its head; a sheet that is numbered already (別紙) stays so. What is
    addressed to somebody goes out of the house: it bears no word of program and file."""
    if any(sheet.addressee for sheet in document.sheets):
        document = replace(document, footer="")
    document = replace(document, both_sides=settings.both_sides)
    if not (settings.material or settings.mark or settings.meeting_name):
        return document
    sheets = tuple(
        replace(
            sheet,
            mark=settings.mark or sheet.mark,
            meeting="" if sheet.is_letter else settings.meeting_name or sheet.meeting,
            material=sheet.material or ("" if sheet.is_letter else settings.material),
        )
        for sheet in document.sheets
    )
    return replace(document, sheets=sheets)

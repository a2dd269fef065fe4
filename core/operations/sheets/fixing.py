"""確定版: keeping a printed sheet together with what it was computed from."""

import hashlib

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.sheets import FixedSheet, SheetFile
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read


def fix_sheet(
    book: Book,
    report: str,
    name: str,
    fixed_on: str,
    fixed_by: str,
    content: bytes,
    settings: str = "{}",
    inputs: str = "{}",
    result: str = "{}",
    last_number: str = "",
) -> ChangeSet | Faults:
    """Keep the PDF `content` of a report with its settings, inputs and result (JSON) under a name of its own, and
    the number of its last letter."""
    draft, values, faults = Draft(book), {}, []
    for column, text in (("name", name), ("fixed_on", fixed_on), ("fixed_by", fixed_by)):
        try:
            values[column] = read(draft, FixedSheet, column, text)
        except Refused as refused:
            faults.append(refused.at(column))
    if any(sheet.name == values.get("name") for sheet in book.all(FixedSheet).values()):
        faults.append(Fault("name", "duplicate", {"label": "名称", "text": values["name"]}))
    if faults:
        return Faults(tuple(faults))
    digest = hashlib.sha256(content).hexdigest()
    sheet = draft.insert(
        FixedSheet,
        report=report,
        settings=settings,
        inputs=inputs,
        result=result,
        sha256=digest,
        last_number=last_number,
        **values,
    )
    draft.add(SheetFile(sheet.id, content))
    return draft.finish(f"確定版「{sheet.name}」を保存")

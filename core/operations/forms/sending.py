"""What the forms of every kind have in common: of which ledger and for whom they are, and whose they are on return."""

from collections.abc import Mapping

from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault, Faults, Refused
from core.model.operating.forms import FilledForm, FormKind
from core.words.sentences import sentence

_KINDS = {FormKind.IMPROVEMENTS: "改善要望", FormKind.SURVEY: "満足度調査"}


def facts_of(document_id: str, municipality: Municipality) -> dict[str, str]:
    """Return what comes back with every form."""
    return {"document_id": document_id, "code": municipality.code}


def whose(book: Book, document_id: str, form: FilledForm, kind: FormKind) -> Municipality | Faults:
    """Return the municipality that a returned form is of; refused where it is of another ledger or of another kind."""
    if form.kind is not kind:
        return Faults.of("", "form_of_another_kind", path=form.name, kind=_KINDS[form.kind])
    if form.facts.get("document_id") != document_id:
        return Faults.of("", "form_of_another_ledger", path=form.name)
    code = form.facts.get("code", "")
    found = next((one for one in book.all(Municipality).values() if one.code == code), None)
    return found if found is not None else Faults.of("", "form_municipality_gone", path=form.name, code=code)


def cell_fault(form: FilledForm, sheet: str, row: int, heading: str, refused: Refused | Fault) -> Fault:
    """Return the fault of one cell of a form, with the place where it stands."""
    facts: Mapping[str, object] = {
        "path": form.name,
        "sheet": sheet,
        "row": row,
        "heading": heading,
        "reason": sentence(refused),
    }
    return Fault("", "form_cell", facts)

"""意向: what the members answer to a request."""

from collections.abc import Sequence

from core.model.answers import Answer, AnswerState, read_state
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.naming import edited
from core.model.machine.records import column_names
from core.model.requests import Customization
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft, Ledger
from core.operations.editing.reading import read_text


def parse_state(text: str) -> AnswerState | Faults:
    """Return the answer written as a word, a sign or a key of the matrix; blank is 未回答."""
    try:
        return read_state(text)
    except Refused as refused:
        return Faults((refused.at("state"),))


def answer(
    book: Book,
    customization: Customization,
    municipality: Municipality,
    state: AnswerState,
    who: str = "",
    when: str = "",
    comment: str | None = None,
) -> ChangeSet | Faults:
    """Record what `municipality` says to `customization`; without `comment` the one there is stays.

    Who is no member on the 基準日 is refused. 未回答 without a comment removes the row: no row means 未回答.
    """
    draft = Draft(book)
    try:
        said = None if comment is None else read_text(book, Answer, "comment", comment)
    except Refused as refused:
        return Faults((refused.at("comment"),))
    row = answer_row(book, customization.id, municipality.id)
    comment = said if said is not None else row.comment if row else ""
    _write(draft, row, Answer(0, customization.id, municipality.id, state, who, when, comment))
    faults = tuple(fault for _, fault in check(draft))
    return Faults(faults) if faults else draft.finish(_label(book, customization, municipality))


def answer_cells(
    book: Book, cells: Sequence[tuple[Customization, Municipality, str]], who: str = "", when: str = ""
) -> ChangeSet | Faults:
    """Record many answers typed or pasted into the matrix, all or none; a fault's fact `cell` is the cell's place."""
    draft, faults = Draft(book), []
    places: dict[tuple[int, int], int] = {}
    rows: dict[int, dict[int, Answer | None]] = {}
    changed: list[tuple[Customization, Municipality]] = []
    for at, (customization, municipality, text) in enumerate(cells):
        state = parse_state(text)
        if isinstance(state, Faults):
            faults += [Fault(fault.field, fault.rule, {**fault.facts, "cell": at}) for fault in state]
            continue
        places[customization.id, municipality.id] = at
        if customization.id not in rows:
            said = book.children(Answer, customization.id).values()
            rows[customization.id] = {row.municipality_id: row for row in said}
        row = rows[customization.id].get(municipality.id)
        wanted = Answer(0, customization.id, municipality.id, state, who, when, row.comment if row else "")
        rows[customization.id][municipality.id] = written = _write(draft, row, wanted)
        if written != row:
            changed.append((customization, municipality))
    for flawed, fault in check(draft):
        assert isinstance(flawed, Answer)
        at = places[flawed.customization_id, flawed.municipality_id]
        faults.append(Fault(fault.field, fault.rule, {**fault.facts, "cell": at}))
    if faults:
        return Faults(tuple(faults))
    return draft.finish(_label(book, *changed[0]) if len(changed) == 1 else f"回答を変更({len(changed)}件)")


def _write(draft: Draft, row: Answer | None, wanted: Answer) -> Answer | None:
    """Make `row` say what `wanted` says and return it as it then stands; who and when alone are nothing new."""
    old = (row.state, row.comment) if row else (AnswerState.UNANSWERED, "")
    if old == (wanted.state, wanted.comment):
        return row
    values = {name: getattr(wanted, name) for name in column_names(Answer) if name != "id"}
    if row is None:
        return draft.insert(Answer, **values)
    if wanted.state is AnswerState.UNANSWERED and not wanted.comment:
        draft.delete(row)
        return None
    return draft.update(row, **values)


def answer_row(ledger: Ledger, customization_id: int, municipality_id: int) -> Answer | None:
    """Return the row of one cell of the matrix; None when nothing was ever answered there."""
    rows = ledger.children(Answer, customization_id).values()
    return next((row for row in rows if row.municipality_id == municipality_id), None)


def _label(ledger: Ledger, customization: Customization, municipality: Municipality) -> str:
    cell = Answer(0, customization.id, municipality.id)
    return edited(ledger, cell, "state")

"""New options and quotes of a request."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.requests import Customization, Option, Quote
from core.operations.editing.adding import Values, add_row, insert_row
from core.operations.editing.appending import NewRow, append
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, checked


def add_option(book: Book, customization: Customization, name: str = "", **texts: str) -> ChangeSet | Faults:
    """Add a variant of a request. The only one so far, in force because it was alone, is adopted: it stays in force."""
    siblings = book.children(Option, customization.id)
    draft = Draft(book)
    faults, option = insert_row(draft, Option, {"name": name, **texts}, {"customization_id": customization.id})
    if option is None:
        return faults
    if len(siblings) == 1 and customization.adopted_option_id is None:
        draft.update(customization, adopted_option_id=next(iter(siblings)))
    return checked(draft, f"{describe(draft, option)}を追加")


def add_quote(book: Book, option: Option, implementers: str, one_off_yen: str, **texts: str) -> ChangeSet | Faults:
    """Add what `option` costs in total when so many implement it; one quote for each number of implementers."""
    values = {"implementers": implementers, "one_off_yen": one_off_yen, **texts}
    return add_row(book, Quote, values, {"option_id": option.id})


def append_quotes(
    book: Book, customization: Customization, option: Option | None, cells: Sequence[Cell], rows: Sequence[NewRow]
) -> ChangeSet | Faults:
    """Type into quotes and add others to `option`, all or nothing; for a request that has none yet an option without a
    name comes with the first quotes."""

    def given(draft: Draft) -> Values:
        return {"option_id": (option or first_option(draft, customization.id)).id}

    return append(book, cells, Quote, rows, given)


def append_options(
    book: Book, customization: Customization, cells: Sequence[Cell], rows: Sequence[NewRow]
) -> ChangeSet | Faults:
    """Type into options and add others to the request, all or nothing. The only one so far, in force because it was
    alone, is adopted: it stays in force."""

    def given(draft: Draft) -> Values:
        siblings = draft.children(Option, customization.id)
        if len(siblings) == 1 and customization.adopted_option_id is None:
            draft.update(customization, adopted_option_id=next(iter(siblings)))
        return {"customization_id": customization.id}

    return append(book, cells, Option, rows, given)


def first_option(draft: Draft, customization_id: int) -> Option:
    """Return the first option of a request; one without a name is made where there is none."""
    options = sorted(draft.children(Option, customization_id).values(), key=lambda one: (one.position, one.id))
    return options[0] if options else draft.insert(Option, customization_id=customization_id, name="", position=1)


def add_first_quote(
    book: Book, customization: Customization, implementers: str, one_off_yen: str, **texts: str
) -> ChangeSet | Faults:
    """Add a quote to a request that has no option yet: an option without a name comes with it."""
    draft = Draft(book)
    option = first_option(draft, customization.id)
    values = {"implementers": implementers, "one_off_yen": one_off_yen, **texts}
    faults, quote = insert_row(draft, Quote, values, {"option_id": option.id})
    return faults if quote is None else checked(draft, f"{describe(draft, quote)}を追加")

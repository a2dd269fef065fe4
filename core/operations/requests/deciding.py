"""What the consortium decides about a request: the option adopted, the disposition, the request it is merged into."""

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.requests import Customization, Disposition, Option, option_name
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def adopt(book: Book, customization: Customization, option: Option | None) -> ChangeSet | Faults:
    """Adopt an option of the request, or none."""
    draft = Draft(book)
    draft.update(customization, adopted_option_id=option.id if option else None)
    subject = describe(book, customization)
    return checked(draft, f"{subject}の{option_name(book, option)}を採用" if option else f"{subject}の採用を取消")


def decide(
    book: Book, customization: Customization, disposition: Disposition, merged_into: Customization | None = None
) -> ChangeSet | Faults:
    """Set the disposition; 他の項に統合 needs the request it is merged into, any other clears it."""
    draft = Draft(book)
    target = (merged_into.id if merged_into else customization.merged_into_id) if _merges(disposition) else None
    draft.update(customization, disposition=disposition, merged_into_id=target)
    return checked(draft, f"{describe(book, customization)}の方針を「{disposition.label}」に変更")


def merge(book: Book, customization: Customization, target: Customization) -> ChangeSet | Faults:
    """Merge a request into another one: not into itself and not in a circle."""
    draft = Draft(book)
    draft.update(customization, disposition=Disposition.MERGED, merged_into_id=target.id)
    return checked(draft, f"{describe(book, customization)}を{describe(book, target)}に統合")


def _merges(disposition: Disposition) -> bool:
    return disposition is Disposition.MERGED

"""One municipality's part of the allocation: what its notice and its questionnaire are made from."""

from collections.abc import Iterator

from core.calc.allocation.allocate import Allocation, allocate
from core.calc.allocation.frame import OPEN, YES, Frame, frame_of
from core.calc.allocation.item import ItemResult, Outcome, case_of, if_joins
from core.calc.members import Member
from core.dataclass import dataclass
from core.documents.paper.settings import PrintSettings
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.requests import Customization


@dataclass(frozen=True, slots=True)
class Basis:
    """The ledger, what was chosen, and the amounts that follow."""

    book: Book
    settings: PrintSettings
    allocation: Allocation
    frame: Frame

    def members(self) -> tuple[Member, ...]:
        """Return the member whose code is chosen, or all; none when the code is no member's."""
        chosen = self.settings.municipality
        return tuple(member for member in self.allocation.members if chosen in {None, member.code})

    def items(self) -> Iterator[tuple[Customization, ItemResult]]:
        """Yield the requests that cost something and, if a disposition is chosen, have that one."""
        customizations = self.book.all(Customization)
        for item in self.allocation.items:
            customization = customizations[item.customization_id]
            if item.counted and self.settings.disposition in {None, customization.disposition}:
                yield customization, item

    def items_of(self, member: Member) -> Iterator[tuple[Customization, ItemResult]]:
        """Yield the requests that concern the member: those of systems in which it takes part."""
        place = self.allocation.places[member.code]
        for customization, item in self.items():
            if place not in self.frame.absent.get(customization.system_id or 0, ()):
                yield customization, item

    def if_it_joins(self, customization: Customization, member: Member, undecided_too: bool = False) -> Outcome:
        """Return what a request costs when the member implements it together with those who have said yes, or with
        the undecided as well."""
        case = case_of(self.book, self.frame, customization)
        own, joining = self.allocation.places[member.code], {YES, OPEN} if undecided_too else {YES}
        return if_joins(self.frame, case, own, joining)


def basis_of(book: Book, settings: PrintSettings) -> Basis:
    """Calculate what the sheets of single municipalities are made from."""
    return Basis(book, settings, allocate(book, settings.money), frame_of(book, settings.money))


def state_of(book: Book, customization: Customization, member: Member) -> AnswerState:
    """Return what the member answers."""
    answers = book.children(Answer, customization.id).values()
    return next((one.state for one in answers if one.municipality_id == member.id), AnswerState.UNANSWERED)

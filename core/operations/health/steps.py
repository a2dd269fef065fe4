"""The steps that make a ledger, in their order, and how far each of them is."""

from core.calc.answer_counts import Counts
from core.dataclass import dataclass
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.costs import CostAmount, CurrentCost
from core.model.council import Municipality, Population, System
from core.model.requests import Customization, Option, Quote
from core.model.sheets import FixedSheet


@dataclass(frozen=True, slots=True)
class Step:
    """`page` names the page where it is done, `title` says what is to be done, `progress` how far it is."""

    page: str
    title: str
    progress: str
    is_done: bool


def steps(book: Book, counts: Counts, has_printed: bool) -> tuple[Step, ...]:
    """Return every step. `counts` are the answers, counted; `has_printed` says whether a sheet of this ledger was
    printed or kept as a PDF."""
    members, requests = book.all(Municipality), book.all(Customization)
    people = {one.municipality_id for one in book.all(Population).values()}
    costly = [one.id for one in requests.values() if one.disposition.costs]
    options = book.all(Option)
    quoted = {options[one.option_id].customization_id for one in book.all(Quote).values()}
    asked = sum(sum(states.values()) for states in counts.values())
    unanswered = sum(states[AnswerState.UNANSWERED] for states in counts.values())
    costs = len(book.all(CostAmount)) + len(book.all(CurrentCost))
    printed = has_printed or bool(book.all(FixedSheet))
    return (
        _begun("municipalities", "団体を登録する", len(members), "団体"),
        _all_of("populations", "人口を入れる", len(people & members.keys()), len(members)),
        _begun("systems", "業務と参加を決める", len(book.all(System)), "業務"),
        _begun("customizations", "要望を登録する", len(requests), "件"),
        _all_of("customizations", "見積を入れる", sum(one in quoted for one in costly), len(costly), bool(requests)),
        _all_of("answers", "意向を集める", asked - unanswered, asked),
        _begun("cost_lines", "費用を入れる", costs, "件"),
        Step("reports", "印刷する", "済み" if printed else "まだです", printed),
    )


def _begun(page: str, title: str, count: int, unit: str) -> Step:
    return Step(page, title, f"{count:,}{unit}" if count else "まだです", count > 0)


def _all_of(page: str, title: str, done: int, of: int, may_be_none: bool = False) -> Step:
    """A step of which every single one must be done; where there is none it is done only if `may_be_none`."""
    return Step(page, title, f"{done:,}/{of:,}" if of else "まだです", done == of if of else may_be_none)

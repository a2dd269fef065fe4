"""The tables customizations and answers of the command show."""

from core.calc.allocation.allocate import in_order
from core.calc.members import Member, members_of
from core.cli.output import Rows, print_table
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import System
from core.model.requests import Customization, Option


def customizations_json(book: Book) -> Rows:
    """Return the requests with what was decided about them."""
    systems, all_items = book.all(System), book.all(Customization)
    return [
        {
            "item": item.item,
            "title": item.title,
            "system": systems[item.system_id].name if item.system_id else None,
            "disposition": item.disposition.label,
            "adopted": book.all(Option)[item.adopted_option_id].name if item.adopted_option_id else None,
            "merged_into": all_items[item.merged_into_id].item if item.merged_into_id else None,
            "deadline": item.deadline or book.consortium.answer_deadline,
            "note": item.note,
            "doubtful": item.doubtful,
        }
        for item in in_order(book.all(Customization).values())
    ]


def customizations_text(book: Book) -> None:
    """Print the requests."""
    rows = [(row["item"], row["title"], row["disposition"], row["note"]) for row in customizations_json(book)]
    print_table(("項", "要望", "方針", "備考"), rows, (False, False, False, False))


def _states(book: Book, item: Customization, members: tuple[Member, ...]) -> dict[str, AnswerState]:
    answers = {answer.municipality_id: answer.state for answer in book.children(Answer, item.id).values()}
    return {member.code: answers.get(member.id, AnswerState.UNANSWERED) for member in members}


def answers_json(book: Book) -> Rows:
    """Return what every member says to every request."""
    members = members_of(book)
    return [
        {
            "item": item.item,
            "title": item.title,
            "answers": {code: state.label for code, state in _states(book, item, members).items()},
        }
        for item in in_order(book.all(Customization).values())
    ]


def answers_text(book: Book) -> None:
    """Print it as a matrix."""
    members = members_of(book)
    headings = ("項", "要望", *(member.label or member.name for member in members))
    rows = [
        (item.item, item.title, *(state.label for state in _states(book, item, members).values()))
        for item in in_order(book.all(Customization).values())
    ]
    print_table(headings, rows, [False] * len(headings))

"""Score sheets of the made-up procurement on their way: issued, filled in, taken."""

from core.model.answers import Medium
from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Procurement, Reviewer, Score
from core.model.machine.faults import Faults
from core.model.selection.score_file import Cell, ScoreFile
from core.operations.editing.find import find, found
from core.operations.returning import Choices, Prefer, Returned, TakePlan
from core.operations.score_sheets.issuing import SheetTerms, issue_sheets
from core.operations.score_sheets.scoring_file import finish, give, sign
from core.operations.score_sheets.taking import plan_scores
from core.sample import sample

EXAMPLE = "架空の例 基幹系システムの共同調達"
NOW = "2026-07-24T10:00:00"
DOCUMENT = "台帳"


def sample_book() -> Book:
    book = Book({})
    book.apply(sample())
    return book


def example(book: Book) -> Procurement:
    return found(find(book, Procurement, EXAMPLE))


def seat(book: Book, name: str = "審査員1") -> Reviewer:
    return next(one for one in book.children(Reviewer, example(book).id).values() if one.name == name)


def criterion(book: Book, name: str) -> Criterion:
    return next(one for one in book.children(Criterion, example(book).id).values() if one.name == name)


def bidder(book: Book, name: str) -> Bidder:
    return next(one for one in book.children(Bidder, example(book).id).values() if one.name.startswith(name))


def cell(book: Book, item: str, company: str, text: str) -> Cell:
    return criterion(book, item).id, bidder(book, company).id, text


def value(book: Book, item: str, company: str, name: str = "審査員1") -> str | None:
    """Return what a seat has given, None where nothing stands."""
    rows = book.children(Score, criterion(book, item).id).values()
    place = bidder(book, company).id, seat(book, name).id
    return next((one.value for one in rows if (one.bidder_id, one.reviewer_id) == place), None)


def issue(book: Book, *names: str, number: str = "n") -> list[ScoreFile]:
    """Issue score sheets to seats by name, and record it."""
    seats = [seat(book, name) for name in names or ("審査員1",)]
    terms = SheetTerms(DOCUMENT, 3, NOW, "事務局", "按分帳", Medium.ANSWER_FILE)
    made = issue_sheets(book, example(book), seats, [f"{number}{at}" for at in range(len(seats))], terms)
    assert not isinstance(made, Faults), made
    book.apply(made.change_set)
    return list(made.files)


def scored(file: ScoreFile, *cells: Cell, who: str = "審査の人") -> ScoreFile:
    """Give points, sign and complete."""
    given = give(file, cells)
    assert not isinstance(given, Faults), given
    signed = sign(given, who)
    assert not isinstance(signed, Faults), signed
    done = finish(signed, NOW)
    assert not isinstance(done, Faults), done
    return done


def plan(book: Book, *files: ScoreFile, prefer: Prefer | None = None, choices: Choices | None = None) -> TakePlan:
    returned = [Returned(f"{at}.anbun-score", file) for at, file in enumerate(files)]
    return plan_scores(book, DOCUMENT, returned, "事務局", NOW, prefer, choices)


def take(book: Book, *files: ScoreFile, prefer: Prefer | None = None) -> None:
    """Take files."""
    book.apply(plan(book, *files, prefer=prefer).change_set)

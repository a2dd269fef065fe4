"""配布: the open requests and what each answer would cost now, as one answer file per municipality, recorded."""

from collections.abc import Iterator, Sequence

from core.calc.allocation.allocate import in_order
from core.calc.allocation.frame import OPEN, YES, Frame, frame_of
from core.calc.allocation.item import Case, case_of, if_joins
from core.calc.allocation.pricing import Money, option_in_force
from core.calc.members import is_member
from core.calc.participation import absences, takes_part
from core.dataclass import dataclass
from core.model.answer_file import (
    AnswerFile,
    AskedQuote,
    Cost,
    Issue,
    OtherAnswer,
    Request,
    answers_text,
    issued_hash,
    unanswered_file,
)
from core.model.answers import Answer, AnswerState, Distribution, Medium
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Option, Quote, option_name
from core.model.values.dates import show_date
from core.operations.editing.draft import Draft


@dataclass(frozen=True, slots=True)
class IssueTerms:
    """What is the same for all files of one issue. `issued_at` is local time to the second; `contact` falls back to the
    secretariat's name; `program` names the program and its version."""

    document_id: str
    revision: int
    issued_at: str
    issued_by: str
    program: str
    medium: Medium = Medium.ANSWER_FILE
    with_others: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """The record of issuing, to be applied before the files are handed out, and the files in the order asked."""

    change_set: ChangeSet
    files: tuple[AnswerFile, ...]


def issue(
    book: Book, municipalities: Sequence[Municipality], numbers: Sequence[str], terms: IssueTerms
) -> Issued | Faults:
    """Return one answer file per municipality, all or none; `numbers` are new distribution numbers (uuid4), one each.

    Asked are the requests that cost something (検討中, 実施), of business areas in which the municipality takes part.
    Faults: "not_member" on the 基準日, "nothing_to_ask".
    """
    day = book.consortium.base_date
    outsiders = [one.name for one in municipalities if not is_member(one, day)]
    if outsiders:
        return Faults.of("", "not_member", name="、".join(outsiders), date=show_date(day))
    draft, files = Draft(book), []
    asked = list(_asked(book))
    frames = tuple(frame_of(book, money) for money in (Money.ONE_OFF, Money.YEARLY))
    cases = {one.id: tuple(case_of(book, frame, one) for frame in frames) for one in asked}
    for municipality, number in zip(municipalities, numbers, strict=True):
        requests = _requests(book, municipality, asked, frames, cases, terms.with_others)
        if not requests:
            return Faults.of("", "nothing_to_ask", name=municipality.name)
        file = unanswered_file(_issue_of(book, municipality, number, terms), requests)
        files.append(file)
        draft.insert(Distribution, **_record(file, terms))
    names = "、".join(one.name for one in municipalities[:3]) + ("ほか" if len(municipalities) > 3 else "")
    return Issued(draft.finish(f"{terms.medium.label}を配布({names})"), tuple(files))


def _asked(book: Book) -> Iterator[Customization]:
    for one in in_order(book.all(Customization).values()):
        if one.disposition.costs:
            yield one


def _issue_of(book: Book, municipality: Municipality, number: str, terms: IssueTerms) -> Issue:
    consortium = book.consortium
    return Issue(
        number=number,
        document_id=terms.document_id,
        consortium=consortium.name,
        contact=terms.contact or consortium.secretariat,
        code=municipality.code,
        name=municipality.name,
        base_revision=terms.revision,
        issued_at=terms.issued_at,
        deadline=consortium.answer_deadline,
        tax=consortium.tax_mode.label,
        program=terms.program,
        with_others=terms.with_others,
    )


def _record(file: AnswerFile, terms: IssueTerms) -> dict[str, object]:
    issue = file.issue
    return {
        "number": issue.number,
        "code": issue.code,
        "name": issue.name,
        "medium": terms.medium,
        "issued_at": issue.issued_at,
        "issued_by": terms.issued_by,
        "deadline": issue.deadline,
        "base_revision": issue.base_revision,
        "with_others": issue.with_others,
        "sha256": issued_hash(file),
        "sent": answers_text(file.answers),
    }


def _requests(
    book: Book,
    municipality: Municipality,
    asked: Sequence[Customization],
    frames: tuple[Frame, ...],
    cases: dict[int, tuple[Case, ...]],
    with_others: bool,
) -> list[Request]:
    absent = absences(book)
    place = next(at for at, member in enumerate(frames[0].members) if member.id == municipality.id)
    return [
        _request(book, municipality, one, place, frames, cases[one.id], with_others)
        for one in asked
        if takes_part(absent, one, municipality.id)
    ]


def _request(
    book: Book,
    municipality: Municipality,
    customization: Customization,
    place: int,
    frames: tuple[Frame, ...],
    cases: tuple[Case, ...],
    with_others: bool,
) -> Request:
    rows = {row.municipality_id: row for row in book.children(Answer, customization.id).values()}
    own = rows.get(municipality.id)
    option = option_in_force(book, customization)
    system = book.all(System).get(customization.system_id or 0)
    return Request(
        id=customization.id,
        item=customization.item,
        title=customization.title,
        option=option.name if option else "",
        system=system.name if system else "",
        description=customization.description,
        remarks="要確認" if customization.doubtful else "",
        deadline=customization.deadline,
        now=_cost(frames, cases, place, {YES}),
        every=_cost(frames, cases, place, {YES, OPEN}),
        state=own.state if own else AnswerState.UNANSWERED,
        comment=own.comment if own else "",
        quotes=tuple(_quotes(book, customization, option)),
        others=tuple(_others(rows, frames[0], municipality)) if with_others else (),
    )


def _cost(frames: tuple[Frame, ...], cases: tuple[Case, ...], place: int, joining: set[int]) -> Cost:
    """Return what the member pays when it implements together with those whose stance is in `joining`."""
    outcomes = [if_joins(frame, case, place, joining) for frame, case in zip(frames, cases, strict=True)]
    shares = [outcome.shares[place] for outcome in outcomes]
    return Cost(outcomes[0].implementers, shares[0], shares[1], outcomes[0].status.label)


def _quotes(book: Book, customization: Customization, option: Option | None) -> Iterator[AskedQuote]:
    """Yield the quotes of the option in force, or of every option where none is adopted yet."""
    options = (
        [option]
        if option
        else sorted(book.children(Option, customization.id).values(), key=lambda one: (one.position, one.id))
    )
    for one in options:
        name = option_name(book, one) if len(options) > 1 else one.name
        for quote in sorted(book.children(Quote, one.id).values(), key=lambda quote: quote.implementers):
            yield AskedQuote(name, quote.implementers, quote.one_off_yen, quote.yearly_yen)


def _others(rows: dict[int, Answer], frame: Frame, municipality: Municipality) -> Iterator[OtherAnswer]:
    for member in frame.members:
        if member.id != municipality.id:
            row = rows.get(member.id)
            yield OtherAnswer(member.code, member.name, row.state if row else AnswerState.UNANSWERED)

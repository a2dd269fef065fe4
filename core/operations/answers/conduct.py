"""What answers must keep: only members answer, those that join later to what is still open; and no row is kept for
未回答 without a comment."""

from collections.abc import Iterator, Mapping

from core.calc.members import is_member, joins_later
from core.model.answers import Answer, AnswerState
from core.model.council import Municipality, consortium_of
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.requests import Customization, Disposition
from core.model.values.dates import show_date
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _answerer(ledger: Ledger, answer: Answer) -> Iterator[Fault]:
    base = consortium_of(ledger).base_date
    municipality = ledger.all(Municipality)[answer.municipality_id]
    open_ = ledger.all(Customization)[answer.customization_id].disposition is Disposition.UNDER_REVIEW
    if open_ and joins_later(municipality, base):
        return
    if answer.state is not AnswerState.UNANSWERED and not is_member(municipality, base):
        yield Fault("state", "not_member", {"name": municipality.name, "date": show_date(base)})


def _says(values: Mapping[str, FieldValue], record: Answer | None) -> bool:
    """Whether the answer is more than 未回答 without a comment."""
    state = values.get("state", record.state if record else AnswerState.UNANSWERED)
    return state is not AnswerState.UNANSWERED or bool(values.get("comment", record.comment if record else ""))


CONDUCT: dict[type[Record], Conduct] = {Answer: Conduct(rules=((frozenset({"state"}), _answerer),), says=_says)}

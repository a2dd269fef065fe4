"""What surveys must keep: they end after they began, and answers fit the scale of their question."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.operating.surveys import Scale, Survey, SurveyQuestion, SurveyTally
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order

_FIELDS = ("first", "second", "third", "fourth", "fifth")


def _in_scale(ledger: Ledger, tally: SurveyTally) -> Iterator[Fault]:
    question = ledger.all(SurveyQuestion)[tally.survey_question_id]
    if question.scale is Scale.FREE:
        yield Fault("survey_question_id", "tally_of_free_text", {"number": question.number})
        return
    width = len(question.scale.steps)
    for name, count in list(zip(_FIELDS, tally.steps, strict=True))[width:]:
        if count:
            facts = {"number": question.number, "scale": question.scale.label, "width": width}
            yield Fault(name, "tally_beyond_scale", facts)


def _scale_fits(ledger: Ledger, question: SurveyQuestion) -> Iterator[Fault]:
    """A scale with fewer steps than were answered loses nothing silently."""
    for tally in ledger.children(SurveyTally, question.id).values():
        lost = question.scale is Scale.FREE or any(tally.steps[len(question.scale.steps) :])
        if lost:
            yield Fault("scale", "scale_loses_answers", {"number": question.number, "scale": question.scale.label})
            return


CONDUCT: dict[type[Record], Conduct] = {
    Survey: Conduct(
        rules=((frozenset({"held_from", "held_until"}), in_right_order("held_from", "held_until")),),
    ),
    SurveyQuestion: Conduct(rules=((frozenset({"scale"}), _scale_fits),)),
    SurveyTally: Conduct(rules=((frozenset({"survey_question_id", *_FIELDS}), _in_scale),)),
}

"""調査票: an Excel book for each municipality, one line for each person (and system); what comes back is counted,
and of single answers nothing stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from core.calc.surveys.results import questions_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.naming import in_order
from core.model.operating.forms import FilledForm, FilledRow, Form, FormColumn, FormKind, FormSheet
from core.model.operating.surveys import (
    BLANK,
    UNKNOWN,
    Scale,
    Survey,
    SurveyComment,
    SurveyQuestion,
    SurveyTally,
)
from core.model.values.codes import search_key
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.reading import read
from core.operations.forms.sending import cell_fault, facts_of, whose

SHEET = "回答"
_SPARE = 100
_SYSTEM = "system_id"
_FIELDS = ("first", "second", "third", "fourth", "fifth")
_LAST = ("unknown", "blank")


def survey_forms(
    book: Book, document_id: str, survey: Survey, municipalities: Sequence[Municipality]
) -> list[Form] | Faults:
    """Return one form for each municipality."""
    if not municipalities:
        return Faults.of("", "no_member_to_ask")
    if not questions_of(book, survey):
        return Faults.of("", "survey_without_questions", name=survey.name)
    return [_form(book, document_id, survey, one) for one in municipalities]


def _form(book: Book, document_id: str, survey: Survey, municipality: Municipality) -> Form:
    questions = questions_of(book, survey)
    systems = tuple(one.name for one in in_order(book, book.all(System).values()))
    # Excel takes lists of 255 letters at most.
    listed = systems if len(",".join(systems)) <= 255 else ()
    columns = (FormColumn(_SYSTEM, "業務", 18, choices=listed), *(_column(one) for one in questions))
    lines = (
        f"{municipality.name} 御中　　{book.consortium.name}",
        "1行に1人です(業務ごとに答えるときは、業務の数だけ行を使います)。選択肢から選ぶか、点数を入れてください。",
        "空欄は無回答とします。個人の氏名は書かないでください。個々の回答は残さず、人数だけを数えます。",
    )
    facts = {**facts_of(document_id, municipality), "survey": survey.name}
    stem = f"{survey.name}_{municipality.code}_{municipality.name}"
    return Form(FormKind.SURVEY, survey.name, lines, facts, (FormSheet(SHEET, columns, (), _SPARE),), stem)


def _column(question: SurveyQuestion) -> FormColumn:
    choices = (*question.scale.steps, UNKNOWN) if question.scale is not Scale.FREE else ()
    width = 40 if question.scale is Scale.FREE else 18
    return FormColumn(question.number, _heading(question), width, choices=choices)


def _heading(question: SurveyQuestion) -> str:
    return f"問{question.number} {question.text}"


@dataclass(slots=True)
class _Counted:
    """What one form says: by question and system how many gave which answer, and what was written."""

    counts: dict[tuple[int, int | None], Counter[str]] = field(default_factory=dict)
    comments: list[tuple[int, int | None, str]] = field(default_factory=list)


def take_survey(book: Book, document_id: str, forms: Sequence[FilledForm]) -> ChangeSet | Faults:
    """Take what came back as one action, all or none: what was counted of a municipality for a survey before is
    replaced by what its form (or forms) say now. Every cell that cannot be read is named."""
    draft, faults = Draft(book), list[Fault]()
    found: dict[tuple[int, int], list[_Counted]] = {}
    for form in forms:
        municipality = whose(book, document_id, form, FormKind.SURVEY)
        if isinstance(municipality, Faults):
            faults += municipality
            continue
        survey = next((one for one in book.all(Survey).values() if one.name == form.facts.get("survey")), None)
        if survey is None:
            faults.append(Fault("", "survey_gone", {"path": form.name, "name": form.facts.get("survey", "")}))
            continue
        counted = _count(book, form, survey, faults)
        if not counted.counts and not counted.comments and not faults:
            faults.append(Fault("", "form_says_nothing", {"path": form.name}))
        found.setdefault((survey.id, municipality.id), []).append(counted)
    if faults:
        return Faults(tuple(faults))
    for (survey_id, municipality_id), parts in found.items():
        _write(draft, survey_id, municipality_id, parts)
    return checked(draft, f"調査票{len(forms)}通を取り込み")


def _count(book: Book, form: FilledForm, survey: Survey, faults: list[Fault]) -> _Counted:
    questions = {one.number: one for one in questions_of(book, survey)}
    rows = form.sheets.get(SHEET, ())
    asked = [name for name in (rows[0].texts if rows else ()) if name != _SYSTEM]
    gone = [name for name in asked if name not in questions]
    faults += [Fault("", "question_gone", {"path": form.name, "number": name}) for name in gone]
    answers = {one.number: _answers(one.scale) for one in questions.values()}
    systems: dict[str, int | Refused | None] = {"": None}
    counted = _Counted()
    for row in rows if not gone else ():
        if row.is_blank(*asked):
            continue
        system = _system(book, systems, row.texts.get(_SYSTEM, ""))
        if isinstance(system, Refused):
            faults.append(cell_fault(form, SHEET, row.number, "業務", system))
            continue
        for number in asked:
            _take_cell(counted, form, row, questions[number], system, answers[number], faults)
    return counted


def _take_cell(
    counted: _Counted,
    form: FilledForm,
    row: FilledRow,
    question: SurveyQuestion,
    system: int | None,
    answers: Mapping[str, str],
    faults: list[Fault],
) -> None:
    text = row.texts[question.number]
    if question.scale is Scale.FREE:
        if text:
            counted.comments.append((question.id, system, text))
        return
    name = answers.get(text) or answers.get(search_key(text).strip())
    if name is None:
        choices = "・".join((*question.scale.steps, UNKNOWN))
        refused = Refused("answer_not_in_scale", text=text, choices=choices, most=len(question.scale.steps))
        faults.append(cell_fault(form, SHEET, row.number, f"問{question.number}", refused))
        return
    counted.counts.setdefault((question.id, system), Counter())[name] += 1


def _answers(scale: Scale) -> dict[str, str]:
    """Return by what may be written the column in which it is counted: the words, and the points of the steps."""
    steps = scale.steps
    found = {"": "blank", search_key(BLANK): "blank", search_key(UNKNOWN): "unknown"}
    for at, word in enumerate(steps):
        found |= {word: _FIELDS[at], search_key(word): _FIELDS[at], str(len(steps) - at): _FIELDS[at]}
    return found


def _system(book: Book, known: dict[str, int | Refused | None], text: str) -> int | Refused | None:
    """Return the system that a text names; the same text is looked up once."""
    if text not in known:
        try:
            value = read(book, SurveyTally, _SYSTEM, text)
            known[text] = value if isinstance(value, int) else None
        except Refused as refused:
            known[text] = refused
    return known[text]


def _write(draft: Draft, survey_id: int, municipality_id: int, parts: Sequence[_Counted]) -> None:
    totals: dict[tuple[int, int | None], Counter[str]] = {}
    for part in parts:
        for place, counts in part.counts.items():
            totals.setdefault(place, Counter()).update(counts)
    for question in list(draft.children(SurveyQuestion, survey_id).values()):
        tallies, comments = (draft.children(cls, question.id).values() for cls in (SurveyTally, SurveyComment))
        rows: list[Any] = [*tallies, *comments]
        for row in rows:
            if row.municipality_id == municipality_id:
                draft.delete(row)
    for (question_id, system_id), counts in totals.items():
        draft.insert(
            SurveyTally,
            survey_question_id=question_id,
            municipality_id=municipality_id,
            system_id=system_id,
            **{name: counts[name] for name in (*_FIELDS, *_LAST)},
        )
    for part in parts:
        for question_id, system_id, text in part.comments:
            draft.insert(
                SurveyComment,
                survey_question_id=question_id,
                municipality_id=municipality_id,
                system_id=system_id,
                comment=text,
            )

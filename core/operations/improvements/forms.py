"""改善要望票: an Excel book for each municipality, in which it writes its own requests and says what it thinks of those
of the others; what comes back is taken in as one action."""

from collections.abc import Sequence

from core.calc.improvements import Backers
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.issues import Priority
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import in_order
from core.model.operating.forms import FilledForm, FilledRow, Form, FormColumn, FormKind, FormSheet
from core.model.operating.improvements import Improvement, ImprovementSupport, Stance, asked_by
from core.model.values.codes import search_key
from core.operations.editing.adding import given_values
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.matrix import write_cell
from core.operations.editing.reading import read
from core.operations.forms.sending import cell_fault, facts_of, whose

OWN, OTHERS = "改善要望", "他団体の要望への賛否"
_SPARE = 30

_OWN_FIELDS = ("system_id", "title", "content", "urgency")
_SUPPORT_FIELDS = ("stance", "reason")


def improvement_forms(book: Book, document_id: str, municipalities: Sequence[Municipality]) -> list[Form] | Faults:
    """Return one form for each municipality: its own open requests with room for more, and those of the others."""
    if not municipalities:
        return Faults.of("", "no_member_to_ask")
    return [_form(book, document_id, one) for one in municipalities]


def _form(book: Book, document_id: str, municipality: Municipality) -> Form:
    backers = Backers(book)
    rows = in_order(book, (one for one in book.all(Improvement).values() if not one.is_settled))
    systems = tuple(one.name for one in in_order(book, book.all(System).values()))
    own = tuple(
        (_system(book, one), one.title, one.content, one.urgency.label)
        for one in rows
        if one.municipality_id == municipality.id
    )
    others = tuple(
        (
            one.number,
            asked_by(book, one),
            _system(book, one),
            one.title,
            one.content,
            *_said(backers, one, municipality),
        )
        for one in rows
        if any(member.id == municipality.id for member in backers.asked(one))
    )
    # Excel takes lists of 255 letters at most.
    listed = systems if len(",".join(systems)) <= 255 else ()
    return Form(
        FormKind.IMPROVEMENTS,
        "改善要望票",
        (
            f"{municipality.name} 御中　　{book.consortium.name}",
            f"「{OWN}」に貴団体の要望を、「{OTHERS}」に賛否と意見を書いて、このファイルをそのままご返送ください。",
            "要望は1行に1件です。件名のある行だけを読みます。個人の氏名は書かないでください。",
        ),
        facts_of(document_id, municipality),
        (
            FormSheet(
                OWN,
                (
                    FormColumn("system_id", "業務", 18, choices=listed),
                    FormColumn("title", "件名", 36),
                    FormColumn("content", "内容", 60),
                    FormColumn("urgency", "緊急度", 10, choices=tuple(one.label for one in Priority)),
                ),
                own,
                _SPARE,
            ),
            FormSheet(
                OTHERS,
                (
                    FormColumn("number", "受付番号", 10, given=True),
                    FormColumn("by", "要望した団体", 14, given=True),
                    FormColumn("system", "業務", 16, given=True),
                    FormColumn("title", "件名", 32, given=True),
                    FormColumn("content", "内容", 40, given=True),
                    FormColumn("stance", "賛否", 16, choices=tuple(one.label for one in Stance)),
                    FormColumn("reason", "意見", 40),
                ),
                others,
            ),
        ),
        f"改善要望票_{municipality.code}_{municipality.name}",
    )


def _system(book: Book, one: Improvement) -> str:
    system = book.all(System).get(one.system_id or 0)
    return system.name if system is not None else ""


def _said(backers: Backers, one: Improvement, municipality: Municipality) -> tuple[str, str]:
    said = backers.said(one).get(municipality.id)
    return (said.stance.label, said.reason) if said is not None else ("", "")


def take_improvements(book: Book, document_id: str, forms: Sequence[FilledForm], day: str) -> ChangeSet | Faults:
    """Take what came back as one action, all or none: new requests are received on `day` (ISO), one that the
    municipality has by the same title is brought up to date, blank cells change nothing. Every cell that cannot be read
    is named."""
    draft, faults = Draft(book), list[Fault]()
    for form in forms:
        municipality = whose(book, document_id, form, FormKind.IMPROVEMENTS)
        if isinstance(municipality, Faults):
            faults += municipality
            continue
        written = len(faults)
        touched = sum([_take_own(draft, form, row, municipality, day, faults) for row in form.sheets.get(OWN, ())])
        touched += sum([_take_stance(draft, form, row, municipality, faults) for row in form.sheets.get(OTHERS, ())])
        if not touched and len(faults) == written:
            faults.append(Fault("", "form_says_nothing", {"path": form.name}))
    if faults:
        return Faults(tuple(faults))
    return checked(draft, f"改善要望票{len(forms)}通を取り込み")


def _take_own(
    draft: Draft, form: FilledForm, row: FilledRow, municipality: Municipality, day: str, faults: list[Fault]
) -> bool:
    """Take one line of the municipality's own; returns whether there was any."""
    if row.is_blank(*_OWN_FIELDS):
        return False
    values: dict[str, FieldValue] = {}
    headings = {"system_id": "業務", "title": "件名", "content": "内容", "urgency": "緊急度"}
    for name in _OWN_FIELDS:
        text = row.texts.get(name, "")
        if text or name == "title":
            try:
                values[name] = read(draft, Improvement, name, text)
            except Refused as refused:
                faults.append(cell_fault(form, OWN, row.number, headings[name], refused))
    if len(values) < sum(bool(row.texts.get(name)) for name in _OWN_FIELDS) or "title" not in values:
        return True
    known = next((one for one in draft.all(Improvement).values() if _is_same(one, municipality, row)), None)
    if known is not None:
        draft.update(known, **values)
    else:
        values |= {"municipality_id": municipality.id, "raised_on": day}
        draft.insert(Improvement, **{**given_values(draft, Improvement, values), **values})
    return True


def _is_same(one: Improvement, municipality: Municipality, row: FilledRow) -> bool:
    return one.municipality_id == municipality.id and search_key(one.title) == search_key(row.texts["title"])


def _take_stance(
    draft: Draft, form: FilledForm, row: FilledRow, municipality: Municipality, faults: list[Fault]
) -> bool:
    """Take what is said of another's request; returns whether anything was."""
    if row.is_blank(*_SUPPORT_FIELDS):
        return False
    number = row.texts.get("number", "")
    one = next((one for one in draft.all(Improvement).values() if one.number == number), None)
    if one is None:
        gone = Refused("unknown_improvement", number=number)
        faults.append(cell_fault(form, OTHERS, row.number, "受付番号", gone))
        return True
    try:
        stance = read(draft, ImprovementSupport, "stance", row.texts.get("stance", ""))
    except Refused as refused:
        faults.append(cell_fault(form, OTHERS, row.number, "賛否", refused))
        return True
    place = {"improvement_id": one.id, "municipality_id": municipality.id}
    write_cell(draft, ImprovementSupport, one.id, place, {"stance": stance, "reason": row.texts.get("reason", "")})
    return True

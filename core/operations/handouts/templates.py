"""Handouts that begin as a template: one of the house's own, or one from a file; and handouts kept as such a file."""

from dataclasses import fields

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import Reference
from core.model.machine.naming import in_order, title_of
from core.model.machine.records import Record, abouts
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture
from core.model.papers.template_file import TemplateFile, Texts, columns_of
from core.model.registry import TABLES
from core.operations.editing.adding import insert_row
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.reading import read


@dataclass(frozen=True, slots=True)
class Begun:
    """A handout that begins as a template; `left` says what the template names and this ledger does not have: it is
    left open."""

    change_set: ChangeSet
    handout_id: int
    left: tuple[str, ...] = ()


def put_handout(book: Book, handout: Handout, chapters: list[HandoutChapter], name: str = "") -> Begun | Faults:
    """Put a handout that is in no ledger yet there, under a name of its own: the one that is wished, or the next free
    one like its own."""
    draft = Draft(book)
    wished = name.strip() or _free_name(book, handout.name)
    if wished in _names(book):
        return Faults((Fault("name", "handout_name_taken", {"name": wished}),))
    values = {one.name: getattr(handout, one.name) for one in fields(Handout) if one.name not in {"id", "name"}}
    made = draft.insert(Handout, name=wished, **values)
    for place, chapter in enumerate(chapters, 1):
        own = {one.name: getattr(chapter, one.name) for one in fields(HandoutChapter) if one.name != "id"}
        draft.insert(HandoutChapter, **{**own, "handout_id": made.id, "position": place})
    change_set = checked(draft, f"ひな形から資料「{wished}」を追加")
    return change_set if isinstance(change_set, Faults) else Begun(change_set, made.id)


def take_template(book: Book, file: TemplateFile, name: str = "") -> Begun | Faults:
    """Put a handout as a template file has it into the ledger. What the file names of its own ledger (a scenario, a
    municipality) is found by its name, else left open and told; what cannot be read at all is refused."""
    draft, left = Draft(book), list[str]()
    wished = name.strip() or _free_name(book, file.handout["name"])
    if wished in _names(book):
        return Faults((Fault("name", "handout_name_taken", {"name": wished}),))
    faults, handout = insert_row(draft, Handout, {**file.handout, "name": wished})
    if handout is None:
        return faults
    for place, texts in enumerate(file.chapters, 1):
        known, unknown = _known(draft, texts)
        left += unknown
        faults, chapter = insert_row(draft, HandoutChapter, known, {"handout_id": handout.id, "position": place})
        if chapter is None:
            return Faults(tuple(_of_chapter(fault, texts) for fault in faults))
    change_set = checked(draft, f"ひな形から資料「{wished}」を追加")
    return change_set if isinstance(change_set, Faults) else Begun(change_set, handout.id, tuple(left))


def as_template(book: Book, handout: Handout, program: str) -> tuple[TemplateFile, int]:
    """Return the template that a handout is kept as, and how many pictures stay behind: they are of the ledger."""
    chapters = in_order(book, book.children(HandoutChapter, handout.id).values())
    pictures = sum(len(book.children(HandoutPicture, one.id)) for one in chapters)
    return TemplateFile(program, _texts(book, handout), tuple(_texts(book, one) for one in chapters)), pictures


def _texts(book: Book, row: Record) -> Texts:
    """Return what stands in a row as somebody would type it; what is as usual is left out."""
    usual = {one.name: one.default for one in fields(row)}
    texts = {}
    for name in columns_of(type(row)):
        value, kind = getattr(row, name), abouts(type(row))[name].kind
        if value is None or value == usual[name]:
            continue
        if isinstance(kind, Reference):
            target: Record | None = book.all(TABLES[kind.target].record).get(value)
            if target is not None:
                texts[name] = title_of(book, target)
        else:
            texts[name] = kind.plain(value)
    return texts


def _known(draft: Draft, texts: Texts) -> tuple[Texts, list[str]]:
    """Return the texts without those that name a row which this ledger does not have, and what these were."""
    known, unknown = dict(texts), []
    for name, text in texts.items():
        about = abouts(HandoutChapter)[name]
        if not isinstance(about.kind, Reference):
            continue
        try:
            read(draft, HandoutChapter, name, text)
        except Refused:
            del known[name]
            unknown.append(f"章「{texts['heading']}」の{about.label}「{text}」")
    return known, unknown


def _of_chapter(fault: Fault, texts: Texts) -> Fault:
    label = abouts(HandoutChapter)[fault.field].label if fault.field in abouts(HandoutChapter) else ""
    facts = {"heading": texts.get("heading", ""), "label": label, "text": texts.get(fault.field, "")[:40]}
    return Fault(fault.field, "template_value", facts)


def _names(book: Book) -> set[str]:
    return {one.name for one in book.all(Handout).values()}


def _free_name(book: Book, name: str) -> str:
    names, number, free = _names(book), 1, name
    while free in names:
        number += 1
        free = f"{name}({number})"
    return free

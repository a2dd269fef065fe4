"""資料のひな形のファイル: the chapters of a handout without anything of the ledger in them, as one value that is handed
on. Its columns hold what somebody would type into them, so that another ledger reads them as typed."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import LONGEST
from core.model.machine.naming import told_columns
from core.model.machine.records import Record, abouts
from core.model.machine.travelling import hash_of, list_of, typed
from core.model.papers.handouts import Handout, HandoutChapter
from core.model.values import endings

FORMAT = 1
"""The version of the layout; a newer one is not read."""

SUFFIX = endings.TEMPLATES

MOST_CHAPTERS = 500
"""More is none of our files."""

STAY = frozenset({"handout_id", "position", "previous_id", "dated_on", "template"})
"""Columns that mean something in their own ledger only."""

Texts = Mapping[str, str]
"""By column what stands there, as typed; what is left out is as usual."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    program: str
    handout: Texts
    chapters: tuple[Texts, ...]


def columns_of(cls: type[Record]) -> tuple[str, ...]:
    """Return the columns that travel."""
    return tuple(name for name in told_columns(cls) if name not in STAY and not abouts(cls)[name].given)


def content_of(file: TemplateFile) -> dict[str, object]:
    """Return the plain value of a template, in one order."""
    return {
        "program": file.program,
        "handout": _ordered(Handout, file.handout),
        "chapters": [_ordered(HandoutChapter, one) for one in file.chapters],
    }


def seal_hash(file: TemplateFile) -> str:
    """Return the SHA-256 over everything: it shows damage and mix-ups, not forgery."""
    return hash_of([FORMAT, content_of(file)])


def read_template_file(found: object) -> TemplateFile:
    """Return the template whose plain value this is; raises ValueError for what is missing, unknown, of another type or
    beyond its limits. What the texts mean is not asked here."""
    if not isinstance(found, dict) or set(found) != {"program", "handout", "chapters"}:
        raise ValueError("not a template")
    chapters = tuple(_texts(HandoutChapter, one) for one in list_of(found["chapters"], MOST_CHAPTERS))
    handout = _texts(Handout, found["handout"])
    if not chapters or "heading" in handout or any(not one.get("heading") for one in chapters):
        raise ValueError("no chapters, or some without a name")
    if not handout.get("name") or not handout.get("title"):
        raise ValueError("a handout without a name")
    return TemplateFile(_text(found["program"]), handout, chapters)


def _texts(cls: type[Record], found: object) -> Texts:
    if not isinstance(found, dict) or not set(found) <= set(columns_of(cls)):
        raise ValueError(f"not a {cls.__name__}")
    return {name: _text(found[name]) for name in columns_of(cls) if name in found}


def _text(value: object) -> str:
    text: str = typed(value, str)
    if len(text) > LONGEST:
        raise ValueError("too long")
    return text


def _ordered(cls: type[Record], texts: Texts) -> dict[str, str]:
    return {name: texts[name] for name in columns_of(cls) if name in texts}

"""用紙: an Excel book that goes out to be filled in and comes back, as values: what stands in it, what came back."""

from collections.abc import Mapping
from enum import StrEnum

from core.dataclass import dataclass


class FormKind(StrEnum):
    """What a form asks for."""

    IMPROVEMENTS = "improvements"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`name` is by what the column is read, `heading` what stands above it. What is `given` is not filled in;
    `choices` are offered as a list."""

    name: str
    heading: str
    width: int = 14
    given: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Rows that are there already, then `spare` empty ones; more may be added below."""

    name: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """`facts` come back as they went out: of which ledger, from which municipality, of which survey. `lines` stand
    above every table: whom it is for and what to do. `stem` is the name of the file without its ending."""

    kind: FormKind
    title: str
    lines: tuple[str, ...]
    facts: Mapping[str, str]
    sheets: tuple[FormSheet, ...]
    stem: str


@dataclass(frozen=True, slots=True)
class FilledRow:
    """`number` is that of the row in the sheet, from 1; `texts` by the names of the columns, blank ones too."""

    number: int
    texts: Mapping[str, str]

    def is_blank(self, *names: str) -> bool:
        """Whether nothing stands in these columns."""
        return not any(self.texts.get(name, "").strip() for name in names)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that came back: `name` is that of its file, `sheets` its rows by the name of the sheet."""

    name: str
    kind: FormKind
    facts: Mapping[str, str]
    sheets: Mapping[str, tuple[FilledRow, ...]]

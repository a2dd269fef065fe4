"""What a field may be. Each kind knows how typed text is read, how a value is shown, what stands in a sheet, what it is
typed into and how it is stored; a record declares its fields with the functions at the end."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from typing import Any, ClassVar

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.values.codes import item_key, natural_key, parse_code, search_key
from core.model.values.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    is_date,
    is_month_day,
    parse_date,
    parse_fiscal_year,
    parse_month_day,
    show_date,
    show_fiscal_year,
    show_moment,
    show_month_day,
)
from core.model.values.money import LIMIT, parse_integer, parse_yen, show_yen
from core.model.values.partial_dates import is_partial_date, parse_partial_date, show_partial_date
from core.model.values.ratios import (
    YEN,
    parse_currency,
    parse_exchange_rate,
    parse_part,
    parse_percent,
    parse_percents,
)
from core.model.values.rule_words import read_rule
from core.model.values.rules import EQUAL_SPLIT, parse_rule
from core.model.values.ten_days import parse_edge
from core.model.values.words import Word, spellings
from core.pattern import pattern

FieldValue = str | int | bytes | None
"""What a field holds; words and truth are texts and numbers too."""

LONGEST = 10_000
"""Letters in one field; more is a slip of the clipboard."""

LONGEST_CODE = 1_000
"""Letters of a number that is text: Python reads no number of more than 4,300 digits."""
LONGEST_KEPT = 20_000_000
"""Letters of what the program keeps for itself."""

YES_MARK = "○"
NO_MARK = "×"
"""Stands in a sheet for no where a blank would mean yes."""


def is_text(value: str, longest: int) -> bool:
    """Whether a text of so many letters at most may be stored; SQLite's own functions stop reading at a NUL."""
    return len(value) <= longest and "\0" not in value


class Form(Enum):
    """What a column of a sheet holds. SHOWN helps the reader and is not read back; PARENT names the owner of a row that
    is known by its name among the rows of its owner only; ANY names a row of any table, and the table."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    FIGURE = "figure"
    DATE = "date"
    FLAG = "flag"
    WORD = "word"
    REFERENCE = "reference"
    PARENT = "parent"
    ANY = "any"
    SHOWN = "shown"


class Input(Enum):
    """What a field of a form is typed into."""

    TEXT = "text"
    LONG = "long"
    FIGURE = "figure"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind is one value: the same for all fields that are declared alike.

    `is_free`: plain text means itself, letter for letter. `is_number`: a whole number from 0 to below LIMIT means
    itself. `needs_text`: blank is refused where the field may not be empty, though it has a default. `takes_days`: a
    day in a cell of a spreadsheet is what was typed there (`of_day`), not a number like 20-1 that became one.
    `may_be_said`: one value may hold for all of a sheet, whose title names it (`said_in`). `has_time`: a day with its
    time stands there, which others write in two columns.
    """

    form: ClassVar[Form] = Form.TEXT
    input: ClassVar[Input] = Input.TEXT
    sql: ClassVar[str] = "TEXT"
    is_free: ClassVar[bool] = False
    is_number: ClassVar[bool] = False
    needs_text: ClassVar[bool] = False
    takes_days: ClassVar[bool] = False
    may_be_said: ClassVar[bool] = False
    has_time: ClassVar[bool] = False

    def read(self, text: str) -> FieldValue:
        """Return the value that clean text, which is not blank, means; raises Refused."""
        return text

    def of_day(self, day: date) -> str:
        """Return what is meant, as text for `read`, where a cell of a spreadsheet holds a day; raises Refused."""
        return day.isoformat()

    def said_in(self, _texts: Sequence[str], /) -> Sequence[str]:
        """Return the values that titles name, where `may_be_said`, as text for `read`."""
        return ()

    def show(self, value: Any) -> str:
        """Return a value as people read it; nothing for None."""
        return "" if value is None else str(value)

    def plain(self, value: Any) -> str:
        """Return a value as it stands in an editor and on the clipboard; `read` takes it back."""
        return self.show(value)

    def stored(self, value: Any) -> Any:
        """Return the value that the ledger stores as `value`; what is none stays as it is."""
        return value

    def sort(self, value: Any) -> Any:
        """Return a sort key for a value that is not None."""
        return value

    def is_possible(self, value: Any) -> bool:
        """Whether a value of the right type, not None, may be stored: what `read` gives may be, and more that is
        harmless. Nothing here takes long, whatever the value."""
        return not isinstance(value, str) or is_text(value, LONGEST)

    def are_possible(self, values: Set[Any]) -> bool:
        """Whether each of the values, none of them None, may be stored."""
        return all(map(self.is_possible, values))

    def stand_in(self, value: Any, id: int, /) -> Any:
        """Return a possible value for an impossible one, another one for each id."""
        return f"{value[:20]}…({id})".replace("\0", "")


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One line, or with `is_long` several."""

    is_long: bool = False
    is_free: ClassVar[bool] = True

    def sort(self, value: Any) -> Any:
        return natural_key(value)


@dataclass(frozen=True, slots=True)
class Kept(Text):
    """What the program keeps for itself as text: JSON, hashes. People are told of it in the history only."""

    def is_possible(self, value: Any) -> bool:
        return is_text(value, LONGEST_KEPT)


@dataclass(frozen=True, slots=True)
class NameInRules(Kind):
    """A name by which rules speak of something: rules are compared in NFC."""

    def read(self, text: str) -> FieldValue:
        return unicodedata.normalize("NFC", text)

    def sort(self, value: Any) -> Any:
        return natural_key(value)


@dataclass(frozen=True, slots=True)
class Code(Kind):
    """Text that looks like a number: 20-1, 016211. Spreadsheets must not make a number or a date of it."""

    form: ClassVar[Form] = Form.CODE

    def is_possible(self, value: Any) -> bool:
        return is_text(value, LONGEST_CODE)

    def sort(self, value: Any) -> Any:
        return item_key(value)


@dataclass(frozen=True, slots=True)
class MunicipalityCode(Code):
    """全国地方公共団体コード: six digits, which a spreadsheet may have robbed of the leading zero."""

    DIGITS: ClassVar[int] = 6

    def read(self, text: str) -> FieldValue:
        return parse_code(text)

    def is_possible(self, value: Any) -> bool:
        return re.fullmatch("[0-9]{6}", value) is not None

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return f"{id % 10**self.DIGITS:0{self.DIGITS}}"


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A date, stored as ISO text."""

    form: ClassVar[Form] = Form.DATE
    input: ClassVar[Input] = Input.DATE
    needs_text: ClassVar[bool] = True

    def read(self, text: str) -> FieldValue:
        return parse_date(text)

    def show(self, value: Any) -> str:
        with suppress(ValueError):
            return show_date(value)
        return str(value)

    def is_possible(self, value: Any) -> bool:
        return value == "" or is_date(value)

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return (date(FIRST_YEAR, 1, 1) + timedelta(days=id % 10_000)).isoformat()


@dataclass(frozen=True, slots=True)
class Edge(Day):
    """The day at which a time begins or ends; for 令和8年4月上旬 or R8.4 the first or last day of it is meant."""

    is_end: bool = False

    def read(self, text: str) -> FieldValue:
        return parse_edge(text, self.is_end)


@dataclass(frozen=True, slots=True)
class PartialDate(Kind):
    """A date that is known to the year, the month or the day, stored as the beginning of ISO text: 2014-04. A sheet
    keeps it as text: a spreadsheet would make a number of a year and a day of a month."""

    form: ClassVar[Form] = Form.CODE
    needs_text: ClassVar[bool] = True

    def read(self, text: str) -> FieldValue:
        return parse_partial_date(text)

    def show(self, value: Any) -> str:
        return show_partial_date(value) if value and is_partial_date(value) else str(value or "")

    def is_possible(self, value: Any) -> bool:
        return value == "" or is_partial_date(value)

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return (date(FIRST_YEAR, 1, 1) + timedelta(days=id % 10_000)).isoformat()


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """Local time as ISO text, written by the program; what stands there otherwise stays text."""

    is_free: ClassVar[bool] = True

    def show(self, value: Any) -> str:
        with suppress(ValueError):
            return show_moment(value) if value else ""
        return str(value)

    def plain(self, value: Any) -> str:
        return value or ""


_DAYS = pattern("([0-9]{1,6})\\s*日間?")


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A whole number from 0 to below LIMIT; its unit may be typed behind it, and days for hours: 3日 is 72. `least` and
    `most` are the limits of what may be stored; what may be typed is the subject's to say."""

    unit: str = ""
    least: int = 0
    most: int = LIMIT - 1
    form: ClassVar[Form] = Form.FIGURE
    input: ClassVar[Input] = Input.FIGURE
    sql: ClassVar[str] = "INTEGER"
    is_number: ClassVar[bool] = True

    def read(self, text: str) -> FieldValue:
        plain = unicodedata.normalize("NFKC", text)
        days = _DAYS.fullmatch(plain.strip()) if self.unit == "時間" else None
        number = parse_integer(plain.removesuffix(self.unit)) if days is None else int(days[1]) * 24
        if number < 0:
            raise Refused("negative", text=text)
        if number >= LIMIT:
            raise Refused("too_large_number", text=text)
        return number

    def show(self, value: Any) -> str:
        return show_yen(value)

    def plain(self, value: Any) -> str:
        return "" if value is None else str(value)

    def is_possible(self, value: Any) -> bool:
        return int(value) in range(self.least, self.most + 1)

    def are_possible(self, values: Set[Any]) -> bool:
        """Whole numbers are possible when the least and the greatest of them are: a ledger has ten thousands."""
        if set(map(type, values)) != {int}:
            return all(map(self.is_possible, values))
        return self.is_possible(min(values)) and self.is_possible(max(values))

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return self.least + id % 10_000


@dataclass(frozen=True, slots=True)
class Yen(Number):
    """Yen; 千円 and the like may be typed."""

    def read(self, text: str) -> FieldValue:
        return parse_yen(text)


@dataclass(frozen=True, slots=True)
class Place(Number):
    """並び順: where a row stands among its siblings; a new row is the last."""


@dataclass(frozen=True, slots=True)
class FiscalYear(Number):
    """The year in which a fiscal year begins."""

    is_number: ClassVar[bool] = False

    def read(self, text: str) -> FieldValue:
        return parse_fiscal_year(text)

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        with suppress(ValueError):
            return show_fiscal_year(value)
        return str(value)

    def plain(self, value: Any) -> str:
        return self.show(value)

    def is_possible(self, value: Any) -> bool:
        return int(value) in range(FIRST_YEAR, LAST_YEAR + 1)

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return FIRST_YEAR + id % 1_000


@dataclass(frozen=True, slots=True)
class Percent(Kind):
    """A percentage from 0 to 100 with at most so many decimals, as text."""

    unit: str = "%"
    decimals: int = 1

    def read(self, text: str) -> FieldValue:
        return parse_percent(text, self.decimals)

    def is_possible(self, value: Any) -> bool:
        form = rf"(100|[0-9]{{1,2}})(\.[0-9]{{1,{self.decimals}}})?"
        return re.fullmatch(form, value) is not None and float(value) <= 100

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "0"


@dataclass(frozen=True, slots=True)
class Ratio(Kind):
    """An exchange rate: yen for one unit of a currency, with at most six decimals or as a fraction, as text."""

    unit: str = ""

    def read(self, text: str) -> FieldValue:
        return parse_exchange_rate(text)

    def is_possible(self, value: Any) -> bool:
        plain = re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value) is not None and float(value) > 0
        return plain or re.fullmatch(r"[1-9][0-9]{0,8}/[1-9][0-9]{0,8}", value) is not None

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "1"


@dataclass(frozen=True, slots=True)
class Part(Kind):
    """A part of a whole: 1/3, 50%."""

    def read(self, text: str) -> FieldValue:
        return parse_part(text)

    def is_possible(self, value: Any) -> bool:
        return is_read_as_itself(parse_part, value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "100%"


@dataclass(frozen=True, slots=True)
class Percents(Kind):
    """Percentages by year: 20,40,60,80."""

    def read(self, text: str) -> FieldValue:
        return parse_percents(text)

    def show(self, value: Any) -> str:
        return "" if value is None else "→".join(f"{percent}%" for percent in str(value).split(","))

    def is_possible(self, value: Any) -> bool:
        return is_read_as_itself(parse_percents, value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "100"


@dataclass(frozen=True, slots=True)
class MonthDay(Kind):
    """A day of every year, stored as 09-30."""

    def read(self, text: str) -> FieldValue:
        return parse_month_day(text)

    def show(self, value: Any) -> str:
        return show_month_day(value) if value and is_month_day(value) else str(value or "")

    def is_possible(self, value: Any) -> bool:
        return is_month_day(value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "01-01"


@dataclass(frozen=True, slots=True)
class Currency(Kind):
    """Three letters; ドル and the like may be typed."""

    def read(self, text: str) -> FieldValue:
        return parse_currency(text)

    def is_possible(self, value: Any) -> bool:
        return re.fullmatch("[A-Z]{3}", value) is not None

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return YEN


@dataclass(frozen=True, slots=True)
class Rule(Kind):
    """按分規則, stored as parse_rule reads it."""

    needs_text: ClassVar[bool] = True

    def read(self, text: str) -> FieldValue:
        return read_rule(text).text

    def show(self, value: Any) -> str:
        try:
            return parse_rule(value).label if value else ""
        except Refused:
            return str(value)

    def written(self, value: str) -> str:
        """Return a rule in a sheet as people write it, and as it is stored only where that would not come back."""
        label = self.show(value)
        try:
            return label if not value or read_rule(label).text == value else value
        except Refused:
            return value

    def is_possible(self, value: Any) -> bool:
        try:
            return len(value) <= LONGEST and bool(parse_rule(value))
        except Refused:
            return False

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return EQUAL_SPLIT.text


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no."""

    form: ClassVar[Form] = Form.FLAG
    input: ClassVar[Input] = Input.FLAG
    sql: ClassVar[str] = "INTEGER"

    def read(self, text: str) -> FieldValue:
        return read_flag(text)

    def show(self, value: Any) -> str:
        return "" if value is None else "はい" if value else "いいえ"

    def is_possible(self, value: Any) -> bool:
        return value in {0, 1}

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return False


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One of the `words`; a text that fits none is refused as `refusal` says. With `by_beginning` the beginning of a
    label is enough where it is only one word's."""

    words: type[Word]
    refusal: str = "not_a_word"
    by_beginning: bool = True
    form: ClassVar[Form] = Form.WORD
    input: ClassVar[Input] = Input.CHOICE

    def read(self, text: str) -> FieldValue:
        key = search_key(text).strip()
        exact = spellings(self.words).get(key, ())
        near = [word for word in self.words if len(key) > 1 and search_key(word.label).startswith(key)]
        for hits in (exact, near if self.by_beginning else ()):
            if len(hits) == 1:
                return hits[0]
        raise Refused(self.refusal, text=text, choices="・".join(word.label for word in self.words))

    def show(self, value: Any) -> str:
        return getattr(value, "label", None) or ("" if value is None else str(value))

    def stored(self, value: Any) -> Any:
        return self.words(value) if value in set(self.words) else value

    def sort(self, value: Any) -> Any:
        return list(self.words).index(value)

    def is_possible(self, value: Any) -> bool:
        return value in set(self.words)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return next(iter(self.words))


@dataclass(frozen=True, slots=True)
class Content(Kind):
    """Bytes that are kept and never shown."""

    sql: ClassVar[str] = "BLOB"

    def show(self, value: Any) -> str:
        return "" if value is None else "(データ)"


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """The id of a row of the table `target`. A row belongs to its owners: it goes with them and is told with them. With
    `is_above` the rows of one table are a tree: this row stands under that one, never under itself."""

    target: str
    is_owner: bool = False
    is_above: bool = False
    form: ClassVar[Form] = Form.REFERENCE
    input: ClassVar[Input] = Input.CHOICE
    sql: ClassVar[str] = "INTEGER"


@dataclass(frozen=True, slots=True)
class AnyRow(Kind):
    """A row of any table, stored as table#id. The row that names it goes when that row goes. What it is called only
    the ledger knows: core/model/machine/anywhere."""

    form: ClassVar[Form] = Form.ANY
    needs_text: ClassVar[bool] = True

    def is_possible(self, value: Any) -> bool:
        return place_of_any(value) is not None

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return f"nowhere#{id}"


_ANY_ROW = pattern("([a-z_]{1,60})#([1-9][0-9]{0,17})", re.ASCII)


def place_of_any(value: str) -> tuple[str, int] | None:
    """Return table and id that a value of AnyRow names, None where it names none."""
    match = _ANY_ROW.fullmatch(value)
    return (match[1], int(match[2])) if match else None


def any_place(table: str, id: int) -> str:
    """Return the value of AnyRow that names a row."""
    return f"{table}#{id}"


def is_read_as_itself(read: Callable[[str], str], value: str) -> bool:
    """Whether a short text is what `read` gives for it."""
    try:
        return len(value) <= LONGEST_CODE and read(value) == value
    except Refused:
        return False


_FLAG_WORDS = {
    True: "1 true yes y はい ○ ◯ 〇 ● ✓ ✔ レ 要 有 あり する 記号",
    False: "0 false no n いいえ × ✕ 不要 無 なし しない 団体名",
}
_FLAGS = {search_key(word): flag for flag, words in _FLAG_WORDS.items() for word in words.split()} | {"": False}


def read_flag(text: str) -> bool:
    """Return yes or no written in one of the usual ways; blank is no. Raises Refused "not_a_flag"."""
    flag = _FLAGS.get(search_key(text).strip())
    if flag is None:
        raise Refused("not_a_flag", text=text)
    return flag


_CONTROL = pattern("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but for line feed and tabulator, and halves of surrogate pairs."""


def clean(text: str) -> str:
    """Return `text` without white space around it, else letter for letter as typed.

    Raises Refused "too_long" or "control_character".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST:
        raise Refused("too_long", length=len(text), limit=LONGEST)
    if _CONTROL.search(text):
        raise Refused("control_character", text="".join(letter if letter.isprintable() else "□" for letter in text))
    return text


@dataclass(frozen=True, slots=True)
class About:
    """What a record says of one of its fields: `also` are other people's headings for it; what is `given` is written by
    the program and typed by nobody. A sheet must say what is `said`, though the field has a default: without such a
    column it is not of this table, and a blank cell is refused. `dash` is what a lone - means in a sheet, "" nothing.
    """

    label: str
    kind: Kind
    help: str = ""
    also: tuple[str, ...] = ()
    given: bool = False
    said: bool = False
    dash: str = ""

    @property
    def unit(self) -> str:
        """The unit of the field's figures, "" for none."""
        return getattr(self.kind, "unit", "")


REQUIRED: Any = object()
"""Stands where a field has no default."""


def declared(
    kind: Kind,
    label: str,
    default: Any = REQUIRED,
    *,
    help: str = "",
    also: str = "",
    given: bool = False,
    said: bool = False,
    dash: str = "",
) -> Any:
    """Declare a field of a record; `also` separates headings by blanks. The functions below name the kinds."""
    about = {"about": About(label, kind, help, tuple(also.split()), given, said, dash)}
    if default is REQUIRED:
        return dataclasses.field(metadata=about)
    return dataclasses.field(default=default, metadata=about)


def text(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare one line of text."""
    return declared(Text(), label, default, **more)


def long_text(label: str, default: Any = "", **more: Any) -> Any:
    """Declare several lines of text, empty unless said otherwise."""
    return declared(Text(is_long=True), label, default, **more)


def note(label: str = "備考") -> Any:
    """Declare the 備考 that most records end with."""
    return long_text(label, also="注記 摘要 メモ 特記事項")


def kept(label: str, default: Any = "") -> Any:
    """Declare a text that the program keeps for itself."""
    return declared(Kept(), label, default, given=True)


def code(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare a number that is text: 20-1."""
    return declared(Code(), label, default, **more)


def day(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare a date; None for one that may be left open."""
    return declared(Day(), label, default, **more)


def edge(label: str, default: Any = REQUIRED, *, is_end: bool = False, **more: Any) -> Any:
    """Declare the day at which a time begins, or ends; a month or a 旬 may be typed for it."""
    return declared(Edge(is_end), label, default, **more)


def partial_date(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare a date that may be known to the year or the month only; None for one that may be left open."""
    return declared(PartialDate(), label, default, **more)


def moment(label: str, default: Any = "", **more: Any) -> Any:
    """Declare a local time that the program writes."""
    return declared(Moment(), label, default, **more)


def fiscal_year(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare a fiscal year."""
    return declared(FiscalYear("年度"), label, default, **more)


def yen(label: str, default: Any = REQUIRED, *, per: str = "", **more: Any) -> Any:
    """Declare an amount of yen, `per` 年 for one that is paid every year."""
    return declared(Yen(f"円/{per}" if per else "円"), label, default, **more)


def count(
    label: str, default: Any = REQUIRED, *, unit: str = "", least: int = 0, most: int = LIMIT - 1, **more: Any
) -> Any:
    """Declare a whole number; outside `least` and `most` nothing can be computed with it."""
    return declared(Number(unit, least, most), label, default, **more)


def place(**more: Any) -> Any:
    """Declare the 並び順 of rows that people put in order."""
    return declared(Place(), "並び順", 0, **more)


def flag(label: str, default: Any = False, **more: Any) -> Any:
    """Declare yes or no."""
    return declared(Flag(), label, default, **more)


def word(words: type[Word], label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare one of the words of an enumeration."""
    return declared(OneOf(words), label, default, **more)


def rule(label: str, default: Any = REQUIRED, **more: Any) -> Any:
    """Declare a rule of splitting."""
    return declared(Rule(), label, default, **more)


def owner(target: str, label: str, **more: Any) -> Any:
    """Declare the row of the table `target` to which this row belongs; the first owner groups the rows."""
    return declared(Reference(target, is_owner=True), label, **more)


def refers(target: str, label: str, default: Any = None, **more: Any) -> Any:
    """Declare a row of the table `target` that this row speaks of; it is emptied when that row goes."""
    return declared(Reference(target), label, default, **more)


def under(target: str, label: str, **more: Any) -> Any:
    """Declare the row of the same table, which is `target`, under which this row stands; None at the top. When that row
    goes, the rows under it move up to where it stood."""
    return declared(Reference(target, is_above=True), label, None, **more)


def any_row(label: str, **more: Any) -> Any:
    """Declare a row of whatever table; this row goes when that one goes."""
    return declared(AnyRow(), label, **more)

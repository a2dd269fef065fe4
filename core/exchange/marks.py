"""What the reader of workbooks does not give, taken from the sheets' own XML: error cells, formulas that were never
computed, percentages, hidden rows and columns, and sheets whose formatting reaches far below their cells.

A sheet is searched for the few words that such things are written with; where none stands, nothing is looked at.
"""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from core.dataclass import dataclass
from core.model.machine.grids import Broken

Place = tuple[int, int]
"""Row and column from 0."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of the cells of one sheet besides their values."""

    broken: Mapping[Place, Broken] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    is_merged: bool = False
    hidden_columns: tuple[range, ...] = ()
    clocks: frozenset[Place] = frozenset()
    """Cells that show a time."""


_NEAR = 300
"""Bytes from a word to the beginning and the end of its cell: what is longer is nothing that programs write, and a
search must not go through all of a part for every word in it."""

_SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s([^<>]{0,4000})>")
_RELATION = re.compile(rb"<(?:\w{1,9}:)?Relationship\s([^<>]{0,4000})>")
_ATTRIBUTE = re.compile(rb"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"<>]*+)"|'([^'<>]*+)')""")
_FORMAT = re.compile(rb"<(?:\w{1,9}:)?numFmt\s([^<>]{0,4000})>")
_STYLES = re.compile(rb"cellXfs[\s>]")
_STYLE = re.compile(rb"<(?:\w{1,9}:)?xf[\s/>]([^<>]{0,4000})")
_PERCENT_FORMATS = {b"9", b"10"}
"""Those that every workbook has: 0% and 0.00%."""
_CLOCK_FORMATS = {*(b"%d" % at for at in (18, 19, 20, 21, 22, 32, 33, 45, 46, 47))}
"""Those of times, in Japanese workbooks too: h:mm, yyyy/m/d h:mm, h時mm分."""
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

_ERRORS = (b't="e"', b"t='e'")
_FORMULA = rb"<(?:\w{1,9}:)?f(?:\s[^<>]*+)?(?:(?<=/)>|>[^<]*+</(?:\w{1,9}:)?f>)\s*+"
_NO_VALUE = rb"(?:<(?:\w{1,9}:)?v\s*+/>\s*+|<(?:\w{1,9}:)?v>\s*+</(?:\w{1,9}:)?v>\s*+)?"
_UNCOMPUTED = re.compile(_FORMULA + _NO_VALUE + rb"</(?:\w{1,9}:)?c>")
_STALE = re.compile(_FORMULA + rb"<(?:\w{1,9}:)?v>0?</(?:\w{1,9}:)?v>\s*+</(?:\w{1,9}:)?c>")
"""A formula whose value is 0 in a workbook that says that its values are still to be computed."""
_ROW = re.compile(rb"<(?:\w{1,9}:)?row\s([^<>]{0,4000})>")
_COLUMNS = re.compile(rb"<(?:\w{1,9}:)?col\s([^<>]{0,4000})>")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{0,40})")
_CELL_OR_ROW = re.compile(rb"<(/?)(?:\w+:)?(c|row)(\s[^<>]*?)?(/?)>")
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: (?:s|cm|vm|ph)="[0-9]*")*\s*/>')
_EMPTY_ROW = re.compile(rb"<row (?:[^<>]*[^<>/])?(?:/>|>\s*</row>)")
_WITHOUT_PLACE = re.compile(rb"<(?:c|row)(?=[\s/>])(?! r=)|<\w+:(?:c|row)[\s/>]")


def trimmed(part: bytes) -> bytes:
    """Return a sheet without the cells and rows that hold nothing but a format: formatting may be dragged to the last
    row. A sheet in which a cell does not say its place stays as it is."""
    if _WITHOUT_PLACE.search(part):
        return part
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", part))


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a figure in percent."""
    return _styles_with("%", _PERCENT_FORMATS, styles)


def clock_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a time."""
    return _styles_with("h", _CLOCK_FORMATS, styles)


def _styles_with(letter: str, known: Iterable[bytes], styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles whose format is one of the known ones, or has a letter in it."""
    formats = set(known)
    for tag in _FORMAT.finditer(styles):
        words = _attributes(tag[1])
        if letter in _IN_QUOTES.sub("", html.unescape(words.get("formatCode", ""))).lower():
            formats.add(words.get("numFmtId", "").encode())
    begin = _STYLES.search(styles)
    end = styles.rfind(b"cellXfs")
    found = enumerate(_STYLE.findall(styles, begin.end(), end) if begin else ())
    return frozenset(b"%d" % at for at, words in found if _attributes(words).get("numFmtId", "").encode() in formats)


def sheet_parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return by the name of each sheet the part, in small letters, in which its cells stand."""
    targets = {}
    for tag in _RELATION.finditer(relations):
        words = _attributes(tag[1])
        targets[words.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", words.get("Target", ""))).lower()
    found = {}
    for tag in _SHEET.finditer(workbook):
        words = _attributes(tag[1])
        reference = next((value for name, value in words.items() if name.endswith(":id")), "")
        found[html.unescape(words.get("name", ""))] = targets.get(reference, "").lstrip("/")
    return found


def is_stale(workbook: bytes) -> bool:
    """Whether the workbook says that its formulas are to be computed when it is opened: nobody has done so yet."""
    return re.search(rb"""fullCalcOnLoad\s*=\s*["'](?:1|true)["']""", workbook) is not None


def marks_of(part: bytes, percents: frozenset[bytes], stale: bool, clocks: frozenset[bytes] = frozenset()) -> Marks:
    """Return what stands in the XML of one sheet besides the values of its cells."""
    start, end = part.find(b"sheetData"), part.rfind(b"sheetData")
    end = len(part) if start == end else end
    quoted = b"'" in part

    def has(word: bytes) -> bool:
        """Whether a word stands among the cells; one letter of it is found far faster than the word."""
        letter = word[:1] if word.isalpha() else word[1:2]
        return part.find(letter, start, end) >= 0 and part.find(word, start, end) >= 0

    places = _Places(part)
    broken: dict[Place, Broken] = {}
    if has(b'"e"') or (quoted and has(b"'e'")):
        for at in _found(part, _ERRORS):
            if (place := places.of(at)) is not None:
                whole = places.tag(at).endswith(b"/")
                value = None if whole else _VALUE.search(part, at, at + _NEAR)
                broken[place] = Broken(value[1].decode("utf-8", "replace") if value else "エラー", "error_cell")
    if has(b"<f") or has(b":f"):
        for pattern in (_UNCOMPUTED, *([_STALE] if stale else [])):
            for hit in pattern.finditer(part):
                if (place := places.of(hit.start())) is not None and b't="str"' not in places.tag(hit.start()):
                    broken.setdefault(place, Broken())

    def styled(styles: frozenset[bytes]) -> frozenset[Place]:
        needles = [b's="%s"' % style for style in styles] + [b"s='%s'" % style for style in styles if quoted]
        return frozenset(place for at in _found(part, needles) if (place := places.of(at)) is not None)

    hidden = frozenset(_hidden_rows(part)) if has(b"hidden") else frozenset[int]()
    columns = tuple(_hidden_columns(part[: max(start, 0)]))
    is_merged = part.find(b"mergeCell", end) >= 0
    return Marks(broken, styled(percents), hidden, is_merged, columns, styled(clocks))


def _found(part: bytes, needles: Iterable[bytes]) -> Iterator[int]:
    for needle in needles:
        at = part.find(needle)
        while at >= 0:
            yield at
            at = part.find(needle, at + 1)


def _hidden_rows(part: bytes) -> Iterator[int]:
    for tag in _ROW.finditer(part):
        if b"hidden" in tag[1]:
            words = _attributes(tag[1])
            number = words.get("r", "")
            if words.get("hidden") in {"1", "true"} and number.isdecimal() and len(number) <= 7:
                yield int(number) - 1


def _hidden_columns(head: bytes) -> Iterator[range]:
    for tag in _COLUMNS.finditer(head):
        words = _attributes(tag[1]) if b"hidden" in tag[1] else {}
        first, last = words.get("min", ""), words.get("max", "")
        if words.get("hidden") in {"1", "true"} and first.isdecimal() and last.isdecimal():
            yield range(int(first[:7]) - 1, int(last[:7]))


class _Places:
    """Tells in which cell something stands: as the cell says, or counted where a cell does not say it."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._counted: dict[int, Place] | None = None

    def tag(self, at: int) -> bytes:
        """Return the beginning of the cell in which `at` lies, b"" where it is no cell."""
        start = self._start(at)
        if start < 0:
            return b""
        end = self._part.find(b">", start, start + _NEAR)
        return b"" if end < 0 else self._part[start:end]

    def of(self, at: int) -> Place | None:
        """Return the place of the cell in which `at` lies, None where it is no cell."""
        tag = self.tag(at)
        if not tag:
            return None
        if match := re.search(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""", tag):
            return int(match[2]) - 1, column_number(match[1]) - 1
        if self._counted is None:
            self._counted = dict(self._count())
        return self._counted.get(self._start(at))

    def _start(self, at: int) -> int:
        least = max(0, at - _NEAR)
        for start in (self._part.rfind(b"<c", least, at + 1), self._part.rfind(b":c", least, at + 1)):
            if start >= 0 and self._part[start + 2 : start + 3] in {b" ", b">", b"\n", b"\t", b"\r"}:
                return start
        return -1

    def _count(self) -> Iterator[tuple[int, Place]]:
        row = column = 0
        for tag in _CELL_OR_ROW.finditer(self._part):
            is_end, name, words, is_whole = tag.groups()
            said = _attributes(words or b"").get("r", "")
            if name == b"row":
                if said.isdecimal():
                    row = int(said[:7]) - 1
                if is_end or is_whole:
                    row, column = row + 1, 0
            elif not is_end:
                if letters := re.match("[A-Za-z]{1,3}", said):
                    column = column_number(letters[0].encode()) - 1
                yield tag.start(2) - 1, (row, column)
                column += 1


def column_number(letters: bytes) -> int:
    """Return the number of a column from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _attributes(words: bytes) -> dict[str, str]:
    found = ((name, double or single) for name, double, single in _ATTRIBUTE.findall(words))
    return {name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in found}

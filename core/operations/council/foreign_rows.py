"""Municipalities in other people's tables: codes of five digits, names in every spelling, prefectures between them, and
those that are not in the ledger."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from core.gazetteer.places import codes_meant, meant, place_of
from core.model.book import Book
from core.model.council import Municipality, MunicipalityKind, kind_of
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import Broken, Grid, GridCell, column_name, csv_text, is_blank
from core.model.machine.kinds import Form
from core.operations.editing.find import find
from core.operations.importing.columns import Matching, helpers
from core.operations.importing.headings import row_headings
from core.operations.importing.plan import LeftOut
from core.operations.importing.row_kinds import is_dash
from core.operations.importing.tidying.note_marks import without_note_marks
from core.operations.importing.understood import Understood


def with_places(book: Book, block: Understood) -> Understood:
    """Return the block with the codes that its municipalities mean, without prefectures, and without municipalities
    that exist but are not in the ledger where others of it are: published lists have the whole country.

    What is not understood stays as it is and is refused line by line when it is read.
    """
    if block.grid is None or block.read_as is None:
        return block
    places = _places(block.read_as)
    if not places:
        return block
    if block.read_as.table == "municipalities":
        return _members(book, block, block.grid, *places)
    for at in places:
        block = _referred(book, block, at)
    return block


def _places(matching: Matching) -> list[int]:
    if matching.table == "municipalities":
        names = [column.name if column else "" for column in matching.columns]
        return [names.index("code"), names.index("name")] if {"code", "name"} <= set(names) else []
    columns = enumerate(matching.columns)
    return [at for at, one in columns if one and one.form is Form.REFERENCE and one.target is Municipality]


def _members(book: Book, block: Understood, grid: Grid, code_at: int, name_at: int) -> Understood:
    """Return the block of a list of municipalities: what a code of five digits means is decided by the name beside."""
    known = {one.code for one in book.all(Municipality).values()}
    rows, left_out = list(grid.rows), list(block.left_out)
    names = [column.name if column else "" for column in block.read_as.columns] if block.read_as else []
    kana_at = names.index("kana") if "kana" in names else None
    kind_at = names.index("kind") if "kind" in names else None
    filled = marked = False
    for row in range(block.read_as.heading_row + 1 if block.read_as else 1, len(rows)):
        cells = rows[row]
        code, name = _text(cells, code_at), _text(cells, name_at)
        if (bare := without_note_marks(name)) != name and meant(bare):
            cells = rows[row] = _with(cells, name_at, bare)
            name, marked = bare, True
        if not code and not name:
            continue
        named = meant(name) if name else ()
        if not code and len(named) == 1 and not named[0].is_prefecture and is_blank(_at(cells, code_at)):
            code = named[0].code
            cells = rows[row] = _with(cells, code_at, code)
            filled = True
        codes = [one for one in codes_meant(code) if one in known or place_of(one) is not None]
        if len(codes) > 1:
            codes = [one for one in codes if one in {place.code for place in named}] or codes
        whole = codes[0] if len(codes) == 1 else code
        place = place_of(whole)
        is_meant = kind_at is not None and _text(cells, kind_at) == MunicipalityKind.PREFECTURE.label
        if place is not None and place.is_prefecture and not is_meant and (name in {"", place.name} or is_dash(name)):
            text = " ".join(csv_text(cell) for cell in cells if not is_blank(cell))
            left_out.append(LeftOut(grid.name, row + 1, "", text, Fault("", "prefecture_row", {})))
            rows[row] = ()
        elif len(codes) > 1:
            told = "、".join(f"{one}({_called(one)})" for one in codes)
            rows[row] = _with(cells, code_at, Broken(code, "code_of_two", told))
        elif whole != code:
            rows[row] = _with(cells, code_at, whole)
        if kind_at is not None and rows[row] and name and is_blank(_at(rows[row], kind_at)):
            rows[row] = _with(rows[row], kind_at, kind_of(name).label)
        if kana_at is not None and rows[row] and (kana := _text(rows[row], kana_at)):
            rows[row] = _with(rows[row], kana_at, _hiragana(kana))
    said = block.said
    if filled:
        said = (*said, Fault("", "codes_said", {"columns": column_name(name_at)}))
    if marked:
        said = (*said, Fault("", "name_marks_said", {"columns": column_name(name_at)}))
    return replace(block, grid=replace(grid, rows=tuple(rows)), left_out=tuple(left_out), said=said)


def _hiragana(text: str) -> str:
    """Return katakana, of either width, as the hiragana of ふりがな."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in plain)


def _referred(book: Book, block: Understood, at: int) -> Understood:
    """Return the block with what stands in a column for municipalities as the ledger calls them."""
    grid, matching = block.grid, block.read_as
    assert grid is not None
    assert matching is not None
    look_up = _Lookup(book)
    beside = _beside(block)
    rows, left_out = list(grid.rows), list(block.left_out)
    found: dict[int, GridCell | Fault] = {}
    for row in range(matching.heading_row + 1, len(rows)):
        if text := _text(rows[row], at):
            found[row] = look_up.read(text)
    some = any(isinstance(one, str) for one in found.values())
    told: set[int] = set()
    for row, one in found.items():
        if isinstance(one, Fault):
            if one.rule == "prefecture_row" or some:
                source = block.lines.rows[row] if block.lines else row
                if source not in told:
                    told.add(source)
                    text = " ".join(csv_text(cell) for cell in block.shown.rows[source] if not is_blank(cell))
                    left_out.append(LeftOut(grid.name, source + 1, "", text[:200], one))
                rows[row] = ()
        else:
            cells = block.shown.rows[block.lines.rows[row] if block.lines else row]
            if named := _named_otherwise([_text(cells, place) for place in beside], one, look_up):
                rows[row] = _with(rows[row], at, Broken(_text(rows[row], at), "code_not_name", named))
            elif one is not None and one != rows[row][at]:
                rows[row] = _with(rows[row], at, one)
    return replace(block, grid=replace(grid, rows=tuple(rows)), left_out=tuple(left_out))


def _beside(block: Understood) -> list[int]:
    """Return the columns in which names stand beside codes."""
    matching = block.matching
    return helpers(matching, row_headings(block.shown.rows[matching.heading_row])) if matching is not None else []


def _named_otherwise(names: Sequence[str], code: GridCell | Fault, look_up: "_Lookup") -> str:
    """Return the name that stands beside a code of the ledger where it is that of another municipality, else ""."""
    for name in names if isinstance(code, str) else ():
        other = look_up.read(name) if name else None
        is_strange = isinstance(other, Fault) and other.rule == "not_a_member_row"
        if is_strange or (isinstance(other, str) and other != code):
            return name
    return ""


class _Lookup:
    """Reads what is written for a municipality; what was read once is not read again."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._codes = {one.code for one in book.all(Municipality).values()}
        self._read: dict[str, GridCell | Fault] = {text: text for text in self._codes}

    def read(self, text: str) -> GridCell | Fault:
        """Return the code of the municipality in the ledger, why its row is left out, a broken cell where it has to be
        asked, or None where the text is to be read as it is."""
        if text not in self._read:
            found = self._look_up(text)
            if found is None and (bare := without_note_marks(text)) != text:
                found = self._look_up(bare)
            self._read[text] = found
        return self._read[text]

    def _look_up(self, text: str) -> GridCell | Fault:
        codes = [one for one in codes_meant(text) if one in self._codes or place_of(one) is not None]
        ours = [one for one in codes if one in self._codes]
        if len(ours) > 1:
            return Broken(text, "code_of_two", "、".join(f"{one}({_called(one)})" for one in ours))
        if ours:
            return ours[0]
        hit = find(self._book, Municipality, text) if not codes else Faults(())
        if not isinstance(hit, Faults):
            return hit.code
        places = [place for code in codes or [text] if (place := place_of(code)) is not None] or list(meant(text))
        if places and all(place.is_prefecture for place in places):
            return Fault("", "prefecture_row", {})
        if places and not any(place.code in self._codes for place in places):
            return Fault("", "not_a_member_row", {})
        return None


def _called(code: str) -> str:
    place = place_of(code)
    return place.name if place is not None else "台帳の団体"


def _text(cells: Sequence[GridCell], at: int) -> str:
    return csv_text(cells[at]).strip() if at < len(cells) and not isinstance(cells[at], Broken) else ""


def _at(cells: Sequence[GridCell], at: int) -> GridCell:
    return cells[at] if at < len(cells) else None


def _with(cells: Sequence[GridCell], at: int, cell: GridCell) -> tuple[GridCell, ...]:
    return (*cells[:at], *(None,) * (at - len(cells)), cell, *cells[at + 1 :])

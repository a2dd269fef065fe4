"""Pictures of handouts that come back in a workbook: what they change, told with the rest of the import."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Update
from core.model.machine.faults import Fault
from core.model.machine.grids import LaidPicture, PictureSheet, csv_text
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import describe
from core.model.machine.records import abouts
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture, PictureFile
from core.model.registry import TABLES, table_of
from core.model.values.codes import search_key
from core.model.values.pictures import TakenPicture
from core.operations.editing.adding import insert_row
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import type_cell
from core.operations.importing.plan import CellChange, ImportPlan, LeftOut, PlannedLine, Verb

_TYPED = {"代替テキスト": "words", "図の題": "caption", "大きさ(%)": "share"}
_NUMBER, _HANDOUT, _CHAPTER = "番号", "資料", "資料の章"
_TABLE = table_of(HandoutPicture)

Reasons = dict[int, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet: its place from 0, its texts by heading, and what lies on it."""

    row: int
    texts: Mapping[str, str]
    laid: LaidPicture | None


def with_pictures(book: Book, plan: ImportPlan, sheet: PictureSheet, same_ledger: bool) -> ImportPlan:
    """Return the plan with what the sheet of pictures changes as well. Their chapters are those that the ledger has
    after the plan; `same_ledger`: the 番号 of the sheet are its ids. A row of a picture that is there changes its words
    where no picture lies on it."""
    after = _after(book, plan.change_set)
    lines, name = _lines(sheet), sheet.grid.name
    refused: Reasons = {}
    while True:
        attempt = _Attempt(after, same_ledger)
        refused |= {line.row: faults for line in lines if line.row not in refused and (faults := attempt.take(line))}
        flaws = attempt.broken_rules()
        if not flaws:
            break
        refused |= flaws
    told = attempt.told(name)
    told += [
        PlannedLine(name, line.row + 1, _TABLE.name, Verb.REFUSED, _called(line), reasons=refused[line.row])
        for line in lines
        if line.row in refused
    ]
    beside = LeftOut(name, None, "", "", Fault("", "pictures_beside", {"count": sheet.more}))
    label = plan.change_set.label if plan.lines or plan.unchanged else f"取り込み({_TABLE.label})"
    return replace(
        plan,
        change_set=ChangeSet(label, (*plan.change_set.changes, *attempt.changes())),
        lines=(*plan.lines, *sorted(told, key=lambda one: one.row)),
        unchanged=plan.unchanged + attempt.unchanged,
        left_out=(*plan.left_out, *((beside,) if sheet.more else ())),
    )


class _Attempt:
    """One pass over the lines that are not refused already."""

    def __init__(self, book: Book, same_ledger: bool) -> None:
        self._book, self._same = book, same_ledger
        self._draft = Draft(book)
        self._rows: dict[int, tuple[_Line, HandoutPicture | None]] = {}
        self._files: list[Change] = []
        self.unchanged = 0

    def take(self, line: _Line) -> tuple[Fault, ...]:
        """Write a line into the draft; return why it may not be, then nothing of it is written."""
        taken = line.laid.taken if line.laid is not None else None
        old = self._meant(line)
        if isinstance(taken, Fault):
            return (taken,)
        if old is not None:
            return self._change(line, old, taken)
        chapter = self._chapter(line)
        if chapter is None:
            facts = {"handout": line.texts.get(_HANDOUT, ""), "chapter": line.texts.get(_CHAPTER, "")}
            return (Fault("", "picture_chapter_unknown", facts),)
        if taken is None:
            return (Fault("", "picture_not_laid", {}),)
        given: dict[str, FieldValue] = {"chapter_id": chapter.id, **_of(taken)}
        typed = {column: line.texts[heading] for heading, column in _TYPED.items() if line.texts.get(heading)}
        faults, picture = insert_row(self._draft, HandoutPicture, typed, given)
        if picture is None:
            return tuple(faults)
        self._draft.add(PictureFile(picture.id, taken.content))
        self._rows[picture.id] = line, None
        return ()

    def broken_rules(self) -> Reasons:
        """Return what is wrong with the rows as they stand together."""
        found: Reasons = {}
        for record, fault in check(self._draft):
            line, _ = self._rows.get(record.id, (None, None)) if isinstance(record, HandoutPicture) else (None, None)
            if line is not None:
                found[line.row] = (*found.get(line.row, ()), fault)
        return found

    def changes(self) -> tuple[Change, ...]:
        return (*self._draft.finish("").changes, *self._files)

    def told(self, sheet: str) -> list[PlannedLine]:
        lines = []
        for id, (line, old) in self._rows.items():
            now = self._draft.all(HandoutPicture)[id]
            verb = Verb.ADDED if old is None else Verb.CHANGED
            cells = () if old is None else tuple(_changed(old, now))
            lines.append(PlannedLine(sheet, line.row + 1, _TABLE.name, verb, describe(self._draft, now), cells))
        return lines

    def _change(self, line: _Line, old: HandoutPicture, taken: TakenPicture | None) -> tuple[Fault, ...]:
        if old.id in self._rows:
            return (Fault("", "line_twice", {"row": describe(self._draft, old), "cell": ""}),)
        draft, faults = Draft(self._draft), []
        for heading, column in _TYPED.items():
            if heading in line.texts and (fault := type_cell(draft, old, column, line.texts[heading])):
                faults.append(fault)
        if faults:
            return tuple(faults)
        new = draft.all(HandoutPicture)[old.id]
        values = {name: getattr(new, name) for name in _TYPED.values()}
        is_same = line.laid is None or taken is None or old.sha256 in {line.laid.sha256, _of(taken)["sha256"]}
        if not is_same and taken is not None:
            values |= _of(taken)
            self._files.append(Update(table_of(PictureFile).name, old.id, {"content": taken.content}))
        if self._draft.update(old, **values) == old:
            self.unchanged += 1
        else:
            self._rows[old.id] = line, old
        return ()

    def _meant(self, line: _Line) -> HandoutPicture | None:
        """Return the picture that a line speaks of: by its number, else the same picture in the same chapter."""
        number = line.texts.get(_NUMBER, "")
        if self._same and number.isdecimal() and len(number) < 19:
            known = self._book.all(HandoutPicture).get(int(number))
            if known is not None:
                return known
        chapter, laid = self._chapter(line), line.laid
        if chapter is None or laid is None or not isinstance(laid.taken, TakenPicture):
            return None
        wanted = {laid.sha256, _of(laid.taken)["sha256"]}
        rows = self._book.children(HandoutPicture, chapter.id).values()
        return next((one for one in rows if one.sha256 in wanted and one.id not in self._rows), None)

    def _chapter(self, line: _Line) -> HandoutChapter | None:
        handout, heading = (search_key(line.texts.get(name, "")) for name in (_HANDOUT, _CHAPTER))
        handouts = self._book.all(Handout)
        found = [
            one
            for one in self._book.all(HandoutChapter).values()
            if search_key(one.heading) == heading and search_key(handouts[one.handout_id].name) == handout
        ]
        return found[0] if len(found) == 1 else None


def _after(book: Book, change_set: ChangeSet) -> Book:
    """Return the ledger as it will be; `book` stays as it is."""
    tables = {name: book.all(table.record).values() for name, table in TABLES.items()}
    after = Book(tables, {name: book.last_id(table.record) for name, table in TABLES.items()})
    after.apply(change_set)
    return after


def _lines(sheet: PictureSheet) -> list[_Line]:
    heading, *rows = sheet.grid.rows
    names = [csv_text(cell).strip() for cell in heading]
    lines = []
    for row, cells in enumerate(rows, 1):
        texts = {name: csv_text(cell).strip() for name, cell in zip(names, cells, strict=False)}
        texts |= dict.fromkeys(names[len(cells) :], "")
        known = {name: text for name, text in texts.items() if name in {*_TYPED, _NUMBER, _HANDOUT, _CHAPTER}}
        if any(known.values()) or row in sheet.pictures:
            lines.append(_Line(row, known, sheet.pictures.get(row)))
    return lines


def _of(taken: TakenPicture) -> dict[str, FieldValue]:
    digest = hashlib.sha256(taken.content).hexdigest()
    return {"width": taken.width, "height": taken.height, "sha256": digest}


def _called(line: _Line) -> str:
    return line.texts.get("図の題") or line.texts.get("代替テキスト") or "図"


def _changed(old: HandoutPicture, new: HandoutPicture) -> list[CellChange]:
    cells = [
        CellChange(abouts(HandoutPicture)[name].label, str(getattr(old, name)), str(getattr(new, name)))
        for name in _TYPED.values()
        if getattr(old, name) != getattr(new, name)
    ]
    if old.sha256 != new.sha256:
        cells.append(CellChange("図", f"台帳の図 {_size(old)}", f"取り込む図 {_size(new)}"))
    return cells


def _size(one: HandoutPicture) -> str:
    return f"{one.width:,}×{one.height:,}ピクセル"

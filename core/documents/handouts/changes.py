"""前回の資料からの変更点: what the ledger says otherwise than the handout that was fixed last, chapter by chapter.

A change is a row that came, went or was moved, a cell that is another, a text, a setting or a picture of a chapter.
Figures that are another because of such changes are no changes of their own: they are told below them.
"""

from collections.abc import Hashable, Iterator, Mapping
from enum import Enum
from typing import Any

from core.dataclass import dataclass
from core.documents.handouts.leaves import differing
from core.documents.handouts.pairs import Pair, name_of, paired, title_of
from core.documents.handouts.shown import Shown
from core.documents.handouts.state import MEMBERS, TABLES_OF, Cell, Rows, State, state_of
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.places import moved, moved_in, place_of
from core.model.machine.records import abouts
from core.model.papers.handouts import HandoutChapter
from core.model.registry import ABOVE, PARENTS, TABLES

COUNCIL = "団体と人口"
_EMPTY = "(空欄)"


class Sort(Enum):
    """What was done, as the page marks it."""

    CAME = "＋追加"
    GONE = "－削除"
    CHANGED = "変更"
    MOVED = "移動"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is another, or a row that came or went (`column` "") or was moved (`column` its place); `table` is
    "" for a chapter."""

    chapter: str
    table: str
    id: str
    column: str
    what: str
    before: str
    after: str
    word: Sort = Sort.CHANGED


def changes(
    book: Book, settings: PrintSettings, kept: Mapping[str, Any], shown: list[Shown], state: State | None = None
) -> list[Change]:
    """Return what has changed since `kept`, in the order of the chapters; `shown` is what each says now, `state` what
    rows there are now (None: those of the ledger).

    A chapter that was not there before is told as such, and its rows are not.
    """
    before: State = kept["state"]
    now = state_of(book, before) if state is None else state
    pairs, came, gone = paired(kept["chapters"], shown)
    found: list[Change] = []
    for table, chapter in _told_in(pairs, kept["chapters"], shown).items():
        if table in before and table in now:
            found += _of_table(book, settings, chapter, table, before[table], now[table])
    for pair in pairs:
        found += _of_chapter(pair)
        if pair.differs and not _explained(pair, found):
            found.append(_unexplained(pair))
    found += [_of_whole(title_of(one), one, Sort.CAME) for one in came]
    found += [_of_whole(one["heading"], one, Sort.GONE) for one in gone]
    found += _moved_chapters(pairs, kept["chapters"])
    order = [COUNCIL, *map(title_of, shown)]
    return sorted(found, key=lambda one: order.index(one.chapter) if one.chapter in order else len(order))


def following(kept: Mapping[str, Any], shown: list[Shown]) -> list[Change]:
    """Return the figures bound to the ledger that read otherwise in a text which is the same."""
    return [
        Change(pair.title, "", name, "figure", name, str(pair.before["figures"][name]), str(figure))
        for pair in paired(kept["chapters"], shown)[0]
        if pair.before.get("raw") == pair.now["raw"]
        for name, figure in pair.now["figures"].items()
        if pair.before.get("figures", {}).get(name, figure) != figure
    ]


def _told_in(pairs: list[Pair], kept: list[Shown], shown: list[Shown]) -> dict[str, str]:
    """Return by table the chapter in which its changes are told: all of what a printout is about, and of what else it
    reads where it shows something else."""
    told: dict[str, str] = dict.fromkeys(MEMBERS, COUNCIL)
    for one in [*shown, *kept]:
        for table in TABLES_OF.get(one["report"], ()):
            told.setdefault(table, title_of(one))
    for pair in pairs:
        if pair.differs:
            for table in pair.now["reads"]:
                told.setdefault(table, pair.title)
    return told


def _of_table(
    book: Book, settings: PrintSettings, chapter: str, table: str, before: Rows, now: Rows
) -> Iterator[Change]:
    town = _town(book, settings)
    for id in [*now, *(one for one in before if one not in now)]:
        row = now.get(id) or before[id]
        if town is not None and _of_another(row[1], town):
            continue
        name = f"{TABLES[table].label}: {row[0]}" if TABLES[table].label not in row[0] else row[0]
        if id not in before:
            yield Change(chapter, table, id, "", f"{name}を追加", "－", "追加", Sort.CAME)
        elif id not in now:
            yield Change(chapter, table, id, "", f"{name}を削除", "あり", "削除", Sort.GONE)
        else:
            yield from _of_row(chapter, table, id, name, before[id][1], row[1])
    yield from _moved(chapter, table, before, now, town)


def _moved(chapter: str, table: str, before: Rows, now: Rows, town: int | None) -> Iterator[Change]:
    """Yield the rows that were moved among those under the same row."""
    place = place_of(TABLES[table].record)
    if place is None or any(len(row) < 3 for row in before.values()):
        return  # nobody moves such rows, or an older program has not kept where they stood
    owner = ABOVE.get(table) or PARENTS.get(table)

    def places(rows: Rows) -> dict[str, tuple[Hashable, tuple[int, int]]]:
        return {id: (_value(row[1].get(owner or "")), (row[2] or 0, int(id))) for id, row in rows.items()}

    for id, (was, stands) in moved_in(places(before), places(now)).items():
        called, cells, _ = now[id]
        if town is None or not _of_another(cells, town):
            label = TABLES[table].label
            name = f"{label}: {called}" if label not in called else called
            yield Change(chapter, table, id, place, f"{name}の順", f"{was}番目", f"{stands}番目", Sort.MOVED)


def _moved_chapters(pairs: list[Pair], kept: list[Shown]) -> Iterator[Change]:
    """Yield the chapters that were moved among the others, with their numbers."""
    order = {id(one): at for at, one in enumerate(kept)}
    now = [order[id(pair.before)] for pair in pairs]
    for at in moved(sorted(now), now):
        pair = pairs[now.index(at)]
        told = [one["number"] or "番号なし" for one in (pair.before, pair.now)]
        name = pair.now["heading"]
        yield Change(pair.title, "", name, "position", f"章「{name}」の順", told[0], told[1], Sort.MOVED)


def _of_row(
    chapter: str, table: str, id: str, name: str, before: Mapping[str, Cell], now: Mapping[str, Cell]
) -> Iterator[Change]:
    if before == now:
        return  # as most rows are
    known = abouts(TABLES[table].record)
    for column, cell in now.items():
        if column in before and _value(before[column]) != _value(cell):
            told = f"{name}の{known[column].label}"
            yield Change(
                chapter, table, id, column, told, _told(table, column, before[column]), _told(table, column, cell)
            )


def _of_chapter(pair: Pair) -> Iterator[Change]:
    """Yield what somebody has changed in a chapter: its name, its text, what it prints and how, its pictures."""
    old, new = pair.before, pair.now
    name = new["heading"]
    if name_of(old) != name_of(new):
        yield Change(pair.title, "", name, "heading", "章の名前", old["heading"], name)
    written, read = old.get("raw", old["text"]), new["raw"] if "raw" in old else new["text"]
    if written != read:
        yield Change(pair.title, "", name, "text", f"章「{name}」の本文", *_differing(old["text"], new["text"]))
    chosen, now = old.get("settings", {"report": old["report"]}), new["settings"]
    for column in [*now, *(one for one in chosen if one not in now)] if "settings" in old else []:
        if chosen.get(column) != now.get(column):
            label = abouts(HandoutChapter)[column].label
            told = (chosen.get(column, _EMPTY), now.get(column, _EMPTY))
            yield Change(pair.title, "", name, column, f"章「{name}」の{label}", *told)
    yield from _of_pictures(pair)


def _of_pictures(pair: Pair) -> Iterator[Change]:
    old, new = pair.before.get("pictures", {}), pair.now["pictures"]
    for id in [*new, *(one for one in old if one not in new)]:
        if id not in old:
            yield Change(pair.title, "", id, "picture", f"図「{new[id][0]}」を追加", "－", "追加", Sort.CAME)
        elif id not in new:
            yield Change(pair.title, "", id, "picture", f"図「{old[id][0]}」を削除", "あり", "削除", Sort.GONE)
        elif old[id] != new[id]:
            yield Change(pair.title, "", id, "picture", f"図「{new[id][0]}」", old[id][0], new[id][0])


def _explained(pair: Pair, found: list[Change]) -> bool:
    """Whether a change that is told lets its printout show something else: of a table it reads, or of its settings."""
    reads = {*pair.now["reads"], *pair.before.get("reads", ()), *TABLES_OF.get(pair.now["report"], ())}
    return any(one.table in reads or (one.chapter == pair.title and not one.table) for one in found)


def _unexplained(pair: Pair) -> Change:
    """A printout that shows something else though no row that it reads has changed: as of another day, with signs."""
    what = f"章「{pair.now['heading']}」の帳票の内容"
    return Change(
        pair.title, "", pair.now["heading"], "report", what, *differing(pair.before["shown"], pair.now["shown"])
    )


def _of_whole(title: str, chapter: Shown, word: Sort) -> Change:
    heading, came = chapter["heading"], word is Sort.CAME
    told = "追加" if came else "削除"
    return Change(title, "", heading, "", f"章「{heading}」を{told}", "－" if came else "あり", told, word)


def _differing(before: str, now: str) -> tuple[str, str]:
    """Return the lines of both that the other does not have."""
    old, new = before.splitlines(), now.splitlines()
    gone, came = [one for one in old if one not in new], [one for one in new if one not in old]
    return "\n".join(gone) or _EMPTY, "\n".join(came) or _EMPTY


def _value(cell: Cell) -> Cell:
    return cell[0] if isinstance(cell, list) else cell


def _told(table: str, column: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return _EMPTY
    if isinstance(cell, list):
        return str(cell[1])
    about = abouts(TABLES[table].record)[column]
    try:
        return f"{about.kind.show(about.kind.stored(cell))}{about.unit}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return str(cell)  # a word of another version: it is told as it was kept


def _town(book: Book, settings: PrintSettings) -> int | None:
    return next((one.id for one in book.all(Municipality).values() if one.code == settings.municipality), None)


def _of_another(cells: Mapping[str, Cell], town: int) -> bool:
    whose = _value(cells.get("municipality_id"))
    return whose is not None and whose != town

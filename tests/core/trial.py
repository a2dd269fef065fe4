"""A subject that exists only in tests, declared and nothing else: a record with a child and references; and ledgers in
which every table has rows with something in every column."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.model.book import Book
from core.model.charges.claims import Payment
from core.model.charges.commitments import Commitment
from core.model.machine.kinds import (
    FieldValue,
    OneOf,
    Reference,
    code,
    count,
    day,
    fiscal_year,
    flag,
    long_text,
    note,
    owner,
    place,
    refers,
    text,
    word,
    yen,
)
from core.model.machine.records import Record, abouts
from core.model.machine.spreadsheet import owner_of
from core.model.machine.table import Table
from core.model.papers.handouts import HandoutPicture, PictureFile
from core.model.registry import PARENTS, TABLES, table_of
from core.model.sheets import FixedSheet, SheetFile
from core.model.values.charge_premises import ChargePremises, ChargeResult, premises_text, result_text
from core.model.values.codes import check_digit
from core.model.values.words import Word
from core.operations.editing.conduct import PLAIN
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read
from core.operations.registry import conduct_of
from core.sample import sample
from core.storage.document.opening import open_prepared
from core.storage.rows.database import open_snapshot
from core.storage.rows.heard import HeardTables
from core.storage.rows.store import Store
from tests.trial_tables import definition, known


class Mood(Word):
    CALM = "calm", "おだやか"
    LIVELY = "lively", "にぎやか"


@dataclass(frozen=True, slots=True)
class Gathering:
    """会合: a record as docs/adding.md shows it."""

    id: int
    held_on: str = day("開催日")
    title: str = text("会合名")
    system_id: int | None = refers("systems", "業務")
    earlier_id: int | None = refers("gatherings", "前の会合")
    mood: Mood = word(Mood, "雰囲気", Mood.CALM)
    budget: int | None = yen("予算", None)
    fiscal_year: int | None = fiscal_year("会計年度", None)
    room: str = code("会場番号", "")
    is_open: bool = flag("公開")
    record: str = long_text("記録")
    position: int = place()


@dataclass(frozen=True, slots=True)
class GatheringMember:
    """出席: a child of two owners."""

    id: int
    gathering_id: int = owner("gatherings", "会合")
    municipality_id: int = owner("municipalities", "団体")
    people: int = count("人数", 0, unit="人")
    note: str = note()


GATHERINGS = Table("gatherings", Gathering, "会合", keys=("held_on",), order=("held_on",), titled="title")
GATHERING_MEMBERS = Table("gathering_members", GatheringMember, "会合の出席", keys=("gathering_id", "municipality_id"))


@contextmanager
def trial_subject() -> Iterator[None]:
    """Know the subject for a while."""
    with known(GATHERINGS, GATHERING_MEMBERS):
        yield


def trial_store(path: Path) -> Store:
    """Return a new store that has the tables of the subject too."""
    db = open_prepared(path)
    for table in (GATHERINGS, GATHERING_MEMBERS):
        db.execute(definition(table))
    return Store(db)


def store_at(path: Path, heard: HeardTables | None = None) -> Store:
    """Return the store in a file that trial_store made; `heard` are its records as far as they have been read."""
    db = open_snapshot(path)
    db.execute("PRAGMA foreign_keys = ON")
    return Store(db, heard)


FILLED = 3
"""So many rows at least has every table of a full ledger."""


def full_ledger(store: Store) -> Book:
    """Fill the store with the sample and with rows of every table, something in every column; return its book."""
    store.apply(sample())
    book = store.book()
    draft = Draft(book)
    for table in TABLES.values():
        if table.lazy or table.single:
            continue
        for n in range(1, FILLED + 1):
            draft.insert(table.record, **values(draft, table, n))
    for sheet in draft.all(FixedSheet):
        draft.add(SheetFile(sheet, b"%PDF"))
    for picture in draft.all(HandoutPicture):
        draft.add(PictureFile(picture, b"\x89PNG"))
    store.apply(draft.finish("すべての表に行を追加"))
    return store.book()


def values(draft: Draft, table: Table, n: int) -> dict[str, FieldValue]:
    """Return values for the n-th row, something in every column; references lead to the last rows but
    n, those to an owner to the first where there are fewer, and where rules are kept to no row of the same table. Two
    owners of one table are two rows."""
    found: dict[str, FieldValue] = {}
    owners: dict[type[Record], int] = {}
    for name, about in abouts(table.record).items():
        if isinstance(about.kind, Reference):
            rows = list(draft.all(TABLES[about.kind.target].record))
            target = TABLES[about.kind.target].record
            outer = owner_of(target)
            if outer in owners:  # rows that are told apart within one owner belong to the same one
                parent = PARENTS[table_of(target).name]
                rows = [id for id in rows if getattr(draft.all(target)[id], parent) == owners[outer]] * n
            is_bound = conduct_of(table.record) is not PLAIN and table.record in (target, owner_of(target))
            enough = n if about.kind.is_owner and rows else len(rows)
            again = [one for one in found if abouts(table.record)[one].kind == about.kind and about.kind.is_owner]
            place = min(n + len(again), len(rows))
            chosen = found[name] = None if is_bound or enough < n else rows[-place]
            if chosen is not None:
                owners[target] = chosen
                if outer is not None:
                    owners[outer] = getattr(draft.all(target)[chosen], PARENTS[table_of(target).name])
        else:
            found[name] = read(draft, table.record, name, typed(table.record, name, n))
    return found


def typed(cls: type[Record], name: str, n: int) -> str:
    """Return what somebody might type into a column of the n-th row."""
    kind = abouts(cls)[name].kind
    if isinstance(kind, OneOf):
        if abouts(cls)[name].given:
            return next(iter(kind.words)).label  # what was done would lock the rows
        if name == "first_stage":
            return next(iter(kind.words)).label  # who did not go on is given no points any more
        return [word.label for word in kind.words][n % len(kind.words)]
    match type(kind).__name__:
        case "MunicipalityCode":
            five = f"{20_000 + n}"
            return five + check_digit(five)
        case "Code":
            return f"{900 + n}-{n}"
        case "Day" | "Edge":
            return f"令和8年4月{n}日"
        case "PartialDate":
            return f"令和{n}年" if n % 2 else f"令和{n}年4月"
        case "AnyRow":
            return "協議会:番号1" if name == "target" else f"団体:番号{n}"
        case "Moment":
            return f"2026-11-28T10:{n:02}:00"
        case "FiscalYear" if cls is Commitment:  # the years of a promise lie within it
            return f"令和{n + 8}年度" if name == "last_year" else "令和2年度"
        case "FiscalYear":
            return f"令和{n + 1}年度"
        case "Yen":
            return f"{n}円" if cls is Payment else f"{n},234千円"  # no more is paid than is open
        case "Number" | "Place":
            # 100 and more where no two rows may share it: the sample's own begin with 1.
            return str(100 + n if table_of(cls).keys == (name,) else n)
        case "Percent":
            return f"{n}.5%"
        case "Ratio":
            return f"110.{n}"
        case "Part":
            return f"{n}/7"
        case "Percents":
            return f"{n}%、50%"
        case "MonthDay":
            return f"9月{n}日"
        case "Currency":
            return "ドル"
        case "Rule":
            return f"均等割:人口割 = {n}:7"
        case "Flag":
            return "いいえ" if abouts(cls)[name].given else "はい"  # a scenario that was adopted is locked
        case "RulePart":
            return {
                "price_formula": f"傾斜({n}00倍、上限{n}0点)",
                "rounding": f"小数第{n}位を四捨五入",
                "aggregation": f"平均({n}名)",
                "passing": f"上位{n}者",
                "thresholds": f"合計が{n}点以上",
                "ties": "技術点が高い、くじ",
                "scale": f"A=1、B=0.{n}",
            }[getattr(kind, "part", "")]
        case "ScoreValue":
            return "A"
        case "Factor":
            return f"{n}.5"
        case "Minute":
            clock = 10 if name == "began_at" else 11
            return f"令和8年4月{n}日 {clock}:0{n}"
        case "Month":
            return f"令和8年{n}月"
        case "Decimal":
            return f"{n}.5"
        case "SlaTerms":
            return {
                "hours": f"平日 {n}:00〜20:00",
                "steps": f"{n}未満 5%",
                "thresholds": f"{n}点以上 5%",
                "weights": f"1、{n}",
            }[getattr(kind, "part", "")]
        case "KeptPremises":
            return premises_text(ChargePremises(f"試し{n}", 2020 + n, "equal=1"))
        case "KeptResult":
            return result_text(ChargeResult({"162116": n}, n, 0))
        case "KeptPaper":
            return f'{{"試し": {n}}}'
        case "KeptScores":
            return f'{{"{n}-1": "<b>𠮷&髙"}}'
        case "KeptAnswers":
            return f'{{"{n}": ["yes", "<b>𠮷&髙"]}}'
    if name == "to_end":
        return f"試し{n}の先 <b>𠮷&髙"  # a line has two ends
    return f"試し{n} <b>𠮷&髙"

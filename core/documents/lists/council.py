"""参加市町村と人口, 業務参加表: who belongs to the consortium with how many people, and who takes part in what."""

from decimal import Decimal

from core.calc.members import members_of, population_in_force
from core.calc.participation import absences
from core.documents.lists.paper import Listing, paper, record
from core.documents.paper.document import Align, Column, Document, Emphasis, Kind, Row
from core.documents.paper.settings import PrintSettings
from core.documents.paper.turned import MANY
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

MEMBERS, PARTICIPATION = PRINTOUTS["members"].title, PRINTOUTS["participation"].title


def _members(book: Book) -> Listing:
    members = members_of(book)
    known = [population_in_force(book, member.id) for member in members]
    total = sum(one.population for one in known if one is not None)
    whole = total if total and None not in known else 0
    rows = []
    for member, found in zip(members, known, strict=True):
        one = book.all(Municipality)[member.id]
        people = (f"{found.population:,}", _share(found.population, whole)) if found is not None else ("未登録", "")
        when = (show_date(found.reference_date), found.source) if found is not None else ("", "")
        rows.append(Row((one.label, one.code, one.name, one.kind.label, show_date(one.joined_on), *people, *when)))
    columns = (
        Column("記号", align=Align.CENTER, width=3, repeat=True),
        Column("団体コード", align=Align.CENTER, width=5),
        Column("団体名", width=7, weight=1, repeat=True),
        Column("区分", align=Align.CENTER, width=4),
        Column("加入日", width=9),
        Column("人口(人)", Kind.FIGURE),
        Column("割合", Kind.FIGURE),
        Column("人口の基準日", width=9),
        Column("出典", width=6, weight=2),
    )
    some = f"{total:,}" if whole or not members else f"{total:,}(未登録を除く)"
    sums = Row(("", "", f"計　{len(members)}団体", "", "", some, "100.0%" if whole else "", "", ""), Emphasis.TOTAL)
    base = book.consortium.base_date
    notes = (
        *((f"{show_date(base)}に加入している団体です。",) if base else ()),
        "加入日の空欄は当初からの加入です。割合は小数第2位を四捨五入しています。",
    )
    return Listing(MEMBERS, columns, tuple(rows), "団体はまだ登録されていません。", (sums,), notes)


def _share(people: int, whole: int) -> str:
    """Return 54.3%, halves away from zero; nothing without a whole."""
    return f"{Decimal((people * 2000 + whole) // (2 * whole)).scaleb(-1)}%" if whole else ""


def build_members(book: Book, settings: PrintSettings) -> Document:
    """Return the members of the base date with the population by which amounts are split."""
    return paper(book, settings, _members(book), Orientation.LANDSCAPE)


def result_members(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("members", _members(book))


_TAKING_PART = "団体の参加"
"""Over the members where there are very many: they stand in a table of their own then."""


def _participation(book: Book, settings: PrintSettings) -> Listing:
    members, absent = members_of(book), absences(book)
    rows, counts = [], [0] * len(members)
    for system in in_order(book, book.all(System).values()):
        takes = [member.id not in absent.get(system.id, ()) for member in members]
        counts = [count + one for count, one in zip(counts, takes, strict=True)]
        marks = ("○" if one else "－" for one in takes)
        rows.append(Row((system.subcommittee, system.name, system.scope.label, *marks, str(sum(takes)))))
    many = (_TAKING_PART,) if len(members) > MANY else ()
    columns = (
        Column("部会", width=7, weight=1, repeat=True),
        Column("業務", width=8, weight=2, repeat=True),
        Column("調達範囲", width=8, weight=1),
        *(Column(name, align=Align.CENTER, width=4, groups=many) for name in shown_names(book, settings, members)),
        Column("団体数", Kind.FIGURE),
    )
    total = Row(("", "参加する業務の数", "", *map(str, counts), ""), Emphasis.TOTAL)
    notes = ("参加を1つも登録していない団体は、すべての業務に参加するものとしています。",)
    legend = "凡例: ○=参加する　－=参加しない"
    empty = "業務はまだ登録されていません。"
    return Listing(
        PARTICIPATION,
        columns,
        tuple(rows),
        empty,
        (total,),
        notes,
        legend=legend,
        members=_TAKING_PART,
        across="業務",
        by=1,
    )


def build_participation(book: Book, settings: PrintSettings) -> Document:
    """Return the systems with their subcommittees, and which members take part in each."""
    return paper(book, settings, _participation(book, settings), Orientation.LANDSCAPE)


def result_participation(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("participation", _participation(book, settings))

"""名簿: the seats on a day with who holds them, by body or by municipality; and the seats that are vacant or whose
terms end."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.calc.organisation import Sitting, bodies_on, ending, sittings, vacancies
from core.documents.organisation.sheet import EMPTY, VACANT, chart_day
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.naming import in_order
from core.model.organisation import Body, Seat, Tenure, body_name, party_of
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.partial_dates import show_partial_date

BY_BODY = PRINTOUTS["roster"].title
BY_PARTY = PRINTOUTS["roster-by-member"].title
_NOBODY = "(空席)"
_OTHERS = "その他の組織"
AHEAD_DAYS = 365
"""Terms that end within a year are told."""

_SEAT = (
    Column("団体・組織", width=10, weight=2, repeat=True),
    Column("職名", width=8, weight=2),
    Column("役", width=5),
    Column("氏名", width=8, weight=1),
    Column("専任等", width=4),
    Column("就任日", width=9),
    Column("任期の満了日", width=9),
    Column("備考", width=6, weight=1),
)


def build_by_body(book: Book, settings: PrintSettings) -> Document:
    """Return the roster of the body that is chosen, or of all, in the order of the tree."""
    bodies = _bodies(book, settings)
    rows = [row for body in bodies for row in _body_rows(book, body, chart_day(book, settings))]
    return _document(book, settings, BY_BODY, _table(_SEAT, rows))


def result_by_body(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = chart_day(book, settings)
    told = {body.name: [_told(book, one) for one in sittings(book, body, day)] for body in _bodies(book, settings)}
    return canonical({"report": "roster", "as_of": day, "bodies": {name: rows for name, rows in told.items() if rows}})


def build_by_party(book: Book, settings: PrintSettings) -> Document:
    """Return on which bodies each municipality, then each other organisation, has which seats."""
    columns = (_SEAT[0], Column("会議体", width=12, weight=3), *_SEAT[1:])
    rows = []
    for name, found in _parties(book, settings):
        for at, (body, one) in enumerate(found):
            office = one.seat.organisation if one.seat.municipality_id is not None else ""
            place = f"{body.name} {office}" if office else body.name
            rows.append(Row(("" if at else name, place, *_cells(book, one)[1:])))
    return _document(book, settings, BY_PARTY, _table(columns, rows))


def result_by_party(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = {
        name: [[body.name, *_told(book, one)[1:]] for body, one in found] for name, found in _parties(book, settings)
    }
    return canonical({"report": "roster-by-member", "as_of": chart_day(book, settings), "parties": told})


def build_vacant(book: Book, settings: PrintSettings) -> Document:
    """Return the seats that are vacant on the day, and those whose holder's term ends within a year from it."""
    day = chart_day(book, settings)
    vacant = [Row((body_name(book, one.body_id), *_place(book, one), one.note)) for one in vacancies(book, day)]
    soon = [
        Row((show_date(tenure.until_on), body_name(book, seat.body_id), *_place(book, seat), tenure.name))
        for seat, tenure in _ending(book, day)
    ]
    place = (Column("会議体", width=12, weight=2), *_SEAT[:3])
    blocks: tuple[Block, ...] = (
        Heading("空席(後任未定)"),
        Table((*place, _SEAT[-1]), tuple(vacant)) if vacant else Paragraph("空席はありません。"),
        Heading("1年以内に任期が満了する席"),
        Table((Column("任期の満了日", width=9), *place, Column("氏名", width=8, weight=1)), tuple(soon))
        if soon
        else Paragraph("後任の決まっていない任期満了はありません。"),
        Notes(
            (
                "空席は、在任者のいたことのある席、または氏名を登録している会議体の席で、その日の在任者がいないものです。",
            )
        ),
    )
    return _document(book, settings, VACANT, blocks)


def result_vacant(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = chart_day(book, settings)
    return canonical(
        {
            "report": "vacancies",
            "as_of": day,
            "vacant": [[body_name(book, one.body_id), *_place(book, one)] for one in vacancies(book, day)],
            "ending": [
                [tenure.until_on, body_name(book, seat.body_id), *_place(book, seat), tenure.name]
                for seat, tenure in _ending(book, day)
            ],
        }
    )


def _ending(book: Book, day: str) -> Sequence[tuple[Seat, Tenure]]:
    if not day:
        return []
    last = date.fromordinal(min(date.fromisoformat(day).toordinal() + AHEAD_DAYS, date.max.toordinal())).isoformat()
    return ending(book, day, last)


def _bodies(book: Book, settings: PrintSettings) -> list[Body]:
    chosen = book.all(Body).get(settings.body or 0)
    return [chosen] if chosen else bodies_on(book, chart_day(book, settings))


def _body_rows(book: Book, body: Body, day: str) -> Iterator[Row]:
    there = sittings(book, body, day)
    if not there:
        return
    yield Row((" ".join(filter(None, (body.number, body.name))), *[""] * (len(_SEAT) - 1)), Emphasis.SECTION)
    for one in there:
        yield Row(_cells(book, one))


def _cells(book: Book, one: Sitting) -> tuple[str, ...]:
    seat, tenure = one.seat, one.tenure
    return (
        *_place(book, seat),
        tenure.name if tenure else _NOBODY if one.is_vacant else "",
        seat.engagement.label if seat.engagement else "",
        show_date(tenure.from_on) if tenure else show_partial_date(seat.from_on),
        show_date(tenure.until_on) if tenure else show_partial_date(seat.until_on),
        (tenure.note if tenure else "") or seat.note,
    )


def _place(book: Book, seat: Seat) -> tuple[str, str, str]:
    votes = "" if seat.votes else "(議決権なし)"
    return party_of(book, seat.municipality_id, seat.organisation), seat.post, f"{seat.role.label}{votes}"


def _told(book: Book, one: Sitting) -> list[str]:
    return [*_cells(book, one)[:4]]


def _parties(book: Book, settings: PrintSettings) -> list[tuple[str, list[tuple[Body, Sitting]]]]:
    """Return the seats by municipality in its order, then those of others by the name of the organisation."""
    day = chart_day(book, settings)
    seats = [(body, one) for body in bodies_on(book, day) for one in sittings(book, body, day)]
    found = []
    for municipality in in_order(book, book.all(Municipality).values()):
        if settings.municipality in {None, municipality.code}:
            own = [(body, one) for body, one in seats if one.seat.municipality_id == municipality.id]
            if own:
                found.append((municipality.name, own))
    if settings.municipality is None:
        names = dict.fromkeys(one.seat.organisation for _, one in seats if one.seat.municipality_id is None)
        for name in names:
            others = [
                (body, one) for body, one in seats if one.seat.municipality_id is None and one.seat.organisation == name
            ]
            found.append((name or _OTHERS, others))
    return found


def _table(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Block, ...]:
    """Return the table without the columns in which nothing stands."""
    if not rows:
        return (Paragraph("席はまだ登録されていません。" if columns else EMPTY),)
    return (Table(columns, tuple(rows)).compact(),)


def _document(book: Book, settings: PrintSettings, title: str, blocks: tuple[Block, ...]) -> Document:
    day = chart_day(book, settings)
    told = (Paragraph(f"{show_date(day)}現在"),) if day else ()
    sheet = Sheet(title, (*told, *blocks), sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(title, (sheet,), book.consortium.name, footer(settings), settings.paper)

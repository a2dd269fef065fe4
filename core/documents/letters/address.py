"""To whom a letter goes, from whom it comes, and its number."""

from core.calc.charges.identity import today_of
from core.dataclass import dataclass
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import sender
from core.model.book import Book
from core.model.council import Addressing, Municipality, MunicipalityKind
from core.pattern import pattern

_OFFICE = "情報担当課長"
_HEADS = {
    MunicipalityKind.PREFECTURE: "知事",
    MunicipalityKind.JOINT_OFFICE: "管理者",
    MunicipalityKind.WIDE_UNION: "長",
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes: the name that its text says, and how it is addressed (射水市長 様)."""

    name: str
    addressee: str


def recipient(book: Book, settings: PrintSettings, code: str, name: str) -> Recipient:
    """Return a municipality by its code as it is addressed; one that the ledger has no longer is addressed by name."""
    code = today_of(book)(code)
    one = next((row for row in book.all(Municipality).values() if row.code == code), None)
    return Recipient(name, f"{name} 御中" if one is None else addressee(book, settings, one))


def addressee(book: Book, settings: PrintSettings, one: Municipality) -> str:
    """Return 射水市長 様, 射水市 情報担当課長 様 or 射水市 御中; 御中 too where the head's office is not known."""
    match settings.addressing or book.consortium.addressing:
        case Addressing.HEAD:
            head = _head_of(one)
            return f"{head} 様" if head else f"{one.name} 御中"
        case Addressing.OFFICE:
            return f"{one.name} {one.office or _OFFICE} 様"
        case _:
            return f"{one.name} 御中"


def _head_of(one: Municipality) -> str:
    if one.kind in _HEADS:
        return one.name + _HEADS[one.kind]
    return f"{one.name}長" if one.name.endswith(("市", "町", "村", "区")) else ""


def sender_lines(book: Book) -> str:
    """Return the sender of a letter, with 公印省略 where no seal is put."""
    return sender(book) + ("\n(公印省略)" if book.consortium.seal_omitted else "")


def contact_lines(book: Book) -> tuple[str, ...]:
    """Return whom to ask, as far as it is known: 担当, 電話, FAX and メール."""
    council = book.consortium
    told = (
        ("担当", " ".join(text for text in (council.secretariat, council.contact_person) if text)),
        ("電話", council.contact_phone),
        ("FAX", council.contact_fax),
        ("メール", council.contact_mail),
    )
    return tuple(f"{label}　{text}" for label, text in told if text)


def where_to_send(book: Book) -> str:
    """Return where answers go: the secretariat with FAX and mail, as far as they are known."""
    council = book.consortium
    ways = [
        f"{label} {text}" for label, text in (("FAX", council.contact_fax), ("メール", council.contact_mail)) if text
    ]
    who = council.secretariat or f"{council.name}事務局"
    return f"{who}({'、'.join(ways)})" if ways else who


_DIGITS = pattern(r"[0-9]+|[０-９]+")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def counted_on(number: str, places: int) -> str:
    """Return the number of a letter so many places further: the last figure in it counts.

    Example: 推第12号 three places on is 推第15号; ０ is kept wide, 007 as long. A number without a figure stays.
    """
    found = list(_DIGITS.finditer(number))
    if not found:
        return number
    last = found[-1]
    figure = str(int(last[0]) + places).zfill(len(last[0]))
    wide = figure if last[0].isascii() else figure.translate(_WIDE)
    return number[: last.start()] + wide + number[last.end() :]

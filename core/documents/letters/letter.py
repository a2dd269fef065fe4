"""公文書: one letter with its fields filled, 記 … 以上 and the contact, laid upright on A4."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.documents.letters.address import (
    Recipient,
    addressee,
    contact_lines,
    counted_on,
    sender_lines,
    where_to_send,
)
from core.documents.letters.deadlines import asking
from core.documents.letters.texts import text_of
from core.documents.paper.document import Align, Aside, Block, Document, Notes, Paragraph, Sheet, Size
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import sheet_date
from core.model.book import Book
from core.model.council import Municipality
from core.model.papers.letters import FIELDS, LetterKind, fields_in, filled
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

BLANK = "＿＿＿＿"
"""Stands where a field has no value, to be filled in by hand."""

ANNEX = "別紙"


def letter_sheet(
    book: Book,
    settings: PrintSettings,
    kind: LetterKind,
    one: Municipality,
    asked: Sequence[str | None],
    values: Mapping[str, str | None],
    place: int,
) -> Sheet:
    """Return the letter to a municipality, as `letter_to` does."""
    to = Recipient(one.name, addressee(book, settings, one))
    return letter_to(book, settings, kind, to, asked, values, counted_on(settings.number, place))


def letter_to(
    book: Book,
    settings: PrintSettings,
    kind: LetterKind,
    to: Recipient,
    asked: Sequence[str | None],
    values: Mapping[str, str | None],
    number: str,
) -> Sheet:
    """Return one letter. `asked` has the own deadline of each thing that is asked (ISO, None without); `values` are the
    fields that only this kind of letter knows: a line with one that is None falls away."""
    text = text_of(book, kind)
    known = {**_common(book, settings, to, asked), **{name: value or "" for name, value in values.items()}}
    gone = {name for name, value in values.items() if value is None} | (set() if asked else {"期限"})
    body = [_filled(part, known) for part in text.body.split("\n\n") if not gone & set(fields_in(part))]
    gone |= set() if asked else {"返送先"}
    lines = [
        _filled(line, known)
        for line in text.particulars.splitlines()
        if line.strip() and not gone & set(fields_in(line))
    ]
    return Sheet(
        title=f"{_filled(text.subject, known)}({text.sort.label})",
        blocks=tuple(_blocks(body, lines, contact_lines(book))),
        date=sheet_date(book, settings),
        number=number,
        addressee=to.addressee,
        sender=sender_lines(book),
        orientation=Orientation.PORTRAIT,
        is_letter=True,
        on_front=settings.both_sides,
    )


def _blocks(body: list[str], lines: list[str], contact: tuple[str, ...]) -> Iterator[Block]:
    for part in body:
        yield Paragraph("\n".join(f"　{line.strip()}" for line in part.splitlines()))
    if lines:
        yield Paragraph("記", align=Align.CENTER)
        yield Notes(tuple(lines), numbered=True, size=Size.BODY)
        yield Paragraph("以上", align=Align.RIGHT)
    if contact:
        yield Aside(contact)


def _common(book: Book, settings: PrintSettings, to: Recipient, asked: Sequence[str | None]) -> dict[str, str]:
    how = asking(book, settings)
    return {
        "団体名": to.name,
        "期限": how.words(how.first(asked)),
        "日付": show_date(sheet_date(book, settings)),
        "返送先": where_to_send(book),
        "協議会名": book.consortium.name,
        "事務局": book.consortium.secretariat,
    }


def answer_lines(
    book: Book, settings: PrintSettings, one: Municipality, asked: Sequence[str | None]
) -> tuple[str, str, str]:
    """Return what stands at the head of a form that comes back: who answers, by when, and where to."""
    how = asking(book, settings)
    return (
        f"回答団体　{one.name}",
        f"回答期限　{how.words(how.first(asked))}",
        f"返送先　{where_to_send(book)}",
    )


def _filled(text: str, known: Mapping[str, str]) -> str:
    return filled(text, {name: known.get(name) or BLANK for name in FIELDS})


def outgoing(
    book: Book, settings: PrintSettings, kind: LetterKind, document: Document, asked: Sequence[str | None]
) -> Document:
    """Return a document of letters, each followed by its 別紙, without any word of program or file, and with what they
    leave blank; `asked` are the own deadlines of all that they ask."""
    how = asking(book, settings)
    passed = min((how.of(one) or "" for one in asked if how.has_passed(one)), default="")
    return replace(
        document,
        footer="",
        lacking=tuple(_lacking(book, settings, kind, asked)) if document.sheets else (),
        passed=passed,
        day=how.day,
    )


_OWN_DEADLINE = "協議会のページで入力するか、"
_WHERE = dict.fromkeys((LetterKind.IMPROVEMENT_INQUIRY, LetterKind.SCORING), "")


def _lacking(book: Book, settings: PrintSettings, kind: LetterKind, asked: Sequence[str | None]) -> Iterator[str]:
    text, council = text_of(book, kind), book.consortium
    used = {name for part in (text.subject, text.body, text.particulars) for name in fields_in(part)}
    if "事務局" in used and not council.secretariat:
        yield "文面の{事務局}に入れる事務局の名称が、協議会のページにありません。空けて印刷します。"
    if "日付" in used and not sheet_date(book, settings):
        yield "文面の{日付}に入れる資料日付がありません。空けて印刷します。"
    if not (council.contact_phone or council.contact_fax or council.contact_mail):
        yield "担当の電話・FAX・メールが、協議会のページにありません。入力すると、文書の終わりに印刷します。"
    if asked and asking(book, settings).first(asked) is None:
        yield f"回答期限がありません。{_WHERE.get(kind, _OWN_DEADLINE)}新しい期限を指定してください。空けて印刷します。"

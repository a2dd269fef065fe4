"""The words that all printouts share: names or signs of members, units, dates, amounts and where there is none."""

from collections.abc import Sequence

from core.calc.allocation.item import Outcome
from core.calc.allocation.pricing import Money, PriceStatus
from core.calc.members import Member
from core.calc.participation import is_absent
from core.documents.paper.settings import PrintSettings
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Consortium
from core.model.machine.records import abouts
from core.model.requests import Customization, Disposition, Option
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.version import version

UNCOSTED = {Disposition.STANDARD, Disposition.EUC, Disposition.OPERATION}
"""Requests that are met without a cost: their members pay 0, which is said."""


def is_anonymous(book: Book, settings: PrintSettings) -> bool:
    """Return whether signs stand in for the members' names."""
    return book.consortium.anonymous if settings.anonymous is None else settings.anonymous


def shown_names(book: Book, settings: PrintSettings, members: Sequence[Member]) -> tuple[str, ...]:
    """Return the names of the members, or their signs; a member without a sign has its number in the order."""
    if not is_anonymous(book, settings):
        return tuple(member.name for member in members)
    return tuple(member.label or f"団体{place}" for place, member in enumerate(members, 1))


def sheet_date(book: Book, settings: PrintSettings) -> str | None:
    """Return the ISO date that stands at the right of the sheet."""
    return settings.as_of or book.consortium.document_date or settings.today


def unit_text(book: Book, money: Money) -> str:
    """Return 単位:円(税抜), 単位:円/年(税込) and the like."""
    per_year = "/年" if money is Money.YEARLY else ""
    return f"単位:円{per_year}({book.consortium.tax_mode.label})"


def sender(book: Book) -> str:
    """Return who sends the sheet, each on a line of its own: the council, and its chair or else its secretariat."""
    consortium = book.consortium
    chair = "　".join(text for text in (consortium.sender_title, consortium.sender_name) if text)
    if chair:
        return f"{consortium.name}\n{chair}"
    return f"{consortium.name}\n事務局　{consortium.secretariat}" if consortium.secretariat else consortium.name


def footer(settings: PrintSettings) -> str:
    """Return the line at the foot of the pages: program, version and file."""
    return "　".join(text for text in (f"按分帳 {version()}", settings.file_name) if text)


def deadline_of(book: Book, customization: Customization) -> str | None:
    """Return the ISO date until which answers are awaited."""
    return customization.deadline or book.consortium.answer_deadline


def states_of(book: Book, customization: Customization, members: Sequence[Member]) -> tuple[AnswerState, ...]:
    """Return what each member answers, 未回答 where nothing is written down.

    Whoever does not take part in the request's system is not asked: it stands like one that does not implement it.
    """
    said = {answer.municipality_id: answer.state for answer in book.children(Answer, customization.id).values()}
    return tuple(
        AnswerState.NO if is_absent(book, customization, member.id) else said.get(member.id, AnswerState.UNANSWERED)
        for member in members
    )


def title_of(customization: Customization, option: Option | None) -> str:
    """Return the request with its option in force, if that has a name of its own."""
    if option is None or not option.name or option.name in customization.title:
        return customization.title
    return f"{customization.title}({option.name})"


def disposition_word(book: Book, customization: Customization) -> str:
    """Return what stands in place of a total for a request that costs nothing."""
    target = book.all(Customization).get(customization.merged_into_id or 0)
    if customization.disposition is Disposition.MERGED and target:
        return f"項{target.item}に統合"
    return customization.disposition.label


def amount(yen: int | None, outcome: Outcome) -> str:
    """Return 1,234, 概算 1,234 on two lines, or the word that says why there is no amount."""
    if yen is None:
        return outcome.status.label
    return f"{PriceStatus.ESTIMATED.label}\n{show_yen(yen)}" if is_estimated(outcome) else show_yen(yen)


def is_estimated(outcome: Outcome) -> bool:
    """Return whether the amounts rest on a 概算."""
    return outcome.status is PriceStatus.ESTIMATED


def span(low: int | None, high: int | None, missing: str = "見積なし") -> str:
    """Return 100,000〜200,000, or one figure where both are the same."""
    if low is None or high is None:
        return missing
    return show_yen(low) if low == high else f"{show_yen(low)}〜{show_yen(high)}"


def rule_words(rule: str) -> str:
    """Return a stored rule as people read it: 均等割:人口割 = 3:7."""
    return abouts(Consortium)["rule"].kind.show(rule)


def day(iso: str | None) -> str:
    """Return the date, or 未定 when there is none."""
    return show_date(iso) or "未定"

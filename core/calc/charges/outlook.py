"""What a member of a council asks beside the difference: the years to come, and the member's own money."""

from collections.abc import Iterable, Mapping

from core.calc.charges.identity import today_of
from core.calc.charges.versions import Charged, Version, beside, charged, charged_now, shares_of
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.charging import Assessment, Project
from core.model.charges.fundings import Funding
from core.model.council import Municipality

YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """A year to come: the charge as it would be now, and by the second exchange rate; None where the year's items or
    one of its figures are not known yet."""

    fiscal_year: int
    yen: int | None
    second_yen: int | None


@dataclass(frozen=True, slots=True)
class YearAhead:
    """A year to come for all members: by code what they would be charged, and by the second rate; None as in
    Outlook."""

    fiscal_year: int
    shares: Mapping[str, int] | None
    second: Mapping[str, int] | None


def years_ahead(book: Book, fiscal_year: int, years: int = YEARS_AHEAD) -> tuple[YearAhead, ...]:
    """Return the years after a fiscal year, charged once for all members."""
    rates = {one.name: one.second_rate for one in book.all(Project).values() if one.second_rate}
    found = []
    for year in range(fiscal_year + 1, fiscal_year + 1 + years):
        shares = _shares(book, year, {})
        found.append(YearAhead(year, shares, _shares(book, year, rates) if rates else shares))
    return tuple(found)


def _shares(book: Book, year: int, rates: dict[str, str]) -> Mapping[str, int] | None:
    try:
        return shares_of(charged_now(book, year, rates))
    except SplitRefused:
        return None


def outlook_of(ahead: Iterable[YearAhead], code: str) -> tuple[Outlook, ...]:
    """Return the years to come of one member; who is not there then is charged nothing."""
    return tuple(Outlook(one.fiscal_year, _share(one.shares, code), _share(one.second, code)) for one in ahead)


def _share(shares: Mapping[str, int] | None, code: str) -> int | None:
    return None if shares is None else shares.get(code, 0)


def has_second_rate(book: Book) -> bool:
    """Whether any project names a second exchange rate."""
    return any(one.second_rate for one in book.all(Project).values())


def fundings_of(book: Book, code: str, fiscal_year: int) -> list[Funding]:
    """Return what a member gets from elsewhere towards its charge of a year."""
    code = today_of(book)(code)
    id = next((one.id for one in book.all(Municipality).values() if one.code == code), 0)
    rows = book.children(Funding, id).values()
    return sorted((one for one in rows if one.fiscal_year == fiscal_year), key=lambda one: one.id)


@dataclass(frozen=True, slots=True)
class YearsBeside:
    """The charges of a year and those that they are held against; `before` is empty where there are none."""

    version: Version
    charges: list[Charged]
    before_version: Version | None
    before: list[Charged]


def newest_year(book: Book) -> int | None:
    """Return the last fiscal year that was charged, None where none was."""
    return max((one.fiscal_year for one in book.all(Assessment).values()), default=None)


def year_beside(book: Book, fiscal_year: int) -> YearsBeside:
    """Return the newest charges of a year beside those of the year before. Raises SplitRefused."""
    version, before = Version(fiscal_year), Version(fiscal_year - 1)
    charges = charged(book, version)
    try:
        return YearsBeside(version, charges, before, beside(book, charged(book, before), charges))
    except SplitRefused:
        return YearsBeside(version, charges, None, [])

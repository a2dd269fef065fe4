"""What the papers of data centre, lines, continuity and services have in common."""

from collections.abc import Iterable

from core.calc.organisation import day_of
from core.documents.paper.document import Block, Document, Sheet
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.foundation.requirements import Method, Requirement, Result, SiteCheck
from core.model.foundation.services import ServiceState, ServiceStatus
from core.model.values.paper import Orientation
from core.model.values.partial_dates import short_partial_date

NO_REQUIREMENTS = "データセンターの要件はまだ登録されていません。"
NO_RISKS = "デメリットと課題はまだ登録されていません。"
NO_LINES = "回線はまだ登録されていません。"
NO_SYSTEMS = "調達する業務はまだ登録されていません。"
NO_SERVICES = "住民サービスはまだ登録されていません。"
SIGNS = "○ 満たす　△ 条件付き　× 満たさない　確 確認中　空欄 未確認"
STATES = f"{'　'.join(f'{one.mark} {one.label}' for one in ServiceState)}　空欄 未回答"


def day_shown(book: Book, settings: PrintSettings) -> str:
    """Return the day as of which a paper is told, "" where none is known."""
    return settings.as_of or day_of(book)


def paper(
    title: str,
    blocks: Iterable[Block],
    book: Book,
    settings: PrintSettings,
    orientation: Orientation = Orientation.LANDSCAPE,
) -> Document:
    """Return a document of one sheet."""
    sheet = Sheet(title, tuple(blocks), sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(title, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=orientation)


def threshold_text(requirement: Requirement) -> str:
    """Return the value that is asked for, with its unit."""
    return f"{requirement.threshold}{requirement.unit}"


def check_mark(row: SiteCheck | None, is_expired: bool) -> str:
    """Return ○ △ × 確, with 期限切れ where the evidence has expired; nothing where nobody has looked."""
    if row is None or row.result is None:
        return ""
    return f"{row.result.mark}{'期限切れ' if is_expired else ''}"


def check_text(row: SiteCheck | None) -> str:
    """Return what was found and what shows it, one below the other."""
    if row is None:
        return ""
    method = f"({row.method.label})" if row.method is not None and row.method is not Method.CERTIFICATE else ""
    proof = f"{row.evidence}{method}"
    until = f"有効期限 {short_partial_date(row.valid_until)}" if row.valid_until else ""
    substitute = row.substitute if row.result is not Result.MET else ""
    return "\n".join(part for part in (row.value, proof, until, substitute) if part)


def status_text(row: ServiceStatus | None) -> str:
    """Return the sign of a status with the month since when, and until when: ● H27.1."""
    if row is None or row.state is None:
        return ""
    since, ended = short_partial_date(row.since), short_partial_date(row.ended_on)
    period = f"{since}{f'〜{ended}' if ended else ''}"
    return "\n".join(part for part in (row.state.mark, period) if part)

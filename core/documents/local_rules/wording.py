"""What the papers of local rules have in common: signs, sentences, and what is written of a rule beyond its fields."""

from core.calc.linked import links_of
from core.calc.local_rules.board import COVER_TERMS, RATE_TERMS, Board
from core.calc.local_rules.payback import TERMS, WORK_TERMS, added_work, avoided_yen, rate_on
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import System
from core.model.links import LinkKind
from core.model.local_rules import NOT_ASKED, LocalRule, Use
from core.model.values.dates import show_date
from core.model.values.money import show_yen

EMPTY = "独自ルールはまだ登録されていません。"
ABSENT = "／"
"""Stands for whoever does not take part in the system of a rule."""
_SIGNS = "　".join(f"{use.mark} {use.label}" for use in Use)
LEGEND = f"凡例: {_SIGNS}　空欄 {NOT_ASKED}　{ABSENT} 業務に参加していない"


def mark_of(board: Board, rule: LocalRule, member_id: int, uses: dict[int, Use | None]) -> str:
    """Return the sign of a member's cell: ● ○ × —, blank where it was not asked, ／ where it takes no part."""
    if not board.is_asked(rule, member_id):
        return ABSENT
    use = uses[member_id]
    return use.mark if use is not None else ""


def system_of(book: Book, rule: LocalRule) -> str:
    """Return the name of the system, nothing for none."""
    system = book.all(System).get(rule.system_id or 0)
    return system.name if system is not None else ""


def decided(book: Book, rule: LocalRule, day: str | None = None) -> str:
    """Return what has decided about a rule, until an ISO day: 決定: 第3回協議会."""
    found = [one.text for one in links_of(book, rule, day) if not one.forth and one.link.kind is LinkKind.DECIDES]
    return "、".join(found)


def work_text(board: Board, rule: LocalRule) -> str:
    """Return 1,200 (minutes a year), with 一部未算定 where somebody's hours are missing; nothing where all are."""
    work = added_work(board, rule)
    if work.minutes is None:
        return ""
    return f"{show_yen(work.minutes)}{'(一部未算定)' if work.is_partial else ''}"


def avoided_text(board: Board, rule: LocalRule) -> str:
    """Return the avoided quote in yen; 不明 where it is avoided and nobody knows how much it was."""
    if not rule.cover.avoids:
        return ""
    yen = avoided_yen(board, rule)
    return "不明" if yen is None else show_yen(yen)


def notes_of(book: Book, settings: PrintSettings) -> tuple[str, ...]:
    """Return the definitions of what was computed, with the cost of labour that was taken."""
    rate = rate_on(book, settings.as_of or "")
    taken = "人件費の単価は登録されていないため、回収年数は未算定です。"
    if rate is not None:
        source = f" {rate.source}" if rate.source else ""
        taken = f"人件費の単価 {show_yen(rate.hour_yen)}円/時間({show_date(rate.from_on)}から{source})"
    return (
        "避けた費用は、カスタマイズせずに対応すると決めたルールの、カスタマイズの初期費用です。",
        WORK_TERMS,
        TERMS,
        RATE_TERMS,
        COVER_TERMS,
        taken,
    )

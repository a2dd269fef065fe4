"""What the allocation table says in words: the remarks beside an item and the notes below the table."""

from collections.abc import Iterable, Iterator

from core.calc.allocation.item import ItemResult, Outcome, View
from core.calc.allocation.ranges import MOST_EXACT
from core.documents.paper import settings as chosen
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous, is_estimated, rule_words, sheet_date, span
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.rules import Remainder
from core.words.requests import too_wide
from core.words.sentences import sentence

_MANY = 30
"""So many items a note names; of more it says how many there are."""


def doubts(customization: Customization, outcome: Outcome) -> Iterator[str]:
    """Yield 要確認 with the likely reading for what was probably misread in the source."""
    if customization.doubtful:
        yield "要確認" + (f"(推定: {customization.likely_reading})" if customization.likely_reading else "")
    quote = outcome.price.quote
    if quote is not None and quote.doubtful:
        yield "見積は要確認" + (f"(推定: {quote.likely_reading})" if quote.likely_reading else "")


def remarks(book: Book, settings: PrintSettings, customization: Customization, item: ItemResult) -> Iterator[str]:
    """Yield the remarks of one item, one per line."""
    yield from (line for line in customization.note.splitlines() if line)
    avoided = customization.avoided_yen
    if not item.counted and avoided and f"{avoided:,}" not in customization.note:
        yield f"回避した見積 {show_yen(avoided)}円"
    if not item.counted:
        return
    outcome = item.all if settings.totals is chosen.Totals.ALL else item.max
    if outcome.fault is not None:
        yield "按分規則を適用できません。" if is_anonymous(book, settings) else sentence(outcome.fault)
    elif customization.rule:
        yield f"按分: {rule_words(customization.rule)}"
    if settings.totals is chosen.Totals.RANGE and item.max != item.all:
        yield f"総額の範囲 {span(item.total_low, item.total_high)}"
        if item.spread.slack:
            yield too_wide(item.spread.slack)
    if customization.deadline and customization.deadline != book.consortium.answer_deadline:
        yield f"回答期限 {show_date(customization.deadline)}"


def notes(book: Book, settings: PrintSettings, items: Iterable[ItemResult], view: View) -> tuple[str, ...]:
    """Return the notes below the table: until when to answer, how to read the totals, and what they leave out."""
    counted = [item for item in items if item.counted]
    everything = settings.totals is chosen.Totals.RANGE
    lines = []
    deadline = book.consortium.answer_deadline
    if deadline and deadline < (sheet_date(book, settings) or ""):
        lines.append(f"回答期限({show_date(deadline)})を過ぎています。未定・未回答の団体は、事務局へご回答ください。")
    elif deadline:
        lines.append(f"{show_date(deadline)}までに実施の有無についてご回答ください。")
    if everything or view is View.MAX:
        lines.append("合計(最大)は、未定・未回答の団体を「実施しない」とみなした額です。")
    if everything or view is View.ALL:
        lines.append("全員実施は、未定・未回答の団体を「実施」とみなした額です。")
    if everything:
        lines.append(
            "範囲は、未定・未回答の団体のあらゆる答え方について、それぞれの額がとりうる最小と最大です。"
            "総額の範囲は合計についてのもので、各団体の最小・最大は同時には起こりません。"
        )
        lines += _widths(counted)
    lines += _gaps(book, counted, settings, view)
    rule = rule_words(book.consortium.request_rule)
    lines.append(f"負担額は、備考に按分規則のある項を除き、実施する団体の{rule}です。{_rounding(book)}")
    return tuple(lines)


def _widths(counted: list[ItemResult]) -> Iterator[str]:
    """Yield by how much the ranges may be too wide, where the undecided are too many to try every way of answering."""
    slack, kept = sum(item.spread.slack for item in counted), sum(item.spread.kept_slack for item in counted)
    if slack:
        yield (
            f"未定・未回答が{MOST_EXACT}団体を超える項の範囲は、実際にとりうる額より広いことがあります。"
            f"その幅は備考に示すとおりで、各団体の合計では最大{show_yen(slack)}円です。"
        )
    if kept:
        yield f"事務局に残る端数の範囲は、実際より最大{show_yen(kept)}円広いことがあります。"


def _gaps(book: Book, counted: list[ItemResult], settings: PrintSettings, view: View) -> Iterator[str]:
    views = tuple(View) if settings.totals is chosen.Totals.RANGE else (view,)
    missing = [item for item in counted if any(item.incomplete(one) for one in views)]
    if missing:
        yield f"一部未算定: 見積などのない次の項は合計に含みません。{_named(book, missing)}"
    if any(is_estimated(item.all if one is View.ALL else item.max) for item in counted for one in views):
        yield "概算は、前後の実施団体数の見積の間を直線で補った額です。"
    customizations = book.all(Customization)
    doubtful = [item for item in counted if customizations[item.customization_id].doubtful]
    if doubtful:
        yield "要確認は、原資料の読み取りに疑いがあるものです。金額は原資料に印刷されたとおりです。"


def _named(book: Book, items: list[ItemResult]) -> str:
    customizations = book.all(Customization)
    named = "、".join(f"項{customizations[item.customization_id].item}" for item in items[:_MANY])
    return named if len(items) <= _MANY else f"{named} ほか{len(items) - _MANY}項"


def _rounding(book: Book) -> str:
    unit, remainder = book.consortium.unit, book.consortium.remainder
    if remainder is Remainder.NEAREST:
        return f"端数処理は{unit:,}円未満の四捨五入で、合計との差は指定の団体が負担します。"
    where = {
        Remainder.LARGEST: "最大剰余方式で配分します",
        Remainder.REPRESENTATIVE: "代表団体が負担します",
        Remainder.POPULOUS: "人口が最も多い団体が負担します",
        Remainder.SECRETARIAT: "事務局に残します",
        Remainder.CARRIED: "翌年度へ繰り越します",
    }[remainder]
    return f"端数処理は{unit:,}円単位で、余りは{where}。"

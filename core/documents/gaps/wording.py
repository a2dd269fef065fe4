"""The words that page, paper and command share: what stands of an item, and of the way of a request."""

from core.calc.gaps.origins import Origin
from core.calc.meetings import total_count
from core.documents.paper.wording import amount, span
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.gaps import Gap
from core.model.machine.table import Look
from core.model.meetings import Meeting, Series, meeting_name
from core.model.requests import Option, Quote, option_name
from core.model.values.dates import show_date
from core.model.values.money import show_yen

_ANSWERS = {
    AnswerState.YES: "実施",
    AnswerState.NO: "しない",
    AnswerState.UNDECIDED: "未定",
    AnswerState.UNANSWERED: "未回答",
}


def session_text(look: Look, one: Meeting | Series) -> str:
    """Return 第2回住民税部会(F&G) 平成26年5月1日; of a series without listed sessions フィット&ギャップ(延べ137回)."""
    if isinstance(one, Meeting):
        return f"{meeting_name(look, one)} {show_date(one.held_on)}"
    return f"{one.short or one.name}(延べ{total_count(look, one):,}回)"


def raised_text(look: Look, gap: Gap) -> str:
    """Return the session at which an item came up, nothing where that is not known."""
    found = look.all(Meeting).get(gap.meeting_id or 0)
    return meeting_name(look, found) if found is not None else ""


def conclusion_text(look: Look, gap: Gap) -> str:
    """Return 決定 平成26年8月1日 第3回住民税部会: what came of an item, when and where."""
    found = look.all(Meeting).get(gap.decided_at_id or 0)
    label = gap.conclusion.label if gap.conclusion is not None else ""
    where = meeting_name(look, found) if found is not None else ""
    return " ".join(part for part in (label, show_date(gap.decided_on), where) if part)


def gap_text(gap: Gap) -> str:
    """Return F&G12 課税通知書(不適合・帳票様式)."""
    kinds = "・".join(word.label for word in (gap.fit, gap.kind) if word is not None)
    return f"F&G{gap.number} {gap.function}({kinds})"


def gaps_text(origin: Origin) -> str:
    """Return the items of a request; one that bears the name of the request without it."""
    return "\n".join(
        gap_text(gap) if gap.function != origin.request.title else f"F&G{gap.number} {gap.fit.label}"
        for gap in origin.gaps
    )


def option_text(book: Book, origin: Origin) -> str:
    """Return the option in force, or how many stand to choose from."""
    if origin.option is not None:
        return option_name(book, origin.option) if origin.option.name or origin.options > 1 else "案1つ"
    return f"{origin.options}案(未定)" if origin.options else ""


def quote_text(book: Book, origin: Origin) -> str:
    """Return 2,400,000(6団体): the quote for those who implement it, or why there is none. Of a request that costs
    nothing as it stands, what had been quoted: 2,400,000〜3,300,000(見積のみ), 1,000,000(回避)."""
    request, outcome = origin.request, origin.outcome
    if not request.disposition.costs or outcome is None:
        quoted = _quoted(book, origin)
        if quoted:
            return f"{span(min(quoted), max(quoted))}(見積のみ)"
        return f"{show_yen(request.avoided_yen)}(回避)" if request.avoided_yen is not None else ""
    yen = amount(outcome.total, outcome).replace("\n", " ")
    return f"{yen}({outcome.implementers}団体)" if outcome.implementers else yen


def _quoted(book: Book, origin: Origin) -> list[int]:
    """Return the one-off amounts quoted for the option in force, or for all where none is."""
    options = [origin.option] if origin.option is not None else book.children(Option, origin.request.id).values()
    return [quote.one_off_yen for option in options for quote in book.children(Quote, option.id).values()]


def answers_text(origin: Origin) -> str:
    """Return 実施3 しない2 未定1: how many say what."""
    said = ((word, origin.answers[state]) for state, word in _ANSWERS.items())
    return " ".join(f"{word}{number}" for word, number in said if number)


def decision_text(look: Look, origin: Origin) -> str:
    """Return the decisions of sessions about a request, else what was concluded of its items."""
    meetings = look.all(Meeting)
    told = []
    for one in origin.decisions:
        meeting = meetings[one.meeting_id]
        told.append(f"{meeting_name(look, meeting)} {one.result.label} {show_date(meeting.held_on)}")
    concluded = (conclusion_text(look, gap) for gap in origin.gaps)
    return "\n".join(told or dict.fromkeys(filter(None, concluded)))


def traced_text(found: list[Origin]) -> str:
    """Return how many of the requests can be followed back to a session, and to where they were decided."""
    if not found:
        return ""
    born, decided = sum(one.is_born for one in found), sum(one.is_decided for one in found)
    series = sum(bool(one.sessions) and not one.is_born for one in found)
    only = f"、ほかに会議の系列だけが分かるもの{series:,}件" if series else ""
    return (
        f"追跡率: 要望{len(found):,}件のうち、生まれた会議が分かるもの{born:,}件({_percent(born, len(found))}){only}、"
        f"決めた会議が分かるもの{decided:,}件({_percent(decided, len(found))})。"
    )


def _percent(part: int, whole: int) -> str:
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"

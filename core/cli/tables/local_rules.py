"""独自ルール for the command show: each rule, what the members make of it, and what a customization would cost."""

from typing import Any

from core.calc.linked import links_of
from core.calc.local_rules.board import COVER_TERMS, RATE_TERMS, Board, board_of, covered, reviewed_by, rules_of
from core.calc.local_rules.payback import (
    TERMS,
    WORK_TERMS,
    added_work,
    avoided_yen,
    payback_of,
    quoted,
    rate_on,
    show_years,
)
from core.cli.output import print_table, told_day
from core.documents.local_rules.wording import ABSENT, avoided_text, mark_of, system_of, work_text
from core.model.book import Book
from core.model.local_rules import NOT_ASKED, LocalRule, RuleUse
from core.model.values.partial_dates import show_partial_date


def local_rules_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the rules with the cost of labour of the day; who takes no part in a system is not among its members."""
    board, rate = board_of(book, as_of or ""), rate_on(book, as_of or "")
    rules = rules_of(book)
    uses = [board.uses(rule) for rule in rules]
    return {
        **told_day(as_of),
        "hour_yen": rate.hour_yen if rate is not None else None,
        "terms": [RATE_TERMS, COVER_TERMS, WORK_TERMS, TERMS],
        "covered": covered(rules).text,
        "reviewed": {one.name: reviewed_by([use.get(one.id) for use in uses]).text for one in board.members},
        "rules": [_rule(book, board, rule, as_of) for rule in rules],
    }


def _rule(book: Book, board: Board, rule: LocalRule, as_of: str | None) -> dict[str, Any]:
    cost, work, years = quoted(board, rule), added_work(board, rule), payback_of(board, rule)
    rows, names = board.rows(rule), {one.id: one.name for one in board.members}
    return {
        "id": rule.id,
        "number": rule.number,
        "name": rule.name,
        "system": system_of(book, rule),
        "kind": rule.kind.label if rule.kind else None,
        "standard": rule.standard.label if rule.standard else None,
        "cover": rule.cover.label,
        "stage": rule.stage.label,
        "how": rule.how,
        "members": {names[id]: _use(rows.get(id)) for id in board.uses(rule)},
        "one_off_yen": cost.one_off_yen,
        "yearly_yen": cost.yearly_yen,
        "cost_source": cost.source,
        "avoided_yen": avoided_yen(board, rule),
        "added_minutes": work.minutes,
        "hours_unknown": [names[id] for id in work.unknown],
        "payback": years.text,
        "payback_years": show_years(years.years) if years.years is not None else None,
        "payback_missing": list(years.missing),
        "links": [linked.text for linked in links_of(book, rule, as_of)],
        "note": rule.note,
    }


def _use(row: RuleUse | None) -> dict[str, Any]:
    if row is None:
        return {"use": NOT_ASKED}
    return {
        "use": row.use.label if row.use else NOT_ASKED,
        "present": row.present,
        "basis": row.basis,
        "since": row.since,
        "yearly_count": row.yearly_count,
        "minutes_now": row.minutes_now,
        "minutes_after": row.minutes_after,
        "reason": row.reason,
        "affects": row.affects.label if row.affects else None,
        "effect": row.effect,
        "ordinance": row.ordinance.label if row.ordinance else None,
        "session_on": row.session_on,
        "session_on_shown": show_partial_date(row.session_on),
        "substitute": row.substitute,
    }


def local_rules_text(book: Book, as_of: str | None) -> None:
    """Print the matrix with what is computed, and the definitions below it."""
    board, rules = board_of(book, as_of or ""), rules_of(book)
    members = board.members
    rows = []
    for rule in rules:
        uses = board.uses(rule)
        marks = [mark_of(board, rule, one.id, uses) for one in members]
        told = (avoided_text(board, rule), work_text(board, rule), payback_of(board, rule).text)
        rows.append((rule.number, rule.name, *marks, rule.cover.label, *told))
    headings = ["番号", "独自ルール", *(one.name for one in members), "対応"]
    figures = [False] * len(headings) + [True, True, False]
    print_table([*headings, "避けた費用(円)", "増える時間(分/年)", "回収年数"], rows, figures)
    print(f"● 続ける　○ 標準で足りる　× やめる　— 該当なし　空欄 {NOT_ASKED}　{ABSENT} 業務に参加していない")
    for line in (WORK_TERMS, TERMS):
        print(line)

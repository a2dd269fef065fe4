"""新規参加・離脱 for the command show: every application with its conditions and its effect on every member."""

from typing import Any

from core.calc.applications import effect_of
from core.cli.output import print_table
from core.documents.applications.sheet import EMPTY, TERMS, applications_of, facts_of, values_of
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.values.money import show_yen
from core.words.sentences import sentence


def applications_json(book: Book) -> list[dict[str, Any]]:
    """Return the applications, those that are open first; where there is no effect it is said why."""
    return [values_of(book, one) for one in applications_of(book)]


def applications_text(book: Book) -> None:
    """Print the applications and who pays how much more or less over the term."""
    rows = applications_of(book)
    if not rows:
        print(EMPTY)
        return
    for one in rows:
        for name, value in facts_of(book, one):
            print(f"{name}: {' '.join(value.split())}")
        effect = effect_of(book, one)
        if isinstance(effect, Fault):
            print(f"影響を試算できません。{sentence(effect)}")
            continue
        lines = [
            (
                row.name,
                "" if row.before is None else show_yen(row.before),
                "" if row.after is None else show_yen(row.after),
                show_yen(row.change),
            )
            for row in (*effect.rows, effect.total)
        ]
        print_table(["団体", "申請前(期間)", "申請後(期間)", "差"], lines, [False, True, True, True])
    for line in TERMS:
        print(line)

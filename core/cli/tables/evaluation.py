"""The table evaluation of the command show: the points of a procurement and what they decide."""

from typing import Any

from core.calc.evaluation.comparing import numbers_of
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import frame_of, procurements_of, version_of
from core.calc.evaluation.price import show_points
from core.calc.evaluation.results import Evaluation
from core.calc.evaluation.values import evaluation_values
from core.cli.output import CommandFailed, print_table
from core.model.book import Book
from core.model.machine.faults import Fault
from core.words.sentences import sentence


def evaluation_json(book: Book, procurement: str = "") -> dict[str, Any]:
    """Return the evaluation of a procurement, of the first one where none is named."""
    made = _made(book, procurement)
    return evaluation_values(made, version_of(book, made.frame.procurement))


def evaluation_text(book: Book, procurement: str = "") -> None:
    """Print the points of the bidders, then the warnings."""
    made = _made(book, procurement)
    parts = list(made.technical.full)
    early = ("一次審査",) if made.early is not None else ()
    headings = ("順位", "提案者", *early, "価格点", *(part.label for part in parts), "合計", "判定", "")
    rows = [
        (
            str(one.rank or ""),
            one.bidder.name,
            *(show_points(one.first) for _ in early),
            show_points(one.price.points) if one.price else "",
            *(show_points(one.parts.get(part)) for part in parts),
            show_points(one.total),
            one.verdict.label,
            " ".join((*map(sentence, one.remarks), *one.short)),
        )
        for one in made.ranked
    ]
    print(f"{made.frame.procurement.name} 満点{show_points(made.full)}点")
    if narrowed := numbers_of(made):
        print(narrowed)
    print_table(headings, rows, [True, False, *[True] * (len(parts) + len(early) + 2), False, False])
    for note in made.notes:
        print(sentence(note))


def _made(book: Book, name: str) -> Evaluation:
    known = procurements_of(book)
    if not known:
        raise CommandFailed(sentence(Fault("", "no_procurement", {})))
    chosen = next((one for one in known if one.name == name), None) if name else known[0]
    if chosen is None:
        raise CommandFailed(f"「{name}」という案件はありません。ある案件: {'、'.join(one.name for one in known)}")
    return evaluate(frame_of(book, chosen))

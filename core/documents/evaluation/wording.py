"""What the papers of a procurement share: which one is printed, and under which names bidders and reviewers stand."""

from collections.abc import Callable, Iterator

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import acts_of, frame_of, is_frozen, version_of
from core.calc.evaluation.price import evenly, show_points
from core.calc.evaluation.results import Evaluation
from core.calc.evaluation.tally import ALL
from core.dataclass import dataclass
from core.documents.evaluation.choosing import are_numbered, chosen
from core.documents.paper.document import Block, Document, Notes, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import footer, is_anonymous, sheet_date
from core.model.book import Book
from core.model.evaluation import ActKind, Bidder, Procurement, Stage
from core.model.machine.faults import Fault
from core.model.machine.records import abouts
from core.model.values.dates import show_moment

Say = Callable[[Fault], str]
NOBODY = "選定案件が登録されていません。"


@dataclass(frozen=True, slots=True)
class Names:
    """`hidden`: bidders are A社, B社. `numbered`: reviewers are 審査員1, 審査員2."""

    made: Evaluation
    hidden: bool
    numbered: bool

    def bidder(self, one: Bidder) -> str:
        at = [other.id for other in self.made.frame.bidders].index(one.id)
        return f"{letter(at)}社" if self.hidden else one.name

    def seat(self, id: int) -> str:
        if id == ALL:
            return "審査員の合計"
        order = [one.id for one in self.made.frame.reviewers]
        return f"審査員{order.index(id) + 1}" if self.numbered else self.made.frame.by_seat[id].name


def letter(at: int) -> str:
    """Return A, B … Z, AA for the place of a vendor."""
    return chr(ord("A") + at) if at < 26 else f"{letter(at // 26 - 1)}{chr(ord('A') + at % 26)}"


def made_of(book: Book, settings: PrintSettings) -> tuple[Evaluation, Names] | None:
    """Return the evaluation that is to be printed, and the names on it."""
    procurement = chosen(book, settings)
    if procurement is None:
        return None
    made = evaluate(frame_of(book, procurement))
    return made, Names(made, is_anonymous(book, settings), are_numbered(book, settings))


def paper(book: Book, settings: PrintSettings, title: str, blocks: tuple[Block, ...]) -> Document:
    """Return one sheet of a procurement."""
    sheet = Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(title, (sheet,), author=book.consortium.name, footer=footer(settings), paper=settings.paper)


def without(book: Book, settings: PrintSettings, title: str) -> Document:
    """Return the sheet of a ledger without procurements."""
    return paper(book, settings, title, (Paragraph(NOBODY),))


def heading(made: Evaluation) -> Paragraph:
    """Return which procurement it is, with its full points."""
    return Paragraph(f"{made.frame.procurement.name}(満点{show_points(made.full)}点)", bold=True)


def stage_named(made: Evaluation, stage: Stage) -> str:
    """Return 一次審査 and a blank in front of what belongs to a stage; nothing where there is one only."""
    return f"{stage.label} " if made.early is not None else ""


def bidders_in(made: Evaluation, stage: Stage) -> tuple[Bidder, ...]:
    """Return the bidders that were judged in a stage, in their order; with one stage all of them."""
    if made.early is None or stage is Stage.FIRST:
        return made.frame.bidders
    reached = {one.bidder.id for one in made.reached}
    return tuple(one for one in made.frame.bidders if one.id in reached)


def points_of(made: Evaluation, *, with_technical: bool = False) -> list[tuple[str, ...]]:
    """Return the points of each bidder, the best one first: of the price if it counts, by part, of all technique if
    asked for, and of the whole; those of a column with equally many decimals."""
    ranked = made.ranked
    columns = [evenly(one.price.points if one.price else None for one in ranked)] if made.price_full else []
    columns += [evenly(one.parts.get(part) for one in ranked) for part in made.technical.full]
    columns += [evenly(one.technical for one in ranked)] if with_technical else []
    columns.append(evenly(one.total for one in ranked))
    return list(zip(*columns, strict=True))


def rule_notes(book: Book, made: Evaluation) -> Notes:
    """Return the rule in words, with its version and the day on which it was frozen."""
    procurement = made.frame.procurement
    described = abouts(Procurement)
    lines = [
        f"{described[name].label}: {described[name].kind.show(getattr(procurement, name))}"
        for name in procurement.rule_fields
    ]
    version = version_of(book, procurement)
    if is_frozen(book, procurement):
        when = next(one.acted_at for one in reversed(acts_of(book, procurement)) if one.kind is ActKind.FREEZE)
        lines.insert(0, f"評価規則 第{version}版({show_moment(when)}に凍結)")
    else:
        lines.insert(0, "評価規則は凍結されていない案です。")
    return Notes(tuple(lines))


_OF_BIDDERS = frozenset({"sums_beside_seats", "first_stage_differs", "second_stage_unused"})
"""Warnings whose names are those of bidders."""


def told(made: Evaluation, names: Names, say: Say) -> Iterator[str]:
    """Yield the warnings; those that name somebody only where names may be seen."""
    for one in made.notes:
        if one.rule in _OF_BIDDERS:
            meant = str(one.facts["names"]).split("、")
            shown = [names.bidder(bidder) for bidder in made.frame.bidders if bidder.name in meant]
            yield say(Fault("", one.rule, {"names": "、".join(shown)}) if names.hidden else one)
        elif names.numbered and "names" in one.facts:
            count = len(str(one.facts["names"]).split("、"))
            yield say(Fault("", one.rule, {"names": f"{count}名"}))
        else:
            yield say(one)

"""制度改正: how far a change is, who has done what, what it costs with its subsidy, and which cost lines were made of
it."""

from collections.abc import Mapping

from core.calc.members import Member, members_of
from core.calc.participation import Absences, absences
from core.dataclass import dataclass
from core.model.costs import CostLine
from core.model.council import System
from core.model.law_changes.records import LawChange, LawChangeMember, LawChangeSystem, Payment, Subsidy
from core.model.links import Link, LinkKind
from core.model.machine.kinds import place_of_any
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.values.partial_dates import last_day
from core.model.values.ratios import part_of
from core.model.values.words import Word

TERMS = (
    "国庫補助の額は、初期費用×補助率(円未満切捨て)と補助の上限の小さい方です。"
    "団体確認は、改正する業務に参加する団体のうち、確認日の入っている団体の数です。"
)


class Progress(Word):
    """How far a change is on a day."""

    APPLIED = "applied", "適用済"
    LATE = "late", "施行日超過"
    VENDOR_LATE = "vendor_late", "対応の遅れ"
    TESTED = "tested", "テスト済"
    VENDOR_DONE = "vendor_done", "対応完了"
    OPEN = "open", "対応中"

    @property
    def is_late(self) -> bool:
        """Whether a day has passed by which something should have been done."""
        return self in {Progress.LATE, Progress.VENDOR_LATE}


def progress_of(change: LawChange, day: str) -> Progress:
    """Return how far a change is at the end of an ISO day; what is known to the month only is late after the month."""
    if change.applied_on and change.applied_on <= day:
        return Progress.APPLIED
    if change.effective_on and last_day(change.effective_on) < day:
        return Progress.LATE
    if change.tested_on and change.tested_on <= day:
        return Progress.TESTED
    if change.vendor_done_on and change.vendor_done_on <= day:
        return Progress.VENDOR_DONE
    if change.vendor_due_on and last_day(change.vendor_due_on) < day:
        return Progress.VENDOR_LATE
    return Progress.OPEN


def subsidy_of(change: LawChange) -> int | None:
    """Return the yen of the subsidy: 0 where there is none, None where it is not known."""
    if change.subsidy is Subsidy.NONE:
        return 0
    if change.subsidy is Subsidy.OPEN or change.subsidy_part is None or change.one_off_yen is None:
        return None
    exact = change.one_off_yen * part_of(change.subsidy_part)
    yen = exact.numerator // exact.denominator
    return yen if change.subsidy_limit is None else min(yen, change.subsidy_limit)


@dataclass(frozen=True, slots=True)
class Board:
    """What the changes of a ledger are told with."""

    look: Look
    members: tuple[Member, ...]
    absent: Absences
    made: Mapping[int, tuple[CostLine, ...]]
    """By change the cost lines that were made of it."""

    def systems(self, change: LawChange) -> list[System]:
        """Return the systems that have to be changed."""
        ids = [one.system_id for one in self.look.children(LawChangeSystem, change.id).values()]
        return in_order(self.look, [self.look.all(System)[id] for id in ids])

    def concerned(self, change: LawChange) -> list[Member]:
        """Return the members that take part in one of its systems; with no systems all."""
        ids = [one.id for one in self.systems(change)]
        return [m for m in self.members if not ids or any(m.id not in self.absent.get(id, ()) for id in ids)]

    def rows(self, change: LawChange) -> dict[int, LawChangeMember]:
        """Return by municipality what is said of it."""
        return {one.municipality_id: one for one in self.look.children(LawChangeMember, change.id).values()}

    def done(self, change: LawChange, day: str = "") -> tuple[int, int]:
        """Return how many of those concerned have checked it (by an ISO day), and how many they are."""
        rows, concerned = self.rows(change), self.concerned(change)
        known = [rows[one.id].done_on for one in concerned if one.id in rows]
        return sum(bool(on) and (not day or str(on) <= day) for on in known), len(concerned)

    def own_yen(self, change: LawChange) -> tuple[int, list[Member]]:
        """Return the sum of what members pay by themselves, and of whom nobody knows."""
        rows, concerned = self.rows(change), self.concerned(change)
        known = {id: row.own_yen for id, row in rows.items() if row.own_yen is not None}
        return sum(known.values()), [one for one in concerned if one.id not in known]


def board_of(look: Look) -> Board:
    """Return what the changes are told with."""
    made: dict[int, list[CostLine]] = {}
    for link in look.all(Link).values():
        begin, end = place_of_any(link.source), place_of_any(link.target)
        if link.kind is LinkKind.ORIGIN and begin and end and (begin[0], end[0]) == ("law_changes", "cost_lines"):
            line = look.all(CostLine).get(end[1])
            if line is not None:
                made.setdefault(begin[1], []).append(line)
    lines = {id: tuple(in_order(look, rows)) for id, rows in made.items()}
    return Board(look, members_of(look), absences(look), lines)


def cost_yen(board: Board, change: LawChange) -> int | None:
    """Return the one-off cost of a change: nothing in maintenance, the sum of the members' where each pays its own
    (None while one is missing)."""
    if change.payment is Payment.MAINTAINED:
        return 0
    if change.payment is Payment.OWN:
        total, unknown = board.own_yen(change)
        return None if unknown else total
    return change.one_off_yen

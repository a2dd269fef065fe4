"""Rules × municipalities: what each one makes of each rule, who is not asked, what only one keeps, and how much is
reviewed."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction

from core.calc.members import Member, members_of
from core.calc.participation import Absences, absences, takes_part
from core.dataclass import dataclass
from core.model.local_rules import LocalRule, RuleUse, Use
from core.model.machine.naming import in_order
from core.model.machine.table import Look

RATE_TERMS = "見直し率は、標準で足りるとやめるの件数÷続けるを加えた件数です。該当なし・未調査・不参加は数えません。"
COVER_TERMS = "対応の率は、標準仕様・EUC・業務運用・廃止で対応するルールの数÷取り下げたものを除くルールの数です。"


@dataclass(frozen=True, slots=True)
class Board:
    """The ledger as it stands now: the members, and who of them takes part in which system. What is said of a rule is
    read when it is first asked for; after a change of the ledger another board is made. The cost of labour is that of
    `day`, "" for 資料日付."""

    look: Look
    members: tuple[Member, ...]
    absent: Absences
    day: str = ""
    _rows: dict[int, Mapping[int, RuleUse]] = field(default_factory=dict, compare=False)

    def is_asked(self, rule: LocalRule, member_id: int) -> bool:
        """Whether the rule concerns the member: who does not take part in its system is not asked."""
        return takes_part(self.absent, rule, member_id)

    def rows(self, rule: LocalRule) -> Mapping[int, RuleUse]:
        """Return by municipality what is written down of a rule, of those who are asked."""
        if rule.id not in self._rows:
            gone = self.absent.get(rule.system_id or 0, frozenset())
            found = self.look.children(RuleUse, rule.id).values()
            self._rows[rule.id] = {one.municipality_id: one for one in found if one.municipality_id not in gone}
        return self._rows[rule.id]

    def uses(self, rule: LocalRule) -> dict[int, Use | None]:
        """Return by member what it makes of a rule, None where it was not asked yet; who takes no part is not there."""
        rows, gone = self.rows(rule), self.absent.get(rule.system_id or 0, frozenset())
        return {one.id: rows[one.id].use if one.id in rows else None for one in self.members if one.id not in gone}


def board_of(look: Look, day: str = "") -> Board:
    """Return the board of the members on the base date, with the cost of labour of an ISO day."""
    return Board(look, members_of(look), absences(look), day)


def rules_of(look: Look) -> list[LocalRule]:
    """Return the rules in their order."""
    return in_order(look, look.all(LocalRule).values())


@dataclass(frozen=True, slots=True)
class Sole:
    """A rule that only one member keeps; `unasked` members have said nothing yet, so that it may not stay the only
    one."""

    rule: LocalRule
    member: Member
    row: RuleUse
    unasked: int


def sole_rules(board: Board) -> list[Sole]:
    """Return the rules that exactly one member keeps, in their order."""
    found = []
    for rule in rules_of(board.look):
        uses = board.uses(rule)
        keepers = [one for one in board.members if uses.get(one.id) is Use.KEPT]
        if len(keepers) == 1:
            unasked = sum(use is None for use in uses.values())
            found.append(Sole(rule, keepers[0], board.rows(rule)[keepers[0].id], unasked))
    return found


@dataclass(frozen=True, slots=True)
class Reviewed:
    """So many of so many are given up."""

    given_up: int
    of: int

    @property
    def rate(self) -> Fraction | None:
        """The rate; None where there is nothing to review."""
        return Fraction(self.given_up, self.of) if self.of else None

    @property
    def text(self) -> str:
        """Return 67%(2/3), a dash where there is nothing; halves of a percent go up."""
        if not self.of:
            return "－"
        return f"{(200 * self.given_up + self.of) // (2 * self.of)}%({self.given_up:,}/{self.of:,})"


def reviewed_by(uses: Iterable[Use | None]) -> Reviewed:
    """Return how many of the uses that count are given up: RATE_TERMS says which."""
    counted = [use for use in uses if use is not None and use is not Use.ABSENT]
    return Reviewed(sum(use.is_changed for use in counted), len(counted))


def covered(rules: Iterable[LocalRule]) -> Reviewed:
    """Return how many of the rules are met without a customization or another program: COVER_TERMS says which."""
    standing = [rule for rule in rules if not rule.stage.is_withdrawn]
    return Reviewed(sum(rule.cover.is_review for rule in standing), len(standing))
